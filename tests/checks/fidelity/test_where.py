"""A difference is told with the line of the content file."""

from __future__ import annotations

from briefpress import checks, content, html, pdf, structure
from briefpress.html import Theme, read_outline
from conftest import ROOT
from defects.changes import edit
from mutants import mutate

SENTENCE = "Capacity is not yet supply."


def test_a_difference_in_a_brief_has_the_line_of_its_text() -> None:
    path = ROOT / "content/kenya.yaml"
    manuscript = content.load(path)
    assert manuscript.brief
    page = html.render(
        manuscript.brief,
        Theme(),
        manuscript.images,
        str(path),
        bibliography=manuscript.bibliography,
    )
    made = pdf.print_pdf(page)
    said = read_outline(page.text, generated=made.generated)
    lie = mutate(
        made.data,
        structure.inspect(made.data),
        edit("P", SENTENCE, ActualText="All is well."),
    )

    report = checks.check_pdf(
        lie, "kenya.pdf", source=lambda *_: checks.Source(said, manuscript)
    ).report

    (found,) = [each for each in report.findings if each.rule == "same-texts"]
    line = path.read_text("utf-8").splitlines()[(found.location.line or 0) - 1]
    assert found.location.file == str(path)
    assert SENTENCE in line
    assert found.location.column == line.index(SENTENCE) + 1
    assert found.location.page == 3
    assert found.message == (
        'the paragraph "Capacity is not yet supply. In 2023 Kenyans used 10 billi…" is "All is well." in the PDF'
    )
