"""What no validator checks: whether a person who listens could follow. A module for each subject."""

from __future__ import annotations

from briefpress.checks.meaning import (
    abbreviations,
    alternates,
    broken_words,
    contents,
    faked_tables,
    figures,
    headings,
    hidden,
    languages,
    line_order,
    links,
    list_items,
    lists,
    pictured_text,
    reading_order,
    redundant,
    shown,
    spacing,
    tables,
    text_units,
)
from briefpress.checks.rules import Check, checks_in

CHECKS: tuple[Check, ...] = checks_in(
    hidden,
    pictured_text,
    shown,
    headings,
    lists,
    list_items,
    faked_tables,
    tables,
    links,
    contents,
    alternates,
    figures,
    languages,
    abbreviations,
    redundant,
    spacing,
    broken_words,
    reading_order,
    line_order,
    text_units,
)
