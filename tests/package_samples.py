"""Sample briefs, their packages, and the publication record of the full brief."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpress import content
from briefpress.build.engine import print_and_judge
from briefpress.build.requests import BuildRequest, shared_with
from briefpress.publish.records.package import Package, make_package
from briefpress.publish.records.publication_record import (
    Depositor,
    PublicationRecord,
    publication_record,
)
from conftest import MINIMAL, ROOT, write_brief

if TYPE_CHECKING:
    from conftest import Cli


PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>'
)
FULL: dict[str, Any] = {
    **MINIMAL,
    "title": "Water & power: 50% of <what> we_need #1",
    "subtitle": "People, rain and dams",
    "keywords": ["wells & springs", "drought"],
    "short_title": "Water & power",
    "series": {"title": "Water Briefs", "number": "7", "issn": "2434-561X"},
    "publisher": {
        "name": "The Desk & Sons",
        "place": "Nairobi",
        "url": "https://example.org",
        "ror": "https://ror.org/0288jxv49",
    },
    "authors": [
        {
            "name": "Wanjiru Kamau",
            "family": "Kamau",
            "affiliation": "Lake <Institute>",
            "ror": "03vek6s52",
            "orcid": "0000-0002-1825-0097",
        },
        {"name": "Kim Min-ji", "family": "Kim"},
        {"name": "Ludwig van Beethoven"},
        {"name": "Water Group 2000", "family": "Water Group 2000"},
    ],
    "contributors": [
        {"name": "Ada Odhiambo", "family": "Odhiambo", "role": "editor"},
        {"name": "Otieno", "role": "map"},
    ],
    "date": "2025-04-30",
    "version": "1.10",
    "doi": "10.5555/water_<1>",
    "isbn": "978-3-16-148410-0",
    "url": "https://example.org/water_a?b=1",
    "summary": "Rain *is* late; 5 < 6 & more [@kim].",
    "funding": {
        "funder": "Lake Fund",
        "ror": "https://ror.org/052gg0110",
        "project": "Rain",
        "grant": "L-1",
    },
    "rights_holder": "Lake Trust",
    "references": [
        {"id": "kim", "label": "Kim 2024", "text": "Kim (2024) *Rain*", "doi": "10.5555/rain"}
    ],
    "sections": [
        {
            "heading": "Rain",
            "body": [
                "It came in May.",
                {"figure": {"image": "images/dot.svg", "alt": "A black box.", "caption": "Box"}},
            ],
        }
    ],
}
FULL_TITLE = f"{FULL['title']}: {FULL['subtitle']}"
ABSTRACT = "Rain is late; 5 < 6 & more."
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DEPOSITOR = ("--depositor", "The Desk", "--email", "desk@example.org")


CROSSREF_NAMESPACES = {
    None: "http://www.crossref.org/schema/5.5.0",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "fr": "http://www.crossref.org/fundref.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
}


def write_full(folder: Path, **fields: Any) -> Path:
    """Write a brief with every field, its series file and its image."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "images").mkdir()
    (folder / "images/dot.svg").write_text(PIXEL, "utf-8")
    own = {key: value for key, value in FULL.items() if key != "publisher"}
    shared = {"publisher": FULL["publisher"]}
    (folder / "series.yaml").write_text(json.dumps(shared), "utf-8")
    path = folder / "water.yaml"
    given = {**own, **fields}
    path.write_text(json.dumps(given, ensure_ascii=False, indent=1), "utf-8")
    return path


def build_packages(cli: Cli, folder: Path) -> None:
    """Write the packages of both briefs in content/, of a full brief (water) and of a minimal one (bare)."""
    bare = write_brief(folder / "bare" / "bare.yaml")
    briefs = [ROOT / "content/kenya.yaml", ROOT / "content/kazakhstan.yaml", bare]
    for path in briefs:
        run = cli("package", path, "--out", folder)
        assert run.returncode == 0, run.stderr
    run = cli("package", write_full(folder / "full"), "--out", folder, *DEPOSITOR)
    assert run.returncode == 0, run.stderr


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


each_package = pytest.mark.parametrize("name", ["kenya", "kazakhstan", "water", "bare"])


def pack(path: Path, **changes: Any) -> Package:
    result = make_package(BuildRequest(path, shared_with(path), **changes), print_and_judge)
    assert result.package, result.report.findings
    return result.package


def full_record(folder: Path, **fields: Any) -> PublicationRecord:
    """Return the record of the full brief with changed fields, without printing it."""
    path = write_full(folder / "brief", **fields)
    manuscript = content.load(path, shared_with(path))
    assert manuscript.brief, manuscript.findings
    depositor = Depositor("The Desk", "desk@example.org")
    return publication_record(
        manuscript.brief,
        "water",
        pages=3,
        source_sha256="0" * 64,
        timestamp="1",
        depositor=depositor,
    )
