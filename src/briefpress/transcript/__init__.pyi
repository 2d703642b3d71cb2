from .as_data import reading_as_data as reading_as_data
from .element_lists import (
    HeadingItem as HeadingItem,
    LinkItem as LinkItem,
    TableItem as TableItem,
    headings as headings,
    links as links,
    tables as tables,
)
from .languages import language_name as language_name
from .roles import is_inline as is_inline
from .spoken_text import (
    HEADING_ROLE as HEADING_ROLE,
    accessible_name as accessible_name,
    are_apart as are_apart,
    replacement_text as replacement_text,
    shorten as shorten,
    spaced_text as spaced_text,
    spoken_text as spoken_text,
)
from .transcription import transcribe as transcribe
from .tree_view import tree_as_text as tree_as_text
from .untagged import guess_paragraphs as guess_paragraphs
from .utterances import Utterance as Utterance, as_text as as_text
