"""Charts, maps and equations to SVG, with real text in the fonts and colours of a theme.

    ChartData, Look ─draw_chart→ SVG

`charts` chooses how a chart is drawn: `bars` (with `rows`), `columns`, `lines`, `pie` and `maps` say what
stands where, as a Vega-Lite chart in pixels, of the parts in `layers`, with `keys` to the series.
`vega_lite` lets vl-convert draw it, or a chart that an editor brings, and `svg` takes out of that what a
page does not need. `equations` draws MathML. `look` knows fonts and sizes, `colours` which colours can be
told apart, and `oklch` which can be read on which.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
