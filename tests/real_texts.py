"""Real texts as briefs: headings, lists, notes, tables, boxes and quotations, typed over as a person would.

    python tests/real_texts.py FOLDER

writes a brief for each text in tests/samples whose letters the fonts of the theme hold.
"""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

from random_editorial_briefs import PICTURE, SAMPLES, TEXTS

_FACT = re.compile(r"^# (\w+): (.*)$", re.MULTILINE)
_HEADER_END = "# ----\n"
_APART = re.compile(r"^((?:#+ |\[(?:BOX|QUOTE|CAPTION|IMAGE)\b).*)$", re.MULTILINE)
_NOTE = re.compile(r"^\s*\d+\.\s+(.*?)\s*↩\s*$", re.MULTILINE)
_HEADING = re.compile(r"(#+) +(.+)")
_MARK = re.compile(r"\[(BOX|QUOTE|CAPTION|IMAGE|TABLE)\b[^\]]*\]\s*(.*)", re.DOTALL)
_TERM = re.compile(r"([^:.\n]{1,60}): +(.+)")
# Signs of the samples' own format, and of the site that a text is from.
_SIGNS = (
    (r"<([^>\s]+)>\s*\1", r"\1"),  # an address, and once more as the text of its link
    (r"<(https?://[^>\s]+)> ?", r"\1 "),
    (r"\{term:([^}]*)\}", r"\1"),
    (r"\[([^]]*)\]\(/[^)]*\)", r"\1"),
)
_LEVELS = 3


def write_briefs(folder: Path) -> list[Path]:
    """Write the texts as briefs into a folder, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "picture.svg").write_text(PICTURE, "utf-8")
    paths = []
    for name, language in TEXTS.items():
        if name == "kazakhstan":
            continue  # it is content/kazakhstan.yaml
        brief = typed((SAMPLES / f"{name}.txt").read_text("utf-8"), language)
        paths.append(folder / f"{name}.yaml")
        paths[-1].write_text(json.dumps(brief, ensure_ascii=False, indent=1), "utf-8")
    return paths


def typed(text: str, language: str) -> dict[str, Any]:
    """Return the fields of a brief with the whole of a text."""
    head, _, body = text.rpartition(_HEADER_END)
    facts, body = dict(_FACT.findall(head)), unescape(body)
    for signs, instead in _SIGNS:
        body = re.sub(signs, instead, body)
    notes = _NOTE.findall(body)
    chunks = [
        chunk.strip("\n") for chunk in _APART.sub(r"\n\1\n", _NOTE.sub("", body)).split("\n\n")
    ]
    sections = _sections([chunk for chunk in chunks if chunk.strip()])
    title, _, subtitle = facts.get("title", sections[0]["heading"]).partition(": ")
    called = dict.fromkeys(re.findall(r"\[\^(\d+)\]", json.dumps(sections)))
    return {
        "title": title,
        **({"subtitle": subtitle} if subtitle else {}),
        "language": language,
        "country": {"name": "Kenya", "code": "KE"},
        "publisher": {"name": "Open Texts", "place": "Nairobi"},
        "authors": [{"name": facts.get("author", "Ann Writer").partition(",")[0]}],
        "date": "2026-11",
        "summary": f"{title}. {sections[0]['heading']}.",
        "sections": sections,
        **({"notes": {number: notes[int(number) - 1] for number in called}} if called else {}),
        "licence": "CC-BY-4.0",
    }


def _sections(chunks: list[str]) -> list[dict[str, Any]]:
    """Return the sections of a text, with what is below each."""
    levels = sorted({len(match[1]) for chunk in chunks if (match := _HEADING.match(chunk))})
    sections: list[dict[str, Any]] = []
    open_: list[tuple[int, dict[str, Any]]] = [(-1, {"sections": sections})]
    typist = _Blocks()
    for chunk in chunks:
        heading = _HEADING.match(chunk)
        if not heading or typist.takes_title(heading[2]):
            if sections:  # what stands before the first heading is on the cover
                typist.add(chunk, open_[-1][1].setdefault("body", []))
            continue
        level = levels.index(len(heading[1]))
        if level >= _LEVELS:
            typist.add(f"**{heading[2]}**", open_[-1][1].setdefault("body", []))
            continue
        typist = _Blocks()
        while open_[-1][0] >= level:
            open_.pop()
        section = {"heading": heading[2]}
        open_[-1][1].setdefault("sections", []).append(section)
        open_.append((level, section))
    return sections


class _Blocks:
    """Makes blocks of the chunks of a section; what follows a box in the section is in it."""

    def __init__(self) -> None:
        self._box: dict[str, Any] | None = None
        self._is_quoted = False

    def takes_title(self, heading: str) -> bool:
        """Give a box that has just begun its title; False where there is none."""
        if self._box is None or self._box["body"]:
            return False
        self._box["title"] = heading
        return True

    def add(self, chunk: str, body: list[Any]) -> None:
        """Add a chunk to the body of the section, or to its box."""
        mark = _MARK.match(chunk)
        kind, text = (mark[1], mark[2].strip()) if mark else ("", chunk)
        into = self._box["body"] if self._box else body
        heading = _HEADING.match(chunk)
        if kind == "BOX":
            self._box = {"title": "Box", "body": []}
            body.append({"box": self._box})
        elif heading:
            if heading[2] != (self._box or {}).get("title"):
                into.append(f"**{heading[2]}**")
        elif self._is_quoted or (kind == "QUOTE" and text):
            into.append({"quote": {"text": " ".join(text.split())}})
            self._is_quoted = False
        elif kind == "QUOTE":
            self._is_quoted = True
        elif kind == "TABLE":
            into.append(_table(text))
        elif kind == "IMAGE":
            into.append({"figure": {"image": "picture.svg", "alt": "Two bars"}})
        elif kind == "CAPTION":
            into[-1]["figure"]["caption"] = text
        else:
            into.append(_definitions(text) or text)


def _table(text: str) -> dict[str, Any]:
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if "|" in line]
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    return {"table": {"caption": "Table", "columns": cells[0], "rows": cells[1:]}}


def _definitions(text: str) -> dict[str, Any] | None:
    """Return lines such as "total: 12" as definitions; None where they are none."""
    found = [_TERM.fullmatch(line.strip()) for line in text.splitlines()]
    if len(found) < 2 or not all(found):
        return None
    return {"definitions": [{"term": each[1], "definition": each[2]} for each in found if each]}


if __name__ == "__main__":
    for path in write_briefs(Path(sys.argv[1])):
        print(path)  # noqa: T201 - what the script is for
