"""The rules on charts, maps and equations."""

from __future__ import annotations

from briefpress.findings import Rule, Severity
from briefpress.system import install_extra

CHART_ALT = Rule(
    id="chart-alt",
    severity=Severity.ERROR,
    title="Every chart and map has an alternative text",
    why="People who do not see it do not even learn what it is about.",
    mend="say in one or two sentences what the chart shows: alt: …",
    clause="7.3",
    matterhorn="13-004",
    wcag="1.1.1",
)
CHART_VALUE = Rule(
    id="chart-value",
    severity=Severity.ERROR,
    title="Every value of a chart is a number, and there is one for each place",
    why="A word cannot be drawn, and of two numbers one would hide the other.",
    mend="mend the data file",
)
CHART_FIELDS = Rule(
    id="chart-fields",
    severity=Severity.ERROR,
    title="Every chart has its data, and says how to draw them",
    why="Without them nothing can be drawn.",
    mend="give it type: and file:, or spec: with a Vega-Lite file",
)
CHART_SPEC = Rule(
    id="chart-spec",
    severity=Severity.ERROR,
    title="Every Vega-Lite file is one that can be drawn",
    why="What cannot be drawn is missing in the brief.",
    mend="open it in the Vega editor, which shows what is wrong, and save it anew",
)
CHART_ADDRESS = Rule(
    id="chart-address",
    severity=Severity.ERROR,
    title="No Vega-Lite file names an address",
    why="Nothing is fetched from the network, and the chart would change with a website.",
    mend="save the data in a file beside the brief, and name that file",
)
MAP_AREAS = Rule(
    id="map-areas",
    severity=Severity.ERROR,
    title="Every map has a GeoJSON file with areas, and an area for each value",
    why="A value without its area is missing on the map.",
    mend="save the areas as GeoJSON, with a property that names or numbers each",
)
CHART_PIE = Rule(
    id="chart-pie",
    severity=Severity.WARNING,
    title="Shares of more than four parts are shown as bars",
    why="Angles can hardly be compared, and slices only told apart by colour and place.",
    mend="write type: bar; or waive this with the reason",
)
CHART_CROWDED = Rule(
    id="chart-crowded",
    severity=Severity.WARNING,
    title="A chart has no more than six series",
    why="More colours, dashes and shapes than that cannot be told apart.",
    mend="show the most important ones, or make several charts of them",
    wcag="1.4.1",
)
EQUATION_TEX = Rule(
    id="equation-tex",
    severity=Severity.ERROR,
    title="Every equation is one of TeX",
    why="What is not understood would be printed as signs, and read out as them.",
    mend="mend it; what LaTeX knows in formulas without further packages is known here",
)
EQUATIONS_MISSING = Rule(
    id="equations-missing",
    severity=Severity.ERROR,
    title="What sets equations is installed",
    why="Without it, an equation would be missing in the brief.",
    mend=install_extra("equations"),
)
CHARTS_MISSING = Rule(
    id="charts-missing",
    severity=Severity.ERROR,
    title="What draws charts is installed",
    why="Without it, a chart would be missing in the brief.",
    mend=install_extra("charts"),
)
