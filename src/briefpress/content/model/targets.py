"""What texts can point to by its id, and which of that is numbered."""

from __future__ import annotations

from typing import ClassVar

from briefpress.content.model.fields import Key, Model


class Target(Model):
    """A part of a brief that a text points to as `[#id]`."""

    counted_as: ClassVar[str] = ""
    """The kind with which this is counted, such as "figure" for a chart; "" for what has no number."""

    id: Key | None = None
    """A name of your own, by which a text points here: `[#name]` becomes "Figure 2", a link."""

    @property
    def takes_number(self) -> bool:
        """Whether this is numbered where its kind is: a figure without a caption shows no number."""
        return getattr(self, "caption", "") is not None

    @property
    def own_title(self) -> str:
        """What a text calls this where it has no number; "" if it has no title in Markdown."""
        return getattr(self, "heading", "") or getattr(self, "title", "") or ""


class Numbering(Model):
    """Which parts of a brief are numbered."""

    figures: bool = True
    """Whether figures with a caption are numbered: "Figure 1. …"."""
    tables: bool = True
    """Whether tables are numbered: "Table 1. …"."""
    boxes: bool = False
    """Whether boxes are numbered: "Box 1. …"."""
    sections: bool = False
    """Whether headings are numbered: 1, 1.1, 1.1.1."""
