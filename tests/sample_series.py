"""Write a series of random briefs: `python tests/sample_series.py FOLDER COUNT`.

Each has two to six pages with headings, lists, tables and figures; a series.yaml has what they share.
The same count and seed give the same files.
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
    return [write_brief(folder, number, _random(f"{seed} {number}")) for number in range(count)]


def _random(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - repeatable, for tests


def write_brief(folder: Path, number: int, rng: random.Random) -> Path:
    """Write one brief and its figures."""
    name = f"country-{number:04}"
    sections = [_section(folder, name, index, rng) for index in range(rng.randint(3, 11))]
    brief = {
        "title": f"{_phrase(rng, 3).capitalize()} in country {number}",
        "country": {"name": f"Country {number}", "code": "KE"},
        "series": {"number": str(number + 1)},
        "summary": _sentence(rng),
        "key_messages": [_sentence(rng) for _ in range(3)],
        "introduction": [_paragraph(rng)],
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


def _section(folder: Path, name: str, index: int, rng: random.Random) -> dict[str, Any]:
    body: list[Any] = [_paragraph(rng) for _ in range(rng.randint(1, 3))]
    body[0] += " [@sample2025]"
    match index % 4:
        case 1:
            body.append(_table(rng))
        case 2:
            body.append("\n".join(f"- {_sentence(rng)}" for _ in range(rng.randint(2, 5))))
        case 3:
            image = f"{name}-{index}.svg"
            (folder / image).write_text(_chart(rng), "utf-8")
            alt = f"Bar chart: the {_phrase(rng, 2)} bar is the longest of five."
            body.append(
                {
                    "figure": {
                        "image": image,
                        "alt": alt,
                        "caption": _sentence(rng),
                        "source": "Made up",
                    }
                }
            )
    return {"heading": f"{_phrase(rng, 3).capitalize()} {index + 1}", "body": body}


def _table(rng: random.Random) -> dict[str, Any]:
    rows = [
        [_phrase(rng, 2).capitalize(), *(str(rng.randint(1, 999)) for _ in range(3))]
        for _ in range(rng.randint(3, 8))
    ]
    return {
        "table": {
            "caption": _sentence(rng),
            "columns": ["Place", "2023", "2024", "2025"],
            "rows": rows,
        }
    }


def _chart(rng: random.Random) -> str:
    bars = "".join(
        f'<rect x="0" y="{10 * n}" width="{rng.randint(5, 100)}" height="8" fill="#124557"/>'
        for n in range(5)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{bars}</svg>'


def _phrase(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(_WORDS.split(), k=words))


def _sentence(rng: random.Random) -> str:
    halves = [
        f"the {_phrase(rng, 2)} {rng.choice(_VERBS.split())} the {_phrase(rng, rng.randint(1, 3))}"
        for _ in range(2)
    ]
    return f"{halves[0].capitalize()} {rng.choice(_LINKS)} {halves[1]}."


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(3, 7)))


if __name__ == "__main__":
    write_series(Path(sys.argv[1]), int(sys.argv[2]))
