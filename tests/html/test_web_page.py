"""The page of HTML: what it has beside its PDF, and how it is read in a browser."""

from __future__ import annotations

import base64
import os
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

import real_texts
from briefpress import content, html
from briefpress.build.editions import own_theme
from briefpress.content import SCREEN, THEMES, WEB_PAGE
from briefpress.drawing import contrast
from briefpress.html import LinkedPdf, Theme, spoken_words, web_fonts
from briefpress.html.dark_colours import dark_colours
from briefpress.html.web_fonts import embedded_fonts
from browsing import violations
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ViewportSize

    from conftest import Cli

BRIEFS = [
    *(ROOT / f"content/{name}.yaml" for name in ("kenya", "kazakhstan", "east-africa")),
    ROOT / "tests/cases/everything/brief.yaml",
    ROOT / "tests/cases/arabic/brief.yaml",
]
SAMPLES = ("001-okfn-avoiding-data-use-silos", "120-sdg-goals-targets-kk")
PHONE: ViewportSize = {"width": 320, "height": 640}
# How a browser shows the page; 400 % of 1,280 pixels leaves 320.
VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1920, "height": 1080}},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": PHONE},
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "dark phone": {"viewport": PHONE, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
}
_FONT = re.compile(r'font-family: "([^"]+)"; font-weight: (\d+).*?base64,([^"]+)"')


_PDFS = {"screen": LinkedPdf("x.pdf"), "large": LinkedPdf("x-large.pdf", 1_240_000)}


def web_page(path: Path, edition: content.Edition = WEB_PAGE, theme: Theme | None = None) -> str:
    manuscript = content.load(path)
    assert manuscript.brief, manuscript.findings
    theme = theme or Theme.at(own_theme(manuscript, path), manuscript.brief.theme)
    return html.render(
        manuscript.brief,
        theme,
        manuscript.images,
        "x.yaml",
        edition,
        manuscript.bibliography,
        manuscript.files,
        _PDFS if edition is WEB_PAGE else {},
    ).text


@pytest.fixture(scope="module")
def kenya() -> str:
    return web_page(BRIEFS[0])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three briefs, two cases and two samples as pages of HTML, and one of them in each theme."""
    folder = tmp_path_factory.mktemp("pages")
    samples = [path for path in real_texts.write_briefs(folder) if path.stem in SAMPLES]
    made = []
    for path in [*BRIEFS, *samples]:
        made.append(folder / f"{path.parent.name}-{path.stem}.html")
        made[-1].write_text(web_page(path), "utf-8")
    for name in THEMES[1:]:
        made.append(folder / f"kenya-{name}.html")
        made[-1].write_text(web_page(BRIEFS[0], theme=Theme(name=name)), "utf-8")
    return made


def fonts_of(page: str) -> Iterator[tuple[str, TTFont]]:
    for family, weight, data in _FONT.findall(page):
        yield f"{family} {weight}", TTFont(BytesIO(base64.b64decode(data)))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_page_says_what_the_pdf_says_in_the_same_order(path: Path) -> None:
    assert spoken_words(web_page(path)) == spoken_words(web_page(path, SCREEN))


def test_the_page_leads_to_its_pdfs(kenya: str) -> None:
    assert '<a href="x.pdf" type="application/pdf">PDF</a>' in kenya
    assert '<a href="x-large.pdf" type="application/pdf">PDF (large print), 1.2 MB</a>' in kenya


def test_contents_beside_the_text_name_sections_in_sections(kenya: str) -> None:
    (contents,) = re.findall(r'<nav class="contents".*?</nav>', kenya, re.DOTALL)
    (parts,) = re.findall(r'<ol data-medium="screen">(.*?)</ol>', contents, re.DOTALL)
    assert re.findall(r">([^<]+)</a>", parts) == ["Water and sanitation", "Two official languages"]


def test_a_build_leads_to_the_pdfs_that_it_makes(cli: Cli, tmp_path: Path) -> None:
    brief = ROOT / "tests/cases/minimal/brief.yaml"
    assert cli("build", brief, "--out", tmp_path, "--edition", "screen,print").returncode == 0

    page = next(tmp_path.glob("*/*.html"))
    named = re.findall(r'href="([^"]+)" type="application/pdf"', page.read_text("utf-8"))
    assert named == [f"{page.stem}.pdf"]  # that for a printing house is not for readers
    assert (page.parent / named[0]).is_file()


def test_the_page_prints_without_a_word_on_what_is_for_screens(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(web_page(ROOT / "tests/cases/minimal/brief.yaml"), "utf-8")

    done = cli("print", "page.html", cwd=tmp_path)
    assert done.returncode == 0
    assert "link-relative" not in done.stderr
    assert "Skip" not in cli("read", "page.pdf", cwd=tmp_path).stdout


def test_the_fonts_hold_the_letters_of_the_page_and_few_more(kenya: str) -> None:
    fonts = dict(fonts_of(kenya))

    assert fonts.keys() >= {"IBM Plex Serif 400", "Fira Sans 600"}
    shown = {
        ord(letter) for letter in re.sub(r"<style.*?</style>|<[^>]*>", "", kenya, flags=re.DOTALL)
    }
    for font in fonts.values():
        assert font.flavor == "woff2"
        held = font.getBestCmap().keys()
        assert len(held) < 300
        assert not {each for each in shown if 0x20 < each < 0x250} - held
    assert len(kenya) < 250_000


def test_a_page_without_letters_of_a_family_does_not_bring_it() -> None:
    theme = Theme()
    known = {"--serif": '"Fira Sans", "IBM Plex Serif"'}

    rules = embedded_fonts(theme.faces, known, "Water")
    assert {name.rsplit(" ", 1)[0] for name, _ in fonts_of(rules)} == {"Fira Sans"}


def test_pages_of_one_language_share_their_fonts() -> None:
    faces, known = Theme().faces, Theme().properties

    assert embedded_fonts(faces, known, "Água") == embedded_fonts(faces, known, "Ñandú")
    assert embedded_fonts(faces, known, "Вода") != embedded_fonts(faces, known, "Água")


@pytest.mark.parametrize("accent", ["#0f4257", "#7a1230", "#000000", "#ffe000", "#123f1c"])
def test_colours_for_dark_screens_can_be_read(accent: str) -> None:
    known = {**Theme().properties, "--accent": accent}

    dark = dark_colours(known)
    for ground in (dark["paper"], dark["tint"]):
        assert contrast(dark["ink"], ground) >= 12
        assert contrast(dark["accent"], ground) >= 7
        assert contrast(dark["ink-soft"], ground) >= 7
        assert contrast(dark["rule"], ground) >= 4.5


def test_fonts_are_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_fonts, "_CACHE", tmp_path / "cache")
    known = {"--serif": '"IBM Plex Serif"'}
    web_fonts.woff2.cache_clear()
    made = embedded_fonts(Theme().faces, known, "Water")

    kept = [*(tmp_path / "cache").iterdir()]
    assert len(kept) == len([*fonts_of(made)])
    web_fonts.woff2.cache_clear()
    monkeypatch.setattr(web_fonts, "_compressed", None)
    assert embedded_fonts(Theme().faces, known, "Water") == made


def test_the_oldest_fonts_of_pages_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_fonts, "_KEPT", 2)
    for number in range(4):
        web_fonts._keep(tmp_path / f"font-{number}.woff2", b"wOF2")  # noqa: SLF001 - which files stay is seen there alone
        os.utime(tmp_path / f"font-{number}.woff2", (number, number))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["font-2.woff2", "font-3.woff2"]


def test_letters_of_a_script_come_from_its_font_behind_those_of_the_theme() -> None:
    page = web_page(ROOT / "tests/cases/arabic/brief.yaml")

    font = dict(fonts_of(page))["IBM Plex Sans Arabic 400"]
    assert font.getBestCmap().keys() >= {ord(letter) for letter in "المياه"}
    assert re.search(r'--serif: [^;]*, "IBM Plex Sans Arabic";', page)


# In a browser


@pytest.fixture(scope="module", params=[*VIEWS.values()], ids=[*VIEWS])
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(**request.param)
    yield context
    context.close()


@pytest.mark.slow("a browser")
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    view: BrowserContext, pages: list[Path]
) -> None:
    page = view.new_page()
    for path in pages:
        page.goto(path.as_uri())
        found = (path.stem, *violations(page))
        width = page.evaluate("document.documentElement.scrollWidth")
        assert found == (path.stem,)
        assert width <= page.evaluate("innerWidth"), path.stem
    page.close()


@pytest.mark.slow("a browser")
def test_the_keyboard_reaches_text_and_tables(browser: Browser, pages: list[Path]) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(pages[0].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"

    frame = page.locator(".table .frame").first
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert frame.get_attribute("aria-labelledby")
    page.close()


@pytest.mark.slow("a browser")
def test_contents_stay_beside_the_text_on_wide_screens(browser: Browser, pages: list[Path]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(pages[0].as_uri())
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("scrollTo(0, 2000)")

    contents, text = (page.locator(name).bounding_box() for name in (".contents", "main"))
    assert contents
    assert text
    assert 0 <= contents["y"] < 800
    assert contents["x"] + contents["width"] <= text["x"]
    page.close()
