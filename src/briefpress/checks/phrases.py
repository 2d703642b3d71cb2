"""Words and signs that rules go by, in the languages that briefs are written in."""

from __future__ import annotations

import re

TELLING = 80  # characters: a shorter text does not tell its language

# Link texts that say nothing of where the link leads.
EMPTY_LINKS = frozenset({
    "click here", "click", "here", "more", "read more", "learn more", "find out more", "see more", "this",
    "this link", "link", "see here", "go", "details", "website", "download", "continue", "see",
    "ici", "cliquez ici", "lire la suite", "en savoir plus", "plus", "lien", "suite",
    "aquí", "haga clic aquí", "clic aquí", "leer más", "más", "ver más", "enlace",
    "aqui", "clique aqui", "leia mais", "saiba mais", "mais",
    "hier", "hier klicken", "klicken sie hier", "mehr", "mehr erfahren", "weiterlesen",
    "здесь", "тут", "нажмите здесь", "подробнее", "читать далее", "далее", "ссылка",
    "осында", "мұнда", "толығырақ", "сілтеме",
    "هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "رابط",
    "এখানে", "এখানে ক্লিক করুন", "আরও", "আরও পড়ুন",
    "这里", "点击这里", "更多", "阅读更多", "hapa", "bofya hapa", "zaidi", "soma zaidi",
})  # fmt: skip

# Beginnings of alternate descriptions that say what a screen reader says anyway.
IMAGE_OF = re.compile(
    r"""(an?\s|the\s|une?\s|la\s|una?\s|ein(e)?\s|uma?\s)?
    (image|picture|graphic|photo(graph)?|icon|illustration|screenshot|photographie|imagen|imagem|bild|foto|fotografie
    |изображение|картинка|фото|фотография|иллюстрация|сурет|صورة|ছবি)
    (\s+(of|showing|that\s+shows|shows|de|d['’]|von|des|der|que\s+muestra|с)\b|\s*:)""",
    re.IGNORECASE | re.VERBOSE,
)
_FILE = re.compile(
    r"[\w\s().,%&+@~-]*\.(png|jpe?g|gif|svg|tiff?|webp|bmp|eps|pdf|ai|psd|emf|wmf|heic|avif)\b",
    re.IGNORECASE,
)
_NAME_OF_A_FILE = re.compile(
    r"(img|dsc|dscn|dscf|image|picture|screenshot|screen\s?shot|photo|pic|scan|fig|figure|graphic|chart|abb|bild|foto)"
    r"[\s_-]*\d*",
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset({
    "alt", "alt text", "alternative text", "alternate text", "alttext", "todo", "tbd", "xxx", "xx", "x", "n/a", "na",
    "none", "null", "undefined", "untitled", "placeholder", "description", "image description", "logo", "icon",
    "map", "diagram", "table", "graph", "illustration", "figure alt", "text", "test", "lorem ipsum", "decorative",
})  # fmt: skip
_ONLY_SIGNS = re.compile(r"[\W\d_]*")
_LONG_CODE = re.compile(r"[0-9a-f-]{12,}", re.IGNORECASE)


def is_no_description(alternate: str) -> bool:
    """Say whether an alternate description is a file name, a placeholder or a mere sign."""
    said = alternate.strip().casefold().strip(".")
    return bool(
        said in _PLACEHOLDERS
        or _FILE.fullmatch(alternate.strip())
        or _NAME_OF_A_FILE.fullmatch(said)
        or _LONG_CODE.fullmatch(said)
        or _ONLY_SIGNS.fullmatch(said)
    )


def bare(text: str) -> str:
    """Return the letters and digits of a text, without a number such as "Figure 3:" before it."""
    text = re.sub(r"^\s*\w{1,30}\.?\s*\d{1,9}(\.\d{1,9}){0,9}\s*[.:–—-]\s*", "", text)
    return "".join(filter(str.isalnum, text.casefold()))


# Leaders, rules and ornaments: one sign again and again, or a whole text of them.
NOISE = re.compile(r"(?:[.·․…]\s?){5,}|([*_=~#+|/\\■□●◆◇★☆-])(?:\s?\1){4,}|^[\s*_=~#·•◆◇★☆❧❦⁂-]+$")

_ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z][A-Z&]{1,6}(?:s\b)?\+?(?![\w-])")
# "long form (ABC)", or "ABC (long form)"
_EXPLANATION = re.compile(
    r"\(\s{0,9}([A-Z][A-Z&]{1,6}\+?)(?=s?\b|(?<=\+))|(?<!\w)([A-Z][A-Z&]{1,6}\+?)s?\s{0,9}(?=[(–—])"
)
_ROMAN = re.compile(r"[IVXLCDM]+")
# What everybody says as letters, or what names itself.
_KNOWN = frozenset({
    "UN", "EU", "US", "USA", "UK", "PDF", "ID", "TV", "AM", "PM", "AD", "BC", "CE", "BCE", "OK", "CO", "NO", "DOI",
    "ISBN", "ISSN", "ORCID", "URL", "HTML", "CC", "BY", "SA", "NC", "ND", "IGO", "ISO", "CD", "DVD", "DNA",
    "RNA", "HIV", "AIDS", "COVID", "GPS", "SMS", "IT", "PC", "FM", "AK", "QR", "NASA", "UNESCO", "UNICEF", "NATO",
})  # fmt: skip


def unexplained(text: str) -> set[str]:
    """Return the abbreviations in capitals that a text uses at least twice and nowhere explains."""
    found: dict[str, int] = {}
    for match in _ABBREVIATION.finditer(text):
        word = match[0].removesuffix("s")
        found[word] = found.get(word, 0) + 1
    explained = {match[1] or match[2] for match in _EXPLANATION.finditer(text)}
    return {
        word
        for word, count in found.items()
        if count > 1
        and word.rstrip("+") not in _KNOWN
        and not _ROMAN.fullmatch(word)
        and word not in explained
    }
