"""Whether a text that is the same in two languages has not been translated: by its words, and by its script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from briefpress.content import usual_script

_MOST_WORDS_OF_NAMES = 3
_MOST_LETTERS_OF_NAMES = 12  # in a row, of scripts that set no spaces between words
_LETTERS_IN_WORDS = 3  # of Latin letters among others, for each of those: abbreviations and names
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
# The names of letters in Unicode begin with that of their script, which differs from that of ISO 15924 here.
_WRITTEN_WITH = {
    "hans": {"CJK"},
    "hant": {"CJK"},
    "jpan": {"CJK", "HIRAGANA", "KATAKANA"},
    "kore": {"HANGUL", "CJK"},
    "arab": {"ARABIC"}, "armn": {"ARMENIAN"}, "beng": {"BENGALI"}, "cyrl": {"CYRILLIC"}, "deva": {"DEVANAGARI"},
    "ethi": {"ETHIOPIC"}, "geor": {"GEORGIAN"}, "grek": {"GREEK"}, "gujr": {"GUJARATI"}, "guru": {"GURMUKHI"},
    "hebr": {"HEBREW"}, "khmr": {"KHMER"}, "knda": {"KANNADA"}, "laoo": {"LAO"}, "latn": {"LATIN"},
    "mlym": {"MALAYALAM"}, "mymr": {"MYANMAR"}, "orya": {"ORIYA"}, "sinh": {"SINHALA"}, "taml": {"TAMIL"},
    "telu": {"TELUGU"}, "thaa": {"THAANA"}, "thai": {"THAI"}, "tibt": {"TIBETAN"},
}  # fmt: skip
_WITHOUT_SPACES = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"}
)


def is_untranslated(text: str, source: str, translation: str) -> bool:
    """Say whether a text of the source would differ in the language of the translation; both are BCP 47 tags.

    What is in a script of the source that the translation is not written in would, were it a name; so would running
    text. A list of names, which have capitals, may be the same.
    """
    plain = _ADDRESS.sub(" ", text)
    written = Counter(map(_script, filter(str.isalpha, plain)))
    own, other = _scripts_of(source), _scripts_of(translation)
    most = max(written, key=written.__getitem__, default="LATIN")
    foreign = sum(written[script] for script in own - other - {"LATIN"})
    if other and foreign > 1 and foreign * _LETTERS_IN_WORDS >= written["LATIN"]:
        return True
    if most in _WITHOUT_SPACES:
        is_another = source.partition("-")[0] != translation.partition("-")[0]
        return is_another and written.total() > _MOST_LETTERS_OF_NAMES
    words = _WORD.findall(plain)
    without_capital = [each for each in words if not each[0].isupper()]
    return len(words) > _MOST_WORDS_OF_NAMES and len(without_capital) > 1


@cache
def _scripts_of(language: str) -> frozenset[str]:
    """Return the scripts in which a language is usually written; none where that is not known."""
    tag = re.search(r"-([A-Za-z]{4})(?:-|$)", language)
    return frozenset(_WRITTEN_WITH.get(tag[1].lower() if tag else usual_script(language), ()))


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0].split("-")[0]
