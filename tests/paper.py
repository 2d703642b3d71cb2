"""A PDF that can be changed: its tree, what is drawn on its pages, and the rest of it.

The way back from content to elements (the parent tree) is made anew after each change, so that it is
no second defect.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from briefpress.checks.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

    from briefpress.structure import PdfStructure

Node = Any  # a structure element as pypdf holds it
Operation = tuple[list[Any], bytes]


def raw(value: object) -> Any:
    """Return a Python value as an object of a PDF; a text that begins with / is a name."""
    match value:
        case PdfObject():
            return value
        case bool():
            return BooleanObject(value)
        case int():
            return NumberObject(value)
        case float():
            return FloatObject(value)
        case str() if value.startswith("/"):
            return NameObject(value)
        case str():
            return TextStringObject(value)
        case list():
            return ArrayObject(map(raw, value))
        case dict():
            return DictionaryObject({NameObject(key): raw(each) for key, each in value.items()})
    raise TypeError(f"no PDF holds a {type(value).__name__}")


class Paper:
    """A PDF that is being changed."""

    def __init__(self, data: bytes, facts: PdfStructure) -> None:
        self.writer = PdfWriter(clone_from=io.BytesIO(data))
        self.writer.pdf_header = data[:8].decode()
        self.catalog: Any = self.writer.root_object
        self.tree: Any = self.catalog["/StructTreeRoot"]
        self._contents: dict[int, Content] = {}
        self._found = list(zip(_below(self.tree), facts.walk(), strict=True))
        self._settled = False

    def data(self) -> bytes:
        """Return the changed file."""
        self.settle()
        for content in self._contents.values():
            content.write()
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()

    def settle(self) -> None:
        """Write the parent tree, once: whatever is done to it later stays."""
        if not self._settled and "/StructTreeRoot" in self.catalog:
            _write_parent_tree(self.tree, self.pages)
        self._settled = True

    def add(self, value: object) -> Any:
        """Add an object that others can refer to, and return it."""
        return self.writer._add_object(raw(value)).get_object()  # noqa: SLF001 - there is no other way

    # The structure tree

    def at(self, tag: str, text: str = "", number: int = 0) -> Node:
        """Return the element with this tag whose text begins so, or the one after so many."""
        found = [
            n for n, fact in self._found if fact.tag == tag and fold(fact.text).startswith(text)
        ]
        assert len(found) > number, f"there is no {tag} {text!r}"
        return found[number]

    def all(self, *tags: str) -> list[Node]:
        """Return the elements with these tags, in order."""
        return [node for node, fact in self._found if fact.tag in tags]

    def drop(self, node: Node) -> None:
        """Take an element out of the tree; what it held stays on the page, and is nobody's."""
        del kids(parent(node))[place(node)]

    def put(self, node: Node, into: Node, at: int) -> None:
        """Put an element into another, as its kid of this number."""
        kids(into).insert(at, reference(node))
        node[NameObject("/P")] = reference(into)

    def move(self, node: Node, into: Node, at: int) -> None:
        """Take an element to another place."""
        self.drop(node)
        self.put(node, into, at)

    def swap(self, one: Node, other: Node) -> None:
        """Let two elements change places."""
        home, away, first, second = parent(one), parent(other), place(one), place(other)
        kids(home)[first], kids(away)[second] = reference(other), reference(one)
        one[NameObject("/P")], other[NameObject("/P")] = reference(away), reference(home)

    def new(self, tag: str, into: Node, at: int, **entries: object) -> Node:
        """Make an element; `entries` are those of its dictionary without the slash."""
        node = self.add({f"/{key}": value for key, value in entries.items()} | {"/S": f"/{tag}"})
        self.put(node, into, at)
        return node

    def copy(self, node: Node) -> Node:
        """Let an element of one text stand twice: it is drawn again, and tagged as before."""
        ((page, mcid),) = drawn(node)
        number = self.content(page).copy(mcid)
        return self.new(
            node["/S"][1:], parent(node), place(node) + 1, K=number, Pg=reference(self.pages[page])
        )

    def move_text(self, node: Node) -> None:
        """Let what is around an element hold its text, so that it has none."""
        texts = [kid for kid in kids(node) if isinstance(kid, int)]
        kids(node)[:] = [kid for kid in kids(node) if kid not in texts]
        kids(parent(node))[place(node) : place(node)] = texts

    def dissolve(self, node: Node) -> None:
        """Take an element away, and put what it held in its place."""
        home, at = parent(node), place(node)
        within = list(kids(node))
        kids(home)[at : at + 1] = within
        for kid in within:
            if is_element(kid.get_object()):
                kid.get_object()[NameObject("/P")] = reference(home)
        if "/Pg" in node:
            home.setdefault(NameObject("/Pg"), node.raw_get("/Pg"))

    # What is drawn

    @property
    def pages(self) -> list[PageObject]:
        """The pages."""
        return list(self.writer.pages)

    def content(self, page: int) -> Content:
        """Return what is drawn on a page, as it is by now."""
        if page not in self._contents:
            self._contents[page] = Content(self.pages[page], self.writer)
        return self._contents[page]

    def marks(self, node: Node) -> Iterator[tuple[Content, int]]:
        """Yield where what is within an element is drawn."""
        for page, mcid in drawn(node):
            yield self.content(page), mcid

    def hide(self, node: Node, kind: str | None = None) -> None:
        """Make an artifact of all that an element holds, and take the element away."""
        for content, mcid in list(self.marks(node)):
            content.to_artifact(mcid, kind)
        self.drop(node)

    def say(self, node: Node, text: str) -> None:
        """Draw another text in place of that of an element of one text."""
        ((page, mcid),) = drawn(node)
        self.content(page).say(mcid, text)

    # The rest of the file

    def xmp(self, old: str, new: str) -> None:
        """Replace what a pattern finds in the XMP metadata."""
        stream = self.catalog["/Metadata"]
        text, count = re.subn(old, new, stream.get_data().decode(), flags=re.DOTALL)
        assert count, f"the metadata hold no {old}"
        stream.set_data(text.encode())

    def fonts(self, name: str = "") -> list[Any]:
        """Return the fonts whose name holds this."""
        return [font for font in self._dictionaries() if font.get("/Subtype") == "/Type0"
                and name in font["/BaseFont"]]  # fmt: skip

    def annotations(self, kind: str = "/Link") -> list[Any]:
        """Return the annotations of this kind, page by page."""
        listed = (each for page in self.pages for each in page.get("/Annots", ()))
        return [each.get_object() for each in listed if each.get_object()["/Subtype"] == kind]

    def link(self, uri: str) -> Any:
        """Return the annotation that leads to an address."""
        return next(each for each in self.annotations() if each.get("/A", {}).get("/URI") == uri)

    def bookmarks(self) -> list[Any]:
        """Return the bookmarks, in order."""
        return list(_bookmarks(self.catalog["/Outlines"]))

    def files(self) -> list[Any]:
        """Return the specifications of the attached files."""
        return [each for each in self._dictionaries() if each.get("/Type") == "/Filespec"]

    def annotate(self, page: int, **entries: object) -> Any:
        """Put an annotation on a page, which no element knows of."""
        made = self.add(
            {"/Type": "/Annot", "/Rect": [50, 50, 90, 60], "/F": 4}
            | {f"/{key}": value for key, value in entries.items()}
        )
        listed: Any = self.pages[page].setdefault(NameObject("/Annots"), ArrayObject())
        listed.append(reference(made))
        return made

    def tag(self, annotation: Any, tag: str, page: int, **entries: object) -> Node:
        """Make an element, the last of all, that holds an annotation."""
        held = raw({"/Type": "/OBJR"})
        held[NameObject("/Obj")] = reference(annotation)
        root = kids(self.tree)[0].get_object()
        on = reference(self.pages[page])
        return self.new(tag, root, len(kids(root)), K=held, Pg=on, **entries)

    def _dictionaries(self) -> Iterator[Any]:
        for held in list(self.writer._objects):  # noqa: SLF001 - all there are
            if isinstance(held, DictionaryObject):
                yield held


