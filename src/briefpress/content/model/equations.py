"""Equations, as an editor writes them."""

from __future__ import annotations

from typing import ClassVar

from briefpress.content.model.fields import Model, Text
from briefpress.content.model.targets import Target


class Equation(Target):
    """An equation on a line of its own, written as for TeX; with an `id` it is numbered, (1)."""

    counted_as: ClassVar[str] = "equation"

    tex: Text
    """The equation in the notation of TeX, such as "E = mc^2"; in YAML best on a line below |."""
    alt: Text
    """The equation in words, as one reads it out."""

    @property
    def takes_number(self) -> bool:
        """Whether this is numbered: where a text can point to it."""
        return self.id is not None


class EquationBlock(Model):
    """A block that is an equation."""

    equation: Equation
    """An equation on a line of its own."""
