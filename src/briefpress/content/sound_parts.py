"""The parts of a content file that are sound, though other fields of it are at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefpress.content.passages import models_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from briefpress.content.yaml_source import Path as KeyPath, Source

# Fields that have no part in which data are read and how, so that faults of them hide none of the data.
_BESIDE_DATA = frozenset({
    "alt", "caption", "data", "id", "notes", "row_headings", "source", "unit", "wide", "width",
})  # fmt: skip
_STANDS_FOR_CAPTION = "–"


def sound_part(source: Source, path: KeyPath) -> BaseModel | None:
    """Return the part of a brief that stands at a path; None if there is none, or it is at fault."""
    data = source.get(path)
    for model in models_at(path) if isinstance(data, dict) else ():
        try:
            return model.model_validate(data)
        except ValidationError:  # which is reported with all others of the brief
            continue
    return None


def parts_with_data(source: Source, kinds: tuple[type[Any], ...]) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the tables, charts or maps of these kinds that say soundly which data they show.

    A fault in another field, such as a caption that is missing, leaves that field out.
    """
    for path in source.values:
        data = source.get(path)
        for model in kinds if path and isinstance(data, dict) else ():
            if model in models_at(path) and (part := _with_sound_data(model, data)):
                yield path, part


def _with_sound_data(model: type[BaseModel], data: Any) -> BaseModel | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faulty = {str(each["loc"][0]) for each in error.errors(include_url=False)}
    if not faulty <= _BESIDE_DATA:
        return None
    kept = {name: value for name, value in data.items() if name not in faulty}
    stand_ins = dict.fromkeys(faulty & {"alt", "caption"}, _STANDS_FOR_CAPTION)
    return model.model_validate({**kept, **stand_ins})
