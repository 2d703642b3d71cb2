"""The bad file of each technique breaks the rule that is named; the good one breaks none.

Of the bad files of the PDF Association, only a person can tell three: whether one item is a list
(L_F04), whether a line above a list is its caption (L_F09), and whether words in a sentence are a
list (L_F10).
"""

from __future__ import annotations

import pytest

from briefpress import checks, structure
from briefpress.checks.checking import CHECKS
from briefpress.checks.subject import Subject
from briefpress.checks.validators import page_validation
from briefpress.findings import Family
from techniques import GOOD, TECHNIQUES, Technique

MEANING = {check.rule.id for check in CHECKS if check.rule.family is Family.MEANING}


def rules_broken(pdf: bytes) -> set[str]:
    verdicts = page_validation.judge(pdf, ("ua1",))
    return {
        each.rule
        for each in checks.check(
            Subject("a.pdf", structure.inspect(pdf), verdicts=verdicts)
        ).findings
    }


@pytest.mark.parametrize("technique", TECHNIQUES, ids=lambda each: f"{each.code} {each.title}")
def test_the_bad_file_of_a_technique_is_found(technique: Technique) -> None:
    assert technique.rule in rules_broken(technique.bad)


@pytest.mark.parametrize("technique", TECHNIQUES, ids=lambda each: f"{each.code} {each.title}")
def test_the_good_file_of_a_technique_is_passed(technique: Technique) -> None:
    assert rules_broken(technique.good) & (MEANING | {technique.rule}) == set()


@pytest.mark.parametrize("name", GOOD)
def test_the_good_file_of_a_technique_without_a_bad_one_is_passed(name: str) -> None:
    assert rules_broken(GOOD[name]) & MEANING == set()
