from .columns import (
    columns as columns,
    cut as cut,
)
from .detection import (
    Needed as Needed,
    scripts_of as scripts_of,
)
from .faces import (
    WEIGHTS as WEIGHTS,
    face_of as face_of,
    is_installed as is_installed,
    missing_letters as missing_letters,
)
from .font_files import (
    is_damaged_font as is_damaged_font,
)
from .spaces import (
    may_lack_spaces as may_lack_spaces,
)
from .table import (
    SCRIPTS as SCRIPTS,
    Script as Script,
    is_written_in as is_written_in,
)
