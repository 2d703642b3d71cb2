"""All that is replaced in WeasyPrint and in tinycss2, each for the length of a `with` block."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import weasyprint.css
import weasyprint.document
import weasyprint.html
import weasyprint.pdf
import weasyprint.svg
from tinycss2 import color4, color5
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import block, inline, table
from weasyprint.matrix import Matrix
from weasyprint.text import line_break
from weasyprint.text.ffi import pango, unicode_to_char_p

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pydyf
    from weasyprint import Document
    from weasyprint.pdf.stream import Stream

    GetImage = Callable[..., Any]
    ParseColour = Callable[..., Any]
    WriteTags = Callable[[pydyf.PDF, list[Stream]], None]

# The parsers of tinycss2 that WeasyPrint calls for the colours of style sheets and SVG.
COLOUR_PARSERS = (
    *((color4, f"_parse_{name}") for name in ("hsl", "hwb", "lab", "lch", "oklab", "oklch", "color")),
    (color5, "_parse_device_cmyk"),
)  # fmt: skip

# Letters of words that may break in a table that is too wide, and where lines break in any case.
_LONG_WORDS = (40, 25, 15)
_LONG_WORD = re.compile(rf"\S{{{_LONG_WORDS[-1]}}}|\u2060")  # or a phrase that is kept in one piece
_BETWEEN_WORDS = re.compile("[\\s\u00ad\u200b/-]")


@contextmanager
def replaced(owner: Any, name: str, replacement: object) -> Iterator[None]:
    """Let a name of a module, a class or an object stand for something else."""
    original = getattr(owner, name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        setattr(owner, name, original)


@contextmanager
def tags_written_by(write_tags: WriteTags, document: Document) -> Iterator[None]:
    """Let `write_tags` write the structure tree and the bookmarks of a document, not WeasyPrint.

    WeasyPrint calls it once, when all pages are drawn and all fonts are embedded.
    """

    def add_tags(pdf: pydyf.PDF, _: object, __: object, streams: list[Stream]) -> None:
        write_tags(pdf, streams)

    def make_bookmark_tree(*_: object, **__: object) -> list[object]:
        return []

    with (
        replaced(weasyprint.pdf, "add_tags", add_tags),
        replaced(document, "make_bookmark_tree", make_bookmark_tree),
    ):
        yield


@contextmanager
def lines_read_by(
    read: Callable[[Any], None], width_before: Callable[[Any], float]
) -> Iterator[None]:
    """Let a function read each box with a line of text when it is drawn, while it knows its glyphs.

    What has no room in a line, and stands before it, is drawn so much farther left.
    """
    original = draw_text.draw_first_line

    def draw_first_line(stream: Stream, box: Any, *arguments: Any) -> object:
        *others, place = arguments
        if width := width_before(box):
            place = Matrix(e=-width) @ place
        drawn = original(stream, box, *others, place)
        read(box)
        return drawn

    with replaced(draw_text, "draw_first_line", draw_first_line):
        yield


@contextmanager
def fonts_read_by(read: Callable[[Iterable[Any]], None]) -> Iterator[None]:
    """Let a function read and change the fonts of a document when all pages are drawn, before it embeds them."""
    original = weasyprint.pdf.build_fonts_dictionary

    def build_fonts_dictionary(pdf: object, fonts: Any, *arguments: object) -> object:
        read(fonts.values())
        return original(pdf, fonts, *arguments)

    with replaced(weasyprint.pdf, "build_fonts_dictionary", build_fonts_dictionary):
        yield


@contextmanager
def list_markers_with_content() -> Iterator[None]:
    """Let `li::marker {content: …}` be laid out, where WeasyPrint 70 raises TypeError.

    The text of an outside marker shares the style of the marker, and so its position, which is out of
    the flow.
    """
    original = build.marker_to_box

    def marker_to_box(*arguments: object) -> Iterator[boxes.Box]:
        for marker in original(*arguments):
            for child in marker.children:
                if child.style is marker.style:
                    child.style = marker.style.copy()
                    child.style["position"] = "static"
            yield marker

    with replaced(build, "marker_to_box", marker_to_box):
        yield


@contextmanager
def wide_tables_with_breaks() -> Iterator[None]:
    """Let long words in the cells of a table break where the table would be wider than its place.

    `overflow-wrap: break-word` does not make a column narrower than its longest word, and `anywhere`
    would break the words of all tables that fill the page. The longest words break first, numbers never.
    """
    original = table.auto_table_layout

    def auto_table_layout(context: Any, wrapper: Any, place: tuple[float, float]) -> None:
        inner = wrapper.get_wrapped_table()
        width = inner.width
        original(context, wrapper, place)
        for length in _LONG_WORDS:
            if inner.width <= place[0]:
                break
            if _let_words_break(inner, length):
                inner.width = width
                for each in (inner, *inner.descendants()):
                    context.tables.pop(each, None)  # the widths of its columns, which are kept
                original(context, wrapper, place)

    with replaced(table, "auto_table_layout", auto_table_layout):
        yield


@contextmanager
def margins_above_parts(margin_of: Callable[[Any], float | None]) -> Iterator[None]:
    """Let the parts of a block on later pages begin as much lower as a function returns, in CSS pixels.

    Where it returns None, WeasyPrint decides. It drops their margins unless `box-decoration-break` is `clone`.
    """
    original = block.block_container_layout

    def block_container_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        *arguments: Any,
        **options: Any,
    ) -> Any:
        if skip_stack is not None and (margin := margin_of(box)) is not None:
            box.margin_top = 0
            box.position_y += margin
        return original(context, box, bottom_space, skip_stack, *arguments, **options)

    with replaced(block, "block_container_layout", block_container_layout):
        yield


def keep_short_words_whole(root: Any) -> None:
    """Let only text with a long word break within words, before it is laid out.

    Where words may break, Pango lays out each line with attributes of its own: with that on all text,
    the Kenya brief took 900 ms to print instead of 660.
    """
    for box in (root, *root.descendants()):
        is_text = isinstance(box, boxes.TextBox) and box.style["overflow_wrap"] != "normal"
        if is_text and not _LONG_WORD.search(box.text):
            box.style = box.style.copy()
            box.style["overflow_wrap"] = "normal"


def _let_words_break(inner: Any, length: int) -> bool:
    """Let words of so many letters break in all cells of a table; return whether there are any."""
    found = False
    for box in inner.descendants():
        if isinstance(box, boxes.TextBox) and box.style["overflow_wrap"] == "break-word":
            words = (word for word in _BETWEEN_WORDS.split(box.text) if len(word) >= length)
            if any(any(map(str.isalpha, word)) for word in words):
                box.style = box.style.copy()  # which other cells may share
                box.style["overflow_wrap"] = "anywhere"
                found = True
    return found


@contextmanager
def lines_with_spaces_at_their_end() -> Iterator[None]:
    """Let a line keep all words that fit, where WeasyPrint 70 keeps the first word alone.

    That happens where text before a link or a note call would fit but for the space at its end: a
    space there hangs over the end, and before a no-break space the line breaks before the last word.
    """
    original: Callable[..., tuple[Any, ...]] = inline.split_first_line

    def split_first_line(text: str, *arguments: Any, **options: Any) -> tuple[Any, ...]:
        line = original(text, *arguments, **options)
        bare = text.rstrip(" \u00a0")
        _, length, rest, *_ = line
        if rest is None or bare == text or " " in text.encode()[:length].decode().strip():
            return line
        style, context, _, *more = arguments
        _, _, rest, width, *_ = original(bare, *arguments, **options)
        if rest is not None:  # the first word alone fits
            return line
        if text.endswith(" "):
            return original(text, style, context, None, *more, **options)
        shorter = original(bare, style, context, width - 1, *more, **options)
        return line if shorter[2] is None else shorter

    with replaced(inline, "split_first_line", split_first_line):
        yield


@contextmanager
def flex_items_with_links() -> Iterator[None]:
    """Let a link that is an item of a flex or grid container be one, where WeasyPrint 70 forgets its target."""
    original = build.blockify

    def blockify(box: boxes.Box, layout: str | None = None) -> boxes.Box:
        block = original(box, layout)
        block.link = box.link
        return block

    with replaced(build, "blockify", blockify):
        yield


class _Run(str):
    """Text of SVG that is laid out in one piece: WeasyPrint lays out each of what it yields."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


