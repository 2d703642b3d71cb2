"""Whether a PDF says what its source says: the words, in order, and what they are part of.

    HtmlOutline (html) ─┐
                        ├ Script ─align→ Differences, pairs of words ─rules→ problems
    PdfStructure ─words─┘

`words` tells what is heard of a PDF as `html.outline` tells what its source says. `alignment` finds
what both have in common, `differences` what is missing, added, moved, changed or said twice, and
`comparison` keeps both for the rules: `texts`, `structure`, `tables`, `properties` and `document`.
Where the PDF was set in other templates than its source, `authored` seeks in it what the author wrote.
"""

from __future__ import annotations

from briefpress.checks.fidelity import document, properties, structure, tables, texts
from briefpress.checks.rules import Check, checks_in

CHECKS: tuple[Check, ...] = checks_in(document, texts, structure, tables, properties)
