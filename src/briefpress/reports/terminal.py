"""Reports for a terminal: the findings of each file, and a summary."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefpress.findings import Severity, visible
from briefpress.reports.phrases import (
    not_judged_sentences,
    outcome,
    page_ranges,
    plural,
    unchecked_by_reason,
    verdict_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from rich.console import Console

    from briefpress.findings import Finding, Report
    from briefpress.reports.rule_lookup import CheckedFile

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MAX_REPEATS = 3  # findings with the same message that are shown; the rest are counted
_MOST_NAMES = 20  # of rules that are left out for one reason
_INDENT = "    "


def to_short_text(checked: Sequence[CheckedFile]) -> str:
    """Return the warnings and errors of files as plain text, and nothing for a file that has none."""
    lines: list[str] = []
    for _, report in checked:
        wrong = [each for each in report.findings if each.severity > Severity.NOTE]
        for finding, more in collapse_repeats(wrong):
            lines += [str(finding), *([f"{_INDENT}{more}"] if more else [])]
    return "".join(f"{line}\n" for line in lines)


def to_text(checked: Sequence[CheckedFile], *, verbose: bool = False) -> str:
    """Return the findings and the summary of each file as plain text; `verbose` lists the rules applied."""
    lines: list[str] = []
    for name, report in checked:
        for finding, more in collapse_repeats(report.findings):
            lines += [str(finding), *([f"{_INDENT}{more}"] if more else [])]
        lines += summary(name, report, verbose=verbose)
    lines += [*questions_for_people(checked), *claims_not_judged(checked)]
    return "".join(f"{line}\n" for line in lines)


def summary(name: str, report: Report, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines that sum up a report: counts, rules applied, verdicts, waived findings."""
    yield f"{visible(name)}: {outcome(report)}"
    if report.checked or report.unchecked:
        more = f"; {len(report.unchecked)} could not be:" if report.unchecked else ""
        yield f"{_INDENT}{plural(len(report.checked), 'rule')} applied{more}"
    if verbose and report.checked:
        yield f"{2 * _INDENT}applied: {', '.join(report.checked)}"
    for reason, rules in unchecked_by_reason(report).items():
        is_long = len(rules) > _MOST_NAMES and not verbose
        names = f"{len(rules)} rules, which --verbose names" if is_long else ", ".join(rules)
        yield f"{2 * _INDENT}{reason}: {names}"
    yield from (f"{_INDENT}{verdict_sentence(verdict)}" for verdict in report.verdicts)
    for waived in report.waived:
        pages = f" {page_ranges([waived.finding])}".rstrip()
        finding = f"{waived.finding.rule}{pages}: {waived.finding.message}"
        yield f"{_INDENT}waived: {finding} (because: {waived.reason})"


def questions_for_people(checked: Sequence[CheckedFile]) -> Iterator[str]:
    """Yield the lines on what only a person can judge, each question once for all files."""
    questions = dict.fromkeys(each for _, report in checked for each in report.for_people)
    if questions:
        yield "for a person to judge:"
        yield from (f"{_INDENT}{question}" for question in questions)


def claims_not_judged(checked: Sequence[CheckedFile]) -> Iterator[str]:
    """Yield a line for each standard that a file claims and no engine was asked about."""
    for name, report in checked:
        yield from (f"{visible(name)}: {sentence}" for sentence in not_judged_sentences(report))


def collapse_repeats(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield findings, each with a remark; of those with the same message only the first three.

    The remark of the third is how many more there are and on which pages; others are "".
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message), []).append(finding)
    for group in groups.values():
        if len(group) <= _MAX_REPEATS + 1:
            yield from ((finding, "") for finding in group)
            continue
        yield from ((finding, "") for finding in group[: _MAX_REPEATS - 1])
        rest = group[_MAX_REPEATS:]
        remark = f"and {len(rest)} more like this {page_ranges(rest)}".rstrip()
        yield group[_MAX_REPEATS - 1], remark


def print_findings(findings: Iterable[Finding], file: TextIO | None = None) -> None:
    """Print findings in colour, wrapped to the terminal; to standard error if `file` is None."""
    from rich.padding import Padding  # noqa: PLC0415 - loaded only for a terminal
    from rich.text import Text  # noqa: PLC0415

    console = _console(file)
    for finding, remark in collapse_repeats(findings):
        console.print(
            Text.assemble(
                (f"{finding.location}: ", "bold"),
                (f"{finding.severity.word}[{finding.rule}]", _STYLES[finding.severity]),
                f": {visible(finding.message)}",
            )
        )
        for line in filter(None, (finding.mend, remark)):
            console.print(Padding(Text(visible(line)), (0, 0, 0, len(_INDENT))))


def print_reports(
    checked: Sequence[CheckedFile], file: TextIO | None = None, *, verbose: bool = False
) -> None:
    """Print what `to_text` returns in colour, wrapped to the terminal."""
    console = _console(file)
    for name, report in checked:
        print_findings(report.findings, file)
        headline = _STYLES[report.worst] if report.worst else "bold green"
        _print_lines(console, summary(name, report, verbose=verbose), headline)
    _print_lines(console, questions_for_people(checked), "")
    _print_lines(console, claims_not_judged(checked), _STYLES[Severity.WARNING])


def _console(file: TextIO | None) -> Console:
    from rich.console import Console  # noqa: PLC0415 - loaded only for a terminal

    return Console(file=file, stderr=file is None, highlight=False)


def _print_lines(console: Console, lines: Iterable[str], headline: str) -> None:
    """Print lines with their indent kept when they wrap; `headline` is the style without one."""
    from rich.padding import Padding  # noqa: PLC0415 - loaded only for a terminal
    from rich.text import Text  # noqa: PLC0415

    for line in lines:
        indent = len(line) - len(line.lstrip())
        text = Text(visible(line.lstrip()), style="" if indent else headline)
        console.print(Padding(text, (0, 0, 0, indent)))


@contextmanager
def progress_bar(count: int) -> Iterator[Callable[[], None]]:
    """Show a bar with the time left on standard error; yield the function to call after each step."""
    from rich.console import Console  # noqa: PLC0415 - loaded only for a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)


@contextmanager
def spinner(task: str) -> Iterator[None]:
    """Show on standard error what is being done and how long it has taken, until it is done."""
    from rich.console import Console  # noqa: PLC0415 - loaded only for a terminal
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(task, total=None)
        yield
