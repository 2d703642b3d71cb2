"""Defects of what is drawn: text, fonts, colours, images."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, StreamObject

from defects.changes import surround
from editable_pdf import (
    EditablePdf,
    Node,
    PageContent,
    kids,
    marked_content_of,
    pdf_object,
    reference,
    remove_entries,
    set_entries,
)

GREY, WHITE = (0.7, 0.7, 0.7), (1.0, 1.0, 1.0)


def find_footer(pdf: EditablePdf, page: int) -> tuple[int, int]:
    """Return the start and end of the footer of a page."""
    return pdf.content(page).artifacts("CC BY")[0]


def change_page_number(pdf: EditablePdf) -> None:
    """Change the page number in the footer of a page."""
    content = pdf.content(1)
    at = next(at for at, _, text in content.shown(*find_footer(pdf, 1)) if text == "2")
    content.rewrite(at - 1, at + 1, "3")


def move_off_page(pdf: EditablePdf, node: Node) -> None:
    """Draw the text of an element outside of the page."""
    ((page, mcid),) = marked_content_of(node)
    content = pdf.content(page)
    start, end = content.span(mcid)
    for operands, operator in content.operations[start:end]:
        if operator == b"Tm":
            operands[4] = pdf_object(5000.0)


def move_text(pdf: EditablePdf, node: Node, right: float = 0.0, down: float = 0.0) -> None:
    """Draw the text of an element elsewhere, in units of the page's text (0.75 points)."""
    for content, mcid in pdf.marked_content(node):
        _move(content, *content.span(mcid), right, down)


def move_footer(pdf: EditablePdf, right: float) -> None:
    """Draw the footer of a page farther to the right."""
    _move(pdf.content(1), *find_footer(pdf, 1), right, 0.0)


def _move(content: PageContent, start: int, end: int, right: float, down: float) -> None:
    for operands, operator in content.operations[start:end]:
        if operator == b"Tm":
            operands[4:] = [
                pdf_object(float(operands[4]) + right),
                pdf_object(float(operands[5]) + down),
            ]


def keep_one_line(pdf: EditablePdf, node: Node, part: int) -> None:
    """Remove all but the first line of one part of an element that goes over several pages."""
    content, mcid = list(pdf.marked_content(node))[part]
    start, end = content.span(mcid)
    places = [float(each[0][5]) for each in content.operations[start:end] if each[1] == b"Tm"]
    is_first = True
    for index in range(start, end):
        operands, operator = content.operations[index]
        if operator == b"Tm":
            is_first = float(operands[5]) == places[0]
        elif operator == b"TJ" and not is_first:
            content.operations[index] = ([ArrayObject()], b"TJ")


def show_notdef(pdf: EditablePdf, node: Node) -> None:
    """Show the glyph for a missing character in the text of an element."""
    ((page, mcid),) = marked_content_of(node)
    content = pdf.content(page)
    index = next(at for at, _, _ in content.shown(*content.span(mcid)))
    content.operations[index][0][0][0] = ByteStringObject(b"\0\0")


def spell_out(pdf: EditablePdf, node: Node) -> None:
    """Put spaces between the letters of an element."""
    for content, mcid in pdf.marked_content(node):
        content.rewrite_lines(mcid, lambda lines: [" ".join(line) for line in lines])


def hyphenate_lines(pdf: EditablePdf) -> None:
    """Break long words at the ends of lines with a hyphen that is read out."""
    for node in pdf.find_all("P"):
        for content, mcid in pdf.marked_content(node):
            if content.can_show("-", mcid):
                content.rewrite_lines(mcid, _hyphenated)


def _hyphenated(lines: list[str]) -> list[str]:
    """Return lines of which each takes the first half of the next one's first word, where it is long."""
    lines = list(lines)
    for n in range(len(lines) - 1):
        word, _, rest = lines[n + 1].partition(" ")
        if word.isalpha() and word.islower() and len(word) > 5:
            lines[n] += f"{word[:3]}-"
            lines[n + 1] = f"{word[3:]} {rest}"
    return lines


