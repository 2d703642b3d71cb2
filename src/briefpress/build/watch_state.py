"""The briefs that are watched: which wait to be built, and which failed."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.build import series
from briefpress.build.requests import find, refused as refused_files
from briefpress.build.watch_events import Begun, Known, Refused, Removed, WatchEvent, Watching
from briefpress.content import find_brand
from briefpress.findings import Finding, Location, Unusable
from briefpress.system import CALLED_AS, FILE_MISSING, MAX_BYTES, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from briefpress.build.records import BuildRecords
    from briefpress.build.requests import BuildRequest
    from briefpress.build.series import BuildAll


class WatchState:
    """The briefs that are watched, and what is known of each; every change is told."""

    def __init__(
        self,
        paths: Sequence[Path],
        template: BuildRequest,
        records: BuildRecords,
        build_all: BuildAll,
        tell: Callable[[WatchEvent], None],
    ) -> None:
        self.requests: dict[Path, BuildRequest] = {}
        self.waiting: dict[BuildRequest, tuple[str, ...]] = {}
        self.is_listening = False  # whether a save would be heard of by now
        self._paths, self._template = paths, template
        self._records, self._build_all, self._tell = records, build_all, tell
        self._failed: dict[Path, dict[str, str]] = {}  # the inputs of those that failed
        self._stale_at_once: dict[
            Path, tuple[str, ...]
        ] = {}  # why those just built are stale again
        self._refused: tuple[Finding, ...] = ()
        self._empty = frozenset[Path]()  # the files that are gone or empty, and are to be so
        self._count = -1  # of the briefs when there was nothing left to build

    def begin(self) -> None:
        """Look at everything for the first time; raises `Unusable` where there is nothing."""
        if missing := [path for path in self._paths if not path.exists()]:
            raise Unusable(*map(_missing, missing))
        series.plan(self._paths, self._template)
        self._take_stock(frozenset())
        self.accept_empty(())
        self.look(frozenset())
        if not self.waiting:  # the first save should not have to wait for the engine to load
            for _ in self._build_all(list(self.requests.values())[:1]):
                pass

    def is_amid_a_save(self, saved: Iterable[Path]) -> bool:
        """Say whether a file is gone or empty that was not so before."""
        return bool(self._being_saved(saved))

    def accept_empty(self, saved: Iterable[Path]) -> None:
        """Regard the files that are gone or empty now as removed or emptied on purpose."""
        self._empty = frozenset(self._find_empty(saved))

    def look(self, saved: Collection[Path]) -> None:
        """Find out which briefs there are, and which of them have to be built after a save."""
        self._take_stock(self._being_saved(saved))
        unfinished = self._being_saved(saved)
        self._empty &= frozenset(self._find_empty(saved))
        self._records.look_again()
        waiting = {}
        for request in self.requests.values():
            if unfinished & {request.path, request.shared}:
                continue  # what is being saved in this moment will be heard of
            if reasons := self._reasons(request, saved):
                waiting[request] = reasons
        # What somebody works on comes first.
        ordered = sorted(waiting, key=lambda request: request.path.resolve() not in saved)
        self.waiting = {request: waiting[request] for request in ordered}

    def _reasons(self, request: BuildRequest, saved: Collection[Path]) -> tuple[str, ...]:
        """Say why a brief has to be built; nothing where it is fresh, or would fail as it did."""
        reasons = tuple(self._records.reasons(request))
        if not reasons:
            if request in self.waiting or request.path in self._failed:
                self._tell(Known(request, is_fresh=True))
            self._failed.pop(request.path, None)
            return ()
        if not saved and reasons == self._stale_at_once.get(request.path):
            return ()  # to build it over and over would not help
        if request.path not in self._failed:
            return reasons
        return self.waiting.get(request) or self._reasons_to_retry(request, saved)

    def _reasons_to_retry(self, request: BuildRequest, saved: Iterable[Path]) -> tuple[str, ...]:
        """Say why a brief that failed may be built now; nothing where it would fail in the same way."""
        before, now = self._failed[request.path], self._records.inputs(request)
        if changed := [what for what in now if now[what] != before.get(what)]:
            return tuple(f"{what} changed" for what in changed)
        return tuple(f"{path.name} was saved" for path in saved if _mentions(request, path))

    def build(self, at_once: int) -> None:
        """Build the briefs that wait, up to so many."""
        batch = dict(list(self.waiting.items())[:at_once])
        inputs = {request.path: self._records.inputs(request) for request in batch}
        for request, reasons in batch.items():
            self._tell(Begun(request, reasons))
            del self.waiting[request]
        for step in series.build_stale(batch, self._records, self._build_all):
            path = step.request.path
            if step.built.files:
                self._failed.pop(path, None)
                self._stale_at_once[path] = tuple(self._records.reasons(step.request))
            else:
                self._failed[path] = inputs[path]
            self._tell(step)
        if self.is_listening and not self.waiting and len(self.requests) != self._count:
            self._count = len(self.requests)
            self._tell(Watching(self._count))

    def _being_saved(self, saved: Iterable[Path]) -> frozenset[Path]:
        """Return the files that have become empty, or went, since the last look."""
        return frozenset(self._find_empty(saved)) - self._empty

    def _find_empty(self, saved: Iterable[Path]) -> Iterator[Path]:
        """Yield the briefs and files of series that are gone or empty, and what was saved empty."""
        shared = {request.shared for request in self.requests.values() if request.shared}
        yield from (path for path in {*self.requests, *shared} if not _size(path))
        yield from (path for path in saved if _size(path) == 0)

    def _take_stock(self, unfinished: frozenset[Path]) -> None:
        """See which briefs there are, and tell of those that came or went, but for unfinished saves."""
        found = dict(self.requests)
        refused = tuple(
            finding
            for build in refused_files(filter(_holds_briefs, self._paths))
            for finding in build.report.findings
        )
        try:
            planned = series.plan(filter(_holds_briefs, self._paths), self._template)
            found = {request.path: request for request in planned}
        except Unusable as reason:
            refused = tuple(dict.fromkeys((*refused, *reason.findings)))
        found = {path: request for path, request in found.items() if path.is_file()}
        found |= {
            path: request
            for path, request in self.requests.items()
            if unfinished & {path, request.shared}
        }
        if refused != self._refused:
            self._refused = refused
            self._tell(Refused(refused))
        for path in self.requests.keys() - found.keys():
            self._failed.pop(path, None)
            self._tell(Removed(self.requests[path]))
        for path, request in found.items():
            if path not in self.requests:
                self._tell(Known(request, is_fresh=not self._records.reasons(request)))
        self.requests = found


def _missing(path: Path) -> Finding:
    mend = f"check its name; {CALLED_AS} new NAME begins a brief"
    return FILE_MISSING.finding("there is no such file", Location(str(path)), mend=mend)


def _holds_briefs(path: Path) -> bool:
    """Say whether a path is a file, or a folder from which not all briefs are gone."""
    try:
        return bool(find([path]))
    except Unusable as reason:
        return any(each.rule != "no-content" for each in reason.findings)


def _mentions(request: BuildRequest, path: Path) -> bool:
    """Say whether a brief, its series or its brand names a file that was saved below its folder."""
    brand = find_brand(request.path)
    folders = [each.parent.resolve() for each in (request.path, brand) if each]
    if not any(path.is_relative_to(folder) for folder in folders):
        return False
    if brand and path == brand.resolve():
        return True
    name = unicodedata.normalize("NFC", path.name)
    texts = (_text(each) for each in (request.path, request.shared, brand) if each)
    return any(name in unicodedata.normalize("NFC", text) for text in texts)


def _text(path: Path) -> str:
    try:
        return read_regular(path, MAX_BYTES).decode(errors="replace")
    except OSError:
        return ""


def _size(path: Path) -> int | None:
    """Return how many bytes a file holds; None where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None
