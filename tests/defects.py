"""The table of mutants: what can be wrong with a brief of ours, by the rule that names it."""

from __future__ import annotations

from typing import Any

from pypdf.constants import UserAccessPermissions
from pypdf.generic import ArrayObject, ByteStringObject, NullObject, StreamObject

from mutants import (
    Mutant,
    Node,
    Paper,
    attribute,
    drawn,
    give,
    kids,
    parent,
    place,
    raw,
    reference,
    take,
)

NO_READERS = UserAccessPermissions.all() & ~UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS
GREY, WHITE = (0.7, 0.7, 0.7), (1.0, 1.0, 1.0)

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
    for item in map(lambda held: held.get_object(), list(kids(list_))):
        (body,) = (held.get_object() for held in kids(item))
        ((page, mcid),) = drawn(body)
        content = p.content(page)
        start, _ = content.span(mcid)
        bullet = max(opens for opens, _ in content.artifacts("•") if opens < start)
        kids(body).insert(0, raw(content.tag(bullet)))
        give(body, S="/P")
        p.dissolve(item)
    p.dissolve(list_)


def unnumber(p: Paper, list_: Node) -> None:
    """Make paragraphs of a numbered list."""
    for item in map(lambda held: held.get_object(), list(kids(list_))):
        for part in kids(item):
            give(part.get_object(), S="/Span")
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
    page["/Contents"] = p.add(StreamObject())
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
    p.catalog["/AcroForm"] = p.add({"/Fields": []})
    p.catalog["/AcroForm"]["/Fields"].append(reference(field))
    return field


def drawing(p: Paper, data: bytes, **entries: object) -> list[Any]:
    """Make something that can be drawn several times; return the operations that draw it."""
    stream = StreamObject()
    stream.set_data(data)
    give(stream, Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9], **entries)
    resources: Any = p.pages[0]["/Resources"]
    resources["/XObject"] = raw(dict(resources.get("/XObject", {})))
    resources["/XObject"][raw("/Again")] = reference(p.add(stream))
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
    page["/Contents"] = ArrayObject(
        [page.raw_get("/Contents"), reference(p.add(stream.flate_encode()))]
    )


def broken(p: Paper) -> None:
    """Spoil the packed content of a page."""
    stream = StreamObject()
    stream.set_data(b"no zlib")
    give(stream, Filter="/FlateDecode")
    page: Any = p.pages[0]
    page["/Contents"] = p.add(stream)


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
    places = [at for at, _, text in content.shown(*footer(p, 1)) if text.startswith("Page 2")]
    content.rewrite(places[0], places[0] + 1, "Page 1 of 4")


def read_footer(p: Paper) -> None:
    """Let the footer of a page be read out as text."""
    number = p.content(1).tag(footer(p, 1)[0])
    text = p.at("P", "What keeps")
    p.new("P", parent(text), place(text), K=number, Pg=text.raw_get("/Pg"))


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


# --- conformance: what an engine finds --------------------------------------------------------

