"""What a publisher owes the reader: credits, licence, identifiers, and pages that can be read."""

from __future__ import annotations

from briefpress.checks.publication import (
    integrity,
    legibility,
    metadata,
    overlaps,
    page_breaks,
    page_edges,
    page_places,
    pages,
    prepress,
    rights,
)
from briefpress.checks.rules import Check, checks_in

CHECKS: tuple[Check, ...] = checks_in(
    integrity,
    metadata,
    rights,
    legibility,
    page_edges,
    overlaps,
    page_breaks,
    page_places,
    pages,
    prepress,
)
