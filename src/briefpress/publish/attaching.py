"""Attaches a brief to a publication in a worker process with limits, since PDFs may be hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.findings import Unusable
from briefpress.publish.rules import NOT_ATTACHED
from briefpress.system import Limits, Pool, Task, WorkerDied, crash_finding, read_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.publish.annex.attachment import AttachAs, AttachResult

ATTACHING_LIMITS = Limits(300.0, 2 * 1024**3)  # for one publication
_ATTACHING = Task(NOT_ATTACHED, "nothing was attached", "repair both files (qpdf IN.pdf OUT.pdf)")


class AttachWorker(Pool):
    """Attaches briefs to publications in a worker process; a context manager, which ends the process."""

    def __init__(self, limits: Limits = ATTACHING_LIMITS) -> None:
        super().__init__("briefpress.publish.annex.attach", limits)

    def attach(
        self, publication: Path, brief: Path, attach_as: AttachAs, *, replace: bool = False
    ) -> tuple[bytes, AttachResult]:
        """Return the bytes of a publication with a brief attached, and the result with its findings.

        Raises `Unusable` if the brief cannot be attached without damage, or the worker dies.
        """
        data = read_pdf(publication)
        files = (str(publication), data), (str(brief), read_pdf(brief))
        try:
            result: AttachResult = self.call(
                f"{__name__}:attach_here", *files, attach_as, replace=replace
            )
        except WorkerDied as death:
            raise Unusable(crash_finding(death, _ATTACHING, str(publication))) from None
        return data[: result.kept] + result.data, result


def attach_here(
    publication: tuple[str, bytes], brief: tuple[str, bytes], attach_as: AttachAs, *, replace: bool
) -> AttachResult:
    """Attach a brief to a publication in this process; each is the name and the bytes of a file."""
    from briefpress.publish.annex.attach import attach  # noqa: PLC0415 - loaded in the worker
    from briefpress.publish.annex.attachment import InputFile  # noqa: PLC0415

    return attach(InputFile(*publication), InputFile(*brief), attach_as, replace=replace)
