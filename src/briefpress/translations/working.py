"""Translations are read and compared in a worker process, with limits of time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.findings import Unusable
from briefpress.system import Limits, Pool, Task, WorkerDied, crash_finding
from briefpress.translations.rules import TRANSLATION_CRASH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefpress.findings import Finding
    from briefpress.translations.comparison import Comparison

_LIMITS = Limits(60, 1024 * 1024**2)
_COMPARING = Task(TRANSLATION_CRASH, "nothing was compared", "compare a smaller file")


class TranslationWorker(Pool):
    """Compares translations in a worker process; a context manager, which ends the process."""

    def __init__(self, limits: Limits = _LIMITS) -> None:
        super().__init__("briefpress.translations.files", limits)

    def find(self, paths: Sequence[Path]) -> list[Path]:
        """Return the translations among content files, and those of the sources among them."""
        found: list[Path] = self._in_worker("files:translations_of", str(paths[0]), list(paths))
        return found

    def compare(self, path: Path) -> Comparison:
        """Return a translation beside its source; raises `Unusable`."""
        found: Comparison = self._in_worker("files:load_comparison", str(path), path)
        return found

    def begin(self, path: Path, language: str) -> str:
        """Return the text of a translation that is to be made; raises `Unusable`."""
        text: str = self._in_worker("files:begin_file", str(path), path, language)
        return text

    def export(self, comparison: Comparison, name: str) -> bytes:
        """Return the texts of a translation as a file of this name; raises `Unusable`."""
        data: bytes = self._in_worker("exchange:write_texts", name, comparison, name)
        return data

    def receive(
        self, comparison: Comparison, data: bytes, name: str
    ) -> tuple[str, bytes, tuple[Finding, ...]]:
        """Return the content file and the record with the texts of a file; raises `Unusable`."""
        made: tuple[str, bytes, tuple[Finding, ...]] = self._in_worker(
            "exchange:receive_file", name, comparison, data, name
        )
        return made

    def _in_worker(self, function: str, file: str, *arguments: object) -> Any:
        try:
            return self.call(f"briefpress.translations.{function}", *arguments)
        except WorkerDied as death:
            raise Unusable(crash_finding(death, _COMPARING, file)) from None
