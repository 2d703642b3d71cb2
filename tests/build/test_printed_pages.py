"""Pages of a site: what is read beside them, and where their links lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefpress import structure
from briefpress.findings import Severity
from briefpress.structure import tree
from conftest import print_here

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

PAGE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Guide</title><meta name="author" content="A">'
    '<meta name="dcterms.created" content="2025"><link rel="license" href="https://e.org/">'
    '<link rel="stylesheet" href="{style}"><h1>Guide</h1>'
    '<p>Read <a href="{link}">the next chapter</a>, or <a href="#end">its end</a>.<p id="end">End.'
)
LINES = """<!DOCTYPE html>
<html lang="en"><title>Guide</title><h1>Guide</h1>
<p>Read <a href="next.html">more</a>
<p>or <a href="#gone">less</a>.
<h3>Wells <em>in the north</em></h3>
<p><img src="none.png" alt="A well">
<iframe src="https://example.org/film" title="A film"></iframe>
"""
WHOLE = "https://example.org/guide/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose pages lie in a folder of their own, and its styles in another."""
    (tmp_path / "guide").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/site.css").write_text("@page { size: 400px 500px }", "utf-8")
    return tmp_path


def write(site: Path, style: str = "../assets/site.css", link: str = WHOLE) -> Path:
    page = site / "guide/page.html"
    page.write_text(PAGE.format(style=style, link=link), "utf-8")
    return page


def pdf_of(page: Path) -> structure.PdfStructure:
    return structure.inspect(page.with_suffix(".pdf").read_bytes())


def addresses(page: Path) -> list[str]:
    return [each.uri for each in pdf_of(page).pages[0].annotations if each.uri]


def test_what_is_found_in_a_page_has_its_line(cli: Cli, site: Path) -> None:
    page = site / "page.html"
    page.write_text(LINES, "utf-8")

    done = cli("print", page)

    found = dict(re.findall(r"page.html:(\d+):?.*: \w+\[([\w-]+)\]", done.stderr))
    assert found == {
        "3": "link-relative", "4": "link-anchor", "5": "heading-levels", "6": "resource-refused",
        "7": "content-left-out",
    }  # fmt: skip


@pytest.mark.parametrize("style", ["../assets/site.css", "/assets/site.css"])
def test_a_page_reads_the_folder_that_is_named(cli: Cli, site: Path, style: str) -> None:
    page = write(site, style)

    assert "[resource-refused]" in cli("print", page).stderr
    done = cli("print", page, "--folder", site)

    assert done.returncode == 0, done.stderr
    media = pdf_of(page).pages[0].boxes.media
    assert media
    assert media[2:] == pytest.approx((300, 375))


@pytest.mark.parametrize("style", ["../../outside.css", "/../outside.css", "file:///etc/hostname"])
def test_nothing_outside_of_that_folder_is_read(cli: Cli, site: Path, style: str) -> None:
    inner = site / "guide"
    (site.parent / "outside.css").write_text("@page { size: 400px 500px }", "utf-8")

    done = cli("print", write(site, style), "--folder", inner)

    assert done.returncode == 1
    assert "was not read" in done.stderr


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("next.html#top", f"{WHOLE}next.html#top"),
        ("../", "https://example.org/"),
        ("/about", "https://example.org/about"),
        ("?page=2", f"{WHOLE}?page=2"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.com/x", "https://example.com/x"),
    ],
)
def test_relative_links_are_completed(cli: Cli, site: Path, link: str, address: str) -> None:
    page = write(site, link=link)

    done = cli("print", page, "--folder", site, "--base-url", WHOLE)

    assert done.returncode == 0, done.stderr
    assert addresses(page) == [address]


def test_without_an_address_relative_links_are_left_out_with_a_warning(
    cli: Cli, site: Path
) -> None:
    page = write(site, link="next.html")

    done = cli("print", page, "--folder", site)

    assert done.returncode == 0, done.stderr
    assert "warning[link-relative]: the link to next.html is relative" in done.stderr
    assert addresses(page) == []


def test_an_address_is_whole(cli: Cli, site: Path) -> None:
    done = cli("print", write(site), "--base-url", "example.org")

    assert done.returncode == 2
    assert "write the whole address: https://" in done.stderr


def test_a_link_that_holds_nothing_to_read_out_is_told(cli: Cli, site: Path) -> None:
    page = write(site)
    icon = '<svg width="9" height="9" aria-hidden="true"><circle cx="4" cy="4" r="4"/></svg>'
    share = f'<p>Share: <a href="https://example.org/share">{icon}</a></p>'
    page.write_text(page.read_text("utf-8") + share, "utf-8")

    done = cli("print", page, "--folder", site)

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("[link-unread]") == 1
    assert (
        "warning[link-unread]: the link to https://example.org/share holds nothing" in done.stderr
    )
    assert addresses(page) == [WHOLE]


CHAPTER = "<section><h2>Chapter {0}</h2><p>Well {0} is deep.</section>"
BOOK = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Wells</title><!--{}--><h1>Wells</h1>{}'


def test_a_long_page_with_its_pictures_in_it_is_printed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has megabytes, hundreds of bookmarks in a row, and more elements than are read back."""
    monkeypatch.setattr(tree, "ELEMENTS", 500)
    page = site / "book.html"
    page.write_text(BOOK.format("x" * 3_000_000, "".join(map(CHAPTER.format, range(300)))), "utf-8")

    made = print_here(page, site / "book.pdf")
    graver = {each.rule for each in made.report.findings if each.severity is not Severity.NOTE}
    assert "pdf-too-large" in graver
    assert not [each for each in made.report.findings if each.severity is Severity.ERROR]
    assert {"unread-text", "same-texts"} <= {rule for rule, _ in made.report.unchecked}
    assert (site / "book.pdf").is_file()


def test_a_page_of_very_many_megabytes_is_refused(cli: Cli, site: Path) -> None:
    page = site / "book.html"
    page.write_text("<html>", "utf-8")
    with page.open("r+b") as file:
        file.truncate(51 * 1024**2)

    done = cli("print", page)
    assert done.returncode == 2
    assert "error[page-size]: the file is larger than 50 MiB" in done.stderr
