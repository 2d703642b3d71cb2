"""Every picture format, colour space and way to name inks: the file keeps what it claims, and looks right.

Each picture has a page of its own, so that what veraPDF finds names the picture.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.findings import has_errors
from briefpress.html.documents import HtmlDocument
from briefpress.pdf.printing import print_pdf
from briefpress.structure import rasterize
from conftest import write_brief
from picture_matrix import cases

if TYPE_CHECKING:
    from briefpress.findings import Verdict
    from briefpress.html.documents import PdfDocument
    from briefpress.structure import Bitmap
    from conftest import Cli
    from picture_matrix import Colour

pytestmark = pytest.mark.slow("veraPDF")

CLAIMS = Path(__file__).parents[1] / "claims"
PLAIN = {"ua1": ("ua1", "3a"), "ua2": ("ua2", "4")}
NEARLY = 8  # of 255, for inks and Lab of 8 bits
CASES = cases()
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Pictures</title><style>
@page {{ size: 100px 100px; margin: 10px }} * {{ margin: 0; padding: 0; font: 6px "IBM Plex Serif" }}
section {{ break-before: page }} .show {{ position: absolute; top: 30px; width: 64px; height: 32px }}
h1, h2 {{ height: 20px }}</style></head><body><h1>Pictures</h1>{sections}</body></html>"""
IMG = '<img class="show" src="{0}" alt="{0}">'
BACKGROUND = """<div class="show" style="background: url('{0}') 0 0/64px 32px" role="img" aria-label="{0}"></div>"""
IN_SVG = """<svg class="show" viewBox="0 0 64 32" role="img" aria-label="{0}"><image href="{0}" width="64" height="32"
preserveAspectRatio="none"/></svg>"""
WAYS = {"img": IMG, "background": BACKGROUND, "svg": IN_SVG}

# Inks in style sheets and SVG. 0.8 of magenta and yellow is red, and of cyan and magenta blue.
RED_INK, BLUE_INK = "device-cmyk(0 0.8 0.8 0)", "device-cmyk(80% 80% 0% 0%)"
RED_OF_INK, BLUE_OF_INK = (255, 51, 51), (51, 51, 255)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" class="show" viewBox="0 0 64 32" role="img" aria-label="Bars">'
RECTS = '<rect class="a" width="32" height="32"{0}/><rect class="b" x="32" width="32" height="32"{1}/></svg>'
DIV = '<div class="show" role="img" aria-label="Bars" style="{0}"></div>'
SHADES = """<defs><linearGradient id="{0}"><stop offset="0" stop-color="{1}"/><stop offset="1"
stop-color="{1}"/></linearGradient></defs>"""
INKS = {
    "background": DIV.format(f"background: {BLUE_INK}; border-left: 32px solid {RED_INK}; box-sizing: border-box"),
    "old syntax": DIV.format(
        "background: device-cmyk(0.8, 0.8, 0, 0); border-left: 32px solid device-cmyk(0, 0.8, 0.8, 0);"
        "box-sizing: border-box"
    ),
    "gradient": DIV.format(f"background: linear-gradient(90deg, {RED_INK} 50%, {BLUE_INK} 50%)"),
    "repeated": DIV.format(
        f"background: repeating-linear-gradient(90deg, {RED_INK} 0, {RED_INK} 32px, {BLUE_INK} 32px, {BLUE_INK} 64px)"
    ),
    "variable": DIV.format(
        f"--red: {RED_INK}; color: {BLUE_INK}; background: currentcolor; border-left: 32px solid var(--red);"
        "box-sizing: border-box"
    ),
    "attribute": SVG + RECTS.format(f' fill="{RED_INK}"', f' fill="{BLUE_INK}"'),
    "style": SVG + RECTS.format(f' style="fill: {RED_INK}"', f' style="fill: {BLUE_INK}"'),
    "sheet": f"{SVG}<style>.a {{fill: {RED_INK}}} .b {{fill: {BLUE_INK}}}</style>{RECTS.format('', '')}",
    "stroke": f"""{SVG}<path d="M 16 0 v 32" stroke-width="32" stroke="{RED_INK}"/>
        <path d="M 48 0 v 32" stroke-width="32" stroke="{BLUE_INK}"/></svg>""",
    "shades": SVG + SHADES.format("r", RED_INK) + SHADES.format("b", BLUE_INK)
    + RECTS.format(' fill="url(#r)"', ' fill="url(#b)"'),
}  # fmt: skip
# The green of CSS, in two other spaces.
LAB, OKLCH, GREEN = "lab(46.2775% -47.5621 48.5837)", "oklch(51.975% 0.17686 142.495)", (0, 128, 0)
OTHERS = {
    "spaces": DIV.format(f"background: {LAB}; border-left: 32px solid {OKLCH}; box-sizing: border-box"),
    "gradient of spaces": DIV.format(f"background: linear-gradient(90deg, {LAB} 50%, {OKLCH} 50%)"),
    "shades of spaces": SVG + SHADES.format("l", LAB) + SHADES.format("o", OKLCH)
    + RECTS.format(' fill="url(#l)"', ' fill="url(#o)"'),
}  # fmt: skip