class Content:
    """What is drawn on a page, as operations with their operands."""

    def __init__(self, page: PageObject, writer: PdfWriter) -> None:
        self._page, self._writer = page, writer
        self._stream = ContentStream(page["/Contents"].get_object(), writer)
        self.operations: list[Any] = list(self._stream.operations)
        self._used = {each for each in map(mcid_of, self.operations) if each is not None}

    def write(self) -> None:
        """Put the operations back into the page."""
        self._stream.operations = self.operations
        self._page[NameObject("/Contents")] = self._writer._add_object(self._stream)  # noqa: SLF001

    def span(self, mcid: int) -> tuple[int, int]:
        """Return where a marked-content sequence opens, and where it closes."""
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
        """Return where artifacts with this text open and close."""
        starts = [i for i, (operands, operator) in enumerate(self.operations)
                  if operator in (b"BDC", b"BMC") and operands[0] == "/Artifact"]  # fmt: skip
        spans = ((start, self._end(start)) for start in starts)
        return [span for span in spans if text in self.text(*span)]

    def text(self, start: int, end: int) -> str:
        """Return the text that operations show."""
        return "".join(text for _, _, text in self.shown(start, end))

    def shown(self, start: int, end: int) -> Iterator[tuple[int, str, str]]:
        """Yield where text is shown, in which font, and the text."""
        font = next(
            (each[0][0] for each in reversed(self.operations[:start]) if each[1] == b"Tf"), ""
        )
        for index in range(start, end):
            operands, operator = self.operations[index]
            if operator == b"Tf":
                font = operands[0]
            elif operator == b"TJ":
                letters = self._letters(font)
                codes = b"".join(as_bytes(part) for part in operands[0] if not is_number(part))
                yield (
                    index,
                    font,
                    "".join(letters[codes[i : i + 2]] for i in range(0, len(codes), 2)),
                )

    def height(self, start: int, end: int) -> float:
        """Return how high on the page the first text is that operations show."""
        return next(float(each[0][5]) for each in self.operations[start:end] if each[1] == b"Tm")

    def new_mcid(self) -> int:
        """Return a number that no marked content of the page has."""
        self._used.add(max(self._used, default=-1) + 1)
        return max(self._used)

    def copy(self, mcid: int) -> int:
        """Draw marked content a second time, under a number of its own."""
        start, end = self.span(mcid)
        number = self.new_mcid()
        again = [marked("P", number), *self.operations[start + 1 : end + 1]]
        self.operations[end + 1 : end + 1] = again
        return number

    def to_artifact(self, mcid: int, kind: str | None = None) -> None:
        """Make an artifact of marked content; `kind` is its type."""
        start, _ = self.span(mcid)
        self.operations[start] = (
            ([raw("/Artifact")], b"BMC")
            if kind is None
            else ([raw("/Artifact"), raw({"/Type": f"/{kind}"})], b"BDC")
        )

    def tag(self, start: int) -> int:
        """Make marked content, for an element to hold, of what opens here; return its number."""
        number = self.new_mcid()
        self.operations[start] = marked("P", number)
        return number

    def unmark(self, mcid: int) -> None:
        """Draw the same, but not as marked content."""
        start, end = self.span(mcid)
        del self.operations[end], self.operations[start]

    def erase(self, start: int, end: int) -> None:
        """Draw nothing between two operations."""
        del self.operations[start + 1 : end]

    def around(self, mcid: int, before: Operation, after: Operation) -> None:
        """Put an operation at the beginning of marked content, and one at its end."""
        start, end = self.span(mcid)
        self.operations.insert(end, after)
        self.operations.insert(start + 1, before)

    def colour(self, mcid: int, red: float, green: float, blue: float) -> None:
        """Show marked content, and nothing else, in a colour."""
        self.recolour(*self.span(mcid), (red, green, blue))

    def recolour(self, start: int, end: int, colour: tuple[float, float, float]) -> None:
        """Let operations draw in a colour, and those after them as before."""
        new = (list(map(raw, colour)), b"rg")
        usual = next(each for each in reversed(self.operations[:end]) if each[1] == b"rg")
        for index in range(start, end):
            if self.operations[index][1] == b"rg":
                self.operations[index] = new
        self.operations.insert(end, usual)
        self.operations.insert(start + 1, new)

    def resize(self, mcid: int, size: float) -> None:
        """Set the size of the font in marked content, in units of the page's text (0.75 points)."""
        start, end = self.span(mcid)
        for index in range(start, end):
            operands, operator = self.operations[index]
            if operator == b"Tf":
                self.operations[index] = ([operands[0], raw(size)], operator)

    def say(self, mcid: int, text: str) -> None:
        """Show another text in place of that of marked content."""
        self.rewrite(*self.span(mcid), text)

    def rewrite(self, start: int, end: int, text: str) -> None:
        """Show another text in place of the first that operations show, and nothing for the others."""
        places = list(self.shown(start, end))
        for number, (index, font, _) in enumerate(places):
            parts = [] if number else [self._encode(font, text)]
            self.operations[index] = ([ArrayObject(parts)], b"TJ")
        assert places, "no text is shown here"

    def without_spaces(self, mcid: int, *, at_line_ends: bool = False) -> None:
        """Leave gaps in place of the spaces of marked content, or only of those at the ends of lines."""
        for index, font, text in list(self.shown(*self.span(mcid))):
            letters, gap = self._letters(font), NumberObject(-280)
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
        codes = {letter: code for code, letter in self._letters(font).items()}
        return ByteStringObject(b"".join(codes[letter] for letter in text))

    def _letters(self, font: str) -> dict[bytes, str]:
        """Return the letter that each code of a font stands for."""
        resources: Any = self._page["/Resources"]
        listed = resources["/Font"][font]["/ToUnicode"].get_data().decode()
        pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4,})>", listed.partition("beginbfchar")[2])
        return {bytes.fromhex(code): bytes.fromhex(u).decode("utf-16-be") for code, u in pairs}


