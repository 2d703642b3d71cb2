"""A document as WeasyPrint prints it, without this project's tagging."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from urllib.parse import quote

import weasyprint


def font_url(package: str, name: str) -> str:
    with as_file(files(package)) as folder:
        return next(folder.rglob(name)).as_uri()


SERIF = font_url("fontpkg_ibm_plex_serif", "IBMPlexSerif-Regular.ttf")
SANS = font_url("fontpkg_fira_sans", "FiraSans-Regular.ttf")
SVG = quote(
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="9"/></svg>'
)
HTML = f"""<html lang="en-GB"><title>Kenya: rain</title>
<style>
@font-face {{ font-family: Plex; src: url("{SERIF}") }}
@font-face {{ font-family: Fira; src: url("{SANS}") }}
@page {{ size: A4; @top-center {{ content: "Running head" }} }}
body {{ font: 10pt Plex }}
h1, h2 {{ font: 14pt Fira }}
h2 {{ break-before: page }}
.note {{ float: footnote }}
</style>
<h1>Kenya</h1>
<p>Қазақстан and “quotes” in <a href="https://example.org/a?b=c">a report</a>,
see <a href="#later">later</a><span class="note">A note.</span></p>
<ul><li>One</li><li>Two</li></ul>
<table><tr><th scope="col" colspan="2">Name</th></tr><tr><td rowspan="2">a</td><td>b</td></tr>
<tr><td>c</td></tr></table>
<img alt="A map" src="data:image/svg+xml,{SVG}">
<h2 id="later">Later</h2><p style="opacity: 0.5">Faint</p>
"""


@cache
def weasyprint_pdf() -> bytes:
    """Return a PDF/UA-1 file of two pages that WeasyPrint itself tagged, with its faults."""
    pdf = weasyprint.HTML(string=HTML).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf
