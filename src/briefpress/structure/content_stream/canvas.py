"""The state in which a content stream is interpreted, and what it draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.structure.content_stream import colours
from briefpress.structure.content_stream.geometry import FAR, IDENTITY
from briefpress.structure.content_stream.runs import MarkedContent
from briefpress.structure.problems import Allowance, Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.structure.content_stream.colours import Space
    from briefpress.structure.content_stream.fonts import Font
    from briefpress.structure.content_stream.geometry import Matrix
    from briefpress.structure.content_stream.resources import Form, Key, Properties, Stream
    from briefpress.structure.elements import Colour, Rect

OPERATORS = 800_000
PARTS = 100_000  # runs of text, graphics and marked-content sequences
CHARACTERS = 8_000_000


@dataclass(slots=True)
class PaintUse:
    """The colours and lines that a page has used so far; see `facts.Painting`."""

    spaces: set[str] = field(default_factory=set)
    max_ink: float = 0.0
    min_line_width: float | None = None
    is_transparent: bool = False

    def add_colour(self, space: str, values: Sequence[float] = ()) -> None:
        """Note a colour space, and the ink that a colour in it takes."""
        self.spaces.add(space)
        if space == "DeviceCMYK":
            self.max_ink = max(self.max_ink, sum(values))

    def add_line(self, width: float) -> None:
        """Note the width of a line, in points."""
        known = self.min_line_width
        self.min_line_width = width if known is None else min(known, width)


@dataclass(slots=True)
class PageContent:
    """What a page draws: in marked content, in artifacts, outside of both, and in the cells of patterns.

    `box` is the page.
    """

    box: Rect | None = None
    marked: dict[Key, MarkedContent] = field(default_factory=dict)
    artifacts: list[tuple[Properties, MarkedContent]] = field(default_factory=list)
    unmarked: MarkedContent = field(default_factory=MarkedContent)
    paint: PaintUse = field(default_factory=PaintUse)
    patterns: dict[Stream, PageContent] = field(default_factory=dict)
    fonts: dict[Font, bool] = field(default_factory=dict)  # whether text in it is painted


@dataclass(slots=True)
class Replacement:
    """An ActualText, whether it was used already, and the text that is drawn in its place."""

    text: str
    is_used: bool = False
    drawn: list[str] = field(default_factory=list)

    def use(self) -> str:
        """Return the text the first time, and nothing after that."""
        text, self.is_used = "" if self.is_used else self.text, True
        return text


@dataclass(slots=True)
class Mark:
    """An open marked-content sequence: what takes its text, and the ActualText that replaces it.

    Where it `is_reversed`, the text of each string is read from its end (14.8.2.5.3).
    """

    content: MarkedContent
    replacement: Replacement | None = None
    lang: str | None = None
    is_hidden: bool = False
    is_reversed: bool = False


@dataclass(slots=True)
class GraphicsState:
    """The graphics state (8.4), as far as it concerns text and boxes."""

    ctm: Matrix = IDENTITY
    clip: Rect | None = None
    space: Space = colours.by_count
    family: str = "DeviceGray"
    fill: Colour | None = (0.0, 0.0, 0.0)
    stroke: Colour | None = (0.0, 0.0, 0.0)
    alpha: float = 1.0
    width: float = 1.0
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class Limits:
    """How much is drawn of one document."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.operators = Allowance(problems, OPERATORS, "operators")
        self.parts = Allowance(problems, PARTS, "parts of what is drawn")
        self.characters = Allowance(problems, CHARACTERS, "characters")


@dataclass(slots=True)
class Canvas:
    """The state in which one content stream is interpreted.

    `interpret` is called for each form that the stream draws; `above` are the streams that draw
    this one. `is_repeated` says that the stream was drawn before: its marked content is not new.
    """

    limits: Limits
    interpret: Callable[[Canvas], None]
    form: Form
    page: PageContent
    marks: list[Mark]
    state: GraphicsState
    above: tuple[Stream, ...] = ()
    opacity: float = 1.0
    saved: list[GraphicsState] = field(default_factory=list)
    is_repeated: bool = False
    line_matrix: Matrix = IDENTITY
    text_matrix: Matrix = IDENTITY
    path: Rect | None = None
    is_clip_pending: bool = False


def floats(operands: Sequence[object]) -> list[float]:
    """Return the operands that are numbers."""
    return [float(each) for each in operands if isinstance(each, int | float)]


def last_float(operands: Sequence[object], default: float = 0.0) -> float:
    """Return the last operand; the default if it is no number, or far too large."""
    value = operands[-1] if operands else None
    return float(value) if isinstance(value, int | float) and abs(value) < FAR else default


def matrix_of(operands: Sequence[object]) -> Matrix | None:
    """Return six operands as a matrix; None if there are not six numbers."""
    match floats(operands):
        case [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
    return None