# --- what pypdf leaves to be written ----------------------------------------------------------


def marked(tag: str, mcid: int) -> Operation:
    """Return the operation that opens marked content."""
    return [raw(f"/{tag}"), raw({"/MCID": mcid})], b"BDC"


def mcid_of(operation: Operation) -> int | None:
    """Return the number of the marked content that an operation opens."""
    operands, operator = operation
    if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
        return int(operands[1]["/MCID"])
    return None


def is_number(part: Any) -> bool:
    """Tell what moves the pen from what is shown."""
    return isinstance(part, int | float)


def as_bytes(part: Any) -> bytes:
    """Return the codes of a text that is shown."""
    held = part if isinstance(part, bytes) else part.original_bytes
    return bytes(held)


def reference(held: Any) -> Any:
    """Return what refers to an object."""
    assert held.indirect_reference is not None
    return held.indirect_reference


def kids(node: Node) -> Any:
    """Return what an element holds, as an array that can be changed."""
    held = node.raw_get("/K") if "/K" in node else ArrayObject()
    listed = held.get_object()
    if not isinstance(listed, ArrayObject):
        listed = ArrayObject([held])
    node[NameObject("/K")] = listed
    return listed


def give(held: Any, **entries: object) -> None:
    """Write entries of a dictionary, named without the slash."""
    for key, value in entries.items():
        held[NameObject(f"/{key}")] = raw(value)


