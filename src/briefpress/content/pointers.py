"""The ids of a content file, and what pointers to them say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.markdown.pointers import Pointer
from briefpress.content.model.pictures import FigurePart
from briefpress.content.model.targets import Numbering, Target
from briefpress.content.numbering import is_numbered, number_parts
from briefpress.content.passages import models_at
from briefpress.content.rules.pointers import ID_TWICE
from briefpress.content.sound_parts import sound_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.content.model.brief import Brief
    from briefpress.content.passages import Passage
    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding


def known_pointers(
    source: Source, passages: Iterable[Passage], brief: Brief | None
) -> dict[str, Pointer]:
    """Return what pointers may lead to by id, with words where there is a number or a title.

    Without a valid brief, numbers are not known, and each id stands for itself, if there is a number.
    """
    if brief is None:
        ids = _ids(passages)
        return {each.text: Pointer(each.text, _words(source, each)) for each in ids}
    parts = [each for each in number_parts(brief) if each.part.id]
    return {
        str(each.part.id): Pointer(str(each.part.id), each.number or each.part.own_title)
        for each in parts
    }


def _words(source: Source, given: Passage) -> str:
    """Return words for the part with an id in a brief that is at fault; "" if it surely has none."""
    path = given.path[:-1]
    part, numbering = sound_part(source, path), sound_part(source, ("numbering",))
    if isinstance(part, FigurePart):
        part = sound_part(source, path[:-2])  # its letter follows the number of them all
    if source.get(("numbering",)) is None:
        numbering = Numbering()
    if not isinstance(part, Target) or not isinstance(numbering, Numbering):
        return given.text
    return given.text if is_numbered(part, numbering) else part.own_title


def id_findings(source: Source, passages: Iterable[Passage]) -> Iterator[Finding]:
    """Yield a finding for each id that was given before."""
    first: dict[str, Passage] = {}
    for each in _ids(passages):
        before = first.setdefault(each.text, each)
        if before is not each:
            line = source.locate(before.path).line
            message = f'the id "{each.text}" was given before, in line {line}'
            yield ID_TWICE.finding(message, source.locate(each.path))


def _ids(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages that are ids of parts."""
    for each in passages:
        if each.path[-1] == "id" and any(
            issubclass(model, Target) for model in models_at(each.path[:-1])
        ):
            yield each
