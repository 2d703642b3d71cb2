"""Short ways for setting text in lines: with the same results, for the length of a `with` block.

WeasyPrint 70 has Pango shape each line about five times, with a context, a font description and a list
of features of its own. Here, boxes with the same style of text share these, a text that is split anew for
the same place (by flex containers, columns, tables, running footers) is not shaped again, and the first
word of the next line is tried on a line only where there may be room for it.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features
from weasyprint.text.line_break import Layout, first_line_metrics, get_next_break_point, line_size

from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LETTERS = 1_000_000  # of the texts whose lines are kept
_LETTERS_PER_EM = (
    2.75,
    4,
)  # how much of a text is tried for a line: enough for most, and for nearly all
_SLACK = 1  # CSS pixel: what kerning may save

# All that lines of text depend on, beside the text and its place.
_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
_PROPERTIES = (
    *_FEATURES,
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "line_height",
    "letter_spacing",
    "word_spacing",
    "white_space",
    "overflow_wrap",
    "word_break",
    "tab_size",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "text_decoration_line",
)


@contextmanager
def fast_text() -> Iterator[None]:
    """Let WeasyPrint take the short ways through the text of one document."""
    texts = _Texts()
    with ExitStack() as stack:
        for owner, name, replacement in (
            (Layout, "setup", lambda layout, style: texts.style(style).set_up(layout, style)),
            (inline, "strut", lambda style: texts.style(style).strut(style)),
            (inline, "split_first_line", texts.split_first_line),
            (preferred, "split_first_line", texts.split_first_line),
        ):
            stack.enter_context(replaced(owner, name, replacement))
        yield


_strut = line_break.strut
_split_first_line = line_break.split_first_line


class _Texts:
    """The styles and lines of the texts of a document."""

    def __init__(self) -> None:
        self._by_values: dict[object, _TextStyle] = {}
        self._by_id: dict[int, tuple[Any, _TextStyle]] = {}
        self._lines: dict[object, tuple[Any, ...]] = {}
        self._letters = 0

    def style(self, style: Any) -> _TextStyle:
        """Return what is kept for a computed style."""
        known = self._by_id.get(id(style))
        if known is None:
            values = (id(style.font_config), *(style[name] for name in _PROPERTIES))
            key = str(values)
            found = self._by_values.get(key)
            if found is None:
                found = self._by_values[key] = _TextStyle(style)
            known = self._by_id[id(style)] = style, found  # which keeps its id in use
        return known[1]

    def split_first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """Return the first line of a text: the one that was found before, or a new one."""
        kept = self.style(style)
        key = kept, text, max_width, justification_spacing, is_line_start, minimum
        line = self._lines.get(key)
        if line is None:
            line = kept.plain_line(text, style, max_width, justification_spacing)
            if line is None:
                line = _split_first_line(
                    text, style, context, max_width, justification_spacing, is_line_start, minimum
                )
            self._letters += len(text)
            if self._letters > _MOST_LETTERS:
                self._lines.clear()
                self._letters = len(text)
            self._lines[key] = line
        layout = object.__new__(Layout)  # of its own, as a box may get another text
        layout.__dict__.update(line[0].__dict__)
        return layout, *line[1:]


class _TextStyle:
    """What all boxes with the same style of text share."""

    def __init__(self, style: Any) -> None:
        self._strut: tuple[float, float] | None = None
        self._context, self._language = _context(style)
        self._font = line_break.get_font_description(style)
        self._decoration = _decoration(style, self._context, self._font, self._language)
        features = font_features(*(style[name] for name in _FEATURES))
        self._features = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        self._is_plain = (
            style["white_space"] == "normal"
            and style["direction"] == "ltr"
            and style["hyphens"] != "auto"
            and style["font_size"] > 0
        )
        self._font_size = style["font_size"]

    def set_up(self, layout: Any, style: Any) -> None:
        """Make a layout of Pango, as `Layout.setup` does."""
        layout.style = style
        layout.first_line_direction = 0
        layout.language = self._language
        layout.layout = made = ffi.gc(pango.pango_layout_new(self._context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(made, False)
        pango.pango_layout_set_font_description(made, self._font)
        layout.__dict__.update(self._decoration)
        if self._features:
            known = style.font_config.font_features
            if self._features not in known:
                known[self._features] = pango.pango_attr_font_features_new(self._features)
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, known[self._features])
            pango.pango_layout_set_attributes(made, attributes)

    def strut(self, style: Any) -> tuple[float, float]:
        """Return the height of a line and its baseline."""
        if self._strut is None:
            self._strut = _strut(style)
        return self._strut

    def plain_line(
        self, text: str, style: Any, max_width: float | None, justification_spacing: float
    ) -> tuple[Any, ...] | None:
        """Return the first line of a text whose lines break between words; None where there is more to it."""
        if max_width is None or max_width == inf or self._font_size * 4 > max_width:
            return None
        if not self._is_plain or "\u00ad" in text:
            return None
        found: tuple[Any, ...] | None = None
        for letters in _LETTERS_PER_EM:
            short = text[: int(max_width / self._font_size * letters)]
            layout = line_break.create_layout(short, style, None, max_width, justification_spacing)
            line, rest = layout.get_first_line()
            if rest is None and short != text:
                continue  # all of that has room
            width, height = line_size(line, style)
            if width > max_width:
                break
            if rest is None:
                found = first_line_metrics(line, text, layout, None, True, style)
            elif self._ends_there(layout, rest, short, max_width - width):
                baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
                layout.text = short.encode()[: line.length].decode().rstrip(" ")
                layout.deactivate()
                found = layout, len(layout.text.encode()), rest, width, height, baseline
            break
        return found

    def _ends_there(self, layout: Any, rest: int, text: str, room: float) -> bool:
        """Tell whether a line ends before the byte `rest`, and the next word has certainly no room on it."""
        before = text.encode()[:rest].decode()
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        end = get_next_break_point(attributes[len(before) + 1 : len(text)])
        if end is None or not before.endswith(" "):
            return False
        word = text[len(before) : len(before) + end + 1].rstrip(" ")
        following = pango.pango_layout_get_line_readonly(layout.layout, 1)
        return _is_wider(following, rest + len(word.encode()), room + _SLACK)


def _is_wider(line: Any, end: int, room: float) -> bool:
    """Tell whether the glyphs of a line up to a byte of its text need more than some room."""
    needed = room * TO_UNITS
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        for index in range(glyphs.num_glyphs):
            if item.analysis.level % 2 or item.offset + glyphs.log_clusters[index] >= end:
                return False
            needed -= glyphs.glyphs[index].geometry.width
            if needed < 0:
                return True
        run = run.next
    return False


def _context(style: Any) -> tuple[Any, Any]:
    """Return a context of Pango, and the language of its text."""
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    code = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if not code:
        return context, pango.pango_language_get_default()
    pointer, _kept = unicode_to_char_p(code)
    language = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, language)
    return context, language


def _decoration(style: Any, context: Any, font: Any, language: Any) -> dict[str, float | None]:
    """Return where the lines of decorated text stand, in CSS pixels."""
    names = (
        "ascent",
        "underline_position",
        "strikethrough_position",
        "underline_thickness",
        "strikethrough_thickness",
    )
    if style["text_decoration_line"] == "none":
        return dict.fromkeys(names)
    metrics = ffi.gc(
        pango.pango_context_get_metrics(context, font, language), pango.pango_font_metrics_unref
    )
    read = (getattr(pango, f"pango_font_metrics_get_{name}") for name in names)
    return {name: FROM_UNITS * get(metrics) for name, get in zip(names, read, strict=True)}
