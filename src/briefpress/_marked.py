"""Content streams to marked text; what `structure` reads pages with (ISO 32000-2 7.8, 9, 14.6)."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

UNKNOWN = "\ufffd"
FORM_DEPTH = 30

# The lexical conventions of ISO 32000-2 7.2, over decoded streams. Possessive throughout: no
# input makes a match take more than linear time.
_ANY_TOKEN = (
    rb"(?:(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]++)|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*+)"
    rb"|\((?P<plain>[^()\\\r]*+)\)|<(?P<hex>[0-9A-Fa-f\s]*+)>|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<nested>\()|(?P<comment>%[^\r\n]*+)|(?P<stray>.))"
)
_TOKEN = re.compile(rb"[\x00\t\n\f\r ]*+" + _ANY_TOKEN, re.DOTALL)
_TOKEN_NO_NUMBER = re.compile(rb"[\x00\t\n\f\r 0-9+.-]*+" + _ANY_TOKEN, re.DOTALL)
# A whole `[<0041> -20 <0042>] TJ`, which is how most text is shown.
_SHOWN_HEX = re.compile(
    rb"\[((?:[\x00\t\n\f\r 0-9+.-]++|<(?:[0-9A-Fa-f]{2})*+>)*+)\][\x00\t\n\f\r ]*+TJ(?=\s|\Z)"
)
_HEX = re.compile(rb"<([0-9A-Fa-f]*+)>")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NUMBER_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_IMAGE = re.compile(rb"(?<=[\x00\t\n\f\r ])EI(?=[\x00\t\n\f\r ]|\Z)")

# PDFDocEncoding where it is not Latin-1 (ISO 32000-2 D.2).
_PDFDOC = dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True))
_PDFDOC |= dict(zip(range(0x80, 0xA1), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€", strict=True))


class Name(str):
    """A name object, without its slash."""

    __slots__ = ()


class Word(bytes):
    """An operator or keyword."""

    __slots__ = ()


def text_string(data: bytes) -> str:
    """Decode a text string: UTF-16 or UTF-8 with its mark, else PDFDocEncoding (7.9.2.2)."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1").translate(_PDFDOC)


def operations(data: bytes) -> Iterator[tuple[bytes, list[object]]]:
    """Yield each operator of a content stream or CMap with its operands.

    Numbers that stand alone are left out: no operator that bears on text or structure needs them,
    and they are most of a page. An inline image is one `BI` without operands.
    """
    operands: list[object] = []
    position = 0
    while token := _TOKEN_NO_NUMBER.match(data, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "word":
            if (operator := token["word"]) == b"BI":
                operands, position = [], _after_image(data, position)
            yield operator, operands
            operands = []
        elif kind == "open":
            if shown := _SHOWN_HEX.match(data, token.start("open")):
                position = shown.end()
                yield b"TJ", [bytes.fromhex(b"".join(_HEX.findall(shown[1])).decode())]
                operands = []
            else:
                value, position = _container(data, position)
                operands.append(value)
        elif kind not in ("close", "comment", "stray"):
            value, position = _scalar(data, token)
            operands.append(value)


def _scalar(data: bytes, token: re.Match[bytes]) -> tuple[object, int]:
    """Return the value of a token that opens no container, and where it ends."""
    match token.lastgroup:
        case "name":
            return _name(token["name"]), token.end()
        case "plain":
            return token["plain"], token.end()
        case "hex":
            digits = b"".join(token["hex"].split())
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), token.end()
        case "nested":
            return _literal(data, token.start("nested"))
        case _:
            return _word(token["word"]), token.end()


@lru_cache(maxsize=1024)
def _name(raw: bytes) -> Name:
    plain = _NUMBER_SIGN.sub(lambda code: bytes.fromhex(code[1].decode()), raw)
    try:
        return Name(plain.decode())
    except UnicodeDecodeError:
        return Name(plain.decode("latin-1"))


def _word(raw: bytes) -> object:
    try:
        return int(raw)
    except ValueError:
        pass
    try:
        return float(raw)
    except ValueError:
        return {b"true": True, b"false": False, b"null": None}.get(raw, Word(raw))


def _literal(data: bytes, start: int) -> tuple[bytes, int]:
    """Read a literal string with escapes or nested parentheses, from its opening one (7.3.4.2)."""
    depth, end = 0, len(data)
    for bracket in _BRACKET.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if depth == 0:
            end = bracket.start()
            break
    return _ESCAPE.sub(_unescape, data[start + 1 : end]), end + 1


