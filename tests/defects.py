"""What can be done to a good PDF, one function a kind of defect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from pypdf.constants import UserAccessPermissions
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, NullObject, StreamObject

from paper import (
    Node,
    Operation,
    Paper,
    attribute,
    drawn,
    give,
    inside,
    kids,
    parent,
    place,
    raw,
    reference,
    take,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Change: TypeAlias = "Callable[[Paper], object]"

NO_READERS = UserAccessPermissions.all() & ~UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS
GREY, WHITE = (0.7, 0.7, 0.7), (1.0, 1.0, 1.0)

# --- changes that a line of a table can name --------------------------------------------------


def both(*changes: Change) -> Change:
    """Make several changes, one after the other."""

    def change(paper: Paper) -> None:
        for each in changes:
            each(paper)

    return change


def given(*where: Any, **entries: object) -> Change:
    """Write entries of an element; `where` is what `Paper.at` goes by."""
    return lambda paper: give(paper.at(*where), **entries)


def taken(name: str, *where: Any) -> Change:
    """Take an entry out of an element."""
    return lambda paper: take(paper.at(*where), name)


def attributed(*where: Any, **entries: object) -> Change:
    """Write attributes of an element."""
    return lambda paper: attribute(paper.at(*where), **entries)


def hidden(*where: Any, kind: str | None = None) -> Change:
    """Make an artifact of an element."""
    return lambda paper: paper.hide(paper.at(*where), kind)


def dropped(*where: Any) -> Change:
    """Take an element out of the tree."""
    return lambda paper: paper.drop(paper.at(*where))


def dissolved(*where: Any) -> Change:
    """Put what an element holds in its place."""
    return lambda paper: paper.dissolve(paper.at(*where))


def redrawn(*where: Any, text: str) -> Change:
    """Draw another text in place of that of an element."""
    return lambda paper: paper.say(paper.at(*where), text)


def catalogued(**entries: object) -> Change:
    """Write entries of the catalog."""
    return lambda paper: give(paper.catalog, **entries)


def uncatalogued(name: str) -> Change:
    """Take an entry out of the catalog."""
    return lambda paper: take(paper.catalog, name)


def xmp(old: str, new: str = "") -> Change:
    """Replace what a pattern finds in the metadata."""
    return lambda paper: paper.xmp(old, new)


def boxed(page: int, **boxes: list[int]) -> Change:
    """Write boxes of a page."""
    return lambda paper: give(paper.pages[page], **boxes)


# --- what takes more than a line --------------------------------------------------------------


def headers_lost(p: Paper) -> None:
    """Take out of a table what says which heading is whose."""
    for cell in p.all("TH", "TD"):
        attribute(
            cell, **dict.fromkeys(name[1:] for name in cell["/A"] if name in ("/Scope", "/Headers"))
        )


def no_header(p: Paper) -> None:
    """Make data cells of all headings of a table."""
    headers_lost(p)
    for cell in p.all("TH"):
        give(cell, S="/TD")


def unlist(p: Paper, list_: Node) -> None:
    """Make paragraphs of a list, with the bullets drawn before them as their text."""
    for item in inside(list_):
        (body,) = inside(item)
        page, mcid = drawn(body)[0]
        content = p.content(page)
        height = content.height(*content.span(mcid))
        bullet = next(
            at for at, end in content.artifacts("•") if abs(content.height(at, end) - height) < 1
        )
        kids(body).insert(0, raw(content.tag(bullet)))
        give(body, S="/P")
        p.dissolve(item)
    p.dissolve(list_)


def unnumber(p: Paper, list_: Node) -> None:
    """Make paragraphs of a numbered list."""
    for item in inside(list_):
        for part in inside(item):
            give(part, S="/Span")
        give(item, S="/P")
    p.dissolve(list_)


def reverse(p: Paper, *tags: str) -> None:
    """Turn round the order of what these elements hold."""
    for node in p.all(*tags):
        kids(node).reverse()


def all_headings(p: Paper, tag: str) -> None:
    """Give another tag to every heading."""
    for heading in p.all("H1", "H2", "H3"):
        give(heading, S=f"/{tag}")


def empty(p: Paper, node: Node, heir: Node) -> None:
    """Let one element hold what another did."""
    for page, mcid in drawn(node):
        assert reference(p.pages[page]) == heir.raw_get("/Pg")
        kids(heir).insert(0, raw(mcid))
    kids(node).clear()


def glyphs(p: Paper, old: str, new: str) -> None:
    """Let the fonts say that a glyph stands for another letter; both are hexadecimal."""
    for font in p.fonts():
        data = font["/ToUnicode"].get_data()
        font["/ToUnicode"].set_data(data.replace(f"> <{old}>".encode(), f"> <{new}>".encode()))


def page_of(p: Paper, *operations: Any, tag: str | None = None, **entries: object) -> None:
    """Add a page on which operations draw something, marked or tagged, with the resources of page 2."""
    page: Any = p.writer.add_blank_page()
    give(page, Resources=p.pages[1]["/Resources"], StructParents=len(p.pages) - 1, Tabs="/S")
    give(page, Contents=reference(p.add(StreamObject())))
    content = p.content(len(p.pages) - 1)
    opens = ([raw("/Artifact")], b"BMC")
    if tag is not None:
        root = kids(p.tree)[0].get_object()
        p.new(tag, root, len(kids(root)), K=0, Pg=reference(page), **entries)
        opens = ([raw(f"/{tag}"), raw({"/MCID": 0})], b"BDC")
    content.operations = [opens, *operations, ([], b"EMC")]


def scan(p: Paper, **tagged: Any) -> None:
    """Add a page that is nothing but a picture."""
    images: Any = p.pages[1]["/Resources"]["/XObject"]  # type: ignore[index]
    name = next(key for key, held in images.items() if held["/Subtype"] == "/Image")
    matrix = [raw(each) for each in (595, 0, 0, 842, 0, 0)]
    page_of(p, ([], b"q"), (matrix, b"cm"), ([raw(name)], b"Do"), ([], b"Q"), **tagged)


def last_page(p: Paper) -> None:
    """Add a page with a few words."""
    content = p.content(1)
    start, end = content.span(drawn(p.at("P", "What keeps"))[0][1])
    page_of(p, *content.operations[start + 1 : end], tag="P")


def form(p: Paper, **entries: Any) -> Any:
    """Make a field of a form, which no element knows of."""
    field = p.annotate(0, Subtype="/Widget", FT="/Tx", T="name", **entries)
    give(p.catalog, AcroForm={"/Fields": [reference(field)]})
    return field


def drawing(p: Paper, data: bytes, **entries: object) -> list[Any]:
    """Make something that can be drawn several times; return the operations that draw it."""
    stream = StreamObject()
    stream.set_data(data)
    give(stream, Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9], **entries)
    resources: Any = p.pages[0]["/Resources"]
    give(resources, XObject={**resources.get("/XObject", {}), "/Again": reference(p.add(stream))})
    artifact = ([raw("/Artifact")], b"BMC")
    return [([], b"q"), artifact, ([raw("/Again")], b"Do"), ([], b"EMC"), ([], b"Q")]


def drawn_twice(p: Paper) -> None:
    """Draw marked content in two places."""
    draw = drawing(p, b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC")
    p.content(0).operations += [each for each in (*draw, *draw) if each[1] not in (b"BMC", b"EMC")]


def of_another_file(p: Paper) -> None:
    """Show a part of another file."""
    p.content(0).operations += drawing(p, b"", Ref={"/F": "other.pdf", "/Page": 0})


def nested(p: Paper) -> None:
    """Put a paragraph deeper into elements than anybody would."""
    inner = parent(p.at("P", "What keeps"))
    for _ in range(510):
        inner = p.new("Div", inner, 0)
    p.move(p.at("P", "What keeps"), inner, 0)


def padded(p: Paper, size: int) -> None:
    """Draw nothing on a page, at great length."""
    stream = StreamObject()
    stream.set_data(b" " * size)
    page: Any = p.pages[0]
    give(
        page,
        Contents=ArrayObject([page.raw_get("/Contents"), reference(p.add(stream.flate_encode()))]),
    )


def broken(p: Paper) -> None:
    """Spoil the packed content of a page."""
    stream = StreamObject()
    stream.set_data(b"no zlib")
    give(stream, Filter="/FlateDecode")
    page: Any = p.pages[0]
    give(page, Contents=reference(p.add(stream)))


def numbers(p: Paper) -> Any:
    """Return the owners of the content of the first page, as the last thing that is done to a file."""
    p.settle()
    return p.tree["/ParentTree"]["/Nums"][1]


def disowned(p: Paper) -> None:
    """Let the content of a page belong to nobody."""
    owners = numbers(p)
    owners[:] = [NullObject() for _ in owners]


def exchanged(p: Paper) -> None:
    """Let two pieces of content belong to each other's element."""
    owners = numbers(p)
    owners[0], owners[1] = owners[1], owners[0]


