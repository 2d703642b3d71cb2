"""What is known of each brief that is watched, for many readers and one writer."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from briefpress.build.series import Step
from briefpress.build.watch_events import Begun, Known, Refused, Removed
from briefpress.findings import Failure, Finding, Location, Severity, Verdict
from briefpress.reports import count_by_severity, plural, verdict_sentence
from briefpress.system import MAX_BYTES, read_regular

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from briefpress.build.requests import BuildRequest
    from briefpress.build.watch_events import WatchEvent

_MOST_OF_REPORT = 32 * 1024**2  # bytes


class Status(Enum):
    """How a brief is, in the word that a reader sees."""

    WAITING = "waiting"
    BUILDING = "building"
    FRESH = "up to date"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Watched:
    """A brief: how it is, what was found in it, and the digest of its last good PDF.

    `verdicts` are what engines said of the PDF that was made last, good or not.
    """

    slug: str
    source: Path
    status: Status
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    digest: str = ""
    verdicts: tuple[str, ...] = ()

    @property
    def ordered(self) -> tuple[Finding, ...]:
        """The findings, the gravest first, and then as they stand in the file."""
        return tuple(sorted(self.findings, key=_place))

    @property
    def summary(self) -> str:
        """What there is to say of it in a few words."""
        if self.status is Status.FAILED:
            return f"failed: {count_by_severity(self.findings)}"
        return (
            f"{self.status.value}: {plural(self.pages, 'page')}, {count_by_severity(self.findings)}"
        )


def _place(finding: Finding) -> tuple[int, int, int, int]:
    where = finding.location
    return -finding.severity, where.line or 0, where.column or 0, where.page or 0


@dataclass(frozen=True, slots=True)
class Change:
    """That something changed: `version` names the state afterwards, `said` is for who listens.

    `slug` is the brief that it is about, if it is about one.
    """

    version: str
    said: str = ""
    slug: str = ""


@dataclass(eq=False, slots=True)
class _Listener:
    """A page in a browser that waits for changes, in the loop that serves it."""

    loop: asyncio.AbstractEventLoop
    changes: asyncio.Queue[Change | None] = field(default_factory=asyncio.Queue)

    def tell(self, change: Change | None) -> None:
        with suppress(RuntimeError):  # the loop was closed meanwhile
            self.loop.call_soon_threadsafe(self.changes.put_nowait, change)


class Board:
    """What is known of all briefs whose outputs are below `out`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._briefs: dict[str, Watched] = {}
        self._refused: tuple[Finding, ...] = ()
        self._listeners: set[_Listener] = set()
        self._lock = threading.Lock()
        self._run, self._count = token_hex(4), 0  # another run has other versions
        self._is_closed = False

    @property
    def version(self) -> str:
        """The name of what is known now; another state has another."""
        return f"{self._run}-{self._count}"

    @property
    def briefs(self) -> tuple[Watched, ...]:
        """All briefs, by their names."""
        with self._lock:
            return tuple(self._briefs[slug] for slug in sorted(self._briefs))

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Why the folders cannot be watched as they are; mostly nothing."""
        return self._refused

    def get(self, slug: str) -> Watched | None:
        """Return the brief of this name, where it is watched."""
        with self._lock:
            return self._briefs.get(slug)

    def output(self, slug: str, ending: str) -> Path | None:
        """Return an output of a brief that is watched: a file in its folder, and no link out of it."""
        return None if self.get(slug) is None else self._output(slug, ending)

    def _output(self, slug: str, ending: str) -> Path | None:
        path = self.out / slug / f"{slug}{ending}"
        try:
            is_there = path.resolve(strict=True) == self.out.resolve() / slug / path.name
        except OSError:
            return None
        return path if is_there and path.is_file() else None

    # Written by the thread that builds

    def hear(self, event: WatchEvent) -> None:
        """Take in what happened, and tell every page that listens."""
        said = self._take(event)
        if said is not None:
            with self._lock:
                self._count += 1
                for listener in self._listeners:
                    listener.tell(Change(self.version, said, _about(event)))

    def close(self) -> None:
        """Tell every page that there will be no more."""
        with self._lock:
            self._is_closed = True
            for listener in self._listeners:
                listener.tell(None)

    def _take(self, event: WatchEvent) -> str | None:
        """Return what is to be said of an event; None where nothing changed."""
        match event:
            case Known(request, is_fresh):
                known = self._fresh(request) if is_fresh else self._stale(request)
                self._put(known)
                return f"{request.slug}: {known.status.value}"
            case Begun(request):
                self._put(
                    replace(self.get(request.slug) or self._stale(request), status=Status.BUILDING)
                )
                return ""
            case Step(request, built):
                before = self.get(request.slug) or self._stale(request)
                status = Status.FRESH if built.files else Status.FAILED
                pages = next(iter(built.pages.values()), 0) if built.files else before.pages
                found, verdicts = (
                    built.report.findings,
                    tuple(map(verdict_sentence, built.report.verdicts)),
                )
                result = replace(
                    before, status=status, findings=found, pages=pages, verdicts=verdicts
                )
                self._put(self._with_digest(result))
                return f"{request.slug} {result.summary}"
            case Removed(request):
                with self._lock:
                    self._briefs.pop(request.slug, None)
                return f"{request.slug}: removed"
            case Refused(findings):
                self._refused = findings
                return "; ".join(finding.message for finding in findings)
            case _:
                return None

    def _put(self, brief: Watched) -> None:
        with self._lock:
            self._briefs[brief.slug] = brief

    def _stale(self, request: BuildRequest) -> Watched:
        """Return what is known of a brief that has to be built, with its last good output."""
        known = Watched(request.slug, request.path, Status.WAITING)
        return self._with_digest(known)

    def _fresh(self, request: BuildRequest) -> Watched:
        """Return what the report says that lies beside the outputs."""
        report = self.out / request.slug / "report.json"
        return self._with_digest(_as_reported(report, request))

    def _with_digest(self, brief: Watched) -> Watched:
        path = self._output(brief.slug, ".pdf")
        try:
            data = read_regular(path, MAX_BYTES) if path else None
        except OSError:
            data = None
        if data is None:
            return replace(brief, digest="")
        return replace(brief, digest=sha256(data).hexdigest())

    # Read by the pages

    async def changes(self) -> AsyncIterator[Change]:
        """Yield the version that is known now, and then every change until there are no more."""
        listener = _Listener(asyncio.get_running_loop())
        with self._lock:
            if self._is_closed:
                return
            self._listeners.add(listener)
        try:
            yield Change(self.version)
            while (change := await listener.changes.get()) is not None:
                yield change
        finally:
            with self._lock:
                self._listeners.discard(listener)


def _about(event: WatchEvent) -> str:
    request = getattr(event, "request", None)
    return request.slug if request else ""


def _as_reported(path: Path, request: BuildRequest) -> Watched:
    """Return what a report.json says of a brief that is up to date; nothing if it is damaged."""
    fresh = Watched(request.slug, request.path, Status.FRESH)
    try:
        report = json.loads(read_regular(path, _MOST_OF_REPORT))
        findings = tuple(_finding(each, request) for each in report["findings"])
        verdicts = tuple(verdict_sentence(_verdict(each, path)) for each in report["verdicts"])
        return replace(fresh, findings=findings, pages=int(report["pages"]), verdicts=verdicts)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return fresh


def _verdict(record: dict[str, Any], path: Path) -> Verdict:
    failures = tuple(
        Failure(each.get("clause", ""), each.get("test", 0), each["message"])
        for each in record["failures"]
    )
    return Verdict(
        str(record["engine"]), path, str(record["flavour"]), bool(record["compliant"]), failures
    )


def _finding(record: dict[str, Any], request: BuildRequest) -> Finding:
    where = Location(
        str(request.path.parent / str(record["file"])),
        record.get("line"),
        record.get("column"),
        record.get("page"),
        record.get("path", ""),
    )
    severity = Severity[record["severity"].upper()]
    mend, source = record.get("mend", ""), record.get("source", "")
    return Finding(record["rule"], severity, record["message"], where, mend, source)