def _unescape(found: re.Match[bytes]) -> bytes:
    code: bytes | None = found[1]
    if code is None:
        return b"\n"
    if code in (b"\n", b"\r", b"\r\n"):
        return b""
    if code[0] in b"01234567":
        return bytes((int(code, 8) & 255,))
    return _ESCAPED.get(code, code)


def _container(data: bytes, position: int, last: bytes = b"") -> tuple[object, int]:
    """Read on from `position`, just within a container, up to its end or to the word `last`."""
    open_lists: list[list[object]] = [[]]
    while token := _TOKEN.match(data, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "open":
            open_lists.append([])
        elif kind == "close":
            items = open_lists.pop()
            value: object = _pairs(items) if token["close"] == b">>" else items
            if not open_lists:
                return value, position
            open_lists[-1].append(value)
        elif kind == "word" and token["word"] == last:
            return open_lists[0], position
        elif kind not in ("comment", "stray"):
            value, position = _scalar(data, token)
            open_lists[-1].append(value)
    return None, len(data)


def _pairs(items: Sequence[object]) -> dict[str, object]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, Name)}


def _after_image(data: bytes, position: int) -> int:
    """Return where the inline image whose `BI` ends at `position` is over (8.9.7)."""
    items, position = _container(data, position, b"ID")
    entries = _pairs(items) if isinstance(items, list) else {}
    length = entries.get("L", entries.get("Length"))
    if isinstance(length, int) and 0 <= length <= len(data):
        end = _TOKEN.match(data, position + 1 + length)
        if end and end["word"] == b"EI":
            return end.end()
    for found in _END_OF_IMAGE.finditer(data, position):
        if all(
            byte in b"\0\t\n\f\r" or 32 <= byte < 127
            for byte in data[found.end() : found.end() + 16]
        ):
            return found.end()
    return len(data)


@dataclass(frozen=True, slots=True)
class CharacterMap:
    """A CMap: text by character code, by range of codes, and the codespace (9.7.5, 9.10.3).

    `ranges` are (first code, last code, text of the first in UTF-16), sorted; `spaces` are the
    lowest and the highest code of each part of the codespace.
    """

    codes: Mapping[int, str] = field(default_factory=dict)
    ranges: tuple[tuple[int, int, bytes], ...] = ()
    spaces: tuple[tuple[bytes, bytes], ...] = ()


def character_map(data: bytes) -> CharacterMap:
    """Read a ToUnicode CMap, or the codespace of any embedded CMap."""
    codes: dict[int, str] = {}
    ranges: list[tuple[int, int, bytes]] = []
    spaces: list[tuple[bytes, bytes]] = []
    for operator, operands in operations(data):
        strings = [item for item in operands if isinstance(item, bytes)]
        if operator == b"endcodespacerange":
            spaces += zip(strings[::2], strings[1::2], strict=False)
        elif operator == b"endbfchar":
            pairs = zip(strings[::2], strings[1::2], strict=False)
            codes.update((int.from_bytes(code), _target(text)) for code, text in pairs)
        elif operator == b"endbfrange":
            for low, high, target in zip(*(operands[n::3] for n in range(3)), strict=False):
                if not (isinstance(low, bytes) and isinstance(high, bytes)):
                    break
                first = int.from_bytes(low)
                if isinstance(target, bytes):
                    ranges.append((first, int.from_bytes(high), target))
                elif isinstance(target, list):
                    texts = (_target(each) for each in target if isinstance(each, bytes))
                    codes.update(enumerate(texts, first))
    fitting = (pair for pair in spaces if len(pair[0]) == len(pair[1]) and 1 <= len(pair[0]) <= 4)
    return CharacterMap(codes, tuple(sorted(ranges)), tuple(dict.fromkeys(fitting)))


def _target(data: bytes) -> str:
    return data.decode("latin-1" if len(data) == 1 else "utf-16-be", "replace")


