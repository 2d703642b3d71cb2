"""Whether links say where they lead, and lead there for everyone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule
from briefpress.structure import ObjectRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject

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
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9.+-]*):")
# What these lead to is no page, but a program or the page itself: readers block it, or run it.
_UNSAFE = frozenset(
    {"blob", "data", "filesystem", "javascript", "jscript", "livescript", "vbscript"}
)
# Programs drop these from an address before they look for its scheme (URL Standard, 4.4).
_DROPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")


@rule(
    id="link-text",
    family=MEANING,
    severity=WARNING,
    title="Every link says where it leads",
    why="People who go from link to link hear only its text.",
    mend="name what the link leads to",
    wcag="2.4.4",
)
def link_text(subject: Subject) -> Iterator[Problem]:
    """Yield links whose text is empty, or says nothing."""
    for element in subject.reading.elements:
        if element.role != "Link":
            continue
        said = fold(element.text) or " ".join(each.alt or "" for each in element.walk()).strip()
        contents = [
            c.contents for c in element.content() if isinstance(c, ObjectRef) and c.contents
        ]
        if not said and not contents:
            yield Problem("a link has no text", element)
        elif said.casefold().strip(" .…»›→>") in EMPTY_LINKS:
            yield Problem(f'the link "{said}" does not say where it leads', element)


@rule(
    id="link-address",
    family=MEANING,
    severity=ERROR,
    title="Links lead where other people can follow",
    why="The link works for nobody but the author.",
    mend="write the whole address: https://…",
    wcag="2.4.4",
)
def link_address(subject: Subject) -> Iterator[Problem]:
    """Yield links that lead to files of one machine."""
    for page in subject.pdf.pages:
        for link in page.annotations:
            if link.uri and (link.uri.lower().startswith("file:") or not _SCHEME.match(link.uri)):
                yield Problem(f"the link to {shorten(link.uri, 80)} leads to a file of this machine",
                              page=page.index, box=link.rect)  # fmt: skip


@rule(
    id="link-hidden",
    family=MEANING,
    severity=WARNING,
    title="Every link can be followed",
    why="A screen reader says that there is a link, and nothing happens; others do not see that there is one.",
    mend="show the annotation of the link, or take the link out",
    clause="7.18.1",
    wcag="2.1.1",
)
def link_hidden(subject: Subject) -> Iterator[Problem]:
    """Yield links whose annotations are all hidden (flags Hidden and NoView)."""
    for element in subject.reading.elements:
        if element.role != "Link":
            continue
        links = [c for c in element.content() if isinstance(c, ObjectRef) and c.subtype == "Link"]
        if links and all(link.hidden for link in links):
            yield Problem(f'the link "{shorten(element.text, 40)}" is hidden', element)


@rule(
    id="link-unsafe",
    family=MEANING,
    severity=ERROR,
    title="No link runs a program or holds data",
    why="PDF readers and mail filters block it, and readers who can follow it run what they have not seen.",
    mend="link to a page: https://…",
)
def link_unsafe(subject: Subject) -> Iterator[Problem]:
    """Yield links whose address is a program or data."""
    for page in subject.pdf.pages:
        for link in page.annotations:
            scheme = _SCHEME.match(_DROPPED.sub("", link.uri or ""))
            if scheme and scheme[1].lower() in _UNSAFE:
                what = f'the link to "{shorten(link.uri or "", 80)}" leads to no page: '
                yield Problem(f"{what}{scheme[1].lower()}: is a program or data",
                              page=page.index, box=link.rect)  # fmt: skip