def take(held: Any, *names: str) -> None:
    """Take entries out of a dictionary, named without the slash."""
    for name in names:
        del held[f"/{name}"]


def attribute(node: Node, **entries: object) -> None:
    """Write attributes of an element; None takes one out."""
    held = node["/A"]
    for key, value in entries.items():
        if value is None:
            del held[f"/{key}"]
        else:
            give(held, **{key: value})


def is_element(held: Any) -> bool:
    """Tell a structure element from marked content and annotations."""
    return isinstance(held, DictionaryObject) and "/S" in held


def parent(node: Node) -> Node:
    """Return the element that an element is in."""
    return node["/P"].get_object()


def place(node: Node) -> int:
    """Return the number of an element among those beside it."""
    own = reference(node)
    return next(
        i for i, kid in enumerate(kids(parent(node))) if getattr(kid, "idnum", 0) == own.idnum
    )


def drawn(node: Node) -> list[tuple[int, int]]:
    """Return the page and number of all marked content in an element, in order."""
    return [each for element in (node, *_below(node)) for each in _own(element)]


def _own(element: Node) -> Iterator[tuple[int, int]]:
    """Yield the page and number of the marked content that an element itself holds."""
    for kid in inside(element):
        if isinstance(kid, int):
            yield _page_number(element["/Pg"]), int(kid)
        elif "/MCID" in kid and "/Stm" not in kid:
            yield _page_number(kid.get("/Pg", element.get("/Pg"))), int(kid["/MCID"])


def _page_number(page: Any) -> int:
    return int(page.get_object()["/StructParents"])  # which the engine counts like the pages


def inside(node: Node) -> list[Any]:
    """Return what an element holds: numbers, elements and references."""
    return [kid.get_object() for kid in kids(node)] if "/K" in node else []


def _below(node: Node) -> Iterator[Node]:
    """Yield all elements in another, in order."""
    for kid in inside(node):
        if is_element(kid):
            yield kid
            yield from _below(kid)


def _bookmarks(holder: Any) -> Iterator[Any]:
    item = holder.get("/First")
    while item is not None:
        yield item.get_object()
        yield from _bookmarks(item.get_object())
        item = item.get_object().get("/Next")


def _write_parent_tree(tree: Any, pages: list[Any]) -> None:
    """Write which element holds which marked content and annotation (ISO 32000-2, 14.7.5.4)."""
    owners: dict[int, Any] = {}
    for page in pages:
        for annotation in page.get("/Annots", ()):
            annotation.get_object().pop("/StructParent", None)
    following = 1 + max(int(page["/StructParents"]) for page in pages if "/StructParents" in page)
    for node in _below(tree):
        for number, mcid in _own(node):
            listed = owners.setdefault(number, ArrayObject())
            listed += [NullObject() for _ in range(mcid + 1 - len(listed))]
            listed[mcid] = reference(node)
        for kid in inside(node):
            if isinstance(kid, DictionaryObject) and "/Obj" in kid:
                give(kid["/Obj"], StructParent=following)
                owners[following] = reference(node)
                following += 1
    numbers = [each for key in sorted(owners) for each in (NumberObject(key), owners[key])]
    tree["/ParentTree"][NameObject("/Nums")] = ArrayObject(numbers)
    give(tree, ParentTreeNextKey=following)
