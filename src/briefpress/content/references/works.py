"""What a bibliography is made of: works, as pandoc understands them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from briefpress.content.references.pandoc_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.content.references.styles import CitationStyle
    from briefpress.findings import Location

Meta: TypeAlias = "dict[str, Any]"  # a value of pandoc's metadata: its kind, t, and its content, c

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of a bibliography: its key, its fields as pandoc's metadata, and where it stands."""

    key: str
    fields: Mapping[str, Meta] = field(repr=False)
    location: Location

    def text(self, name: str) -> str:
        """Return a field as plain text; "" if the work does not have it."""
        return plain_text(self.fields[name]) if name in self.fields else ""

    @property
    def language(self) -> str:
        """The language of its title as a BCP 47 tag; "" if it does not say so in that way."""
        language = self.text("language").strip()
        return language.replace("_", "-") if _LANGUAGE.fullmatch(language) else ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works that a brief can cite, by their keys, and the style in which it does.

    With `lists_all`, those that it does not cite are listed as well.
    """

    works: Mapping[str, Work] = field(repr=False)
    style: CitationStyle
    lists_all: bool = False