M = Mutant
CONFORMANCE = (
    M("ua-version", "no part", "does not say that it keeps PDF/UA", lambda p: p.xmp("<pdfuaid:part>1</pdfuaid:part>", "")),
    M("ua-version", "another part", "claims another part", lambda p: p.xmp("<pdfuaid:part>1<", "<pdfuaid:part>2<")),
    M("ua-version", "another prefix", "under a wrong prefix", lambda p: p.xmp("pdfuaid", "ua")),
    M("ua-version", "no year", "do not name the year", lambda p: p.xmp("<pdfuaid:rev>2024</pdfuaid:rev>", ""),
      "kazakhstan-ua2", "ua2"),
    M("ua-structure", "text without a mark", "neither tagged nor marked as decoration",
      lambda p: [c.unmark(n) for c, n in p.marks(p.at("P", "What keeps"))]),
    M("ua-structure", "artifact in a paragraph", "stands inside tagged content",
      lambda p: [c.around(n, ([raw("/Artifact")], b"BMC"), ([], b"EMC")) for c, n in p.marks(p.at("P", "What keeps"))]),
    M("ua-structure", "tag of one's own", "stands for no standard tag", lambda p: give(p.at("P", "What keeps"), S="/Bullet")),
    M("ua-structure", "Suspects", "tags may be wrong", lambda p: give(p.catalog["/MarkInfo"], Suspects=True)),
    M("ua-structure", "P made a heading", "made to stand for another", lambda p: give(p.tree["/RoleMap"], P="/H1")),
    M("ua-structure", "tags in a circle", "in a circle", lambda p: give(p.tree["/RoleMap"], Strong="/Em", Em="/Strong")),
    M("ua-structure", "not marked as tagged", "does not say that it is tagged", lambda p: take(p.catalog, "MarkInfo")),
    M("ua-metadata", "no XMP", "has no metadata", lambda p: take(p.catalog, "Metadata")),
    M("ua-metadata", "no title in XMP", "give no title", lambda p: p.xmp("<dc:title>.*</dc:title>", "")),
    M("ua-metadata", "file name shown", "show the name of the file", lambda p: take(p.catalog, "ViewerPreferences")),
    M("ua-language", "no language", "language of", lambda p: take(p.catalog, "Lang")),
    M("ua-language", "English", "not given as a code", lambda p: give(p.catalog, Lang="English (UK)")),
    M("ua-language", "no language in PDF 2", "language of the document is not given", lambda p: take(p.catalog, "Lang"),
      "kazakhstan-ua2", "ua2"),
    M("ua-text", "font without letters", "which letter", lambda p: take(p.fonts("Serif")[0], "ToUnicode")),
    M("ua-text", "glyph of no character", "a character that is none", lambda p: glyphs(p, "0061", "0000")),
    M("ua-text", "missing glyph", "lacks", lambda p: undefined(p, p.at("P", "What keeps"))),
    M("ua-contents", "entry outside", "entry of a table of contents stands outside", lambda p: p.dissolve(p.at("TOC")),
      "kazakhstan-ua1"),
    M("ua-contents", "paragraph for entry", "holds something besides entries", lambda p: give(p.at("TOCI"), S="/P"),
      "kazakhstan-ua1"),
    M("ua-headings", "H2 as H4", "skips a level", lambda p: give(p.at("H2", "What it costs"), S="/H4")),
    M("ua-headings", "H beside H1", "unnumbered headings (H) are mixed", lambda p: give(p.at("H2", "What it costs"), S="/H")),
    M("ua-headings", "H in PDF 2", "of the unnumbered kind", lambda p: give(p.at("H2", "Gaps"), S="/H"),
      "kazakhstan-ua2", "ua2"),
    M("ua-tables", "cell without row", "stands outside a table row", lambda p: p.move(p.at("TD", "41"), p.at("TBody"), 0)),
    M("ua-tables", "paragraph for cell", "row holds something besides cells", lambda p: give(p.at("TD", "41"), S="/P")),
    M("ua-tables", "caption in the middle", "in the middle", lambda p: p.move(p.at("Caption", "Cost of k"), p.at("Table"), 1)),
    M("ua-tables", "one span too many", "not equally long", lambda p: attribute(p.at("TD", "41"), ColSpan=2)),
    M("ua-tables", "header that is not there", "does not exist", lambda p: attribute(p.at("TD", "41"), Headers=["th-99"])),
    M("ua-tables", "no scopes", "which header cells", headers_lost),
    M("ua-tables", "two heads", "more than one head", lambda p: give(p.at("TBody"), S="/THead")),
    M("ua-lists", "item without list", "item stands outside a list", lambda p: p.dissolve(p.at("L", "a committee"))),
    M("ua-lists", "body without item", "body of a list item stands outside", lambda p: p.dissolve(p.at("LI", "a committee"))),
    M("ua-lists", "paragraph in a list", "holds something besides items", lambda p: give(p.at("LI", "a committee"), S="/P")),
    M("ua-lists", "no numbering", "how it is numbered", lambda p: take(p.at("L", "1."), "A"), "kenya-ua2", "ua2"),
    M("ua-graphics", "photo without alt", "no alternative text", lambda p: take(p.at("Figure"), "Alt")),
    M("ua-graphics", "chart without alt", "no alternative text", lambda p: take(p.at("Figure"), "Alt"), "kenya-ua1"),
    M("ua-math", "formula without alt", "a formula has no", lambda p: [
        give(p.at("Figure"), S="/Formula"), take(p.at("Figure"), "Alt")]),
    M("ua-notes", "no ID", "a note has no ID", lambda p: take(p.at("Note"), "ID")),
    M("ua-notes", "one ID for two", "the same ID", lambda p: give(p.at("Note", "", 1), ID="note-note-rounding"), "kenya-ua1"),
    M("ua-notes", "Note of PDF 1.7", "as in PDF 1.7", lambda p: give(p.at("FENote"), S="/Note"), "kenya-ua2", "ua2"),
    M("ua-layers", "layers without a name", "has no name", lambda p: give(p.catalog, OCProperties={"/OCGs": [], "/D": {}})),
    M("ua-layers", "layers that switch", "by themselves", lambda p: give(p.catalog, OCProperties={
        "/OCGs": [], "/D": {"/Name": "Layers", "/AS": [{"/Event": "/View", "/Category": ["/Zoom"], "/OCGs": []}]}})),
    M("ua-files", "file without a name", "has no name", lambda p: take(p.files()[0], "F")),
    M("ua-files", "file without description", "no description", lambda p: take(p.files()[0], "Desc"), "kenya-ua2", "ua2"),
    M("ua-forms", "field without label", "no label", lambda p: p.tag(form(p), "Form", 0)),
    M("ua-forms", "field without tag", "not tagged as one (Form)", lambda p: form(p, TU="Your name")),
    M("ua-security", "readers kept out", "keeps a screen reader out", lambda p: p.writer.encrypt(
        "", "owner", permissions_flag=NO_READERS, algorithm="RC4-128")),
    M("ua-annotations", "comment without tag", "not tagged as one (Annot)", lambda p: p.annotate(
        0, Subtype="/Text", Contents="Is this so?")),
    M("ua-annotations", "comment without text", "has no description", lambda p: p.tag(
        p.annotate(0, Subtype="/Text"), "Annot", 0)),
    M("ua-annotations", "tab key without order", "tab key", lambda p: take(p.pages[2], "Tabs")),
    M("ua-links", "link without description", "no description", lambda p: take(p.link("https://example.org/film"), "Contents")),
    M("ua-links", "link without tag", "not tagged as a link", lambda p: kids(p.at("Link", "a short film")).pop()),
    M("ua-links", "Link made a Span", "not tagged as a link", lambda p: give(p.at("Link", "a short film"), S="/Span")),
    M("ua-xobjects", "drawn twice", "tagged only once", drawn_twice),
    M("ua-xobjects", "of another file", "part of another file", of_another_file),
    M("ua-fonts", "font left out", "not embedded", lambda p: unembed(p, "Serif")),
    M("ua-fonts", "glyphs without order", "CIDToGIDMap", lambda p: take(
        p.fonts("Serif")[0]["/DescendantFonts"][0].get_object(), "CIDToGIDMap")),
    M("ua-fonts", "wrong widths", "width differs", lambda p: give(
        p.fonts("Serif")[0]["/DescendantFonts"][0].get_object(), W=[0, [1]], DW=300)),
    M("ua-destinations", "bookmarks to pages", "to a place on a page", unmarked_headings, "kazakhstan-ua2", "ua2"),
    M("pdfa", "no output intent", "", lambda p: take(p.catalog, "OutputIntents"), "kazakhstan-ua1", "3a"),
    M("pdfa", "a script", "", lambda p: give(p.catalog, OpenAction={"/S": "/JavaScript", "/JS": "app.beep()"}),
      "kazakhstan-ua1", "3a"),
    M("pdfa", "font left out", "", lambda p: unembed(p, "Serif"), "kazakhstan-ua2", "4f"),
    M("engine-unjudged", "too long to judge", "is not known", lambda p: padded(p, 17 * 1024**2), "kazakhstan-ua1"),
)  # fmt: skip

