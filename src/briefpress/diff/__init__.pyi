from .differences import compare as compare
from .extraction import passages as passages
from .files import Compared as Compared, changes_of as changes_of, diff as diff
from .matching import match as match
from .values import Change as Change, Changes as Changes, How as How, Place as Place, Words as Words
from .words import as_dict as as_dict, as_text as as_text
