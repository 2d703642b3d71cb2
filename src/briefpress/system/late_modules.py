"""Modules that are imported by another and loaded when something of them is used."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def loaded_late(*names: str) -> Iterator[None]:
    """Let what is imported in the block import these modules without loading them.

    It may take functions and classes from them, call those later, and ask what is an instance of them.
    """
    late = {name: _LateModule(name) for name in names if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name in late:
            del sys.modules[name]


class _LateModule(ModuleType):
    """Stands for a module: each of its names is a class that stands for what has that name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Late(name, (), {"__module__": self.__name__})


class _Late(type):
    """The type of classes that stand for a function or a class of a module, which is loaded when they are used."""

    def _loaded(cls) -> Any:
        return getattr(import_module(cls.__module__), cls.__name__)

    def __call__(cls, *args: Any, **options: Any) -> Any:
        return cls._loaded()(*args, **options)

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls._loaded())
