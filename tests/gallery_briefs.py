"""Twelve briefs whose pages are looked at in every theme: `tests/gallery.py`."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import real_texts
from conftest import MINIMAL, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SPECIMEN = ROOT / "templates/specimen"
_LONG = 26_000  # characters: about a dozen pages
_BEFORE_LINKS = 3_000  # what follows has links as its site writes them
_TEXT = (
    "The wells of the north were drilled in the year of the drought, and most of them are still in use. "
    "Who walks to one in the morning is back at noon; who has a tap at home has the morning to herself."
)
_JAPANESE = (
    "ケニアの北部では、干ばつの年に多くの井戸が掘られ、そのほとんどが今も使われている。朝に水を汲みに行く人が戻るのは昼であり、"
    "家に水道がある人は午前中を自分のために使える。井戸の深さは平均で百メートルを超え、維持には技術と資金が必要である。"
)


def write_gallery(folder: Path) -> dict[str, tuple[Path, str]]:
    """Write the briefs into a folder; return the file and the edition of each, by what it shows."""
    shutil.copytree(SPECIMEN, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "content", folder / "content")
    own = {
        "short": {"summary": _TEXT},
        "long": _sample("001-okfn-avoiding-data-use-silos", "en-GB", _LONG),
        "many tables": {"sections": [_section(n, [_TEXT, _table(4, 5 + n)]) for n in range(1, 7)]},
        "twelve columns": {"sections": [_section(1, [_TEXT, _table(12, 14)])]},
        "ten pictures": {"sections": [_section(n, [_TEXT, _figure(n)]) for n in range(1, 11)]},
        "84 notes": _with_notes(84),
        "thirty words": {"title": _title(30), "sections": [_section(1, [_TEXT])]},
        "Arabic": _sample("111-contributor-covenant-ar", "ar", _BEFORE_LINKS),
        "Japanese": _japanese(),
    }
    found = {}
    for name, fields in own.items():
        path = folder / f"{name.replace(' ', '-').lower()}.yaml"
        brief = {**MINIMAL, "licence": "CC-BY-4.0", **fields}
        path.write_text(json.dumps(brief, ensure_ascii=False), "utf-8")
        found[name] = (path, "screen")
    found["no picture"] = (folder / "content/kazakhstan.yaml", "screen")
    found["large print"] = (folder / "content/kenya.yaml", "large")
    found["for a printing house"] = (folder / "content/kenya.yaml", "print")
    return found


def _sample(name: str, language: str, most: int) -> dict[str, Any]:
    text = (ROOT / f"tests/samples/{name}.txt").read_text("utf-8")
    cut = text.find("\n\n", most)
    return real_texts.typed(text if cut < 0 else text[:cut], language)


def _section(number: int, body: list[Any]) -> dict[str, Any]:
    return {"heading": f"Part {number} of the brief", "body": body}


def _table(columns: int, rows: int) -> dict[str, Any]:
    names = ["District", *(f"Year {2000 + n}" for n in range(1, columns))]
    cells = [
        [f"District {row}", *(f"{(row * 37 + n * 11) % 990 / 10:.1f}" for n in range(1, columns))]
        for row in range(1, rows + 1)
    ]
    return {"table": {"caption": "Wells by district", "columns": names, "rows": cells}}


def _figure(number: int) -> dict[str, Any]:
    name = ("picture.svg", "cover.svg")[number % 2]
    caption = f"What picture {number} shows"
    return {"figure": {"image": name, "alt": "Shapes", "caption": caption, "credit": "The Desk"}}


def _with_notes(count: int) -> dict[str, Any]:
    calls = [f"{_TEXT}[^n{n}]" for n in range(1, count + 1)]
    sections = [_section(n // 12 + 1, calls[n : n + 12]) for n in range(0, count, 12)]
    return {
        "sections": sections,
        "notes": {f"n{n}": "A source, and what it says." for n in range(1, count + 1)},
    }


def _title(words: int) -> str:
    known = (_TEXT + " " + _TEXT).replace(".", "").replace(";", "").split()
    return " ".join(known[:words])


def _japanese() -> dict[str, Any]:
    sections = [
        {"heading": heading, "body": [_JAPANESE, _JAPANESE]}
        for heading in ("水と井戸", "電力", "今後の課題")
    ]
    return {
        "title": "ケニアの水と電力",
        "language": "ja",
        "country": {"name": "ケニア", "code": "KE"},
        "publisher": {"name": "水の研究所", "place": "ナイロビ"},
        "authors": [{"name": "山田花子", "family": "山田"}],
        "summary": "雨は遅れ、電線は少ない。",
        "sections": sections,
    }
