"""Random briefs for Hypothesis, with the texts that have to be read aloud from them."""

from __future__ import annotations

import json
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
_PLACES = ("North", "<b>", "مرحبا")
FILES = {
    "a.csv": f"Place,One,Two\n{_PLACES[0]},1,2.5\n{_PLACES[1]},,3\n{_PLACES[2]},4,5\n".encode(),
    "a.geojson": json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"Place": place}, "geometry": {
            "type": "Polygon", "coordinates": [[[x, 0], [x + 9, 0], [x + 9, 9], [x, 0]]]}}
        for x, place in enumerate(_PLACES)
    ]}).encode(),
}  # fmt: skip
LETTERS = st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters="\ufffd")
WORDS = st.lists(st.sampled_from(HOSTILE) | st.text(LETTERS, min_size=1, max_size=8), max_size=4)


def _escape(text: str) -> str:
    """Escape every character that has a meaning in Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


class BriefWriter:
    """Draws the fields of a brief; records the texts to read aloud, in order, the alternates and pull quotes."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._count = 0
        self.spoken_texts: list[str] = []
        self.alt_texts: list[str] = []
        self.visible_texts: list[str] = []

    def spoken(self) -> str:
        """Return a new text that no other field has, and note that it is read aloud next."""
        self.spoken_texts.append(self.unspoken())
        return self.spoken_texts[-1]

    def unspoken(self) -> str:
        self._count += 1
        return " ".join([f"t{self._count}t", *self._draw(WORDS)])

    def markdown_line(self) -> str:
        return _escape(self.spoken())

    def optional(self, make: Callable[[], str]) -> str | None:
        return make() if self._draw(st.booleans()) else None

    def markdown_lines(self, most: int = 2) -> list[str]:
        return [self.markdown_line() for _ in range(self._draw(st.integers(0, most)))]

    def prose(self) -> str:
        kind = self._draw(
            st.sampled_from(["{}", "{}\n\n{}", "- {}\n- {}", "1. {}\n\n   {}", "> {}"])
        )
        return str(kind.format(*(self.markdown_line() for _ in range(kind.count("{}")))))

    def blocks(self, depth: int, most: int = 3) -> list[Any]:
        return [self.block(depth) for _ in range(self._draw(st.integers(1, most)))]

    def block(self, depth: int) -> Any:
        kinds = ["prose", *(kind for kind in BLOCK_KINDS if depth or kind != "box")]
        kind = self._draw(st.sampled_from(kinds))
        return self.prose() if kind == "prose" else {kind: getattr(self, kind)(depth)}

    def figure(self, _: int) -> dict[str, Any]:
        self.alt_texts.append(self.unspoken())
        fields = {"image": "a.svg", "alt": self.alt_texts[-1]}
        return {**fields, "caption": self.markdown_line(), "source": self.optional(self.markdown_line),
                "credit": self.markdown_line(), "licence": self.spoken(), "long_description": self.prose()}  # fmt: skip

    def figures(self, _depth: int) -> dict[str, Any]:
        items = []
        for _ in range(2):
            item = self.logo()
            items.append({**item, "caption": self.markdown_line(), "credit": self.markdown_line()})
        return {"items": items, "caption": self.markdown_line()}

    def logo(self) -> dict[str, Any]:
        self.alt_texts.append(self.unspoken())
        return {"image": "a.svg", "alt": self.alt_texts[-1]}

    def about(self, name: str) -> str:
        self.spoken_texts.append(name)
        return self.prose()

    def chart(self, _: int) -> dict[str, Any]:
        caption, unit = self.markdown_line(), self.markdown_line()
        self.alt_texts.append(self.unspoken())
        kind = self._draw(st.sampled_from(["bar", "stacked", "line", "area", "dot", "pie"]))
        fields = {"type": kind, "file": "a.csv", "alt": self.alt_texts[-1], "data": "attached"}
        return {
            **fields,
            "caption": caption,
            "unit": unit,
            "source": self.optional(self.markdown_line),
        }

    def map(self, _: int) -> dict[str, Any]:
        caption = self.markdown_line()
        self.alt_texts.append(self.unspoken())
        fields = {"file": "a.geojson", "values": "a.csv", "key": "Place", "value": "Two"}
        return {**fields, "alt": self.alt_texts[-1], "data": "attached", "caption": caption}

    def equation(self, _: int) -> dict[str, Any]:
        self.alt_texts.append(self.unspoken())
        return {"tex": r"E = \frac{m c^2}{<1>}", "alt": self.alt_texts[-1]}

    def table(self, _: int) -> dict[str, Any]:
        caption = self.markdown_line()
        labels = [self.markdown_line() for _ in range(3)]
        columns: list[Any] = [labels[0], {"label": labels[1], "columns": []}, labels[2]]
        columns[1]["columns"] = [{"label": self.markdown_line()} for _ in range(2)]
        rows: list[Any] = [
            [self.markdown_line() for _ in range(4)] for _ in range(self._draw(st.integers(1, 2)))
        ]
        rows += [{"group": self.markdown_line()}, [{"text": self.prose(), "columns": 4}]]
        total = [self.markdown_line() for _ in range(4)]
        fields = {"caption": caption, "columns": columns, "rows": rows, "total": total}
        return {
            **fields,
            "notes": self.markdown_lines(),
            "source": self.optional(self.markdown_line),
        }

    def box(self, depth: int) -> dict[str, Any]:
        return {"title": self.markdown_line(), "body": self.blocks(depth - 1, 2)}

    def quote(self, _: int) -> dict[str, Any]:
        return {
            "text": self.prose(),
            "attribution": self.optional(self.markdown_line),
            "lang": "ar",
        }

    def pull_quote(self, _: int) -> dict[str, Any]:
        self.visible_texts.append(self.unspoken())
        return {"text": _escape(self.visible_texts[-1])}

    def definitions(self, _: int) -> list[dict[str, Any]]:
        return [{"term": self.markdown_line(), "definition": self.prose()} for _ in range(2)]

    def indicators(self, _: int) -> dict[str, Any]:
        caption, value, unit = self.markdown_line(), self.spoken(), self.markdown_line()
        item = {"value": value, "unit": unit, "label": self.markdown_line(), "year": self.spoken()}
        return {"caption": caption, "items": [item], "source": self.optional(self.markdown_line)}

    def recommendations(self, _: int) -> dict[str, Any]:
        title = self.markdown_line()
        return {"title": title, "items": [self.prose() for _ in range(2)]}

    def section(self, depth: int) -> dict[str, Any]:
        heading, body = self.markdown_line(), self.blocks(1)
        below = [self.section(depth - 1) for _ in range(self._draw(st.integers(0, min(depth, 1))))]
        language = self._draw(st.sampled_from([None, None, "ar", "fr"]))
        return {"heading": heading, "language": language, "body": body, "sections": below}

    def summary(self) -> dict[str, Any]:
        language = self._draw(st.sampled_from(["ar", "fr", "eo"]))
        heading, text = self.markdown_line(), self.prose()
        messages = self.markdown_lines()
        return {"language": language, "heading": heading, "text": text, "key_messages": messages}


