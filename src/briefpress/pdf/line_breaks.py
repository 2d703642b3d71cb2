"""Where lines may break: in scripts without spaces between words, and at hyphens.

Pango breaks Chinese and Japanese between any two characters, with their rules for punctuation, but Khmer,
Burmese and Lao nowhere: their words are found by the dictionaries of ICU. Titles of Chinese and Japanese break
between phrases, which BudouX finds. Korean, which Pango breaks between any two syllables, breaks at its spaces
(`word-break: keep-all` of CSS Text 3, 5.2, which WeasyPrint lacks). Text boxes get signs that nobody sees, and
the HTML stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BREAK = "\u200b"  # zero width space: a line may break here
HYPHENS = "\u2010\u2011"
_NO_BREAK = "\u2060"  # word joiner: no line breaks here

# The letters of each script without spaces, and the language whose dictionary has its words.
_WITHOUT_SPACES = {
    "th": re.compile("[\u0e00-\u0e7f]{2,}"),
    "lo": re.compile("[\u0e80-\u0eff]{2,}"),
    "my": re.compile("[\u1000-\u109f\uaa60-\uaa7f]{2,}"),
    "km": re.compile("[\u1780-\u17d3\u17d7-\u17ff]{2,}"),
}
# Between a letter, a digit or a closing sign and a syllable that belongs to it: 물|이, 2024|년, (KDI)|는.
_WITHIN_KOREAN_WORD = re.compile(
    r"(?<=[\w)\]%”’」』》〉])(?=[\uac00-\ud7a3])|(?<=[\uac00-\ud7a3])(?=\w)"
)
_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"})


def draw_hyphens(root: boxes.Box) -> None:
    """Let hyphens be drawn with the sign that every font has; a no-break one keeps its line."""
    for box, _ in _texts(root, is_title=False):
        if any(each in box.text for each in HYPHENS):
            box.text = box.text.replace("\u2010", "-").replace("\u2011", f"{_NO_BREAK}-{_NO_BREAK}")


def let_lines_break(root: boxes.Box) -> None:
    """Let the text in a box and all below it break where words or phrases end."""
    for box, is_title in _texts(root, is_title=False):
        language = (box.style["lang"] or "").lower()
        if is_title and _CJK.search(box.text) and (phrases := _phrases(language)):
            box.text = BREAK.join(_NO_BREAK.join(each) for each in phrases(box.text))
        elif language.partition("-")[0] == "ko":
            box.text = _WITHIN_KOREAN_WORD.sub(_NO_BREAK, box.text)
        elif find_spec("icu4py") is not None:
            for name, letters in _WITHOUT_SPACES.items():
                box.text = letters.sub(partial(_with_breaks, language=name), box.text)


def _texts(box: Any, *, is_title: bool) -> Iterator[tuple[Any, bool]]:
    """Yield the boxes of text in a box, and whether each is in a title."""
    is_title = is_title or box.element_tag in _TITLES
    if isinstance(box, boxes.TextBox):
        yield box, is_title
    for child in getattr(box, "children", ()):
        yield from _texts(child, is_title=is_title)


def _with_breaks(found: re.Match[str], language: str) -> str:
    """Return text of a script without spaces with a chance for a break between words."""
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 - an extra

    text = found[0]
    breaker = LineBreaker(text, language)
    return BREAK.join(text[start:end] for start, end in breaker.segments())


@cache
def _phrases(language: str) -> Callable[[str], list[str]] | None:
    """Return what finds the phrases of a language; None where nothing does."""
    if find_spec("budoux") is None:
        return None
    import budoux  # noqa: PLC0415 - an extra

    primary, _, rest = language.partition("-")
    if primary == "ja":
        parser = budoux.load_default_japanese_parser()
    elif primary == "zh" and any(each in rest for each in ("hant", "tw", "hk", "mo")):
        parser = budoux.load_default_traditional_chinese_parser()
    elif primary == "zh":
        parser = budoux.load_default_simplified_chinese_parser()
    else:
        return None
    found: Callable[[str], list[str]] = parser.parse
    return found
