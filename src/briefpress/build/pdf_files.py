"""PDF files of any origin: checked, read aloud, described and compared in a worker with limits.

Whatever a file does there becomes a finding. `pdf_tasks` is what the worker does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.build import setups
from briefpress.build.rules import NOT_CHECKED
from briefpress.checks import BUILT_IN
from briefpress.findings import Report, Unusable, has_errors
from briefpress.system import USUAL_MEMORY, Limits, Pool, Task, WorkerDied, crash_finding

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE_LIMITS = Limits(120.0, USUAL_MEMORY)  # of one file
CHECKING = Task(NOT_CHECKED, "the PDF was not checked", "treat the file as unreadable")
_TASKS = "briefpress.build.pdf_tasks"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of a file: its report, and the report as a page of HTML where that was asked for.

    `unusable` says that the file, or its source, could not be read at all.
    """

    name: str
    report: Report
    page: str = ""
    unusable: bool = False

    @property
    def exit_code(self) -> int:
        """0 where nothing is worse than a warning, 1 after errors, 2 where it is unusable."""
        return 2 if self.unusable else int(has_errors(self.report.findings))


class PdfWorker(Pool):
    """Looks at PDF files in a warm worker, or in up to `most`; as a context manager it ends with its block."""

    def __init__(
        self, limits: Limits = FILE_LIMITS, *, most: int = 1, setup: str = setups.READ_PDFS
    ) -> None:
        super().__init__(setup, limits, most=most)

    def check_all(self, paths: Sequence[Path], **options: Any) -> list[CheckResult]:
        """Check files, each as `check` does and as many at a time as there may be workers; in their order."""
        if self.most == 1:
            return [self.check(path, **options) for path in paths]
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not for a single file

        threads = ThreadPoolExecutor(self.most)
        try:
            return list(threads.map(partial(self.check, **options), paths))
        finally:  # an interrupt does not wait for what is going on
            threads.shutdown(wait=False, cancel_futures=True)

    def check(
        self,
        path: Path,
        *,
        source: Path | None = None,
        theme: Path | None = None,
        validators: Sequence[str] = (BUILT_IN,),
        standards: Sequence[str] = (),
        with_page: bool = False,
    ) -> CheckResult:
        """Do what `pdf_tasks.check_file` does; whatever keeps it from that is in the report."""
        options: dict[str, Any] = {
            "source": source,
            "theme": theme,
            "validators": validators,
            "standards": standards,
            "with_page": with_page,
        }
        try:
            checked: CheckResult = self.call(f"{_TASKS}:check_file", path, **options)
        except WorkerDied as death:
            return CheckResult(str(path), Report((crash_finding(death, CHECKING, str(path)),)))
        except Unusable as reason:
            return CheckResult(str(path), Report(reason.findings), unusable=True)
        return checked

    def read(self, path: Path, what: str = "transcript", *, as_json: bool = False) -> str:
        """Do what `pdf_tasks.read_file` does; raises `Unusable` where that cannot be done."""
        return str(self._ask(path, "read_file", path, what, as_json=as_json))

    def info(self, path: Path, *, as_json: bool = False) -> str:
        """Do what `pdf_tasks.describe_file` does; raises `Unusable` where that cannot be done."""
        return str(self._ask(path, "describe_file", path, as_json=as_json))

    def diff(
        self, old: Path, new: Path, *, visual: bool = False, as_json: bool = False
    ) -> tuple[str, str]:
        """Do what `pdf_tasks.compare_files` does; raises `Unusable` where that cannot be done."""
        text, page = self._ask(new, "compare_files", old, new, visual=visual, as_json=as_json)
        return text, page

    def _ask(self, path: Path, function: str, *args: Any, **options: Any) -> Any:
        try:
            return self.call(f"{_TASKS}:{function}", *args, **options)
        except WorkerDied as death:
            raise Unusable(crash_finding(death, CHECKING, str(path))) from None


def check(path: Path, *, source: Path | None = None, limits: Limits = FILE_LIMITS) -> CheckResult:
    """Check a PDF in a worker within limits; `source` is the HTML or brief that it was made from."""
    with PdfWorker(limits) as worker:
        return worker.check(path, source=source)
