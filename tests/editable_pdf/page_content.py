"""The content stream of a page, in a form that can be changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, NameObject, NumberObject

from editable_pdf.nodes import pdf_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pypdf import PageObject, PdfWriter

Operation = tuple[list[Any], bytes]


class PageContent:
    """The content of a page, as operators with their operands; positions are indexes of operations."""

    def __init__(self, page: PageObject, writer: PdfWriter) -> None:
        self._page, self._writer = page, writer
        self._stream = ContentStream(page["/Contents"].get_object(), writer)
        self.operations: list[Any] = list(self._stream.operations)
        self._used = {each for each in map(mcid_of, self.operations) if each is not None}

    def write(self) -> None:
        """Write the operations to the page."""
        self._stream.operations = self.operations
        self._page[NameObject("/Contents")] = self._writer._add_object(self._stream)  # noqa: SLF001

    def span(self, mcid: int) -> tuple[int, int]:
        """Return the start and end of a marked-content sequence."""
        start = next(i for i, each in enumerate(self.operations) if mcid_of(each) == mcid)
        return start, self._end(start)

    def _end(self, start: int) -> int:
        depth = 0
        for index in range(start, len(self.operations)):
            operator = self.operations[index][1]
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            if depth == 0:
                return index
        raise AssertionError("marked content is not closed")

    def artifacts(self, text: str = "") -> list[tuple[int, int]]:
        """Return the starts and ends of the artifacts that contain a text."""
        starts = [i for i, (operands, operator) in enumerate(self.operations)
                  if operator in (b"BDC", b"BMC") and operands[0] == "/Artifact"]  # fmt: skip
        spans = ((start, self._end(start)) for start in starts)
        return [span for span in spans if text in self.text(*span)]

    def text(self, start: int, end: int) -> str:
        """Return the text between two positions."""
        return "".join(text for _, _, text in self.shown(start, end))

    def shown(self, start: int, end: int) -> Iterator[tuple[int, str, str]]:
        """Yield the position, the font and the text of each operation that shows text."""
        font = next(
            (each[0][0] for each in reversed(self.operations[:start]) if each[1] == b"Tf"), ""
        )
        for index in range(start, end):
            operands, operator = self.operations[index]
            if operator == b"Tf":
                font = operands[0]
            elif operator == b"TJ":
                letters = self._characters(font)
                codes = b"".join(as_bytes(part) for part in operands[0] if not is_number(part))
                yield (
                    index,
                    font,
                    "".join(letters[codes[i : i + 2]] for i in range(0, len(codes), 2)),
                )

    def height(self, start: int, end: int) -> float:
        """Return the vertical position of the first text between two positions, in the text matrix."""
        return next(float(each[0][5]) for each in self.operations[start:end] if each[1] == b"Tm")

    def new_mcid(self) -> int:
        """Return an MCID that is not used on the page."""
        self._used.add(max(self._used, default=-1) + 1)
        return max(self._used)

    def copy(self, mcid: int) -> int:
        """Draw marked content a second time, with another MCID; return that."""
        start, end = self.span(mcid)
        number = self.new_mcid()
        again = [marked("P", number), *self.operations[start + 1 : end + 1]]
        self.operations[end + 1 : end + 1] = again
        return number

    def to_artifact(self, mcid: int, kind: str | None = None) -> None:
        """Turn marked content into an artifact; `kind` is its type."""
        start, _ = self.span(mcid)
        self.operations[start] = (
            ([pdf_object("/Artifact")], b"BMC")
            if kind is None
            else ([pdf_object("/Artifact"), pdf_object({"/Type": f"/{kind}"})], b"BDC")
        )

    def tag(self, start: int) -> int:
        """Turn an artifact into marked content; return its MCID."""
        number = self.new_mcid()
        self.operations[start] = marked("P", number)
        return number

    def unmark(self, mcid: int) -> None:
        """Remove the operators around marked content."""
        start, end = self.span(mcid)
        del self.operations[end], self.operations[start]

    def erase(self, start: int, end: int) -> None:
        """Remove the operations between two positions."""
        del self.operations[start + 1 : end]

    def surround(self, mcid: int, before: Operation, after: Operation) -> None:
        """Insert an operation at the beginning of marked content, and one at its end."""
        start, end = self.span(mcid)
        self.operations.insert(end, after)
        self.operations.insert(start + 1, before)

    def colour(self, mcid: int, red: float, green: float, blue: float) -> None:
        """Draw marked content in a colour."""
        self.recolour(*self.span(mcid), (red, green, blue))

    def recolour(self, start: int, end: int, colour: tuple[float, float, float]) -> None:
        """Draw the operations between two positions in a colour."""
        new = (list(map(pdf_object, colour)), b"rg")
        usual = next(each for each in reversed(self.operations[:end]) if each[1] == b"rg")
        for index in range(start, end):
            if self.operations[index][1] == b"rg":
                self.operations[index] = new
        self.operations.insert(end, usual)
        self.operations.insert(start + 1, new)

    def resize(self, mcid: int, size: float) -> None:
        """Set the font size of marked content, in units of the page's text (0.75 points)."""
        start, end = self.span(mcid)
        for index in range(start, end):
            operands, operator = self.operations[index]
            if operator == b"Tf":
                self.operations[index] = ([operands[0], pdf_object(size)], operator)

    def replace_text(self, mcid: int, text: str) -> None:
        """Replace the text of marked content."""
        self.rewrite(*self.span(mcid), text)

    def rewrite(self, start: int, end: int, text: str) -> None:
        """Replace the first text between two positions, and remove the others."""
        places = list(self.shown(start, end))
        for number, (index, font, _) in enumerate(places):
            parts = [] if number else [self._encode(font, text)]
            self.operations[index] = ([ArrayObject(parts)], b"TJ")
        assert places, "no text is shown here"

    def split_lines(self, mcid: int) -> list[int]:
        """Make each line of marked content but the first one of its own; return their MCIDs."""
        start, end = self.span(mcid)
        ends = [at for at in range(start, end) if self.operations[at][1] == b"ET"][:-1]
        numbers = [self.new_mcid() for _ in ends]
        for at, number in reversed(list(zip(ends, numbers, strict=True))):
            self.operations[at + 1 : at + 1] = [([], b"EMC"), marked("P", number)]
        return numbers

    def can_show(self, letter: str, mcid: int) -> bool:
        """Return whether all fonts of marked content have a letter."""
        fonts = {font for _, font, _ in self.shown(*self.span(mcid))}
        return all(letter in self._characters(font).values() for font in fonts)

    def rewrite_lines(self, mcid: int, change: Callable[[list[str]], list[str]]) -> None:
        """Replace the texts of marked content by what a function makes of them, each in its place."""
        places = list(self.shown(*self.span(mcid)))
        lines = change([text for _, _, text in places])
        for (index, font, _), line in zip(places, lines, strict=True):
            self.operations[index] = ([ArrayObject([self._encode(font, line)])], b"TJ")

    def without_spaces(self, mcid: int, *, at_line_ends: bool = False) -> None:
        """Replace the spaces of marked content by gaps, or only those at the ends of lines."""
        for index, font, text in list(self.shown(*self.span(mcid))):
            letters, gap = self._characters(font), NumberObject(-280)
            ((parts,), operator) = self.operations[index]
            first = len(parts) - 3 if at_line_ends else 0
            assert text.strip(), "no text is shown here"
            spaced = [
                gap
                if at >= first and not is_number(part) and letters.get(as_bytes(part)) == " "
                else part
                for at, part in enumerate(parts)
            ]
            self.operations[index] = ([ArrayObject(spaced)], operator)

    def _encode(self, font: str, text: str) -> ByteStringObject:
        codes = {letter: code for code, letter in self._characters(font).items()}
        return ByteStringObject(b"".join(codes[letter] for letter in text))

    def _characters(self, font: str) -> dict[bytes, str]:
        """Return the character of each code of a font."""
        resources: Any = self._page["/Resources"]
        listed = resources["/Font"][font]["/ToUnicode"].get_data().decode()
        pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4,})>", listed.partition("beginbfchar")[2])
        return {bytes.fromhex(code): bytes.fromhex(u).decode("utf-16-be") for code, u in pairs}


def marked(tag: str, mcid: int) -> Operation:
    """Return the operation that begins marked content."""
    return [pdf_object(f"/{tag}"), pdf_object({"/MCID": mcid})], b"BDC"


def mcid_of(operation: Operation) -> int | None:
    """Return the MCID of the marked content that an operation begins; None if it begins none."""
    operands, operator = operation
    if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
        return int(operands[1]["/MCID"])
    return None


def is_number(part: Any) -> bool:
    """Return whether an item of a TJ array is a movement, not a string."""
    return isinstance(part, int | float)


def as_bytes(part: Any) -> bytes:
    """Return the character codes of a string."""
    held = part if isinstance(part, bytes) else part.original_bytes
    return bytes(held)
