"""Reports for a terminal: what was found, and at the end what it amounts to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefpress.findings import Severity
from briefpress.reports.words import counted, number, pages_of, reasons, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from briefpress.findings import Finding, Report
    from briefpress.reports.words import Checked

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LIKE = 3  # so many findings that say the same are shown, and then how many more there are
_STEP = "    "


def to_text(checked: Sequence[Checked]) -> str:
    """Return what was found in each file, and a summary, as plain text."""
    lines: list[str] = []
    for name, report in checked:
        for finding, more in shortened(report.findings):
            lines += [str(finding), *([f"{_STEP}{more}"] if more else [])]
        lines += summary(name, report)
    lines += for_people(checked)
    return "".join(f"{line}\n" for line in lines)


def summary(name: str, report: Report) -> Iterator[str]:
    """Yield the lines that say what a report amounts to, indented as they belong together."""
    yield f"{name}: {counted(report.findings)}"
    if report.checked or report.unchecked:
        more = f"; {len(report.unchecked)} could not be:" if report.unchecked else ""
        yield f"{_STEP}{number(len(report.checked), 'rule')} applied{more}"
    for why, rules in reasons(report).items():
        yield f"{2 * _STEP}{why}: {', '.join(rules)}"
    yield from (f"{_STEP}{told(verdict)}" for verdict in report.verdicts)
    for waived in report.waived:
        where = f" {pages_of([waived.finding])}".rstrip()
        what = f"{waived.finding.rule}{where}: {waived.finding.message}"
        yield f"{_STEP}waived: {what} (because: {waived.reason})"


def for_people(checked: Sequence[Checked]) -> Iterator[str]:
    """Yield the lines that say what only a person can judge, once for all files."""
    questions = dict.fromkeys(each for _, report in checked for each in report.for_people)
    if questions:
        yield "for a person to judge:"
        yield from (f"{_STEP}{question}" for question in questions)


def shortened(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield findings; of those that say the same only the first, and how many more there are."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message), []).append(finding)
    for group in groups.values():
        if len(group) <= _LIKE + 1:
            yield from ((finding, "") for finding in group)
            continue
        yield from ((finding, "") for finding in group[: _LIKE - 1])
        others = group[_LIKE:]
        yield group[_LIKE - 1], f"and {len(others)} more like this {pages_of(others)}".rstrip()


def to_terminal(findings: Iterable[Finding], file: TextIO | None = None) -> None:
    """Print findings in colours, wrapped to the terminal; on standard error unless told where."""
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=file, stderr=file is None, highlight=False)
    for finding, more in shortened(findings):
        console.print(
            Text.assemble(
                (f"{finding.location}: ", "bold"),
                (f"{finding.severity.word}[{finding.rule}]", _COLOURS[finding.severity]),
                f": {finding.message}",
            )
        )
        for line in filter(None, (finding.mend, more)):
            console.print(Padding(Text(line), (0, 0, 0, len(_STEP))))


def show(checked: Sequence[Checked], file: TextIO | None = None) -> None:
    """Print what `to_text` returns in colours, wrapped to the terminal."""
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=file, stderr=file is None, highlight=False)
    for name, report in checked:
        to_terminal(report.findings, file)
        style = _COLOURS[report.worst] if report.worst else "bold green"
        for line in summary(name, report):
            indent = len(line) - len(line.lstrip())
            words = Text(line.lstrip(), style="" if indent else style)
            console.print(Padding(words, (0, 0, 0, indent)))
    for line in for_people(checked):
        indent = len(line) - len(line.lstrip())
        console.print(Padding(Text(line.lstrip()), (0, 0, 0, indent)))


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """Show a bar with the time left on standard error; call what is yielded after each step."""
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Show on standard error what takes long, and for how long by now, until it is done."""
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        shown.add_task(words, total=None)
        yield
