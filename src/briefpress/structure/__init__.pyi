from .bitmap import NoPicture as NoPicture, Picture as Picture
from .facts import (
    EMPTY as EMPTY,
    Artifact as Artifact,
    Attachment as Attachment,
    Attributes as Attributes,
    Boxes as Boxes,
    Colour as Colour,
    Destination as Destination,
    Element as Element,
    FontFact as FontFact,
    Graphic as Graphic,
    ObjectRef as ObjectRef,
    OutlineItem as OutlineItem,
    OutputIntent as OutputIntent,
    Page as Page,
    Painting as Painting,
    PdfStructure as PdfStructure,
    Rect as Rect,
    Run as Run,
    Text as Text,
    union as union,
)
from .grid.headers import Cell as Cell, Grid as Grid, grid as grid
from .inspection import digests as digests, inspect as inspect
from .metadata import xmp_values as xmp_values
from .problems import Problems as Problems
from .rasterizer import Painter as Painter, start_painter as start_painter
from .reader import DAMAGE as DAMAGE, Reader as Reader, UnreadablePdf as UnreadablePdf
from .syntax import text_string as text_string
