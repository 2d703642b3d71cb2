"""What is saved in the folders that are watched; the only importer of watchfiles."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content import BRAND
from briefpress.html import BUILT_IN
from briefpress.system import MAX_BYTES, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from queue import SimpleQueue

    from briefpress.build.requests import BuildRequest

# Files that were saved, or why none can be heard of; nothing more comes after None.
Saved = frozenset[Path] | OSError | None

STEP = 5  # milliseconds without a further change, after which those before belong together
LONGEST = 200  # milliseconds after which they are looked at even if there is no end of them
_ADDED = 1  # watchfiles.Change.added
_LOOK = 500  # milliseconds between two looks at whether the folders are still the same


def folders_to_watch(paths: Iterable[Path], template: BuildRequest) -> tuple[Path, ...]:
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


def folders_of_brands(paths: Iterable[Path], roots: Collection[Path]) -> frozenset[Path]:
    """Return the folders above `roots` in which a brand of these briefs lies or may come, and files that it names.

    What lies further below in them is not watched: the folder that one works in may hold anything.
    """
    top = Path.cwd()
    homes = {path.resolve() if path.is_dir() else path.resolve().parent for path in paths}
    above = {each for home in homes for each in home.parents if each.is_relative_to(top)}
    found = set(above)
    for folder in above:
        try:
            brand = read_regular(folder / BRAND, MAX_BYTES).decode(errors="replace")
        except OSError:
            continue
        found |= {each for each in folder.iterdir() if each.is_dir() and each.name in brand}
    return frozenset(each for each in found if not {each, *each.parents} & {*roots})


@contextmanager
def listening(
    roots: Collection[Path],
    above: Callable[[], Collection[Path]],
    out: Path,
    saves: SimpleQueue[Saved],
    stop: threading.Event,
) -> Iterator[None]:
    """Put what is saved into a queue, in threads that end with the block.

    That is anything below `roots`, and what lies in the folders `above` themselves. The folder `out`, to
    which outputs are written, is left out.
    """
    over = threading.Event()
    either = _Either(stop, over)
    threads = [threading.Thread(target=_listen, args=(lambda: roots, out, saves, either))]
    if above():
        options = {"recursive": False}
        args = (above, out, saves, either)
        threads.append(threading.Thread(target=_listen, args=args, kwargs=options))
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join()


@dataclass(frozen=True, slots=True)
class _Either:
    """Two events, one of which is enough."""

    one: threading.Event
    other: threading.Event

    def is_set(self) -> bool:
        """Say whether one of them is set."""
        return self.one.is_set() or self.other.is_set()


def _listen(
    roots: Callable[[], Collection[Path]],
    out: Path,
    saves: SimpleQueue[Saved],
    stop: _Either,
    *,
    recursive: bool = True,
) -> None:
    """Put what is saved into a queue until `stop` is set, and then None."""
    from watchfiles import watch as changes  # noqa: PLC0415 - an extra, and loaded beside the engine

    def matters(_: object, path: str) -> bool:
        return not Path(path).is_relative_to(out) and not _is_private(Path(path), roots())

    # What is saved before it listens is not heard; of two threads, one is enough to say so at the beginning.
    looks_first = recursive
    try:
        while not stop.is_set():
            there, is_first = _folders(roots()), True
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
                    recursive=recursive,
                    ignore_permission_denied=True,
                ):
                    if found or (is_first and looks_first):
                        saves.put(frozenset(_with_contents(found)))
                    is_first = False
                    if there != _folders(roots()):
                        break
            looks_first = True
    except OSError as error:
        saves.put(error)
    else:
        saves.put(None)


def _with_contents(changes: Iterable[tuple[int, str]]) -> Iterator[Path]:
    """Yield what changed, and what a new folder held before it was listened to."""
    for change, path in changes:
        yield Path(path)
        if change == _ADDED and Path(path).is_dir():
            for parent, folders, names in os.walk(path):
                yield from (Path(parent, name) for name in (*folders, *names))


def _folders(roots: Iterable[Path]) -> dict[Path, int]:
    """Return the folders that exist, with the inode of each: one that was replaced has another."""
    found = {}
    for root in roots:
        with suppress(OSError):
            found[root] = root.stat().st_ino
    return found


def _is_private(path: Path, roots: Iterable[Path]) -> bool:
    """Say whether a file is one that editors and version control keep for themselves."""
    below = next((path.relative_to(root) for root in roots if path.is_relative_to(root)), path)
    return path.name.endswith("~") or any(part.startswith(".") for part in below.parts)
