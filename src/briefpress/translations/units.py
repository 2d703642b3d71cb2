"""The texts of a content file that are translated."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from briefpress.content import PAGE_BREAK, passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import KeyPath, Source

# Fields that hold Markdown, and are not translated: what others wrote is cited as they wrote it.
_KEPT = frozenset({"references", "further_reading", "waivers"})
# Plain texts that are translated, by the last keys of their paths.
_PLAIN = (
    ("title",),
    ("subtitle",),
    ("short_title",),
    ("keywords",),
    ("country", "name"),
    ("countries", "name"),
    ("series", "title"),
    ("alt",),
    ("pull_quote", "text"),
)
_IN_INDICATORS = (("indicators", "items", "value"), ("indicators", "items", "year"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A text that is translated, and its path in the content file."""

    path: KeyPath
    text: str

    @property
    def kind(self) -> tuple[str, ...]:
        """The keys of the path: texts of the same kind may stand for one another."""
        return tuple(step for step in self.path if isinstance(step, str))

    @property
    def fingerprint(self) -> str:
        """What tells this text from any other; white space does not count."""
        return fingerprint(self.text)

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate, and not a number alone."""
        return any(map(str.isalpha, self.text))

    @property
    def name(self) -> str:
        """The path as people read it: sections[0].body[2]."""
        return path_name(self.path)


def units(source: Source) -> list[Unit]:
    """Return the texts of a content file that are translated, in its order."""
    return list(_units(source))


def _units(source: Source) -> Iterator[Unit]:
    for each in passages(source.data):
        keys = tuple(step for step in each.path if isinstance(step, str))
        is_plain = keys in _PLAIN or keys[-1:] == ("alt",) or keys[-3:] in _IN_INDICATORS
        is_spelt_out = keys[:1] == ("abbreviations",)
        if keys[0] in _KEPT or each.text == PAGE_BREAK or not each.text.strip():
            continue
        if each.markdown is not None or is_plain or is_spelt_out:
            yield Unit(each.path, each.text)


def fingerprint(text: str) -> str:
    """Return sixteen hexadecimal digits of the SHA-256 of a text; white space does not count."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def path_name(path: KeyPath) -> str:
    """Return a path as people read it: sections[0].body[2]."""
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name
