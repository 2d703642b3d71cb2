"""Every text of a content file, and the models that its paths can have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args, get_type_hints

from pydantic import BaseModel

from briefpress.content.model.brief import Brief
from briefpress.content.model.fields import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.yaml_source import Data, Path as KeyPath


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a content file: its path, and the Markdown that it may hold; None for plain text."""

    path: KeyPath
    text: str
    markdown: Markdown | None


def passages(data: Data) -> Iterator[Passage]:
    """Yield every text of a content file, in its order, even if the file is not a valid brief."""
    yield from _passages(data, {Brief}, ())


def _passages(
    data: Data, kinds: set[type[BaseModel] | Markdown], path: KeyPath
) -> Iterator[Passage]:
    """Yield the texts in a value at which these models or this Markdown are expected."""
    if isinstance(data, str):
        markdown = next((kind for kind in kinds if isinstance(kind, Markdown)), None)
        yield Passage(path, data, markdown)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _passages(value, kinds, (*path, index))
    else:
        models = [kind for kind in kinds if isinstance(kind, type)]
        for key, value in data.items():
            fields = [_annotation(model, key) for model in models if key in model.model_fields]
            yield from _passages(value, _kinds(tuple(fields)) if models else kinds, (*path, key))


def models_at(path: KeyPath) -> set[type[BaseModel]]:
    """Return the models that are possible at a path of a content file."""
    models: set[type[BaseModel]] = {Brief}
    for step in path:
        if isinstance(step, str):
            below = (_kinds(_annotation(model, step)) for model in models)
            models = {kind for kinds in below for kind in kinds if isinstance(kind, type)}
    return models


def _annotation(model: type[BaseModel], name: str) -> object:
    return _annotations(model).get(name)


@cache
def _annotations(model: type[BaseModel]) -> dict[str, object]:
    """Return what the fields of a model are annotated with, classes that come after it included."""
    return get_type_hints(model, include_extras=True)


def _kinds(annotation: object) -> set[type[BaseModel] | Markdown]:
    """Return the models and `Markdown` members anywhere in a type annotation."""
    if isinstance(annotation, Markdown) or (
        isinstance(annotation, type) and issubclass(annotation, BaseModel)
    ):
        return {annotation}
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return {kind for part in parts for kind in _kinds(part)}
