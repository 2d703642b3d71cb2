"""Good PDFs of other programs raise no false alarm: every error is one that is really there.

What is really there was found with veraPDF and by reading each tree; see `producers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.build import pdf_tasks
from briefpress.findings import Severity
from producers import PRODUCERS

if TYPE_CHECKING:
    from pathlib import Path

    from producers import Producer

# The errors of each file, all of them true. Chromium writes no XMP (and so claims nothing), leaves
# page numbers and its quotation marks untagged, gives links no description, and its lists hold
# something besides labels and bodies. LibreOffice states the tab order as a string, forgets the
# back-link of a note and its ID, and takes every imported text for American English.
TRUE = {
    "typst-brief": set(),
    "typst-short": set(),
    "typst-french": set(),
    "writer-brief": {"ua-annotations", "ua-links", "ua-notes"},
    "writer-short": {"ua-annotations"},
    "writer-french": {"language-wrong"},
    "chromium-brief": {
        "ua-version", "ua-metadata", "ua-structure", "ua-links", "ua-lists", "ua-graphics", "unread-text",
    },
    "chromium-short": {"ua-version", "ua-metadata", "ua-links"},
    "chromium-french": {"ua-version", "ua-metadata", "ua-structure", "ua-lists"},
}  # fmt: skip
# What the engines of PDF/UA pass over and a careful reader finds, as a warning.
SEEN_BY_US = {
    "chromium-brief": {"words-apart"},
    "chromium-french": {"words-apart"},
}


@pytest.mark.parametrize(
    "producer", [pytest.param(each, id=each.name, marks=each.marks) for each in PRODUCERS]
)
def test_every_error_is_a_true_one(producer: Producer, tmp_path: Path) -> None:
    for made in producer.make(tmp_path):
        found = _found(made.path)
        errors = {rule for rule, severity in found.items() if severity is Severity.ERROR}

        assert errors == TRUE[made.name], made.name
        assert SEEN_BY_US.get(made.name, set()) <= found.keys(), made.name


def _found(path: Path) -> dict[str, Severity]:
    return {each.rule: each.severity for each in pdf_tasks.check_file(path).report.findings}
