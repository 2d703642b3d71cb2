"""How the command line begins and ends as the main program."""

from __future__ import annotations

import os
import signal
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.build import setups
from briefpress.cli.streams import Streams
from briefpress.system import allow_copies, collect_seldom

if TYPE_CHECKING:
    from collections.abc import Sequence

_SETUPS = {
    "check": setups.CHECK_PDFS,
    "read": setups.READ_PDFS,
    "info": setups.READ_PDFS,
    "diff": setups.READ_PDFS,
    "print": setups.PRINT_ONE,
}


def run() -> None:
    """Run the command line as the main program; its workers may be forked from it."""
    streams = Streams()
    # Of all packages, pydantic asks each whether it adds to it: none does, and it takes 0.02 s.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _end_in_order()
    allow_copies()
    collect_seldom()
    # A worker loads meanwhile: `check` takes 0.23 s of one processor after the other instead of 0.28.
    if setup := worker_setup(sys.argv[1:]):
        from briefpress.system import USUAL_MEMORY, start_ahead  # noqa: PLC0415 - not for commands without a worker

        start_ahead(setup, USUAL_MEMORY)
    from briefpress.cli.app import main  # noqa: PLC0415 - it takes as long as all before

    try:
        main()
    finally:
        lost = streams.lost()
        if lost is not None:
            _tell_of_lost_output(lost)
            sys.exit(2)


def worker_setup(words: Sequence[str]) -> str:
    """Return what a worker of the command with these words will load; "" where it may need none.

    It is a guess, made before the words are read as a command line: a worker that it was wrong about
    is ended, and nothing else comes of it.
    """
    command, *rest = words or ("",)
    if not rest or not {"-h", "--help"}.isdisjoint(rest):
        return ""
    if command in (
        "build",
        "package",
    ):  # a series has workers of another kind, if anything changed in it
        files = [word for word in rest if word.endswith((".yaml", ".yml"))]
        is_one = len(files) == 1 and (command == "package" or _may_be_stale(files[0], rest))
        return setups.BUILD_ONE if is_one else ""
    if command == "check" and any(word.startswith("--engine") for word in rest):
        return setups.READ_PDFS
    return _SETUPS.get(command, "")


def _may_be_stale(brief: str, words: Sequence[str]) -> bool:
    """Return whether a brief was changed after it was built, or has to be built in any case."""
    out = "build"
    for word, value in pairwise((*words, "")):
        if word in ("-o", "--out"):
            out = value
        elif word.startswith("--out="):
            out = word.removeprefix("--out=")
    try:
        built = Path(out, Path(brief).stem).stat().st_mtime
        return "--force" in words or built < Path(brief).stat().st_mtime
    except (OSError, ValueError):  # one of them is not there, or has a name that no file has
        return True


def _tell_of_lost_output(error: OSError) -> None:
    from briefpress.findings import Location  # noqa: PLC0415 - seldom needed
    from briefpress.system import OUTPUT_WRITE  # noqa: PLC0415 - seldom needed

    message = f"some of what was printed is lost: {(error.strerror or str(error)).lower()}"
    sys.stderr.write(f"{OUTPUT_WRITE.finding(message, Location('output'), mend='')}\n")


def _end_in_order() -> None:
    """Let what ends a process end this one as `sys.exit` does, so that nothing stays behind."""

    def end(number: int, _: object) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)  # it is ending
        sys.exit(128 + number)  # as shells tell of it

    numbers = [signal.SIGTERM]
    if sys.platform != "win32":
        numbers.append(signal.SIGHUP)
    for number in numbers:
        if signal.getsignal(number) is signal.SIG_DFL:  # with nohup it is ignored
            signal.signal(number, end)
