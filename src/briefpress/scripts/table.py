"""The scripts that a brief may be written in, and the font of each.

Latin, Cyrillic and Greek are not among them: the fonts of every theme have to hold those. All fonts are
under the SIL Open Font License 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """A script, and the font that its text and headings are set in.

    `ranges` are the code points that belong to it alone, so without the danda of all scripts of India.
    Text in one of its `languages` takes digits and punctuation from its font too, as they go with its
    letters. The font comes with a `package` that
    the `extra` installs: one variable `file`, or several, by weight. `is_large` says that it has so
    many letters that each document gets a font with those that it uses.
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    languages: frozenset[str]
    extra: str
    package: str
    family: str
    files: tuple[tuple[int, str], ...]
    is_large: bool = False

    def holds(self, code: int) -> bool:
        """Return whether a code point belongs to the script."""
        return any(first <= code <= last for first, last in self.ranges)


_VARIABLE = 0  # in place of the weight of a file that has all weights


def _noto(name: str, ranges: str, languages: str, extra: str, file: str = "") -> Script:
    """Return a script with its variable font of Noto."""
    file = file or name
    return Script(
        name,
        _ranges(ranges),
        frozenset(languages.split()),
        extra,
        "manimgx_fonts",
        f"Noto Sans {file}",
        ((_VARIABLE, f"NotoSans{file}[wght].ttf"),),
    )


def _east_asian(name: str, ranges: str, languages: str, region: str) -> Script:
    """Return a script of East Asia with the font of its region, which has all Chinese characters too."""
    return Script(
        name,
        _ranges(ranges),
        frozenset(languages.split()),
        "cjk",
        "justmytype_intl_cjk",
        f"Noto Sans {region}",
        ((_VARIABLE, f"fonts/ofl/notosans{region.lower()}/NotoSans{region}[wght].ttf"),),
        is_large=True,
    )


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return ranges that are written as "600-6ff 750-77f"."""
    pairs = (each.split("-") for each in text.split())
    return tuple((int(first, 16), int(last, 16)) for first, last in pairs)


_HAN = "2e80-303f 3190-319f 31c0-31ef 3200-4dbf 4e00-9fff f900-faff fe30-fe4f ff00-ff65 20000-323af"
_KANA = "3040-30ff 31f0-31ff ff66-ff9f"
_HANGUL = "1100-11ff 3130-318f a960-a97f ac00-d7ff ffa0-ffdc"
_PLEX = "files/IBMPlexSansArabic-"

SCRIPTS = (
    Script(
        "Arabic",
        _ranges("600-6ff 750-77f 870-8ff fb50-fdff fe70-fefc"),
        frozenset(["ar", "azb", "ckb", "fa", "ks", "ps", "sd", "ug", "ur", "uz-arab", "pa-arab", "prs", "arz", "ary"]),
        "arabic",
        "fontpkg_ibm_plex_sans_arabic",
        "IBM Plex Sans Arabic",
        ((400, f"{_PLEX}Regular.ttf"), (600, f"{_PLEX}SemiBold.ttf")),
    ),
    _noto("Hebrew", "590-5ff fb1d-fb4f", "he iw yi", "hebrew"),
    _noto("Armenian", "530-58f fb13-fb17", "hy", "caucasian"),
    _noto("Georgian", "10a0-10ff 1c90-1cbf 2d00-2d2f", "ka", "caucasian"),
    _noto("Ethiopic", "1200-139f 2d80-2ddf ab00-ab2f 1e7e0-1e7ff", "am ti gez", "ethiopic"),
    _noto("Devanagari", "900-963 966-97f a8e0-a8ff", "hi mr ne sa bho mai kok doi", "indic"),
    _noto("Bengali", "980-9ff", "bn as", "indic"),
    _noto("Gurmukhi", "a00-a7f", "pa", "indic"),
    _noto("Gujarati", "a80-aff", "gu", "indic"),
    _noto("Odia", "b00-b7f", "or", "indic", "Oriya"),
    _noto("Tamil", "b80-bff", "ta", "indic"),
    _noto("Telugu", "c00-c7f", "te", "indic"),
    _noto("Kannada", "c80-cff", "kn", "indic"),
    _noto("Malayalam", "d00-d7f", "ml", "indic"),
    _noto("Sinhala", "d80-dff", "si", "indic"),
    _noto("Thai", "e00-e7f", "th", "southeast-asian"),
    _noto("Lao", "e80-eff", "lo", "southeast-asian"),
    _noto("Burmese", "1000-109f a9e0-a9ff aa60-aa7f", "my shn ksw mnw", "southeast-asian", "Myanmar"),
    _noto("Khmer", "1780-17ff 19e0-19ff", "km", "southeast-asian"),
    # The same characters are drawn otherwise in each region; the first is for other languages.
    _east_asian("Chinese", _HAN, "zh zh-hans zh-cn zh-sg", "SC"),
    _east_asian("Traditional Chinese", f"{_HAN} 3100-312f", "zh-hant zh-tw zh-hk zh-mo yue", "TC"),
    _east_asian("Japanese", f"{_HAN} {_KANA}", "ja", "JP"),
    _east_asian("Korean", f"{_HAN} {_HANGUL}", "ko", "KR"),
)  # fmt: skip


def is_written_in(language: str, script: Script) -> bool:
    """Return whether a language is written in a script: one that names its script or region, by that."""
    parts = language.replace("_", "-").lower().split("-")
    tags = [f"{parts[0]}-{part}" for part in parts[1:]]
    named = [tag for tag in tags if any(tag in each.languages for each in SCRIPTS)]
    return any(tag in script.languages for tag in (named or parts[:1]))
