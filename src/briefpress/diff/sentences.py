"""A text to its sentences and words, in the languages that briefs are written in.

In doubt, a full stop is taken for part of an abbreviation: two sentences that are compared as one are
easier to read in a list of changes than half a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scripts without spaces between words: Chinese and Japanese.
_UNSPACED = "\u2e80-\u2fff\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = (
    r"""!-#%-*,./:;?@\[\]_{}¡§«»¿\u2010-\u2027\u2030-\u205e\u060c\u061b\u061f\u06d4\u0964\u0965"""
    r"""\u3000-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"""
)
_WORD = re.compile(
    rf"[{_UNSPACED}]|[^\s{_UNSPACED}{_MARKS}]+(?:[{_MARKS}-][^\s{_UNSPACED}{_MARKS}]+)*|\S"
)

_CLOSERS = "\"'”’»)\\]}›"
# The end of a sentence: East Asian marks and the danda always end one, others only before a space. In
# French, a space may precede the guillemet.
_END = re.compile(
    rf"[。！？｡][”’」』）》]*|[।॥۔][{_CLOSERS}]*\s*|[.!?…؟]+[{_CLOSERS}]*(?:[\s\u00a0\u202f]+[»›])?\s+"
)
_LAST_WORD = re.compile(r"[^\s(\[“«„'‘’/–—-]+$")

# Abbreviations that sentences seldom end with, in small letters and without their full stop. Initials,
# and abbreviations with a full stop within (n.d., U.S., т.е.), are recognised without a list.
_LIST = """
approx bros ca cap cf ch chap co corp dept dr ed eds eq esp fig figs gen gov hon inc jr
lt ltd messrs mr mrs ms mt op p pp prof pt rev sen sr st tab trans viz vol
vols vs
al anon av bd éd env ex hab hrsg mlle mme mmes mgr nb réf tél v
admón aprox cía dra dras excmo excma fdo gral núm núms pág págs sra sres sras srta tel ud uds
dep dir eng exma exmo ltda nº profa
акад в вв г гг гл гр д ж изд им итд доц домн кв кг ком коп куб л лат мин млн млрд напр нед обл ок п
пер пл пос проф пр р рис руб с св сек см соч ср ст стр т табл тел тж тт тыс ул ч шт
мыс ш د أ م ص ج هـ ড ডা মো মোঃ খ্রি পৃ নং
"""
_ABBREVIATIONS = frozenset(_LIST.split())
# Abbreviations before a number, and words otherwise: No. 2.
_BEFORE_NUMBERS = frozenset({"no", "nos", "art", "col", "par", "para", "paras", "sec", "rep"})
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}")
_INITIAL = re.compile(r"[^\W\d_]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of a text, without white space around it."""
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, start, match):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each word and punctuation mark of a text; in Chinese, for each character."""
    yield from _WORD.finditer(text)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a match of `_END` ends the sentence that begins at `start`."""
    if match[0][0] in "。！？｡।॥۔":
        return True
    following = text[match.end() :][:8].lstrip("\"'“‘«„(¿¡[")
    if not following or following[0].islower():
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    return before is None or not _is_abbreviation(before[0], following[0])


def _is_abbreviation(word: str, following: str) -> bool:
    """Return whether a word before a full stop is an abbreviation, given the next character."""
    if word.lower() in _ABBREVIATIONS or _DOTTED.fullmatch(word):
        return True
    if word.lower() in _BEFORE_NUMBERS:
        return following.isdigit()
    return bool(_INITIAL.fullmatch(word)) and not following.isdigit()
