"""A series of briefs, made up but repeatable: `python tests/seriesmaker.py FOLDER COUNT`.

Each has two to six pages with headings, lists, tables and figures; what they share stands in a
series.yaml. The same count and seed give the same files.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

SEED = 20_251
_WORDS = """
rain harvest village council budget school teacher clinic nurse road market price farmer river well pump
power line debt export women youth vote law court paper ministry plan cost risk season drought flood grid tax
rural urban north south coast border trade wage land title water forest soil fuel bus rail port
"""
_VERBS = (
    "needs supports delays funds reports shares lacks repairs measures explains promises protects"
)
_LINKS = ("and", "but", "while", "because", "although", "so that")
_SERIES: dict[str, Any] = {
    "language": "en-GB",
    "series": {"title": "Made-up Country Briefs"},
    "publisher": {"name": "The Sample Desk", "place": "Nowhere"},
    "authors": [{"name": "Sam Ple"}],
    "date": "2025-11",
    "licence": "CC-BY-4.0",
    "credits": "Written by a program, for tests alone.",
}


def write_series(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Write `count` briefs into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "series.yaml").write_text(json.dumps(_SERIES, indent=1), "utf-8")
    return [write_brief(folder, number, _chance(f"{seed} {number}")) for number in range(count)]


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - for tests, and repeatable


def write_brief(folder: Path, number: int, chance: random.Random) -> Path:
    """Write one brief, and the figures that it shows."""
    name = f"country-{number:04}"
    sections = [_section(folder, name, index, chance) for index in range(chance.randint(3, 11))]
    brief = {
        "title": f"{_phrase(chance, 3).capitalize()} in country {number}",
        "country": {"name": f"Country {number}", "code": "ZZ"},
        "series": {"number": str(number + 1)},
        "summary": _sentence(chance),
        "key_messages": [_sentence(chance) for _ in range(3)],
        "introduction": [_paragraph(chance)],
        "sections": sections,
        "references": [
            {
                "id": "sample2025",
                "label": "Sample 2025",
                "text": "Sample (2025) ‘A made-up source’.",
            }
        ],
    }
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps(brief, indent=1, ensure_ascii=False), "utf-8")
    return path


def _section(folder: Path, name: str, index: int, chance: random.Random) -> dict[str, Any]:
    body: list[Any] = [_paragraph(chance) for _ in range(chance.randint(1, 3))]
    body[0] += " [@sample2025]"
    match index % 4:
        case 1:
            body.append(_table(chance))
        case 2:
            body.append("\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(2, 5))))
        case 3:
            image = f"{name}-{index}.svg"
            (folder / image).write_text(_chart(chance), "utf-8")
            alt = f"Bar chart: the {_phrase(chance, 2)} bar is the longest of five."
            body.append(
                {
                    "figure": {
                        "image": image,
                        "alt": alt,
                        "caption": _sentence(chance),
                        "source": "Made up",
                    }
                }
            )
    return {"heading": f"{_phrase(chance, 3).capitalize()} {index + 1}", "body": body}


def _table(chance: random.Random) -> dict[str, Any]:
    rows = [
        [_phrase(chance, 2).capitalize(), *(str(chance.randint(1, 999)) for _ in range(3))]
        for _ in range(chance.randint(3, 8))
    ]
    return {
        "table": {
            "caption": _sentence(chance),
            "columns": ["Place", "2023", "2024", "2025"],
            "rows": rows,
        }
    }


def _chart(chance: random.Random) -> str:
    bars = "".join(
        f'<rect x="0" y="{10 * n}" width="{chance.randint(5, 100)}" height="8" fill="#124557"/>'
        for n in range(5)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{bars}</svg>'


def _phrase(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=words))


def _sentence(chance: random.Random) -> str:
    halves = [
        f"the {_phrase(chance, 2)} {chance.choice(_VERBS.split())} the {_phrase(chance, chance.randint(1, 3))}"
        for _ in range(2)
    ]
    return f"{halves[0].capitalize()} {chance.choice(_LINKS)} {halves[1]}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))


if __name__ == "__main__":
    write_series(Path(sys.argv[1]), int(sys.argv[2]))
