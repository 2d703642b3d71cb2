"""What is asked about the people of a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.model.names import is_evident, is_one_word, name_parts
from briefpress.content.rules.people import NAME_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.model.brief import Brief
    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding


def name_findings(source: Source, brief: Brief | None) -> Iterator[Finding]:
    """Yield a note for each author of whom nobody can know what the family name is."""
    for index, person in enumerate(brief.authors if brief else ()):
        if name_parts(person.name, person.family, person.given).family:
            continue
        assert brief
        if not is_evident(person.name, brief.language) and not is_one_word(person.name):
            message = f'of "{person.name}" it cannot be known which part is the family name'
            yield NAME_ORDER.finding(message, source.locate(("authors", index, "name")))
