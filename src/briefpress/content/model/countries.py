"""Countries by a name or code: as ISO 3166-1 and CLDR have them in English, and CLDR in the language of a brief."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category, normalize

from pydantic_core import PydanticCustomError

from briefpress.content.model.identifiers import country_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale

# What English-speaking authors also write; the first name of a country is printed in place of that of CLDR.
_ALSO_CALLED = {
    "Democratic Republic of the Congo": "CD", "DR Congo": "CD", "DRC": "CD", "Congo-Kinshasa": "CD",
    "Republic of the Congo": "CG", "Congo-Brazzaville": "CG",
    "Myanmar": "MM", "Hong Kong": "HK", "Macao": "MO", "Bosnia and Herzegovina": "BA",
    "Palestine": "PS", "Occupied Palestinian Territory": "PS",
    "United Kingdom": "GB", "Great Britain": "GB", "UK": "GB", "United Arab Emirates": "AE", "UAE": "AE",
    "North Korea": "KP", "DPRK": "KP", "Türkiye": "TR", "Turkey": "TR", "Côte d’Ivoire": "CI", "Ivory Coast": "CI",
    "Eswatini": "SZ", "Swaziland": "SZ", "Timor-Leste": "TL", "East Timor": "TL",
    "Czechia": "CZ", "Czech Republic": "CZ",
}  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f]")
_CODE = re.compile(r"[A-Z]{2,3}")
_ALIKE = 75  # of 100: names that are less alike are not proposed
_MOST_PROPOSED = 3


class Place(NamedTuple):
    """A country: its name in the language of a brief, and its ISO 3166-1 alpha-2 code."""

    name: str
    code: str


class UnknownCountry(ValueError):  # noqa: N818 - an outcome that the caller reports, not a bug
    """No country, or several, may be meant; the message says so, and `mend` which ones."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


def country_fields(data: Any, language: str) -> Any:
    """Return the fields of a country that is given by its name, its code or some of its fields.

    What is neither is left as it is, and the model refuses it.
    """
    fields = {"name": data} if isinstance(data, str) else data
    if not isinstance(fields, dict):
        return data
    name, code = fields.get("name"), fields.get("code")
    if isinstance(name, str) and name.strip() and "code" not in fields:
        return {**fields, **_found(name, language, is_kept=fields is data)}
    if isinstance(code, str) and (short := two_letters(code)):
        return {
            **fields,
            "name": fields.get("name", _printed(short, language, code)),
            "code": short,
        }
    return data


def _found(written: str, language: str, *, is_kept: bool) -> dict[str, str]:
    """Return the fields of a country; its name is kept as it is written where it is called a name."""
    try:
        place = find_country(written, language)
    except UnknownCountry as error:
        raise PydanticCustomError(
            "country", "{said}", {"said": str(error), "mend": error.mend}
        ) from None
    return {"name": written if is_kept else place.name, "code": place.code}


def find_country(written: str, language: str) -> Place:
    """Return the one country that a name or code stands for; raises `UnknownCountry`.

    A name is one in English or in `language` (BCP 47), a code that of ISO 3166-1 with two or three letters.
    """
    written = " ".join(written.split())
    if code := two_letters(written):
        return Place(_printed(code, language, written), code)
    own = _codes_by_name(language).get(_folded(written), frozenset())
    found = own | _codes_by_name("en").get(_folded(written), frozenset())
    if len(found) != 1:
        raise _several(written, found) if found else _none(written, language)
    code = next(iter(found))
    is_short = _CODE.fullmatch(written)
    return Place(written if own and not is_short else _printed(code, language, written), code)


def two_letters(code: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code for one of two or three capital letters; None if there is none."""
    if not _CODE.fullmatch(code):
        return None
    if code in country_codes():
        return code
    from babel.core import get_global  # noqa: PLC0415 - it takes 20 ms to load

    meant = [*get_global("territory_aliases").get(code, ())] if len(code) == 3 else []
    return meant[0] if len(meant) == 1 and meant[0] in country_codes() else None


def _several(written: str, codes: frozenset[str]) -> UnknownCountry:
    names = ", ".join(f"{_printed(code, 'en', code)} ({code})" for code in sorted(codes))
    return UnknownCountry(f'"{written}" may be one of several countries', f"write which: {names}")


def _none(written: str, language: str) -> UnknownCountry:
    from rapidfuzz.process import extract  # noqa: PLC0415 - only where something is wrong

    message = f'there is no country "{written}"'
    if code := two_letters(written.upper()):
        return UnknownCountry(message, f'did you mean "{code}"?')
    known = {**_codes_by_name("en"), **_codes_by_name(language)}
    near = extract(
        _folded(written), [*known], score_cutoff=_ALIKE, limit=_MOST_PROPOSED, processor=None
    )
    codes = dict.fromkeys(code for name, *_ in near for code in sorted(known[name]))
    meant = ", ".join(f'"{_printed(code, language, code)}" ({code})' for code in codes)
    other = "any other name is written with its code: {name: …, code: KE}"
    return UnknownCountry(message, f"did you mean {meant}? {other}" if meant else other)


def _printed(code: str, language: str, written: str) -> str:
    """Return the name of a country in a language; what was written where CLDR does not know the language."""
    locale = _locale(language)
    if locale is None:
        return written
    if locale.language == "en":
        usual = next((name for name, each in _ALSO_CALLED.items() if each == code), None)
        return usual or _in_full(locale.territories[code])
    return str(locale.territories.get(code, written))


def _in_full(name: str) -> str:
    """Return an English name of CLDR without its short forms."""
    return str(name).replace(" & ", " and ").replace("St. ", "Saint ")


@cache
def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - it takes 20 ms to load

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _codes_by_name(language: str) -> dict[str, frozenset[str]]:
    """Return the countries that a name can mean, by the folded name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in _names(language):
        for form in _forms(name):
            found[_folded(form)].add(code)
    return {name: frozenset(codes) for name, codes in found.items() if name}


def _names(language: str) -> Iterator[tuple[str, str]]:
    locale = _locale(language)
    if locale is None:
        return
    yield from (
        (locale.territories[code], code) for code in country_codes() if code in locale.territories
    )
    if locale.language == "en":
        from iso3166 import countries  # noqa: PLC0415 - only where a country is named by a word

        yield from _ALSO_CALLED.items()
        for each in countries:
            yield each.name, each.alpha2
            yield each.apolitical_name, each.alpha2


def _forms(name: str) -> Iterator[str]:
    """Yield a name, its first part alone, and its parts turned round: "Korea, Republic of"."""
    yield name
    first, comma, rest = name.partition(", ")
    if comma:
        yield f"{rest} {first}"
    yield re.split(r", | - | \(", name)[0]


def _folded(name: str) -> str:
    """Return a name without case, accents of Latin letters, signs and articles, by which it is found."""
    plain = _ACCENTS.sub("", normalize("NFKD", name.replace("&", " and ")))
    letters = (letter if category(letter)[0] not in "PSZ" else " " for letter in plain)
    words = normalize("NFC", "".join(letters)).casefold().split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] else words)
