"""What a page of HTML has beside what its PDF has: fonts, colours for dark screens, and the styles of browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.html.dark_charts import dark_chart_colours
from briefpress.html.dark_colours import dark_colours
from briefpress.html.theme_embedding import theme_style
from briefpress.html.web_fonts import embedded_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.html.theme import Theme

# Browsers print by these styles as well. WeasyPrint, which knows no conditions, leaves them out.
_BROWSERS = "screen, print and (min-width: 1px)"


def for_web(page: str, theme: Theme) -> str:
    """Return a page of HTML as it is published, with all that its browser needs."""
    known = theme.properties
    dark = dark_colours(known)
    charts = dark_chart_colours(page, dark["paper"])
    on_dark = "@media screen and (prefers-color-scheme: dark)"
    styles = [
        *(theme_style(path, theme) for path in theme.styles("web.css")),
        f"{on_dark} {{ {_properties(dark)} }}",
    ]
    if charts:  # where the system sets the colours, they stand on white
        styles.append(f"{on_dark} and (forced-colors: none) {{ {_properties(charts)} }}")
    fonts = embedded_fonts(theme.faces, known, page)
    rules = "\n".join(styles)
    added = f'<style>\n{fonts}\n</style>\n<style media="{_BROWSERS}">\n{rules}\n</style>\n'
    return page.replace("</head>", f"{added}</head>", 1)


def _properties(values: Mapping[str, str]) -> str:
    """Return a rule that sets custom properties."""
    return f":root {{{''.join(f' --{name}: {value};' for name, value in values.items())} }}"
