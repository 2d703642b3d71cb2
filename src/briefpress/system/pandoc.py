"""Finds pandoc on this machine or in the extra `briefpress[references]`, and runs it with limits.

Pandoc reads what it is given and nothing else: its sandbox keeps it from all other files and from
the network, it is given no filters, and it sees no settings of the user.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.system.limits import Limits
from briefpress.system.rules import PANDOC_FAILED, PANDOC_MISSING
from briefpress.system.temporary import TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefpress.findings import Rule

PANDOC_LIMITS = Limits(30.0, 1024**3)
# The sandbox does not hold citation styles, which may refer to others: no port 9 answers.
# Of LANG, pandoc takes the language of works that name none.
_LOCALE = {"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9") | {"no_proxy": ""}
_OLDEST = (3, 0)
_HEAP_EXHAUSTED = 251  # exit code of the run-time system of Haskell
_NO_MEMORY = ("heap exhausted", "out of memory")  # of its own limit, and of that of this process
_VERSION = re.compile(r"^pandoc\S* (\d+(?:\.\d+)*)")
_PLACE = re.compile(r"\(?line (\d+),? column (\d+)\)?:?\s*")


class PandocFailed(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """Pandoc gave no answer: the rule that is broken, why, and how to mend it.

    `line` and `column`, from 1, are where pandoc stumbled over its input, if it said so.
    """

    def __init__(
        self,
        rule: Rule,
        message: str,
        mend: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.rule, self.mend = rule, rule.mend if mend is None else mend
        self.line, self.column = line, column


@cache
def find_pandoc() -> tuple[Path, str]:
    """Return the program and its version; that of the extra goes before that of the machine.

    Raises `PandocFailed` where there is none, or only one that is too old.
    """
    too_old = ""
    for program in _programs():
        version = _version(program)
        if tuple(map(int, version.split(".")[:2])) >= _OLDEST:
            return program, version
        too_old = version
    message = "pandoc is not installed"
    if too_old:
        message = f"pandoc {too_old} is too old: {'.'.join(map(str, _OLDEST))} at least"
    raise PandocFailed(PANDOC_MISSING, message)


def _programs() -> list[Path]:
    """Return where pandoc may be, without importing the package that brings it along."""
    spec = find_spec("pypandoc")
    folders = (spec.submodule_search_locations if spec else None) or ()
    brought = (shutil.which("pandoc", path=f"{folder}{os.sep}files") for folder in folders)
    return [Path(found) for found in (*brought, shutil.which("pandoc")) if found]


def _version(program: Path) -> str:
    """Return the version of a program; 0 if it is no pandoc, or does not run."""
    import subprocess  # noqa: PLC0415 - most briefs need no pandoc

    try:
        said = subprocess.run(  # noqa: S603 - the program was found above
            [program, "--version"], capture_output=True, timeout=PANDOC_LIMITS.seconds, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "0"
    match = _VERSION.match(said.decode(errors="replace"))
    return match[1] if match else "0"


def run_pandoc(
    arguments: Sequence[str],
    text: bytes,
    files: Mapping[str, bytes] | None = None,
    limits: Limits = PANDOC_LIMITS,
) -> bytes:
    """Return what pandoc makes of `text`, which it reads from standard input.

    `files` are others that the arguments name, by names without folders. They lie in the temporary
    folder in which pandoc works, which is all that it may read. Raises `PandocFailed`.
    """
    import subprocess  # noqa: PLC0415 - most briefs need no pandoc

    program, _ = find_pandoc()
    heap = f"-M{limits.memory // 1024**2}m"
    with TemporaryFolder() as temporary:
        folder = str(temporary.path)
        for name, data in (files or {}).items():
            Path(folder, name).write_bytes(data)
        # --data-dir: defaults and templates of the user's own would change what comes out.
        command = [
            str(program),
            "+RTS",
            heap,
            "-RTS",
            "--sandbox",
            f"--data-dir={folder}",
            *arguments,
        ]
        try:
            done = subprocess.run(  # noqa: S603 - see above; the arguments are a program's
                command,
                input=text,
                capture_output=True,
                cwd=folder,
                env={**os.environ, **_NO_NETWORK, "HOME": folder, **_LOCALE},
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = f"pandoc did not finish within {limits.seconds:g} seconds"
            raise PandocFailed(PANDOC_FAILED, message) from None
        except OSError as error:
            message = f"pandoc cannot be run: {error.strerror}"
            raise PandocFailed(PANDOC_FAILED, message) from None
    if done.returncode:
        raise _failure(done.returncode, done.stderr.decode(errors="replace"), limits)
    return done.stdout


def _failure(code: int, words: str, limits: Limits) -> PandocFailed:
    """Return the exception for a run that failed, from its exit code and standard error."""
    if code == _HEAP_EXHAUSTED or any(each in words for each in _NO_MEMORY):
        message = f"pandoc needs more than {limits.memory // 1024**2} MiB of memory"
        return PandocFailed(PANDOC_FAILED, message)
    place = _PLACE.search(words)
    said = " ".join(words[place.end() :].splitlines()[:1] if place else words.split())
    message = f"pandoc stopped: {said[:300] or f'it ended with code {code}'}"
    at = (int(place[1]), int(place[2])) if place else (None, None)
    return PandocFailed(PANDOC_FAILED, message, None, *at)
