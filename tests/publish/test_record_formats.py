"""The records of a brief in each format, parsed by other libraries."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from datacite import schema45
from lxml import etree

from briefpress import content
from briefpress.content import markdown_to_text
from conftest import ROOT
from package_samples import (
    ABSTRACT,
    CROSSREF_NAMESPACES,
    FULL,
    FULL_TITLE,
    LICENCE,
)

if TYPE_CHECKING:
    pass


def read_json(packages: Path, name: str) -> Any:
    return json.loads((packages / "water-package" / name).read_text("utf-8"))


def test_datacite_record(packages: Path) -> None:
    found = read_json(packages, "datacite.json")

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
        "affiliation": [
            {
                "name": "Lake <Institute>",
                "affiliationIdentifier": "https://ror.org/03vek6s52",
                "affiliationIdentifierScheme": "ROR",
                "schemeUri": "https://ror.org",
            }
        ],
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
    assert found["publisher"] == {
        "name": "The Desk & Sons",
        "publisherIdentifier": "https://ror.org/0288jxv49",
        "publisherIdentifierScheme": "ROR",
        "schemeUri": "https://ror.org",
    }
    assert found["publicationYear"] == "2025"
    assert found["dates"] == [{"date": "2025-04-30", "dateType": "Issued"}]
    assert (found["language"], found["version"]) == ("en-GB", "1.10")
    assert found["descriptions"][0]["description"] == ABSTRACT
    assert found["rightsList"][0]["rightsUri"] == LICENCE
    assert found["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert found["alternateIdentifiers"][0]["alternateIdentifier"] == FULL["isbn"]
    (series,) = found["relatedItems"]
    assert (series["titles"][0]["title"], series["number"]) == ("Water Briefs", "7")
    assert series["relatedItemIdentifier"]["relatedItemIdentifier"] == "2434-561X"
    assert found["relatedIdentifiers"][0]["relatedIdentifier"] == "10.5555/rain"
    assert found["fundingReferences"] == [
        {
            "funderName": "Lake Fund",
            "funderIdentifier": "https://ror.org/052gg0110",
            "funderIdentifierType": "ROR",
            "awardNumber": "L-1",
            "awardTitle": "Rain",
        }
    ]
    assert found["subjects"] == [
        {"subject": word} for word in ("Kenya", "wells & springs", "drought", "Water Briefs")
    ]
    assert found["geoLocations"] == [{"geoLocationPlace": "Kenya"}]
    assert found["formats"] == ["application/pdf", "text/html"]
    xml = etree.fromstring(schema45.tostring(found).encode())
    assert xml.findtext("{*}identifier") == FULL["doi"]


# The children that Crossref's schema 5.5.0 allows in what we write, in its order.
IN_ORDER = {
    "doi_batch": "head body",
    "head": "doi_batch_id timestamp depositor registrant",
    "depositor": "depositor_name email_address",
    "report-paper_series_metadata": "series_metadata contributors titles abstract volume edition_number"
    " publication_date approval_date isbn publisher institution publisher_item contract_number"
    " fr:program ai:program archive_locations version_info doi_data citation_list rel:program",
    "series_metadata": "contributors titles abstract issn coden series_number",
    "institution": "institution_name institution_id",
    "person_name": "given_name surname suffix affiliations ORCID",
    "titles": "title subtitle",
    "publication_date": "month day year",
    "publisher": "publisher_name publisher_place",
    "doi_data": "doi timestamp resource collection",
}


def crossref(packages: Path) -> etree._Element:
    return etree.parse(packages / "water-package/crossref.xml").getroot()


def test_crossref_elements_are_in_the_order_of_the_schema(packages: Path) -> None:
    prefixes = {
        uri: f"{prefix}:"
        for prefix, uri in CROSSREF_NAMESPACES.items()
        if prefix not in (None, "jats")
    }
    seen = set()
    for element in crossref(packages).iter("*"):
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


def test_crossref_deposit(packages: Path) -> None:
    root = crossref(packages)
    (report,) = root.findall("body/report-paper/report-paper_series_metadata", CROSSREF_NAMESPACES)

    def text(path: str) -> list[str | None]:
        return [element.text for element in report.findall(path, CROSSREF_NAMESPACES)]

    assert root.get("version") == "5.5.0"
    head = root.find("head", CROSSREF_NAMESPACES)
    assert head is not None
    source = sha256((packages / "water-package/water/water.yaml").read_bytes()).hexdigest()
    assert [element.text for element in head.iter() if element.text and element.text.strip()] == [
        f"briefpress-{source[:32]}", "20250430000000", "The Desk", "desk@example.org", "The Desk & Sons",
    ]  # fmt: skip
    assert report.get("language") == "en"
    people = report.findall("contributors/*", CROSSREF_NAMESPACES)
    assert [each.get("contributor_role") for each in people] == ["author"] * 4 + ["editor"]
    assert [each.get("sequence") for each in people] == ["first"] + ["additional"] * 4
    family = ["Kamau", "Kim", "Ludwig van Beethoven", "Odhiambo"]
    assert text("contributors/person_name/surname") == family
    assert text("contributors/person_name/given_name") == ["Wanjiru", "Min-ji", "Ada"]
    assert text("contributors/organization") == ["Water Group 2000"]
    assert text("contributors//institution_name") == ["Lake <Institute>"]
    assert text("contributors//ORCID") == ["https://orcid.org/0000-0002-1825-0097"]
    assert text("titles/*") == [FULL["title"], FULL["subtitle"]]
    assert text("jats:abstract/jats:p") == [ABSTRACT]
    assert text("publication_date/*") == ["04", "30", "2025"]
    assert text("isbn") == [FULL["isbn"]]
    assert text("publisher/*") == ["The Desk & Sons", "Nairobi"]
    assert text("publisher_item/item_number") == ["7"]
    assert text("fr:program/fr:assertion") == ["Lake Fund", "https://ror.org/052gg0110", "L-1"]
    assert text("ai:program/ai:license_ref") == [LICENCE]
    assert text("series_metadata/titles/title") == ["Water Briefs"]
    assert text("series_metadata/issn") == ["2434-561X"]
    assert text("institution/*") == ["The Desk & Sons", "https://ror.org/0288jxv49"]
    assert text("contributors//institution_id") == ["https://ror.org/03vek6s52"]
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


def test_dspace_item(packages: Path) -> None:
    assert dublin_core(packages / "water-package/water/dublin_core.xml") == {
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
            ("Kamau, W., Kim, M.-J., van Beethoven, L. and Water Group 2000 (2025)"
            f" ‘{FULL['title']}’, Water Briefs 7, Nairobi: The Desk & Sons,"
            f" https://doi.org/{FULL['doi']}")
        ],
        "identifier.uri": [f"https://doi.org/{FULL['doi']}", FULL["url"]],
        "identifier.isbn": [FULL["isbn"]],
        "identifier.issn": ["2434-561X"],
        "relation.ispartofseries": ["Water Briefs;7"],
        "description.abstract": [ABSTRACT],
        "description.sponsorship": ["Lake Fund, Rain, L-1"],
        "description": ["Version 1.10"],
        "format.extent": ["2 pages"],
        "language.iso": ["en_GB"],
        "coverage.spatial": ["Kenya"],
        "subject": ["Kenya", "wells & springs", "drought", "Water Briefs"],
        "type": ["Report"],
        "rights": [
            ("© Lake Trust 2025. This work is distributed under the terms of the Creative Commons"
            " Attribution 4.0 International licence (CC BY 4.0).")
        ],
        "rights.uri": [LICENCE],
    }  # fmt: skip


def test_figshare_article(packages: Path) -> None:
    assert read_json(packages, "figshare.json") == {
        "title": FULL_TITLE,
        "description": "<p>Rain is late; 5 &lt; 6 &amp; more.</p>",
        "defined_type": "report",
        "keywords": ["Kenya", "wells & springs", "drought", "Water Briefs"],
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


def test_csl_json_item(packages: Path) -> None:
    assert read_json(packages, "csl.json") == [
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
            "keyword": "Kenya, wells & springs, drought, Water Briefs",
            "DOI": FULL["doi"],
            "ISBN": FULL["isbn"],
            "ISSN": "2434-561X",
            "URL": FULL["url"],
        }
    ]


def bibtex(text: str) -> tuple[str, dict[str, str]]:
    """Return the fields of the only entry, with LaTeX decoded and without protecting braces."""
    library = parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.entry_type == "techreport"
    return entry.key, {each.key: each.value for each in entry.fields}


def test_bibtex_entry(packages: Path) -> None:
    key, found = bibtex((packages / "water-package/water.bib").read_text("utf-8"))

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
        "issn": "2434-561X",
        "url": FULL["url"],
        "language": "en-GB",
        "keywords": "Kenya, wells & springs, drought, Water Briefs",
        "abstract": ABSTRACT,
        "pagetotal": "2",
        "note": f"Licence: CC BY 4.0, {LICENCE}",
    }


def test_bibtex_names_are_in_braces(packages: Path) -> None:
    text = (packages / "water-package/water.bib").read_text("utf-8")

    assert (
        "{Kamau}, {Wanjiru} and {Kim}, {Min-ji} and {Ludwig van Beethoven} and {Water Group 2000}"
        in text
    )


def test_ris_record(packages: Path) -> None:
    (found,) = rispy.loads((packages / "water-package/water.ris").read_text("utf-8"))

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
        "keywords": ["Kenya", "wells & springs", "drought", "Water Briefs"],
        "abstract": ABSTRACT,
        "notes": [f"Licence: CC BY 4.0, {LICENCE}"],
    }


@pytest.mark.parametrize("name", ["kenya", "kazakhstan"])
def test_records_of_the_example_briefs(name: str, packages: Path) -> None:
    brief = content.load(ROOT / f"content/{name}.yaml").brief
    assert brief
    assert brief.series
    folder = packages / f"{name}-package"
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
