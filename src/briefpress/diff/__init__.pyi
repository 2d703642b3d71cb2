from .changes import (
    Change as Change,
    ChangeKind as ChangeKind,
    Changes as Changes,
    Region as Region,
    TextSpan as TextSpan,
)
from .comparison import DiffResult as DiffResult, compare as compare, diff as diff
from .description import to_dict as to_dict, to_text as to_text
