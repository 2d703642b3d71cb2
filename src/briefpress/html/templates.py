"""The Jinja environment of templates, which may come with a brief from anywhere."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import EnumType
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefpress.content import Model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2.bccache import Bucket


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which templates read values, and call what they are given, and nothing else.

    Jinja's own sandbox hides attributes that begin with `_`, and those of code. Pydantic's models have
    methods that read files and unpickle data: of a model, templates see its fields and properties.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._decided: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read this attribute, which its type decides once for all."""
        if isinstance(obj, EnumType):
            return attr in obj.__members__
        key = type(obj), attr
        if key not in self._decided:
            self._decided[key] = self._is_safe(obj, attr, value)
        return self._decided[key]

    def _is_safe(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Model):
            own = type(obj)
            return attr in own.model_fields or isinstance(getattr(own, attr, None), property)
        if isinstance(obj, (type, partial, FunctionType)):
            return False
        return super().is_safe_attribute(obj, attr, value)


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates as Python compiled them, which lie beside the modules that it compiled.

    They take 10 ms to load and 60 ms to compile, in each process that sets a brief or checks one.
    """

    def __init__(self, folder: Path = Path(__file__).parent / "__pycache__") -> None:
        super().__init__(str(folder), f"template-%s.{sys.implementation.cache_tag}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python is to keep nothing, or may not write there."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def template_environment(folders: Sequence[Path], **options: Any) -> Sandbox:
    """Return the environment for the templates in `folders`, the first folder before the others."""
    return Sandbox(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
