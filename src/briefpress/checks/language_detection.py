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
_SENTENCE_END = re.compile(r"[^\s.]{3}[.!?…][^\w\s]{0,3}(?:\s|$)|[。！？।؟۔။።։]")
_WITHOUT_STOPS = frozenset({"THAI", "LAO"})  # scripts whose sentences end with no sign

_BETWEEN_SENTENCES = re.compile(r"(?<=\w[.!?…])\s+|(?<=[。！？।؟۔።։])\s*(?=\S)")

_LEAST_LETTERS = 45
_LETTERS_PER_MARK = 150
_LETTERS_OF_A_TITLE = 120
_LETTERS_PER_PIECE = 60
_ONE_SCRIPT = 0.8  # of the letters
_LETTERS_AMONG_INK = 0.7  # of what is printed: less is a table, a formula or code
_CAPITALISED = 0.5  # of the words: more is names, titles or a heading
_CERTAIN = 0.97  # of a single piece
_AGREED = 0.7  # so much of a text must be in what was found for the whole
_IN_PASSING = 0.1  # so much of a text may be in the declared language: a name, a quotation
_LIKELY = 0.7  # of each piece among several
# The detector shares its certainty out among these, which are nearly one language.
_ALMOST_ONE = {"bs", "hr", "id", "ms", "sr"}
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
_FUNCTION_WORDS = {
    "en": frozenset({
        "although", "and", "because", "from", "has", "have", "not", "that", "the", "their",
        "these", "they", "this", "were", "which", "with",
    }),
}  # fmt: skip
# A sentence or two can be in both of these, but for such words and letters.
_DISTINCTIVE = {
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
_RELATED = tuple(
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
def contradicting_language(text: str, declared: str) -> str | None:
    """Return the language that the text evidently is in, if that cannot be the declared one.

    Both are BCP 47 tags. What is short, mixed, or made of names, numbers and titles gets None,
    and so does what is near to the declared language: a missed slip is better than a false finding.
    """
    language = _primary(declared)
    prose = _running_prose(text) if language else None
    if language is None or prose is None:
        return None
    if language not in _KNOWN and _can_write(language, prose.script):
        return None
    found = None if _has_function_words(prose.text, language) else _identify(prose)
    if found is None or _are_related(found, language):
        return None
    return found if _agrees_in_parts(prose, found, language) else None


def _has_function_words(text: str, language: str) -> bool:
    """Say whether a sixth of a text or more are function words that only this language has.

    There have to be two of them, or one several times.
    """
    words = text.lower().split()
    small = [word for word in words if word in _FUNCTION_WORDS.get(language, ())]
    return len(small) + len(set(small)) > 3 and len(small) * 6 >= len(words)


def _primary(tag: str) -> str | None:
    """Return the language of a tag in its shortest form; None if a text cannot be judged by it."""
    language, *rest = tag.strip().lower().replace("_", "-").split("-")
    language = _SAME.get(language, language)
    private = len(language) == 3 and "qaa" <= language <= "qtz"
    transcribed = language not in _JUDGED_WITH_SCRIPT and any(map(_SCRIPT_TAG.fullmatch, rest))
    return None if private or transcribed or language in _UNJUDGED else language


class _Prose(NamedTuple):
    text: str
    script: str
    weight: int  # in letters of an alphabet


def _running_prose(text: str) -> _Prose | None:
    """Return the running prose of a text; None if it is too short, or names, numbers or titles."""
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
        weight >= _letters_needed(text, script)
        and letters >= _ONE_SCRIPT * scripts.total()
        and scripts.total() >= _LETTERS_AMONG_INK * sum(map(len, printed))
        and sum(map(_is_capitalised, words)) <= _CAPITALISED * len(words)
    )
    return _Prose(" ".join(words), script, weight) if is_prose else None


def _drop_citation(brackets: re.Match[str]) -> str:
    """Return a space for brackets with letters and digits: names and years are of no language."""
    text = brackets[0]
    return " " if any(map(str.isalpha, text)) and any(map(str.isdigit, text)) else text


def _letters_needed(text: str, script: str) -> int:
    """Return how many letters a text needs so that it cannot be a title or a bibliography."""
    marks = len(_REFERENCE_MARK.findall(text))
    whole = script in _WITHOUT_STOPS or _SENTENCE_END.search(text)
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
    import gcld3  # noqa: PLC0415

    detector: _Detector = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=1000)
    return detector


def _identify(prose: _Prose) -> str | None:
    if len(only := _SCRIPTS.get(prose.script, ())) == 1:
        return next(iter(only))
    found = _detect(prose.text, _LIKELY if prose.weight >= 2 * _LETTERS_PER_PIECE else _CERTAIN)
    return found if found in _KNOWN and _can_write(found, prose.script) else None


def _detect(text: str, at_least: float) -> str | None:
    verdict = _detector().FindLanguage(text)
    if verdict.language in _ALMOST_ONE and at_least == _LIKELY:
        at_least = _LIKELIER_THAN_NOT
    language = _SAME.get(verdict.language, verdict.language)
    return language if verdict.probability >= at_least else None


def _agrees_in_parts(prose: _Prose, found: str, declared: str) -> bool:
    """Say whether the parts of the text, judged one by one, are in the language found for the whole."""
    if len(_SCRIPTS.get(prose.script, ())) == 1:
        return True
    shares: Counter[bool] = Counter()
    for part in _pieces(prose):
        language = _detect(part, _LIKELY)
        for asked in (found, declared):
            if language and _are_related(language, asked):
                shares[asked == found] += len(part)
    whole = len(prose.text)
    agreed = shares[True] >= _AGREED * whole and shares[False] <= _IN_PASSING * whole
    return agreed and _is_distinct(prose, found, declared)


def _pieces(prose: _Prose) -> list[str]:
    """Return the sentences of a text; if there is one alone, pieces that are long enough to be judged."""
    if len(sentences := _BETWEEN_SENTENCES.split(prose.text)) > 1:
        return sentences
    size = -(-len(prose.text) // max(prose.weight // _LETTERS_PER_PIECE, 1))
    return [prose.text[start : start + size] for start in range(0, len(prose.text), size)]


def _can_write(language: str, script: str) -> bool:
    """Say whether a language may be written in a script; one in no table may be in any."""
    own = [name for name, languages in _SCRIPTS.items() if language in languages]
    if script in _SCRIPTS:
        return script in own or not (own or language in _KNOWN)
    return not own or language in _ALSO_LATIN


def _is_distinct(prose: _Prose, found: str, declared: str) -> bool:
    """Say whether a text has more distinctive words and letters of the found language, if both have any."""
    if not {found, declared} <= _DISTINCTIVE.keys():
        return True
    text = prose.text.lower()
    for_found, for_declared = (set(_DISTINCTIVE[each].findall(text)) for each in (found, declared))
    return len(for_found) >= len(for_declared) + 2


def _are_related(one: str, other: str) -> bool:
    return one == other or any({one, other} <= row for row in _RELATED)
