"""pypdf, loaded without what it is never asked for here: a third of its loading time goes into that.

It comes before all else in this package that imports pypdf.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from briefpress.late import late

_GLYPHS = "pypdf._codecs.adobe_glyphs"


class _Glyphs(Mapping[str, str]):
    """The names of glyphs, some thousands, which few files need: read when one is looked up."""

    _table: Mapping[str, str] | None = None

    def _read(self) -> Mapping[str, str]:
        if self._table is None:
            sys.modules.pop(_GLYPHS, None)
            self._table = import_module(_GLYPHS).adobe_glyphs
        return self._table

    def __getitem__(self, name: str) -> str:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def _stand_in() -> ModuleType:
    module = ModuleType(_GLYPHS)
    module.adobe_glyphs = _Glyphs()  # type: ignore[attr-defined]
    return module


if "pypdf" not in sys.modules:
    sys.modules[_GLYPHS] = _stand_in()

# What writes, what extracts text in its own way, and what passwords take.
with late(
    "pypdf._writer",
    "pypdf.xmp",
    "pypdf.actions",
    "pypdf._text_extraction",
    "pypdf._text_extraction._text_extractor",
    "pypdf.generic._font",
    "PIL.Image",
    "decimal",
    "hashlib",
    "secrets",
    "stringprep",
):
    import pypdf as pypdf