def reverse_lines(pdf: EditablePdf, node: Node) -> None:
    """Draw the lines of an element in one marked content from the last to the first."""
    ((page, mcid),) = marked_content_of(node)
    content = pdf.content(page)
    start, end = content.span(mcid)
    within = content.operations[start + 1 : end]
    ends = [at + 1 for at, (_, operator) in enumerate(within) if operator == b"ET"]
    lines = [within[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]
    assert len(lines) > 1, "the element has one line"
    content.operations[start + 1 : end] = [
        each for line in reversed(lines) for each in line
    ] + within[ends[-1] :]


def set_in_columns(pdf: EditablePdf, node: Node) -> None:
    """Draw the lines of an element in two columns, so that it is read across them."""
    ((page, mcid),) = marked_content_of(node)
    content = pdf.content(page)
    content.resize(mcid, 6.0)
    start, end = content.span(mcid)
    places = [operands for operands, operator in content.operations[start:end] if operator == b"Tm"]
    left, tops = float(places[0][4]), [float(place[5]) for place in places]
    for n, place in enumerate(places):
        place[4], place[5] = pdf_object(left + n % 2 * 240.0), pdf_object(tops[0] + n // 2 * 7.0)


def paint(pdf: EditablePdf, node: Node, colour: tuple[float, float, float]) -> None:
    """Draw the text of an element in another colour."""
    for content, mcid in pdf.marked_content(node):
        content.colour(mcid, *colour)


def paint_footer_grey(pdf: EditablePdf) -> None:
    """Draw the footer of a page in light grey."""
    content = pdf.content(1)
    start, end = find_footer(pdf, 1)
    content.recolour(start, end, GREY)


def resize_text(pdf: EditablePdf, node: Node, size: float) -> None:
    """Set the text of an element in another size."""
    for content, mcid in pdf.marked_content(node):
        content.resize(mcid, size)


def resize_all_text(pdf: EditablePdf) -> None:
    """Set all text in six points."""
    for node in pdf.find_all("P", "LBody"):
        resize_text(pdf, node, 8.0)


def make_transparent(pdf: EditablePdf) -> None:
    """Draw a text with an opacity of 0."""
    for page in pdf.pages:
        states: Any = page["/Resources"]["/ExtGState"]  # type: ignore[index]
        set_entries(states, none={"/ca": 0}, all={"/ca": 1})
    content, mcid = next(pdf.marked_content(pdf.find("P", "What keeps")))
    start, end = content.span(mcid)
    content.operations[end:end] = [([pdf_object("/all")], b"gs")]
    for index, font, _ in reversed(list(content.shown(start, end))):
        assert font
        content.operations.insert(index, ([pdf_object("/none")], b"gs"))


def cover_page(pdf: EditablePdf) -> None:
    """Paint the second page white after everything else."""
    white = [pdf_object(each) for each in (1, 1, 1)], b"rg"
    sheet = [pdf_object(each) for each in (0, 0, 2000, 2000)], b"re"
    pdf.content(1).operations += [
        ([pdf_object("/Artifact")], b"BMC"),
        white,
        sheet,
        ([], b"f"),
        ([], b"EMC"),
    ]


def hide_on_layer(pdf: EditablePdf) -> None:
    """Put a text on a layer that is hidden."""
    layer = reference(pdf.add_object({"/Type": "/OCG", "/Name": "Draft"}))
    set_entries(
        pdf.catalog, OCProperties={"/OCGs": [layer], "/D": {"/Name": "Layers", "/OFF": [layer]}}
    )
    set_entries(pdf.pages[1]["/Resources"], Properties={"/Draft": layer})
    opens = [pdf_object("/OC"), pdf_object("/Draft")], b"BDC"
    surround(opens, ([], b"EMC"), "P", "What keeps")(pdf)


def lie_in_actual_text(pdf: EditablePdf) -> None:
    """Give marked content an ActualText that says something else."""
    lie = pdf_object({"/ActualText": "What keeps a well going is not known."})
    surround(([pdf_object("/Span"), lie], b"BDC"), ([], b"EMC"), "P", "What keeps")(pdf)


def draw_artifact(pdf: EditablePdf, data: bytes) -> None:
    """Draw something on the second page as an artifact."""
    content = pdf.content(1)
    parsed = ContentStream(None, None)
    parsed.set_data(b"q /Artifact BMC " + data + b" EMC Q")
    content.operations += parsed.operations


def draw_text_in_pattern(pdf: EditablePdf, text: str) -> None:
    """Fill a rectangle of the second page with a pattern of words."""
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    cell = StreamObject()
    cell.set_data(f"BT /F 12 Tf ({text}) Tj ET".encode())
    set_entries(
        cell, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 200, 20], XStep=200, YStep=20
    )
    set_entries(cell, Resources={"/Font": {"/F": font}})
    set_entries(pdf.pages[1]["/Resources"], Pattern={"/Words": reference(pdf.add_object(cell))})
    draw_artifact(pdf, b"/Pattern cs /Words scn 100 100 200 200 re f")


def draw_letters_as_shapes(pdf: EditablePdf) -> None:
    """Draw three lines of shapes of the size of letters on the second page."""
    places = ((n, line) for line in range(3) for n in range(30))
    shapes = (f"{100 + 6 * n} {100 + 14 * y} {1 + n % 5} {4 + n % 3} re f" for n, y in places)
    draw_artifact(pdf, " ".join(shapes).encode())


def reduce_images(pdf: EditablePdf) -> None:
    """Replace all images by smaller ones, drawn in the same size."""
    for page in pdf.pages:
        images: Any = page["/Resources"]["/XObject"]  # type: ignore[index]
        for held in images.values():
            image = held.get_object()
            if image["/Subtype"] == "/Image":
                set_entries(image, Width=100, Height=100)
                image.set_data(bytes(100 * 100 * 4))


def remap_glyphs(pdf: EditablePdf, old: str, new: str) -> None:
    """Map a glyph to another character in all fonts; both are hexadecimal."""
    for font in pdf.fonts():
        data = font["/ToUnicode"].get_data()
        font["/ToUnicode"].set_data(data.replace(f"> <{old}>".encode(), f"> <{new}>".encode()))


def unembed_font(pdf: EditablePdf, name: str) -> None:
    """Remove the font file of a font."""
    remove_entries(
        pdf.fonts(name)[0]["/DescendantFonts"][0]["/FontDescriptor"].get_object(), "FontFile2"
    )


def descendant_font(pdf: EditablePdf) -> Any:
    """Return the descendant font of the font of the text."""
    return pdf.fonts("Serif")[0]["/DescendantFonts"][0].get_object()


def pad_content(pdf: EditablePdf, size: int) -> None:
    """Append many blanks to the content of a page."""
    stream = StreamObject()
    stream.set_data(b" " * size)
    page: Any = pdf.pages[0]
    set_entries(
        page,
        Contents=ArrayObject(
            [page.raw_get("/Contents"), reference(pdf.add_object(stream.flate_encode()))]
        ),
    )


def damage_content(pdf: EditablePdf) -> None:
    """Replace the content of a page by data that cannot be decoded."""
    stream = StreamObject()
    stream.set_data(b"no zlib")
    set_entries(stream, Filter="/FlateDecode")
    page: Any = pdf.pages[0]
    set_entries(page, Contents=reference(pdf.add_object(stream)))


def add_page(pdf: EditablePdf, *operations: Any, tag: str | None = None, **entries: object) -> None:
    """Append a page with these operations, as an artifact or tagged, with the resources of page 2."""
    page: Any = pdf.writer.add_blank_page()
    set_entries(
        page, Resources=pdf.pages[1]["/Resources"], StructParents=len(pdf.pages) - 1, Tabs="/S"
    )
    set_entries(page, Contents=reference(pdf.add_object(StreamObject())))
    content = pdf.content(len(pdf.pages) - 1)
    opens = ([pdf_object("/Artifact")], b"BMC")
    if tag is not None:
        root = kids(pdf.tree)[0].get_object()
        pdf.new_element(tag, root, len(kids(root)), K=0, Pg=reference(page), **entries)
        opens = ([pdf_object(f"/{tag}"), pdf_object({"/MCID": 0})], b"BDC")
    content.operations = [opens, *operations, ([], b"EMC")]


def add_scanned_page(pdf: EditablePdf, **tagged: Any) -> None:
    """Append a page that is only a picture."""
    images: Any = pdf.pages[1]["/Resources"]["/XObject"]  # type: ignore[index]
    name = next(key for key, held in images.items() if held["/Subtype"] == "/Image")
    matrix = [pdf_object(each) for each in (595, 0, 0, 842, 0, 0)]
    add_page(pdf, ([], b"q"), (matrix, b"cm"), ([pdf_object(name)], b"Do"), ([], b"Q"), **tagged)


def add_short_page(pdf: EditablePdf) -> None:
    """Append a page with a few words."""
    content = pdf.content(1)
    start, end = content.span(marked_content_of(pdf.find("P", "What keeps"))[0][1])
    add_page(pdf, *content.operations[start + 1 : end], tag="P")


def remove_trim_box(pdf: EditablePdf) -> None:
    """Remove the TrimBox of a page."""
    page: Any = pdf.pages[1]
    remove_entries(page, "TrimBox")


def add_form_xobject(pdf: EditablePdf, data: bytes, **entries: object) -> list[Any]:
    """Add a form XObject; return the operations that draw it."""
    stream = StreamObject()
    stream.set_data(data)
    set_entries(stream, Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9], **entries)
    resources: Any = pdf.pages[0]["/Resources"]
    set_entries(
        resources,
        XObject={**resources.get("/XObject", {}), "/Again": reference(pdf.add_object(stream))},
    )
    artifact = ([pdf_object("/Artifact")], b"BMC")
    return [([], b"q"), artifact, ([pdf_object("/Again")], b"Do"), ([], b"EMC"), ([], b"Q")]


def draw_marked_content_twice(pdf: EditablePdf) -> None:
    """Draw a form XObject with marked content in two places."""
    draw = add_form_xobject(pdf, b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC")
    pdf.content(0).operations += [
        each for each in (*draw, *draw) if each[1] not in (b"BMC", b"EMC")
    ]


def add_reference_xobject(pdf: EditablePdf) -> None:
    """Draw a page of another file (a reference XObject)."""
    pdf.content(0).operations += add_form_xobject(pdf, b"", Ref={"/F": "other.pdf", "/Page": 0})