def retitle(p: Paper, title: str) -> None:
    """Change the title in both places where it stands."""
    p.xmp(
        "(?<=<dc:title>).*(?=</dc:title>)", title and f"<rdf:Alt><rdf:li>{title}</rdf:li></rdf:Alt>"
    )
    p.writer.add_metadata({"/Title": title})


def unauthored(p: Paper) -> None:
    """Forget who wrote it, in both places."""
    p.xmp("<dc:creator>.*</dc:creator>", "")
    p.writer.add_metadata({"/Author": ""})


def undated(p: Paper) -> None:
    """Forget when it was written, in both places."""
    p.xmp("<xmp:CreateDate>.*</xmp:CreateDate>", "")
    p.writer.add_metadata({"/CreationDate": ""})


def unlicensed(p: Paper) -> None:
    """Forget what one may do with it."""
    for name in ("dc:rights", "xmpRights:WebStatement", "xmpRights:UsageTerms"):
        p.xmp(f"<{name}>.*?</{name}>", "")
    p.xmp("<cc:license [^>]*>", "")


def unmarked_headings(p: Paper) -> None:
    """Let no bookmark say which element it leads to."""
    for bookmark in p.bookmarks():
        take(bookmark["/A"], "SD")


def unembed(p: Paper, name: str) -> None:
    """Leave a font out of the file."""
    take(p.fonts(name)[0]["/DescendantFonts"][0]["/FontDescriptor"].get_object(), "FontFile2")


