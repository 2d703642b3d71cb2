"""JUnit XML holds what the schema of Jenkins' xUnit plugin (junit-10) and Ant's allow, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from briefpress.checks import RULES
from briefpress.findings import Failure, Location, Report, Verdict, Waived
from briefpress.reports import to_junit

if TYPE_CHECKING:
    from pathlib import Path

# The attributes and the children that an element may have; those with ! have to be there.
ELEMENTS = {
    "testsuites": ("name time tests failures disabled errors", "testsuite"),
    "testsuite": (
        "name! tests! failures! errors! time skipped timestamp hostname id package",
        "properties testcase system-out system-err",
    ),
    "properties": ("", "property"),
    "property": ("name! value!", ""),
    "testcase": ("name! classname! time status assertions", "skipped error failure system-out system-err"),
    "skipped": ("type message", ""),
    "failure": ("type! message", ""),
    "error": ("type! message", ""),
    "system-out": ("", ""),
}  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> etree._Element:
    first, second, third = RULES[:3]
    where = Location("a.pdf", page=2)
    verdict = Verdict("engine 1", tmp_path, "ua1", False, (Failure("7.1", 3, "it is not tagged"),))
    report = Report(
        (first.finding("one \x00", where), second.finding("two", where)),
        (first.id, second.id, third.id),
        ((RULES[4].id, "needs the brief"),),
        (verdict,),
        (Waived(third.finding("three", where), "it is a form"),),
        ("Is the order right?",),
        ("ua2",),
    )
    return etree.fromstring(to_junit([("a.pdf", report), ("b.pdf", Report())], RULES).encode())


def test_elements_have_the_attributes_and_children_of_the_schema(document: etree._Element) -> None:
    seen = set()
    for element in document.iter("*"):
        attributes, children = (each.split() for each in ELEMENTS[str(element.tag)])
        required = {each.rstrip("!") for each in attributes if each.endswith("!")}
        assert required <= set(element.attrib) <= {each.rstrip("!") for each in attributes}
        assert {str(child.tag) for child in element} <= set(children)
        seen.add(str(element.tag))
    assert seen == ELEMENTS.keys() - {"error"}


def test_properties_come_before_the_cases(document: etree._Element) -> None:
    tags = [child.tag for child in document[0]]

    assert tags[0] == "properties"
    assert set(tags[1:]) == {"testcase"}


def test_counts_are_those_of_the_cases(document: etree._Element) -> None:
    for suite in document:
        cases = suite.findall("testcase")
        assert int(str(suite.get("tests"))) == len(cases)
        for what, name in (("failures", "failure"), ("skipped", "skipped")):
            assert int(str(suite.get(what))) == len(
                [case for case in cases if case.find(name) is not None]
            )
