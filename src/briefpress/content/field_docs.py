"""What the docstrings below the fields of a model say, for the JSON Schema and for examples.

Pydantic can collect them itself (`use_attribute_docstrings`), but does so whenever a model is loaded, for which it
reads the source of each: that takes 0.06 seconds of every command.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from typing import TYPE_CHECKING

from briefpress.content.model.fields import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@cache
def field_docs(model: type[Model]) -> Mapping[str, str]:
    """Return the docstrings of the fields of a model, and of those that it has from others, by their names."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model):
            found |= _docs_by_class(base.__module__).get(base.__name__, {})
    return found


def models_by_name() -> dict[str, type[Model]]:
    """Return all models that are loaded, by the names of their classes."""
    return {model.__name__: model for model in _below(Model)}


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for each in model.__subclasses__():
        yield each
        yield from _below(each)


@cache
def _docs_by_class(module: str) -> dict[str, dict[str, str]]:
    source = inspect.getsource(sys.modules[module])
    classes = (each for each in ast.parse(source).body if isinstance(each, ast.ClassDef))
    return {each.name: dict(_docs_in(each)) for each in classes}


def _docs_in(model: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(model.body, model.body[1:], strict=False):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
