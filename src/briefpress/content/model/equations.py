"""Equations, as an editor writes them."""

from __future__ import annotations

from briefpress.content.model.fields import Model, Text


class Equation(Model):
    """An equation on a line of its own, written as for TeX."""

    tex: Text
    """The equation in the notation of TeX, such as "E = mc^2"; in YAML best on a line below |."""
    alt: Text
    """The equation in words, as one reads it out."""


class EquationBlock(Model):
    """A block that is an equation."""

    equation: Equation
    """An equation on a line of its own."""
