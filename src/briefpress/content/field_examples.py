"""Every field of a brief as an example, from the model that checks it: for those who want to see all there is."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from briefpress.content.field_docs import field_docs
from briefpress.content.model.blocks import BLOCK_KINDS, Block
from briefpress.content.model.brief import Brief
from briefpress.content.model.fields import Model

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_DEEPEST = 3  # groups in groups that are spelt out


def field_examples(known: Container[str]) -> Iterator[str]:
    """Yield lines of YAML with each field of a brief that is not in `known`, its parts and what they mean."""
    yield from _fields(Brief, "", known)


def part_examples(field: str, known: Container[str]) -> Iterator[str]:
    """Yield lines of YAML with each part of a field that is a group, or a list of one, that is not in `known`."""
    (group,) = _models(Brief.model_fields[field].annotation)
    yield from _fields(group, "", known)


def block_examples() -> Iterator[str]:
    """Yield lines of YAML with every block that the body of a section can hold, and its parts."""
    models = {name: model for model in _models(Block) for name in model.model_fields}
    for kind in BLOCK_KINDS:
        info = models[kind].model_fields[kind]
        yield f"# {field_docs(models[kind])[kind]}"
        yield from _field(kind, info.annotation, "- ")


def _fields(model: type[Model], indent: str, known: Container[str] = ()) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if name not in known:
            yield f"{indent}# {field_docs(model)[name]}"
            yield from _field(name, info.annotation, indent)


def _field(name: str, annotation: Any, indent: str) -> Iterator[str]:
    """Yield a field: a group of fields, or a list of one, on lines of its own where that is not too deep."""
    inner = indent.replace("-", " ") + "  "
    groups = [model for model in _models(annotation) if not _is_block(model)]
    if len(groups) != 1 or len(inner) > 2 * _DEEPEST:
        yield f"{indent}{name}: {_value(annotation)}"
        return
    yield f"{indent}{name}:"
    lines = _fields(groups[0], f"{inner}  " if _is_list(annotation) else inner)
    if not _is_list(annotation):
        yield from lines
        return
    described, first, *others = lines
    yield described
    yield f"{inner}- {first.lstrip()}"
    yield from others


def _value(annotation: Any) -> str:
    """Return an example of a value on one line."""
    kinds = [kind for kind in _parts(annotation) if kind is not NoneType]
    choices = [each for kind in kinds if get_origin(kind) is Literal for each in get_args(kind)]
    if _is_list(annotation):
        return "[…]"
    if choices:
        return next((str(each).lower() for each in choices if each is True), str(choices[0]))
    if bool in kinds:
        return "true"
    if any(isinstance(kind, type) and issubclass(kind, Model) for kind in kinds) or any(
        get_origin(kind) is dict for kind in kinds
    ):
        return "{…: …}"
    return "…"


def _is_list(annotation: Any) -> bool:
    return any(get_origin(kind) is tuple for kind in _parts(annotation))


def _is_block(model: type[Model]) -> bool:
    """Return whether a model is one of the blocks of a body, which have examples of their own."""
    return len(model.model_fields) == 1 and next(iter(model.model_fields)) in BLOCK_KINDS


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the alternatives of an annotation, without what is said about them."""
    origin = get_origin(annotation)
    if origin in (None, tuple, dict, Literal):
        yield annotation
    else:
        for each in get_args(annotation):
            yield from _parts(each)


def _models(annotation: Any) -> Iterator[type[Model]]:
    """Yield the models anywhere in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for each in get_args(annotation):
        yield from _models(each)
