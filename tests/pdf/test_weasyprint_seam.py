# ruff: noqa: SLF001 - the seam is private
"""What `briefpress.pdf` uses of WeasyPrint's inside: it is private, and may move.

Each test is about one thing. When a release of WeasyPrint makes one fail, follow it in `pdf/patches.py`,
`pdf/engine.py` or `pdf/tags`, run the tests of this folder, and only then widen the range of versions in
pyproject.toml.
"""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import tomllib
from importlib import import_module
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import tostring

import pydyf
import pytest
import weasyprint
import weasyprint.document
import weasyprint.html
import weasyprint.pdf
import weasyprint.svg
from tinycss2 import color5
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import preferred, table
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream
from weasyprint.text import ffi as libraries

from briefpress.content import UA1
from briefpress.findings import Rule
from briefpress.html import HtmlDocument, parse_html
from briefpress.pdf.colours import in_srgb
from briefpress.pdf.parsed_html import ParsedHtml
from briefpress.pdf.patches import (
    COLOUR_PARSERS,
    font_families_of,
    fonts_read_by,
    lines_read_by,
    list_markers_with_content,
    svg_in_text_colour,
    svg_text_in_runs,
)
from briefpress.pdf.tags import tagged
from briefpress.pdf.tags.shaping import read_line
from briefpress.system.late_modules import loaded_late
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def _ignore(rule: Rule, message: str, words: str = "") -> None:
    """Stand for whoever takes what is reported."""


HTML = """<html lang=en><title>T</title><style>@page { @top-left { content: "Head" } }
a::after { content: leader(".") } u { float: footnote } i { position: absolute }</style>
<h1>Head</h1><p id=p>Words <a href="https://e.org/">linked</a> <img alt="A" src="data:image/svg+xml,
%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E">
<u>Note</u> <i>far</i><ul><li>one</ul><table><thead><tr><th>A<tbody><tr><td>1</table>"""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = next(each for each in PROJECT["dependencies"] if each.startswith("weasyprint"))


def moved(what: str) -> str:
    return (
        f"WeasyPrint {weasyprint.__version__} (pinned: {PINNED}) is not as briefpress.pdf expects: {what}."
        " Follow it there before the range in pyproject.toml is widened."
    )


