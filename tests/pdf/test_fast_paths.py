"""Short ways through WeasyPrint give the same pages as the long ones."""

from __future__ import annotations

import importlib
import pkgutil
import re
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import pytest
import weasyprint
import weasyprint.layout
from weasyprint import css
from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout import percent

from briefpress.pdf import fast_paths, fast_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of each kind that the short ways tell apart: named and unnamed properties, logical ones in both directions,
# inherited and initial values, custom properties, percentages, floats, placed boxes, notes, running heads.
HTML = """<html lang=en><style>
:root { --gap: 4mm; --ink: #102030; color: var(--ink); font: 12px/1.4 "Fira Sans" }
@page { size: 10cm 14cm; margin: 12mm; @top-left { content: element(head) } }
header { position: running(head) } u { float: footnote } i { position: absolute; top: 1cm; right: 5% }
.side { float: inline-end; inline-size: 30%; margin-inline-start: var(--gap); padding-block: 1% }
p { margin-block: 0.5em; text-indent: 2% } p.no { margin-left: initial; color: inherit }
[dir=rtl] { padding-inline-start: 1cm; border-inline-end: 1pt solid } b { font-weight: unset }
table { border-collapse: collapse; width: 60% } td { padding: calc(1mm + 2%) }
.flex { display: flex; min-width: auto } a { position: relative; top: 2px; text-decoration: underline }
*, ::before, ::after { box-sizing: border-box } ::marker { color: var(--ink) } li li::marker { font-weight: bold }
h1::after { content: " " counter(page); float: right } p.no::before { content: "*"; display: list-item; margin: 0 }
.note { position: note(foot) } .note::note-call { content: "n" } dt { display: list-item } dd::after { content: none }
section { page: inner } section section { page: auto } .last { page: last }
</style><header>Head</header><h1>Title</h1><div class=side>Side <b>bold</b></div>
<p>Words <a href="#t">linked</a> <u>note</u> <i>placed</i> <em style="font-size: 90%">small</em></p>
<div dir=rtl><p class=no>right to left</p><p style="margin-right: 3mm">again</p></div>
<div class=flex><p>one</p><p>two</p></div><ul><li>item</ul><table id=t><tr><td>1<td>2</table>
<ol><li>one<ul><li>within</ul></ol><dl><dt>Term<dd>said<span class=note>noted</span></dl>
<section><section><p>deep</p><p>within</p></section><div><p>first</p><div class=last><p>last</p></div></div></section>
<section><img alt=""></section><div class=last><table><tr><td>of a table</table></div><p>end"""

PLACES = (
    "width",
    "height",
    "position_x",
    "position_y",
    "margin_left",
    "margin_right",
    "padding_top",
)


_LOGICAL = re.compile("(^|_)(block|inline)(_|$)")  # no box has these itself

LAYOUT_MODULES = [each.name for each in pkgutil.iter_modules(weasyprint.layout.__path__)]


@contextmanager
def short_ways() -> Iterator[None]:
    with fast_styles.fast_styles(), fast_paths.fast_paths():
        yield


def boxes_of(html: str) -> list[tuple[object, ...]]:
    """Return kind, text, places and computed style of all boxes of a document."""
    pages = weasyprint.HTML(string=html).render().pages
    boxes = [box for page in pages for box in page._page_box.descendants()]  # noqa: SLF001
    names = sorted(name for name in css.INITIAL_VALUES if not _LOGICAL.search(name))
    return [
        (
            type(box).__name__,
            getattr(box, "text", ""),
            *(getattr(box, place, None) for place in PLACES),
            *(repr(box.style[name]) for name in names),
        )
        for box in boxes
    ]


def test_boxes_are_the_same() -> None:
    long_way = boxes_of(HTML)
    with short_ways():
        first, again = boxes_of(HTML), boxes_of(HTML)
    assert len(long_way) > 60
    assert first == long_way
    assert again == long_way, "a style sheet that was read before gives other styles"


def test_short_ways_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The originals have less to do, or else WeasyPrint no longer calls what is replaced."""
    calls: dict[bool, list[int]] = {}
    for is_short in (False, True):
        counts = calls[is_short] = [0] * 5
        originals = (
            (ComputedStyle, "__missing__", fast_styles, "_computed_value"),
            (css.StyleFor, "set_computed_styles", fast_styles, "_compute_styles"),
            (percent, "resolve_one_percentage", fast_paths, "_resolve"),
            (Box, "is_in_normal_flow", fast_paths, "_in_normal_flow"),
            (ParentBox, "page_values", fast_paths, "_original_page_values"),
        )
        with monkeypatch.context() as patched:
            for place, (owner, name, module, long_name) in enumerate(originals):
                counted = _counted(getattr(owner, name), counts, place)
                patched.setattr(owner, name, counted)
                patched.setattr(module, long_name, counted)
            with short_ways() if is_short else nullcontext():
                weasyprint.HTML(string=HTML).render()
    assert all(few * 2 < many for few, many in zip(calls[True], calls[False], strict=True)), calls


def _counted(original: Any, counts: list[int], place: int) -> Any:
    def count(*arguments: Any, **options: Any) -> Any:
        counts[place] += 1
        return original(*arguments, **options)

    return count


def test_a_style_sheet_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str | None] = []

    class Read(weasyprint.CSS):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **named: Any) -> None:
            texts.append(named.get("string"))
            super().__init__(*arguments, **named)

    monkeypatch.setattr(weasyprint, "CSS", Read)
    plain, faulty = "p { color: #123457 }", "p { colour: red }"
    fonts = "@font-face { font-family: none-such; src: local('Fira Sans') }"
    for styles in [(plain,)] * 3 + [(fonts,)] * 3 + [(plain, faulty)] * 3:
        with short_ways():
            weasyprint.HTML(string="".join(f"<style>{each}</style>" for each in styles)).render()
    # The sound one once for its three documents, and again for each in which it stands beside a faulty one.
    assert [texts.count(text) for text in (plain, fonts, faulty)] == [1 + 3, 3, 3]


def test_a_style_sheet_that_was_read_before_brings_no_page_rules_of_another_document() -> None:
    shown = '@page { @top-left { content: "one" } }'
    hidden, other = "@page { @top-left { content: none } }", "p { color: red }"
    effects = f"@font-face {{ font-family: none-such; src: local('Fira Sans') }} {shown}"
    documents = [
        "".join(f"<style>{each}</style>" for each in styles) + "<p>Text"
        for styles in ((shown, other), (shown, hidden, other), (effects, hidden, effects + other))
    ]
    long_way = [boxes_of(each) for each in documents]
    short_way = []
    for each in documents:
        with short_ways():
            short_way.append(boxes_of(each))
    assert short_way == long_way
    assert len(long_way[0]) > len(long_way[1])  # the box at the top


def test_all_modules_that_resolve_lengths_are_known() -> None:
    modules = (importlib.import_module(f"weasyprint.layout.{name}") for name in LAYOUT_MODULES)
    resolving = [module for module in modules if hasattr(module, "resolve_percentages")]
    assert {*resolving} == {*fast_paths._RESOLVING}  # noqa: SLF001
