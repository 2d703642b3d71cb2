"""What an editor means by a value that is not in the form of its field."""

from __future__ import annotations

import re

from briefpress.content.days import day_in

# What a longer text holds of an identifier, such as the address of a resolver.
_IDENTIFIERS = {
    "doi": re.compile(r"\b10\.\d{4,9}/\S+"),
    "orcid": re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"),
}
_WITHOUT_SCHEME = re.compile(r"(?:http://)?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)


def meant_value(field: str, value: str) -> str | None:
    """Return how the value of a field is written; None where that is not certain."""
    value = value.strip()
    if field == "date":
        return day_in(value)
    if identifier := _IDENTIFIERS.get(field):
        found = identifier.search(value)
        return found[0] if found else None
    if field == "url":
        found = _WITHOUT_SCHEME.fullmatch(value)
        return f"https://{found[1]}" if found else None
    return _language_called(value) if field in ("language", "lang") else None


def _language_called(name: str) -> str | None:
    """Return the tag of the language that has a name in English, such as sw for Swahili."""
    from babel import Locale  # noqa: PLC0415 - only where something is wrong

    names = Locale("en").languages.items()
    tags = [str(tag) for tag, each in names if each.casefold() == name.casefold()]
    return min(tags, key=len).replace("_", "-") if tags else None
