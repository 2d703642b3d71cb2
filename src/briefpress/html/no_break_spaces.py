"""Spaces at which no line may end: "45 km", "p. 4", "J. R. Tolkien", "Mr X", and before signs in French.

A space that the author wrote becomes one that does not break; none is added, and none taken away.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from briefpress.html.page_texts import NOT_TEXT, change_texts
from briefpress.html.typesetting import NARROW, NO_BREAK, space_before

_AS_WRITTEN = NOT_TEXT | {"code", "kbd", "pre", "samp"}
_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})
UNITS = (
    "km|m|cm|mm|µm|μm|nm|ha|kg|g|mg|µg|μg|t|kt|Mt|Gt|l|L|ml|mL|dl|hl|s|h|min|W|kW|MW|GW|TW|Wh|kWh|MWh|GWh|TWh|"
    "V|kV|J|kJ|MJ|GJ|PJ|EJ|K|Hz|kHz|MHz|GHz|dB|Pa|hPa|kPa|MPa|bar|ppm|ppb|EUR|USD|GBP|CHF|°[CF]|[°′″%‰$£¥€₦₹₽₸₴₺₩₪]"
)
_CYRILLIC_UNITS = (
    "км|м|см|мм|га|кг|г|мг|т|л|мл|кВт|МВт|ГВт|Вт|ч|мин|сек|млн|млрд|трлн|тыс|тис|мың|руб|грн|тг|гг"
)
_NUMERALS = {  # words for large numbers, and for the hundredth part
    "ar": "ألف|مليون|مليار|كم|كغ",
    "de": "Mio|Mrd|Tsd|Million(?:en)?|Milliarden?|Prozent",
    "en": "thousand|million|billion|trillion|bn|per cent|percent",
    "es": "mil|mill(?:ón|ones)|billones",
    "fr": "mille|millions?|milliards?",
    "it": "mila|milion[ei]|miliard[oi]",
    "nl": "miljoen|miljard|procent",
    "pt": "mil|milh(?:ão|ões)|bilh(?:ão|ões)",
}
_NUMBERED = (
    r"[pP]p?\.|[vV]ol\.|[fF]igs?\.|§§?|№|[nN][°º]"  # what stands before the number that it has
)
_NUMBERED_IN = {
    "de": r"S\.|Nr\.|Abb\.|Tab\.|Bd\.|Kap\.|Abs\.|Art\.|ca\.",
    "en": r"Nos?\.|[cC]h\.|[cC]hap\.|[sS]ec\.|[aA]rt\.|[eE]qs?\.|[pP]aras?\.|Tab\.|ca?\.",
    "es": r"[pP]ágs?\.|[nN]úm\.|[nN]\.º|[aA]rts?\.|[cC]ap\.",
    "fr": r"[nN]os?|[aA]rt\.|[cC]hap\.|t\.|[tT]abl?\.",
    "it": r"[pP]agg?\.|n\.|[aA]rt\.|[cC]ap\.",
    "nl": r"[bB]lz\.|[nN]r\.|[aA]fb\.|[hH]fst\.|[aA]rt\.",
    "pt": r"[pP]ágs?\.|[nN]\.º|[aA]rts?\.|[cC]ap\.",
}
_NUMBERED_IN_CYRILLIC = r"[сС]\.|[сС]тр\.|[рР]ис\.|[тТ]абл\.|[гГ]л\.|[тТ]\.|[сС]т\."
_TITLES = r"Dra?\.?|Prof\.?"  # before a name
_TITLES_IN = {
    "de": r"Hr\.|Fr\.",
    "en": r"Mr\.?|Mrs\.?|Ms\.?|Mx\.?|St\.?",
    "es": r"Sra?\.|D\.ª?",
    "fr": r"MM?\.|Mmes?|Mlles?|Pre?|Dre?",
    "it": r"Sig(?:\.ra|\.)|Dott(?:\.ssa|\.)",
    "nl": r"[dD]hr\.|[mM]evr\.",
    "pt": r"Sra?\.",
}

_SPACE = r"[ \t\r\n]+"
_DIGIT_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_INITIAL = re.compile(rf"(?<!\w)([^\W\d_])\.{_SPACE}(?=([^\W\d_])(\.?))")
_BEFORE_FRENCH_SIGN = re.compile(rf"{_SPACE}(?=([;!?:»]))")
_AFTER_FRENCH_QUOTE = re.compile(rf"«{_SPACE}")


class _Patterns(NamedTuple):
    """Where the space stands that must not break: before a unit, or after an abbreviation."""

    unit: re.Pattern[str]
    abbreviation: re.Pattern[str]


def keep_words_together(page: str) -> str:
    """Return a page of HTML in which spaces that part no line are no-break ones (U+00A0, U+202F), by language.

    What stands in attributes, code, drawings and equations is left alone.
    """
    return change_texts(page, "lang", _bind, _AS_WRITTEN)


@lru_cache(1024)  # editions have their texts in common
def _bind(text: str, language: str) -> str:
    if not text.strip():
        return text
    name = language.split("-")[0].lower()
    patterns = _patterns(name)
    text = _DIGIT_GROUPS.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    text = patterns.unit.sub(lambda found: space_before(found[1], name) or NO_BREAK, text)
    text = patterns.abbreviation.sub(lambda found: found[1] + NO_BREAK, text)
    text = _INITIAL.sub(_bind_initial, text)
    if name == "fr":
        text = _BEFORE_FRENCH_SIGN.sub(lambda f: NARROW if f[1] in ";!?" else NO_BREAK, text)
        text = _AFTER_FRENCH_QUOTE.sub(f"«{NO_BREAK}", text)
    return text


def _bind_initial(found: re.Match[str]) -> str:
    """Return the initial with what parts it from a name, or from the next letter of "z. B."."""
    letter, following, point = found.groups()
    is_name = letter.isupper() and following.isupper()
    return f"{letter}.{NO_BREAK}" if is_name or point else found[0]


@cache
def _patterns(language: str) -> _Patterns:
    is_cyrillic = language in _CYRILLIC
    units = [UNITS, _CYRILLIC_UNITS if is_cyrillic else "", _NUMERALS.get(language, "")]
    numbered = [_NUMBERED, _NUMBERED_IN_CYRILLIC if is_cyrillic else _NUMBERED_IN.get(language, "")]
    titles = [_TITLES, _TITLES_IN.get(language, "")]
    return _Patterns(
        re.compile(rf"(?<=\d){_SPACE}(?=((?:{_either(units)})[²³]?)(?![\w'’]))"),
        re.compile(
            rf"(?<![\w.])((?:{_either(numbered)})(?={_SPACE}(?:\d|[IVXLC]+\b))"
            rf"|(?:{_either(titles)})(?={_SPACE}[^\W\d_a-z])){_SPACE}"
        ),
    )


def _either(alternatives: list[str]) -> str:
    return "|".join(filter(None, alternatives))
