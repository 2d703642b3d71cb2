"""Whether a passage is evidently in another language than the one that is declared for it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

# The repeats have bounds: without them, a page of Chinese, which has no spaces, takes minutes.
_LINK = re.compile(r"(?:\w{2,9}://|www\.|\bdoi:\s?)[!-~]+|[\w.+-]{1,64}@[!-~]+", re.ASCII)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
# What a bibliography is full of: links, initials, volumes, pages, and years that stand by
# themselves, in brackets, after a comma or a full stop, or at the end.
_REFERENCE_MARK = re.compile(
    r"://|www\.|\b(?i:doi)\b|\bIS[BS]N\b|\bet al\b| & |\b[A-ZÀ-ÞА-Я]\.|\d\s?\(\d|\d[-–]\d"
    r"|(?:[(,.]\s?|^)(?:1[5-9]|20)\d\d[a-z]?\b|\b(?:1[5-9]|20)\d\d[a-z]?\W{0,3}$"
)
# Not after one letter or two: that is an initial, or "p.".
_SENTENCE_END = re.compile(r"[^\s.]{3}[.!?…][^\w\s]{0,3}(?:\s|$)|[。！？।؟۔።։]")

_BETWEEN_SENTENCES = re.compile(r"(?<=\w[.!?…])\s+|(?<=[。！？।؟۔።։])\s*(?=\S)")

_LEAST_LETTERS = 45
_LETTERS_PER_MARK = 150
_LETTERS_OF_A_TITLE = 120
_LETTERS_PER_PIECE = 60
_ONE_SCRIPT = 0.8  # of the letters
_LETTERS_AMONG_INK = 0.7  # of what is printed: less is a table, a formula or code
_CAPITALISED = 0.5  # of the words: more is names, titles or a heading
_CERTAIN = 0.97  # of a single piece, with no other to bear it out
_AGREED = 0.7  # so much of a text must be in what was found for the whole
_IN_PASSING = 0.1  # so much of a text may be in the declared language: a name, a quotation
_LIKELY = 0.7  # of each piece among several
# The detector shares its certainty out among these, which are nearly one language.
_TWINS = {"bs", "hr", "id", "ms", "sr"}
_LIKELIER_THAN_NOT = 0.5

# A syllable or a word to a character: these scripts say more with fewer.
_WEIGHTS = {"CJK": 3, "HANGUL": 2}
_KANA = {"HIRAGANA", "KATAKANA"}

_SCRIPT_TAG = re.compile(r"[a-z]{4}")
_UNJUDGED = {"art", "i", "mis", "mul", "sgn", "und", "x", "zxx"}
_SAME = {"fil": "tl", "in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro", "no": "nb"}

# What the detector was trained on, less what it was measured to mistake (Yoruba, Hmong, …).
_KNOWN = frozenset(
    {
        *("af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "ceb", "cs", "cy", "da", "de"),
        *("el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi"),
        *("hr", "ht", "hu", "hy", "id", "ig", "is", "it", "ja", "ka", "kk", "km", "kn", "ko"),
        *("ku", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne"),
        *("nl", "ny", "pa", "pl", "ps", "pt", "ro", "ru", "sd", "si", "sk", "sl", "sn", "so"),
        *("sq", "sr", "st", "sv", "sw", "ta", "te", "tg", "th", "tl", "tr", "uk", "ur", "uz"),
        *("vi", "xh", "zh", "zu"),
    }
)

# A sentence of words that came from French is taken for French, but for these.
_PLAIN = {
    "en": frozenset({
        "although", "and", "because", "from", "has", "have", "not", "that", "the", "their",
        "these", "they", "this", "were", "which", "with",
    }),
}  # fmt: skip
# A sentence or two can be in both of these, but for such words and letters.
_TELLING = {
    "es": re.compile(
        r"ñ|[¿¡]|ción\b|dad\b|\b(?:al|con|del|el|en|es|esta|ha|han|hay|la|las|lo|los|más|muy|pero"
        r"|sin|son|su|sus|un|una|y|ya)\b"
    ),
    "pt": re.compile(
        r"[ãõç]|dade\b|\b(?:ao|aos|com|da|das|do|e|em|foi|há|mais|mas|muito|na|nas|no|num|numa|os|ou"
        r"|pela|pelo|sem|seu|sua|um|uma|à|às|é)\b"
    ),
}

# The languages of a script, where it is not Latin; a script with but one names the language.
_SCRIPTS = {
    "ARABIC": {"ar", "ckb", "fa", "ks", "ku", "ps", "sd", "ug", "ur"},
    "ARMENIAN": {"hy"},
    "BENGALI": {"as", "bn"},
    "CJK": {"ja", "yue", "zh"},
    "CYRILLIC": {
        *("ab", "ba", "be", "bg", "ce", "cv", "kk", "ky", "mk", "mn"),
        *("os", "ru", "sah", "sr", "tg", "tt", "uk", "uz"),
    },
    "DEVANAGARI": {"bho", "hi", "mai", "mr", "ne", "sa"},
    "ETHIOPIC": {"am", "ti"},
    "GEORGIAN": {"ka"},
    "GREEK": {"el"},
    "GUJARATI": {"gu"},
    "GURMUKHI": {"pa"},
    "HANGUL": {"ko"},
    "HEBREW": {"he", "yi"},
    "KANNADA": {"kn"},
    "KHMER": {"km"},
    "LAO": {"lo"},
    "MALAYALAM": {"ml"},
    "MYANMAR": {"my"},
    "ORIYA": {"or"},
    "SINHALA": {"si"},
    "TAMIL": {"ta"},
    "TELUGU": {"te"},
    "THAANA": {"dv"},
    "THAI": {"th"},
    "TIBETAN": {"bo", "dz"},
}

# Of those, the ones that are written in Latin letters too. A tag that names a script is judged
# only for these and Chinese: elsewhere it says that the text is transcribed.
_ALSO_LATIN = {"ku", "kk", "sr", "tt", "uz"}
_JUDGED_WITH_SCRIPT = {*_ALSO_LATIN, "az", "bs", "zh"}

# Languages near enough to be taken for one another, a row each: no finding ever rests on these.
_KIN = tuple(
    frozenset(row.split())
    for row in (
        "nb nn da sv",
        "am ti",
        "as bn",
        "sr hr bs cnr sh sl mk bg",
        "id ms jv su min ace",
        "cs sk",
        "zh yue wuu nan hak lzh",
        "fa prs tg uz",
        "fa ps ur",
        "tl ceb war hil ilo",
        "az tr tk crh gag uz kk ky tt ba kaa ug",
        "es gl ast an",
        "pt gl",
        "es ca oc",
        "fr ht oc",
        "nl af fy",
        "de lb gsw af",
        "zu xh ss nr nd",
        "st tn nso",
        "sw ny sn so",
        "hi mr ne sa bho mai",
        "ar ur sd pa",
        "ru be uk",
        "ku ckb kmr",
    )
)


@lru_cache(maxsize=2000)  # most of a text is the same when its brief is built again
def contradicts(text: str, declared: str) -> str | None:
    """Return the language that the text evidently is in, if that cannot be the declared one.

    Both are BCP 47 tags. What is short, mixed, or made of names, numbers and titles gets None,
    and so does what is near to the declared language: to miss a slip is better than to invent one.
    """
    language = _primary(declared)
    prose = _read(text) if language else None
    if language is None or prose is None:
        return None
    if language not in _KNOWN and _can_write(language, prose.script):
        return None
    found = None if _is_plainly(prose.text, language) else _identify(prose)
    if found is None or _are_kin(found, language):
        return None
    return found if _bears_out(prose, found, language) else None


def _is_plainly(text: str, language: str) -> bool:
    """Say whether small words of a language, which no other has, are a sixth of a text or more.

    It takes two of them, or one that comes again and again.
    """
    words = text.lower().split()
    small = [word for word in words if word in _PLAIN.get(language, ())]
    return len(small) + len(set(small)) > 3 and len(small) * 6 >= len(words)


def _primary(tag: str) -> str | None:
    """Return the language of a tag in its shortest form, or None if it cannot be held to it."""
    language, *rest = tag.strip().lower().replace("_", "-").split("-")
    language = _SAME.get(language, language)
    private = len(language) == 3 and "qaa" <= language <= "qtz"
    transcribed = language not in _JUDGED_WITH_SCRIPT and any(map(_SCRIPT_TAG.fullmatch, rest))
    return None if private or transcribed or language in _UNJUDGED else language


class _Prose(NamedTuple):
    text: str
    script: str
    weight: int  # in letters of an alphabet


def _read(text: str) -> _Prose | None:
    """Return the running prose of a text, or None if it is too little, or something else."""
    # PDF text comes with ligatures and Arabic in presentation forms, which no detector knows.
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = _BRACKETS.sub(_drop_citation, text.encode(errors="ignore").decode())
    printed = _LINK.sub(" ", text).split()
    words = [word for word in printed if any(map(str.isalpha, word))]
    scripts = _count_scripts("".join(words))
    if not scripts:
        return None
    (script, letters), *_ = scripts.most_common(1)
    weight = letters * _WEIGHTS.get(script, 1)
    is_prose = (
        weight >= _least(text)
        and letters >= _ONE_SCRIPT * scripts.total()
        and scripts.total() >= _LETTERS_AMONG_INK * sum(map(len, printed))
        and sum(map(_is_capitalised, words)) <= _CAPITALISED * len(words)
    )
    return _Prose(" ".join(words), script, weight) if is_prose else None


def _drop_citation(brackets: re.Match[str]) -> str:
    """Return nothing for names with a year, which say nothing of the language round them."""
    held = brackets[0]
    return " " if any(map(str.isalpha, held)) and any(map(str.isdigit, held)) else held


def _least(text: str) -> int:
    """Return how many letters of a text it takes to be sure that it is no title or bibliography."""
    marks = len(_REFERENCE_MARK.findall(text))
    whole = _SENTENCE_END.search(text)
    return max(marks * _LETTERS_PER_MARK, _LEAST_LETTERS if whole else _LETTERS_OF_A_TITLE)


def _count_scripts(letters: str) -> Counter[str]:
    scripts: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        if unicodedata.category(letter)[0] in "LM":
            scripts[_script(letter)] += count
    return scripts


@cache
def _script(letter: str) -> str:
    """Return the first word of the letter's name in Unicode, which is that of its script."""
    script = unicodedata.name(letter, "?").split()[0].split("-")[0]
    return "CJK" if script in _KANA else script


