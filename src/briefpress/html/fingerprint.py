"""Which templates a page was set in, so that a PDF of other ones is known as such."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.html.theme import Theme

_PACKAGE = Path(__file__).parents[1]
_SETTING = ("content", "html")  # what turns text into words on the page, beside the templates
_LENGTH = 16


def template_fingerprint(theme: Theme) -> str:
    """Return what tells all that decides which words a page has, beside its content, from another state of it.

    It is a digest of the name, templates and words of a theme, of those of the built-in one, and of the modules that
    set them; style sheets do not count.
    """
    files = (path for folder in theme.templates for path in _files_below(str(folder)))
    stamps = ((path, os.stat(path)) for path in files)  # noqa: PTH116 - four times as fast, for all of them
    return _digest(
        theme.name, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stamps)
    )


def _files_below(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (f"{place}{os.sep}{name}" for name in sorted(names))


@lru_cache(32)
def _digest(theme: str, templates: tuple[tuple[str, int, int], ...]) -> str:
    both = f"{theme} {_modules()} {_digest_of(Path(path) for path, _, _ in templates)}"
    return sha256(both.encode()).hexdigest()[:_LENGTH]


@cache  # they are those that this process has loaded
def _modules() -> str:
    return _digest_of(path for name in _SETTING for path in sorted((_PACKAGE / name).rglob("*.py")))


def _digest_of(files: Iterable[Path]) -> str:
    found = sha256()
    for path in files:
        data = path.read_bytes()
        found.update(os.fsencode(f"{path.name} {len(data)}\n"))
        found.update(data)
    return found.hexdigest()
