"""`briefpress check`: whether a person could read a PDF, and what engines say."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefpress.checks import BUILT_IN, STANDARDS, VALIDATORS, flavour_named
from briefpress.cli.common import (
    NAMES,
    PATH,
    QUIET,
    STRICT,
    THEME,
    VERBOSE,
    fault,
    limit_options,
    say,
)
from briefpress.cli.pdf_arguments import pdfs_at, renamed, shown
from briefpress.cli.rules import ONE_SOURCE, REPORT_KIND, UNKNOWN_STANDARD
from briefpress.findings import Location, Unusable, strictly
from briefpress.publish import SAME_FILE
from briefpress.system import usual_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.build import CheckResult
    from briefpress.findings import Report, Rule
    from briefpress.reports import CheckedFile
    from briefpress.system import Limits

_FORMATS = ("json", "sarif", "junit")
# The endings of reports, and their formats.
_REPORTS = {".html": "html", ".json": "json", ".sarif": "sarif", ".xml": "junit"}


def _complete_standard(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Return the names of standards that begin so, for the shell."""
    return [name for name in STANDARDS.values() if name.lower().startswith(begun.lower())]


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
    shell_complete=_complete_standard,
    help="A standard to judge by, such as PDF/UA-1 or ua2, instead of those that the file claims.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", *_FORMATS]),
    default="text",
    show_default=True,
    metavar="NAME",
    help=f"How the report is printed: text, {', '.join(_FORMATS)}.",
)
@QUIET
@VERBOSE
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
    output_format: str,
    quiet: bool,
    verbose: bool,
    theme: Path | None,
    limits: Limits,
    strict: bool,
) -> None:
    """Check PDFs of any origin: whether a person could read them, and what engines say.

    FILES may be folders, for all PDFs in them, or -, for standard input.
    """
    flavours = list(dict.fromkeys(filter(None, map(flavour_named, standards))))
    options: dict[str, Any] = {
        "source": source,
        "theme": theme,
        "validators": engines,
        "standards": flavours,
        "with_page": any(path.suffix == ".html" for path in reports),
    }
    with pdfs_at(dict.fromkeys(files)) as paths:
        _check_arguments(paths, source, reports, standards)
        examined = _examine(paths, options, limits)
    if strict:
        examined = [replace(each, report=_strictly(each)) for each in examined]
    checked = [(each.name, each.report) for each in examined]
    if output_format == "text":
        _print(checked, quiet=quiet, verbose=verbose)
    else:
        click.echo(_write(output_format, checked))
    for path in reports:
        _write_report(path, checked, examined[0].page)
    ctx.exit(max(each.exit_code for each in examined))


def _examine(paths: Sequence[Path], options: dict[str, Any], limits: Limits) -> list[CheckResult]:
    """Check PDFs in workers, and give standard input its name in what was found."""
    from briefpress.build import PdfWorker, setups  # noqa: PLC0415

    is_plain = options["validators"] == (BUILT_IN,)
    most = usual_jobs() if is_plain else 1  # an engine in Java takes as much memory as all else
    setup = setups.CHECK_PDFS if is_plain else setups.READ_PDFS
    with PdfWorker(limits, most=min(most, len(paths)), setup=setup) as worker:
        import_module("briefpress.reports.terminal")  # while the worker loads the rules
        examined = worker.check_all(paths, **options)
    return [
        replace(
            each,
            name=shown(each.name),
            report=replace(each.report, findings=renamed(each.report.findings)),
        )
        for each in examined
    ]


def _print(checked: Sequence[CheckedFile], *, quiet: bool, verbose: bool) -> None:
    """Print reports for people; in colour on a terminal."""
    from briefpress import reports  # noqa: PLC0415

    if quiet:
        say(reports.to_short_text(checked), nl=False)
    elif sys.stdout.isatty():
        reports.print_reports(checked, sys.stdout, verbose=verbose)
    else:
        say(reports.to_text(checked, verbose=verbose), nl=False)


def _check_arguments(
    files: Sequence[Path],
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


_ELSEWHERE = "make room, or write it to another folder"


def _write_report(path: Path, checked: Sequence[CheckedFile], page: str) -> None:
    from briefpress.system import write_files  # noqa: PLC0415

    text = page if path.suffix == ".html" else _write(_REPORTS[path.suffix], checked)
    write_files(path.parent, {path.name: text.encode(errors=NAMES)}, _ELSEWHERE)
    click.echo(f"{path}: written", err=True)


def _write(output_format: str, checked: Sequence[CheckedFile]) -> str:
    """Return reports in a format for programs."""
    from briefpress import reports  # noqa: PLC0415
    from briefpress.cli.rule_list import rules_for  # noqa: PLC0415

    writers: dict[str, Callable[[Sequence[CheckedFile], Sequence[Rule]], str]] = {
        "json": reports.to_json_of_all,
        "sarif": reports.to_sarif,
        "junit": reports.to_junit,
    }
    return writers[output_format](checked, rules_for(report for _, report in checked))