_PLACES = ("x", "y", "dx", "dy")  # several, where letters have places of their own
_LETTER_BY_LETTER = ("letter-spacing", "textLength", "rotate")


@contextmanager
def svg_text_in_runs() -> Iterator[None]:
    """Let text of SVG be laid out in runs, where WeasyPrint 70 lays out each letter by itself.

    Letters of Arabic stay joined then, signs of Hindi together, and kerning and ligatures are kept.
    Text whose letters have places of their own is laid out as before (Kozea/WeasyPrint #2249).
    """
    original = weasyprint.svg.text

    def text(svg: Any, node: Any, font_size: float) -> None:
        places = (node.get(name, "").replace(",", " ").split() for name in _PLACES)
        is_spread = any(node.get(n) not in (None, "0", "normal") for n in _LETTER_BY_LETTER)
        written = node.text
        if written and not is_spread and all(len(each) <= 1 for each in places):
            node._etree_node.text = _Run(written)  # noqa: SLF001 - there is no other way to set it
        try:
            original(svg, node, font_size)
        finally:
            node._etree_node.text = written  # noqa: SLF001

    with ExitStack() as stack:
        # It is called by the names of elements; the other name tells these from all others.
        for name in [each for each, draw in weasyprint.svg.TAGS.items() if draw is original]:
            stack.callback(weasyprint.svg.TAGS.__setitem__, name, original)
            weasyprint.svg.TAGS[name] = text
        stack.enter_context(replaced(weasyprint.svg, "text", text))
        yield