def footer(p: Paper, page: int) -> tuple[int, int]:
    """Return where the footer of a page is drawn."""
    return p.content(page).artifacts("CC BY")[0]


def misnumber(p: Paper) -> None:
    """Let the footer of a page give the number of another."""
    content = p.content(1)
    at = next(at for at, _, text in content.shown(*footer(p, 1)) if text == "2")
    content.rewrite(at - 1, at + 1, "3")


def read_footers(p: Paper) -> None:
    """Let the footer of every page be read out as text."""
    for page, text in enumerate(("A well is", "What keeps", "The way to a pump", "We thank")):
        number = p.content(page).tag(footer(p, page)[0])
        node = p.at("P", text)
        p.new("P", parent(node), place(node), K=number, Pg=node.raw_get("/Pg"))


def decoration(p: Paper) -> None:
    """Describe the ground of the first page, which only decorates."""
    content = p.content(0)
    number = content.tag(content.artifacts()[0][0])
    root = kids(p.tree)[0].get_object()
    p.new("Figure", root, 0, K=number, Pg=reference(p.pages[0]), Alt="A blue ground", A={
        "/O": "/Layout", "/BBox": [0, 0, 9, 9]})  # fmt: skip


def exchange(one: Node, other: Node) -> None:
    """Let two elements hold what the other did."""
    first, second = list(kids(one)), list(kids(other))
    kids(one)[:], kids(other)[:] = second, first


