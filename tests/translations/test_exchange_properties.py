"""Whatever a text holds, it is the same after a round through YAML, XLIFF and PO."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from briefpress.content import parse_yaml
from briefpress.translations import compare, read_texts, write_texts
from briefpress.translations.codes import codes, pieces
from briefpress.translations.comparison import Comparison
from briefpress.translations.editing import with_texts
from briefpress.translations.facts import numbers
from conftest import MINIMAL

SIGNS = [
    "**",
    "*",
    "`a b`",
    "[^one]",
    "[#map]",
    "@kim2024",
    "[",
    "](https://x.org/a_(b))",
    "]{lang=sw}",
    "~2~",
    "<",
    "&",
    ">",
    '"',
    "'",
    "#",
    ": ",
    "\\*",
    "- ",
    "\n\n",
]
WORDS = ["water", "вода", "水", "الماء", "12", "3.5", "a", "Ж", "\U0001f30d"]
MARKDOWN = (
    st.lists(st.sampled_from([*SIGNS, *WORDS, " "]), min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text.strip() == text and any(map(str.isalpha, text)))
)


def comparison_of(source: str, translation: str) -> Comparison:
    def file(language: str, text: str) -> Any:
        made = parse_yaml("a: b", language)
        body: Any = [{"heading": "H", "body": [text]}]
        return replace(
            made, data={**MINIMAL, "language": language, "sections": body}, values={}, keys={}
        )

    return compare(file("en", source), file("fr", translation), [])


@given(MARKDOWN)
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@pytest.mark.parametrize("name", ["a.xlf", "a.po"])
@given(source=MARKDOWN, translation=MARKDOWN)
def test_texts_come_back_from_a_file_for_translators(
    name: str, source: str, translation: str
) -> None:
    comparison = comparison_of(source, translation)
    received = {each.name: each for each in read_texts(write_texts(comparison, name), name)}

    if source != translation:
        found = received["sections[0].body[0]"]
        assert (found.source, found.translation) == (source, translation)


@pytest.mark.parametrize(
    "written",
    [
        "a: X",
        "a: 'X'",
        'a: "X" # c',
        "a: |\n  X\nb: c",
        "a: >-\n  X\n\n# c\nb: c",
        "a: [X, d]",
        "a: {b: X}",
    ],
)
@given(text=MARKDOWN)
def test_a_text_written_into_yaml_is_the_text(written: str, text: str) -> None:
    source = parse_yaml(written, "")
    (path,) = [p for p in source.values if str(source.get(p)).strip() == "X"]

    made = parse_yaml(with_texts(source, {path: text}), "")

    assert made.findings == ()
    assert str(made.get(path)).rstrip("\n") == text
    others = [p for p in source.values if p != path and isinstance(source.get(p), str)]
    assert [made.get(p) for p in others] == [source.get(p) for p in others]
    assert made.text.count("# c") >= source.text.count("# c")


def test_signs_of_markdown_are_placeholders_with_their_data() -> None:
    text = "Wells **fall** dry,[^one] see [here](https://x.org) and `x`."
    comparison = comparison_of(text, text.replace("Wells", "Puits"))
    root = ET.fromstring(write_texts(comparison, "a.xlf"))  # noqa: S314 - our own
    space = "{urn:oasis:names:tc:xliff:document:2.0}"

    (unit,) = [u for u in root.iter(f"{space}unit") if u.get("name") == "sections[0].body[0]"]
    data = [each.text for each in unit.iter(f"{space}data")]
    assert data == ["**", "**", "[^one]", "[", "](https://x.org)", "`x`"] == codes(text)
    for side in ("source", "target"):
        (element,) = unit.iter(f"{space}{side}")
        assert [ph.get("dataRef") for ph in element] == [f"d{n}" for n in range(1, 7)]
        assert "**" not in "".join(element.itertext())


def test_an_xliff_file_has_what_the_standard_asks_for() -> None:
    comparison = comparison_of("Wells **fall** dry now.", "Les puits **tarissent** là.")
    root = ET.fromstring(write_texts(comparison, "a.xlf"))  # noqa: S314 - our own
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    order = ["notes", "originalData", "segment"]

    assert {"version": "2.0", "srcLang": "en", "trgLang": "fr"}.items() <= root.attrib.items()
    assert [each.tag for each in root] == [f"{space}file"]
    units = list(root[0])
    assert len({unit.get("id") for unit in units}) == len(units)
    for unit in units:
        tags = [each.tag.removeprefix(space) for each in unit]
        assert tags == [tag for tag in order if tag in tags]
        assert unit.find(f"{space}segment/{space}source") is not None
        ids = [data.get("id") for data in unit.iter(f"{space}data")]
        assert len(set(ids)) == len(ids)
        assert {ph.get("dataRef") for ph in unit.iter(f"{space}ph")} <= set(ids)
        assert {each.get("state") for each in unit.iter(f"{space}segment")} <= {
            "initial", "translated", "reviewed", "final",
        }  # fmt: skip


VALID = etree.RelaxNG(file=str(Path(__file__).with_name("xliff-2.0.rng")))


def test_an_xliff_file_is_valid() -> None:
    text = "Wells **fall** & [dry](https://x.org?a=b&c) `now`, H~2~O."

    VALID.assertValid(etree.fromstring(write_texts(comparison_of(text, "Puits **là**."), "a.xlf")))


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'id="u1"', b'id="1 2"'), (b'state="', b'state="x'), (b'version="2.0"', b'version="1.2"')],
)
def test_a_file_that_breaks_the_standard_is_not_valid(old: bytes, new: bytes) -> None:
    written = write_texts(comparison_of("Wells fall.", "Puits."), "a.xlf")

    assert not VALID.validate(etree.fromstring(written.replace(old, new)))


@pytest.mark.slow("gettext")
def test_a_po_file_is_valid(tmp_path: Path) -> None:
    text = 'Wells "fall"\n\n- now\\*'
    (tmp_path / "a.po").write_bytes(write_texts(comparison_of(text, text + " là"), "a.po"))

    subprocess.run(["msgfmt", "-c", "-o", "a.mo", "a.po"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.mo").stat().st_size > 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,204 wells and 3.5 %", ["1204", "35"]),
        ("1\u202f204 puits et 3,5 %", ["1204", "35"]),
        ("١٬٢٠٤ بئرا و٣٫٥", ["1204", "35"]),
        ("in 2019 12 wells", ["2019", "12"]),
        ("2025年4月30日", ["2025", "30"]),
        ("30 April 2025", ["30", "2025"]),
        ("see https://x.org/2025 and [^2]", []),
    ],
)
def test_numbers_are_the_same_however_they_are_written(text: str, found: list[str]) -> None:
    assert sorted(numbers(text).elements()) == sorted(found)