class Set(NamedTuple):
    """A document of one page for each name, and what is seen on the left and on the right of it."""

    html: HtmlDocument
    names: tuple[str, ...]
    colours: tuple[tuple[Colour, Colour], ...]


def document(name: str, folder: Path, pictures: dict[str, str]) -> HtmlDocument:
    sections = "".join(f"<section><h2>{n}</h2>{shown}</section>" for n, shown in pictures.items())
    return HtmlDocument(PAGE.format(sections=sections), name, folder=folder)


@pytest.fixture(scope="session")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Set]:
    """All documents, by their names."""
    folder = tmp_path_factory.mktemp("pictures")
    for case in CASES:
        (folder / case.name).write_bytes(case.data)
    names, colours = tuple(case.name for case in CASES), tuple((c.left, c.right) for c in CASES)
    found = {}
    for way, html in WAYS.items():
        pictures = {case.name: html.format(case.name) for case in CASES}
        found[way] = Set(document(way, folder, pictures), names, colours)
    pairs = ((RED_OF_INK, BLUE_OF_INK),) * len(INKS) + ((GREEN, GREEN),) * len(OTHERS)
    styles = INKS | OTHERS
    found["styles"] = Set(document("styles", folder, styles), tuple(styles), pairs)
    return found


@pytest.fixture(scope="session")
def printed(sets: dict[str, Set]) -> dict[tuple[str, str], PdfDocument]:
    """The documents as PDF, by their names and profiles."""
    return {
        (name, profile.id): print_pdf(each.html, profile=profile)
        for name, each in sets.items()
        for profile in PROFILES.values()
    }


@pytest.fixture(scope="session")
def brief(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, tuple[str, ...]]:
    """The PDFs of a brief with every picture, and the standards that each claims."""
    folder = tmp_path_factory.mktemp("brief")
    body = []
    for n, case in enumerate(CASES, 1):
        (folder / case.name).write_bytes(case.data)
        figure = {
            "image": case.name,
            "alt": f"Two fields of colour, {n}",
            "source": "Made for a test",
        }
        body.append({"figure": figure})
    path = write_brief(folder / "a.yaml", sections=[{"heading": "Pictures", "body": body}])
    for profile, editions in (("ua1", "screen,print,large"), ("ua2", "screen")):
        options = ("--profile", profile, "--edition", editions, "--out", folder / profile)
        done = cli("build", path, *options)
        assert done.returncode == 0, done.stdout + done.stderr
    return {
        folder / "ua1/a/a.pdf": ("ua1", "3a"),
        folder / "ua1/a/a-large.pdf": ("ua1", "3a"),
        folder / "ua1/a/a-print.pdf": ("ua1",),
        folder / "ua2/a/a.pdf": ("ua2", "4f"),
    }


