"""Content streams to what is drawn: text and graphics, by marked content (ISO 32000-2 8, 9, 14.6)."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING

from briefpress.structure import colours
from briefpress.structure.facts import Graphic, Run, union
from briefpress.structure.fonts import UNKNOWN
from briefpress.structure.problems import Allowance, Problems
from briefpress.structure.resources import IDENTITY, NO_PROPERTIES, Form, written_properties
from briefpress.structure.syntax import ENDLESS, PATH, Name, operations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.structure.colours import Space
    from briefpress.structure.facts import Colour, Rect
    from briefpress.structure.fonts import Font
    from briefpress.structure.resources import Key, Matrix, Properties, Stream

FORM_DEPTH = 30
STATES = 1_000  # graphics states saved at the same time

# Shares of the size: what is drawn this near to a run continues it; a wider gap parts words.
GAP = 0.15
_BACK = -0.5
_OFF = 0.1

DRAWN_BYTES = 20_000_000
OPERATORS = 800_000
PARTS = 100_000  # runs of text, graphics and marked-content sequences
CHARACTERS = 8_000_000
_OFTEN = 1_000  # operators, after which they are counted
_FORM_BYTES = 500  # that drawing a form counts for besides its own

_LONG = 500  # characters: a longer run is not continued
_FAR = 1e6  # points: what is drawn farther out is not on any page


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies one and then another (8.3.4)."""
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741 - the letters in order
    return (
        a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p,
    )  # fmt: skip


