"""The pages of twelve briefs in every theme, as one page of thumbnails: `python tests/gallery.py [--approve]`.

Pages that differ from those approved last are outlined, with the places that differ, and the command ends with 1.
Who has looked at them runs it with --approve, which writes `tests/gallery/approved.json` anew. That holds a
coarse grey picture of each page: a line that moves shows in it, how a machine smooths letters does not.
Other versions of the libraries that set lines may break them elsewhere, and are told then.
"""

from __future__ import annotations

import argparse
import base64
import html as markup
import json
import sys
import tempfile
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).parents[1]
APPROVED = ROOT / "tests/gallery/approved.json"
DPI = 30
COLUMNS, ROWS = 21, 30  # cells of a coarse picture: a line of text is about half a cell high
_DIFFERS = 18  # of 255: more is more than smoothing
_STYLE = """
body { margin: 2rem; font: 0.9rem/1.4 sans-serif; } h2 { margin: 2rem 0 0.5rem; font-size: 1rem; }
.pages { display: flex; flex-wrap: wrap; gap: 0.5rem; } figure { position: relative; margin: 0; }
img { display: block; border: 1px solid #999999; } .changed img { outline: 3px solid #c00000; }
i { position: absolute; background: rgb(192 0 0 / 35%); } figcaption { color: #c00000; }
"""


@dataclass(frozen=True)
class Shown:
    """A page as a picture, and where it differs from the one that was approved."""

    picture: bytes
    coarse: bytes
    differs: tuple[int, ...] = ()
    note: str = ""


def main(arguments: list[str]) -> int:
    """Draw the gallery, compare it with what was approved, and return the exit code."""
    parser = argparse.ArgumentParser(description="Draw the gallery.")
    parser.add_argument("--approve", action="store_true", help="the pages are as they should be")
    parser.add_argument("--out", type=Path, default=ROOT / "build/gallery")
    options = parser.parse_args(arguments)
    drawn = draw_all()
    approved = json.loads(APPROVED.read_text("utf-8")) if APPROVED.is_file() else {}
    compared = {name: compare(pages, approved.get(name, [])) for name, pages in drawn.items()}
    options.out.mkdir(parents=True, exist_ok=True)
    page = options.out / "gallery.html"
    page.write_text(to_html(compared), "utf-8")
    sys.stdout.write(f"{page}: {sum(map(len, drawn.values()))} pages\n")
    if options.approve:
        APPROVED.parent.mkdir(exist_ok=True)
        APPROVED.write_text(as_json(drawn), "utf-8")
        return 0
    changed = [name for name, pages in compared.items() if any(p.note for p in pages)]
    gone = sorted(approved.keys() - drawn.keys() - {"made with"})
    for name in (*changed, *gone):
        sys.stdout.write(f"{name}: changed since it was approved\n")
    if changed and approved.get("made with") != libraries():
        sys.stdout.write(f"approved with {approved.get('made with')}, drawn with {libraries()}\n")
    return int(bool(changed or gone))


def draw_all() -> dict[str, list[Shown]]:
    """Return the pages of all briefs in all themes, by their names."""
    from briefpress.content import THEMES  # noqa: PLC0415 - not in a process that only compares
    from gallery_briefs import write_gallery  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as processes:
        briefs = write_gallery(Path(folder))
        jobs = [
            (f"{theme}: {name}", theme, path, edition)
            for theme in THEMES
            for name, (path, edition) in briefs.items()
        ]
        pages = processes.map(_draw, *zip(*(job[1:] for job in jobs), strict=True))
        return dict(zip((job[0] for job in jobs), pages, strict=True))