# --- meaning: what validators pass, and ruins the brief for who listens -----------------------

MEANING = (
    M("pdf-tagged", "not marked", "is not tagged", lambda p: take(p.catalog, "MarkInfo")),
    M("pdf-tagged", "no tree", "is not tagged", lambda p: take(p.catalog, "StructTreeRoot")),
    M("pdf-tagged", "empty tree", "is not tagged", lambda p: kids(p.tree).clear()),
    M("text-as-artifact", "paragraph", '"Three villages in four', lambda p: p.hide(p.at("P", "Three villages"))),
    M("text-as-artifact", "paragraph as furniture", '"Three villages in four',
      lambda p: p.hide(p.at("P", "Three villages"), "Pagination")),
    M("text-as-artifact", "paragraph as layout", '"Digital activism', lambda p: p.hide(p.at("P", "Digital"), "Layout"),
      "kazakhstan-ua1"),
    M("text-as-artifact", "heading", '"What people say"', lambda p: p.hide(p.at("H3", "What people"))),
    M("text-as-artifact", "first heading", '"Malawi: Water', lambda p: p.hide(p.at("H1"))),
    M("text-as-artifact", "list item", '"a mechanic who', lambda p: p.hide(p.at("LI", "a mechanic"))),
    M("text-as-artifact", "quotation", '"Maji ni uhai', lambda p: p.hide(p.at("BlockQuote"))),
    M("text-as-artifact", "note", '"A seal is a ring', lambda p: p.hide(p.at("Note"))),
    M("text-as-artifact", "table", '"Access to drinking', lambda p: p.hide(p.at("Table")), "kenya-ua1"),
    M("unread-text", "paragraph left out", '"Three villages in four', lambda p: p.drop(p.at("P", "Three villages"))),
    M("unread-text", "section left out", '"What people say"', lambda p: p.drop(parent(p.at("H3", "What people")))),
    M("unread-text", "paragraph unmarked", "is drawn outside the structure", lambda p: [
        *(c.unmark(n) for c, n in p.marks(p.at("P", "Three villages"))), p.drop(p.at("P", "Three villages"))]),
    M("unread-text", "half a paragraph", '"here."', lambda p: kids(p.at("P", "This brief is")).pop()),
    M("picture-of-text", "page as decoration", "page 5 is only a picture", scan),
    M("picture-of-text", "page as figure", "page 5 is only a picture", lambda p: scan(p, tag="Figure", Alt="A page of text")),
    M("unreadable-text", "font without letters", "no letters that could be read", lambda p: take(p.fonts("Serif")[0], "ToUnicode")),
    M("unreadable-text", "private letters", "no letters that could be read", lambda p: glyphs(p, "0065", "e065")),
    M("unreadable-text", "no letters", "no letters that could be read", lambda p: glyphs(p, "0065", "fffd")),
    M("unseen-text", "invisible ink", "cannot be seen", lambda p: [
        c.around(n, ([raw(3)], b"Tr"), ([raw(0)], b"Tr")) for c, n in p.marks(p.at("P", "What keeps"))]),
    M("unseen-text", "cut off by the crop box", "cannot be seen", lambda p: give(p.pages[0], CropBox=[0, 400, 595, 842])),
    M("unseen-text", "beside the page", "cannot be seen", lambda p: beside(p, p.at("P", "What keeps"))),
    M("parent-tree", "two exchanged", "do not know their element", exchanged),
    M("parent-tree", "page without owners", "do not know their element", disowned),
    M("empty-heading", "text in the paragraph", "level 2 is empty", lambda p: empty(
        p, p.at("H2", "What it costs"), p.at("P", "A borehole costs"))),
    M("empty-heading", "one too many", "level 3 is empty", lambda p: p.new("H3", parent(p.at("P", "What keeps")), 1)),
    M("one-h1", "none", "there are 0 headings", lambda p: give(p.at("H1"), S="/P")),
    M("one-h1", "all", "there are 5 headings", lambda p: [give(h, S="/H1") for h in p.all("H2")]),
    M("heading-levels", "gap", 'after level 1, "What it costs" has level 4', lambda p: give(p.at("H2", "What it costs"), S="/H4")),
    M("heading-levels", "begins with the second", "after level 0", lambda p: give(p.at("H1"), S="/H2")),
    M("no-headings", "bold paragraphs", "there is no heading", lambda p: all_headings(p, "P")),
    M("no-headings", "bold paragraphs", "there is no heading", lambda p: all_headings(p, "P"), "kenya-ua1"),
    M("no-headings", "divisions", "there is no heading", lambda p: all_headings(p, "Div"), "kazakhstan-ua1"),
    M("repeated-heading", "twice", '"What people say" stands here again', lambda p: p.copy(p.at("H3", "What people"))),
    M("faked-heading", "bold paragraph", '"What it costs" looks like a heading', lambda p: give(p.at("H2", "What it costs"), S="/P")),
    M("faked-heading", "all of them", '"Gaps and areas', lambda p: all_headings(p, "P"), "kazakhstan-ua1"),
    M("faked-heading", "of the third level", '"What people say" looks', lambda p: give(p.at("H3", "What people"), S="/P")),
    M("faked-list", "bullets", "3 paragraphs from", lambda p: unlist(p, p.at("L", "a committee"))),
    M("faked-list", "bullets in bold", "3 paragraphs from", lambda p: unlist(p, p.at("L", "Health")), "kenya-ua1"),
    M("faked-numbering", "numbers", "like a numbered list", lambda p: unnumber(p, p.at("L", "1. The village"))),
    M("faked-numbering", "numbers in bold", "like a numbered list", lambda p: unnumber(p, p.at("L", "1. Reach")), "kenya-ua1"),
    M("table-headers", "none", "is a heading", no_header),
    M("table-headers", "none of many", "is a heading", no_header, "kenya-ua1"),
    M("table-association", "another column", "stands in another row and column", lambda p: attribute(
        p.at("TD", "86.4"), Headers=["th-10", "th-2", "th-5"]), "kenya-ua1"),
    M("table-association", "another row", "stands in another row and column", lambda p: attribute(
        p.at("TD", "41"), Headers=["th-6", "th-2"])),
    M("table-association", "nowhere", "no cell of the table has that ID", lambda p: attribute(p.at("TD", "41"), Headers=["th-9"])),
    M("table-association", "itself", "names itself", lambda p: attribute(p.at("TH", "North"), Headers=["th-4"])),
    M("table-association", "data as heading", "is no header cell", lambda p: give(p.at("TH", "North"), S="/TD")),
    M("table-association", "one ID for two", "has the ID", lambda p: give(p.at("TH", "Work"), ID="th-2")),
    M("table-scope", "head of a column as of a row", "head a row that holds no data", lambda p: attribute(
        p.at("TH", "Parts"), Scope="/Row")),
    M("table-scope", "head of a row as of a column", "head a column that holds no data", lambda p: attribute(
        p.at("TH", "North"), Scope="/Column")),
    M("table-shape", "cell lost", "is not regular", lambda p: p.hide(p.at("TD", "73"))),
    M("table-shape", "cell too wide", "is not regular", lambda p: attribute(p.at("TD", "41"), ColSpan=2)),
    M("table-shape", "cell too high", "is not regular", lambda p: attribute(p.at("TD", "57"), RowSpan=3)),
    M("table-shape", "cell without row", "is not regular", lambda p: p.move(p.at("TD", "41"), p.at("TBody"), 0)),
    M("table-empty-heading", "moved away", "is empty: row 1, column 2", lambda p: [
        p.hide(each.get_object()) for each in list(kids(p.at("TH", "Parts")))]),
    M("link-text", "here", '"here" does not say', lambda p: p.say(p.at("Link", "whole report"), "here")),
    M("link-text", "read more", '"Read more" does not say', lambda p: give(p.at("Link", "whole report"), ActualText="Read more")),
    M("link-text", "nothing", "has no text", lambda p: [
        p.move_text(p.at("Link", "whole report")), take(p.link("https://example.org/report"), "Contents")]),
    M("link-address", "file of a machine", "leads to a file of this machine", lambda p: give(
        p.link("https://example.org/film")["/A"], URI="file:///C:/Users/film.mp4")),
    M("link-address", "half an address", "leads to a file of this machine", lambda p: give(
        p.link("https://example.org/film")["/A"], URI="film.mp4")),
    M("alternate-missing", "photo", "no alternate description", lambda p: take(p.at("Figure"), "Alt")),
    M("alternate-missing", "chart", "no alternate description", lambda p: take(p.at("Figure"), "Alt"), "kenya-ua1"),
    M("alternate-missing", "nothing but space", "no alternate description", lambda p: give(p.at("Figure"), Alt=" ")),
    M("alternate-empty", "name of a file", '"photo.png" says nothing', lambda p: give(p.at("Figure"), Alt="photo.png")),
    M("alternate-empty", "name by a camera", '"IMG_1234" says nothing', lambda p: give(p.at("Figure"), Alt="IMG_1234")),
    M("alternate-empty", "placeholder", '"Alt text" says nothing', lambda p: give(p.at("Figure"), Alt="Alt text")),
    M("alternate-empty", "chart", '"Chart" says nothing', lambda p: give(p.at("Figure"), Alt="Chart"), "kenya-ua1"),
    M("alternate-caption", "the same", "repeats the caption", lambda p: give(
        p.at("Figure"), Alt="A borehole near Zomba in the dry season")),
    M("alternate-caption", "nearly the same", "repeats the caption", lambda p: give(
        p.at("Figure"), Alt="Figure 1: A borehole near Zomba in the dry season.")),
    M("alternate-prefix", "image of", "is said anyway", lambda p: give(p.at("Figure"), Alt="Image of two women at a pump")),
    M("alternate-prefix", "picture of", "is said anyway", lambda p: give(
        p.at("Figure"), Alt="A picture showing six bars of unequal length"), "kenya-ua1"),
    M("language-declared", "none", "does not say which language", lambda p: take(p.catalog, "Lang")),
    M("language-wrong", "all of it", "is marked as fr, and reads like en", lambda p: give(p.catalog, Lang="fr")),
    M("language-wrong", "paragraph", "is marked as fr", lambda p: give(p.at("P", "Three villages"), Lang="fr")),
    M("language-wrong", "quotation", "is marked as en-GB, and reads like sw", lambda p: take(p.at("BlockQuote"), "Lang")),
    M("language-wrong", "sentence", "is marked as en-GB, and reads like ru", lambda p: take(p.at("Span", "Вода"), "Lang")),
    M("abbreviations", "expansions lost", "stand for: WASH", lambda p: [take(e, "E") for e in p.all("Span") if "/E" in e]),
    M("noise", "leaders", "read out one by one", lambda p: p.new(
        "P", parent(p.at("P", "What keeps")), 1, ActualText="What it costs ............ 3")),
    M("noise", "stars", "read out one by one", lambda p: p.say(p.at("P", "What keeps"), "......")),
    M("empty-elements", "paragraphs", "say nothing: 2 P", lambda p: [
        p.new("P", parent(p.at("P", "What keeps")), at) for at in (1, 3)]),
    M("empty-elements", "item", "say nothing: 1 LI", lambda p: p.new("LI", p.at("L", "a committee"), 1)),
    M("empty-elements", "list", "say nothing: 1 L", lambda p: p.new("L", parent(p.at("P", "What keeps")), 1)),
    M("words-apart", "no spaces", "words run together", lambda p: [
        c.without_spaces(n) for c, n in p.marks(p.at("P", "Three villages"))]),
    M("words-apart", "no spaces at line ends", "words run together", lambda p: [
        c.without_spaces(n, at_line_ends=True) for c, n in p.marks(p.at("P", "Three villages"))]),
    M("reading-order", "two paragraphs", "and is read after it", lambda p: p.swap(p.at("P", "This brief"), p.at("P", "A well is"))),
    M("reading-order", "what two paragraphs hold", "and is read after it", lambda p: exchange(
        p.at("P", "The way to a pump"), p.at("P", "Each of these"))),
    M("reading-order", "heading after its text", "and is read after it", lambda p: p.swap(
        p.at("H2", "Gaps"), p.at("P", "Key gaps")), "kazakhstan-ua1"),
    M("reading-order", "last paragraph first", "and is read after it", lambda p: p.move(
        p.at("P", "Each of these"), parent(p.at("P", "Each of these")), 0)),
    M("reading-order-lost", "sections reversed", "steps lead back", lambda p: reverse(p, "Document", "Part", "Sect")),
    M("reading-order-lost", "sections reversed", "steps lead back", lambda p: reverse(p, "Document", "Part", "Sect"),
      "kenya-ua1"),
)  # fmt: skip

