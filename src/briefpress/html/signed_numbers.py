"""Numbers with signs in text from right to left, which are to be seen as they were written."""

from __future__ import annotations

import re

from briefpress.html.page_texts import change_texts

# Left to right, unseen: what stands after it belongs to the number (Unicode UAX #9, 2.7).
_MARK = "\u200e"
# A sign before a digit, such as -3.2 or +254 20; a date, an ISBN or the like, with two hyphens or more; and
# what has a sign behind it, such as 4.5%.
_NUMBER = re.compile(
    r"(?<![\w.,/\u200e+\u2212±-])(?=[+\u2212±-]\s?\d|\d+(?:-\d+){2}|\d[\d.,]*\s?[%‰])"
)


def keep_signs_before_numbers(page: str) -> str:
    """Return a page of HTML with a left-to-right mark before numbers with signs, in text from right to left.

    Without one, the rules of Unicode (UAX #9) show -3.2 as 3.2-, 4.5% as %4.5, and 2026-11-03 as 03-11-2026.
    What stands in attributes, drawings and equations is left alone.
    """
    return change_texts(page, "dir", _mark) if 'dir="rtl"' in page else page


def _mark(text: str, direction: str) -> str:
    return _NUMBER.sub(_MARK, text) if direction == "rtl" else text
