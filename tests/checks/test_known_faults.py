"""What page-validation is known to say wrongly: our own reading decides, and says what veraPDF says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.checks.one_pdf import check_pdf
from briefpress.checks.validators import page_validation, verapdf
from briefpress.checks.validators.known_faults import KNOWN_FAULTS, correct
from briefpress.findings import Failure, Verdict
from briefpress.structure import inspect
from judged_pdfs import JUDGED, Judged

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCRYPTED = {"7.16-t01-fail-a"}  # in a way that cannot be read here
DISPUTED = {f"{fault.clause}-{fault.test}" for fault in KNOWN_FAULTS}


def broken_by(failures: Iterable[Failure]) -> set[str]:
    return {f"{failure.clause}-{failure.test}" for failure in failures}


def judged(data: bytes) -> tuple[Verdict, Verdict]:
    """Return the verdict of page-validation, and ours in its place."""
    (said,) = page_validation.judge(data, ("ua1",))
    return said, correct(said, inspect(data))


@pytest.mark.parametrize("file", JUDGED, ids=str)
def test_our_reading_decides_what_is_disputed(file: Judged) -> None:
    _, verdict = judged(file.data)

    assert broken_by(verdict.failures) & DISPUTED == set(file.breaks)
    assert verdict.compliant == (not verdict.failures)


@pytest.mark.slow("veraPDF")
def test_verapdf_says_the_same(tmp_path: Path) -> None:
    paths = {tmp_path / f"{number}.pdf": file for number, file in enumerate(JUDGED)}
    for path, file in paths.items():
        path.write_bytes(file.data)
    verdicts = verapdf.validate(paths, ("ua1",))

    assert all(verdict.judged for verdict in verdicts)
    said = {paths[each.path].name: broken_by(each.failures) & DISPUTED for each in verdicts}
    assert said == {file.name: set(file.breaks) for file in JUDGED}


@pytest.mark.parametrize("place", sorted(DISPUTED))
def test_page_validation_still_has_each_fault(place: str) -> None:
    """One that it has no more can be taken from the list."""
    sound = [file for file in JUDGED if place not in file.breaks]

    assert any(place in broken_by(judged(file.data)[0].failures) for file in sound)


def test_no_failure_of_the_corpus_is_lost(verapdf_corpus: Path) -> None:
    changed = []
    for path in sorted(verapdf_corpus.glob("ua1/*.pdf")):
        if path.stem in ENCRYPTED:
            continue
        said, verdict = judged(path.read_bytes())
        assert verdict.compliant == said.compliant
        changed += [path.stem] if broken_by(said.failures) != broken_by(verdict.failures) else []

    assert changed == ["7.21.4.2-t02-fail-a"]  # a ToUnicode map without blanks


def test_other_validators_and_files_that_were_not_read_whole_are_left_alone() -> None:
    (file,) = (each for each in JUDGED if each.name == "a list in a range")
    said, verdict = judged(file.data)
    facts = inspect(file.data)
    other = Verdict(
        "veraPDF 1.31", Path("a.pdf"), "ua1", False, (Failure("7.21.7", 1, "so it is"),)
    )
    unjudged = Verdict(
        "page-validation", Path("a.pdf"), "ua1", False, (Failure("", 0, "it crashed"),)
    )

    assert not said.compliant
    assert verdict.compliant
    assert correct(other, facts) is other
    assert correct(unjudged, facts) is unjudged
    assert correct(said, replace(facts, limits=("more",))) is said


def test_a_failure_of_our_own_reading_names_its_page() -> None:
    (file,) = (each for each in JUDGED if each.name == "a letter that is missing")
    checked = check_pdf(
        file.data, "a.pdf", judge=lambda _: page_validation.judge(file.data, ("ua1",))
    )
    (finding,) = (each for each in checked.report.findings if each.rule == "ua-text")

    assert finding.location.page == 1
    assert "page-validation, PDF/UA-1 7.21.7-1" in finding.message
