"""Good and bad files for "Techniques for Accessible PDF" of the PDF Association, after their titles."""

from __future__ import annotations

from techniques import fundamentals, headings, lists
from techniques.good import GOOD
from techniques.samples import Technique

TECHNIQUES: tuple[Technique, ...] = (
    *fundamentals.TECHNIQUES,
    *headings.TECHNIQUES,
    *lists.TECHNIQUES,
)

__all__ = ["GOOD", "TECHNIQUES", "Technique"]
