"""Fields that a format lacks are listed, and any text can be written in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bibtexparser.entrypoint import parse_string
from datacite import schema45
from hypothesis import given, settings, strategies as st
from lxml import etree

from briefpress.publish.records.formats import FORMATS, Format
from briefpress.publish.records.missing_fields import formats_by_missing_field
from briefpress.publish.records.publication_record import (
    PublicationRecord,
)
from package_samples import (
    full_record,
)

if TYPE_CHECKING:
    pass


FIELD_LABELS = {
    "title": "title", "subtitle": "subtitle", "short_title": "short title", "series": "series",
    "series_number": "number in the series", "issn": "ISSN of the series", "publisher": "publisher",
    "place": "place of publication", "version": "version", "doi": "DOI", "isbn": "ISBN",
    "url": "address of the publication", "funder": "funder", "project": "project", "grant": "grant number",
    "language": "language",
}  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS, ids=lambda each: each.id)
def test_each_field_is_in_the_record_or_listed_as_missing(format_: Format, tmp_path: Path) -> None:
    marks: dict[str, Any] = {name: f"Q{index}Q" for index, name in enumerate(FIELD_LABELS)} | {
        "language": "xq"
    }
    marked = replace(full_record(tmp_path), **marks)
    written = format_.write(marked)
    assert written.data
    text = written.data.decode()
    lacking = {missing.field for missing in written.missing}

    for name, words in FIELD_LABELS.items():
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
def test_a_field_that_the_brief_does_not_give_is_listed_and_not_written(
    name: str, tmp_path: Path
) -> None:
    whole = full_record(tmp_path)
    missing: dict[str, Any] = {name: ""}
    bare = replace(whole, **missing)
    for row in FORMATS:
        before, after = row.write(whole), row.write(bare)
        came = {missing.field for missing in after.missing} - {
            missing.field for missing in before.missing
        }
        assert before.data
        if after.data is None:
            assert (row.id, name) in (("crossref", "doi"), ("crossref", "url"))
        else:
            assert str(getattr(whole, name)) not in after.data.decode()
        if after.data != before.data and name != "subtitle":
            assert came & {FIELD_LABELS[name], f"series ({whole.series})"}


names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")
)
lines = names.map(lambda text: " ".join(text.split())).filter(bool)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PublicationRecord:
    return full_record(tmp_path_factory.mktemp("whole"))


@settings(max_examples=60)
@given(title=lines, author=lines)
def test_any_text_can_be_written_in_every_format(
    whole: PublicationRecord, title: str, author: str
) -> None:
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
    assert tree.findtext(".//{*}report-paper_series_metadata/{*}titles/{*}title") == title
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


def test_bibtex_escapes_special_characters(tmp_path: Path) -> None:
    odd = replace(
        full_record(tmp_path), title="} \\ # $ % & _ { ~ ^", subtitle="", doi="10.5555/{a\\", url=""
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
def test_title_and_subtitle_are_joined(
    title: str, subtitle: str, whole: str, tmp_path: Path
) -> None:
    assert replace(full_record(tmp_path), title=title, subtitle=subtitle).full_title == whole


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
def test_a_name_is_split_only_if_the_brief_gives_the_family_name(
    name: str, family: str | None, given: str, inverted: str, tmp_path: Path
) -> None:
    person = {"name": name, **({"family": family} if family else {})}
    (author,) = full_record(tmp_path, authors=[person]).authors

    assert (author.given, author.inverted_name) == (given, inverted)
    assert author.is_organisation == (name == family)


@pytest.mark.parametrize("date", ["2025", "2025-04"])
def test_dates_are_as_precise_as_in_the_brief(date: str, tmp_path: Path) -> None:
    short = full_record(tmp_path, date=date)
    formatted = {row.id: row.write(short) for row in FORMATS}
    data = {name: (written.data or b"").decode() for name, written in formatted.items()}

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
        any("of publication" in missing.field for missing in written.missing)
        for written in formatted.values()
    )


@pytest.mark.parametrize(
    "licence", ["CC-BY-3.0-IGO", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "CC0-1.0"]
)
def test_figshare_licences_without_a_known_number_are_missing(licence: str, tmp_path: Path) -> None:
    format_ = next(each for each in FORMATS if each.id == "figshare")
    written = format_.write(full_record(tmp_path, licence=licence))

    assert "license" not in json.loads(written.data or b"")
    assert any(missing.field.startswith("licence (CC") for missing in written.missing)


def test_values_that_a_format_does_not_allow_are_missing(tmp_path: Path) -> None:
    many = [{"name": f"Person {'X' * number}"} for number in range(1, 13)]
    crowd = full_record(tmp_path, authors=[*many[:11], {"name": "Group 2000" * 21}], title="T")
    odd = replace(crowd, subtitle="", series_number="7" * 33, place="X", version="1" * 101)
    rows = {row.id: row.write(odd) for row in FORMATS}

    figshare = {missing.field for missing in rows["figshare"].missing}
    assert {"Person XXXXXXXXXXX", "Group 2000" * 21, "title of a length that it takes"} <= figshare
    assert len(json.loads(rows["figshare"].data or b"")["authors"]) == 10
    crossref = {missing.field for missing in rows["crossref"].missing}
    assert {
        "Group 2000" * 21,
        "number in the series",
        "place of publication",
        "version",
    } <= crossref
    assert b"2000</" not in (rows["crossref"].data or b"")
    for name in (b"item_number", b"publisher_place", b"version_info"):
        assert name not in (rows["crossref"].data or b"")
    nameless = replace(odd, publisher="X" * 256)
    assert next(row for row in FORMATS if row.id == "crossref").write(nameless).data is None


def test_a_missing_field_is_listed_once_for_all_formats(tmp_path: Path) -> None:
    bare = replace(full_record(tmp_path), doi="")
    gaps = formats_by_missing_field((row.id, row.write(bare)) for row in FORMATS)

    (formats,) = (names for missing, names in gaps.items() if missing.field == "DOI")
    assert formats == [row.id for row in FORMATS]
