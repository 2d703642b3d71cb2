"""The files that a brief and its translation name: pictures and data, of which each language may have its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content import BadData, data_file_names, read_data, read_data_file
from briefpress.translations.rules import TRANSLATION_DATA
from briefpress.translations.untranslated import is_untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.content import Source
    from briefpress.findings import Finding

_TABLES = ("file", "values")  # fields that name a table, and no drawing or areas
_AREAS = ("geojson", "json")


def without_language(name: str, language: str) -> str:
    """Return the name of a file without the language that marks it: wells.csv for wells.fr.csv or wells-fr.csv."""
    tags = "|".join(map(re.escape, {language, language.partition("-")[0]} - {""}))
    return re.sub(rf"[._-](?:{tags})(?=\.\w+$)", "", name, flags=re.IGNORECASE) if tags else name


def untranslated_data(source: Source, translation: Source, folder: Path) -> Iterator[Finding]:
    """Yield a warning for each data file that both show, and that holds running text or another script."""
    own, other = (str(each.get(("language",)) or "") for each in (source, translation))
    shown = data_file_names(source)
    for name, path in data_file_names(translation).items():
        if name not in shown or path[-1] not in _TABLES or name.lower().endswith(_AREAS):
            continue
        for text in _texts(name, folder, own):
            if is_untranslated(text, own, other):
                message = f'"{name}" is shown as in the source: “{text}”'
                yield TRANSLATION_DATA.finding(message, translation.locate(path))
                break


def _texts(name: str, folder: Path, language: str) -> list[str]:
    """Return the texts of a data file; none where it cannot be read, which a build tells."""
    try:
        table = read_data(read_data_file(name, folder), name, language=language)
    except BadData:
        return []
    return [*table.columns, *(value.text for row in table.rows for value in row)]