class Written:
    """A document that WeasyPrint has written, and with which arguments it called what we replace."""

    def __init__(self) -> None:
        self.calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self.bookmarks: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self.document = weasyprint.HTML(string=HTML).render(pdf_tags=True)

    def print(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def add_tags(*arguments: Any, **named: Any) -> None:
            self.calls.append((arguments, named))

        def make_bookmark_tree(*arguments: Any, **named: Any) -> list[Any]:
            self.bookmarks.append((arguments, named))
            return []

        monkeypatch.setattr(weasyprint.pdf, "add_tags", add_tags)
        monkeypatch.setattr(self.document, "make_bookmark_tree", make_bookmark_tree)
        self.document.write_pdf(pdf_tags=True, pdf_version="2.0")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    written = Written()
    written.print(monkeypatch)
    return written


def walk(box: Any) -> list[Any]:
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    return [box, *(below for child in getattr(box, "children", ()) for below in walk(child))]


def boxes_of(written: Written) -> list[Any]:
    return [box for page in written.document.pages for box in walk(page._page_box)]


def streams(written: Written) -> list[Any]:
    (arguments, _) = written.calls[0]
    return list(arguments[3])


def test_range_of_versions_is_one_release() -> None:
    assert PINNED == "weasyprint>=70,<71"
    assert weasyprint.__version__.startswith("70."), moved("the release itself")


def test_add_tags_is_called_once_with_four_arguments(written: Written) -> None:
    ((arguments, named),) = written.calls
    assert not named, moved("add_tags is called with named arguments")
    assert len(arguments) == 4, moved(
        "add_tags has other arguments than pdf, document, version, streams"
    )
    pdf, document, version, page_streams = arguments
    assert isinstance(pdf, pydyf.PDF), moved("the first argument of add_tags is no pydyf.PDF")
    assert document is written.document, moved(
        "the second argument of add_tags is not the document"
    )
    assert version == "2.0", moved("the third argument of add_tags is not the version of the PDF")
    assert [type(stream) for stream in page_streams] == [Stream], moved(
        "the last argument of add_tags is not one Stream for each page"
    )


def test_signature_of_add_tags() -> None:
    from weasyprint.pdf.tags import add_tags  # noqa: PLC0415 - what the fixture replaces

    names = list(inspect.signature(add_tags).parameters)
    assert names == ["pdf", "document", "pdf_version", "page_streams"], moved(f"add_tags{names}")


def test_bookmarks_come_from_make_bookmark_tree(written: Written) -> None:
    assert len(written.bookmarks) == 1, moved(
        "bookmarks do not come from document.make_bookmark_tree"
    )


def test_pages_of_the_pdf(written: Written) -> None:
    pdf = written.calls[0][0][0]
    assert len(pdf.page_references) == 1, moved("pydyf.PDF.page_references")
    page = pdf.objects[pdf.pages["Kids"][::3][0]]
    assert page["Type"] == "/Page", moved("pydyf.PDF.pages['Kids'] is not number, generation, R")
    assert page["StructParents"] == 0, moved("a page's StructParents is not its number")
    assert page["Tabs"] == "/S", moved("a page's Tabs is not S")


def test_html_element_of_a_document(written: Written) -> None:
    root = written.document._html.etree_element
    assert root.tag == "html", moved("document._html.etree_element is not the html element")


def test_element_of_a_box(written: Written) -> None:
    html = written.document._html.etree_element
    of_element = {box.element for box in boxes_of(written) if box.element is not None}
    assert html.find("body/p") in of_element, moved("box.element is not the element of the HTML")


@pytest.mark.parametrize(
    "name", ["a::after", "u::footnote-call", "u::footnote-marker", "li::marker"]
)
def test_pseudo_element_of_a_box(name: str, written: Written) -> None:
    texts = {box.element_tag for box in boxes_of(written) if isinstance(box, boxes.TextBox)}
    assert name in texts, moved(f"box.element_tag of {name}")


def test_classes_of_boxes(written: Written) -> None:
    found = boxes_of(written)
    (header,) = (box for box in found if isinstance(box, boxes.MarginBox))
    assert header.at_keyword == "@top-left", moved("MarginBox.at_keyword")
    groups = [box for box in found if isinstance(box, boxes.TableRowGroupBox)]
    assert [group.is_header for group in groups] == [True, False], moved(
        "TableRowGroupBox.is_header"
    )
    assert not any(group.is_footer for group in groups), moved("TableRowGroupBox.is_footer")
    assert any(box.is_leader for box in found), moved("box.is_leader")
    assert any(isinstance(box, boxes.ReplacedBox) for box in found), moved("boxes.ReplacedBox")
    lines = [box for box in found if isinstance(box, boxes.LineBox)]
    assert lines, moved("boxes.LineBox")
    assert not any(isinstance(line, boxes.InlineLevelBox) for line in lines), moved("boxes.LineBox")
    text = next(box for box in found if isinstance(box, boxes.TextBox))
    assert isinstance(text, boxes.InlineLevelBox), moved("boxes.TextBox is no InlineLevelBox")
    assert text.style["visibility"] == "visible", moved("box.style['visibility']")
    assert text.style["position"] == "static", moved("box.style['position']")


def test_box_of_an_absolute_placeholder(written: Written) -> None:
    assert any(
        isinstance(child, AbsolutePlaceholder) and child._box.element_tag == "i"
        for box in boxes_of(written)
        for child in getattr(box, "children", ())
    ), moved("AbsolutePlaceholder._box")


def test_annotation_of_a_box(written: Written) -> None:
    pdf = written.calls[0][0][0]
    links = [box.link_annotation for box in boxes_of(written) if box.link_annotation]
    assert links, moved("box.link_annotation")
    assert links[0]["Subtype"] == "/Link", moved("box.link_annotation is no link annotation")
    page = pdf.objects[pdf.pages["Kids"][0]]
    assert links[0].reference in page["Annots"], moved("Annots of a page")


def test_marked_content_of_a_box(written: Written) -> None:
    (stream,) = streams(written)
    texts = [
        box for box in boxes_of(written) if isinstance(box, boxes.TextBox) and box.text.strip()
    ]
    assert all(set(stream._tags[box]) == {"tag", "mcid"} for box in texts), moved(
        "Stream._tags is not {box: {'tag', 'mcid'}}"
    )


def test_operators_of_marked_content(written: Written) -> None:
    (stream,) = streams(written)
    starts = [i for i, item in enumerate(stream.stream) if item == b"BDC"]
    assert starts, moved("marked content does not begin with the item b'BDC'")
    for start in starts:
        tag, properties = stream.stream[start - 2 : start]
        assert isinstance(tag, str | bytes), moved("the tag before BDC")
        assert isinstance(properties, pydyf.Dictionary), moved("the property list before BDC")
        assert "MCID" in properties, moved("the property list before BDC has no MCID")
    ends = stream.stream.count(b"EMC")
    begun = len(starts) + stream.stream.count(b"BMC")
    assert ends == begun, moved("marked content does not end with the item b'EMC'")


def test_operators_and_fonts_of_text(written: Written) -> None:
    (stream,) = streams(written)
    items = [item for item in stream.stream if isinstance(item, bytes)]
    shown = [item for item in items if item.endswith(b" TJ")]
    assert shown, moved("text is not shown by TJ")
    assert all(item.startswith(b"[<") for item in shown), moved(
        "TJ does not show hexadecimal glyphs"
    )
    fonts = {font.hash: font for font in written.document.fonts.values()}
    used = {item.split()[0][1:].decode() for item in items if item.endswith(b" Tf")}
    assert used, moved("fonts are not chosen by Tf")
    assert used <= fonts.keys(), moved("document.fonts")
    assert all(fonts[name].to_unicode for name in used), moved("font.to_unicode")
    assert not any(fonts[name].bitmap for name in used), moved("font.bitmap")


def test_text_of_a_line_can_change_before_it_is_drawn() -> None:
    document = weasyprint.HTML(string="<p>words").render(pdf_tags=True)
    (text,) = (box for box in walk(document.pages[0]._page_box) if isinstance(box, boxes.TextBox))
    assert text.pango_layout.text == "words", moved("TextBox.pango_layout.text")
    assert list(inspect.signature(text.pango_layout.reactivate).parameters) == ["style"], moved(
        "pango_layout.reactivate, which takes up the text again when it is drawn"
    )
    drawn: list[int] = []
    for more in ("", " more"):
        text.pango_layout.text = f"words{more}"
        drawn.append(len(document.write_pdf(uncompressed_pdf=True)))
    assert drawn[0] < drawn[1], moved("drawing does not take up the text of pango_layout again")


def test_markers_come_from_marker_to_box() -> None:
    assert inspect.isgeneratorfunction(build.marker_to_box), moved("build.marker_to_box")
    with pytest.raises(TypeError):  # once this is mended, list_markers_with_content can go
        weasyprint.HTML(string="<style>li::marker { content: 'x' }</style><ul><li>a</ul>").render()


def texts_shown(svg: str) -> int:
    """Return how many operators show the text of an SVG."""
    document = weasyprint.HTML(string=f"<svg width=300 height=99>{svg}</svg>").render()
    data = document.write_pdf(uncompressed_pdf=True)
    assert isinstance(data, bytes)
    return data.count(b" TJ")


def test_text_of_svg_is_drawn_by_a_function_of_a_table() -> None:
    assert weasyprint.svg.TAGS["text"] is weasyprint.svg.text, moved("weasyprint.svg.TAGS")
    svg = "<text y=20>office<tspan>fjord</tspan></text>"
    assert texts_shown(svg) == 11, moved(
        "SVG text is not drawn by letters: svg_text_in_runs can go"
    )
    with svg_text_in_runs():
        assert texts_shown(svg) == 2, moved("what weasyprint.svg.text lays out one by one")


@pytest.mark.parametrize("places", ["x='1 9 20'", "dy='1,2'", "rotate=9", "letter-spacing=2"])
def test_letters_of_svg_with_places_of_their_own_keep_them(places: str) -> None:
    with svg_text_in_runs():
        assert texts_shown(f"<text y=20 {places}>abc</text>") == 3
    with svg_text_in_runs():
        assert texts_shown("<text x=9 y=20 dx=2 letter-spacing=normal>abc</text>") == 1


@pytest.mark.parametrize(
    "colour",
    ["red", "hsl(0 90% 40%)", "lab(50% 60 50)", "color(display-p3 1 0 0)", "device-cmyk(0 1 1 0)"],
)
def test_svg_in_a_page_has_the_colour_of_its_text(colour: str) -> None:
    square = "<svg width=9 height=9><rect width=9 height=9 fill={} /></svg>"

    def drawn(fill: str) -> bytes:
        page = f"<p style='color: {colour}'>{square.format(fill)}"
        data = weasyprint.HTML(string=page).render().write_pdf(uncompressed_pdf=True)
        return bytes(data)

    inherited = drawn("currentColor")
    assert inherited == drawn("black"), moved("currentColor is known: svg_in_text_colour can go")
    with svg_in_text_colour():
        assert drawn("currentColor") == drawn(f"'{colour}'"), moved("HTML_HANDLERS, or its boxes")
        assert drawn("currentColor") != inherited


def test_images_come_from_get_image_from_uri(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(
        weasyprint.document, "original_get_image_from_uri", lambda **named: asked.append(named)
    )
    svg = '<svg width="9" height="9"><image href="data:,d" width="9" height="9"/></svg>'
    style = "<style>p { background: url(data:,b) } ul { list-style-image: url(data:,c) }</style>"
    html = f'{style}<img src="data:,a" style="image-orientation: none"><p>b<ul><li>c</ul>{svg}'
    weasyprint.HTML(string=html).write_pdf()
    assert {each["url"] for each in asked} == {f"data:,{n}" for n in "abcd"}, moved(
        "document.original_get_image_from_uri, by which all pictures come"
    )
    assert all({"cache", "url_fetcher", "options"} <= each.keys() for each in asked), moved(
        "the arguments of get_image_from_uri"
    )
    turned = {each["url"]: each.get("orientation", "from-image") for each in asked}
    assert turned == {"data:,a": "none"} | dict.fromkeys(
        ("data:,b", "data:,c", "data:,d"), "from-image"
    )


@pytest.mark.parametrize(("module", "name"), [*COLOUR_PARSERS, (color5, "_parse_color")])
def test_colours_come_from_these_parsers(module: Any, name: str) -> None:
    function = name.removeprefix("_parse_").replace("_", "-")
    colour = {
        "color": "--a 1 0 0" if module is color5 else "xyz 1 0 0",
        "device-cmyk": "0 0 0 1",
        "hsl": "0 0% 0%",
        "hwb": "0 0% 0%",
    }.get(function, "0 0 0")
    assert color5.parse_color(f"{function}({colour})") is not None, moved(f"tinycss2, {function}()")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, lambda *_: "ours")
        assert color5.parse_color(f"{function}({colour})") == "ours", moved(
            f"{module.__name__}.{name}, by which {function}() is parsed"
        )


def test_colour_profiles_of_a_document() -> None:
    assert weasyprint.HTML(string="<p>a").render().color_profiles == {}, moved(
        "Document.color_profiles"
    )


def test_names_of_libraries() -> None:
    names = list(inspect.signature(libraries._dlopen).parameters)
    assert names[:2] == ["ffi", "names"], moved("weasyprint.text.ffi._dlopen")
    assert libraries.pango.pango_version() > 10000, moved("weasyprint.text.ffi.pango")


# What a program that uses WeasyPrint itself has in its process, with everything that could be replaced:
# each name in a module and in a class, and settings of the process.
PROGRAM = """
import ctypes.util, gc, json, logging, os, sys, warnings
from xml.etree import ElementTree
import weasyprint, pydyf

HTML = "<html lang=en><title>T</title><style>%s</style><h1>T</h1><ul><li>one</ul>"
LIBRARIES = {"cffi", "ctypes", "fontTools", "pydyf", "tinycss2", "tinyhtml5", "weasyprint", "xml"}

def names():
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in LIBRARIES:
            for key, value in list(vars(module).items()):
                yield f"{name}.{key}", value
                if isinstance(value, type) and value.__module__ == name:
                    yield from ((f"{name}.{key}.{each}", member) for each, member in vars(value).items())

def settings():
    logger = logging.getLogger("weasyprint")
    return {
        "environment": dict(os.environ), "gc": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()),
        "logger": (list(logger.handlers), logger.propagate, logger.level),
        "warnings": list(warnings.filters), "namespaces": dict(ElementTree._namespace_map),
        "declarations": set(weasyprint.text.ffi.ffi._parser._declarations),
    }

def own_pdf():
    return weasyprint.HTML(string=HTML % "").write_pdf(pdf_tags=True)

own_before, names_before, settings_before = own_pdf(), dict(names()), settings()
from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
style = "li::marker { content: '1 ' } h1 { color: device-cmyk(0 0 0 1) }"
assert not print_pdf(HtmlDocument(HTML % style, "t")).findings
settings_after, names_after = settings(), dict(names())
changed = [name for name, value in names_before.items() if names_after.get(name) is not value]
changed += [name for name, value in settings_before.items() if settings_after[name] != value]
changed += [] if own_pdf() == own_before else ["its own PDF"]
print(json.dumps([len(names_before), changed]))
"""


def test_printing_changes_nothing_for_a_program_that_uses_weasyprint_itself() -> None:
    command = [sys.executable, "-c", PROGRAM]

    run = subprocess.run(command, capture_output=True, text=True, check=True)

    count, changed = json.loads(run.stdout)
    assert count > 1000
    assert changed == []


def test_patches_end_with_an_exception() -> None:
    def replaced() -> tuple[object, ...]:
        return (
            weasyprint.pdf.add_tags,
            build.marker_to_box,
            weasyprint.document.original_get_image_from_uri,
            color5._parse_device_cmyk,
            weasyprint.svg.text,
            weasyprint.svg.TAGS["tspan"],
            weasyprint.html.HTML_HANDLERS["{http://www.w3.org/2000/svg}svg"],
        )

    before = replaced()
    document = weasyprint.HTML(string=HTML).render(pdf_tags=True)

    def fail() -> None:
        with (
            list_markers_with_content(),
            tagged(document, (), UA1, _ignore),
            in_srgb(HtmlDocument(HTML, "a"), []),
            svg_text_in_runs(),
            svg_in_text_colour(),
        ):
            assert not set(before) & set(replaced())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert replaced() == before


IMPORT = """
import ctypes.util, os
before = ctypes.util.find_library, dict(os.environ)
import briefpress.pdf.engine
assert (ctypes.util.find_library, dict(os.environ)) == before
"""


def test_import_of_the_engine_changes_nothing() -> None:
    subprocess.run([sys.executable, "-c", IMPORT], check=True)


def test_width_of_a_table() -> None:
    names = list(inspect.signature(table.auto_table_layout).parameters)
    assert names == ["context", "box", "containing_block"], moved(f"auto_table_layout{names}")
    source = inspect.getsource(table.table_wrapper_width)
    assert "auto_table_layout(context, wrapper, containing_block)" in source, moved(
        "the width of a table does not come from auto_table_layout"
    )
    cache = inspect.getsource(preferred.table_and_columns_preferred_widths)
    assert "context.tables.get(table)" in cache, moved("the widths of columns are kept elsewhere")


def test_a_line_is_drawn_while_its_box_knows_the_glyphs() -> None:
    lines: list[Any] = []

    with lines_read_by(lambda box: lines.append(read_line(box)), lambda _: 0):
        weasyprint.HTML(string='<p dir="rtl">\u05d0\u05d1').write_pdf()

    (line,) = lines
    assert line.text.decode() == "\u05d0\u05d1", moved("draw_first_line() of weasyprint.draw.text")
    assert [glyph.is_rtl for glyph in line.glyphs] == [True, True], moved(
        "the runs of a Pango line"
    )
    assert [glyph.start for glyph in line.glyphs] == [2, 0], moved("log_clusters of a run")


def test_the_font_families_of_a_style_are_chosen_in_one_place() -> None:
    asked: list[tuple[tuple[str, ...], str]] = []

    def order(families: Any, language: str) -> Any:
        asked.append((tuple(families), language))
        return families

    with font_families_of(order):
        weasyprint.HTML(string='<p lang="hi" style="font-family: A, B">x').render()

    assert (("A", "B"), "hi") in asked, moved(
        "get_font_description() of weasyprint.text.line_break"
    )


def test_fonts_tell_the_text_of_their_glyphs_before_they_are_embedded() -> None:
    texts: list[str] = []

    def read(fonts: Any) -> None:
        texts.extend(text for font in fonts for text in font.to_unicode.values())

    with fonts_read_by(read):
        weasyprint.HTML(string="<p>xy").write_pdf()

    assert sorted(texts) == ["x", "y"], moved("build_fonts_dictionary() and Font.to_unicode")


def test_parsed_html_has_all_that_weasyprint_sets() -> None:
    theirs = weasyprint.HTML(string=HTML, base_url="https://e.org/")
    ours = ParsedHtml(HtmlDocument(HTML, "e.html"), "https://e.org/", theirs.url_fetcher)

    assert vars(ours).keys() == vars(theirs).keys()
    assert (ours.base_url, ours.media_type) == (theirs.base_url, theirs.media_type)
    assert tostring(ours.etree_element) == tostring(theirs.etree_element)


def test_printing_leaves_the_tree_of_the_checks_as_it_is() -> None:
    before = tostring(parse_html(HTML))

    ParsedHtml(HtmlDocument(HTML, "e.html"), None, None).etree_element.clear()

    assert tostring(parse_html(HTML)) == before


def test_a_module_is_loaded_late_when_something_of_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "def double(number): return 2 * number\nclass Kind: pass\n"
    (tmp_path / "seldom_used.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "seldom_used", raising=False)

    with loaded_late("seldom_used", "sys"):
        seldom_used = import_module("seldom_used")
        double, kind = seldom_used.double, seldom_used.Kind

    assert kind | None  # as in annotations
    assert "seldom_used" not in sys.modules
    assert double(4) == 8
    assert seldom_used.double(number=5) == 10
    assert isinstance(kind(), kind)
    assert not isinstance(4, kind)
    assert "seldom_used" in sys.modules


def test_weasyprint_makes_subsets_without_what_is_loaded_late() -> None:
    code = """
import sys
from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
assert print_pdf(HtmlDocument("<html lang=en><title>T</title><p>Text", "t.html")).data
sys.exit("fontTools.subset" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
