"""Any brief at all, and what a reader should hear of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from briefpress.content.licences import LICENCES
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief
from conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = [
    "<script>alert(1)</script>", "</title><script>", "{{ 7*7 }}", "{% raw %}", "{#", "]]>", "-->", "<!--",
    "&amp;", "&lt;b&gt;", "&", "\"'`", "\"><img src=x onerror=alert(1)>", "</style>", "${x}", "%s", "{names}",
    "javascript:alert(1)", "\\", "[x](javascript:alert(1))", "[^n]", "*a* _b_ **c**", "1. 2) # - +", "~~~", "|",
    "مرحبا بالعالم", "שלום", "e\u0301\u0323", "नमस्ते", "ไทย", "👩🏽‍🚀", "\u202eabc\u202c", "\u200f", "a\u00adb",
]  # fmt: skip
LETTERS = st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters="\ufffd")
WORDS = st.lists(st.sampled_from(HOSTILE) | st.text(LETTERS, min_size=1, max_size=8), max_size=4)


def _escape(text: str) -> str:
    """Take from every character the meaning that it has in Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


class Author:
    """Writes a brief, and keeps what a reader should hear of it, in order."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._count = 0
        self.heard: list[str] = []
        self.alternates: list[str] = []
        self.shown: list[str] = []

    def plain(self) -> str:
        """Write a text like no other, which the reader hears next."""
        self.heard.append(self.silent())
        return self.heard[-1]

    def silent(self) -> str:
        self._count += 1
        return " ".join([f"t{self._count}t", *self._draw(WORDS)])

    def line(self) -> str:
        return _escape(self.plain())

    def optional(self, write: Callable[[], str]) -> str | None:
        return write() if self._draw(st.booleans()) else None

    def lines(self, most: int = 2) -> list[str]:
        return [self.line() for _ in range(self._draw(st.integers(0, most)))]

    def prose(self) -> str:
        kind = self._draw(
            st.sampled_from(["{}", "{}\n\n{}", "- {}\n- {}", "1. {}\n\n   {}", "> {}"])
        )
        return str(kind.format(*(self.line() for _ in range(kind.count("{}")))))

    def blocks(self, depth: int, most: int = 3) -> list[Any]:
        return [self.block(depth) for _ in range(self._draw(st.integers(1, most)))]

    def block(self, depth: int) -> Any:
        kinds = ["prose", *(kind for kind in BLOCK_KINDS if depth or kind != "box")]
        kind = self._draw(st.sampled_from(kinds))
        return self.prose() if kind == "prose" else {kind: getattr(self, kind)(depth)}

    def figure(self, _: int) -> dict[str, Any]:
        self.alternates.append(self.silent())
        fields = {"image": "a.svg", "alt": self.alternates[-1]}
        return {**fields, "caption": self.line(), "source": self.optional(self.line),
                "credit": self.line(), "licence": self.plain(), "long_description": self.prose()}  # fmt: skip

    def table(self, _: int) -> dict[str, Any]:
        caption = self.line()
        labels = [self.line() for _ in range(3)]
        columns: list[Any] = [labels[0], {"label": labels[1], "columns": []}, labels[2]]
        columns[1]["columns"] = [{"label": self.line()} for _ in range(2)]
        rows = [[self.line() for _ in range(4)] for _ in range(self._draw(st.integers(1, 2)))]
        fields = {"caption": caption, "columns": columns, "rows": rows}
        return {**fields, "notes": self.lines(), "source": self.optional(self.line)}

    def box(self, depth: int) -> dict[str, Any]:
        return {"title": self.line(), "body": self.blocks(depth - 1, 2)}

    def quote(self, _: int) -> dict[str, Any]:
        return {"text": self.prose(), "attribution": self.optional(self.line), "lang": "ar"}

    def pull_quote(self, _: int) -> dict[str, Any]:
        self.shown.append(self.silent())
        return {"text": self.shown[-1]}

    def definitions(self, _: int) -> list[dict[str, Any]]:
        return [{"term": self.line(), "definition": self.prose()} for _ in range(2)]

    def indicators(self, _: int) -> dict[str, Any]:
        caption, label, year = self.line(), self.line(), self.plain()
        item = {"label": label, "year": year, "value": self.plain(), "unit": self.plain()}
        return {"caption": caption, "items": [item], "source": self.optional(self.line)}

    def section(self, depth: int) -> dict[str, Any]:
        heading, body = self.line(), self.blocks(1)
        below = [self.section(depth - 1) for _ in range(self._draw(st.integers(0, min(depth, 1))))]
        return {"heading": heading, "body": body, "sections": below}


@st.composite
def briefs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Brief, Author]:
    author = Author(draw)
    fields: dict[str, Any] = {
        "language": draw(st.sampled_from(["en", "fr-FR", "ar", "kk"])),
        "date": draw(st.sampled_from(["2025", "2025-04", "2025-04-30"])),
        "licence": draw(st.sampled_from(sorted(LICENCES))),
        "publisher": {"name": author.silent()},
    }
    fields["series"] = {"title": author.plain(), "number": author.plain()}
    fields["title"] = author.plain()
    fields["subtitle"] = author.optional(author.plain)
    fields["authors"] = [{"name": author.plain()} for _ in range(draw(st.integers(1, 3)))]
    fields["country"] = {"name": author.plain(), "code": "KE"}
    fields["version"] = author.plain()
    fields["summary"] = author.line()
    fields["key_messages"] = author.lines()
    fields["introduction"] = author.blocks(2)
    fields["sections"] = [author.section(2) for _ in range(draw(st.integers(1, 2)))]
    fields["notes"] = {f"n{number}": note for number, note in enumerate(author.lines())}
    fields["references"] = [{"id": "r", "label": author.silent(), "text": author.line()}]
    fields["further_reading"] = author.lines()
    fields["credits"] = author.prose()
    fields["contributors"] = [
        {"name": author.plain(), "role": author.plain(), "affiliation": author.plain()}
    ]
    fields["funding"] = {
        "funder": author.plain(),
        "project": author.plain(),
        "grant": author.plain(),
    }
    fields["acknowledgements"], fields["disclaimer"] = author.prose(), author.prose()
    fields["contact"] = author.prose()
    fields["suggested_citation"] = author.line()
    fields["rights_holder"] = author.plain()
    fields["licence_statement"] = author.line()
    return Brief.model_validate({**MINIMAL, **fields}), author
