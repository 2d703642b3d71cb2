"""The report of one file as a page of HTML that needs no other file, no script and no network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from briefpress import __version__
from briefpress.findings import Family, Severity
from briefpress.html import Theme
from briefpress.reports.conformance_table import conformance_table
from briefpress.reports.html_templates import data_uri, html_environment
from briefpress.reports.numbered_findings import NumberedFinding, group_by_rule
from briefpress.reports.overlay import KINDS, ElementBoxes, Overlay, StepElements, draw_overlay
from briefpress.reports.phrases import plural
from briefpress.reports.rule_lookup import all_findings, rules_by_id
from briefpress.reports.spoken_lines import SpokenLine, spoken_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.findings import Report, Rule
    from briefpress.structure import Artifact, Bitmap, Element, PdfStructure
    from briefpress.transcript import Utterance

PICTURE_DPI = 100  # of the pictures: sharp enough to be read at the width of a window
MAX_PICTURES = 40  # a picture adds about 100 kB to the report
MOST_ENTRIES = (
    2000  # of a list about a page, which nobody reads to its end: a newspaper's has some hundred
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the PDF as the report shows it; `number` counts from 1, `size` is in pixels.

    `image` is a data URI, "" if there is no picture.
    """

    number: int
    label: str | None
    findings: tuple[NumberedFinding, ...]
    lines: tuple[SpokenLine, ...]
    elements: tuple[Element, ...]
    artifacts: tuple[Artifact, ...]
    image: str = ""
    size: tuple[int, int] = (0, 0)
    overlay: Overlay | None = None


def pages_to_draw(report: Report, pages: int, limit: int = MAX_PICTURES) -> tuple[int, ...]:
    """Return the indexes of the pages to show: those with findings, then the first ones."""
    found = {f.location.page - 1 for f in report.findings if f.location.page is not None}
    wanted = [*sorted(page for page in found if 0 <= page < pages), *range(pages)]
    return tuple(sorted(list(dict.fromkeys(wanted))[:limit]))


def to_html(
    name: str,
    report: Report,
    rules: Sequence[Rule] = (),
    *,
    pdf: PdfStructure | None = None,
    pictures: Iterable[Bitmap] = (),
    transcript: Iterable[Utterance] = (),
    theme: Theme | None = None,
) -> str:
    """Return the report of one file as a page.

    With `pdf` the page shows the pages of the file: their `pictures`, which are encoded one at a
    time, and the `transcript` beside them.
    """
    theme = theme or Theme()
    known = rules_by_id(rules, all_findings(report))
    groups = group_by_rule(report.findings, known)
    findings = [each for group in groups for each in group.findings]
    template = html_environment(theme.templates).get_template("report.html")
    return template.render(
        name=PurePath(name).name or name,
        report=report,
        groups=groups,
        rules=known,
        outcomes=_outcomes(report, known),
        conformance=conformance_table(report, tuple(known.values())),
        pdf=pdf,
        sheets=_sheets(pdf, pictures, transcript, findings) if pdf else [],
        families=list(Family),
        kinds=KINDS,
        most_entries=MOST_ENTRIES,
        severities=sorted(Severity, reverse=True),
        version=__version__,
        style=Markup(theme.style("report.css").read_text("utf-8")),  # noqa: S704 - our own
    )


def _outcomes(report: Report, rules: Iterable[str]) -> dict[str, str]:
    """Return the outcome of each rule in a few words, such as `2 findings`."""
    counts = {rule: sum(f.rule == rule for f in report.findings) for rule in rules}
    waived = {each.finding.rule: each.reason for each in report.waived}
    unchecked = dict(report.unchecked)
    outcomes = {}
    for rule, count in counts.items():
        if count:
            outcomes[rule] = plural(count, "finding")
        elif rule in waived:
            outcomes[rule] = f"waived: {waived[rule]}"
        elif rule in unchecked:
            outcomes[rule] = f"not applied: {unchecked[rule]}"
        elif rule in report.checked:
            outcomes[rule] = "nothing found"
    return outcomes


def _sheets(
    pdf: PdfStructure,
    pictures: Iterable[Bitmap],
    transcript: Iterable[Utterance],
    findings: Sequence[NumberedFinding],
) -> list[Sheet]:
    boxes = ElementBoxes(pdf)
    lines = spoken_lines(transcript)
    drawn = {
        picture.page: _drawn(picture, boxes, pdf, lines.get(picture.page, []), findings)
        for picture in pictures
    }
    findings_by_page: dict[int | None, list[NumberedFinding]] = {}
    for finding in findings:
        findings_by_page.setdefault(finding.page, []).append(finding)
    return [
        Sheet(
            number=page.index + 1,
            label=page.label,
            findings=tuple(findings_by_page.get(page.index, ())),
            lines=tuple(lines.get(page.index, ())),
            elements=tuple(boxes.by_page.get(page.index, ())),
            artifacts=page.artifacts,
            **drawn.get(page.index, {}),
        )
        for page in pdf.pages
    ]


def _drawn(
    picture: Bitmap,
    boxes: ElementBoxes,
    pdf: PdfStructure,
    lines: Iterable[SpokenLine],
    findings: Iterable[NumberedFinding],
) -> dict[str, Any]:
    """Return the fields of a sheet that need its picture, so that its pixels can be freed."""
    marks = [
        (each.number, each.finding.location.box, each.finding.severity)
        for each in findings
        if each.page == picture.page and each.finding.location.box
    ]
    steps = [
        StepElements(line.step, line.elements, line.is_right_to_left) for line in lines if line.step
    ]
    artifacts = pdf.pages[picture.page].artifacts
    return {
        "image": data_uri(picture),
        "size": (picture.width, picture.height),
        "overlay": draw_overlay(picture, boxes, artifacts, steps, marks),
    }
