"""The charts of a brief as templates take them: drawn for an edition, with the table that says the same."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

from briefpress.content import (
    CHART_SPEC,
    CHARTS_MISSING,
    EQUATION_TEX,
    LARGE,
    WEB_PAGE,
    Chart,
    ChartData,
    Drawn,
    Equation,
    Map,
    MapData,
    ValueTable,
    chart_data,
    map_data,
    mathml_of,
    number_parts,
    read_data_for,
    read_spec,
    spec_table,
)
from briefpress.drawing import (
    CannotDrawError,
    draw_chart,
    draw_equation,
    draw_map,
    draw_vega_lite,
    in_digits,
    is_missing,
)
from briefpress.findings import Location, Unusable
from briefpress.html.chart_look import chart_look, width_in
from briefpress.html.dark_charts import prepare_for_dark
from briefpress.html.documents import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.content import Brief, Edition
    from briefpress.html.theme import Theme

_BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
_MATHML = "{http://www.w3.org/1998/Math/MathML}"


class Drawings:
    """Draws the charts of a brief; `files` are the files that it names, `name` is what findings call it.

    A blank stands for those in `tables`, whose data files are not at hand: they say the same.
    """

    def __init__(
        self,
        brief: Brief,
        theme: Theme,
        edition: Edition,
        files: Mapping[str, bytes],
        name: str,
        tables: Mapping[Drawn, ValueTable] = MappingProxyType({}),
    ) -> None:
        self._language = brief.language
        self._tables = tables
        self._look = chart_look(brief, theme, edition)
        self._is_large = edition is LARGE
        self._is_web = edition is WEB_PAGE
        self._files = files
        self._name = name
        self._drawn: dict[str, Markup] = {}  # a page with citations is set twice
        self._attached = _names(brief)
        parts = (each.part for each in number_parts(brief))
        self.at_end = [p for p in parts if isinstance(p, Drawn) and p.data == "end"]

    def svg(self, content: Drawn, anchor: str) -> Markup:
        """Return a chart as inline SVG that is read out as its alternative text; raises `Unusable`."""
        if anchor not in self._drawn:
            self._drawn[anchor] = self._as_markup(content, anchor)
        return self._drawn[anchor]

    def _as_markup(self, content: Drawn, anchor: str) -> Markup:
        if content not in self._tables and is_missing():
            where = Location(self._name)
            raise Unusable(CHARTS_MISSING.finding("what draws charts is not installed", where))
        try:
            svg = self._draw(content, anchor)
        except CannotDrawError as error:
            name = getattr(content, "spec", None) or "the chart"
            message = f'"{name}" cannot be drawn: {error}'
            raise Unusable(CHART_SPEC.finding(message, Location(self._name))) from None
        svg.attrib.update({"role": "img", "aria-label": content.alt or ""})
        if self._is_web:
            prepare_for_dark(svg)
        return Markup(ET.tostring(svg, encoding="unicode"))  # noqa: S704 - escaped as XML

    def _draw(self, content: Drawn, anchor: str) -> ET.Element:
        if content in self._tables:
            return ET.fromstring(_BLANK)  # noqa: S314 - it is ours
        look = self._look
        if content.width and not self._is_large:
            look = replace(look, width=width_in(content.width, look.width))
        if isinstance(content, Map):
            return draw_map(_map(content, self._files, self._language), look, anchor)
        assert isinstance(content, Chart)
        if content.spec:
            spec = read_spec(self._read(content.spec), content.spec, self._read)
            return draw_vega_lite(spec, look, anchor)
        assert content.type
        data = _data(content, self._files, self._language)
        return draw_chart(content.type, data, look, anchor)

    def equation(self, content: Equation) -> Markup:
        """Return an equation in MathML, with a drawing in it for those who cannot show that (MathML Core, 4.2)."""
        return self._math(content.tex, content.alt)

    def formula(self, tex: str, words: str) -> Markup:
        """Return a formula within a sentence in the same way; it stands on the line of the text."""
        return self._math(tex, words, is_inline=True)

    def _math(self, tex: str, words: str, *, is_inline: bool = False) -> Markup:
        math = ET.fromstring(mathml_of(tex))  # noqa: S314 - latex2mathml wrote it
        for element in math.iter():
            element.tag = element.tag.removeprefix(_MATHML)
        semantics = ET.Element("semantics")
        semantics.extend([*math])
        written = ET.SubElement(semantics, "annotation", {"encoding": "application/x-tex"})
        written.text = tex.strip()
        drawn = ET.SubElement(semantics, "annotation-xml", {"encoding": "image/svg+xml"})
        try:
            drawn.append(draw_equation(mathml_of(tex), self._look, is_inline=is_inline))
        except CannotDrawError as error:
            message = f'the equation "{tex.strip()[:80]}" cannot be drawn: {error}'
            raise Unusable(EQUATION_TEX.finding(message, Location(self._name))) from None
        math[:] = [semantics]
        math.set("alttext", words)
        if is_inline:
            math.set("display", "inline")
        return Markup(ET.tostring(math, encoding="unicode"))  # noqa: S704 - escaped as XML

    def table(self, content: Drawn) -> ValueTable:
        """Return the table that says the same as a chart, in the same digits."""
        table = self._tables.get(content) or _table(content, self._files, self._language)
        shown = partial(in_digits, digits=self._look.digits)
        rows = tuple(tuple(map(shown, row)) for row in table.rows)
        return ValueTable(tuple(map(shown, table.columns)), rows)

    def number_at_end(self, content: Drawn) -> int:
        """Return which of the tables at the end has the data of a chart, from 1."""
        return next(n for n, each in enumerate(self.at_end, 1) if each is content)

    def file_of(self, content: Drawn) -> str:
        """Return the name of the file with the data of a chart that is attached."""
        return self._attached[content]

    def _read(self, name: str) -> bytes:
        return self._files[name]


def attached_data(brief: Brief, files: Mapping[str, bytes]) -> Iterator[Attachment]:
    """Yield the data of the charts of a brief that ask for that, as CSV (ISO 32000-2, 7.11.3: Data)."""
    for content, name in _names(brief).items():
        about = f"The data of a chart: {content.caption or content.alt}"
        yield Attachment(
            name, _table(content, files, brief.language).csv, "text/csv", about, "Data"
        )


def _names(brief: Brief) -> dict[Drawn, str]:
    """Return the charts whose data are attached, with the names of the files."""
    names: dict[Drawn, str] = {}
    for each in number_parts(brief):
        part = each.part
        if isinstance(part, Drawn) and part.data == "attached" and part not in names:
            source = next(
                filter(None, (getattr(part, n, None) for n in ("values", "spec", "file"))), "data"
            )
            name = part.id or PurePath(source).name.partition(".")[0]
            taken = sum(other.startswith(f"{name}.") for other in names.values())
            names[part] = f"{name}{f'.{taken + 1}' if taken else ''}.csv"
    return names


def _map(content: Map, files: Mapping[str, bytes], language: str) -> MapData:
    held = files[content.values]
    table = read_data_for(content, held, content.values, language)
    return map_data(content, files[content.file], table)


def _table(content: Drawn, files: Mapping[str, bytes], language: str) -> ValueTable:
    if isinstance(content, Map):
        return _map(content, files, language).table
    assert isinstance(content, Chart)
    if content.spec:
        return spec_table(read_spec(files[content.spec], content.spec, lambda name: files[name]))
    return _data(content, files, language).table


def _data(content: Chart, files: Mapping[str, bytes], language: str) -> ChartData:
    assert content.file
    held = files[content.file]
    table = read_data_for(content, held, content.file, language)
    return chart_data(content, table)
