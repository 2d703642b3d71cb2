"""The digits in which a language writes numbers, by the Unicode CLDR.

They are those of what templates number and date, and of charts, maps and the tables that say the same. Texts and other
tables stay as their authors wrote them.
"""

from __future__ import annotations

from typing import NamedTuple

_LATIN = "0123456789"


class Digits(NamedTuple):
    """The ten digits of a script, and the name of their counter style (CSS Counter Styles 3, 6.1)."""

    signs: str
    style: str

    def written(self, text: str) -> str:
        """Return a text with these digits in place of 0 to 9."""
        return text.translate(str.maketrans(_LATIN, self.signs))


LATIN = Digits(_LATIN, "decimal")
_ARABIC = Digits("٠١٢٣٤٥٦٧٨٩", "arabic-indic")
_PERSIAN = Digits("۰۱۲۳۴۵۶۷۸۹", "persian")
_BENGALI = Digits("০১২৩৪৫৬৭৮৯", "bengali")
_DEVANAGARI = Digits("०१२३४५६७८९", "devanagari")
_TIBETAN = Digits("༠༡༢༣༤༥༦༧༨༩", "tibetan")
_BURMESE = Digits("၀၁၂၃၄၅၆၇၈၉", "myanmar")

# The digits of a language's own script; those of Chinese and Japanese are numerals of another kind.
_NATIVE = {
    **dict.fromkeys(("ar", "arz", "ary", "ckb", "sd", "sdh"), _ARABIC),
    **dict.fromkeys(("az-arab", "fa", "ks", "lrc", "mzn", "pa-arab", "prs", "ps", "ug", "ur", "uz-arab"), _PERSIAN),
    **dict.fromkeys(("as", "bn"), _BENGALI),
    **dict.fromkeys(("bgc", "bho", "doi", "hi", "kok", "mai", "mr", "ne", "raj", "sa"), _DEVANAGARI),
    **dict.fromkeys(("bo", "dz"), _TIBETAN),
    "gu": Digits("૦૧૨૩૪૫૬૭૮૯", "gujarati"),
    "km": Digits("០១២៣៤៥៦៧៨៩", "khmer"),
    "kn": Digits("೦೧೨೩೪೫೬೭೮೯", "kannada"),
    "lo": Digits("໐໑໒໓໔໕໖໗໘໙", "lao"),
    "ml": Digits("൦൧൨൩൪൫൬൭൮൯", "malayalam"),
    "my": _BURMESE,
    "or": Digits("୦୧୨୩୪୫୬୭୮୯", "oriya"),
    "pa": Digits("੦੧੨੩੪੫੬੭੮੯", "gurmukhi"),
    "ta": Digits("௦௧௨௩௪௫௬௭௮௯", "tamil"),
    "te": Digits("౦౧౨౩౪౫౬౭౮౯", "telugu"),
    "th": Digits("๐๑๒๓๔๕๖๗๘๙", "thai"),
}  # fmt: skip
# Where CLDR 48 names them as those in common use: by language, or by its country. Elsewhere, 0 to 9 are.
_USUAL = frozenset({
    "as", "az-arab", "bgc", "bho", "bn", "ckb", "dz", "fa", "ks", "lrc", "mr", "my", "mzn", "ne", "pa-arab", "prs",
    "ps", "raj", "sa", "sd", "sdh", "ur-in", "uz-arab",
    "ar-bh", "ar-dj", "ar-eg", "ar-er", "ar-il", "ar-iq", "ar-jo", "ar-km", "ar-kw", "ar-lb", "ar-mr", "ar-om", "ar-ps",
    "ar-qa", "ar-sa", "ar-sd", "ar-so", "ar-ss", "ar-sy", "ar-td", "ar-ye",
})  # fmt: skip
_NOT_USUAL = frozenset({"bn-in"})


def digits_of(language: str, choice: str | None = None) -> Digits:
    """Return the digits for a BCP 47 language tag: those in common use, or by choice "native" or "latin"."""
    native = next((_NATIVE[name] for name in _names(language) if name in _NATIVE), LATIN)
    is_usual = next(
        (each in _USUAL for each in _names(language) if each in _USUAL | _NOT_USUAL), False
    )
    return native if choice == "native" or (choice is None and is_usual) else LATIN


def _names(language: str) -> list[str]:
    """Return a tag without its variants, from the most special to the language alone."""
    parts = language.lower().split("-")
    return [*(f"{parts[0]}-{part}" for part in parts[1:]), parts[0]]