@st.composite
def briefs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Brief, BriefWriter]:
    writer = BriefWriter(draw)
    fields: dict[str, Any] = {
        "language": draw(st.sampled_from(["en", "fr-FR", "ar", "kk"])),
        "date": draw(st.sampled_from(["2025", "2025-04", "2025-04-30"])),
        "licence": draw(st.sampled_from(sorted(LICENCES))),
        "publisher": {"name": writer.unspoken(), "logo": writer.logo()},
        "partners": [{"name": writer.unspoken(), "logo": writer.logo()}],
    }
    fields["cover"] = writer.logo()
    fields["series"] = {"title": writer.spoken(), "number": writer.spoken()}
    fields["title"] = writer.spoken()
    fields["subtitle"] = writer.optional(writer.spoken)
    fields["authors"] = [{"name": writer.spoken()} for _ in range(draw(st.integers(1, 3)))]
    fields["country"] = {"name": writer.spoken(), "code": "KE"}
    fields["version"] = writer.spoken()
    fields["summary"] = writer.markdown_line()
    fields["key_messages"] = writer.markdown_lines()
    fields["introduction"] = writer.blocks(2)
    fields["sections"] = [writer.section(2) for _ in range(draw(st.integers(1, 2)))]
    is_short = len(fields["sections"]) == 1  # else there is a table of contents
    has_summary = is_short and draw(st.booleans())
    fields["summaries"] = [writer.summary()] if has_summary else []
    fields["annexes"] = [writer.section(1)] if is_short and not has_summary else []
    fields["notes"] = {f"n{number}": note for number, note in enumerate(writer.markdown_lines())}
    fields["references"] = [{"id": "r", "label": writer.unspoken(), "text": writer.markdown_line()}]
    fields["further_reading"] = writer.markdown_lines()
    fields["glossary"] = writer.definitions(0)
    fields["authors"][0]["biography"] = writer.about(fields["authors"][0]["name"])
    fields["credits"] = writer.prose()
    writer.spoken_texts += [author["name"] for author in fields["authors"]]
    fields["contributors"] = [
        {"name": writer.spoken(), "role": writer.spoken(), "affiliation": writer.spoken()}
    ]
    writer.spoken_texts.append(fields["partners"][0]["name"])
    fields["cover"]["credit"] = writer.markdown_line()
    fields["funding"] = {
        "funder": writer.spoken(),
        "project": writer.spoken(),
        "grant": writer.spoken(),
    }
    fields["acknowledgements"], fields["disclaimer"] = writer.prose(), writer.prose()
    fields["contact"] = writer.prose()
    fields["suggested_citation"] = writer.markdown_line()
    fields["rights_holder"] = writer.spoken()
    fields["licence_statement"] = writer.markdown_line()
    writer.spoken_texts.append(fields["publisher"]["name"])
    writer.alt_texts.append(fields["publisher"]["logo"]["alt"])
    fields["back_cover"] = {"about": writer.prose(), "contact": writer.prose()}
    return Brief.model_validate({**MINIMAL, **fields}), writer