def beside(p: Paper, node: Node) -> None:
    """Draw a text where no page is."""
    ((page, mcid),) = drawn(node)
    content = p.content(page)
    start, end = content.span(mcid)
    for operands, operator in content.operations[start:end]:
        if operator == b"Tm":
            operands[4] = raw(5000.0)


def undefined(p: Paper, node: Node) -> None:
    """Show a glyph that stands for a missing character."""
    ((page, mcid),) = drawn(node)
    content = p.content(page)
    index = next(at for at, _, _ in content.shown(*content.span(mcid)))
    content.operations[index][0][0][0] = ByteStringObject(b"\0\0")


def paint(p: Paper, node: Node, colour: tuple[float, float, float]) -> None:
    """Show the text of an element in another colour."""
    for content, mcid in p.marks(node):
        content.colour(mcid, *colour)


def pale_footer(p: Paper) -> None:
    """Show the footer of a page in a colour that is hardly seen."""
    content = p.content(1)
    start, end = footer(p, 1)
    content.recolour(start, end, GREY)


def shrink(p: Paper, node: Node, size: float) -> None:
    """Set the text of an element in another size."""
    for content, mcid in p.marks(node):
        content.resize(mcid, size)


def alternates_exchanged(p: Paper) -> None:
    """Give each of two figures what is said of the other."""
    one, other = p.all("Figure")
    first, second = one["/Alt"], other["/Alt"]
    give(one, Alt=second)
    give(other, Alt=first)


def merge(p: Paper, text: str, more: str) -> None:
    """Make one item of two."""
    body = p.at("LBody", text)
    for held in list(kids(p.at("LBody", more))):
        kids(body).append(held)
    p.drop(p.at("LI", more))


