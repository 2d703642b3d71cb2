"""Briefs that are built whenever something that they are made from is saved; the only importer of watchfiles.

    a save ─Ledger→ the briefs that depend on it ─makers→ files, and news of each

Editors save in many ways: beside the file and then over it, empty and then full, in several steps.
Whatever is saved while something is built is looked at again, so that the last word is always on
the last state of the files.
"""

from __future__ import annotations

import os
import threading
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from briefpress.build import series
from briefpress.build.requests import find
from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.html import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from briefpress.build.records import Ledger
    from briefpress.build.requests import Order
    from briefpress.build.series import Makers

STEP = 5  # milliseconds without a further change, after which those before belong together
LONGEST = 200  # milliseconds after which they are looked at even if there is no end of them
SETTLING = 0.25  # seconds in which a file that is gone or empty may come back: it is being saved
_IDLE = 1.0  # seconds after which an interrupt that came just before a wait is heard at the latest
_ADDED = 1  # watchfiles.Change.added
_LOOK = 500  # milliseconds between two looks at whether the folders are still the same


@dataclass(frozen=True, slots=True)
class Known:
    """A brief that is watched from now on, or that is again as it was built last.

    `is_fresh` says that its outputs are up to date; if not, it will be built.
    """

    order: Order
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """A brief that is being built, and why."""

    order: Order
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A brief whose file is gone; its outputs stay where they are."""

    order: Order


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the folders cannot be watched as they are now; none, once they can."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Watching:
    """Nothing is left to build; so many briefs are watched, which were more or fewer before."""

    count: int


News = Known | Begun | series.Step | Removed | Refused | Watching

# What was saved; nothing more is heard after None.
_Heard = frozenset[Path] | OSError | None


def watch(
    paths: Sequence[Path],
    template: Order,
    ledger: Ledger,
    makers: Makers,
    tell: Callable[[News], None],
    stop: threading.Event,
    *,
    at_once: int = 1,
) -> None:
    """Build what is stale, then whatever depends on a file that is saved, until `stop` is set.

    Every brief is told of when it is known, begun, done or removed, in this thread. `makers` are
    given up to `at_once` orders at a time; between two times, what was saved meanwhile is looked
    at. Raises `Unusable` where there is nothing to watch.
    """
    desk = _Desk(paths, template, ledger, makers, tell)
    desk.begin()
    heard: SimpleQueue[_Heard] = SimpleQueue()
    with _listening(_roots(paths, template), ledger.out.resolve(), heard, stop):
        while not stop.is_set():
            desk.build(at_once)
            saved = _next(heard, desk)
            if saved is None:
                return
            desk.look(saved)


def _next(heard: SimpleQueue[_Heard], desk: _Desk) -> frozenset[Path] | None:
    """Return what was saved since the last time; wait for it where there is nothing to build.

    What is gone or empty gets a moment to come back: many editors save like that.
    """
    saved = frozenset[Path]()
    wait = 0.0 if desk.waiting else _IDLE
    while True:
        try:
            found = heard.get(block=wait > 0, timeout=wait)
        except Empty:
            if wait == _IDLE:
                continue
            if wait == SETTLING:
                desk.settle(saved)
            elif desk.is_amid_a_save(saved):
                wait = SETTLING
                continue
            return saved
        if found is None:
            return None
        if isinstance(found, OSError):
            raise _deaf(found)
        desk.is_listening = True
        saved |= found
        wait = 0


def _deaf(error: OSError) -> Unusable:
    message = f"the folders cannot be watched: {(error.strerror or str(error)).lower()}"
    mend = "watch a folder with fewer files in it, or set WATCHFILES_FORCE_POLLING=1"
    return Unusable(Finding("not-watched", Severity.ERROR, message, Location("."), mend))


class _Desk:
    """The briefs that are watched, which of them wait to be built, and which failed."""

    def __init__(
        self,
        paths: Sequence[Path],
        template: Order,
        ledger: Ledger,
        makers: Makers,
        tell: Callable[[News], None],
    ) -> None:
        self.orders: dict[Path, Order] = {}
        self.waiting: dict[Order, tuple[str, ...]] = {}
        self.is_listening = False  # whether a save would be heard of by now
        self._paths, self._template = paths, template
        self._ledger, self._makers, self._tell = ledger, makers, tell
        self._failed: dict[Path, dict[str, str]] = {}  # what those that failed were made from
        self._doubts: dict[Path, tuple[str, ...]] = {}  # what the ledger says of those just built
        self._refused: tuple[Finding, ...] = ()
        self._blank = frozenset[Path]()  # the files that are gone or empty, and meant to be
        self._count = -1  # of the briefs when there was nothing left to build

    def begin(self) -> None:
        """Look at everything for the first time; raises `Unusable` where there is nothing."""
        if missing := [path for path in self._paths if not path.exists()]:
            raise Unusable(*map(_missing, missing))
        series.plan(self._paths, self._template)
        self._take_stock(frozenset())
        self.settle(())
        self.look(frozenset())
        if not self.waiting:  # the first save should not have to wait for the engine to load
            for _ in self._makers(list(self.orders.values())[:1]):
                pass

    def is_amid_a_save(self, saved: Iterable[Path]) -> bool:
        """Say whether a file is gone or empty that was not so before."""
        return bool(self._being_saved(saved))

    def settle(self, saved: Iterable[Path]) -> None:
        """Take it that what is gone or empty now is meant to be so."""
        self._blank = frozenset(self._find_blank(saved))

    def look(self, saved: Collection[Path]) -> None:
        """Find out which briefs are there, and which have to be built after a save."""
        self._take_stock(self._being_saved(saved))
        amid = self._being_saved(saved)
        self._blank &= frozenset(self._find_blank(saved))
        self._ledger.look_again()
        waiting = {}
        for order in self.orders.values():
            if amid & {order.path, order.shared}:
                continue  # what is being saved in this moment will be heard of
            reasons = tuple(self._ledger.reasons(order))
            if not reasons:
                if order in self.waiting or order.path in self._failed:
                    self._tell(Known(order, is_fresh=True))
                self._failed.pop(order.path, None)
            elif not saved and reasons == self._doubts.get(order.path):
                continue  # to build it over and over would not help
            elif order.path not in self._failed:
                waiting[order] = reasons
            elif hope := self.waiting.get(order) or self._hope(order, saved):
                waiting[order] = hope
        # What somebody works on comes first.
        ordered = sorted(waiting, key=lambda order: order.path.resolve() not in saved)
        self.waiting = {order: waiting[order] for order in ordered}

    def build(self, at_once: int) -> None:
        """Build the briefs that wait, up to so many."""
        batch = dict(list(self.waiting.items())[:at_once])
        inputs = {order.path: self._ledger.inputs(order) for order in batch}
        for order, reasons in batch.items():
            self._tell(Begun(order, reasons))
            del self.waiting[order]
        for step in series.build(batch, self._ledger, self._makers):
            path = step.order.path
            if step.built.files:
                self._failed.pop(path, None)
                self._doubts[path] = tuple(self._ledger.reasons(step.order))
            else:
                self._failed[path] = inputs[path]
            self._tell(step)
        if self.is_listening and not self.waiting and len(self.orders) != self._count:
            self._count = len(self.orders)
            self._tell(Watching(self._count))

    def _being_saved(self, saved: Iterable[Path]) -> frozenset[Path]:
        """Return the files that have become blank since the last look."""
        return frozenset(self._find_blank(saved)) - self._blank

    def _find_blank(self, saved: Iterable[Path]) -> Iterator[Path]:
        """Yield the briefs and files of series that are gone or empty, and what was saved empty."""
        watched = {*self.orders, *(order.shared for order in self.orders.values() if order.shared)}
        yield from (path for path in watched if not _size(path))
        yield from (path for path in saved if _size(path) == 0)

    def _take_stock(self, amid: frozenset[Path]) -> None:
        """See which files there are, and tell of those that came or went, but for those amid a save."""
        found, refused = dict(self.orders), tuple[Finding, ...]()
        try:
            planned = series.plan(filter(_holds_briefs, self._paths), self._template)
            found = {order.path: order for order in planned}
        except Unusable as reason:
            refused = reason.findings
        found = {path: order for path, order in found.items() if path.is_file()}
        found |= {p: order for p, order in self.orders.items() if amid & {p, order.shared}}
        if refused != self._refused:
            self._refused = refused
            self._tell(Refused(refused))
        for path in self.orders.keys() - found.keys():
            self._failed.pop(path, None)
            self._tell(Removed(self.orders[path]))
        for path, order in found.items():
            if path not in self.orders:
                self._tell(Known(order, is_fresh=not self._ledger.reasons(order)))
        self.orders = found

    def _hope(self, order: Order, saved: Iterable[Path]) -> tuple[str, ...]:
        """Say why a brief that failed may be made now; nothing where it would fail in the same way."""
        before, now = self._failed[order.path], self._ledger.inputs(order)
        if changed := [what for what in now if now[what] != before.get(what)]:
            return tuple(f"{what} changed" for what in changed)
        return tuple(f"{path.name} was saved" for path in saved if _mentions(order, path))


def _missing(path: Path) -> Finding:
    mend = "check its name; briefpress new NAME begins a brief"
    return Finding(
        "file-missing", Severity.ERROR, "there is no such file", Location(str(path)), mend
    )


def _holds_briefs(path: Path) -> bool:
    """Say whether a path is a file, or a folder from which not all briefs are gone."""
    try:
        return bool(find([path]))
    except Unusable as reason:
        return any(each.rule != "no-content" for each in reason.findings)


def _mentions(order: Order, path: Path) -> bool:
    """Say whether the text of a brief, or of its series, names a file that was saved below its folder."""
    if not path.is_relative_to(order.path.parent.resolve()):
        return False
    name = unicodedata.normalize("NFC", path.name)
    texts = (_text(each) for each in (order.path, order.shared) if each)
    return any(name in unicodedata.normalize("NFC", text) for text in texts)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _size(path: Path) -> int | None:
    """Return how much a file holds; None where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None


