"""A fault that a validator and a rule of ours name is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.build import pdf_tasks
from briefpress.checks import CHECKS, without_repeated_verdicts
from briefpress.checks.conformance.ua1_conditions import UA1
from briefpress.checks.repeated import SAME
from briefpress.findings import Finding, Location, Report, Severity

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [test.words for tests in UA1.values() for test in tests.values()]


@pytest.mark.parametrize("rule", SAME)
def test_the_words_are_those_of_a_rule_and_of_a_validator(rule: str) -> None:
    assert rule in {each.rule.id for each in CHECKS}
    for beginning in SAME[rule]:
        assert any(words.startswith(beginning) for words in WORDS)


@pytest.mark.parametrize(
    ("name", "rule", "said"),
    [
        ("7.3-t01-fail-a.pdf", "alternate-missing", "7.3-1"),
        ("7.4.2-t01-fail-a.pdf", "heading-levels", "7.4.2-1"),
        ("7.1-t10-fail-b.pdf", "title-shown", "7.1-10"),
        ("7.5-t02-fail-a.pdf", "table-association", "7.5-2"),
        ("7.21.4.1-t01-fail-a.pdf", "fonts", "7.21.4.1-1"),
    ],
)
def test_a_fault_is_told_once_with_the_test_that_failed(
    name: str, rule: str, said: str, verapdf_corpus: Path
) -> None:
    report = pdf_tasks.check_file(verapdf_corpus / "ua1" / name).report

    (error,) = (each for each in report.findings if each.severity is Severity.ERROR)
    assert error.rule == rule
    assert error.message.endswith(f"(page-validation, PDF/UA-1 {said})")


def _finding(rule: str, message: str, page: int | None = None) -> Finding:
    return Finding(rule, Severity.ERROR, message, Location("a.pdf", page=page))


def test_a_fault_on_another_page_is_told_as_well() -> None:
    own = _finding("alternate-missing", "a picture has no alternate description", 1)
    told = "a figure has no alternative text (veraPDF, PDF/UA-1 7.3-1)"
    same, other = (_finding("ua-graphics", told, page) for page in (1, 2))

    report = without_repeated_verdicts(Report((same, other, own)))

    assert [each.rule for each in report.findings] == ["ua-graphics", "alternate-missing"]
    assert report.findings[0] == other


def test_what_was_waived_does_not_silence_a_validator() -> None:
    told = _finding("ua-graphics", "a figure has no alternative text (veraPDF, PDF/UA-1 7.3-1)")

    assert without_repeated_verdicts(Report((told,))).findings == (told,)
