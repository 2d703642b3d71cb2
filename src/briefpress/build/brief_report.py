"""The report on a brief: of its editions together, and as the file that lies beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress import __version__, reports
from briefpress.build import versions
from briefpress.content import SCREEN
from briefpress.findings import Finding, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.content import Edition
    from briefpress.html import PdfDocument


@dataclass(frozen=True, slots=True)
class PrintedEdition:
    """An edition as a PDF, and what was found in it."""

    edition: Edition
    pdf: PdfDocument
    report: Report


def join_reports(one: Report, printed: PrintedEdition) -> Report:
    """Return a report with that of one more edition.

    A rule counts as applied if it was applied to one of them. What an edition has in common with
    those before it is said once; what it has alone is said with its name.
    """
    other, edition = printed.report, printed.edition
    known = {(finding.rule, finding.message) for finding in one.findings}
    findings = tuple(each for each in other.findings if (each.rule, each.message) not in known)
    if edition is not SCREEN:
        findings = tuple(
            replace(each, message=f"{edition.id} edition: {each.message}") for each in findings
        )
    checked = tuple(dict.fromkeys((*one.checked, *other.checked)))
    unchecked = dict((*one.unchecked, *other.unchecked))
    return replace(
        other,
        findings=(*one.findings, *findings),
        checked=checked,
        unchecked=tuple(pair for pair in unchecked.items() if pair[0] not in checked),
        verdicts=(*one.verdicts, *other.verdicts),
    )


def report_file(report: Report, source: str, pdfs: Mapping[str, PrintedEdition]) -> bytes:
    """Return report.json: what was found, in what, and what it was made with.

    `source` is the name of the content file; `pdfs` are the editions by the names of their files.
    """
    first = next(iter(pdfs.values())).pdf
    facts: dict[str, Any] = {
        "briefpress": __version__,
        "source": source,
        "pdf_sha256": sha256(first.data).hexdigest(),
        "pages": first.pages,
        "editions": {
            one.edition.id: {
                "file": name,
                "sha256": sha256(one.pdf.data).hexdigest(),
                "pages": one.pdf.pages,
            }
            for name, one in pdfs.items()
        },
        "made_with": {**versions.versions(), **dict(first.libraries), "fonts": versions.fonts()},
    }
    # Where the build ran differs from machine to machine, and does not belong in a publication.
    bare = replace(
        report,
        findings=tuple(map(_without_folder, report.findings)),
        waived=tuple(
            replace(each, finding=_without_folder(each.finding)) for each in report.waived
        ),
    )
    from briefpress.checks import RULES  # noqa: PLC0415 - loaded by now, for the checks

    return (reports.to_json(bare, rules=RULES, **facts) + "\n").encode()


def _without_folder(finding: Finding) -> Finding:
    name = Path(finding.location.file).name
    return replace(finding, location=replace(finding.location, file=name))
