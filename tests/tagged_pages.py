"""Small tagged PDFs that are written from a tree of elements with lines of text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress import checks, structure
from briefpress.checks.checking import CHECKS
from briefpress.checks.subject import Subject
from pdf_objects import assemble, stream

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure

_TOP, _LEFT, _LEADING = 800.0, 50.0, 14.0  # points
_FONTS = {"Helvetica": "F1", "Helvetica-Bold": "F2", "Helvetica-Oblique": "F3"}
_BY_ID = {check.rule.id: check for check in CHECKS}


@dataclass(frozen=True)
class Line:
    """Text in one line, at a place in points; without one it stands below the line before.

    `around` are operators before and after it, such as those that set a rendering mode.
    """

    text: str
    x: float = _LEFT
    y: float | None = None
    size: float = 10.0
    font: str = "Helvetica"
    page: int = 0
    around: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Drawing:
    """Operators that paint something without text."""

    operators: str
    page: int = 0


@dataclass(frozen=True)
class Node:
    """A structure element; `entries` are those of its dictionary, as they are written in a PDF."""

    tag: str
    kids: tuple[Node | Line | Drawing, ...]
    entries: str


@dataclass
class _Writer:
    objects: dict[int, bytes] = field(default_factory=dict)
    contents: list[list[str]] = field(default_factory=list)
    owners: list[list[int]] = field(default_factory=list)  # the element of each MCID, by page
    y: float = _TOP
    next_number: int = 100

    def element(self, node: Node, parent: int) -> int:
        number, self.next_number = self.next_number, self.next_number + 1
        kids = " ".join(self._kid(kid, node.tag, number) for kid in node.kids)
        entries = f"/S/{node.tag}/P {parent} 0 R/K[{kids}]{node.entries}"
        self.objects[number] = f"<</Type/StructElem{entries}>>".encode()
        return number

    def _kid(self, kid: Node | Line | Drawing, tag: str, parent: int) -> str:
        if isinstance(kid, Node):
            return f"{self.element(kid, parent)} 0 R"
        operators = self.line(kid) if isinstance(kid, Line) else kid.operators
        return self.mark(operators, tag, kid.page, parent)

    def mark(self, operators: str, tag: str, page: int, owner: int) -> str:
        mcid = len(self.owners[page])
        self.owners[page].append(owner)
        self.contents[page].append(f"/{tag} <</MCID {mcid}>> BDC {operators} EMC")
        return f"<</Type/MCR/Pg {10 + page} 0 R/MCID {mcid}>>"

    def line(self, line: Line) -> str:
        self.y = self.y - _LEADING if line.y is None else line.y
        text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        before, after = line.around
        shown = (
            f"/{_FONTS[line.font]} {line.size} Tf {line.x} {self.y} Td {before} ({text}) Tj {after}"
        )
        return f"BT {shown} ET"


def element(tag: str, *kids: Node | Line | Drawing | str, entries: str = "") -> Node:
    """Return an element; a kid that is a text stands in a line of its own."""
    lines = (Line(kid) if isinstance(kid, str) else kid for kid in kids)
    return Node(tag, tuple(lines), entries)


def tagged_pdf(
    *nodes: Node,
    artifacts: tuple[Line, ...] = (),
    pages: int = 1,
    root: str = "",
    page: str = "",
    loose: str = "",
) -> bytes:
    """Return a PDF with these elements in a Document, on A4 pages.

    `root` and `page` are more entries of the structure tree root and of each page; `loose` is
    content of the first page that is not marked.
    """
    writer = _Writer(contents=[[] for _ in range(pages)], owners=[[] for _ in range(pages)])
    document = writer.element(Node("Document", nodes, ""), 6)
    for each in artifacts:
        writer.contents[each.page].append(f"/Artifact BMC {writer.line(each)} EMC")
    writer.contents[0].append(loose)
    owners = (" ".join(f"{number} 0 R" for number in owned) for owned in writer.owners)
    fonts = "".join(f"/{key} {20 + n} 0 R" for n, key in enumerate(_FONTS.values()))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)>>",
        2: f"<</Type/Pages/Kids[{' '.join(f'{10 + n} 0 R' for n in range(pages))}]/Count {pages}"
        "/MediaBox[0 0 595 842]>>".encode(),
        6: f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree 8 0 R{root}>>".encode(),
        8: f"<</Nums[{' '.join(f'{n} [{owned}]' for n, owned in enumerate(owners))}]>>".encode(),
        7: f"<</Font<<{fonts}>>>>".encode(),
        **writer.objects,
    }
    for n, name in enumerate(_FONTS):
        objects[20 + n] = (
            f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()
        )
    for n, content in enumerate(writer.contents):
        objects[10 + n] = (
            f"<</Type/Page/Parent 2 0 R/Contents {50 + n} 0 R/Resources 7 0 R/StructParents {n}{page}>>".encode()
        )
        objects[50 + n] = stream("\n".join(content).encode("cp1252"))
    return assemble(objects)


def found(pdf: bytes | PdfStructure, *rules: str) -> list[str]:
    """Return the messages of these rules on a PDF, of which nothing else is known."""
    facts = structure.inspect(pdf) if isinstance(pdf, bytes) else pdf
    report = checks.check(Subject("a.pdf", facts), [_BY_ID[rule] for rule in rules])
    return [finding.message for finding in report.findings]
