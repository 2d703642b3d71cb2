"""The structure tree of HTML as people write it.

The cases are in `tests/tags/*.md`, each with its tree beside it, in the words of PDF 2.0.
`pytest --update` writes the trees anew.
"""

from __future__ import annotations

import pytest

from briefpress.content.profiles import PROFILES, UA1
from briefpress.findings import Severity, has_errors
from tagcases import Case, cases, inspected, printed, rewrite
from tagchecks import bookmarks, faults, headings
from tagtree import tree

CASES = [pytest.param(case, id=f"{case.file}: {case.name}") for case in cases()]
each_profile = pytest.mark.parametrize("profile", PROFILES)


def test_cases_are_many_and_have_different_names() -> None:
    assert len(CASES) >= 200
    assert len({param.id for param in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES)
def test_the_tree_is_as_written_and_sound_in_both_profiles(
    case: Case, pytestconfig: pytest.Config
) -> None:
    shown = tree(case.document, "ua2")
    if pytestconfig.getoption("update"):
        rewrite(case, shown)
    else:
        assert shown == case.tree
    assert tree(case.document, "ua1") == tree(case.document, "ua2", dict(UA1.renamed))
    for profile in PROFILES:
        assert not has_errors(printed(case.document, profile).findings)
        assert faults(case.document, profile) == []
        facts = inspected(case.document, profile)
        assert bookmarks(facts.outline) == headings(facts)


REFUSED = {
    "picture without alternate text": ('<p><img src="DOT">', "figure-alt"),
    "figure without alternate text": ('<figure><img src="DOT"><figcaption>C</figure>', "figure-alt"),
    "drawing without a name": ('<svg width="9" height="9"><rect width="9" height="9"/></svg>', "figure-alt"),
    "words that are a picture without a name": ("<p><span role=img>x</span>", "figure-alt"),
    "missing glyph": ("<p>𒀀", "missing-glyph"),
    "no language": ("<html><title>T</title><p>x", "language"),
    "link to an attachment": ('<p><a href="data:text/plain,x" rel=attachment>x</a>', "engine"),
}  # fmt: skip


@each_profile
@pytest.mark.parametrize("name", REFUSED)
def test_html_with_a_fault_is_a_finding_and_claims_no_standard(name: str, profile: str) -> None:
    html, rule = REFUSED[name]
    document = Case("", name, html, "").document
    errors = [f for f in printed(document, profile).findings if f.severity is Severity.ERROR]
    assert {finding.rule for finding in errors} == {rule}
    claims = {"{http://www.aiim.org/pdfua/ns/id/}part", "{http://www.aiim.org/pdfa/ns/id/}part"}
    assert not claims & inspected(document, profile).xmp_values.keys()


@pytest.mark.parametrize("html", ["<h1>A</h1><h3>B</h3>", "<h2>A</h2>"])
def test_levels_of_headings_are_skipped_against_the_first_standard_alone(html: str) -> None:
    document = Case("", "Levels", html, "").document
    told = {profile: printed(document, profile).findings for profile in ("ua1", "ua2")}

    assert [(f.rule, f.severity) for f in told["ua1"]] == [("heading-levels", Severity.ERROR)]
    assert "--profile ua2 allows it" in told["ua1"][0].mend
    assert [(f.rule, f.severity) for f in told["ua2"]] == [("heading-levels", Severity.WARNING)]


def test_labels_are_names_or_reported() -> None:
    html = (
        "<h1 aria-label=A>a</h1><nav aria-label=B><ul aria-label=C><li><a href='https://e.org/' aria-label=D>d</a>"
        "</ul></nav><table aria-label=E><tr><th aria-label=F>f<th>g<tr><td>1<td>2</table>"
    )
    document = Case("", "Labels", html, "").document
    facts = inspected(document, "ua2")

    told = [f.message for f in printed(document, "ua2").findings if f.rule == "label-unread"]
    assert told == [
        'the label "A" of <h1> is not read out',
        'the label "F" of <th> is not read out',
    ]
    titles = {each.role: each.title for each in facts.walk() if each.title}
    assert titles == {"Sect": "B", "L": "C"}
    (link,) = (each for page in facts.pages for each in page.annotations)
    assert link.contents == "D"


@each_profile
def test_bbox_is_in_points_from_the_lower_left_corner(profile: str) -> None:
    styles = "@page { size: 200pt 100pt; margin: 10pt } img { display: block; width: 40pt; height: 20pt }"
    html = f'<style>{styles}</style><img src="DOT" alt="A">'
    facts = inspected(Case("", "BBox", html, "").document, profile)
    (figure,) = (element for element in facts.walk() if element.role == "Figure")
    assert figure.attributes.bbox == (10, 70, 50, 90)


def test_types_of_pdf_2_are_mapped_in_pdf_1() -> None:
    html = "<h1>A</h1><aside><p><em>a</em> <strong>b</strong></aside>"
    facts = inspected(Case("", "Roles", html, "").document, "ua1")
    assert facts.role_map == {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
    roles = [(element.tag, element.role) for element in facts.walk() if element.tag != element.role]
    assert roles == [("Aside", "Sect"), ("Em", "Span"), ("Strong", "Span")]
