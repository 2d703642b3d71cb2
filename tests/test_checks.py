"""Every rule speaks where something is wrong, and is silent where nothing is."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from briefpress import checks, structure
from briefpress.checks import RULES, Subject
from briefpress.documents import HtmlDocument
from briefpress.findings import Severity
from briefpress.outline import outline
from briefpress.pdf import print_pdf
from conftest import Printed, printed, write_brief

if TYPE_CHECKING:
    from collections.abc import Callable

    Defect = Callable[[Printed], Subject]

LONG = "A text of more than sixty letters, so that saying it twice is certainly no accident."


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A small brief in which every rule finds something to look at, and nothing to say."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"/>')
    figures = [{"figure": {"image": "map.svg", "alt": alt}} for alt in ("A map.", "A chart.")]
    links = "[One](https://example.org/é) and [two](https://example.org/2)."
    sections = [
        {"heading": "Rain", "body": [LONG, links, *figures]},
        {"heading": "Power", "body": ["It goes at night.", *["Nobody knows why it goes."] * 99]},
    ]
    return printed(write_brief(folder / "water.yaml", sections=sections))


def changed(change: Callable[[PdfWriter], object]) -> Defect:
    """Change the PDF."""

    def defect(good: Printed) -> Subject:
        writer = PdfWriter(clone_from=io.BytesIO(good.pdf.data))
        change(writer)
        data = io.BytesIO()
        writer.write(data)
        return replace(good.subject, pdf=structure.inspect(data.getvalue()))

    return defect


def source(old: str, new: str) -> Defect:
    """Change the HTML that the PDF is compared with."""

    def defect(good: Printed) -> Subject:
        assert old in good.page.text
        return replace(good.subject, html=outline(good.page.text.replace(old, new)))

    return defect


def swapped(one: str, two: str) -> Defect:
    """Change the order of two things in the HTML that the PDF is compared with."""

    def defect(good: Printed) -> Subject:
        parts = [part.split(two) for part in good.page.text.split(one)]
        assert len(parts) == len(parts[-1]) == 2
        return replace(good.subject, html=outline(two.join(one.join(part) for part in parts)))

    return defect


def brief(**fields: Any) -> Defect:
    """Change the brief that the PDF is compared with."""

    def defect(good: Printed) -> Subject:
        assert good.brief
        return replace(good.subject, brief=good.brief.model_copy(update=fields))

    return defect


def other(body: str, source: str | None = None) -> Defect:
    """Print and check another document, and compare it with itself or another source."""

    def defect(_: Printed) -> Subject:
        page = HtmlDocument(f'<html lang="en"><title>T</title><body>{body}', "other.html")
        subject = Printed(page, print_pdf(page)).subject
        return subject if source is None else replace(subject, html=outline(source))

    return defect


def without(*path: str) -> Defect:
    """Take an entry out of the PDF's catalog."""

    def change(writer: PdfWriter) -> None:
        holder: Any = writer.root_object
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return changed(change)


def _spoil_contents(writer: PdfWriter) -> None:
    stream = StreamObject()
    stream.set_data(b"no zlib")
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001


def _objects(writer: PdfWriter, key: str, value: str) -> list[DictionaryObject]:
    objects = (reference.get_object() for reference in writer._objects if reference)  # noqa: SLF001
    return [o for o in objects if isinstance(o, DictionaryObject) and o.get(key) == value]


def _spoil_fonts(key: str, holder: str, writer: PdfWriter) -> None:
    found = [o for o in _objects(writer, "/Type", holder) if key in o]
    assert found
    for font in found:
        del font[key]


def _spoil_links(writer: PdfWriter) -> None:
    for link in _objects(writer, "/Subtype", "/Link"):
        link.pop("/A", None)
        link.pop("/Dest", None)


def _forget_title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": " "})
    del writer.root_object["/Metadata"]


