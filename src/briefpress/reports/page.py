"""The report as a page of HTML that needs no other file, no script and no network."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from briefpress import __version__
from briefpress.findings import Severity
from briefpress.html import Theme
from briefpress.reports import overlay, words
from briefpress.reports.grouping import Numbered, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.checks import Rule
    from briefpress.findings import Report
    from briefpress.structure import Artifact, Bitmap, Element, PdfStructure
    from briefpress.transcript import Utterance

DPI = 100  # of the pictures: sharp enough to be read at the width of a window
MOST_PICTURES = 40  # a page of the report takes about 100 kB with one

# What HTML does not allow (control characters), and the text of a PDF may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """What is heard without a break; `step` is its number in the reading order of the page, from 1.

    What only announces other lines, such as where a list ends, is no step.
    """

    heard: tuple[Utterance, ...]
    step: int | None

    @property
    def elements(self) -> tuple[Element, ...]:
        """The structure elements that are heard."""
        return tuple(said.element for said in self.heard if said.element)

    @property
    def is_from_right(self) -> bool:
        """Whether most of the words are written from the right (bidirectional classes of Unicode)."""
        kinds = Counter(bidirectional(letter) for said in self.heard for letter in said.text)
        return kinds["R"] + kinds["AL"] > kinds["L"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the PDF as the report shows it; `number` counts from 1."""

    number: int
    label: str | None
    findings: tuple[Numbered, ...]
    lines: tuple[Line, ...]
    elements: tuple[Element, ...]
    artifacts: tuple[Artifact, ...]
    image: str = ""
    size: tuple[int, int] = (0, 0)
    overlay: overlay.Overlay | None = None


def pictured(report: Report, pages: int, most: int = MOST_PICTURES) -> tuple[int, ...]:
    """Return which pages to draw for a report, counted from 0: those with findings, then the first."""
    found = {f.location.page - 1 for f in report.findings if f.location.page is not None}
    wanted = [*sorted(page for page in found if 0 <= page < pages), *range(pages)]
    return tuple(sorted(list(dict.fromkeys(wanted))[:most]))


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

    `pdf` and `transcript` are what the file says, `pictures` how its pages look; each is used up
    one at a time.
    """
    theme = theme or Theme()
    known = words.facts_of(rules, words.everything(report))
    groups = grouped(report.findings, known)
    numbered = [one for group in groups for one in group.findings]
    return (
        _environment(theme.templates)
        .get_template("report.html")
        .render(
            name=PurePath(name).name or name,
            report=report,
            groups=groups,
            rules=known,
            by_rule=_outcomes(report, known),
            pdf=pdf,
            sheets=_sheets(pdf, pictures, transcript, numbered) if pdf else [],
            families=words.FAMILIES,
            kinds=overlay.KINDS,
            severities=sorted(Severity, reverse=True),
            words=words,
            version=__version__,
            style=Markup(theme.style("report.css").read_text("utf-8")),  # noqa: S704
        )
    )


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short"] = _short
    return environment


def _printable(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROL.sub("\ufffd", value)
    return value


def _short(text: str, most: int = 90) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= most else f"{clean[: most - 1].rstrip()}…"


def _outcomes(report: Report, known: Iterable[str]) -> dict[str, str]:
    """Say in a few words what came of every rule."""
    found = {rule: sum(f.rule == rule for f in report.findings) for rule in known}
    waived = {one.finding.rule: one.reason for one in report.waived}
    left_out = dict(report.unchecked)
    outcomes = {}
    for rule, count in found.items():
        if count:
            outcomes[rule] = words.number(count, "finding")
        elif rule in waived:
            outcomes[rule] = f"waived: {waived[rule]}"
        elif rule in left_out:
            outcomes[rule] = f"not applied: {left_out[rule]}"
        elif rule in report.checked:
            outcomes[rule] = "nothing found"
    return outcomes


def _sheets(
    pdf: PdfStructure,
    pictures: Iterable[Bitmap],
    transcript: Iterable[Utterance],
    findings: Sequence[Numbered],
) -> list[Sheet]:
    places = overlay.Places(pdf)
    lines = _lines(transcript)
    drawn = {
        picture.page: _drawn(picture, places, pdf, lines.get(picture.page, []), findings)
        for picture in pictures
    }
    by_page: dict[int | None, list[Numbered]] = {}
    for one in findings:
        by_page.setdefault(one.page, []).append(one)
    return [
        Sheet(
            number=page.index + 1,
            label=page.label,
            findings=tuple(by_page.get(page.index, ())),
            lines=tuple(lines.get(page.index, [])),
            elements=tuple(places.elements.get(page.index, ())),
            artifacts=page.artifacts,
            **drawn.get(page.index, {}),
        )
        for page in pdf.pages
    ]


def _lines(transcript: Iterable[Utterance]) -> dict[int, list[Line]]:
    """Return what is heard on every page; what has no page of its own is heard on the last one."""
    by_page: dict[int, list[Line]] = {}
    steps: Counter[int] = Counter()
    page = 0
    for _, group in groupby(transcript, key=lambda utterance: utterance.line):
        heard = tuple(group)
        page = next((said.page for said in heard if said.page is not None), page)
        is_step = any(said.text.strip() or _stands_alone(said.element) for said in heard)
        steps[page] += is_step
        by_page.setdefault(page, []).append(Line(heard, steps[page] if is_step else None))
    return by_page


def _stands_alone(element: Element | None) -> bool:
    """Say whether there is something to see even if no words are heard."""
    return element is not None and overlay.kind_of(element.role) in ("figure", "link")


def _drawn(
    picture: Bitmap,
    places: overlay.Places,
    pdf: PdfStructure,
    lines: Iterable[Line],
    findings: Iterable[Numbered],
) -> dict[str, Any]:
    """Return what a sheet shows of a picture; its pixels are let go."""
    marks = [
        (one.number, one.finding.severity, one.finding.location.box)
        for one in findings
        if one.page == picture.page and one.finding.location.box
    ]
    steps = [(line.step, line.elements, line.is_from_right) for line in lines if line.step]
    artifacts = pdf.pages[picture.page].artifacts
    return {
        "image": f"data:image/webp;base64,{b64encode(picture.webp()).decode()}",
        "size": (picture.width, picture.height),
        "overlay": overlay.draw(picture, places, artifacts, steps, marks),
    }
