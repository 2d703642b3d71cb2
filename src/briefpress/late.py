"""Modules that others name when they are imported, and seldom or never use: they load when used."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Late(ModuleType):
    """Stands for a module until one of its functions or classes is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(_cls: type, *args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return type(name, (), {"__new__": call})  # a class, as it may stand in an annotation


@contextmanager
def late(*names: str) -> Iterator[None]:
    """Let modules be imported by name only, unless they are there already.

    Other threads would find them so as well; where there are any, all is loaded as ever.
    """
    absent = [name for name in names if name not in sys.modules]
    if threading.active_count() > 1:
        absent = []
    sys.modules.update({name: _Late(name) for name in absent})
    try:
        with loading():
            yield
    finally:
        for name in absent:
            del sys.modules[name]


@contextmanager
def loading() -> Iterator[None]:
    """Look for no rubbish while modules are imported: nearly all that they make is to stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
