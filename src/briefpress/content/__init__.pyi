from .editions import (
    EDITIONS as EDITIONS,
    PDF_X as PDF_X,
    PRINT as PRINT,
    PRISM as PRISM,
    SCREEN as SCREEN,
    Edition as Edition,
)
from .images import Image as Image
from .inks import Condition as Condition, Inks as Inks, condition as condition, most_ink as most_ink
from .licences import LICENCES as LICENCES, Licence as Licence
from .loading import Manuscript as Manuscript, load as load, read_text as read_text
from .markdown import Apparatus as Apparatus, to_html as to_html
from .model import (
    Block as Block,
    Brief as Brief,
    Column as Column,
    Figure as Figure,
    Markdown as Markdown,
    Person as Person,
    Table as Table,
)
from .profiles import PROFILES as PROFILES, UA1 as UA1, Profile as Profile
from .yaml_source import parse as parse
