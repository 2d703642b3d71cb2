"""Charts and maps, as an editor writes them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.fields import Line, Model, Text, Width
from briefpress.content.model.identifiers import Encoding
from briefpress.content.model.targets import Target

Names = Text | tuple[Text, ...]


class Drawn(Target):
    """What charts and maps have in common: they are drawn from data, and counted as figures."""

    model_config = ConfigDict(json_schema_extra={"required": ["alt"]})
    counted_as: ClassVar[str] = "figure"

    alt: Text | None = None  # `content.charts` reports that it is missing, and proposes one
    """What the chart or map shows, in one or two sentences, for someone who does not see it."""
    caption: Line | None = None
    """The caption, which stands above as the title."""
    unit: Line | None = None
    """What the numbers are, such as "Wells per 10,000 people"; it stands below the caption."""
    source: Line | None = None
    """Where the data come from."""
    width: Width | None = None
    """How wide it is drawn: 60% of the text, or 80mm; as wide as the text if you say nothing."""
    data: Literal["below", "end", "attached"] = "below"
    """Where the data stand: in a table `below`, in one at the `end` of the brief, or `attached` as a CSV file."""
    encoding: Encoding | None = None
    """The encoding of a CSV or TSV file, if it is not UTF-8: such as windows-1252, as Excel saves CSV in Europe."""
    sheet: Text | None = None
    """The sheet of the workbook with the data, if it is not the first."""
    range: Text | None = None
    """The cells of the sheet that hold the data, such as A3:D20, if there is more on it."""


class Chart(Drawn):
    """A chart, drawn from a data file, or from a Vega-Lite file."""

    type: Literal["bar", "grouped", "stacked", "line", "area", "dot", "pie"] | None = None
    """How it is drawn; in rows or, along years, in columns."""
    file: Text | None = None
    """The data file, relative to this content file: CSV, TSV, XLSX or ODS."""
    x: Text | None = None
    """The column with the names or years along the axis; the first if nothing is said."""
    y: Names | None = None
    """The column with the numbers, or the columns, each a series; all others if nothing is said."""
    series: Text | None = None
    """The column with the names of the series, where each row has one number."""
    spec: Annotated[Text | None, Field(validate_default=True)] = None
    """A Vega-Lite file, instead of `type` and `file`: its data stand in it, or in files beside it."""

    @field_validator("spec")
    @classmethod
    def _check_parts(cls, spec: str | None, info: ValidationInfo) -> str | None:
        given = {name for name in ("type", "file", "x", "y", "series") if info.data.get(name)}
        if {"type", "file"} <= info.data.keys():
            if spec is None and not {"type", "file"} <= given:
                missing = "file" if "type" in given else "type"
                raise PydanticCustomError(
                    "chart-fields", 'the chart has no "{missing}"', {"missing": missing}
                )
            if spec is not None and given:
                message = 'a chart with a Vega-Lite file has no "{field}" beside it'
                raise PydanticCustomError("chart-fields", message, {"field": min(given)})
        return spec


class Map(Drawn):
    """A map of areas, coloured by classes of values."""

    file: Text
    """The areas: a GeoJSON file, relative to this content file."""
    values: Text
    """The data file with a value for each area: CSV, TSV, XLSX or ODS."""
    key: Text
    """The column that names or numbers the areas, as a property of the areas does."""
    value: Text
    """The column with the values."""
    property: Text | None = None
    """The property of the areas that holds the key, where it has another name than its column."""
    name: Text | None = None
    """The property of the areas that names them in the table, if not the key itself."""
    classes: tuple[Text, ...] | None = None
    """Where each class of values begins but the first, such as [10, 20, 50]; else by the number of areas."""


class ChartBlock(Model):
    """A block that is a chart."""

    chart: Chart
    """A chart, drawn from data."""


class MapBlock(Model):
    """A block that is a map."""

    map: Map
    """A map of areas, coloured by values."""
