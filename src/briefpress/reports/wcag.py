"""The success criteria of WCAG 2.2 at levels A and AA, and those at AAA that rules are about."""

from __future__ import annotations

from typing import NamedTuple

# Number, level, title and, for those that documents rarely have, what they are about.
_CRITERIA = """
1.1.1 A Non-text Content
1.2.1 A Audio-only and Video-only (Prerecorded) | sound and video
1.2.2 A Captions (Prerecorded) | sound and video
1.2.3 A Audio Description or Media Alternative (Prerecorded) | sound and video
1.2.4 AA Captions (Live) | sound and video
1.2.5 AA Audio Description (Prerecorded) | sound and video
1.3.1 A Info and Relationships
1.3.2 A Meaningful Sequence
1.3.3 A Sensory Characteristics
1.3.4 AA Orientation | applications
1.3.5 AA Identify Input Purpose | forms
1.4.1 A Use of Color
1.4.2 A Audio Control | sound and video
1.4.3 AA Contrast (Minimum)
1.4.4 AA Resize Text
1.4.5 AA Images of Text
1.4.10 AA Reflow
1.4.11 AA Non-text Contrast
1.4.12 AA Text Spacing
1.4.13 AA Content on Hover or Focus | scripts
2.1.1 A Keyboard
2.1.2 A No Keyboard Trap | forms and scripts
2.1.4 A Character Key Shortcuts | scripts
2.2.1 A Timing Adjustable | scripts
2.2.2 A Pause, Stop, Hide | moving content
2.3.1 A Three Flashes or Below Threshold | moving content
2.4.1 A Bypass Blocks | sets of pages
2.4.2 A Page Titled
2.4.3 A Focus Order
2.4.4 A Link Purpose (In Context)
2.4.5 AA Multiple Ways | sets of pages
2.4.6 AA Headings and Labels
2.4.7 AA Focus Visible | applications
2.4.11 AA Focus Not Obscured (Minimum) | applications
2.5.1 A Pointer Gestures | scripts
2.5.2 A Pointer Cancellation | scripts
2.5.3 A Label in Name | forms
2.5.4 A Motion Actuation | scripts
2.5.7 AA Dragging Movements | scripts
2.5.8 AA Target Size (Minimum) | forms
3.1.1 A Language of Page
3.1.2 AA Language of Parts
3.1.4 AAA Abbreviations
3.2.1 A On Focus | forms and scripts
3.2.2 A On Input | forms and scripts
3.2.3 AA Consistent Navigation | sets of pages
3.2.4 AA Consistent Identification | sets of pages
3.2.6 A Consistent Help | sets of pages
3.3.1 A Error Identification | forms
3.3.2 A Labels or Instructions | forms
3.3.3 AA Error Suggestion | forms
3.3.4 AA Error Prevention (Legal, Financial, Data) | forms
3.3.7 A Redundant Entry | forms
3.3.8 AA Accessible Authentication (Minimum) | forms
4.1.2 A Name, Role, Value
4.1.3 AA Status Messages | scripts
"""
# Clause 10 of EN 301 549 V3.2.1, on documents, is about WCAG 2.1, and leaves these out.
_NOT_IN_EN = frozenset({
    "2.4.1", "2.4.5", "3.2.3", "3.2.4",
    "2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8",
})  # fmt: skip


class Criterion(NamedTuple):
    """A success criterion; `about` is what a document has to have for it to apply, "" for any document."""

    number: str
    level: str
    title: str
    about: str

    @property
    def en_clause(self) -> str:
        """The clause of EN 301 549 V3.2.1 on documents; "" if there is none."""
        return "" if self.level == "AAA" or self.number in _NOT_IN_EN else f"10.{self.number}"

    @property
    def address(self) -> str:
        """Where the criterion stands."""
        signs = (sign for sign in self.title.lower() if sign.isalnum() or sign in " -")
        return f"https://www.w3.org/TR/WCAG22/#{''.join(signs).replace(' ', '-')}"


def _criterion(line: str) -> Criterion:
    number, level, rest = line.split(" ", 2)
    title, _, about = rest.partition(" | ")
    return Criterion(number, level, title, about)


CRITERIA = {each.number: each for each in map(_criterion, _CRITERIA.strip().splitlines())}