def absorb(p: Paper, one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Let one element hold what another of the same page does, and be the only one of the two."""
    heir, node = p.at(*one), p.at(*other)
    for held in list(kids(node)):
        kids(heir).append(held)
    p.drop(node)


def split(p: Paper, list_: Node) -> None:
    """Make two lists of one."""
    rest = p.new("L", parent(list_), place(list_) + 1)
    p.move(kids(list_)[-1].get_object(), rest, 0)


def bookmark(p: Paper, title: str) -> Any:
    """Return the bookmark with a title."""
    return next(each for each in p.bookmarks() if each["/Title"] == title)


def unhook(item: Any) -> None:
    """Take a bookmark out that has one before and one after it."""
    before, after = item["/Prev"], item["/Next"]
    give(before, Next=reference(after))
    give(after, Prev=reference(before))


def titles_exchanged(p: Paper, one: str, other: str) -> None:
    """Let two bookmarks bear the title of the other."""
    first, second = bookmark(p, one), bookmark(p, other)
    give(first, Title=other)
    give(second, Title=one)


# --- changes to the text of an element, as it is drawn ----------------------------------------


def unmarked(*where: Any) -> Change:
    """Draw what an element holds, but not as marked content."""

    def change(p: Paper) -> None:
        for content, mcid in list(p.marks(p.at(*where))):
            content.unmark(mcid)

    return change


def between(before: Operation, after: Operation, *where: Any) -> Change:
    """Put an operation before the text of an element, and one after it."""

    def change(p: Paper) -> None:
        for content, mcid in list(p.marks(p.at(*where))):
            content.around(mcid, before, after)

    return change


def invisible(*where: Any) -> Change:
    """Draw the text of an element without painting it."""
    return between(([raw(3)], b"Tr"), ([raw(0)], b"Tr"), *where)


def transparent(p: Paper) -> None:
    """Paint a text with ink that is wholly transparent."""
    for page in p.pages:
        states: Any = page["/Resources"]["/ExtGState"]  # type: ignore[index]
        give(states, none={"/ca": 0}, all={"/ca": 1})
    content, mcid = next(p.marks(p.at("P", "What keeps")))
    start, end = content.span(mcid)
    content.operations[end:end] = [([raw("/all")], b"gs")]
    for index, font, _ in reversed(list(content.shown(start, end))):
        assert font
        content.operations.insert(index, ([raw("/none")], b"gs"))


def covered(p: Paper) -> None:
    """Paint the second page white when everything is drawn."""
    white = [raw(each) for each in (1, 1, 1)], b"rg"
    sheet = [raw(each) for each in (0, 0, 2000, 2000)], b"re"
    p.content(1).operations += [
        ([raw("/Artifact")], b"BMC"),
        white,
        sheet,
        ([], b"f"),
        ([], b"EMC"),
    ]


def uncut(p: Paper) -> None:
    """Do not say where a page is cut."""
    page: Any = p.pages[1]
    take(page, "TrimBox")


def artifact(p: Paper, data: bytes) -> None:
    """Draw something on the second page that is no part of its text."""
    content = p.content(1)
    parsed = ContentStream(None, None)
    parsed.set_data(b"q /Artifact BMC " + data + b" EMC Q")
    content.operations += parsed.operations


def few_pixels(p: Paper) -> None:
    """Show a picture of a few pixels as large as the one that was there."""
    for page in p.pages:
        images: Any = page["/Resources"]["/XObject"]  # type: ignore[index]
        for held in images.values():
            image = held.get_object()
            if image["/Subtype"] == "/Image":
                give(image, Width=100, Height=100)
                image.set_data(bytes(100 * 100 * 4))


def layered(p: Paper) -> None:
    """Put a text on a layer that is not shown."""
    layer = reference(p.add({"/Type": "/OCG", "/Name": "Draft"}))
    give(p.catalog, OCProperties={"/OCGs": [layer], "/D": {"/Name": "Layers", "/OFF": [layer]}})
    give(p.pages[1]["/Resources"], Properties={"/Draft": layer})
    opens = [raw("/OC"), raw("/Draft")], b"BDC"
    between(opens, ([], b"EMC"), "P", "What keeps")(p)


def without_spaces(*where: Any, at_line_ends: bool = False) -> Change:
    """Leave gaps in place of the spaces of a text, or lose those at the ends of lines."""

    def change(p: Paper) -> None:
        for content, mcid in p.marks(p.at(*where)):
            content.without_spaces(mcid, at_line_ends=at_line_ends)

    return change


# --- changes of several elements --------------------------------------------------------------


def taken_everywhere(name: str, *tags: str, value: str | None = None) -> Change:
    """Take an entry out of all elements with these tags, or where it has this value."""

    def change(p: Paper) -> None:
        for node in p.all(*tags):
            if f"/{name}" in node and value in (None, node[f"/{name}"]):
                take(node, name)

    return change


def given_everywhere(*tags: str, **entries: object) -> Change:
    """Write entries of all elements with these tags."""

    def change(p: Paper) -> None:
        for node in p.all(*tags):
            give(node, **entries)

    return change


def swapped(one: tuple[str, str], other: tuple[str, str]) -> Change:
    """Let two elements change places."""
    return lambda p: p.swap(p.at(*one), p.at(*other))


def sections_swapped(p: Paper) -> None:
    """Let two sections change places."""
    p.swap(parent(p.at("H2", "Where the water")), parent(p.at("H2", "What it costs")))


def added(tag: str, before: tuple[str, str], **entries: object) -> Change:
    """Put an element before another."""

    def change(p: Paper) -> None:
        node = p.at(*before)
        p.new(tag, parent(node), place(node), **entries)

    return change


def uncaptioned(p: Paper) -> None:
    """Read out the caption of a table in its middle."""
    p.move(p.at("Caption", "Cost of k"), p.at("Table"), 1)


def rowless(p: Paper) -> None:
    """Take a cell out of its row."""
    p.move(p.at("TD", "41"), p.at("TBody"), 0)


def wordless(p: Paper) -> None:
    """Leave nothing of a link but its area."""
    p.move_text(p.at("Link", "whole report"))
    take(p.link("https://example.org/report"), "Contents")


def headless(p: Paper) -> None:
    """Hide the words of a heading of a table."""
    for node in inside(p.at("TH", "Parts")):
        p.hide(node)


def leading(uri: str, to: str) -> Change:
    """Let a link lead elsewhere."""
    return lambda p: give(p.link(uri)["/A"], URI=to)


def relicensed(p: Paper) -> None:
    """Let the links to the licence lead to another."""
    for each in p.annotations():
        if "creativecommons" in each["/A"].get("/URI", ""):
            give(each["/A"], URI="https://creativecommons.org/licenses/by-nc/4.0/")


def bookmarked(title: str, **entries: object) -> Change:
    """Write entries of a bookmark."""
    return lambda p: give(bookmark(p, title), **entries)


def misled(p: Paper) -> None:
    """Let one bookmark lead where another does."""
    give(bookmark(p, "What it costs"), A=bookmark(p, "Notes")["/A"])


def lost_way(p: Paper) -> None:
    """Let an entry of the table of contents lead where another does."""
    one, other = (
        next(each for each in p.annotations() if each["/Contents"] == words)
        for words in ("A young and growing population", "Climate, land and water")
    )
    give(one, A=other["/A"])


def lost_bookmark(p: Paper) -> None:
    """Let a bookmark lead to the last page."""
    pending = [p.catalog["/Outlines"]]
    while pending:
        item = pending.pop()
        pending += [item[key].get_object() for key in ("/First", "/Next") if key in item]
        if item.get("/Title") == "What it costs":
            give(item, Dest=[reference(p.pages[-1]), "/XYZ", 0, 800, 0])
            take(item, "A")


def locked(p: Paper) -> None:
    """Protect the file from screen readers as well."""
    p.writer.encrypt("", "owner", permissions_flag=NO_READERS, algorithm="RC4-128")


def descendant(p: Paper) -> Any:
    """Return the part of the font of the text that describes its glyphs."""
    return p.fonts("Serif")[0]["/DescendantFonts"][0].get_object()


def belied(p: Paper) -> None:
    """Let a text be read out as another, by what is drawn and not by its element."""
    lie = raw({"/ActualText": "What keeps a well going is not known."})
    between(([raw("/Span"), lie], b"BDC"), ([], b"EMC"), "P", "What keeps")(p)


def linked(p: Paper) -> None:
    """Add a link."""
    action = {"/S": "/URI", "/URI": "https://example.net"}
    p.tag(p.annotate(0, Subtype="/Link", Contents="Buy", A=action), "Link", 0)


def endless(p: Paper) -> None:
    """Let an element stand in itself."""
    p.settle()
    section = parent(p.at("P", "What keeps"))
    kids(p.at("P", "What keeps")).append(reference(section))


def misspelt(p: Paper) -> None:
    """Misspell an author in both places."""
    p.xmp("Thandiwe Banda(?=</rdf:li></rdf:Seq>)", "Tandiwe B.")
    p.writer.add_metadata({"/Author": "Wanjiru Kamau, Tandiwe B."})


def shrink_all(p: Paper) -> None:
    """Set all of the text in six points."""
    for node in p.all("P", "LBody"):
        shrink(p, node, 8.0)


def unlabelled(p: Paper) -> None:
    """Hide the numbers of a list."""
    for node in p.all("Lbl"):
        p.hide(node)


def untabulated(p: Paper, row: str = "Div", cell: str = "P") -> None:
    """Make divisions and paragraphs of tables, or a paragraph of each row."""
    headers_lost(p)
    for node in p.all("Table", "THead", "TBody"):
        give(node, S="/Div")
    for node in p.all("TR"):
        give(node, S=f"/{row}")
    for node in p.all("TH", "TD"):
        give(node, S=f"/{cell}")
