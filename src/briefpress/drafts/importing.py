"""Imports a file in a worker process with limits, since it may be hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.drafts.rules import IMPORT_FORMAT
from briefpress.findings import Unusable
from briefpress.system import Limits, Pool, Task, WorkerDied, crash_finding

if TYPE_CHECKING:
    from briefpress.drafts.writing import ImportedBrief

_LIMITS = Limits(120.0, 2 * 1024**3)  # for one file
_IMPORTING = Task(
    IMPORT_FORMAT, "nothing was imported", "save it anew in the program it comes from"
)


class ImportWorker(Pool):
    """Imports files in a worker process; a context manager, which ends the process."""

    def __init__(self, limits: Limits = _LIMITS) -> None:
        super().__init__("briefpress.drafts.writing", limits)

    def import_draft(self, data: bytes, file: str, slug: str, date: str) -> ImportedBrief:
        """Return the content file `slug`.yaml that a file makes, with this date; raises `Unusable`."""
        try:
            made: ImportedBrief = self.call(f"{__name__}:import_here", data, file, slug, date)
        except WorkerDied as death:
            raise Unusable(crash_finding(death, _IMPORTING, file)) from None
        return made


def import_here(data: bytes, file: str, slug: str, date: str) -> ImportedBrief:
    """Import a file in this process."""
    from briefpress.drafts.reading import read_draft  # noqa: PLC0415 - loaded in the worker
    from briefpress.drafts.writing import write_brief  # noqa: PLC0415

    return write_brief(read_draft(data, file), slug, date)
