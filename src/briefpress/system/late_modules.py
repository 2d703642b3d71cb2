"""Modules that are imported by another and loaded when a function of them is called."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def loaded_late(*names: str) -> Iterator[None]:
    """Let what is imported in the block import these modules without loading them.

    It may take functions and classes from them, and calls those later.
    """
    late = {name: _Late(name) for name in names if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name in late:
            del sys.modules[name]


class _Late(ModuleType):
    """Stands for a module: each of its names is a function that loads the module and calls what has that name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_call, self.__name__, name)


def _call(module: str, name: str, *args: Any, **options: Any) -> Any:
    return getattr(import_module(module), name)(*args, **options)