class _Codes(dict[int, str]):
    """Character codes to text: by the map, else by the font's encoding, else U+FFFD."""

    def __init__(self, known: CharacterMap, encoding: Mapping[int, str]) -> None:
        super().__init__(known.codes)
        self._ranges, self._encoding = known.ranges, encoding

    def __missing__(self, code: int) -> str:
        text = self._encoding.get(code, UNKNOWN)
        place = bisect_right(self._ranges, code, key=itemgetter(0)) - 1
        if place >= 0:
            low, high, target = self._ranges[place]
            if code <= high:
                value = int.from_bytes(target) + code - low
                text = _target((value % (1 << 8 * len(target))).to_bytes(len(target)))
        self[code] = text
        return text


class Font:
    """Character codes to text; codes are of one byte where no codespace is given."""

    __slots__ = ("_codes", "_spaces")

    def __init__(
        self,
        known: CharacterMap,
        encoding: Mapping[int, str],
        spaces: Sequence[tuple[bytes, bytes]] = (),
    ) -> None:
        self._codes, self._spaces = _Codes(known, encoding), tuple(spaces)

    def decode(self, data: bytes) -> str:
        """Return the text that the codes of a shown string stand for, and nothing more."""
        sizes = {len(low) for low, _ in self._spaces}
        if not sizes or sizes == {1}:
            return data.decode("latin-1").translate(self._codes)
        if sizes == {2}:
            count = len(data) // 2
            return "".join(map(self._codes.__getitem__, struct.unpack_from(f">{count}H", data)))
        return "".join(self._codes[code] for code in self._mixed(data, min(sizes)))

    def _mixed(self, data: bytes, shortest: int) -> Iterator[int]:
        """Yield the codes of a string whose codespace has several lengths (9.7.6.3)."""
        position = 0
        while position < len(data):
            size = next(
                (len(low) for low, high in self._spaces if _within(data, position, low, high)),
                shortest,
            )
            yield int.from_bytes(data[position : position + size])
            position += size


def _within(data: bytes, position: int, low: bytes, high: bytes) -> bool:
    code = data[position : position + len(low)]
    return len(code) == len(low) and all(map(lambda a, b, c: a <= b <= c, low, code, high))


@dataclass(frozen=True, slots=True)
class Properties:
    """What a property list says of the marked content that it is attached to (14.6.2)."""

    mcid: int | None = None
    actual_text: str | None = None
    type: str | None = None
    subtype: str | None = None


def _properties(entries: Mapping[str, object]) -> Properties:
    mcid, actual = entries.get("MCID"), entries.get("ActualText")
    kind, subtype = entries.get("Type"), entries.get("Subtype")
    return Properties(
        mcid if isinstance(mcid, int) else None,
        text_string(actual) if isinstance(actual, bytes) else None,
        kind if isinstance(kind, Name) else None,
        subtype if isinstance(subtype, Name) else None,
    )


# Where marked content is: ("page", index) or ("form", object), and its MCID there.
Stream = tuple[str, int]
Key = tuple[Stream, int]


@dataclass(frozen=True, slots=True)
class Form:
    """A form XObject, or a page: a content stream with its own resources (8.10)."""

    stream: Stream
    data: bytes
    resources: Resources

    @property
    def place(self) -> str:
        """How a message names this stream; pages count from 1."""
        kind, number = self.stream
        return f"page {number + 1}" if kind == "page" else f"form XObject {number}"


class Resources(Protocol):
    """What names in a content stream stand for (7.8.3); the reader of the file provides it."""

    def font(self, name: str) -> Font | None:
        """Return the font of this name."""

    def state_font(self, name: str) -> Font | None:
        """Return the font that a graphics state parameter dictionary of this name sets."""

    def properties(self, name: str) -> Properties:
        """Return the property list of this name."""

    def form(self, name: str) -> Form | None:
        """Return the form XObject of this name; None for an image, or nothing."""


@dataclass(slots=True)
class Drawn:
    """What one page draws: text by marked content, by artifact, and by nothing."""

    marked: dict[Key, list[str]] = field(default_factory=dict)
    artifacts: list[tuple[Properties, list[str]]] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    fonts: dict[Font, None] = field(default_factory=dict)
    has_images: bool = False
    has_drawings: bool = False
    has_unmarked_graphics: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """An open marked-content sequence: where its text goes, and whether any claim is made to it."""

    sink: list[str]
    claimed: bool = False
    replaced: bool = False


_PAINTING = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh"))
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))


