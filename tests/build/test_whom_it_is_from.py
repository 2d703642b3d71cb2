"""Logos, cover, authors and back cover in every edition, and codes that scanners read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image

from briefpress.checks.validators import verapdf
from briefpress.structure.rasterize import rasterize_pages
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

EDITIONS = {"screen": "", "print": "-print", "large": "-large"}
CODES = {("QR Code", "https://doi.org/10.1234/water"), ("EAN-13", "9781781180006")}


@pytest.fixture(scope="module")
def built(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case in all editions, without a warning."""
    out: Path = tmp_path_factory.mktemp("built")
    case = ROOT / "tests/cases/identity/brief.yaml"
    done = cli("build", case, "--edition", ",".join(EDITIONS), "--out", out)
    assert (done.returncode, "warning" in done.stderr) == (0, False), done.stderr
    return out / "brief"


@pytest.mark.parametrize("suffix", EDITIONS.values(), ids=EDITIONS)
def test_codes_are_read_from_the_last_page(suffix: str, built: Path) -> None:
    *_, last = rasterize_pages((built / f"brief{suffix}.pdf").read_bytes(), 300)
    picture = Image.frombytes("RGB", (last.width, last.height), last.pixels)

    found = zxingcpp.read_barcodes(picture)

    assert {(str(code.format), code.text) for code in found} >= CODES


def test_a_screen_reader_says_logos_authors_and_codes(cli: Cli, built: Path) -> None:
    said = cli("read", built / "brief.pdf").stdout
    links = cli("read", built / "brief.pdf", "--links").stdout

    for words in ("Water & Sons", "Maji", "The Rain Trust", "Hills & rain", "QR code", "Barcode",
                  "By Wanjiru Kamau and Flann O'Brien (University of Nairobi) and The Water Desk",
                  "ISBN 978-1-78118-000-6", "1 Hill Road", "Flann writes on rivers."):  # fmt: skip
        assert words in said
    for address in (
        "https://example.org/desk",
        "https://example.org/logo",
        "mailto:desk@example.org",
    ):
        assert address in links


def test_check_compares_with_the_content_that_the_pdf_carries(cli: Cli, built: Path) -> None:
    done = cli("check", built / "brief.pdf")

    assert (done.returncode, "nothing found" in done.stdout) == (0, True), done.stdout


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("case", ["identity", "figures"])
def test_both_profiles_keep_what_they_claim(case: str, cli: Cli, tmp_path: Path) -> None:
    flavours = {"ua1": ("ua1", "3a"), "ua2": ("ua2", "4f")}
    for profile, claimed in flavours.items():
        brief = ROOT / "tests/cases" / case / "brief.yaml"
        out = tmp_path / profile
        done = cli("build", brief, "--edition", "screen,large", "--profile", profile, "--out", out)
        assert done.returncode == 0, done.stderr
        paths = sorted((out / "brief").glob("*.pdf"))
        verdicts = [*verapdf.validate(paths, claimed)]
        assert len(verdicts) == len(paths) * len(claimed)
        assert [each for each in verdicts if not each.compliant] == []