def _draw(theme: str, path: Path, edition: str) -> list[Shown]:
    """Return the pages of a brief in a theme and an edition, as `briefpress build` prints them."""
    from briefpress import content, pdf  # noqa: PLC0415 - in processes of their own
    from briefpress.build.editions import set_edition  # noqa: PLC0415
    from briefpress.content import EDITIONS, UA1  # noqa: PLC0415
    from briefpress.html import Theme  # noqa: PLC0415
    from briefpress.structure.rasterize import rasterize_pages  # noqa: PLC0415

    manuscript = content.load(path)
    assert manuscript.brief, manuscript.findings
    asked = EDITIONS[edition]
    page = set_edition(manuscript, Theme.at(Path(theme)), asked)
    printed = pdf.print_pdf(page, profile=asked.profile_for(UA1))
    return [shown(_image(bitmap)) for bitmap in rasterize_pages(printed.data, DPI)]


def _image(bitmap: Any) -> Image.Image:
    return Image.frombytes("RGB", (bitmap.width, bitmap.height), bitmap.pixels)


def shown(image: Image.Image) -> Shown:
    """Return a page as it is shown and compared."""
    made = BytesIO()
    image.quantize(32).save(made, "PNG", optimize=True)
    coarse = image.convert("L").resize((COLUMNS, ROWS), Image.Resampling.BOX)
    return Shown(made.getvalue(), coarse.tobytes())


def compare(pages: list[Shown], approved: list[str]) -> list[Shown]:
    """Return pages with what differs from those that were approved."""
    found = []
    for number, page in enumerate(pages):
        before = unpacked(approved[number]) if number < len(approved) else b""
        cells = zip(page.coarse, before, strict=False)
        differs = tuple(n for n, (a, b) in enumerate(cells) if abs(a - b) > _DIFFERS)
        note = "new" if not before else f"{len(differs)} places differ" if differs else ""
        found.append(Shown(page.picture, page.coarse, differs, note))
    if len(approved) > len(pages) and found:
        last = found[-1]
        note = f"{len(approved) - len(pages)} pages fewer than approved"
        found[-1] = Shown(last.picture, last.coarse, last.differs, note)
    return found


def packed(coarse: bytes) -> str:
    """Return a coarse picture as text."""
    return base64.b64encode(zlib.compress(coarse, 9)).decode()


def unpacked(text: str) -> bytes:
    """Return the coarse picture that is written as a text."""
    return zlib.decompress(base64.b64decode(text))


def as_json(drawn: dict[str, list[Shown]]) -> str:
    """Return what is approved: a line for each page."""
    pages = {name: [packed(page.coarse) for page in found] for name, found in sorted(drawn.items())}
    return json.dumps({"made with": libraries(), **pages}, indent=1, ensure_ascii=False) + "\n"


def libraries() -> str:
    """Return the versions of the libraries that decide where lines break."""
    from briefpress.pdf.engine import LIBRARIES, PRODUCER  # noqa: PLC0415

    return ", ".join([PRODUCER, *(f"{name} {version}" for name, version in LIBRARIES.items())])


def to_html(compared: dict[str, list[Shown]]) -> str:
    """Return the page of thumbnails."""
    parts = [
        f"<h2>{markup.escape(name)}</h2>\n<div class=pages>{''.join(map(_figure, pages))}</div>"
        for name, pages in compared.items()
    ]
    changed = sum(bool(page.note) for pages in compared.values() for page in pages)
    head = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{_STYLE}</style>'
    said = f"<p>{changed} pages differ from those that were approved.</p>"
    return f"{head}\n<h1>Gallery</h1>\n{said}\n" + "\n".join(parts) + "\n"


def _figure(page: Shown) -> str:
    address = f"data:image/png;base64,{base64.b64encode(page.picture).decode()}"
    marks = "".join(map(_mark, page.differs))
    kind = " class=changed" if page.note else ""
    caption = f"<figcaption>{page.note}</figcaption>" if page.note else ""
    return f'<figure{kind}><img src="{address}" alt="">{marks}{caption}</figure>'


def _mark(cell: int) -> str:
    """Return the mark of a cell that differs."""
    left, top = 100 * (cell % COLUMNS) / COLUMNS, 100 * (cell // COLUMNS) / ROWS
    width, height = 100 / COLUMNS, 100 / ROWS
    return (
        f'<i style="left:{left:.1f}%;top:{top:.1f}%;width:{width:.1f}%;height:{height:.1f}%"></i>'
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
