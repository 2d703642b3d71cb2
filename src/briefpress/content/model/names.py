"""The parts of a person's name, and how it is cited. What cannot be known of a name is not guessed."""

from __future__ import annotations

import re
from typing import NamedTuple

# Words between a given and a family name that belong to the latter.
_PARTICLES = frozenset({
    "af", "al", "av", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "di",
    "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von",
    "y", "zu", "zum", "zur",
})  # fmt: skip
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
# Words that people are not called.
_OF_INSTITUTIONS = frozenset({
    "&", "agency", "and", "association", "bank", "center", "centre", "commission", "committee",
    "council", "department",
    "for", "foundation", "fund", "group", "institute", "international", "ministry", "network", "of", "office", "on",
    "organisation", "organization", "programme", "project", "secretariat", "society", "team", "the", "union",
    "university",
})  # fmt: skip
# Common family names of East Asia: who is called so may have it first or last.
_FAMILY_NAMES = frozenset({
    "bui", "bùi", "chen", "cho", "choi", "dang", "do", "guo", "han", "he", "ho", "hoang", "hoàng",
    "hu", "huang", "jung",
    "kang", "kim", "le", "lee", "li", "lin", "liu", "lê", "ma", "nguyen", "nguyễn", "park",
    "pham", "phạm", "sato", "sun",
    "suzuki", "tanaka", "tran", "trần", "vo", "võ", "wang", "wu", "xu", "yamada", "yang", "yoon",
    "zhang", "zhao", "zhou",
    "zhu",
})  # fmt: skip
# Scripts in which people are cited by initials: Latin, Greek, Cyrillic, Armenian and Georgian.
_HAS_INITIALS = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u058f\u10a0-\u10ff\u1e00-\u1fff]")
# Chinese, Japanese and Korean, which have the family name first, and may have no space after it.
_FAMILY_FIRST = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
_ARTICLE = re.compile(r"(?i)((?:al|el|ar|as|ash|an|at|az)[-‐‑])(?=\w)")
# Languages in whose countries the family name comes first, also in Latin letters.
_FAMILY_FIRST_LANGUAGES = frozenset({"hu", "ja", "km", "ko", "vi", "zh"})


class NameParts(NamedTuple):
    """The parts of a name; without `given`, `family` is the whole of it, or "" where nobody knows it."""

    family: str
    given: str
    suffix: str = ""


def name_parts(name: str, family: str | None, given: str | None) -> NameParts:
    """Return the parts of a name as far as `family` and `given` tell them."""
    name, family, given = (" ".join((text or "").split()) for text in (name, family, given))
    if family == name:
        return NameParts(family, "")
    if family and given:
        return NameParts(family, given, _suffix(name, family, given))
    known = family or given
    rest = _without(name, known) if known else ""
    if not rest:
        # A family name that is not in the name does not tell which part is the given name.
        return NameParts("", "")
    rest, suffix = _split_suffix(rest)
    return NameParts(rest, given, suffix) if given else NameParts(family, rest, suffix)


def _is_family_first(name: str) -> bool:
    # A pattern of so many letters takes 2 ms to compile.
    return any(first <= letter <= last for letter in name for first, last in _FAMILY_FIRST)


def full_name(given: str, family: str, language: str) -> str:
    """Return a name as a brief in a language prints it, in the order of its script and language."""
    if _is_family_first(family + given):
        return f"{family}{given}"
    is_turned = language.partition("-")[0].lower() in _FAMILY_FIRST_LANGUAGES
    return f"{family} {given}" if is_turned else f"{given} {family}"


def cited_name(name: str, family: str | None, given: str | None, language: str) -> str:
    """Return a name as a list of sources in a brief in a language has it: "Kumari, H."

    It stays as it is printed where a script has no initials, where there is one word, and where it
    cannot be known which part is the family name.
    """
    parts = name_parts(name, family, given)
    if not parts.family and is_evident(name, language):
        parts = _evident_parts(name)
    if not parts.given or not _HAS_INITIALS.search(parts.family + parts.given):
        return " ".join(name.split())
    suffix = f", {parts.suffix}" if parts.suffix else ""
    return f"{parts.family}, {initials(parts.given)}{suffix}"


def initials(given: str) -> str:
    """Return the initials of given names: "Jean-Paul M." becomes "J.-P. M."."""
    return " ".join(filter(None, map(_initial, given.split())))


def _initial(name: str) -> str:
    if article := _ARTICLE.match(name):
        return f"{article[1]}{name[article.end()].upper()}."
    parts = [part for part in re.split("[-‐‑]", name) if part[:1].isalpha()]
    return "-".join(f"{part[0].upper()}." for part in parts)


def is_evident(name: str, language: str) -> bool:
    """Say whether a name itself tells in a brief in a language which part is the family name."""
    if language.partition("-")[0].lower() in _FAMILY_FIRST_LANGUAGES:
        return False
    return bool(_evident_parts(name).family)


def is_one_word(name: str) -> bool:
    """Say whether a name is one word, as in Indonesia or of many an institution, and not Chinese."""
    return len(name.split()) == 1 and not _is_family_first(name)


def _evident_parts(name: str) -> NameParts:
    """Return the parts of a name that tells them: one given name or initials, then one family name."""
    words, suffix = _split_suffix(name)
    given, *family = words.split()
    while family and re.fullmatch(r"(\w\.-?)+", family[0]):
        given += f" {family.pop(0)}"
    is_evident = len(family) == 1 or (
        len(family) > 1 and all(word.lower() in _PARTICLES for word in family[:-1])
    )
    if words.split()[0].lower() in _FAMILY_NAMES:
        return NameParts("", "")
    is_body = any(word.lower() in _OF_INSTITUTIONS for word in words.split())
    if not is_evident or is_body or not _HAS_INITIALS.search(name):
        return NameParts("", "")
    return NameParts(" ".join(family), given, suffix)


def _without(name: str, part: str) -> str:
    """Return the rest of a name without one of its parts; "" if that is no part of it."""
    rest, count = re.subn(rf"(?<!\S){re.escape(part)}(?![^\s,])", "", name, count=1)
    if count:
        return " ".join(rest.replace(" ,", ",").split()).strip(", ")
    if _is_family_first(name):  # 山田太郎
        shorter = name.removeprefix(part)
        shorter = shorter if shorter != name else name.removesuffix(part)
        return shorter.strip() if shorter != name else ""
    return ""


def _split_suffix(name: str) -> tuple[str, str]:
    words = name.replace(",", " ").split()
    if len(words) > 1 and words[-1] in _SUFFIXES:
        return " ".join(words[:-1]), words[-1]
    return name, ""


def _suffix(name: str, family: str, given: str) -> str:
    _, suffix = _split_suffix(name)
    return "" if suffix in f"{family} {given}".split() else suffix