@pytest.fixture(scope="session")
def claims(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, tuple[str, ...]]:
    """The PDFs of what was once claimed in vain, and the standards that each claims."""
    out = tmp_path_factory.mktemp("claims")
    for name in ("cmyk-photo.yaml", "grey-16-bit.yaml"):
        done = cli("build", CLAIMS / name, "--out", out)
        assert done.returncode == 0, done.stdout + done.stderr
    done = cli("print", CLAIMS / "device-cmyk-colour.html", "--out", out / "device-cmyk-colour.pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    return dict.fromkeys(sorted(out.rglob("*.pdf")), PLAIN["ua1"])


@pytest.fixture(scope="session")
def verdicts(
    printed: dict[tuple[str, str], PdfDocument],
    brief: dict[Path, tuple[str, ...]],
    claims: dict[Path, tuple[str, ...]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[Path | tuple[str, str], list[Verdict]]:
    """What veraPDF says of each file, by the standards that it claims; Java is started once.

    Pages have nothing attached, so that they claim PDF/A-4 and not PDF/A-4f.
    """
    folder = tmp_path_factory.mktemp("pages")
    files = {folder / f"{name}-{profile}.pdf": (name, profile) for name, profile in printed}
    for path, key in files.items():
        path.write_bytes(printed[key].data)
    pages = {path: PLAIN[profile] for path, (_, profile) in files.items()}
    standards = pages | brief | claims
    found: dict[Path | tuple[str, str], list[Verdict]] = {}
    for verdict in verapdf.validate(standards, ("ua1", "3a", "ua2", "4", "4f")):
        if verdict.flavour in standards[verdict.path]:
            found.setdefault(files.get(verdict.path, verdict.path), []).append(verdict)
    return found


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", [*WAYS, "styles"])
def test_all_pictures_and_inks_keep_the_claim(
    name: str,
    profile: str,
    sets: dict[str, Set],
    printed: dict[tuple[str, str], PdfDocument],
    verdicts: dict[Path | tuple[str, str], list[Verdict]],
) -> None:
    assert not has_errors(printed[name, profile].findings)
    assert printed[name, profile].pages == 1 + len(sets[name].names)
    judged = verdicts[name, profile]
    assert len(judged) == 2
    names = ("title", *sets[name].names)
    failures = [
        f"{names[failure.page] if failure.page is not None else '?'}: {failure}"
        for verdict in judged
        for failure in verdict.failures
    ]
    assert not failures
    assert all(verdict.compliant for verdict in judged)


@pytest.fixture(scope="session")
def drawn(printed: dict[tuple[str, str], PdfDocument]) -> dict[str, list[Bitmap]]:
    """The pages after the first, with a pixel for each of CSS."""
    return {
        name: list(rasterize.rasterize_pages(pdf.data, 96))[1:]
        for (name, profile), pdf in printed.items()
        if profile == "ua1"
    }


def differ(one: Colour, other: Colour) -> bool:
    return any(abs(a - b) > NEARLY for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", [*WAYS, "styles"])
def test_all_pictures_and_inks_look_as_they_are_meant(
    name: str, sets: dict[str, Set], drawn: dict[str, list[Bitmap]]
) -> None:
    wrong = []
    for case, (left, right), page in zip(
        sets[name].names, sets[name].colours, drawn[name], strict=True
    ):
        seen = page.colour_at(26, 46), page.colour_at(58, 46)
        if differ(seen[0], left) or differ(seen[1], right):
            wrong.append(f"{case}: {seen} instead of {(left, right)}")
    assert not wrong


def test_briefs_and_pages_keep_the_claim(
    brief: dict[Path, tuple[str, ...]],
    claims: dict[Path, tuple[str, ...]],
    verdicts: dict[Path | tuple[str, str], list[Verdict]],
) -> None:
    assert len(claims) == 3
    for path, flavours in (brief | claims).items():
        assert tuple(verdict.flavour for verdict in verdicts[path]) == flavours
        assert [str(failure) for each in verdicts[path] for failure in each.failures] == []
        assert all(verdict.compliant for verdict in verdicts[path])


def test_a_gradient_of_16_bits_is_no_black_box(claims: dict[Path, tuple[str, ...]]) -> None:
    (path,) = (path for path in claims if path.stem == "grey-16-bit")

    (page,) = rasterize.rasterize_pages(path.read_bytes(), 72)

    rows = ({page.colour_at(x, y) for x in range(page.width)} for y in range(page.height))
    greys = max(sum(red == green == blue for red, green, blue in row) for row in rows)
    assert greys > 100
