"""The structure tree of HTML as people write it, against trees that were decided beforehand.

The cases are in `tests/tags/*.md`, each with its tree beside it, in the words of PDF 2.0.
`pytest --update` writes the trees anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tagtree import bookmarks, cases, faults, headings, inspected, printed, rewrite, tree

from briefpress.findings import has_errors
from briefpress.profiles import PROFILES, UA1

if TYPE_CHECKING:
    from tagtree import Case

CASES = [pytest.param(case, id=f"{case.file}: {case.name}") for case in cases()]
each_case = pytest.mark.parametrize("case", CASES)
each_profile = pytest.mark.parametrize("profile", PROFILES)


def test_there_are_cases_and_each_has_a_name_of_its_own() -> None:
    assert len(CASES) >= 200
    assert len({param.id for param in CASES}) == len(CASES)


@each_case
def test_tree(case: Case, pytestconfig: pytest.Config) -> None:
    shown = tree(case.document, "ua2")
    if pytestconfig.getoption("update") and shown != case.tree:
        rewrite(case, shown)
    assert shown == case.tree


@each_case
def test_tree_is_the_same_in_both_profiles_but_for_names(case: Case) -> None:
    expected = tree(case.document, "ua2", dict(UA1.renamed))
    assert tree(case.document, "ua1") == expected


@each_profile
@each_case
def test_tree_is_sound(case: Case, profile: str) -> None:
    assert not has_errors(printed(case.document, profile).findings)
    assert faults(case.document, profile) == []
    facts = inspected(case.document, profile)
    assert bookmarks(facts.outline) == headings(facts)
