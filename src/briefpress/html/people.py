"""The people of a brief as pages name them: at its head, and in its credits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.content import cited_name

if TYPE_CHECKING:
    from briefpress.content import Brief, Person


def byline(brief: Brief) -> list[tuple[list[str], str | None]]:
    """Return the names of the authors in their order, with the affiliation that neighbours share."""
    numbered = enumerate(brief.authors)
    groups = groupby(numbered, key=lambda each: each[1].affiliation or each[0])
    listed = [[author for _, author in group] for _, group in groups]
    return [([author.name for author in each], each[0].affiliation) for each in listed]


def cited(brief: Brief) -> list[str]:
    """Return the names of the authors as the suggested citation has them."""
    return [
        cited_name(each.name, each.family, each.given, brief.language) for each in brief.authors
    ]


def credited(brief: Brief) -> list[Person]:
    """Return the people for the imprint: every author, where there is more to say than their names.

    Where the head of the brief says it all, nobody is named again.
    """
    is_told = any(one.role or one.affiliation or one.orcid for one in brief.authors)
    authors = brief.authors if is_told or brief.contributors else ()
    return [*authors, *brief.contributors]
