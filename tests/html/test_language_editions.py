"""The other language editions of a brief: how pages name them, and what the metadata and records say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from briefpress import html
from briefpress.content import SCREEN, WEB_PAGE, Edition
from briefpress.html import Theme
from briefpress.pdf.xmp import from_html, packet
from briefpress.publish.records import crossref, datacite
from briefpress.publish.records.publication_record import Depositor, publication_record
from rendered import brief_of, page_of, text_of

OTHERS: list[dict[str, Any]] = [
    {"language": "fr", "brief": "mali.fr.yaml", "doi": "10.5555/fr"},
    {"language": "ar", "url": "https://example.org/ar"},
    {"language": "ru", "brief": "mali.ru.yaml"},
]


def links(edition: Edition) -> str:
    return html.render(brief_of(translations=OTHERS), Theme(), {}, "x", edition).text


def test_each_language_is_named_in_itself_and_leads_to_its_edition() -> None:
    page = page_of(brief_of(translations=OTHERS), {})
    (said,) = [each for each in page.all("span") if each.get("class") == "also-in"]

    assert text_of(said) == "Also in: français, العربية and русский"
    assert [(a.get("href"), a.get("hreflang"), a.get("dir")) for a in said.iter("a")] == [
        ("https://doi.org/10.5555/fr", "fr", "ltr"),
        ("https://example.org/ar", "ar", "rtl"),
    ]
    assert [each.get("lang") for each in said.iter("span")] == [None, "ru"]


def test_pages_of_html_lead_to_one_another_before_they_are_published() -> None:
    assert 'href="../mali.ru/mali.ru.html" hreflang="ru"' in links(WEB_PAGE)
    assert "mali.ru.html" not in links(SCREEN)


@pytest.mark.parametrize(
    ("translation_of", "name"), [(None, "hasVersion"), ("mali.fr.yaml", "isVersionOf")]
)
def test_the_metadata_of_the_pdf_name_the_other_editions(
    translation_of: str | None, name: str
) -> None:
    brief = brief_of(translations=OTHERS[:1], translation_of=translation_of)
    xmp = packet(from_html(page_of(brief, {}).root), "x", [("pdfaid:part", "3")]).decode()

    assert f"<dcterms:{name}><rdf:Bag><rdf:li>https://doi.org/10.5555/fr</rdf:li>" in xmp
    assert f"<pdfaProperty:name>{name}</pdfaProperty:name>" in xmp


@pytest.mark.parametrize(
    ("translation_of", "relations"),
    [
        (None, [("HasTranslation", "10.5555/fr"), ("HasTranslation", "https://example.org/ar")]),
        ("mali.fr.yaml", [("IsTranslationOf", "10.5555/fr")]),
    ],
)
def test_records_relate_a_translation_to_its_source(
    translation_of: str | None, relations: list[tuple[str, str]]
) -> None:
    fields = {"doi": "10.5555/en", "url": "https://example.org/en"}
    brief = brief_of(translations=OTHERS, translation_of=translation_of, **fields)
    record = publication_record(brief, "mali", depositor=Depositor("A", "a@example.org"))

    found = json.loads(datacite.write(record).data or b"")["relatedIdentifiers"]
    assert [(each["relationType"], each["relatedIdentifier"]) for each in found] == relations
    deposit = etree.fromstring(crossref.write(record).data or b"")
    items = deposit.findall(".//{http://www.crossref.org/relations.xsd}intra_work_relation")
    assert [(each.get("relationship-type"), each.text) for each in items] == [
        (kind[0].lower() + kind[1:], value) for kind, value in relations
    ]


def test_without_other_editions_nothing_is_said() -> None:
    assert "also-in" not in page_of(brief_of(), {}).text.partition("<body>")[2]