def _box(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Rect | None:
    """Return the box on the page round a rectangle; None where that is off all bounds."""
    a, b, c, d, e, f = matrix
    if not (b or c):
        x0, x1, y0, y1 = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        box = (
            min(x1, x0),
            min(y1, y0),
            max(x0, x1),
            max(y0, y1),
        )
        return box if -_FAR < box[0] <= box[2] < _FAR and -_FAR < box[1] <= box[3] < _FAR else None
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    box = (min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)
    return box if all(-_FAR < side < _FAR for side in box) else None


def intersection(one: Rect, other: Rect | None) -> Rect | None:
    """Return what two boxes share; all of the one where there is no other."""
    if other is None:
        return one
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    x1, y1 = min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


# Of a run: its size, font, colour, opacity, visibility and language.
_Look = tuple[float, str, "Colour | None", float, bool, "str | None"]
_Point = tuple[float, float]
_NOWHERE: _Look = (0.0, "", (0.0, 0.0, 0.0), 1.0, False, None)


@dataclass(slots=True)
class _Open:
    """A run that may go on: its text so far, and where and in which direction it ends."""

    texts: list[str]
    length: int
    box: Rect
    look: _Look
    end: _Point
    along: _Point


class Marked:
    """What is drawn in one marked-content sequence, in order."""

    __slots__ = ("_last", "_runs", "graphics", "replaced")

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self.graphics: list[Graphic] = []
        self.replaced: list[tuple[str, str]] = []
        self._last: _Open | None = None

    @property
    def runs(self) -> list[Run]:
        """The stretches in which its text is shown."""
        self._close()
        return self._runs

    @property
    def text(self) -> str:
        """All text, as it was drawn."""
        return "".join(run.text for run in self.runs)

    def _close(self) -> None:
        if last := self._last:
            self._runs.append(Run("".join(last.texts), last.box, *last.look))
            self._last = None

    def add(
        self, text: str, box: Rect, look: _Look, start: _Point, end: _Point, room: Allowance
    ) -> None:
        """Add text that is drawn from one point of the page to another, if there is room for it."""
        last = self._last
        x, y = end[0] - start[0], end[1] - start[1]
        length = hypot(x, y)
        if last is not None and last.look == look and _continues(last, look[0], start):
            last.texts.append(text)
            last.length += len(text)
            last.box = union(last.box, box)
            last.end = end
            if length:
                last.along = (x / length, y / length)
        elif room.take():
            self._close()
            along = (x / length, y / length) if length else (1.0, 0.0)
            self._last = _Open([text], len(text), box, look, end, along)


def _continues(last: _Open, size: float, start: _Point) -> bool:
    if last.length > _LONG:
        return False
    x, y = start[0] - last.end[0], start[1] - last.end[1]
    along, across = x * last.along[0] + y * last.along[1], x * last.along[1] - y * last.along[0]
    return _BACK * size < along < GAP * size and abs(across) < _OFF * size


@dataclass(slots=True)
class Paint:
    """What has been painted with so far; see `facts.Painting`."""

    spaces: set[str] = field(default_factory=set)
    heaviest: float = 0.0
    thinnest: float | None = None
    is_transparent: bool = False

    def use(self, space: str, values: Sequence[float] = ()) -> None:
        """Note a colour space, and the ink that a colour in it takes."""
        self.spaces.add(space)
        if space == "DeviceCMYK":
            self.heaviest = max(self.heaviest, sum(values))

    def line(self, width: float) -> None:
        """Note the width of a line, in points."""
        self.thinnest = width if self.thinnest is None else min(self.thinnest, width)


@dataclass(slots=True)
class Drawn:
    """What one page draws: by marked content, by artifact, and by nothing."""

    marked: dict[Key, Marked] = field(default_factory=dict)
    artifacts: list[tuple[Properties, Marked]] = field(default_factory=list)
    unmarked: Marked = field(default_factory=Marked)
    paint: Paint = field(default_factory=Paint)
    fonts: dict[Font, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Instead:
    """An ActualText, whether it was said already, and what is drawn in its place."""

    text: str
    is_said: bool = False
    drawn: list[str] = field(default_factory=list)

    def say(self) -> str:
        """Return the text the first time, and nothing after that."""
        said, self.is_said = "" if self.is_said else self.text, True
        return said


@dataclass(slots=True)
class _Mark:
    """An open marked-content sequence: where its text goes, and what is said instead of it."""

    sink: Marked
    instead: _Instead | None = None
    lang: str | None = None
    is_hidden: bool = False


@dataclass(slots=True)
class _State:
    """The graphics state (8.4), as far as it bears on text and boxes."""

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


class Interpreter:
    """Draws the pages of one document, and notes what was damaged or left out.

    Together, the streams drawn may have so many bytes, each counted as often as it is drawn.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.operators = Allowance(problems, OPERATORS, "operators")
        self.parts = Allowance(problems, PARTS, "parts of what is drawn")
        self.characters = Allowance(problems, CHARACTERS, "characters")
        self._left = DRAWN_BYTES
        self._seen: set[Stream] = set()

    def draw(self, page: Form) -> Drawn:
        """Return what the content stream of `page` draws."""
        drawn = Drawn()
        state = _State(clip=page.box)
        self.enter(_Canvas(self, page, drawn, [_Mark(drawn.unmarked)], state, ()))
        return drawn

    def enter(self, canvas: _Canvas) -> None:
        """Interpret one content stream, unless it is too much."""
        form = canvas.form
        if form.stream in canvas.above or len(canvas.above) > FORM_DEPTH:
            self.problems.add(f"{form.place} draws itself, or lies too deep in other forms")
        elif len(form.data) > self._left:
            self.problems.limit(f"{form.place} is left out: too much content to draw")
        else:
            self._left -= len(form.data) + _FORM_BYTES
            # The second time that a form is drawn, its own marked content is no new text.
            canvas.repeated = form.stream in self._seen
            self._seen.add(form.stream)
            canvas.run()


@dataclass(slots=True)
class _Canvas:
    """The state in which one content stream is interpreted; `above` are those that draw it."""

    owner: Interpreter
    form: Form
    drawn: Drawn
    marks: list[_Mark]
    state: _State
    above: tuple[Stream, ...]
    opacity: float = 1.0
    saved: list[_State] = field(default_factory=list)
    repeated: bool = False
    line: Matrix = IDENTITY
    text: Matrix = IDENTITY
    path: Rect | None = None
    clips: bool = False

    def run(self) -> None:
        room, count = self.owner.operators, 0
        for operator, operands in operations(self.form.data):
            if handler := _HANDLERS.get(operator):
                handler(self, operands)
            count += 1
            if count == _OFTEN:
                count = 0
                if not room.take(_OFTEN):
                    break
        room.take(count)
        if len(self.marks) > 1:
            self.owner.problems.add(f"marked content is not closed in {self.form.place}")

    def give_up(self, _: Sequence[object]) -> None:
        self.owner.problems.add(f"{self.form.place} is left out in part: it holds no operators")

    # Marked content (14.6)

    def begin(self, operands: Sequence[object]) -> None:
        """Open marked content; the innermost MCID or artifact takes the text."""
        outer, drawn = self.marks[-1], self.drawn
        given = operands[1] if len(operands) > 1 else None
        properties = NO_PROPERTIES
        if isinstance(given, dict):
            properties = written_properties(given)
        elif isinstance(given, Name):
            properties = self.form.resources.properties(given)
        sink = outer.sink
        if properties.mcid is not None:
            sink = Marked()
            if not self.repeated and self.owner.parts.take():
                sink = drawn.marked.setdefault((self.form.stream, properties.mcid), sink)
        elif operands and operands[0] == "Artifact":
            sink = Marked()
            if self.owner.parts.take():
                drawn.artifacts.append((properties, sink))
        instead = outer.instead
        if properties.actual_text is not None and instead is None:
            instead = _Instead(properties.actual_text)
        is_layer = bool(operands) and operands[0] == "OC"
        is_hidden = outer.is_hidden or (is_layer and properties.is_hidden)
        self.marks.append(_Mark(sink, instead, properties.lang or outer.lang, is_hidden=is_hidden))

    def end(self, _: Sequence[object]) -> None:
        if len(self.marks) == 1:
            self.owner.problems.add(f"marked content closes twice in {self.form.place}")
            return
        mark = self.marks[-1]
        instead = mark.instead
        if instead is None or self.marks[-2].instead is instead:
            self.marks.pop()
            return
        if not instead.is_said:
            self._put("", 0.0)  # nothing was drawn in it, and still its ActualText is to be said
        self.marks.pop()
        if self.owner.parts.take():
            mark.sink.replaced.append((instead.text, "".join(instead.drawn)))

    # The graphics state (8.4)

    def save(self, _: Sequence[object]) -> None:
        if len(self.saved) < STATES:
            self.saved.append(copy(self.state))

    def restore(self, _: Sequence[object]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: Sequence[object]) -> None:
        if matrix := _matrix(operands):
            self.state.ctm = multiply(matrix, self.state.ctm)

    def set_state(self, operands: Sequence[object]) -> None:
        if operands and isinstance(operands[-1], Name):
            font, size, alpha, is_transparent = self.form.resources.state(operands[-1])
            state = self.state
            state.font = font or state.font
            state.size = state.size if size is None else size
            state.alpha = state.alpha if alpha is None else min(max(alpha, 0.0), 1.0)
            self.drawn.paint.is_transparent |= is_transparent

    def set_width(self, operands: Sequence[object]) -> None:
        self.state.width = _last(operands)

    def set_colour(self, operands: Sequence[object]) -> None:
        self.state.space = colours.by_count
        self.state.fill = colours.by_count(self._device(operands))

    def set_stroke(self, operands: Sequence[object]) -> None:
        self.state.stroke = colours.by_count(self._device(operands))

    def _device(self, operands: Sequence[object]) -> list[float]:
        values = _floats(operands)
        if space := colours.DEVICE_BY_COUNT.get(len(values)):
            self.drawn.paint.use(space, values)
        return values

    def set_stroke_space(self, operands: Sequence[object]) -> None:
        self.state.stroke = None
        if operands and isinstance(operands[-1], Name):
            self.drawn.paint.use(self.form.resources.family(operands[-1]))

    def forget_stroke(self, _: Sequence[object]) -> None:
        self.state.stroke = None

    def set_space(self, operands: Sequence[object]) -> None:
        if operands and isinstance(operands[-1], Name):
            self.state.space = self.form.resources.space(operands[-1])
            self.state.fill = (0.0, 0.0, 0.0)
            self.state.family = self.form.resources.family(operands[-1])
            self.drawn.paint.use(self.state.family)

    def set_components(self, operands: Sequence[object]) -> None:
        last, values = operands[-1] if operands else None, _floats(operands)
        if isinstance(last, Name):
            self.state.fill = None
            self.drawn.paint.use(self.form.resources.shading(last))
        else:
            self.state.fill = self.state.space(values)
            self.drawn.paint.use(self.state.family, values)

    # Text (9)

    def begin_text(self, _: Sequence[object]) -> None:
        self.text = self.line = IDENTITY

    def set_font(self, operands: Sequence[object]) -> None:
        name = next((each for each in operands if isinstance(each, Name)), None)
        self.state.font = self.form.resources.font(name) if name is not None else None
        self.state.size = _last(operands, self.state.size)

    def set_spacing(self, operands: Sequence[object]) -> None:
        self.state.spacing = _last(operands)

    def set_word_spacing(self, operands: Sequence[object]) -> None:
        self.state.word_spacing = _last(operands)

    def set_stretch(self, operands: Sequence[object]) -> None:
        self.state.stretch = _last(operands, 100.0) / 100

    def set_leading(self, operands: Sequence[object]) -> None:
        self.state.leading = _last(operands)

    def set_rise(self, operands: Sequence[object]) -> None:
        self.state.rise = _last(operands)

    def set_mode(self, operands: Sequence[object]) -> None:
        self.state.mode = int(min(max(_last(operands), 0.0), 7.0))

    def move(self, operands: Sequence[object]) -> None:
        match _floats(operands):
            case [x, y]:
                self.line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self.line)
                self.text = self.line

    def move_leading(self, operands: Sequence[object]) -> None:
        match _floats(operands):
            case [_, y]:
                self.state.leading = -y
        self.move(operands)

    def set_matrix(self, operands: Sequence[object]) -> None:
        if matrix := _matrix(operands):
            self.text = self.line = matrix

    def next_line(self, _: Sequence[object]) -> None:
        self.move((0.0, -self.state.leading))

    def show_next(self, operands: Sequence[object]) -> None:
        self.next_line(())
        self.show(operands)

    def show_spaced(self, operands: Sequence[object]) -> None:
        if len(operands) == 3:
            self.state.word_spacing, self.state.spacing = _last(operands[:1]), _last(operands[1:2])
        self.show_next(operands)

    def show(self, operands: Sequence[object]) -> None:
        shown = operands[-1] if operands else None
        state = self.state
        if state.font:
            self.drawn.fonts[state.font] = None
        if isinstance(shown, bytes):
            self._show(shown, 0.0)
            return
        parts = shown if isinstance(shown, list) else ()
        pending: list[bytes] = []
        shift = 0.0
        for part in parts:
            if isinstance(part, bytes):
                pending.append(part)
            elif isinstance(part, int | float):
                if part < -1000 * GAP and pending:
                    self._show(b"".join(pending), shift)
                    pending, shift = [], 0.0
                if pending:
                    shift -= part / 1000
                else:
                    self._advance(-part / 1000 * state.size * state.stretch)
        if pending:
            self._show(b"".join(pending), shift)

    def _show(self, data: bytes, shift: float) -> None:
        """Show a string whose glyphs are moved by `shift`, a share of the size, in all."""
        state = self.state
        if state.font is None:
            text, width, count, spaces = UNKNOWN * len(data), 0.5 * len(data), len(data), 0
        else:
            text, width, count, spaces = state.font.show(data)
        moved = (width + shift) * state.size + count * state.spacing + spaces * state.word_spacing
        self._put(text, moved * state.stretch)

    def _put(self, text: str, width: float) -> None:
        """Put text where the pen is, and move the pen by `width` in text space."""
        state, mark = self.state, self.marks[-1]
        if mark.instead is not None:
            if self.owner.characters.take(len(text)):
                mark.instead.drawn.append(text)
            text = mark.instead.say()
        if text and not self.owner.characters.take(len(text)):
            text = ""
        matrix = multiply(self.text, state.ctm)
        a, b, c, d, e, f = matrix
        x, y = e + c * state.rise, f + d * state.rise
        font, size = state.font, state.size
        ascent, descent = (font.ascent, font.descent) if font else (0.75, -0.25)
        is_vertical = bool(font and font.is_vertical)
        if is_vertical:
            box = _box(matrix, -size / 2, -abs(width), size / 2, 0.0)
            end = (x - c * abs(width), y - d * abs(width))
        else:
            low, high = state.rise + descent * size, state.rise + ascent * size
            box = _box(matrix, 0.0, low, width, high)
            end = (x + a * width, y + b * width)
        if box is not None and (text or width):
            look = (
                round(abs(size) * hypot(c, d), 2), font.name if font else "",
                state.stroke if state.mode == 1 else state.fill, round(state.alpha * self.opacity, 4),
                not mark.is_hidden and state.mode not in (3, 7) and intersection(box, state.clip) is not None,
                mark.lang,
            )  # fmt: skip
            mark.sink.add(text, box, look, (x, y), end, self.owner.parts)
        elif text:
            mark.sink.add(text, (0.0, 0.0, 0.0, 0.0), _NOWHERE, (x, y), end, self.owner.parts)
        self._advance(width, is_vertical=is_vertical)

    def _advance(self, width: float, *, is_vertical: bool = False) -> None:
        shift = (0.0, -abs(width)) if is_vertical else (width, 0.0)
        a, b, c, d, e, f = self.text
        x, y = shift
        self.text = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)

    # Graphics (8.5, 8.8 to 8.10)

    def add_path(self, operands: Sequence[object]) -> None:
        points = operands[0] if operands else ()
        if isinstance(points, list) and len(points) > 1:
            xs, ys = points[::2], points[1::2]
            self._extend(min(xs), min(ys), max(xs), max(ys))

    def add_rectangle(self, operands: Sequence[object]) -> None:
        match _floats(operands):
            case [x, y, width, height]:
                self._extend(x, y, x + width, y + height)

    def _extend(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if box := _box(self.state.ctm, x0, y0, x1, y1):
            self.path = box if self.path is None else union(self.path, box)

    def clip(self, _: Sequence[object]) -> None:
        self.clips = True

    def end_path(self, _: Sequence[object]) -> None:
        if self.clips and self.path is not None:
            empty = (self.path[0], self.path[1], self.path[0], self.path[1])
            self.state.clip = intersection(self.path, self.state.clip) or empty
        self.path, self.clips = None, False

    def fill(self, operands: Sequence[object]) -> None:
        """Paint a path; a border is filled, and a line all the same."""
        if self.path is not None and (seen := intersection(self.path, self.state.clip)):
            x0, y0, x1, y1 = seen
            if width := min(x1 - x0, y1 - y0):
                self.drawn.paint.line(width)
        self.paint(operands)

    def paint(self, operands: Sequence[object]) -> None:
        if self.path is not None:
            self._graphic("drawing", self.path)
        self.end_path(operands)

    def stroke(self, operands: Sequence[object]) -> None:
        a, b, c, d, *_ = self.state.ctm
        self.drawn.paint.line(self.state.width * abs(a * d - b * c) ** 0.5)
        self.paint(operands)

    def shade(self, operands: Sequence[object]) -> None:
        if operands and isinstance(operands[-1], Name):
            self.drawn.paint.use(self.form.resources.shading(operands[-1]))
        self._graphic("shading", self.state.clip or (0.0, 0.0, 0.0, 0.0))

    def _graphic(self, kind: str, box: Rect, pixels: tuple[int, int] | None = None) -> None:
        seen = intersection(box, self.state.clip)
        if seen and not self.marks[-1].is_hidden and self.owner.parts.take():
            colour = self.state.fill if kind == "drawing" else None
            self.marks[-1].sink.graphics.append(Graphic(kind, seen, pixels, colour))

    def image(self, operands: Sequence[object]) -> None:
        entries = operands[0] if operands else None
        sides = []
        if isinstance(entries, dict):
            sides = [entries.get(short, entries.get(long)) for short, long in _IMAGE_SIZE]
        match sides:
            case [int(width), int(height)]:
                self._image((width, height))
            case _:
                self._image(None)

    def _image(self, pixels: tuple[int, int] | None) -> None:
        if box := _box(self.state.ctm, 0.0, 0.0, 1.0, 1.0):
            self._graphic("image", box, pixels)

    def do(self, operands: Sequence[object]) -> None:
        if not (operands and isinstance(operands[-1], Name)):
            return
        name = operands[-1]
        form = self.form.resources.form(name)
        if form is None:
            space, is_masked = self.form.resources.picture(name)
            self.drawn.paint.use(space)
            self.drawn.paint.is_transparent |= is_masked
            self._image(self.form.resources.pixels(name))
            return
        state = copy(self.state)
        state.ctm = multiply(form.matrix, state.ctm)
        if form.box and (box := _box(state.ctm, *form.box)):
            empty = (box[0], box[1], box[0], box[1])
            state.clip = intersection(box, state.clip) or empty
        opacity = self.opacity
        if form.is_group:
            opacity, state.alpha = opacity * state.alpha, 1.0
        mark = self.marks[-1]
        if form.is_hidden and not mark.is_hidden:
            mark = copy(mark)
            mark.is_hidden = True
        above, marks = (*self.above, self.form.stream), [mark]
        self.owner.enter(_Canvas(self.owner, form, self.drawn, marks, state, above, opacity))


_IMAGE_SIZE = (("W", "Width"), ("H", "Height"))


def _floats(operands: Sequence[object]) -> list[float]:
    return [float(each) for each in operands if isinstance(each, int | float)]


def _last(operands: Sequence[object], otherwise: float = 0.0) -> float:
    value = operands[-1] if operands else None
    return float(value) if isinstance(value, int | float) and abs(value) < _FAR else otherwise


def _matrix(operands: Sequence[object]) -> Matrix | None:
    match _floats(operands):
        case [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
    return None


_HANDLERS: dict[bytes, Callable[[_Canvas, Sequence[object]], None]] = {
    ENDLESS: _Canvas.give_up,
    b"BDC": _Canvas.begin, b"BMC": _Canvas.begin, b"EMC": _Canvas.end,
    b"q": _Canvas.save, b"Q": _Canvas.restore, b"cm": _Canvas.transform, b"gs": _Canvas.set_state,
    b"g": _Canvas.set_colour, b"rg": _Canvas.set_colour, b"k": _Canvas.set_colour,
    b"G": _Canvas.set_stroke, b"RG": _Canvas.set_stroke, b"K": _Canvas.set_stroke,
    b"CS": _Canvas.set_stroke_space, b"SC": _Canvas.forget_stroke, b"SCN": _Canvas.forget_stroke,
    b"w": _Canvas.set_width,
    b"cs": _Canvas.set_space, b"sc": _Canvas.set_components, b"scn": _Canvas.set_components,
    b"BT": _Canvas.begin_text, b"Tf": _Canvas.set_font, b"Tc": _Canvas.set_spacing,
    b"Tw": _Canvas.set_word_spacing, b"Tz": _Canvas.set_stretch, b"TL": _Canvas.set_leading,
    b"Ts": _Canvas.set_rise, b"Tr": _Canvas.set_mode, b"Td": _Canvas.move, b"TD": _Canvas.move_leading,
    b"Tm": _Canvas.set_matrix, b"T*": _Canvas.next_line, b"Tj": _Canvas.show, b"TJ": _Canvas.show,
    b"'": _Canvas.show_next, b'"': _Canvas.show_spaced,
    PATH: _Canvas.add_path, b"re": _Canvas.add_rectangle, b"W": _Canvas.clip, b"W*": _Canvas.clip,
    b"n": _Canvas.end_path, b"sh": _Canvas.shade, b"BI": _Canvas.image, b"Do": _Canvas.do,
    **dict.fromkeys((b"f", b"F", b"f*"), _Canvas.fill),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*", b"S", b"s"), _Canvas.stroke),
}  # fmt: skip
