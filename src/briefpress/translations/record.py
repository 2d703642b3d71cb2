"""The record of a translation: from which source text each of its texts was made.

It lies beside the content file, where no editor disturbs it and no translator sees it, and goes with it
into version control: `mali.fr.yaml` has `mali.fr.translated.json`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from briefpress.findings import Location, Unusable
from briefpress.system import is_link_elsewhere, read_regular
from briefpress.translations.rules import TRANSLATION_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MAX_BYTES = 8 * 1024 * 1024
_FIELDS = ("path", "source", "translation", "text")


class Entry(NamedTuple):
    """A text of a translation: its path, both fingerprints, and the source text of that time."""

    path: str
    source: str
    translation: str
    text: str

    @property
    def kind(self) -> tuple[str, ...]:
        """The keys of the path."""
        return tuple(re.sub(r"\[\d+\]", "", self.path).split("."))


def record_path(translation: Path) -> Path:
    """Return where the record of a translation lies."""
    return translation.with_name(f"{translation.stem}.translated.json")


def read_record(path: Path) -> list[Entry]:
    """Return the entries of a record, none where there is no file; raises `Unusable` for another file."""
    try:
        data = json.loads(b"{}" if is_link_elsewhere(path) else read_regular(path, _MAX_BYTES))
        entries = [Entry(*(each[name] for name in _FIELDS)) for each in data["passages"]]
        if all(isinstance(value, str) for entry in entries for value in entry):
            return entries
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        pass
    message = "this is no record of a translation"
    raise Unusable(TRANSLATION_RECORD.finding(message, Location(str(path))))


def record_bytes(source: str, entries: Iterable[Entry]) -> bytes:
    """Return a record as a file: one line for each text, so that version control shows what changed."""
    lines = ",\n".join(json.dumps(each._asdict(), ensure_ascii=False) for each in entries)
    head = json.dumps({"translation_of": source}, ensure_ascii=False)[:-1]
    return f'{head}, "passages": [\n{lines}\n]}}\n'.encode()