# --- fidelity: what is not as in the source ---------------------------------------------------

FIDELITY = (
    M("same-title", "another title", 'is "Kenya: Water" instead', lambda p: retitle(p, "Kenya: Water")),
    M("same-title", "another title in XMP", 'is "X" instead', lambda p: p.xmp(
        "Rapid Scoping Review 2025: Kazakhstan(?=</rdf:li></rdf:Alt></dc:title>)", "X"), "kazakhstan-ua2"),
    M("same-language", "another language", "is fr instead of en-GB", lambda p: give(p.catalog, Lang="fr")),
    M("same-headings", "paragraph", '"What it costs" of level 2 is missing', lambda p: give(p.at("H2", "What it costs"), S="/P")),
    M("same-headings", "another level", '"What it costs" of level 3 is not', lambda p: give(p.at("H2", "What it costs"), S="/H3")),
    M("same-headings", "other words", '"What it earns" of level 2 is not', lambda p: give(
        p.at("H2", "What it costs"), ActualText="What it earns")),
    M("same-headings", "another order", "in another order", lambda p: p.swap(
        parent(p.at("H2", "Where the water")), parent(p.at("H2", "What it costs")))),
    M("same-headings", "one too many", '"Where one of these is missing,', lambda p: give(p.at("P", "A well is"), S="/H2")),
    M("same-texts", "paragraph dropped", '"Three villages in four', lambda p: p.drop(p.at("P", "Three villages"))),
    M("same-texts", "paragraph hidden", "is missing in the PDF", lambda p: p.hide(p.at("P", "Digital")), "kazakhstan-ua1"),
    M("same-texts", "item hidden", 'the list item "a mechanic', lambda p: p.hide(p.at("LI", "a mechanic"))),
    M("same-texts", "short text hidden", '"People, economy', lambda p: p.hide(p.at("P", "People, economy")), "kenya-ua1"),
    M("same-texts", "last words dropped", "is missing in the PDF", lambda p: kids(p.at("P", "This brief is")).pop()),
    M("same-texts", "two exchanged", "is not where it belongs", lambda p: p.swap(p.at("P", "This brief"), p.at("P", "A well is"))),
    M("same-texts", "all reversed", "is not where it belongs", lambda p: reverse(p, "Document")),
    M("same-texts", "twice", "is read more than once", lambda p: p.copy(p.at("P", "Three villages"))),
    M("same-texts", "ActualText lies", '"Three villages in four', lambda p: give(
        p.at("P", "Three villages"), ActualText="Two villages in four have no water at all.")),
    M("same-texts", "other words drawn", '"What keeps a well going', lambda p: p.say(
        p.at("P", "What keeps"), "What keeps a well going is not known")),
    M("same-texts", "caption dropped", 'the caption "Cost of keeping', lambda p: p.drop(p.at("Caption", "Cost of keeping"))),
    M("nothing-added", "advertisement", '"Buy our pumps." is not in the source', lambda p: p.new(
        "P", parent(p.at("P", "What keeps")), 1, ActualText="Buy our pumps.")),
    M("nothing-added", "footer read out", "Page 2 of 4", read_footer),
    M("nothing-added", "ActualText of a word", "is not in the source", lambda p: give(
        p.at("Strong", "twice as fast"), ActualText="half as fast")),
    M("same-alternates", "other words", '"Two women work', lambda p: give(p.at("Figure"), Alt="Two men rest beside a well.")),
    M("same-alternates", "none", '"Horizontal bar chart', lambda p: take(p.at("Figure"), "Alt"), "kenya-ua1"),
    M("same-alternates", "decoration described", '"A blue ground" is not in the source', decoration),
    M("same-alternates", "two exchanged", "in another order", lambda p: alternates_exchanged(p)),
    M("same-alternates", "figure dropped", '"Two women work', lambda p: p.drop(p.at("Figure"))),
    M("same-links", "leads elsewhere", "example.org/film is missing", lambda p: give(
        p.link("https://example.org/film")["/A"], URI="https://example.com/film")),
    M("same-links", "leads nowhere", "leads nowhere", lambda p: take(p.link("https://example.org/film"), "A")),
    M("same-links", "not tagged", "example.org/film is missing", lambda p: kids(p.at("Link", "a short film")).pop()),
    M("same-links", "one too many", "example.net is not in the source", lambda p: p.tag(p.annotate(
        0, Subtype="/Link", Contents="Buy", A={"/S": "/URI", "/URI": "https://example.net"}), "Link", 0)),
    M("same-links", "note without a way back", "leads nowhere", lambda p: take(p.annotations()[0], "A")),
    M("same-lists", "two items made one", 'begins with "a committee', lambda p: merge(p, "a committee", "a mechanic")),
    M("same-lists", "list split", "list of 3 items", lambda p: split(p, p.at("L", "a committee"))),
    M("same-lists", "item lost", "list of 3 items", lambda p: p.hide(p.at("LI", "a mechanic"))),
    M("same-lists", "paragraphs with bullets", "list of 3 items", lambda p: unlist(p, p.at("L", "a committee"))),
    M("same-lists", "divisions", "list of 3 items", lambda p: give(p.at("L", "a committee"), S="/Div")),
    M("same-tables", "no table", "0 tables instead of 1", lambda p: give(p.at("Table"), S="/Div")),
    M("same-tables", "heading as data", "is no heading in the PDF", lambda p: give(p.at("TH", "North"), S="/TD")),
    M("same-tables", "data as heading", "is a heading in the PDF", lambda p: give(p.at("TD", "41"), S="/TH")),
    M("same-tables", "heading of another column", 'instead of "North", "Parts$"', lambda p: attribute(
        p.at("TD", "41"), Headers=["th-4", "th-3"])),
    M("same-tables", "heading of the group lost", "has the headings", lambda p: attribute(
        p.at("TD", "86.4"), Headers=["th-10", "th-4"]), "kenya-ua1"),
    M("same-tables", "cells exchanged", 'is "73" in the PDF', lambda p: p.swap(p.at("TD", "41"), p.at("TD", "73"))),
    M("same-tables", "rows exchanged", 'is "Centre" in the PDF', lambda p: p.swap(
        parent(p.at("TH", "North")), parent(p.at("TH", "Centre")))),
    M("same-tables", "another number", 'is "14" in the PDF', lambda p: give(p.at("TD", "41"), ActualText="14")),
    M("same-tables", "cell lost", "cells instead of", lambda p: p.hide(p.at("TD", "92"))),
    M("same-languages", "not marked", '"Kiswahili" is not marked as sw', lambda p: take(p.at("Span", "Kiswahili"), "Lang"),
      "kenya-ua1"),
    M("same-languages", "none marked", '"mwananchi" is not marked as sw', lambda p: [
        take(e, "Lang") for e in p.all("Span", "BlockQuote") if e.get("/Lang") == "sw"], "kenya-ua1"),
    M("same-languages", "another", '"Chichewa" is not marked as ny', lambda p: give(p.at("Span", "Chichewa"), Lang="fr")),
    M("same-languages", "one too many", '"Three villages in four', lambda p: give(p.at("P", "Three villages"), Lang="fr")),
    M("same-expansions", "none", '"GDP" is not expanded', lambda p: take(p.at("Span", "GDP"), "E"), "kenya-ua1"),
    M("same-expansions", "wrong", 'expanded as "wish', lambda p: give(p.at("Span", "WASH"), E="wish")),
    M("same-expansions", "one too many", 'is expanded as "language"', lambda p: give(p.at("Span", "Chichewa"), E="language")),
    M("same-notes", "paragraph", '"A seal is a ring', lambda p: give(p.at("Note"), S="/P")),
    M("same-notes", "one of three", '"Emissions of 2023', lambda p: p.dissolve(p.at("Note", "Emissions")), "kenya-ua1"),
    M("same-notes", "other words", '"A seal is a ring', lambda p: give(p.at("Note"), ActualText="A seal is an animal.")),
    M("same-bookmarks", "other words", '"What it earns" is no heading', lambda p: give(
        bookmark(p, "What it costs"), Title="What it earns")),
    M("same-bookmarks", "one lost", '"What it costs"', lambda p: unhook(bookmark(p, "What it costs"))),
    M("same-bookmarks", "leads nowhere", '"What it costs" leads nowhere', lambda p: take(
        bookmark(p, "What it costs"), "A", "SE")),
    M("same-bookmarks", "another order", "in another order", lambda p: titles_exchanged(p, "What it costs", "Notes")),
    M("same-bookmarks", "none but one", "there is no bookmark", lambda p: take(p.bookmarks()[0], "First", "Last", "Count")),
)  # fmt: skip

