from .bitmap import Bitmap as Bitmap, RasterizeError as RasterizeError
from .elements import (
    Attributes as Attributes,
    Colour as Colour,
    Destination as Destination,
    Element as Element,
    Graphic as Graphic,
    ObjectRef as ObjectRef,
    Rect as Rect,
    Run as Run,
    Text as Text,
    union as union,
)
from .facts import (
    EMPTY as EMPTY,
    Artifact as Artifact,
    Attachment as Attachment,
    Boxes as Boxes,
    FontFact as FontFact,
    OutlineItem as OutlineItem,
    OutputIntent as OutputIntent,
    Page as Page,
    Painting as Painting,
    PdfStructure as PdfStructure,
)
from .inspection import (
    attached_files as attached_files,
    digests as digests,
    inspect as inspect,
)
from .loading import load_pypdf as load_pypdf
from .metadata import xmp_values as xmp_values
from .problems import Problems as Problems
from .rasterize import rasterize_ahead as rasterize_ahead
from .rasterizer import Rasterizer as Rasterizer, start_rasterizer as start_rasterizer
from .reader import (
    PYPDF_ERRORS as PYPDF_ERRORS,
    Reader as Reader,
    UnreadablePdf as UnreadablePdf,
    open_reader as open_reader,
)
from .syntax import text_string as text_string
from .tables.grid import Cell as Cell, Grid as Grid, lay_out_table as lay_out_table
from .tables.slots import TableProblem as TableProblem
from .tree import TREE as TREE
