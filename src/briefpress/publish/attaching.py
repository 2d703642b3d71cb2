"""A brief attached to a publication in a worker with limits: anyone's PDF may come here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.findings import Unusable
from briefpress.publish.rules import NOT_ATTACHED
from briefpress.system import Limits, Pool, Task, WorkerDied, crash_finding, read_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.publish.annex.attachment import AttachAs, AttachResult

ATTACHING_LIMITS = Limits(300.0, 2 * 1024**3)  # of one publication
_ATTACHING = Task(NOT_ATTACHED, "nothing was attached", "repair both files (qpdf IN.pdf OUT.pdf)")


class AttachWorker(Pool):
    """Attaches briefs to publications in a warm worker; as a context manager it ends with its block."""

    def __init__(self, limits: Limits = ATTACHING_LIMITS) -> None:
        super().__init__("briefpress.publish.annex.attach", limits)

    def attach(
        self, publication: Path, brief: Path, attach_as: AttachAs, *, replace: bool = False
    ) -> tuple[bytes, AttachResult]:
        """Return a publication with a brief attached to it, and what is to be said of that.

        Raises `Unusable` where that cannot be done without damage, or the worker does not survive.
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
    """Attach a brief to a publication in this process; both are a name and bytes."""
    from briefpress.publish.annex.attach import attach  # noqa: PLC0415 - loaded in the worker
    from briefpress.publish.annex.attachment import InputFile  # noqa: PLC0415

    return attach(InputFile(*publication), InputFile(*brief), attach_as, replace=replace)
