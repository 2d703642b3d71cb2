"""The types that the fields of a brief are made of.

The docstrings below the fields of a model are the documentation of the content file: `field_docs` takes
them into the JSON Schema, and editors read them while they type.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Markdown(Enum):
    """Which Markdown a text value may hold."""

    INLINE = "emphasis, links, notes and citations, within one paragraph"
    BLOCKS = "paragraphs and lists as well"


Text = Annotated[str, Field(pattern=r"\S")]
Line = Annotated[Text, Markdown.INLINE]
Prose = Annotated[Text, Markdown.BLOCKS]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]
Date = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Width = Annotated[
    str, Field(pattern=r"^(100|[1-9]\d?(\.\d+)?)\s?%$|^[1-9]\d{0,3}(\.\d+)?\s?(mm|cm|in|pt)$")
]
Doi = Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")]


class Model(BaseModel):
    """The base of every part of a brief: immutable, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