class Interpreter:
    """Draws the pages of one document, and notes what was damaged or left out.

    Together, the streams drawn may have `limit` bytes, each counted as often as it is drawn.
    """

    def __init__(self, limit: int, note: Callable[[str], None]) -> None:
        self.note = note
        self._left = limit
        self._seen: set[Stream] = set()

    def draw(self, page: Form) -> Drawn:
        """Return what the content stream of `page` draws."""
        drawn = Drawn()
        self.enter(_Canvas(self, page, drawn, [_Mark(drawn.unmarked)], None, ()))
        return drawn

    def enter(self, canvas: _Canvas) -> None:
        """Interpret one content stream, unless it is too much."""
        form = canvas.form
        if form.stream in canvas.above or len(canvas.above) > FORM_DEPTH:
            self.note(f"{form.place} draws itself, or lies too deep in other forms")
        elif len(form.data) > self._left:
            self.note(f"{form.place} is left out: too much content to draw")
        else:
            self._left -= len(form.data)
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
    font: Font | None
    above: tuple[Stream, ...]
    saved: list[Font | None] = field(default_factory=list)
    repeated: bool = False

    def run(self) -> None:
        handlers = {
            b"BDC": self._begin,
            b"BMC": self._begin,
            b"EMC": self._end,
            b"Tf": self._set_font,
            b"gs": self._set_state,
            b"q": self._save,
            b"Q": self._restore,
            b"Do": self._do,
            b"BI": self._image,
            **dict.fromkeys(_SHOWING, self._show),
            **dict.fromkeys(_PAINTING, self._paint),
        }
        for operator, operands in operations(self.form.data):
            if handler := handlers.get(operator):
                handler(operands)
        if len(self.marks) > 1:
            self.owner.note(f"marked content is not closed in {self.form.place}")

    def _begin(self, operands: list[object]) -> None:
        """Open marked content; the innermost MCID or artifact takes the text."""
        outer, drawn = self.marks[-1], self.drawn
        given = operands[1] if len(operands) > 1 else None
        properties = Properties()
        if isinstance(given, dict):
            properties = _properties(given)
        elif isinstance(given, Name):
            properties = self.form.resources.properties(given)
        sink, claimed = outer.sink, outer.claimed
        if properties.mcid is not None:
            sink, claimed = [], True
            if not self.repeated:
                sink = drawn.marked.setdefault((self.form.stream, properties.mcid), sink)
        elif operands[:1] == ["Artifact"]:
            sink, claimed = [], True
            drawn.artifacts.append((properties, sink))
        if properties.actual_text is not None and not outer.replaced:
            sink.append(properties.actual_text)
        replaced = outer.replaced or properties.actual_text is not None
        self.marks.append(_Mark(sink, claimed, replaced))

    def _end(self, _: list[object]) -> None:
        if len(self.marks) > 1:
            self.marks.pop()
        else:
            self.owner.note(f"marked content closes twice in {self.form.place}")

    def _set_font(self, operands: list[object]) -> None:
        name = operands[-1] if operands else None
        self.font = self.form.resources.font(name) if isinstance(name, Name) else None

    def _set_state(self, operands: list[object]) -> None:
        if operands and isinstance(operands[-1], Name):
            self.font = self.form.resources.state_font(operands[-1]) or self.font

    def _save(self, _: list[object]) -> None:
        self.saved.append(self.font)

    def _restore(self, _: list[object]) -> None:
        if self.saved:
            self.font = self.saved.pop()

    def _show(self, operands: list[object]) -> None:
        shown = operands[-1] if operands else None
        parts = shown if isinstance(shown, list) else [shown]
        data = b"".join(part for part in parts if isinstance(part, bytes))
        mark = self.marks[-1]
        if self.font:
            self.drawn.fonts[self.font] = None
        if not mark.replaced:
            mark.sink.append(self.font.decode(data) if self.font else UNKNOWN * len(data))

    def _do(self, operands: list[object]) -> None:
        if not (operands and isinstance(operands[-1], Name)):
            return
        form = self.form.resources.form(operands[-1])
        if form is None:
            self._image(operands)
        else:
            above = (*self.above, self.form.stream)
            marks = [self.marks[-1]]
            self.owner.enter(_Canvas(self.owner, form, self.drawn, marks, self.font, above))

    def _image(self, _: list[object]) -> None:
        self.drawn.has_images = True
        self.drawn.has_unmarked_graphics |= not self.marks[-1].claimed

    def _paint(self, _: list[object]) -> None:
        self.drawn.has_drawings = True
        self.drawn.has_unmarked_graphics |= not self.marks[-1].claimed
