"""The package of a brief: its folder and zip, and its records, read back by libraries that are not ours."""

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
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from datacite import schema45
from hypothesis import given, settings, strategies as st
from lxml import etree

from briefpress import content
from briefpress.build import brief, printer
from briefpress.build.requests import Order, shared_with
from briefpress.content import markdown_to_text
from briefpress.findings import Unusable
from briefpress.publish import records
from briefpress.publish.records.formats import FORMATS
from briefpress.publish.records.omissions import gathered
from briefpress.publish.records.record import PublicationRecord
from conftest import MINIMAL, ROOT, write_brief

if TYPE_CHECKING:
    from briefpress.build.requests import Made
    from briefpress.html.documents import PdfDocument
    from conftest import Cli

PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>'
)
FULL: dict[str, Any] = {
    **MINIMAL,
    "title": "Water & power: 50% of <what> we_need #1",
    "subtitle": "People, rain and dams",
    "short_title": "Water & power",
    "series": {"title": "Water Briefs", "number": "7", "issn": "1234-567X"},
    "publisher": {"name": "The Desk & Sons", "place": "Nairobi", "url": "https://example.org"},
    "authors": [
        {
            "name": "Wanjiru Kamau",
            "family": "Kamau",
            "affiliation": "Lake <Institute>",
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
    "funding": {"funder": "Lake Fund", "project": "Rain", "grant": "L-1"},
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
ITEM = ("kenya.html", "kenya.pdf", "kenya.yaml", "report.json", "images/kenya-electricity.svg")
CROSSREF = {
    None: "http://www.crossref.org/schema/5.4.0",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "fr": "http://www.crossref.org/fundref.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "rel": "http://www.crossref.org/relations.xsd",
}


def write_full(folder: Path, **fields: Any) -> Path:
    """Write a brief that has everything, with its series and its image."""
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


@pytest.fixture(scope="module")
def out(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of both briefs of content/, of a full brief and of a bare one."""
    folder = tmp_path_factory.mktemp("packages")
    bare = write_brief(folder / "bare" / "bare.yaml")
    briefs = [ROOT / "content/kenya.yaml", ROOT / "content/kazakhstan.yaml", bare]
    for path in briefs:
        run = cli("package", path, "--out", folder)
        assert run.returncode == 0, run.stderr
    run = cli("package", write_full(folder / "full"), "--out", folder, *DEPOSITOR)
    assert run.returncode == 0, run.stderr
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


each_package = pytest.mark.parametrize("name", ["kenya", "kazakhstan", "water", "bare"])


# The folder and the zip


def test_everything_of_a_brief_is_there(out: Path) -> None:
    found = files_in(out / "kenya-package")

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


def test_the_sources_build_the_brief_again(cli: Cli, out: Path, tmp_path: Path) -> None:
    packed = out / "water-package/water"

    assert cli("build", packed / "water.yaml", "--out", tmp_path).returncode == 0
    again = (tmp_path / "water/water.pdf").read_bytes()
    assert again == (packed / "water.pdf").read_bytes()


@each_package
def test_the_zip_holds_the_folder(name: str, out: Path, tmp_path: Path) -> None:
    archive = out / f"{name}-package.zip"
    subprocess.run(["unzip", "-qt", archive], check=True, capture_output=True)
    subprocess.run(["unzip", "-q", archive, "-d", tmp_path], check=True, capture_output=True)

    assert [path.name for path in tmp_path.iterdir()] == [f"{name}-package"]
    assert files_in(tmp_path / f"{name}-package") == files_in(out / f"{name}-package")


@each_package
def test_the_sums_are_those_of_all_files(name: str, out: Path) -> None:
    folder = out / f"{name}-package"
    command = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    summed = {line.rpartition(": ")[0] for line in run.stdout.splitlines()}
    assert summed == files_in(folder).keys() - {"SHA256SUMS"}


@pytest.mark.parametrize(
    ("name", "date"), [("kenya", (2026, 11, 1)), ("water", (2025, 4, 30)), ("bare", (1987, 6, 5))]
)
def test_the_zip_says_nothing_of_when_and_where(
    name: str, date: tuple[int, int, int], out: Path
) -> None:
    with zipfile.ZipFile(out / f"{name}-package.zip") as archive:
        entries = archive.infolist()

    paths = [PurePosixPath(entry.filename) for entry in entries]
    assert [str(path) for path in paths] == sorted(map(str, paths))
    assert all(not path.is_absolute() and ".." not in path.parts for path in paths)
    assert {entry.date_time for entry in entries} == {(*date, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_the_same_brief_gives_the_same_zip(cli: Cli, out: Path, tmp_path: Path) -> None:
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "HOME": str(tmp_path), "LC_ALL": "C"}
    brief = write_full(tmp_path / "another place")
    for path in (brief, brief.with_name("series.yaml")):
        os.utime(path, (0, 0))

    run = cli("package", brief, *DEPOSITOR, cwd=tmp_path, env=elsewhere)

    assert run.returncode == 0, run.stderr
    again = (tmp_path / "build/water-package.zip").read_bytes()
    assert again == (out / "water-package.zip").read_bytes()


def test_the_date_can_be_given(cli: Cli, tmp_path: Path) -> None:
    brief = write_full(tmp_path / "brief")
    moment = {**os.environ, "SOURCE_DATE_EPOCH": "1748779198"}  # 2025-06-01T11:59:58Z

    assert cli("package", brief, "--out", tmp_path, *DEPOSITOR, env=moment).returncode == 0

    with zipfile.ZipFile(tmp_path / "water-package.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 6, 1, 11, 59, 58)}
        stamp = etree.fromstring(archive.read("water-package/crossref.xml"))
    assert stamp.findtext("head/timestamp", namespaces=CROSSREF) == "20250601115958"


@pytest.mark.parametrize(("date", "year"), [("1899", 1980), ("1979-12-31", 1980), ("2300", 2107)])
def test_a_year_that_no_zip_can_hold(date: str, year: int, tmp_path: Path) -> None:
    packed = pack(write_brief(tmp_path / "old.yaml", date=date))

    with zipfile.ZipFile(BytesIO(packed.zipped())) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {year}


def test_what_the_command_says(cli: Cli, out: Path, tmp_path: Path) -> None:
    run = cli("package", out / "bare/bare.yaml", cwd=tmp_path)

    said = run.stdout.splitlines()
    assert said[0] == f"{Path('build/bare-package')}: 14 files"
    assert said[1].startswith(f"{Path('build/bare-package.zip')}: ")
    assert said[2] == (
        "Crossref deposit 5.4.0: not written, for want of: DOI; address of the publication;"
        " depositor; e-mail address of the depositor"
    )
    assert said[3].startswith("what can be added, and README.txt says how: DOI; ")
    assert len(said) == 4


# What it says of itself


@each_package
def test_package_json_lists_every_file(name: str, out: Path) -> None:
    folder = out / f"{name}-package"
    facts = json.loads((folder / "package.json").read_text("utf-8"))
    found = files_in(folder)

    assert {each["path"] for each in facts["files"]} == found.keys() - {
        "package.json",
        "SHA256SUMS",
    }
    for each in facts["files"]:
        data = found[each["path"]]
        assert (each["size"], each["sha256"]) == (len(data), sha256(data).hexdigest())
    assert facts["source_sha256"] == sha256(found[f"{name}/{name}.yaml"]).hexdigest()
    assert [each["format"] for each in facts["records"]] == [row.id for row in FORMATS]
    for each in facts["records"]:
        assert each["file"] is None or each["file"] in found
    kinds = {each["path"]: each.get("media_type") for each in facts["files"]}
    assert kinds[f"{name}/{name}.pdf"] == "application/pdf"
    assert kinds.get("water/images/dot.svg", "image/svg+xml") == "image/svg+xml"


@each_package
def test_the_readme_names_every_gap_and_how_to_mend_it(name: str, out: Path) -> None:
    folder = out / f"{name}-package"
    text = " ".join((folder / "README.txt").read_text("utf-8").split())
    facts = json.loads((folder / "package.json").read_text("utf-8"))

    gaps = [gap for each in facts["records"] for gap in each["lacks"]]
    assert len(gaps) > 20
    for gap in gaps:
        mend = f" ({gap['mend']})" if gap["mend"] else ""
        assert f"- {gap['field']}: {gap['reason']}{mend}. Missing from: " in text
    assert all(f"{file}:" in text for file in (f"{name}.pdf", f"{name}.yaml", "datacite.json"))


def test_a_brief_with_nothing_gets_nothing_made_up(out: Path) -> None:
    folder = out / "bare-package"
    facts = json.loads((folder / "package.json").read_text("utf-8"))
    lacks = {
        each["format"]: {gap["field"]: gap for gap in each["lacks"]} for each in facts["records"]
    }

    assert not (folder / "crossref.xml").exists()
    assert facts["records"][0]["file"] is None
    required = {name for name, gap in lacks["crossref"].items() if gap["required"]}
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


# Each format, read back and compared field by field


def read_json(out: Path, name: str) -> Any:
    return json.loads((out / "water-package" / name).read_text("utf-8"))


def test_datacite(out: Path) -> None:
    found = read_json(out, "datacite.json")

    assert [str(error) for error in schema45.validator.iter_errors(found)] == []
    assert found["doi"] == FULL["doi"]
    assert found["url"] == FULL["url"]
    assert found["types"] == {"resourceTypeGeneral": "Report", "resourceType": "Country brief"}
    assert [(each["title"], each.get("titleType")) for each in found["titles"]] == [
        (FULL["title"], None), (FULL["subtitle"], "Subtitle"), (FULL["short_title"], "AlternativeTitle"),
    ]  # fmt: skip
    first, second, third, group = found["creators"]
    assert first == {
        "name": "Kamau, Wanjiru",
        "nameType": "Personal",
        "givenName": "Wanjiru",
        "familyName": "Kamau",
        "affiliation": [{"name": "Lake <Institute>"}],
        "nameIdentifiers": [
            {
                "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ],
    }
    assert (second["familyName"], second["givenName"]) == ("Kim", "Min-ji")
    assert third == {"name": "Ludwig van Beethoven"}
    assert group == {"name": "Water Group 2000", "nameType": "Organizational"}
    assert [(each["name"], each["contributorType"]) for each in found["contributors"]] == [
        ("Odhiambo, Ada", "Editor"), ("Otieno", "Other"), ("Lake Trust", "RightsHolder"),
    ]  # fmt: skip
    assert found["publisher"] == {"name": "The Desk & Sons"}
    assert found["publicationYear"] == "2025"
    assert found["dates"] == [{"date": "2025-04-30", "dateType": "Issued"}]
    assert (found["language"], found["version"]) == ("en-GB", "1.10")
    assert found["descriptions"][0]["description"] == ABSTRACT
    assert found["rightsList"][0]["rightsUri"] == LICENCE
    assert found["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert found["alternateIdentifiers"][0]["alternateIdentifier"] == FULL["isbn"]
    (series,) = found["relatedItems"]
    assert (series["titles"][0]["title"], series["number"]) == ("Water Briefs", "7")
    assert series["relatedItemIdentifier"]["relatedItemIdentifier"] == "1234-567X"
    assert found["relatedIdentifiers"][0]["relatedIdentifier"] == "10.5555/rain"
    assert found["fundingReferences"] == [
        {"funderName": "Lake Fund", "awardNumber": "L-1", "awardTitle": "Rain"}
    ]
    assert found["subjects"] == [{"subject": "Kenya"}, {"subject": "Water Briefs"}]
    assert found["geoLocations"] == [{"geoLocationPlace": "Kenya"}]
    assert found["formats"] == ["application/pdf", "text/html"]
    xml = etree.fromstring(schema45.tostring(found).encode())
    assert xml.findtext("{*}identifier") == FULL["doi"]


# The children that Crossref's schema 5.4.0 allows in what we write, in its order.
IN_ORDER = {
    "doi_batch": "head body",
    "head": "doi_batch_id timestamp depositor registrant",
    "depositor": "depositor_name email_address",
    "report-paper_metadata": "contributors titles edition_number abstract publication_date approval_date isbn"
    " publisher institution publisher_item contract_number fr:program ai:program rel:program"
    " archive_locations scn_policies version_info doi_data citation_list",
    "person_name": "given_name surname name suffix affiliations ORCID",
    "titles": "title subtitle",
    "publication_date": "month day year",
    "publisher": "publisher_name publisher_place",
    "related_item": "description inter_work_relation",
    "doi_data": "doi timestamp resource collection",
}


def crossref(out: Path) -> etree._Element:
    return etree.parse(out / "water-package/crossref.xml").getroot()


def test_crossref_is_in_the_order_of_its_schema(out: Path) -> None:
    prefixes = {
        uri: f"{prefix}:" for prefix, uri in CROSSREF.items() if prefix not in (None, "jats")
    }
    seen = set()
    for element in crossref(out).iter("*"):
        name = etree.QName(element).localname
        if name in IN_ORDER:
            children = [etree.QName(child) for child in element]
            names = [
                f"{prefixes.get(each.namespace or '', '') * (each.localname == 'program')}{each.localname}"
                for each in children
            ]
            allowed = IN_ORDER[name].split()
            assert [each for each in allowed if each in names] == list(dict.fromkeys(names))
            seen.add(name)
    assert seen == IN_ORDER.keys()


def test_crossref(out: Path) -> None:
    root = crossref(out)
    (report,) = root.findall("body/report-paper/report-paper_metadata", CROSSREF)

    def text(path: str) -> list[str | None]:
        return [element.text for element in report.findall(path, CROSSREF)]

    assert root.get("version") == "5.4.0"
    head = root.find("head", CROSSREF)
    assert head is not None
    source = sha256((out / "water-package/water/water.yaml").read_bytes()).hexdigest()
    assert [element.text for element in head.iter() if element.text and element.text.strip()] == [
        f"briefpress-{source[:32]}", "20250430000000", "The Desk", "desk@example.org", "The Desk & Sons",
    ]  # fmt: skip
    assert report.get("language") == "en"
    people = report.findall("contributors/*", CROSSREF)
    assert [each.get("contributor_role") for each in people] == ["author"] * 4 + ["editor"]
    assert [each.get("sequence") for each in people] == ["first"] + ["additional"] * 4
    assert text("contributors/person_name/surname") == ["Kamau", "Kim", "Odhiambo"]
    assert text("contributors/person_name/given_name") == ["Wanjiru", "Min-ji", "Ada"]
    assert text("contributors/person_name/name") == ["Ludwig van Beethoven"]
    assert text("contributors/organization") == ["Water Group 2000"]
    assert text("contributors//institution_name") == ["Lake <Institute>"]
    assert text("contributors//ORCID") == ["https://orcid.org/0000-0002-1825-0097"]
    assert text("titles/*") == [FULL["title"], FULL["subtitle"]]
    assert text("jats:abstract/jats:p") == [ABSTRACT]
    assert text("publication_date/*") == ["04", "30", "2025"]
    assert text("isbn") == [FULL["isbn"]]
    assert text("publisher/*") == ["The Desk & Sons", "Nairobi"]
    assert text("publisher_item/item_number") == ["7"]
    assert text("fr:program/fr:assertion") == ["Lake Fund", "L-1"]
    assert text("ai:program/ai:license_ref") == [LICENCE]
    assert text("rel:program/rel:related_item/*") == ["Water Briefs", "1234-567X"]
    assert text("version_info/version") == ["1.10"]
    assert text("doi_data/*") == [FULL["doi"], FULL["url"]]
    assert text("citation_list/citation/*") == ["10.5555/rain", "Kim (2024) Rain"]


def dublin_core(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    root = etree.parse(path).getroot()
    assert (root.tag, root.get("schema")) == ("dublin_core", "dc")
    for value in root:
        assert value.tag == "dcvalue"
        name = f"{value.get('element')}.{value.get('qualifier')}".removesuffix(".none")
        found.setdefault(name, []).append(value.text or "")
    return found


def test_dspace(out: Path) -> None:
    assert dublin_core(out / "water-package/water/dublin_core.xml") == {
        "contributor.author": [
            "Kamau, Wanjiru", "Kim, Min-ji", "Ludwig van Beethoven", "Water Group 2000",
        ],
        "contributor.editor": ["Odhiambo, Ada"],
        "contributor.other": ["Otieno"],
        "title": [FULL_TITLE],
        "title.alternative": [FULL["short_title"]],
        "date.issued": ["2025-04-30"],
        "publisher": ["The Desk & Sons"],
        "identifier.citation": [
            ("Kamau, W., Kim, M., Beethoven, L. v. and Water Group 2000 (2025)"
            f" '{FULL['title']}', Water Briefs 7, Nairobi: The Desk & Sons,"
            f" https://doi.org/{FULL['doi']}")
        ],
        "identifier.uri": [f"https://doi.org/{FULL['doi']}", FULL["url"]],
        "identifier.isbn": [FULL["isbn"]],
        "identifier.issn": ["1234-567X"],
        "relation.ispartofseries": ["Water Briefs;7"],
        "description.abstract": [ABSTRACT],
        "description.sponsorship": ["Lake Fund, Rain, L-1"],
        "description": ["Version 1.10"],
        "format.extent": ["2 pages"],
        "language.iso": ["en_GB"],
        "coverage.spatial": ["Kenya"],
        "subject": ["Kenya", "Water Briefs"],
        "type": ["Report"],
        "rights": [
            ("© Lake Trust 2025. This work is distributed under the terms of the Creative Commons"
            " Attribution 4.0 International licence (CC BY 4.0).")
        ],
        "rights.uri": [LICENCE],
    }  # fmt: skip


@each_package
def test_the_zip_is_an_archive_that_dspace_imports(name: str, out: Path) -> None:
    """Do what its importer does: the first folder is the archive, every folder in it is an item."""
    with zipfile.ZipFile(out / f"{name}-package.zip") as archive:
        paths = [entry.filename.split("/") for entry in archive.infolist()]
        assert {parts[0] for parts in paths if len(parts) > 2} == {f"{name}-package"}
        assert {parts[1] for parts in paths if len(parts) > 2} == {name}
        item = f"{name}-package/{name}/"
        held = {entry.filename for entry in archive.infolist() if entry.filename.startswith(item)}
        lines = archive.read(f"{item}contents").decode().splitlines()
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert rows[0][:3] == [f"{name}.pdf", "bundle:ORIGINAL", "primary:true"]
    assert sum("primary:true" in row for row in rows) == 1
    listed = {f"{item}{row[0]}" for row in rows}
    assert listed == held - {f"{item}contents", f"{item}dublin_core.xml"}
    assert all(row[-1].startswith("description:") for row in rows)


def test_figshare(out: Path) -> None:
    assert read_json(out, "figshare.json") == {
        "title": FULL_TITLE,
        "description": "<p>Rain is late; 5 &lt; 6 &amp; more.</p>",
        "defined_type": "report",
        "keywords": ["Kenya", "Water Briefs"],
        "authors": [
            {
                "name": "Wanjiru Kamau",
                "first_name": "Wanjiru",
                "last_name": "Kamau",
                "orcid_id": "0000-0002-1825-0097",
            },
            {"name": "Kim Min-ji", "first_name": "Min-ji", "last_name": "Kim"},
            {"name": "Ludwig van Beethoven"},
            {"name": "Water Group 2000"},
        ],
        "license": 1,
        "resource_doi": FULL["doi"],
        "resource_title": FULL_TITLE,
        "references": [FULL["url"]],
        "funding_list": [{"title": "Lake Fund, L-1"}],
        "timeline": {"publisherPublication": "2025-04-30"},
    }


def test_csl_json(out: Path) -> None:
    assert read_json(out, "csl.json") == [
        {
            "id": "water",
            "type": "report",
            "title": FULL_TITLE,
            "title-short": FULL["short_title"],
            "author": [
                {"family": "Kamau", "given": "Wanjiru"},
                {"family": "Kim", "given": "Min-ji"},
                {"literal": "Ludwig van Beethoven"},
                {"literal": "Water Group 2000"},
            ],
            "editor": [{"family": "Odhiambo", "given": "Ada"}],
            "contributor": [{"literal": "Otieno"}],
            "issued": {"date-parts": [[2025, 4, 30]]},
            "publisher": "The Desk & Sons",
            "publisher-place": "Nairobi",
            "collection-title": "Water Briefs",
            "collection-number": "7",
            "genre": "Country brief",
            "version": "1.10",
            "number-of-pages": "2",
            "language": "en-GB",
            "abstract": ABSTRACT,
            "keyword": "Kenya, Water Briefs",
            "DOI": FULL["doi"],
            "ISBN": FULL["isbn"],
            "ISSN": "1234-567X",
            "URL": FULL["url"],
        }
    ]


def bibtex(text: str) -> tuple[str, dict[str, str]]:
    """Parse one entry, with LaTeX decoded and the braces gone that keep capitals and names."""
    library = parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.entry_type == "techreport"
    return entry.key, {each.key: each.value for each in entry.fields}


def test_bibtex(out: Path) -> None:
    key, found = bibtex((out / "water-package/water.bib").read_text("utf-8"))

    assert key == "water-2025"
    assert found == {
        "author": "Kamau, Wanjiru and Kim, Min-ji and Ludwig van Beethoven and Water Group 2000",
        "editor": "Odhiambo, Ada",
        "title": FULL_TITLE,
        "shorttitle": FULL["short_title"],
        "institution": "The Desk & Sons",
        "address": "Nairobi",
        "type": "Country brief",
        "series": "Water Briefs",
        "number": "7",
        "year": "2025",
        "month": "apr",
        "date": "2025-04-30",
        "version": "1.10",
        "doi": FULL["doi"],
        "isbn": FULL["isbn"],
        "issn": "1234-567X",
        "url": FULL["url"],
        "language": "en-GB",
        "keywords": "Kenya, Water Briefs",
        "abstract": ABSTRACT,
        "pagetotal": "2",
        "note": f"Licence: CC BY 4.0, {LICENCE}",
    }


def test_bibtex_keeps_names_whole(out: Path) -> None:
    text = (out / "water-package/water.bib").read_text("utf-8")

    assert (
        "{Kamau}, {Wanjiru} and {Kim}, {Min-ji} and {Ludwig van Beethoven} and {Water Group 2000}"
        in text
    )


def test_ris(out: Path) -> None:
    (found,) = rispy.loads((out / "water-package/water.ris").read_text("utf-8"))

    assert found == {
        "type_of_reference": "RPRT",
        "id": "water",
        "title": FULL_TITLE,
        "short_title": FULL["short_title"],
        "authors": ["Kamau, Wanjiru", "Kim, Min-ji", "Ludwig van Beethoven", "Water Group 2000"],
        "secondary_authors": ["Odhiambo, Ada"],
        "secondary_title": "Water Briefs",
        "number": "7",
        "publisher": "The Desk & Sons",
        "place_published": "Nairobi",
        "year": "2025",
        "date": "2025/04/30/",
        "type_of_work": "Country brief",
        "edition": "1.10",
        "start_page": "2",
        "issn": FULL["isbn"],
        "doi": FULL["doi"],
        "urls": [FULL["url"]],
        "language": "en-GB",
        "keywords": ["Kenya", "Water Briefs"],
        "abstract": ABSTRACT,
        "notes": [f"Licence: CC BY 4.0, {LICENCE}"],
    }


@pytest.mark.parametrize("name", ["kenya", "kazakhstan"])
def test_the_briefs_in_every_format(name: str, out: Path) -> None:
    brief = content.load(ROOT / f"content/{name}.yaml").brief
    assert brief
    assert brief.series
    folder = out / f"{name}-package"
    title = f"{brief.title}: {brief.subtitle}" if brief.subtitle else brief.title
    people = [author.name for author in brief.authors]
    summary = markdown_to_text(brief.summary)
    parts = [int(part) for part in brief.date.split("-")]

    datacite = json.loads((folder / "datacite.json").read_bytes())
    assert schema45.validate(datacite)
    assert [each["title"] for each in datacite["titles"]][:1] == [brief.title]
    assert [each["name"] for each in datacite["creators"]] == people
    assert datacite["dates"] == [{"date": brief.date, "dateType": "Issued"}]
    assert datacite["relatedItems"][0]["titles"] == [{"title": brief.series.title}]
    (csl,) = json.loads((folder / "csl.json").read_bytes())
    assert (csl["title"], csl["issued"]["date-parts"]) == (title, [parts])
    assert csl["author"] == [{"literal": person} for person in people]
    assert (csl["abstract"], csl["publisher"]) == (summary, brief.publisher.name)
    figshare = json.loads((folder / "figshare.json").read_bytes())
    assert (figshare["title"], figshare["license"]) == (title, 1)
    assert [each["name"] for each in figshare["authors"]] == people
    core = dublin_core(folder / name / "dublin_core.xml")
    assert (core["title"], core["contributor.author"]) == ([title], people)
    assert (core["description.abstract"], core["date.issued"]) == ([summary], [brief.date])
    _, bib = bibtex((folder / f"{name}.bib").read_text("utf-8"))
    assert (bib["title"], bib["author"]) == (title, " and ".join(people))
    assert (bib["institution"], bib["year"]) == (brief.publisher.name, brief.year)
    (ris,) = rispy.loads((folder / f"{name}.ris").read_text("utf-8"))
    assert (ris["title"], ris["authors"], ris["year"]) == (title, people, brief.year)
    assert (ris["abstract"], ris["secondary_title"]) == (summary, brief.series.title)


# Nothing is lost in silence, and nothing breaks a format


def record(tmp_path: Path, **fields: Any) -> PublicationRecord:
    """Return the record of the full brief with other fields; nothing is printed."""
    path = write_full(tmp_path / "brief", **fields)
    manuscript = content.load(path, shared_with(path))
    assert manuscript.brief, manuscript.findings
    depositor = records.Depositor("The Desk", "desk@example.org")
    return records.record_of(
        manuscript.brief,
        "water",
        pages=3,
        source_sha256="0" * 64,
        timestamp="1",
        depositor=depositor,
    )


HELD = {
    "title": "title", "subtitle": "subtitle", "short_title": "short title", "series": "series",
    "series_number": "number in the series", "issn": "ISSN of the series", "publisher": "publisher",
    "place": "place of publication", "version": "version", "doi": "DOI", "isbn": "ISBN",
    "url": "address of the publication", "funder": "funder", "project": "project", "grant": "grant number",
    "language": "language",
}  # fmt: skip


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.id)
def test_a_record_holds_each_field_or_says_that_it_does_not(
    row: records.Format, tmp_path: Path
) -> None:
    marks: dict[str, Any] = {name: f"Q{index}Q" for index, name in enumerate(HELD)} | {
        "language": "xq"
    }
    marked = replace(record(tmp_path), **marks)
    sheet = row.write(marked)
    assert sheet.data
    text = sheet.data.decode()
    lacking = {omission.field for omission in sheet.omissions}

    for name, words in HELD.items():
        assert (marks[name] in text) != (words in lacking), name
    for person in (*marked.authors, *marked.contributors):
        left_out = any(gap == person.name or gap.startswith(f"{person.name} (") for gap in lacking)
        assert ((person.family or person.name) in text) != left_out, person.name
    for detail, words in (("0000-0002-1825-0097", "ORCID iD"), ("Institute", "affiliation")):
        assert (detail in text) != (f"{words} of Wanjiru Kamau" in lacking)
    assert ("Lake Trust" in text) != ("rights holder" in lacking)


@pytest.mark.parametrize(
    "name", ["doi", "url", "isbn", "issn", "version", "place", "funder", "subtitle"]
)
def test_a_field_that_a_brief_lacks_is_listed_and_not_written(name: str, tmp_path: Path) -> None:
    whole = record(tmp_path)
    missing: dict[str, Any] = {name: ""}
    bare = replace(whole, **missing)
    for row in FORMATS:
        before, after = row.write(whole), row.write(bare)
        came = {omission.field for omission in after.omissions} - {
            omission.field for omission in before.omissions
        }
        assert before.data
        if after.data is None:
            assert (row.id, name) in (("crossref", "doi"), ("crossref", "url"))
        else:
            assert str(getattr(whole, name)) not in after.data.decode()
        if after.data != before.data and name != "subtitle":
            assert came & {HELD[name], f"series ({whole.series})"}


names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")
)
lines = names.map(lambda text: " ".join(text.split())).filter(bool)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PublicationRecord:
    return record(tmp_path_factory.mktemp("whole"))


@settings(max_examples=60)
@given(title=lines, author=lines)
def test_no_text_breaks_a_format(whole: PublicationRecord, title: str, author: str) -> None:
    person = replace(whole.authors[2], name=author)
    odd = replace(whole, title=title, subtitle="", publisher=title, authors=(person,))
    data = {row.id: row.write(odd).data or b"" for row in FORMATS}

    found = json.loads(data["datacite"])
    assert schema45.validate(found)
    assert (found["titles"][0]["title"], found["creators"]) == (title, [{"name": author}])
    (csl,) = json.loads(data["csl"])
    assert (csl["title"], csl["author"]) == (title, [{"literal": author}])
    assert json.loads(data["figshare"])["title"] == title
    tree = etree.fromstring(data["crossref"])
    assert tree.findtext(".//{*}titles/{*}title") == title
    core = etree.fromstring(data["dspace"])
    assert core.xpath("string(dcvalue[@element='title'])") == title
    ris = data["ris"].decode().split("\r\n")
    assert f"TI  - {title}" in ris
    assert f"AU  - {author}" in ris
    assert [line[:6] for line in ris if line].count("TY  - ") == 1
    assert all(len(line) > 5 and line[2:6] == "  - " for line in ris if line)
    library = parse_string(data["bibtex"].decode())
    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    assert library.entries[0]["year"] == whole.year


def test_bibtex_escapes_what_has_a_meaning_there(tmp_path: Path) -> None:
    odd = replace(
        record(tmp_path), title="} \\ # $ % & _ { ~ ^", subtitle="", doi="10.5555/{a\\", url=""
    )
    row = next(row for row in FORMATS if row.id == "bibtex")
    text = (row.write(odd).data or b"").decode()

    assert (
        r"title = {{\textbraceright{} \textbackslash{} \# \$ \% \& \_ \textbraceleft{}"
        r" \textasciitilde{} \textasciicircum{}}},"
    ) in text
    assert "doi = {10.5555/%7Ba%5C}," in text


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [("Why?", "Because", "Why? Because"), ("A", "B", "A: B"), ("A", "", "A"), ("A:", "B", "A: B")],
)
def test_title_and_subtitle_in_one(title: str, subtitle: str, whole: str, tmp_path: Path) -> None:
    assert replace(record(tmp_path), title=title, subtitle=subtitle).full_title == whole


@pytest.mark.parametrize(
    ("name", "family", "given", "inverted"),
    [
        ("Ann Bee", None, "", "Ann Bee"),
        ("Ann Bee", "Bee", "Ann", "Bee, Ann"),
        ("Nguyễn Thị Hoa", "Nguyễn", "Thị Hoa", "Nguyễn, Thị Hoa"),
        ("Gabriel García Márquez", "García Márquez", "Gabriel", "García Márquez, Gabriel"),
        ("Ann Bee", "Bees", "", "Ann Bee"),  # no part of the name: nobody knows which is the rest
        ("The Desk", "The Desk", "", "The Desk"),
    ],
)
def test_a_name_is_taken_apart_only_where_the_brief_says_how(
    name: str, family: str | None, given: str, inverted: str, tmp_path: Path
) -> None:
    person = {"name": name, **({"family": family} if family else {})}
    (author,) = record(tmp_path, authors=[person]).authors

    assert (author.given, author.inverted) == (given, inverted)
    assert author.is_organisation == (name == family)


@pytest.mark.parametrize("date", ["2025", "2025-04"])
def test_a_date_is_as_exact_as_the_brief(date: str, tmp_path: Path) -> None:
    short = record(tmp_path, date=date)
    sheets = {row.id: row.write(short) for row in FORMATS}
    data = {name: (sheet.data or b"").decode() for name, sheet in sheets.items()}

    parts = [int(part) for part in date.split("-")]
    assert json.loads(data["csl"])[0]["issued"] == {"date-parts": [parts]}
    assert json.loads(data["datacite"])["dates"][0]["date"] == date
    assert schema45.validate(json.loads(data["datacite"]))
    found = etree.fromstring(data["crossref"].encode()).find(".//{*}publication_date")
    assert found is not None
    assert [each.text for each in found] == date.split("-")[::-1]
    assert "start_date" not in data["crossref"]
    assert "timeline" not in data["figshare"]
    assert f"DA  - {'/'.join([*date.split('-'), '', ''][:3])}/\r\n" in data["ris"]
    assert all(
        any("of publication" in omission.field for omission in sheet.omissions)
        for sheet in sheets.values()
    )


@pytest.mark.parametrize(
    "licence", ["CC-BY-3.0-IGO", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "CC0-1.0"]
)
def test_figshare_is_given_no_number_that_is_not_known(licence: str, tmp_path: Path) -> None:
    row = next(row for row in FORMATS if row.id == "figshare")
    sheet = row.write(record(tmp_path, licence=licence))

    assert "license" not in json.loads(sheet.data or b"")
    assert any(omission.field.startswith("licence (CC") for omission in sheet.omissions)


def test_what_a_format_has_no_room_for(tmp_path: Path) -> None:
    many = [{"name": f"Person {'X' * number}"} for number in range(1, 13)]
    crowd = record(tmp_path, authors=[*many[:11], {"name": "Group 2000"}], title="T")
    odd = replace(crowd, subtitle="", series_number="7" * 33, place="X", version="1" * 101)
    rows = {row.id: row.write(odd) for row in FORMATS}

    figshare = {omission.field for omission in rows["figshare"].omissions}
    assert {"Person XXXXXXXXXXX", "Group 2000", "title of a length that it takes"} <= figshare
    assert len(json.loads(rows["figshare"].data or b"")["authors"]) == 10
    crossref = {omission.field for omission in rows["crossref"].omissions}
    assert {"Group 2000", "number in the series", "place of publication", "version"} <= crossref
    assert b"2000</" not in (rows["crossref"].data or b"")
    for name in (b"item_number", b"publisher_place", b"version_info"):
        assert name not in (rows["crossref"].data or b"")
    nameless = replace(odd, publisher="X" * 256)
    assert next(row for row in FORMATS if row.id == "crossref").write(nameless).data is None


def test_a_gap_is_told_once(tmp_path: Path) -> None:
    bare = replace(record(tmp_path), doi="")
    gaps = gathered((row.id, row.write(bare)) for row in FORMATS)

    (formats,) = (names for omission, names in gaps.items() if omission.field == "DOI")
    assert formats == [row.id for row in FORMATS]


# Whatever editions there are


def pack(path: Path, **changes: Any) -> records.Package:
    packed = records.package(Order(path, shared_with(path), **changes), printer.print_and_judge)
    assert packed.package, packed.report.findings
    return packed.package


def test_every_edition_is_taken_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = brief.make

    def more(order: Order, *others: Any, **options: Any) -> Made:
        made = make(order, *others, **options)
        return replace(made, files={**made.files, "bare-large.pdf": made.files["bare.pdf"]})

    monkeypatch.setattr(brief, "make", more)
    files = pack(write_brief(tmp_path / "bare.yaml")).files

    assert files["bare/bare-large.pdf"] == files["bare/bare.pdf"]
    said = "bare-large.pdf\tbundle:ORIGINAL\tdescription:the brief as a PDF, edition large\n"
    assert said in files["bare/contents"].decode()


def test_a_theme_stays_at_home_and_the_readme_says_so(tmp_path: Path) -> None:
    (tmp_path / "ours/styles").mkdir(parents=True)
    shutil.copy(ROOT / "styles/theme.css", tmp_path / "ours/styles")
    files = pack(write_brief(tmp_path / "bare.yaml", theme="ours")).files

    assert not [path for path in files if "ours" in path]
    assert "The theme, ours, is not here" in files["README.txt"].decode()


# When something is wrong


def refused(cli: Cli, *args: str | Path, code: int = 2) -> str:
    run = cli("package", *args)
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr


def test_a_file_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    said = refused(cli, tmp_path / "none.yaml", "--out", tmp_path)

    assert "error[file-missing]" in said
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_brief_leaves_the_last_package(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "bare.yaml")
    assert cli("package", brief, "--out", tmp_path / "out").returncode == 0
    before = files_in(tmp_path / "out")
    write_brief(brief, countri="Kenya")

    said = refused(cli, brief, "--out", tmp_path / "out", code=1)

    assert "error[unknown-key]" in said
    assert "no package was written" in said
    assert files_in(tmp_path / "out") == before


def test_a_package_replaces_the_last_one_whole(tmp_path: Path) -> None:
    first = pack(write_full(tmp_path / "a"))
    second = pack(write_brief(tmp_path / "b/water.yaml"))
    records.deliver(first, tmp_path)
    left = tmp_path / ".water-package.999999999.part"
    left.mkdir()

    folder, archive = records.deliver(second, tmp_path)

    assert files_in(folder) == second.files
    assert archive.read_bytes() == second.zipped()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_where_nothing_can_be_written(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "bare.yaml")

    assert "error[output-write]" in refused(cli, brief, "--out", brief)


def test_a_folder_of_somebody_else_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "bare.yaml")
    (tmp_path / "bare-package").mkdir()
    (tmp_path / "bare-package/notes.txt").write_text("mine", "utf-8")

    said = refused(cli, brief, "--out", tmp_path)

    assert "error[not-a-package]" in said
    assert "notes.txt" in said
    assert files_in(tmp_path / "bare-package") == {"notes.txt": b"mine"}


def test_where_the_zip_cannot_be_put_the_old_folder_comes_back(tmp_path: Path) -> None:
    first = pack(write_full(tmp_path / "a"))
    second = pack(write_brief(tmp_path / "b/water.yaml"))
    folder, archive = records.deliver(first, tmp_path)
    archive.unlink()
    (archive / "full").mkdir(parents=True)

    with pytest.raises(Unusable, match="output-write"):
        records.deliver(second, tmp_path)

    assert files_in(folder) == first.files
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "image",
    [
        "contents",
        "metadata_map.xml",
        "report.json",
        "images/a?b.svg",
        "images/-dot.svg",
        "Images/dot.svg",
        "handle",
    ],
)
def test_a_name_that_cannot_be_packed(image: str, tmp_path: Path) -> None:
    path = write_full(tmp_path / "brief")
    figures = [{"figure": {"image": name, "alt": "A box."}} for name in (image, "images/dot.svg")]
    (path.parent / image).parent.mkdir(exist_ok=True)
    (path.parent / image).write_text(PIXEL, "utf-8")
    write_full_again = {**FULL, "sections": [{"heading": "H", "body": ["Rain.", *figures]}]}
    path.write_text(json.dumps(write_full_again), "utf-8")

    packed = records.package(Order(path, shared_with(path)), printer.print_and_judge)

    assert packed.package is None
    assert packed.unusable
    assert {finding.rule for finding in packed.report.findings} == {"package-name"}


def test_a_name_is_packed_as_it_is_written_elsewhere(tmp_path: Path) -> None:
    path = write_full(tmp_path / "brief")
    text = path.read_text("utf-8").replace("images/dot.svg", "./images/../images/dot.svg")
    path.write_text(text, "utf-8")

    assert pack(path).files["water/images/dot.svg"] == PIXEL.encode()


@pytest.mark.parametrize("changed", ["water.yaml", "series.yaml", "images/dot.svg"])
def test_a_source_that_changes_meanwhile(changed: str, tmp_path: Path) -> None:
    path = write_full(tmp_path / "brief")

    def print_slowly(*args: Any, **options: Any) -> PdfDocument:
        printed = printer.print_and_judge(*args, **options)
        target = path.parent / changed
        target.write_text(target.read_text("utf-8") + "\n", "utf-8")
        return printed

    packed = records.package(Order(path, shared_with(path)), print_slowly)

    assert [finding.rule for finding in packed.report.findings] == ["changed-meanwhile"]
    assert (packed.package, packed.unusable) == (None, True)


@pytest.mark.parametrize("email", ["nobody", "a b@example.org", "a@b", "a@b@example.org"])
def test_an_address_that_is_none(email: str, cli: Cli, tmp_path: Path) -> None:
    said = refused(cli, write_brief(tmp_path / "bare.yaml"), "--email", email)

    assert "error[bad-email]" in said


def test_the_depositor_can_come_from_the_environment(cli: Cli, out: Path, tmp_path: Path) -> None:
    known = {
        **os.environ,
        "BRIEFPRESS_DEPOSITOR": "The Desk",
        "BRIEFPRESS_EMAIL": "desk@example.org",
    }
    run = cli("package", out / "full/water.yaml", "--out", tmp_path, env=known)

    assert run.returncode == 0, run.stderr
    again = (tmp_path / "water-package.zip").read_bytes()
    assert again == (out / "water-package.zip").read_bytes()
