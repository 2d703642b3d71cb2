"""The commands about finished PDFs: `check`, `read`, `info` and `diff`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.checks import BUILT_IN, STANDARDS, VALIDATORS, flavour_named
from briefpress.cli.common import PATH, STRICT, THEME, fault, limit_options, say, unusable
from briefpress.cli.rules import ONE_SOURCE, REPORT_KIND, UNKNOWN_STANDARD
from briefpress.findings import Location, Unusable, strictly
from briefpress.publish import SAME_FILE

if TYPE_CHECKING:
    from briefpress.build import CheckResult
    from briefpress.findings import Report
    from briefpress.system import Limits


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option(
    "--source", type=PATH, help="The HTML or YAML that the PDF was made from, to compare it with."
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=PATH,
    help="A file to write, as its ending says: .html (one PDF), .json, .sarif, .xml (JUnit).",
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    type=click.Choice(list(VALIDATORS), case_sensitive=False),
    default=[BUILT_IN],
    metavar="NAME",
    help=f"An engine that judges conformance: {' or '.join(VALIDATORS)} (default: {BUILT_IN}).",
)
@click.option(
    "--standard",
    "standards",
    multiple=True,
    metavar="NAME",
    help="A standard to judge by, such as PDF/UA-1 or ua2, instead of those that the file claims.",
)
@THEME
@limit_options(120, "a file")
@STRICT
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    source: Path | None,
    reports: tuple[Path, ...],
    engines: tuple[str, ...],
    standards: tuple[str, ...],
    theme: Path | None,
    limits: Limits,
    strict: bool,
) -> None:
    """Check PDFs of any origin: whether a person could read them, and what engines say."""
    from briefpress.build import PdfWorker  # noqa: PLC0415

    _check_arguments(files, source, reports, standards)
    flavours = list(dict.fromkeys(filter(None, map(flavour_named, standards))))
    pages = any(path.suffix == ".html" for path in reports)
    with PdfWorker(limits) as worker:
        from briefpress import reports as writers  # noqa: PLC0415

        examined = [
            worker.check(
                path,
                source=source,
                theme=theme,
                validators=engines,
                standards=flavours,
                with_page=pages,
            )
            for path in files
        ]
    if strict:
        examined = [replace(each, report=_strictly(each)) for each in examined]
    checked = [(each.name, each.report) for each in examined]
    if sys.stdout.isatty():
        writers.print_reports(checked, sys.stdout)
    else:
        say(writers.to_text(checked), nl=False)
    for path in reports:
        _write_report(path, checked, examined[0].page)
    ctx.exit(max(each.exit_code for each in examined))


def _check_arguments(
    files: tuple[Path, ...],
    source: Path | None,
    reports: tuple[Path, ...],
    standards: tuple[str, ...],
) -> None:
    """Raise `Unusable` for arguments that cannot be carried out, with all faults at once."""
    faults = []
    for path in reports:
        if path.suffix not in _REPORTS:
            mend = f"end its name with one of {', '.join(_REPORTS)}"
            faults.append(fault(REPORT_KIND, str(path), "no report has this ending", mend))
        if path.suffix == ".html" and len(files) > 1:
            mend = "check one file at a time for a page, or write .json, .sarif or .xml"
            faults.append(fault(REPORT_KIND, str(path), "a page shows one PDF", mend))
        if path.resolve() in {file.resolve() for file in files}:
            faults.append(fault(SAME_FILE, str(path), "the report would replace the PDF"))
    if source and len(files) > 1:
        faults.append(fault(ONE_SOURCE, str(source), "the source is that of one PDF"))
    for written in standards:
        if flavour_named(written) is None:
            mend = f"choose one of {', '.join(STANDARDS.values())}"
            faults.append(fault(UNKNOWN_STANDARD, written, "no standard has this name", mend))
    if faults:
        raise Unusable(*faults)


def _strictly(checked: CheckResult) -> Report:
    """Make the warnings of a report errors, and standards that are claimed and were not judged as well."""
    from briefpress.checks import ENGINE_UNJUDGED  # noqa: PLC0415
    from briefpress.reports import not_judged_sentences  # noqa: PLC0415

    report = strictly(checked.report)
    claims = (
        ENGINE_UNJUDGED.finding(f"the file {sentence}", Location(checked.name), mend="")
        for sentence in not_judged_sentences(report)
    )
    return replace(report, findings=(*report.findings, *claims))


_REPORTS = (".html", ".json", ".sarif", ".xml")


def _write_report(path: Path, checked: list[tuple[str, Report]], page: str) -> None:
    from briefpress import reports  # noqa: PLC0415
    from briefpress.cli.rule_list import rules_for  # noqa: PLC0415
    from briefpress.system import write_files  # noqa: PLC0415

    rules = rules_for(report for _, report in checked)
    match path.suffix:
        case ".html":
            text = page
        case ".json":
            text = reports.to_json_of_all(checked, rules)
        case ".sarif":
            text = reports.to_sarif(checked, rules)
        case _:
            from briefpress.reports import to_junit  # noqa: PLC0415

            text = to_junit(checked, rules)
    write_files(path.parent, {path.name: text.encode()})
    click.echo(f"{path}: written")


@click.command()
@click.argument("file", type=PATH)
@click.option("--headings", "what", flag_value="headings", help="List the headings.")
@click.option("--links", "what", flag_value="links", help="List the links.")
@click.option("--tables", "what", flag_value="tables", help="List the tables.")
@click.option("--tree", "what", flag_value="tree", help="Print the structure tree.")
@limit_options(120)
def read(file: Path, what: str | None, limits: Limits) -> None:
    """Print a PDF as a screen reader says it, or one of the lists by which people find their way."""
    from briefpress.build import PdfWorker  # noqa: PLC0415

    with PdfWorker(limits) as worker:
        say(worker.read(file, what or "transcript"), nl=False)


@click.command()
@click.argument("file", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")
@limit_options(120)
def info(file: Path, as_json: bool, limits: Limits) -> None:
    """Print what a repository or a search engine reads from a PDF: who, what, and under which licence."""
    from briefpress.build import PdfWorker  # noqa: PLC0415

    with PdfWorker(limits) as worker:
        say(worker.info(file, as_json=as_json), nl=False)


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--visual", type=PATH, help="A page of HTML to write, with the differences marked.")
@limit_options(120)
def diff(old: Path, new: Path, visual: Path | None, limits: Limits) -> None:
    """Say in words what changed for the reader from one PDF to another."""
    from briefpress.build import PdfWorker  # noqa: PLC0415

    if visual and visual.resolve() in (old.resolve(), new.resolve()):
        raise unusable(SAME_FILE, str(visual), "the page would replace a PDF")
    with PdfWorker(limits) as worker:
        text, page = worker.diff(old, new, visual=visual is not None)
    say(text, nl=False)
    if visual:
        from briefpress.system import write_files  # noqa: PLC0415

        write_files(visual.parent, {visual.name: page.encode()})
        click.echo(f"{visual}: written")
