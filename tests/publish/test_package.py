"""The package of a brief: its folder, its zip file and its manifest."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from datacite import schema45
from lxml import etree

from briefpress.build.brief import build_brief
from briefpress.build.requests import BuildRequest
from briefpress.publish.records.formats import FORMATS
from conftest import ROOT, write_brief
from package_samples import (
    CROSSREF_NAMESPACES,
    DEPOSITOR,
    each_package,
    files_in,
    pack,
    write_full,
)

if TYPE_CHECKING:
    from briefpress.build.requests import BuildResult
    from conftest import Cli


ITEM = ("kenya.html", "kenya.pdf", "kenya.yaml", "report.json", "images/kenya-electricity.svg")


# The folder and the zip


def test_a_package_contains_editions_sources_and_records(packages: Path) -> None:
    found = files_in(packages / "kenya-package")

    assert sorted(found) == sorted(
        [
            "README.txt", "SHA256SUMS", "package.json", "csl.json", "datacite.json", "figshare.json",
            "kenya.bib", "kenya.ris", "kenya/contents", "kenya/dublin_core.xml",
            *(f"kenya/{name}" for name in ITEM),
        ]
    )  # fmt: skip
    assert found["kenya/kenya.yaml"] == (ROOT / "content/kenya.yaml").read_bytes()
    image = "images/kenya-electricity.svg"
    assert found[f"kenya/{image}"] == (ROOT / "content" / image).read_bytes()


def test_the_sources_in_the_package_build_the_same_pdf(
    cli: Cli, packages: Path, tmp_path: Path
) -> None:
    packed = packages / "water-package/water"

    assert cli("build", packed / "water.yaml", "--out", tmp_path).returncode == 0
    again = (tmp_path / "water/water.pdf").read_bytes()
    assert again == (packed / "water.pdf").read_bytes()


@each_package
def test_the_zip_contains_the_folder(name: str, packages: Path, tmp_path: Path) -> None:
    archive = packages / f"{name}-package.zip"
    subprocess.run(["unzip", "-qt", archive], check=True, capture_output=True)
    subprocess.run(["unzip", "-q", archive, "-d", tmp_path], check=True, capture_output=True)

    assert [path.name for path in tmp_path.iterdir()] == [f"{name}-package"]
    assert files_in(tmp_path / f"{name}-package") == files_in(packages / f"{name}-package")


@each_package
def test_the_checksums_cover_all_files(name: str, packages: Path) -> None:
    folder = packages / f"{name}-package"
    command = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    summed = {line.rpartition(": ")[0] for line in run.stdout.splitlines()}
    assert summed == files_in(folder).keys() - {"SHA256SUMS"}


@pytest.mark.parametrize(
    ("name", "date"), [("kenya", (2026, 11, 1)), ("water", (2025, 4, 30)), ("bare", (1987, 6, 5))]
)
def test_the_zip_is_sorted_uncompressed_and_dated_by_the_brief(
    name: str, date: tuple[int, int, int], packages: Path
) -> None:
    with zipfile.ZipFile(packages / f"{name}-package.zip") as archive:
        entries = archive.infolist()

    paths = [PurePosixPath(entry.filename) for entry in entries]
    assert [str(path) for path in paths] == sorted(map(str, paths))
    assert all(not path.is_absolute() and ".." not in path.parts for path in paths)
    assert {entry.date_time for entry in entries} == {(*date, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_the_zip_is_reproducible(cli_process: Cli, packages: Path, tmp_path: Path) -> None:
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "HOME": str(tmp_path), "LC_ALL": "C"}
    brief = write_full(tmp_path / "another place")
    for path in (brief, brief.with_name("series.yaml")):
        os.utime(path, (0, 0))

    run = cli_process("package", brief, *DEPOSITOR, cwd=tmp_path, env=elsewhere)

    assert run.returncode == 0, run.stderr
    again = (tmp_path / "build/water-package.zip").read_bytes()
    assert again == (packages / "water-package.zip").read_bytes()


def test_the_date_can_be_set_by_source_date_epoch(cli: Cli, tmp_path: Path) -> None:
    brief = write_full(tmp_path / "brief")
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1748779198"}  # 2025-06-01T11:59:58Z

    assert cli("package", brief, "--out", tmp_path, *DEPOSITOR, env=env).returncode == 0

    with zipfile.ZipFile(tmp_path / "water-package.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 6, 1, 11, 59, 58)}
        stamp = etree.fromstring(archive.read("water-package/crossref.xml"))
    assert stamp.findtext("head/timestamp", namespaces=CROSSREF_NAMESPACES) == "20250601115958"


@pytest.mark.parametrize(("date", "year"), [("1899", 1980), ("1979-12-31", 1980), ("2300", 2107)])
def test_years_that_a_zip_cannot_store_are_clamped(date: str, year: int, tmp_path: Path) -> None:
    packed = pack(write_brief(tmp_path / "old.yaml", date=date))

    with zipfile.ZipFile(BytesIO(packed.zipped())) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {year}


def test_the_command_prints_the_files_and_what_is_missing(
    cli: Cli, packages: Path, tmp_path: Path
) -> None:
    run = cli("package", packages / "bare/bare.yaml", cwd=tmp_path)

    lines = run.stdout.splitlines()
    assert lines[0] == f"{Path('build/bare-package')}: 14 files"
    assert lines[1].startswith(f"{Path('build/bare-package.zip')}: ")
    assert lines[2] == (
        "Crossref deposit 5.5.0: not written, for want of: DOI; address of the publication;"
        " depositor; e-mail address of the depositor"
    )
    assert lines[3].startswith("what can be added, and README.txt says how: DOI; ")
    assert len(lines) == 4


@each_package
def test_dspace_can_import_the_zip(name: str, packages: Path) -> None:
    """Return the items as DSpace imports them: the first folder is the archive, each folder in it an item."""
    with zipfile.ZipFile(packages / f"{name}-package.zip") as archive:
        paths = [entry.filename.split("/") for entry in archive.infolist()]
        assert {parts[0] for parts in paths if len(parts) > 2} == {f"{name}-package"}
        assert {parts[1] for parts in paths if len(parts) > 2} == {name}
        item = f"{name}-package/{name}/"
        members = {
            entry.filename for entry in archive.infolist() if entry.filename.startswith(item)
        }
        lines = archive.read(f"{item}contents").decode().splitlines()
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert rows[0][:3] == [f"{name}.pdf", "bundle:ORIGINAL", "primary:true"]
    assert sum("primary:true" in row for row in rows) == 1
    listed = {f"{item}{row[0]}" for row in rows}
    assert listed == members - {f"{item}contents", f"{item}dublin_core.xml"}
    assert all(row[-1].startswith("description:") for row in rows)


# What it says about itself


@each_package
def test_package_json_lists_every_file(name: str, packages: Path) -> None:
    folder = packages / f"{name}-package"
    summary = json.loads((folder / "package.json").read_text("utf-8"))
    found = files_in(folder)

    assert {each["path"] for each in summary["files"]} == found.keys() - {
        "package.json",
        "SHA256SUMS",
    }
    for each in summary["files"]:
        data = found[each["path"]]
        assert (each["size"], each["sha256"]) == (len(data), sha256(data).hexdigest())
    assert summary["source_sha256"] == sha256(found[f"{name}/{name}.yaml"]).hexdigest()
    assert [each["format"] for each in summary["records"]] == [row.id for row in FORMATS]
    for each in summary["records"]:
        assert each["file"] is None or each["file"] in found
    kinds = {each["path"]: each.get("media_type") for each in summary["files"]}
    assert kinds[f"{name}/{name}.pdf"] == "application/pdf"
    assert kinds.get("water/images/dot.svg", "image/svg+xml") == "image/svg+xml"


@each_package
def test_the_readme_lists_every_missing_field_and_how_to_add_it(name: str, packages: Path) -> None:
    folder = packages / f"{name}-package"
    text = " ".join((folder / "README.txt").read_text("utf-8").split())
    summary = json.loads((folder / "package.json").read_text("utf-8"))

    missing_fields = [missing for each in summary["records"] for missing in each["lacks"]]
    assert len(missing_fields) > 20
    for missing in missing_fields:
        mend = f" ({missing['mend']})" if missing["mend"] else ""
        assert f"- {missing['field']}: {missing['reason']}{mend}. Missing from: " in text
    assert all(f"{file}:" in text for file in (f"{name}.pdf", f"{name}.yaml", "datacite.json"))


def test_missing_fields_are_not_made_up(packages: Path) -> None:
    folder = packages / "bare-package"
    summary = json.loads((folder / "package.json").read_text("utf-8"))
    lacks = {
        each["format"]: {missing["field"]: missing for missing in each["lacks"]}
        for each in summary["records"]
    }

    assert not (folder / "crossref.xml").exists()
    assert summary["records"][0]["file"] is None
    required = {name for name, missing in lacks["crossref"].items() if missing["required"]}
    assert required == {
        "DOI", "address of the publication", "depositor", "e-mail address of the depositor",
    }  # fmt: skip
    assert lacks["datacite"]["DOI"]["mend"] == "add doi: … once one is registered"
    assert lacks["datacite"]["ORCID iD of Wanjiru Kamau"]["mend"] == "add orcid: … to authors:"
    assert "categories" in lacks["figshare"]
    (csl,) = json.loads((folder / "csl.json").read_bytes())
    assert csl == {
        "id": "bare", "type": "report", "title": "Water in Kenya", "author": [{"literal": "Wanjiru Kamau"}],
        "issued": {"date-parts": [[1987, 6, 5]]}, "publisher": "The Water Desk", "genre": "Country brief",
        "number-of-pages": "1", "language": "en-GB", "abstract": "Rain is late.", "keyword": "Kenya",
    }  # fmt: skip
    datacite = json.loads((folder / "datacite.json").read_bytes())
    assert schema45.validate(datacite)
    assert datacite["creators"] == [{"name": "Wanjiru Kamau"}]
    assert not datacite.keys() & {"doi", "url", "version", "relatedItems", "fundingReferences"}


def test_all_editions_are_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make_with_large(order: BuildRequest, *others: Any, **options: Any) -> BuildResult:
        made = build_brief(order, *others, **options)
        return replace(made, files={**made.files, "bare-large.pdf": made.files["bare.pdf"]})

    monkeypatch.setattr("briefpress.publish.records.package.build_brief", make_with_large)
    files = pack(write_brief(tmp_path / "bare.yaml")).files

    assert files["bare/bare-large.pdf"] == files["bare/bare.pdf"]
    line = "bare-large.pdf\tbundle:ORIGINAL\tdescription:the brief as a PDF, edition large\n"
    assert line in files["bare/contents"].decode()


def test_the_theme_is_not_packed_and_the_readme_says_so(tmp_path: Path) -> None:
    (tmp_path / "ours/styles").mkdir(parents=True)
    shutil.copy(ROOT / "styles/theme.css", tmp_path / "ours/styles")
    files = pack(write_brief(tmp_path / "bare.yaml", theme="ours")).files

    assert not [path for path in files if "ours" in path]
    assert "The theme, ours, is not here" in files["README.txt"].decode()