DEFECTS: list[tuple[str, str, Defect]] = [
    ("pdf-damaged", "the PDF is damaged: ", changed(_spoil_contents)),
    ("pdf-tagged", "the PDF is not tagged", without("/MarkInfo")),
    ("pdf-tagged", "the PDF is not tagged", without("/StructTreeRoot")),
    ("title-shown", "the PDF has no title", changed(_forget_title)),
    ("title-shown", "shows the file name", without("/ViewerPreferences", "/DisplayDocTitle")),
    ("title-shown", 'is "Water in Kenya" instead of "X"', source("<title>Water in Kenya", "<title>X")),
    ("language-declared", "does not say which language", without("/Lang")),
    ("language-declared", "is en-GB instead of fr", source('<html lang="en-GB"', '<html lang="fr"')),
    ("ua-identifier", "hold no PDF/UA identifier", without("/Metadata")),
    ("one-h1", "there are 0 headings", other("<h2>a</h2>")),
    ("one-h1", "there are 2 headings", other("<h1>a</h1><h1>b</h1>")),
    ("heading-levels", 'after level 1, "b" has level 3', other("<h1>a</h1><h3>b</h3>")),
    ("heading-levels", 'after level 0, "a" has level 2', other("<h2>a</h2><h1>b</h1>")),
    ("same-headings", '"Power" of level 2 is not in the source', source(">Power</h2>", "></h2>")),
    ("same-headings", '"Power" of level 3 is missing', source(">Power</h2>", "><h3>Power</h3></h2>")),
    ("same-headings", "in another order", swapped(">Rain</h2>", ">Power</h2>")),
    ("same-texts", 'the paragraph "New." is missing', source("<p>It goes", "<p>New.</p><p>It goes")),
    ("same-texts", 'the text "New." is missing', source("<p>It goes", "New.<p>It goes")),
    ("same-texts", 'the list item "A text of more than', source("<p>It goes", f"<li>{LONG} More.</li>")),
    ("same-texts", "is not where it belongs", source("Rain is late.", "It goes at night.")),
    ("same-texts", "is read more than once", other(f"<p>{LONG}</p>" * 2, f"<p>{LONG}</p>")),
    ("same-alternates", '"A well." is missing', source("A map.", "A well.")),
    ("same-alternates", '"A map." is not in the source', source('alt="A map."', 'alt=""')),
    ("same-alternates", "in another order", swapped("A map.", "A chart.")),
    ("same-links", "to https://example.org/3 is missing", source("example.org/2", "example.org/3")),
    ("same-links", "a link leads nowhere", changed(_spoil_links)),
    ("link-address", "leads to a file of this machine", other('<h1>a</h1><a href="b.html">c</a>')),
    ("link-address", "leads to a file of this machine", other('<h1>a</h1><a href="file:///b">c</a>')),
    ("fonts", "is not embedded", changed(partial(_spoil_fonts, "/FontFile2", "/FontDescriptor"))),
    ("fonts", "which letters it shows", changed(partial(_spoil_fonts, "/ToUnicode", "/Font"))),
    ("empty-page", "is empty", changed(lambda writer: writer.add_blank_page())),
    ("last-page", "holds only 2 words", other('<h1>a</h1><p style="break-before: page">b c')),
    ("licence-text", "does not name the licence CC BY-SA 4.0", brief(licence="CC-BY-SA-4.0")),
    ("licence-text", "no link leads to the licence", brief(licence="CC0-1.0")),
    ("licence-metadata", "another licence: license is https://", brief(licence="CC-BY-NC-4.0")),
    ("licence-metadata", "do not say attributionName", without("/Metadata")),
    ("footer", "does not hold the licence", brief(licence="CC-BY-SA-4.0")),
    ("footer", "does not hold the rights holder and year", brief(rights_holder="Somebody")),
    ("footer", "does not hold the title", brief(short_title="Another")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "said", "defect"), DEFECTS, ids=[f"{rule}: {said}" for rule, said, _ in DEFECTS]
)
def test_a_rule_speaks_of_a_defect(rule: str, said: str, defect: Defect, good: Printed) -> None:
    found = checks.check(defect(good)).findings

    assert [f.message for f in found if f.rule == rule and said in f.message]


def test_every_rule_has_a_defect() -> None:
    assert {rule for rule, _, _ in DEFECTS} == {rule.id for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_all_rules_are_silent_where_nothing_is_wrong(
    good: Printed, kenya: Printed, kazakhstan: Printed
) -> None:
    for document in (good, kenya, kazakhstan):
        report = checks.check(document.subject)

        assert report.findings == ()
        assert report.checked == tuple(rule.id for rule in RULES)
        assert report.unchecked == ()


def test_a_rule_that_cannot_be_applied_is_named_with_the_reason(good: Printed) -> None:
    report = checks.check(Subject("x.pdf", good.subject.pdf))
    needs = {rule.id: rule.needs for rule in RULES if rule.needs}

    assert report.findings == ()
    assert dict(report.unchecked) == {
        rule: "needs the HTML" if need == "html" else "needs the brief"
        for rule, need in needs.items()
    }
    assert sorted((*report.checked, *needs)) == sorted(rule.id for rule in RULES)


def test_a_finding_says_where_how_grave_and_why(good: Printed) -> None:
    subject = other('<h1>a</h1><p>b</p><p style="break-before: page">c</p><h3>d</h3>')(good)

    found = {finding.rule: finding for finding in checks.check(subject).findings}

    assert str(found["heading-levels"].location) == "other.html:page 2"
    assert found["heading-levels"].severity is Severity.ERROR
    assert "PDF/UA-1 7.4.2" in found["heading-levels"].source
    assert found["last-page"].severity is Severity.WARNING


def test_a_long_text_is_quoted_in_short(good: Printed) -> None:
    found = checks.check(source("<p>It goes", f"<p>{LONG * 9} x</p><p>It goes")(good)).findings

    assert [f.message for f in found if f.rule == "same-texts"] == [
        f'the paragraph "{LONG[:57]}…" is missing in the PDF'
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_has_to_hold_and_how_to_mend_it(rule: checks.Rule) -> None:
    assert rule.title
    assert rule.mend
    assert rule.needs in ("", "html", "brief")
