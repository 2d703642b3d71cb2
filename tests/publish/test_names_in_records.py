"""Names in the records: by their parts where the brief tells them, and whole where it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from briefpress.publish.records import bibtex, crossref, csl, datacite, ris
from briefpress.publish.records.publication_record import (
    Depositor,
    PublicationRecord,
    publication_record,
)
from rendered import brief_of

# A name as a brief has it, and its family name, given names and suffix.
NAMES: list[tuple[dict[str, str], tuple[str, str, str]]] = [
    ({"name": "山田太郎", "family": "山田"}, ("山田", "太郎", "")),
    ({"name": "Nguyễn Văn An", "given": "Văn An"}, ("Nguyễn", "Văn An", "")),
    ({"name": "نور الدين", "family": "الدين"}, ("الدين", "نور", "")),
    ({"name": "Ana María de la Cruz Pérez", "family": "de la Cruz Pérez"}, ("de la Cruz Pérez", "Ana María", "")),
    ({"name": "Martin Luther King Jr.", "family": "King"}, ("King", "Martin Luther", "Jr.")),
]  # fmt: skip
WHOLE = [
    {"name": "Sukarno"},
    {"name": "World Health Organization", "family": "World Health Organization"},
]


def record_of(*authors: dict[str, str]) -> PublicationRecord:
    fields = {"doi": "10.5555/x", "url": "https://example.org/x"}
    brief = brief_of(authors=list(authors), **fields)
    return publication_record(brief, "x", depositor=Depositor("A", "a@example.org"))


def data_of(module: Any, *authors: dict[str, str]) -> bytes:
    data: bytes = module.write(record_of(*authors)).data
    return data


@pytest.mark.parametrize(("author", "parts"), NAMES)
def test_every_record_has_the_parts_of_a_name(
    author: dict[str, str], parts: tuple[str, str, str]
) -> None:
    family, given, suffix = parts
    inverted = ", ".join(filter(None, (family, given, suffix)))
    in_bibtex = ", ".join(f"{{{part}}}" for part in (family, suffix, given) if part)

    (found,) = json.loads(data_of(csl, author))[0]["author"]
    assert (found["family"], found["given"], found.get("suffix", "")) == parts
    (creator,) = json.loads(data_of(datacite, author))["creators"]
    assert (creator["familyName"], creator["givenName"], creator["name"]) == (
        family,
        given,
        inverted,
    )
    assert f"author = {{{in_bibtex}}}" in data_of(bibtex, author).decode()
    assert f"AU  - {inverted}" in data_of(ris, author).decode().splitlines()
    deposit = etree.fromstring(data_of(crossref, author))
    texts = [
        deposit.findtext(f".//{{*}}{name}") or "" for name in ("surname", "given_name", "suffix")
    ]
    assert texts == [family, given, suffix]


@pytest.mark.parametrize("author", WHOLE)
def test_a_name_without_parts_stays_whole(author: dict[str, str]) -> None:
    assert json.loads(data_of(csl, author))[0]["author"] == [{"literal": author["name"]}]
    assert f"author = {{{{{author['name']}}}}}" in data_of(bibtex, author).decode()
    assert json.loads(data_of(datacite, author))["creators"][0]["name"] == author["name"]


def test_an_organisation_is_one_in_the_records() -> None:
    deposit = etree.fromstring(data_of(crossref, WHOLE[1]))

    assert deposit.findtext(".//{*}organization") == "World Health Organization"
    creator = json.loads(data_of(datacite, WHOLE[1]))["creators"][0]
    assert creator["nameType"] == "Organizational"
