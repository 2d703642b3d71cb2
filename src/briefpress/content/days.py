"""Days as people write them."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y", "%Y/%m/%d")


def day_in(text: str) -> str | None:
    """Return the day that a text names in English or in figures, as a brief writes it; None if it is none."""
    plain = " ".join(text.replace(",", " ").split())
    for form in _FORMS:
        with suppress(ValueError):
            return dt.datetime.strptime(plain, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    return None