def _is_capitalised(word: str) -> bool:
    return next(filter(str.isalpha, word)).isupper()


class _Verdict(Protocol):
    language: str
    probability: float


class _Detector(Protocol):
    def FindLanguage(self, text: str) -> _Verdict: ...  # noqa: N802 - the library's name


@cache
def _detector() -> _Detector:
    import gcld3  # type: ignore[import-untyped]  # noqa: PLC0415

    detector: _Detector = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=1000)
    return detector


def _identify(prose: _Prose) -> str | None:
    if len(only := _SCRIPTS.get(prose.script, ())) == 1:
        return next(iter(only))
    found = _find(prose.text, _LIKELY if prose.weight >= 2 * _LETTERS_PER_PIECE else _CERTAIN)
    return found if found in _KNOWN and _can_write(found, prose.script) else None


def _find(text: str, at_least: float) -> str | None:
    verdict = _detector().FindLanguage(text)
    if verdict.language in _TWINS and at_least == _LIKELY:
        at_least = _LIKELIER_THAN_NOT
    language = _SAME.get(verdict.language, verdict.language)
    return language if verdict.probability >= at_least else None


def _bears_out(prose: _Prose, found: str, declared: str) -> bool:
    """Tell whether the parts of the text, one by one, are in what was found for the whole."""
    if len(_SCRIPTS.get(prose.script, ())) == 1:
        return True
    shares: Counter[bool] = Counter()
    for part in _cut(prose):
        language = _find(part, _LIKELY)
        for asked in (found, declared):
            if language and _are_kin(language, asked):
                shares[asked == found] += len(part)
    whole = len(prose.text)
    agreed = shares[True] >= _AGREED * whole and shares[False] <= _IN_PASSING * whole
    return agreed and _tells_apart(prose, found, declared)


def _cut(prose: _Prose) -> list[str]:
    """Return the sentences of a text, or as many pieces of a single one as can be judged."""
    if len(sentences := _BETWEEN_SENTENCES.split(prose.text)) > 1:
        return sentences
    size = -(-len(prose.text) // max(prose.weight // _LETTERS_PER_PIECE, 1))
    return [prose.text[start : start + size] for start in range(0, len(prose.text), size)]


def _can_write(language: str, script: str) -> bool:
    """Tell whether a language may be in a script; of one that is in no table, anything may be."""
    own = [name for name, languages in _SCRIPTS.items() if language in languages]
    if script in _SCRIPTS:
        return script in own or not (own or language in _KNOWN)
    return not own or language in _ALSO_LATIN


def _tells_apart(prose: _Prose, found: str, declared: str) -> bool:
    """Tell whether the small words, where two languages differ by little else, are the found's."""
    if not {found, declared} <= _TELLING.keys():
        return True
    text = prose.text.lower()
    for_found, for_declared = (set(_TELLING[each].findall(text)) for each in (found, declared))
    return len(for_found) >= len(for_declared) + 2


def _are_kin(one: str, other: str) -> bool:
    return one == other or any({one, other} <= kin for kin in _KIN)
