"""What a bibliography is made of: works, as CSL-JSON has them (CSL 1.0.2, csl-data.json)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.content.references.styles import CitationStyle
    from briefpress.findings import Location

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*")

_TAG = re.compile(r"</?(?:i|b|sup|sub|span)\b[^>]*>")  # all that a text of CSL-JSON can have


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of a bibliography: its key, its fields as CSL-JSON has them, and where it stands."""

    key: str
    fields: Mapping[str, Any] = field(repr=False)
    location: Location

    def text(self, name: str) -> str:
        """Return a field as plain text; "" if the work does not have it."""
        return _TAG.sub("", str(self.fields.get(name, "")))

    @property
    def names(self) -> str:
        """Its authors by family name as a sentence has them: Kim & Smith; its title if it has none."""
        people = self.fields.get("author") or self.fields.get("editor") or ()
        names = [_name(each) for each in people]
        if len(names) > 2:
            return f"{names[0]} et al."
        return " & ".join(names) or self.text("title") or self.key

    @property
    def language(self) -> str:
        """The language of its title as a BCP 47 tag; "" if it does not say so in that way."""
        language = self.text("language").strip()
        return language.replace("_", "-") if _LANGUAGE.fullmatch(language) else ""


def _name(person: Mapping[str, str]) -> str:
    """Return the family name of a person, or the whole name of an organisation (CSL-JSON, name-variable)."""
    family = (person.get("non-dropping-particle"), person.get("family"))
    return person.get("literal") or " ".join(filter(None, family)) or person.get("given", "")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works that a brief can cite, by their keys, and the style in which it does.

    With `lists_all`, those that it does not cite are listed as well.
    """

    works: Mapping[str, Work] = field(repr=False)
    style: CitationStyle
    lists_all: bool = False

    @property
    def as_csl(self) -> bytes:
        """The works as a file of CSL-JSON, which reference managers read."""
        items = [work.fields for work in self.works.values()]
        return json.dumps(items, ensure_ascii=False, indent=1).encode()
