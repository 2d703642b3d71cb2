"""The rules on the brand file of an institute, which serves other programs as well."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

BRAND_FILE = Rule(
    id="brand-file",
    severity=Severity.WARNING,
    title="The files that _brand.yml names lie beside it",
    why="The brief lacks the logo or the fonts of its institute: nothing is fetched, and no other folder is read.",
    mend="copy it there, under a name that no other file has",
)
BRAND_VALUE = Rule(
    id="brand-value",
    severity=Severity.WARNING,
    title="What _brand.yml says can be understood",
    why="The brief has another look than its institute asked for.",
    mend='write a colour as "#7a1230", or as a name of the palette',
)
