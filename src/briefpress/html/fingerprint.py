"""Which templates a page was set in, so that a PDF of older ones is known as such."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.html.theme import Theme

_PACKAGE = Path(__file__).parents[1]
_SETTING = ("content", "html")  # what turns text into words on the page, beside the templates
_LENGTH = 16


def template_fingerprint(theme: Theme) -> str:
    """Return what tells all that decides which words a page has, beside its content, from another state of it.

    It is a digest of the name of the built-in theme, of the templates and words of that and of one's own, and
    of the modules that set them; style sheets do not count.
    """
    return _digest(theme.name, tuple(_stamps(theme)))


def _stamps(theme: Theme) -> Iterator[tuple[Path, int, int]]:
    templates = (path for folder in theme.templates for path in sorted(folder.rglob("*")))
    modules = (path for name in _SETTING for path in sorted((_PACKAGE / name).rglob("*.py")))
    for path in (*templates, *modules):
        if path.is_file():
            stat = path.stat()
            yield path, stat.st_mtime_ns, stat.st_size


@lru_cache(8)
def _digest(name: str, files: tuple[tuple[Path, int, int], ...]) -> str:
    found = sha256(name.encode())
    for path, _, size in files:
        found.update(f"{path.name} {size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:_LENGTH]
