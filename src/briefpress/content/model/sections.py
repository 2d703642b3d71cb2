"""Sections and annexes: headings, and what is under them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.blocks import Block
from briefpress.content.model.fields import Line, Model, Prose
from briefpress.content.model.identifiers import Language
from briefpress.content.model.targets import Target


class Section(Target):
    """A heading and what is under it."""

    heading: Line
    """The heading."""
    language: Language | None = None
    """The language of the section as a BCP 47 tag, where it is not that of the brief."""
    body: tuple[Block, ...] = ()
    """Texts in Markdown, blocks such as figures, tables, boxes and quotes, and page_break."""
    sections: Annotated[tuple[Subsection, ...], Field(validate_default=True)] = ()
    """Sections under this one; four levels in all."""

    # A field validator, since a model validator does not run when another field has an error.
    @field_validator("sections")
    @classmethod
    def _check_not_empty(
        cls, sections: tuple[Section, ...], info: ValidationInfo
    ) -> tuple[Section, ...]:
        if not sections and info.data.get("body") == ():
            raise PydanticCustomError("empty-section", "there is nothing under this heading")
        return sections


class Subsection(Section):
    """A section in a section."""

    sections: Annotated[tuple[Subsubsection, ...], Field(validate_default=True)] = ()
    """Sections under this one; two more levels."""


class Subsubsection(Subsection):
    """A section of the third level."""

    sections: Annotated[tuple[LowestSection, ...], Field(validate_default=True)] = ()
    """Sections under this one; they are the last level."""


class LowestSection(Subsubsection):
    """A section of the fourth and last level."""

    sections: Annotated[tuple[()], Field(validate_default=True)] = ()
    """There is no fifth level."""


class Annex(Section):
    """What stands after the sections, under a letter and a heading of its own."""


class Summary(Model):
    """What the brief says, in a few sentences of another language."""

    language: Language
    """The language of the summary as a BCP 47 tag, such as ar, fr or zh-Hans."""
    heading: Line | None = None
    """Its heading; the word for "Summary" in its language if you say nothing."""
    text: Prose
    """The summary itself."""
    key_messages: tuple[Line, ...] = ()
    """The messages to take away, in the same language."""