# What is listened to


def _roots(paths: Iterable[Path], template: Order) -> tuple[Path, ...]:
    """Return the folders in which a save can matter, none of them within another."""
    roots = {BUILT_IN / "templates", BUILT_IN / "styles"}
    if template.theme:
        roots.add(template.theme.resolve())
    for path in paths:
        if path.is_dir():
            roots.add(path.resolve())
        else:  # a link is saved where it leads to
            roots |= {path.parent.resolve(), path.resolve().parent}
    return tuple(sorted(root for root in roots if not roots & set(root.parents)))


@contextmanager
def _listening(
    roots: Collection[Path], out: Path, heard: SimpleQueue[_Heard], stop: threading.Event
) -> Iterator[None]:
    """Put what is saved into a queue, in a thread that ends with the block."""
    over = threading.Event()
    thread = threading.Thread(target=_listen, args=(roots, out, heard, _Either(stop, over)))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class _Either:
    """Two events, one of which is enough."""

    one: threading.Event
    other: threading.Event

    def is_set(self) -> bool:
        """Say whether one of them is set."""
        return self.one.is_set() or self.other.is_set()


def _listen(roots: Collection[Path], out: Path, heard: SimpleQueue[_Heard], stop: _Either) -> None:
    """Put what is saved into a queue until `stop` is set; then False."""
    from watchfiles import watch as changes  # noqa: PLC0415 - an extra, and loaded beside the engine

    def matters(_: object, path: str) -> bool:
        return not Path(path).is_relative_to(out) and not _is_passing(Path(path), roots)

    try:
        while not stop.is_set():
            there, is_first = _folders(roots), True
            with suppress(FileNotFoundError):  # gone since the line above
                for found in changes(
                    *there,
                    watch_filter=matters,
                    debounce=LONGEST,
                    step=STEP,
                    stop_event=stop,
                    rust_timeout=_LOOK,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    ignore_permission_denied=True,
                ):
                    if found or is_first:  # what was saved before it listened was not heard
                        heard.put(frozenset(_with_contents(found)))
                    is_first = False
                    if there != _folders(roots):
                        break
    except OSError as error:
        heard.put(error)
    else:
        heard.put(None)


def _with_contents(changes: Iterable[tuple[int, str]]) -> Iterator[Path]:
    """Yield what changed, and what a new folder held before it was listened to."""
    for change, path in changes:
        yield Path(path)
        if change == _ADDED and Path(path).is_dir():
            for parent, folders, names in os.walk(path):
                yield from (Path(parent, name) for name in (*folders, *names))


def _folders(roots: Iterable[Path]) -> dict[Path, int]:
    """Return the folders that are there, by what tells one from another of the same name."""
    found = {}
    for root in roots:
        with suppress(OSError):
            found[root] = root.stat().st_ino
    return found


def _is_passing(path: Path, roots: Iterable[Path]) -> bool:
    """Say whether a file is one that editors and version control keep for themselves."""
    below = next((path.relative_to(root) for root in roots if path.is_relative_to(root)), path)
    return path.name.endswith("~") or any(part.startswith(".") for part in below.parts)
