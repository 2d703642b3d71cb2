from .announcements import number_of as number_of
from .landmarks import (
    HeadingItem as HeadingItem,
    LinkItem as LinkItem,
    TableItem as TableItem,
    headings as headings,
    links as links,
    tables as tables,
)
from .languages import language_name as language_name
from .plain import (
    HEADING as HEADING,
    are_apart as are_apart,
    audible as audible,
    heard as heard,
    replacement as replacement,
    shortened as shortened,
    words_of as words_of,
)
from .reader import Reader as Reader
from .roles import INLINE as INLINE, MANNERS as MANNERS
from .transcription import transcribe as transcribe
from .treeview import tree as tree
from .untagged import drawn as drawn
from .utterances import Utterance as Utterance, as_text as as_text
from .voice import Voice as Voice
