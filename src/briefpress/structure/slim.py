"""pypdf, loaded without what it is never asked for here: a third of its loading time goes into that.

It comes before all else in this package that imports pypdf.
"""

from __future__ import annotations

from briefpress.late import late

# What writes, what extracts text in its own way, and what a password in other scripts takes.
with late(
    "pypdf._writer",
    "pypdf.xmp",
    "pypdf.actions",
    "pypdf._text_extraction",
    "pypdf._text_extraction._text_extractor",
    "pypdf.generic._font",
    "stringprep",
):
    import pypdf as pypdf
