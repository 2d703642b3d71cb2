"""`annex.attach` in a process of its own, with a limit on time and memory: anyone's PDF may come here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.findings import Finding, Location, Unusable
from briefpress.publish.rules import NOT_ATTACHED
from briefpress.system import Worker, WorkerDied, read_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.publish.annex.attachment import AttachAs, AttachResult

TIMEOUT = 300.0  # seconds for one publication
MEMORY = 1024**3  # bytes of address space


class Attacher(Worker):
    """Attaches briefs in a process of its own; as a context manager it ends with its block."""

    def __init__(self, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        super().__init__("briefpress.publish.annex.attach", timeout, memory)

    def attach(
        self, publication: Path, brief: Path, attach_as: AttachAs, *, replace: bool = False
    ) -> tuple[bytes, AttachResult]:
        """Return the publication with a brief attached to it, and what is to be said of that.

        Raises `Unusable` where that cannot be done without damage, or the process does not survive.
        """
        data = read_pdf(publication)
        files = (str(publication), data), (str(brief), read_pdf(brief))
        try:
            result: AttachResult | Unusable = self.call(
                f"{__name__}:attach_in_worker", *files, attach_as, replace=replace
            )
        except WorkerDied as death:
            raise Unusable(_obituary(str(publication), death)) from None
        if isinstance(result, Unusable):
            raise result
        return data[: result.kept] + result.data, result


def attach_in_worker(
    publication: tuple[str, bytes], brief: tuple[str, bytes], attach_as: AttachAs, **options: Any
) -> AttachResult | Unusable:
    """Attach in the worker; an exception is returned, so that it reaches the other process."""
    from briefpress.publish.annex.attach import attach  # noqa: PLC0415 - loaded in the worker
    from briefpress.publish.annex.attachment import InputFile  # noqa: PLC0415

    try:
        return attach(InputFile(*publication), InputFile(*brief), attach_as, **options)
    except Unusable as reason:
        return reason


def _obituary(file: str, death: WorkerDied) -> Finding:
    how = f"attaching {death}" if death.timed_out else f"attaching ended with {death}"
    message = f"nothing was attached: {how}"
    return NOT_ATTACHED.finding(message, Location(file))
