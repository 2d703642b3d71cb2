"""Which fonts a document is set in."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress import pdf, structure
from briefpress.system.limits import Limits
from briefpress.system.pool import Pool
from conftest import Printed
from documents import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.html import PdfDocument


def fonts(printed: PdfDocument) -> set[str]:
    return {font.name for font in structure.inspect(printed.data).fonts}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine with one installed font, and a Fontconfig rule that prefers another to all others."""
    spec = find_spec("fontpkg_fira_sans")
    assert spec
    assert spec.origin
    installed = tmp_path / "fonts"
    installed.mkdir()
    black = Path(spec.origin).parent / "files/FiraSans-Black.ttf"
    (installed / black.name).symlink_to(black)
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{installed}</dir><cachedir>{tmp_path}/cache</cachedir>"
        "<match target='pattern'><edit name='family' mode='prepend' binding='strong'>"
        "<string>Fira Sans</string></edit></match></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    yield
    assert os.environ["FONTCONFIG_FILE"] == str(configuration)


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(("allowed", "has_it"), [(False, False), (True, True)])
def test_installed_fonts_are_used_only_if_allowed(allowed: bool, has_it: bool) -> None:
    printed = pdf.print_pdf(
        page("<p style='font-family: Fira Sans Black'>x</p>"), machine_fonts=allowed
    )

    assert ("Fira-Sans-Heavy" in fonts(printed)) is has_it


@pytest.mark.usefixtures("machine")
def test_brief_is_set_in_the_fonts_of_its_theme(kenya: Printed) -> None:
    print_pdf = "briefpress.pdf.printing:print_pdf"
    with Pool("briefpress.pdf.printing", Limits(300, 2 * 1024**3)) as pool:
        pool.call(print_pdf, page(""), machine_fonts=True)  # the document before must not matter

        assert pool.call(print_pdf, kenya.page).data == kenya.pdf.data
    families = ("IBM-Plex-Serif", "Fira-Sans")
    assert [name for name in fonts(kenya.pdf) if not name.startswith(families)] == []


def test_html_without_fonts_is_set_in_the_built_in_ones() -> None:
    printed = pdf.print_pdf(page("<p style='font-family: Nothing'>x</p>"))

    assert fonts(printed)
    assert printed.findings == ()