# --- publication: what a publisher owes -------------------------------------------------------

PUBLICATION = (
    M("pdf-damaged", "page that cannot be unpacked", "is damaged", broken),
    M("pdf-damaged", "content that is not there", "which is not there", lambda p: kids(p.at("P", "What keeps")).append(raw(999))),
    M("pdf-damaged", "element in itself", "stands twice", lambda p: kids(p.at("P", "What keeps")).append(
        reference(parent(p.at("P", "What keeps"))))),
    M("pdf-damaged", "content of two elements", "belongs to two", lambda p: kids(p.at("P", "What keeps")).append(raw(0))),
    M("pdf-damaged", "broken XMP", "the XMP metadata cannot be read", lambda p: p.xmp("</rdf:RDF>", "")),
    M("pdf-damaged", "mark that stays open", "is not closed", lambda p: p.content(0).operations.append(
        ([raw("/Artifact")], b"BMC"))),
    M("pdf-damaged", "cut off", "is damaged", lambda p: setattr(p, "cut", slice(-1500))),
    M("pdf-too-large", "too deep", "levels", nested),
    M("pdf-too-large", "too long", "too much content", lambda p: padded(p, 70 * 1024**2), "kazakhstan-ua1"),
    M("title-shown", "no title", "has no title", lambda p: retitle(p, "")),
    M("title-shown", "not shown", "shows the file name", lambda p: give(p.catalog["/ViewerPreferences"], DisplayDocTitle=False)),
    M("title-is-file-name", "of Word", "is the name of a file", lambda p: retitle(p, "Microsoft Word - water.docx")),
    M("title-is-file-name", "of a designer", "is the name of a file", lambda p: retitle(p, "Water_final_2.indd")),
    M("authors", "none", "name no author", unauthored),
    M("authors", "one misspelt", "do not name the author Thandiwe Banda", lambda p: [
        p.xmp("Thandiwe Banda(?=</rdf:li></rdf:Seq>)", "Tandiwe B."), p.writer.add_metadata({"/Author": "Tandiwe B."})]),
    M("date", "none", "name no date", undated),
    M("licence-named", "not at all", "what one may do", unlicensed),
    M("identifier", "not in the text", "text does not hold the DOI", lambda p: [
        p.say(p.at("Link", "https://doi"), "here"), p.say(p.at("Link", "10.1234"), "here")]),
    M("identifier", "not in the metadata", "metadata do not hold the DOI", lambda p: p.xmp("<dc:identifier>.*</dc:identifier>", "")),
    M("licence-text", "all rights reserved", "does not name the licence CC BY 4.0", lambda p: give(
        p.at("P", "© The Water Desk"), ActualText="All rights reserved.")),
    M("licence-text", "author not named", "does not name the author Harshita Kumari", lambda p: [
        p.hide(p.at("P", "By Harshita")), p.hide(p.at("P", "This Country Brief was"))], "kazakhstan-ua1"),
    M("licence-text", "link to another", "no link leads to the licence", lambda p: [
        give(each["/A"], URI="https://creativecommons.org/licenses/by-nc/4.0/") for each in p.annotations()
        if "creativecommons" in each["/A"].get("/URI", "")]),
    M("licence-metadata", "another licence", "another licence: license is", lambda p: p.xmp(
        '(?<=<cc:license rdf:resource=")[^"]*', "https://creativecommons.org/licenses/by-nc/4.0/")),
    M("licence-metadata", "another statement", "another licence: WebStatement is", lambda p: p.xmp(
        "(?<=<xmpRights:WebStatement>).*(?=</xmpRights:WebStatement>)", "https://example.org/rights")),
    M("licence-metadata", "not marked", "do not say Marked", lambda p: p.xmp("<xmpRights:Marked>.*</xmpRights:Marked>", "")),
    M("licence-metadata", "no name to credit", "do not say attributionName", lambda p: p.xmp(
        "<cc:attributionName>.*</cc:attributionName>", "")),
    M("footer", "none on a page", "footer of page 2 does not hold the licence", lambda p: p.content(1).erase(*footer(p, 1))),
    M("footer", "another number", "footer of page 2 does not hold the page number", misnumber),
    M("credits", "contact hidden", "does not hold the contact", lambda p: p.hide(p.at("P", "Questions are"))),
    M("credits", "disclaimer hidden", "does not hold the disclaimer", lambda p: p.hide(p.at("P", "The views are"))),
    M("credits", "funder hidden", "does not hold the funder", lambda p: p.hide(p.at("P", "The work was"))),
    M("credits", "thanks changed", "does not hold the acknowledgements", lambda p: p.say(p.at("P", "We thank"), "We thank the rain.")),
    M("credits", "credits dropped", "does not hold the credits", lambda p: p.drop(p.at("P", "This Country Brief was")),
      "kazakhstan-ua1"),
    M("image-rights", "credit hidden", "does not hold the credit of the picture", lambda p: p.hide(p.at("P", "Image:"))),
    M("image-rights", "licence changed", "does not hold the licence of the picture", lambda p: p.say(
        p.at("P", "Image:"), "Image: Photo by Thandiwe Banda")),
    M("fonts", "left out", "is not embedded", lambda p: unembed(p, "Serif")),
    M("contrast", "white on white", "has a contrast of 1.0:1", lambda p: paint(p, p.at("P", "Three villages"), WHITE)),
    M("contrast", "grey", "4.5:1 is the least", lambda p: paint(p, p.at("P", "Three villages"), GREY)),
    M("contrast", "grey heading", "is the least", lambda p: paint(p, p.at("H2", "Where the"), GREY)),
    M("contrast", "dark on dark", "is the least", lambda p: paint(p, p.at("H1"), (0.0, 0.2, 0.3))),
    M("contrast", "pale footer", "is the least", pale_footer),
    M("text-size", "tiny note", '"A seal is a ring', lambda p: shrink(p, p.at("Note"), 6.0)),
    M("text-size", "all of it", "most of the text is set in 6", lambda p: [
        shrink(p, each, 8.0) for each in p.all("P", "LBody")]),
    M("empty-page", "at the end", "page 5 is empty", lambda p: p.writer.add_blank_page()),
    M("empty-page", "in between", "page 2 is empty", lambda p: p.writer.insert_blank_page(index=1), "kazakhstan-ua1"),
    M("last-page", "a few words", "the last page holds only", last_page),
    M("page-boxes", "cut beyond the sheet", "the TrimBox of page 1", lambda p: give(p.pages[0], TrimBox=[0, 0, 700, 900])),
    M("page-boxes", "bleed beyond the sheet", "the BleedBox of page 2", lambda p: give(p.pages[1], BleedBox=[-9, 0, 595, 842])),
    M("page-boxes", "shown beyond the sheet", "the CropBox of page 1", lambda p: give(p.pages[0], CropBox=[0, 0, 700, 900])),
)  # fmt: skip

MUTANTS: tuple[Mutant, ...] = (*CONFORMANCE, *MEANING, *FIDELITY, *PUBLICATION)
