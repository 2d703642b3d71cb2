"""Honest briefs, composed at random of the sentences of real texts, as editors vary.

    python tests/random_editorial_briefs.py 120 FOLDER

writes 120 of them; the same number gives the same briefs.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from html import unescape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent / "samples"
# The texts in Latin and Cyrillic letters, with their languages.
TEXTS = {
    "001-okfn-avoiding-data-use-silos": "en-GB",
    "009-factbook-kenya": "en",
    "kazakhstan": "en-GB",
    "108-odh-fr-why-open-data": "fr",
    "101-odh-ru-why-open-data": "ru",
    "120-sdg-goals-targets-kk": "kk",
}
AUTHORS = (
    "Ann Writer",
    "Bob Author",
    "Ana María de la Cruz Pérez",
    "Wanjiru Kamau",
    "Thandiwe Banda",
)
_HEADER_END = "# ----\n"
_MARKS = re.compile(r"\[\^?[^\]\n]*\](\([^)\n]*\))?|^[#\-*>\d.\s]+|[*_`|{}<>\\\[\]]", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_SENTENCE = re.compile(r"(?!.*(http|: ))[^\W\d_].{30,400}")
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="120" height="40" '
    'fill="#036"/><rect y="50" width="240" height="40" fill="#036"/></svg>'
)
DATA = "Place,North,South\nHills,12,30\nPlains and lakes,5,31\nCoast,20,33\n"
YEARS = "Year,North,South\n2019,12,30\n2020,,31\n2023,20,33\n"
SOURCES = "".join(
    f"@book{{w{year}, author = {{Writer, Ann}}, title = {{Rain in {year}}}, year = {year}, publisher = {{Press}}}}\n"
    for year in range(2011, 2019)
)


@cache
def sentences(name: str) -> tuple[str, ...]:
    """Return the sentences of a text, without the marks of its format."""
    text = unescape((SAMPLES / f"{name}.txt").read_text("utf-8")).partition(_HEADER_END)
    lines = _MARKS.sub("", text[2] or text[0]).splitlines()
    found = (" ".join(each.split()) for line in lines for each in _SENTENCE_END.split(line))
    is_cyrillic = TEXTS[name] in ("ru", "kk")  # what nobody translated is left out
    known = (
        each
        for each in dict.fromkeys(found)
        if _SENTENCE.fullmatch(each) and is_cyrillic == ("\u0400" <= each[0] <= "\u04ff")
    )
    return tuple(each if each[-1] in ".!?…" else f"{each}." for each in known)


class Editor:
    """Composes one brief."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - chosen at random, and not in secret
        self._name = self._random.choice(list(TEXTS))
        self.language = TEXTS[self._name]
        self._said: list[str] = []  # sentences of the running text
        self._notes: dict[str, str] = {}
        self._references: list[dict[str, str]] = []
        self._cites_works = self._chance(0.5)  # of a file, or references that are typed by hand
        self._ids = 0

    def brief(self) -> dict[str, Any]:
        """Return the fields of a brief."""
        sections = [self._section(1) for _ in range(self._random.randint(2, 5))]
        title = self._phrase(self._random.randint(18, 150))
        fields: dict[str, Any] = {
            "title": title,
            "country": {"name": "Kenya", "code": "KE"},
            "language": self.language,
            "publisher": {"name": self._random.choice(("The Water Desk", self._phrase(60)))},
            "authors": [{"name": name} for name in self._some(AUTHORS, 1, 5)],
            "date": self._random.choice(("2025", "2025-04", "2025-04-30")),
            "summary": self._random.choice((self._sentence(), self._again(), title)),
            "sections": sections,
        }
        optional: dict[str, Callable[[], Any]] = {
            "subtitle": lambda: self._phrase(self._random.randint(15, 90)),
            "series": lambda: {"title": self._phrase(self._random.randint(10, 100))},
            "key_messages": lambda: [self._again() for _ in range(self._random.randint(1, 5))],
            "introduction": lambda: [self._paragraph()],
            "version": lambda: "1.10",
            "acknowledgements": self._sentence,
            "credits": self._paragraph,
            "disclaimer": self._sentence,
            "further_reading": lambda: [self._phrase(90) for _ in range(2)],
            "funding": lambda: {"funder": self._phrase(40)},
        }
        fields |= {key: write() for key, write in optional.items() if self._chance(0.5)}
        fields |= self._identity()
        if self._chance(0.4):
            heading, body = self._phrase(30), [self._paragraph(), self._chart()]
            fields["annexes"] = [{"heading": heading, "body": body}]
        if self._notes:
            fields["notes"] = self._notes
        if self._references and self._cites_works:
            fields["bibliography"] = "sources.bib"
            fields["citation_style"] = self._random.choice(("apa", "vancouver", "oscola"))
        elif self._references:
            fields["references"] = self._references
        return fields

    def _identity(self) -> dict[str, Any]:
        """Return whom the brief is from, as far as it says so."""
        logo = {"image": "picture.svg", "alt": "The Water Desk"}
        optional: dict[str, Any] = {
            "publisher": {
                "name": "The Water Desk",
                "logo": logo,
                "address": "12 Hill Road\nNairobi",
            },
            "partners": [
                {
                    "name": self._phrase(20),
                    "logo": {"image": "picture.svg", "alt": self._phrase(20)},
                }
                for _ in range(2)
            ],
            "cover": {"image": "picture.svg", "alt": self._sentence(), "credit": "Ann Writer"},
            "back_cover": {"about": self._sentence(), "contact": self._sentence()},
        }
        return {key: value for key, value in optional.items() if self._chance(0.3)}

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _some(self, values: tuple[str, ...], least: int, most: int) -> list[str]:
        return self._random.sample(values, self._random.randint(least, most))

    def _sentence(self) -> str:
        return self._random.choice(sentences(self._name))

    def _again(self) -> str:
        """Return a sentence that stands in the text as well."""
        return self._random.choice(self._said) if self._said else self._sentence()

    def _phrase(self, length: int) -> str:
        """Return the beginning of a text, of whole words, of no more than so many letters."""
        words = ""
        while len(words) < length:
            words += f" {self._sentence()}"
        return words.strip()[: length + 1].rpartition(" ")[0].rstrip(" .,;:–-(«“\"'") or "Water"

    def _paragraph(self) -> str:
        said = [self._sentence() for _ in range(self._random.randint(1, 5))]
        if self._chance(0.3) and self._said:
            said.append(self._again())
        self._said += said
        return " ".join(self._marked(sentence) for sentence in said)

    def _marked(self, sentence: str) -> str:
        """Return a sentence with emphasis, a note or a citation now and then."""
        words = sentence.split()
        if self._chance(0.15) and len(words) > 3:
            place = self._random.randrange(1, len(words) - 1)
            if words[place].isalpha():
                words[place] = self._random.choice(("*{}*", "**{}**")).format(words[place])
        marked = " ".join(words)
        if self._chance(0.03):
            marked = f"$x^2$ {marked}"
        if self._chance(0.12):
            marked += f"[^{self._note()}]"
        if self._chance(0.08) and marked.endswith("."):
            marked = f"{marked[:-1]} [@{self._reference()}]."
        return marked

    def _note(self) -> str:
        if self._notes and self._chance(0.2):
            return self._random.choice(list(self._notes))
        key = f"n{len(self._notes) + 1}"
        texts = [self._sentence(), self._again(), *self._notes.values()]
        self._notes[key] = self._random.choice(texts)
        return key

    def _reference(self) -> str:
        if self._references and self._chance(0.3):
            return self._random.choice(self._references)["id"]
        number = len(self._references) + 1
        if self._cites_works:
            self._references.append({"id": f"w{2011 + number % 8}"})
            return self._references[-1]["id"]
        text = f"Writer, A. (20{10 + number}) *{self._phrase(70)}*. Nairobi."
        entry = {"id": f"r{number}", "label": f"Writer 20{10 + number}", "text": text}
        self._references.append(entry)
        return entry["id"]

    def _section(self, level: int) -> dict[str, Any]:
        body = [self._paragraph()]
        body += [self._block() for _ in range(self._random.randint(0, 3))]
        section: dict[str, Any] = {
            "heading": self._phrase(self._random.randint(8, 80)),
            "body": body,
        }
        if level < 3 and self._chance(0.4):
            section["sections"] = [
                self._section(level + 1) for _ in range(self._random.randint(1, 2))
            ]
        return section

    def _block(self, *, in_box: bool = False) -> Any:
        kinds = [self._paragraph, self._list, self._table, self._quote, self._definitions]
        if not in_box:
            kinds += [self._box, self._pull_quote, self._figure, self._indicators]
            kinds += [self._chart, self._data_table, self._equation, self._recommendations]
        return self._random.choice(kinds)()

    def _list(self) -> str:
        lead = f"{self._phrase(50)}:\n\n" if self._chance(0.5) else ""
        return lead + self._items(0)

    def _items(self, level: int) -> str:
        is_numbered, indent = self._chance(0.4), "   " * level
        lines = []
        for number in range(1, self._random.randint(2, 5)):
            text = self._random.choice((self._sentence(), self._phrase(30), self._again()))
            lines.append(f"{indent}{f'{number}.' if is_numbered else '- '} {self._marked(text)}")
            if level < 2 and self._chance(0.25):
                lines.append(self._items(level + 1))
        return "\n".join(lines)

    def _table(self) -> dict[str, Any]:
        width = self._random.randint(2, 5)
        rows = [
            [self._phrase(25), *(self._cell() for _ in range(width - 1))]
            for _ in range(self._random.randint(1, 6))
        ]
        columns = [self._phrase(20) for _ in range(width)]
        table: dict[str, Any] = {"caption": self._phrase(60), "columns": columns, "rows": rows}
        if self._chance(0.4):
            table["source"] = self._phrase(40)
        if self._chance(0.3):
            table["notes"] = [self._again()]
        return {"table": table}

    def _cell(self) -> str:
        number = str(self._random.randint(1, 2_000))
        return self._random.choice((number, number, "", self._phrase(20), self._again()))

    def _quote(self) -> dict[str, Any]:
        quote = {"text": self._random.choice((self._sentence(), self._again()))}
        if self._chance(0.6):
            quote["attribution"] = self._phrase(40)
        if self._chance(0.3) and self.language != "fr":
            quote |= {
                "text": self._random.choice(sentences("108-odh-fr-why-open-data")),
                "lang": "fr",
            }
        return {"quote": quote}

    def _definitions(self) -> dict[str, Any]:
        entries = [
            {
                "term": self._phrase(20),
                "definition": self._random.choice((self._sentence(), self._again())),
            }
            for _ in range(self._random.randint(1, 4))
        ]
        return {"definitions": entries}

    def _box(self) -> dict[str, Any]:
        body = [self._block(in_box=True) for _ in range(self._random.randint(1, 3))]
        return {"box": {"title": self._phrase(50), "body": body}}

    def _pull_quote(self) -> dict[str, Any]:
        return {"pull_quote": {"text": self._again()}}

    def _figure(self) -> dict[str, Any]:
        figure = {"image": "picture.svg", "alt": self._sentence(), "caption": self._phrase(50)}
        figure["credit"] = "Ann Writer"
        if self._chance(0.5):
            figure["source"] = self._phrase(40)
        return {"figure": figure}

    def _id(self) -> str:
        self._ids += 1
        return f"part{self._ids}"

    def _chart(self) -> dict[str, Any]:
        kind = self._random.choice(("bar", "grouped", "stacked", "line", "area", "dot"))
        in_years = kind in ("line", "area") or self._chance(0.3)
        chart = {
            "id": self._id(),
            "type": kind,
            "file": "years.csv" if in_years else "places.csv",
            "alt": self._sentence(),
            "caption": self._phrase(60),
            "unit": self._phrase(30),
            "data": self._random.choice(("below", "end", "attached")),
        }
        if kind == "bar":
            chart["y"] = "South"
        if self._chance(0.3):
            chart["width"] = self._random.choice(("60%", "110mm"))
        return {"chart": chart}

    def _data_table(self) -> dict[str, Any]:
        return {"table": {"id": self._id(), "caption": self._phrase(50), "file": "places.csv"}}

    def _equation(self) -> dict[str, Any]:
        equation = {"tex": r"s = \frac{a}{b + 1}", "alt": "s is a over b plus one"}
        return {"equation": {**equation, **({"id": self._id()} if self._chance(0.5) else {})}}

    def _recommendations(self) -> dict[str, Any]:
        items = [self._marked(self._sentence()) for _ in range(self._random.randint(1, 4))]
        return {"recommendations": {"to": self._phrase(30), "items": items}}

    def _indicators(self) -> dict[str, Any]:
        items = [
            {
                "label": self._phrase(20),
                "value": str(self._random.randint(1, 99)),
                "unit": "%",
                "year": "2024",
            }
            for _ in range(self._random.randint(1, 4))
        ]
        return {"indicators": {"items": items}}


def write_briefs(count: int, folder: Path) -> list[Path]:
    """Write so many briefs into a folder, with the files that they name; JSON is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"picture.svg": PICTURE, "places.csv": DATA, "years.csv": YEARS, "sources.bib": SOURCES}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    paths = [folder / f"{seed:03}.yaml" for seed in range(count)]
    for seed, path in enumerate(paths):
        text = json.dumps(Editor(seed).brief(), ensure_ascii=False, indent=1)
        path.write_text(f"{text}\n", "utf-8")
    return paths


if __name__ == "__main__":
    write_briefs(int(sys.argv[1]), Path(sys.argv[2]))