_SVG_IN_HTML = "{http://www.w3.org/2000/svg}svg"
# Spaces whose colours are written as functions of that name, not as color() (CSS Color 4, 7 to 9).
_FUNCTIONS = ("hsl", "hwb", "lab", "lch", "oklab", "oklch", "device-cmyk")


@contextmanager
def svg_in_text_colour() -> Iterator[None]:
    """Let `currentColor` in the SVG of a page be the colour of the text there: WeasyPrint 70 takes black."""
    original = weasyprint.html.HTML_HANDLERS[_SVG_IN_HTML]

    def handle(element: Any, box: boxes.Box, *others: Any) -> Any:
        if "color" in element.attrib:  # as a drawing has it that says so itself
            return original(element, box, *others)
        element.set("color", _as_css(box.style["color"]))
        try:
            return original(element, box, *others)
        finally:
            del element.attrib["color"]

    weasyprint.html.HTML_HANDLERS[_SVG_IN_HTML] = handle
    try:
        yield
    finally:
        weasyprint.html.HTML_HANDLERS[_SVG_IN_HTML] = original


def _as_css(colour: Any) -> str:
    """Return a colour of tinycss2 as it is written in CSS."""
    if colour.space not in _FUNCTIONS:
        return str(colour)
    coordinates = " ".join(map(str, colour.coordinates))
    return f"{colour.space}({coordinates} / {colour.alpha})"


@contextmanager
def font_families_of(order: Callable[[Sequence[str], str], Sequence[str]]) -> Iterator[None]:
    """Let a function say in which font families text is set, by those of its style and its language."""
    original = line_break.get_font_description

    def get_font_description(style: Any) -> object:
        description = original(style)
        families = ",".join(order(style["font_family"], style["lang"] or ""))
        pointer, _kept = unicode_to_char_p(families)
        pango.pango_font_description_set_family(description, pointer)
        return description

    with replaced(line_break, "get_font_description", get_font_description):
        yield


@contextmanager
def boxes_read_by(read: Callable[[boxes.Box], None]) -> Iterator[None]:
    """Let a function read the boxes of each document before they are laid out."""
    original = weasyprint.document.build_formatting_structure

    def build_formatting_structure(*arguments: object) -> boxes.Box:
        root = original(*arguments)
        footnotes = arguments[-1]
        assert isinstance(footnotes, list)
        for box in (root, *footnotes):
            read(box)
        return root

    with replaced(weasyprint.document, "build_formatting_structure", build_formatting_structure):
        yield


@contextmanager
def images_read_by(replace: Callable[[GetImage], GetImage]) -> Iterator[None]:
    """Let another function read all images; `replace` gets WeasyPrint's and returns the other."""
    original = weasyprint.document.original_get_image_from_uri
    with replaced(weasyprint.document, "original_get_image_from_uri", replace(original)):
        yield


@contextmanager
def colours_parsed_by(replace: Callable[[ParseColour], ParseColour]) -> Iterator[None]:
    """Let other functions parse colours; `replace` gets a parser of tinycss2 and returns the other.

    Colours of `@color-profile` are unknown then: WeasyPrint ignores their declarations, and says so.
    """
    with ExitStack() as stack:
        for module, name in COLOUR_PARSERS:
            stack.enter_context(replaced(module, name, replace(getattr(module, name))))
        stack.enter_context(replaced(color5, "_parse_color", lambda *_: None))
        yield


@contextmanager
def style_rules_taken_by(take: Callable[[Any, str | None], bool]) -> Iterator[None]:
    """Let WeasyPrint read only the rules of style sheets that `take` allows.

    It is asked with each rule, those in other rules as well, and the address of the style sheet, which
    for one that stands in a page is that of the page.
    """
    original = weasyprint.css.preprocess_stylesheet

    def preprocess_stylesheet(
        medium: str, address: str | None, rules: Iterable[Any], *others: Any, **options: Any
    ) -> None:
        taken = (rule for rule in rules if take(rule, address))
        original(medium, address, taken, *others, **options)

    with (
        replaced(weasyprint, "preprocess_stylesheet", preprocess_stylesheet),
        replaced(weasyprint.css, "preprocess_stylesheet", preprocess_stylesheet),
    ):
        yield
