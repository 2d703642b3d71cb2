"""What comes back from a translator's tool."""

from __future__ import annotations

from typing import NamedTuple


class Received(NamedTuple):
    """A translated text: the path of its source, the source text that was exported, and the translation.

    `is_done` says whether the translator, or the tool, calls it translated.
    """

    name: str
    source: str
    translation: str
    is_done: bool


class ExchangeFileError(Exception):
    """Why a file from a translator's tool cannot be read."""
