"""Briefs written out as text, with a caret before every place where a finding is expected."""

from __future__ import annotations

from typing import NamedTuple

CARET = "‸"

BRIEF = """\
title: T
country: {name: Kenya, code: KE}
language: en
publisher: {name: P}
authors: [{name: Ann Bee}]
date: "2025"
summary: S
sections:
  - heading: H
    body: [text]
"""


class Marked(NamedTuple):
    """A text without its carets, and the line and column of each."""

    text: str
    places: list[tuple[int, int]]


def unmark(marked: str) -> Marked:
    """Take the carets out of a text."""
    text, places = "", []
    for part in marked.split(CARET)[:-1]:
        text += part
        places.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
    return Marked(marked.replace(CARET, ""), places)


def edited(body: str = "[text]", more: str = "", **fields: str) -> str:
    """Return the brief with other lines for `fields`, and none where one is empty.

    `body` is the body of its only section, and `more` stands at its end.
    """
    lines = []
    for line in BRIEF.replace("[text]", body).splitlines():
        key = line.partition(":")[0]
        if not (key.startswith(" ") and "sections" in fields):
            lines.append(fields.get(key, line))
    return "".join(f"{line}\n" for line in (*lines, more) if line)


# A page of HTML with links, a table and a language of its own.
PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Rapport</title></head><body>
<h1>Rapport</h1><p><a href="#fin">À la fin</a>, <a href="https://example.org/">ailleurs</a></p>
<h2>Eau</h2><table><caption>Prix</caption><thead><tr><th>Lieu</th><th>Prix</th></tr></thead>
<tbody><tr><th>Kamenge</th><td>4</td></tr></tbody></table><h2 id="fin">Fin</h2><p>Voilà.</p></body></html>
"""
