"""PDF bytes to plain facts; the only importer of pypdf."""

from __future__ import annotations

import io
import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pypdf import PageObject, PasswordType, PdfReader, apply_configuration
from pypdf._codecs import adobe_glyphs, charset_encoding  # no public name; pypdf is pinned
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from briefpress._marked import (
    Drawn,
    Font,
    Form,
    Interpreter,
    Key,
    Properties,
    character_map,
    text_string,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ELEMENTS = 200_000
DEPTH = 500
OUTLINE_DEPTH = 50
CONTENT_BYTES = 20_000_000
PROBLEMS = 200
WARNINGS = 5_000

Rect = tuple[float, float, float, float]

# What pypdf raises on damaged files: its own errors, and these of Python's that it lets through.
_DAMAGE = (
    PyPdfError,
    DependencyError,
    AssertionError,
    AttributeError,
    KeyError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")


class UnreadablePdf(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The bytes cannot be opened as a PDF at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link or bookmark leads: by name, and to a page counted from 0 (12.3.2)."""

    name: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one marked-content sequence; characters as the glyphs stand, nothing joined."""

    page: int | None
    mcid: int
    text: str


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """An annotation of a page, or any object that a structure element refers to (12.5, 14.7.5.3).

    `rect` is in points from the lower left corner of the page. Where `in_tree` is true, the same
    `ObjectRef` is a child of a structure element and, if it is an annotation, in its page's list.
    """

    page: int | None
    subtype: str
    uri: str | None = None
    destination: Destination | None = None
    contents: str | None = None
    rect: Rect | None = None
    in_tree: bool = False


@dataclass(frozen=True, slots=True)
class Attributes:
    """The standard attributes of a structure element, class map included (14.8.5).

    `scope` is `Row`, `Column` or `Both`; `headers` are IDs of header cells; `bbox` is in points
    from the lower left corner of the page.
    """

    scope: str | None = None
    headers: tuple[str, ...] = ()
    col_span: int = 1
    row_span: int = 1
    summary: str | None = None
    list_numbering: str | None = None
    bbox: Rect | None = None


_NO_ATTRIBUTES = Attributes()


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A structure element (14.7.2); equal only to itself, so that it is cheap as a key.

    `role` is the structure type that the role map makes of `tag`, which stands as written.
    `page` is that of its first content, counted from 0.
    """

    role: str
    tag: str
    children: tuple[Element | Text | ObjectRef, ...] = field(default=(), repr=False)
    namespace: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    lang: str | None = None
    expansion: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: Attributes = _NO_ATTRIBUTES
    page: int | None = None

    @property
    def text(self) -> str:
        """All text below, in order; ActualText in place of what it replaces, without alternates."""
        parts: list[str] = []
        pending: list[Element | Text | ObjectRef] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, Text):
                parts.append(node.text)
            elif isinstance(node, Element):
                if node.actual_text is None:
                    pending += reversed(node.children)
                else:
                    parts.append(node.actual_text)
        return "".join(parts)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, depth first, in reading order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending += [c for c in reversed(element.children) if isinstance(c, Element)]


@dataclass(frozen=True, slots=True)
class Artifact:
    """Marked content that is no part of the document's logic; `page` counts from 0 (14.8.2.2)."""

    type: str | None
    subtype: str | None
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes that a page states or inherits, in points: left, bottom, right, top (14.11.2)."""

    media: Rect | None = None
    crop: Rect | None = None
    bleed: Rect | None = None
    trim: Rect | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `index` counts from 0, `size` is the media box's width and height in points.

    `unmarked_text` is drawn outside every MCID and artifact, `has_unmarked_graphics` says that an
    image or drawing is. `orphans` is the text of MCIDs that no structure element claims.
    """

    index: int
    size: tuple[float, float]
    boxes: Boxes
    label: str | None
    tabs: str | None
    artifacts: tuple[Artifact, ...]
    unmarked_text: str
    orphans: tuple[Text, ...]
    has_images: bool
    has_drawings: bool
    has_unmarked_graphics: bool
    annotations: tuple[ObjectRef, ...]


@dataclass(frozen=True, slots=True)
class FontFact:
    """A font in which text is shown, and on which pages, counted from 0; no subset tag in `name`."""

    name: str
    subtype: str
    embedded: bool
    has_to_unicode: bool
    is_subset: bool
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A bookmark (12.3.3); `level` counts from 1, `page` from 0."""

    title: str
    level: int
    page: int | None
    children: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """An embedded file (7.11.4); `size` in bytes, `associated` if the catalog's AF lists it."""

    name: str
    relationship: str | None
    size: int | None
    description: str | None
    mime: str | None
    associated: bool


@dataclass(frozen=True, slots=True)
class PdfStructure:
    """What a PDF says of itself, as plain facts; `problems` lists damage and what was left out.

    `xmp_values` maps `{namespace}name` to the property's values; `roots` are the elements right
    below the structure tree root.
    """

    pdf_version: str
    encrypted: bool
    title: str | None
    title_shown: bool
    language: str | None
    marked: bool
    xmp: bytes | None
    xmp_values: Mapping[str, tuple[str, ...]]
    roots: tuple[Element, ...]
    role_map: Mapping[str, str]
    pages: tuple[Page, ...]
    fonts: tuple[FontFact, ...]
    outline: tuple[OutlineItem, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[str, ...]

    def walk(self) -> Iterator[Element]:
        """Yield every structure element, depth first, in reading order."""
        for root in self.roots:
            yield from root.walk()


def inspect(pdf: bytes) -> PdfStructure:
    """Return the facts of a PDF; raise `UnreadablePdf` if it cannot be opened at all."""
    problems = _Problems()
    limits = apply_configuration(
        zlib_maximum_output_length=CONTENT_BYTES, lzw_maximum_output_length=CONTENT_BYTES
    )
    with limits, _log_of_pypdf(problems), _open(pdf) as reader:
        return _facts(_File(reader, problems), _version(pdf))


def _open(pdf: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise UnreadablePdf("the file is encrypted, and opens only with a password")
        _ = reader.root_object
    except DependencyError as error:
        raise UnreadablePdf(f"the file is encrypted in a way that needs more: {error}") from error
    except _DAMAGE as error:
        raise UnreadablePdf(f"not a PDF, or damaged beyond repair: {error}") from error
    return reader


def _version(pdf: bytes) -> str:
    start = pdf.find(b"%PDF-", 0, 1024)
    return pdf[start + 5 : start + 8].decode("latin-1") if start >= 0 else ""


def _facts(file: _File, version: str) -> PdfStructure:
    """Read everything, in the order in which one fact needs another."""
    catalog: object = file.reader.root_object
    pages = file.pages()
    fonts = _Fonts(file)
    drawn = _draw(file, pages, fonts)
    links = _Links(file, catalog, pages)
    tree = _Tree(file, file.get(catalog, "/StructTreeRoot"), links, drawn)
    roots = tree.build()
    xmp_stream = file.get(catalog, "/Metadata")
    xmp = file.data(xmp_stream) if isinstance(xmp_stream, StreamObject) else None
    return PdfStructure(
        pdf_version=max(version, _name(file.get(catalog, "/Version")) or ""),
        encrypted=file.reader.is_encrypted,
        title=_string(file.get(file.reader.trailer, "/Info", "/Title")),
        title_shown=file.get(catalog, "/ViewerPreferences", "/DisplayDocTitle") is True,
        language=_string(file.get(catalog, "/Lang")),
        marked=file.get(catalog, "/MarkInfo", "/Marked") is True,
        xmp=xmp,
        xmp_values=MappingProxyType(_xmp_values(xmp, file.problems) if xmp else {}),
        roots=roots,
        role_map=MappingProxyType(tree.role_map()),
        pages=_page_facts(file, pages, drawn, tree, links),
        fonts=fonts.facts(drawn),
        outline=links.outline(file.get(catalog, "/Outlines"), 1, set()),
        attachments=_attachments(file, catalog),
        problems=file.problems.all(),
    )


class _Problems:
    """What was damaged or left out, each once, up to a number."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def add(self, problem: str) -> None:
        if len(self._found) < PROBLEMS:
            self._found[problem] = None
        elif problem not in self._found:
            self._found[f"and more: only the first {PROBLEMS} problems are listed"] = None

    def all(self) -> tuple[str, ...]:
        return tuple(self._found)


class _Collector(logging.Handler):
    """Makes every record of this thread a problem.

    In a file that is mostly damage, pypdf may read the same parts again and again, and log each
    time; an error from here ends that.
    """

    def __init__(self, problems: _Problems) -> None:
        super().__init__()
        self._problems, self._thread, self._left = problems, threading.get_ident(), WARNINGS

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._problems.add(record.getMessage())
            self._left -= 1
            if self._left < 0:
                raise LimitReachedError("too much of the file is damaged")


_LOG = logging.getLogger("pypdf")
_LOG_LOCK = threading.RLock()


@contextmanager
def _log_of_pypdf(problems: _Problems) -> Iterator[None]:
    """Collect what pypdf logs, and keep it from the console; one at a time, as the log is shared."""
    with _LOG_LOCK:
        collector, before = _Collector(problems), (_LOG.propagate, _LOG.level)
        _LOG.addHandler(collector)
        _LOG.propagate = False
        _LOG.setLevel(logging.WARNING)
        try:
            yield
        finally:
            _LOG.removeHandler(collector)
            _LOG.propagate = before[0]
            _LOG.setLevel(before[1])


class _File:
    """The objects of a PDF, each resolved once; damage becomes a problem and reads as None."""

    def __init__(self, reader: PdfReader, problems: _Problems) -> None:
        self.reader, self.problems = reader, problems
        self._left = CONTENT_BYTES
        self._decoded: dict[int, bytes] = {}
        self._containers: set[int | None] = set()

    def get(self, holder: object, *path: str) -> object:
        """Return what lies at the end of a path of keys; None if anything is missing."""
        for key in path:
            if not isinstance(holder, dict):
                return None
            holder = self.resolve(dict.get(holder, key))
        return holder

    def resolve(self, value: object) -> object:
        """Follow references; null is None, and booleans are Python's."""
        for _ in range(4):
            if not isinstance(value, IndirectObject):
                break
            value = self._fetch(value)
        if isinstance(value, BooleanObject):
            return value.value
        return None if isinstance(value, NullObject | IndirectObject) else value

    def _fetch(self, reference: IndirectObject) -> object:
        """Read one object; an object stream is read once, as all that it holds is then known."""
        reader, number = self.reader, reference.idnum
        key = (reference.generation, number)
        if key in reader.resolved_objects:
            return reader.resolved_objects[key]
        container = None if reference.generation else reader.xref_objStm.get(number, (None, 0))[0]
        if container is None and number not in reader.xref.get(reference.generation, {}):
            self.problems.add(f"object {number} is referred to, but not there")
        elif container is None or container not in self._containers:
            self._containers.add(container)
            try:
                return reader.get_object(reference)
            except _DAMAGE as error:
                self.problems.add(f"object {number} cannot be read: {error!r}")
        return reader.resolved_objects.get(key)

    def items(self, value: object) -> list[object]:
        """Return the resolved items of an array, or a single value as a list of one."""
        value = self.resolve(value)
        if isinstance(value, ArrayObject):
            return [self.resolve(item) for item in value]
        return [] if value is None else [value]

    def data(self, stream: object) -> bytes:
        """Decode a stream, once; nothing if it is none, damaged, or too much in all."""
        if not isinstance(stream, StreamObject):
            return b""
        if id(stream) not in self._decoded:
            self._decoded[id(stream)] = self._decode(stream)
        return self._decoded[id(stream)]

    def _decode(self, stream: StreamObject) -> bytes:
        try:
            data = stream.get_data()
        except _DAMAGE as error:
            self.problems.add(f"a stream cannot be decoded: {error!r}")
            return b""
        self._left -= len(data)
        if self._left < 0:
            self.problems.add(f"streams are left out: more than {CONTENT_BYTES} bytes in all")
            return b""
        return data

    def rect(self, value: object) -> Rect | None:
        """Return a rectangle in points, its lower left corner first (7.9.5)."""
        sides = [side for side in self.items(value) if isinstance(side, int | float)]
        if len(sides) != 4:
            return None
        (x0, x1), (y0, y1) = sorted(map(float, sides[::2])), sorted(map(float, sides[1::2]))
        return (x0, y0, x1, y1)

    def pages(self) -> list[PageObject]:
        try:
            return list(self.reader.pages)
        except _DAMAGE as error:
            self.problems.add(f"the page tree cannot be read: {error!r}")
            return []

    def labels(self, count: int) -> list[str | None]:
        """Return the label of each page, where the file gives any (12.4.2)."""
        if self.get(self.reader.root_object, "/PageLabels") is not None:
            try:
                return [*self.reader.page_labels]
            except _DAMAGE as error:
                self.problems.add(f"the page labels cannot be read: {error!r}")
        return [None] * count

    def name_tree(self, root: object) -> Iterator[tuple[str, object]]:
        """Yield the names and unresolved values of a name tree (7.9.6)."""
        pending, seen = [root], set[int]()
        while pending:
            node = pending.pop()
            if id(node) in seen:
                self.problems.add("a name tree holds itself")
                continue
            seen.add(id(node))
            pending += reversed(self.items(self.get(node, "/Kids")))
            names = self.get(node, "/Names")
            if isinstance(names, ArrayObject):
                for key, value in zip(names[::2], names[1::2], strict=False):
                    yield _string(self.resolve(key)) or "", value


def _string(value: object) -> str | None:
    if isinstance(value, TextStringObject | ByteStringObject):
        return text_string(value.original_bytes)
    return None


def _name(value: object) -> str | None:
    return str(value[1:]) if isinstance(value, NameObject) else None


def _integer(value: object) -> int | None:
    return int(value) if isinstance(value, int) else None


class _Fonts:
    """The fonts of a document, each read once."""

    def __init__(self, file: _File) -> None:
        self._file = file
        self._fonts: dict[int, Font] = {}
        self._dictionaries: dict[Font, DictionaryObject] = {}

    def get(self, value: object) -> Font | None:
        if not isinstance(value, DictionaryObject):
            return None
        if (font := self._fonts.get(id(value))) is None:
            font = self._fonts[id(value)] = self._read(value)
            self._dictionaries[font] = value
        return font

    def _read(self, dictionary: DictionaryObject) -> Font:
        file = self._file
        known = character_map(file.data(file.get(dictionary, "/ToUnicode")))
        if _name(file.get(dictionary, "/Subtype")) != "Type0":
            return Font(known, self._simple_codes(dictionary))
        encoding, spaces = file.get(dictionary, "/Encoding"), _TWO_BYTES
        if isinstance(encoding, StreamObject):
            spaces = character_map(file.data(encoding)).spaces or spaces
        elif encoding not in ("/Identity-H", "/Identity-V"):
            spaces = known.spaces or spaces
        return Font(known, {}, spaces)

    def _simple_codes(self, dictionary: DictionaryObject) -> dict[int, str]:
        """Return the text of each code by the encoding of a simple font (9.6.5)."""
        file, encoding = self._file, self._file.get(dictionary, "/Encoding")
        own = _name(file.get(dictionary, "/BaseFont"))
        base = _name(encoding) or _name(file.get(encoding, "/BaseEncoding")) or own
        table = charset_encoding.get(f"/{base}", charset_encoding["/StandardEncoding"])
        codes = {code: text for code, text in enumerate(table) if not _is_control(text)}
        code = 0
        for item in file.items(file.get(encoding, "/Differences")):
            if isinstance(item, int):
                code = item
            elif isinstance(item, NameObject):
                codes[code] = _glyph_text(item[1:])
                code += 1
        return codes

    def facts(self, drawn: list[Drawn]) -> tuple[FontFact, ...]:
        pages: dict[Font, list[int]] = {}
        for index, page in enumerate(drawn):
            for font in page.fonts:
                pages.setdefault(font, []).append(index)
        return tuple(self._fact(self._dictionaries[font], on) for font, on in pages.items())

    def _fact(self, font: DictionaryObject, pages: list[int]) -> FontFact:
        file = self._file
        subtype = _name(file.get(font, "/Subtype")) or ""
        below = next(iter(file.items(file.get(font, "/DescendantFonts"))), font)
        descriptor = file.get(below, "/FontDescriptor")
        files = (file.get(descriptor, f"/FontFile{kind}") for kind in ("", "2", "3"))
        name = _name(file.get(font, "/BaseFont")) or _name(file.get(font, "/Name")) or ""
        is_subset = name[6:7] == "+" and name[:6].isalpha() and name[:6].isupper()
        return FontFact(
            name=name[7:] if is_subset else name,
            subtype=subtype,
            embedded=subtype == "Type3" or any(isinstance(f, StreamObject) for f in files),
            has_to_unicode=file.get(font, "/ToUnicode") is not None,
            is_subset=is_subset,
            pages=tuple(pages),
        )


_TWO_BYTES: tuple[tuple[bytes, bytes], ...] = ((b"\0\0", b"\xff\xff"),)


def _is_control(text: str) -> bool:
    return text < " " or "\x7f" <= text < "\xa0"


def _glyph_text(name: str) -> str:
    """Return the text that a glyph name stands for, by the Adobe Glyph List's rules."""
    return "".join(map(_component_text, name.partition(".")[0].split("_")))


def _component_text(name: str) -> str:
    if known := adobe_glyphs.get(f"/{name}"):
        return known
    digits = name.removeprefix("uni" if name.startswith("uni") else "u")
    try:
        return chr(int(digits[:6], 16)) if digits != name else "\ufffd"
    except (ValueError, OverflowError):
        return "\ufffd"


class _Resources:
    """A resource dictionary (7.8.3), for the interpreter of content streams."""

    def __init__(self, file: _File, fonts: _Fonts, dictionary: object) -> None:
        self._file, self._fonts, self._dictionary = file, fonts, dictionary
        self._forms: dict[str, Form | None] = {}
        self._named: dict[str, Font | None] = {}

    def font(self, name: str) -> Font | None:
        if name not in self._named:
            font = self._file.get(self._dictionary, "/Font", f"/{name}")
            self._named[name] = self._fonts.get(font)
        return self._named[name]

    def state_font(self, name: str) -> Font | None:
        state = self._file.get(self._dictionary, "/ExtGState", f"/{name}", "/Font")
        return self._fonts.get(next(iter(self._file.items(state)), None))

    def properties(self, name: str) -> Properties:
        file = self._file
        found = file.get(self._dictionary, "/Properties", f"/{name}")
        return Properties(
            _integer(file.get(found, "/MCID")),
            _string(file.get(found, "/ActualText")),
            _name(file.get(found, "/Type")),
            _name(file.get(found, "/Subtype")),
        )

    def form(self, name: str) -> Form | None:
        if name not in self._forms:
            self._forms[name] = self._form(name)
        return self._forms[name]

    def _form(self, name: str) -> Form | None:
        file = self._file
        stream = file.get(self._dictionary, "/XObject", f"/{name}")
        if _name(file.get(stream, "/Subtype")) != "Form":
            return None
        own = file.get(stream, "/Resources")
        resources = self if own is None else _Resources(file, self._fonts, own)
        return Form(("form", _number_of(stream)), file.data(stream), resources)


def _number_of(value: object) -> int:
    """Return the number of an object, for a name; an object without one has its identity."""
    reference = getattr(value, "indirect_reference", None)
    return reference.idnum if isinstance(reference, IndirectObject) else id(value)


def _draw(file: _File, pages: list[PageObject], fonts: _Fonts) -> list[Drawn]:
    interpreter = Interpreter(CONTENT_BYTES, file.problems.add)
    drawn = []
    for index, page in enumerate(pages):
        parts = file.items(file.get(page, "/Contents"))
        data = b"\n".join(file.data(part) for part in parts)
        resources = _Resources(file, fonts, file.get(page, "/Resources"))
        drawn.append(interpreter.draw(Form(("page", index), data, resources)))
    return drawn


class _Links:
    """Destinations, annotations and bookmarks."""

    def __init__(self, file: _File, catalog: object, pages: list[PageObject]) -> None:
        self._file, self._catalog = file, catalog
        references = [page.indirect_reference for page in pages]
        self._pages = {r.idnum: index for index, r in enumerate(references) if r is not None}
        self._count = len(pages)
        listed = (file.items(file.get(page, "/Annots")) for page in pages)
        self.annotations = [[a for a in each if isinstance(a, dict)] for each in listed]
        self.annotated = {id(a): on for on, each in enumerate(self.annotations) for a in each}
        self._names: dict[str, object] | None = None

    def page_of(self, holder: object) -> int | None:
        """Return the index of the page that the Pg entry of a dictionary refers to."""
        reference = dict.get(holder, "/Pg") if isinstance(holder, dict) else None
        return self._pages.get(reference.idnum) if isinstance(reference, IndirectObject) else None

    def aim(self, holder: object) -> Destination | None:
        """Return where a link or bookmark leads within the document, if it does (12.6.4.2)."""
        action = self._file.get(holder, "/A")
        if _name(self._file.get(action, "/S")) == "GoTo":
            return self._destination(action)
        return self._destination(self._file.get(holder, "/Dest"))

    def _destination(self, value: object) -> Destination | None:
        """Return what a name, an array or a dictionary with one in SD or D stands for (12.3.2)."""
        if isinstance(value, DictionaryObject):
            value = self._file.get(value, "/D") or self._file.get(value, "/SD")
        name = None
        if isinstance(value, NameObject | TextStringObject | ByteStringObject):
            name = _name(value) or _string(value)
            value = self._file.resolve(self._named().get(name or ""))
        if isinstance(value, DictionaryObject):
            value = self._file.get(value, "/D") or self._file.get(value, "/SD")
        page = self._page(value[0]) if isinstance(value, ArrayObject) and value else None
        return None if name is None and page is None else Destination(name, page)

    def _page(self, target: object) -> int | None:
        if isinstance(target, int):
            return int(target) if 0 <= target < self._count else None
        if isinstance(target, IndirectObject) and target.idnum in self._pages:
            return self._pages[target.idnum]
        return self.page_of(self._file.resolve(target))

    def _named(self) -> dict[str, object]:
        if self._names is None:
            old = self._file.get(self._catalog, "/Dests")
            self._names = {str(k)[1:]: v for k, v in old.items()} if isinstance(old, dict) else {}
            tree = self._file.get(self._catalog, "/Names", "/Dests")
            self._names.update(self._file.name_tree(tree))
        return self._names

    def reference(self, target: object, page: int | None, *, in_tree: bool) -> ObjectRef:
        """Return the facts of an annotation, or of another object in the structure tree."""
        file = self._file
        action = file.get(target, "/A")
        return ObjectRef(
            page=page,
            subtype=_name(file.get(target, "/Subtype")) or "",
            uri=_string(file.get(action, "/URI")),
            destination=self.aim(target),
            contents=_string(file.get(target, "/Contents")),
            rect=file.rect(file.get(target, "/Rect")),
            in_tree=in_tree,
        )

    def outline(self, parent: object, level: int, seen: set[int]) -> tuple[OutlineItem, ...]:
        """Return the bookmarks below `parent`; each is taken where it is first met."""
        items: list[OutlineItem] = []
        node = self._file.get(parent, "/First")
        while node is not None:
            if id(node) in seen or level > OUTLINE_DEPTH or len(seen) > ELEMENTS:
                self._file.problems.add("the outline leads back to itself, or is too large")
                break
            seen.add(id(node))
            children = self.outline(node, level + 1, seen)
            found = self.aim(node)
            title = _string(self._file.get(node, "/Title")) or ""
            items.append(OutlineItem(title, level, found.page if found else None, children))
            node = self._file.get(node, "/Next")
        return tuple(items)


def _page_facts(
    file: _File, pages: list[PageObject], drawn: list[Drawn], tree: _Tree, links: _Links
) -> tuple[Page, ...]:
    facts = []
    for index, label in enumerate(file.labels(len(pages))[: len(pages)]):
        page, content = pages[index], drawn[index]
        boxes = Boxes(*(file.rect(file.get(page, key)) for key in _BOXES))
        x0, y0, x1, y1 = boxes.media or (0.0, 0.0, 0.0, 0.0)
        artifacts = (
            Artifact(said.type, said.subtype, "".join(parts), index)
            for said, parts in content.artifacts
        )
        annotations = (
            tree.objects.get(id(item)) or links.reference(item, index, in_tree=False)
            for item in links.annotations[index]
        )
        facts.append(
            Page(
                index=index,
                size=(x1 - x0, y1 - y0),
                boxes=boxes,
                label=label,
                tabs=_name(file.get(page, "/Tabs")),
                artifacts=tuple(artifacts),
                unmarked_text="".join(content.unmarked),
                orphans=tuple(
                    Text(index, key[1], "".join(parts))
                    for key, parts in content.marked.items()
                    if key not in tree.claimed
                ),
                has_images=content.has_images,
                has_drawings=content.has_drawings,
                has_unmarked_graphics=content.has_unmarked_graphics,
                annotations=tuple(annotations),
            )
        )
    return tuple(facts)


@dataclass(slots=True)
class _Frame:
    """A structure element whose children are being read; `page` is what its MCIDs are on."""

    node: Mapping[str, object]
    page: int | None
    kids: Iterator[object]
    children: list[Element | Text | ObjectRef] = field(default_factory=list)


class _Tree:
    """The structure tree (14.7), read once, without recursion.

    `claimed` are the marked-content sequences that elements refer to, `objects` the objects.
    """

    def __init__(self, file: _File, root: object, links: _Links, drawn: list[Drawn]) -> None:
        self._file, self._root, self._links = file, root, links
        self._texts = {
            key: (index, "".join(parts))
            for index, page in enumerate(drawn)
            for key, parts in page.marked.items()
        }
        self._seen: set[int] = set()
        self._roles: dict[tuple[str, int], str] = {}
        self.claimed: set[Key] = set()
        self.objects: dict[int, ObjectRef] = {}

    def role_map(self) -> dict[str, str]:
        mapping = self._file.get(self._root, "/RoleMap")
        entries = mapping.items() if isinstance(mapping, dict) else ()
        return {str(k)[1:]: _name(self._file.resolve(v)) or "" for k, v in entries}

    def build(self) -> tuple[Element, ...]:
        root = self._root if isinstance(self._root, DictionaryObject) else DictionaryObject()
        stack = [self._frame(root, None)]
        while True:
            frame = stack[-1]
            for kid in frame.kids:
                if below := self._kid(kid, frame, len(stack)):
                    stack.append(below)
                    break
            else:
                stack.pop()
                if not stack:
                    return tuple(c for c in frame.children if isinstance(c, Element))
                stack[-1].children.append(self._element(frame))

    def _frame(self, node: Mapping[str, object], page: int | None) -> _Frame:
        own = self._links.page_of(node)
        kids = iter(self._file.items(self._file.get(node, "/K")))
        return _Frame(node, page if own is None else own, kids)

    def _kid(self, kid: object, frame: _Frame, depth: int) -> _Frame | None:
        """Take one entry of K; return a frame if it is an element, to be read next."""
        kind = _name(self._file.get(kid, "/Type"))
        if isinstance(kid, int):
            frame.children.append(self._marked(("page", frame.page), int(kid), frame.page))
        elif kind == "MCR":
            frame.children.append(self._marked_reference(kid, frame.page))
        elif kind == "OBJR":
            frame.children.append(self._object(kid, frame.page))
        elif not isinstance(kid, DictionaryObject) or "/S" not in kid:
            self._file.problems.add("the structure tree holds something that is no element")
        elif id(kid) in self._seen:
            self._file.problems.add("a structure element stands twice in the tree, or in itself")
        elif depth > DEPTH or len(self._seen) >= ELEMENTS:
            limits = f"{DEPTH} levels or {ELEMENTS} elements"
            self._file.problems.add(f"the structure tree is read only up to {limits}")
        else:
            self._seen.add(id(kid))
            return self._frame(kid, frame.page)
        return None

    def _marked_reference(self, reference: object, page: int | None) -> Text:
        own = self._links.page_of(reference)
        page = page if own is None else own
        mcid = _integer(self._file.get(reference, "/MCID"))
        form = self._file.get(reference, "/Stm")
        stream = ("page", page) if form is None else ("form", _number_of(form))
        return self._marked(stream, -1 if mcid is None else mcid, page)

    def _marked(self, stream: tuple[str, int | None], mcid: int, page: int | None) -> Text:
        """Claim a marked-content sequence for an element, and return its text."""
        kind, number = stream
        key = ((kind, -1 if number is None else number), mcid)
        found = self._texts.get(key)
        where = f"marked content {mcid} on page {'unknown' if page is None else page + 1}"
        if found is None:
            self._file.problems.add(f"a structure element refers to {where}, which is not there")
        elif key in self.claimed:
            self._file.problems.add(f"{where} belongs to two structure elements")
        self.claimed.add(key)
        return Text(page, mcid, "") if found is None else Text(found[0], mcid, found[1])

    def _object(self, reference: object, page: int | None) -> ObjectRef:
        target = self._file.get(reference, "/Obj")
        if target is None:
            self._file.problems.add("a structure element refers to an object that is not there")
        on = (self._links.page_of(reference), self._links.annotated.get(id(target)), page)
        first = next((index for index in reversed(on) if index is not None), None)
        found = self._links.reference(target, first, in_tree=True)
        return found if target is None else self.objects.setdefault(id(target), found)

    def _element(self, frame: _Frame) -> Element:
        file, node = self._file, frame.node
        tag = _name(file.get(node, "/S")) or ""
        namespace = file.get(node, "/NS")
        pages = (child.page for child in frame.children if child.page is not None)
        said = {key: _string(file.get(node, key)) for key in _STRINGS & node.keys()}
        return Element(
            role=self._role(tag, namespace),
            tag=tag,
            children=tuple(frame.children),
            namespace=_string(file.get(namespace, "/NS")),
            alt=said.get("/Alt"),
            actual_text=said.get("/ActualText"),
            lang=said.get("/Lang"),
            expansion=said.get("/E"),
            title=said.get("/T"),
            id=said.get("/ID"),
            attributes=self._attributes(node) if node.keys() & {"/A", "/C"} else _NO_ATTRIBUTES,
            page=next(pages, self._links.page_of(node)),
        )

    def _role(self, tag: str, namespace: object) -> str:
        key = (tag, id(namespace))
        if key not in self._roles:
            self._roles[key] = self._mapped(tag, namespace)
        return self._roles[key]

    def _mapped(self, tag: str, namespace: object) -> str:
        """Follow the role map, or those of namespaces, to its end (14.8.6.2)."""
        name, seen = tag, set[tuple[str, int]]()
        while (name, id(namespace)) not in seen:
            seen.add((name, id(namespace)))
            holder, key = (namespace, "/RoleMapNS") if namespace else (self._root, "/RoleMap")
            target = self._file.items(self._file.get(holder, key, f"/{name}"))
            if not target or (len(target) == 1 and target[0] == f"/{name}" and not namespace):
                return name
            name = _name(target[0]) or ""
            namespace = target[1] if len(target) > 1 else None
        self._file.problems.add(f"the role map leads from {tag} back to itself")
        return tag

    def _attributes(self, node: object) -> Attributes:
        """Return the standard attributes; those in A go before those of the class map."""
        file = self._file
        classes = (
            file.get(self._root, "/ClassMap", str(name))
            for name in file.items(file.get(node, "/C"))
        )
        holders = [each for held in classes for each in file.items(held)]
        holders += file.items(file.get(node, "/A"))
        found: dict[tuple[str | None, str], object] = {}
        for holder in holders:
            if isinstance(holder, DictionaryObject):
                owner = _name(file.get(holder, "/O"))
                found.update({(owner, str(key)): file.resolve(v) for key, v in holder.items()})
        headers = map(_string, file.items(found.get(("Table", "/Headers"))))
        return Attributes(
            scope=_name(found.get(("Table", "/Scope"))),
            headers=tuple(header for header in headers if header is not None),
            col_span=_integer(found.get(("Table", "/ColSpan"))) or 1,
            row_span=_integer(found.get(("Table", "/RowSpan"))) or 1,
            summary=_string(found.get(("Table", "/Summary"))),
            list_numbering=_name(found.get(("List", "/ListNumbering"))),
            bbox=file.rect(found.get(("Layout", "/BBox"))),
        )


_STRINGS = frozenset(("/Alt", "/ActualText", "/Lang", "/E", "/T", "/ID"))


def _attachments(file: _File, catalog: object) -> tuple[Attachment, ...]:
    """Return the files that the name tree of embedded files or the catalog's AF lists."""
    associated = {id(each): each for each in file.items(file.get(catalog, "/AF"))}
    named = file.name_tree(file.get(catalog, "/Names", "/EmbeddedFiles"))
    listed = {id(each): each for each in (file.resolve(value) for _, value in named)}
    return tuple(
        _attachment(file, each, associated=key in associated)
        for key, each in {**listed, **associated}.items()
    )


def _attachment(file: _File, specification: object, *, associated: bool) -> Attachment:
    def get(*path: str) -> object:
        return file.get(specification, *path)

    stream = get("/EF", "/UF") or get("/EF", "/F")
    size = _integer(file.get(stream, "/Params", "/Size"))
    if size is None and isinstance(stream, StreamObject):
        size = len(file.data(stream))
    return Attachment(
        name=_string(get("/UF")) or _string(get("/F")) or "",
        relationship=_name(get("/AFRelationship")),
        size=size,
        description=_string(get("/Desc")),
        mime=_name(file.get(stream, "/Subtype")),
        associated=associated,
    )


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


class _NoDoctype(ET.TreeBuilder):
    """Refuses a document type, and with it every entity."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise ValueError(f"it has a document type, {name}")


def _xmp_values(xmp: bytes, problems: _Problems) -> dict[str, tuple[str, ...]]:
    """Return the properties of an XMP packet, alternatives and lists flattened (ISO 16684-1 7)."""
    parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - no entities, see above
    try:
        parser.feed(xmp.strip(b"\0 \t\r\n"))
        root = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        problems.add(f"the XMP metadata cannot be read: {error}")
        return {}
    values: dict[str, tuple[str, ...]] = {}
    for description in root.iterfind(f".//{_RDF}RDF/{_RDF}Description"):
        found: dict[str, tuple[str, ...]] = {}
        found |= {name: (value,) for name, value in description.items() if _RDF not in name}
        found |= {child.tag: tuple(_leaves(child)) for child in description}
        for name, more in found.items():
            values[name] = values.get(name, ()) + more
    return values


def _leaves(node: ET.Element) -> Iterator[str]:
    """Yield the texts at the ends of a property, in order."""
    if (resource := node.get(f"{_RDF}resource")) is not None:
        yield resource
    elif len(node) == 0:
        yield (node.text or "").strip()
    else:
        for leaf in node.iter():
            if len(leaf) == 0:
                yield (leaf.get(f"{_RDF}resource") or leaf.text or "").strip()
