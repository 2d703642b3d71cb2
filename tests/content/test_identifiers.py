"""Identifiers: check digits, countries and languages, each mistake at its own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import edited
from briefpress import content
from briefpress.content.model.identifiers import country_codes, is_language
from briefpress.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript

PERSON = "authors: [{{name: Ann Bee, {}}}]"
# A field, as it stands in a brief, and what is said of it; nothing, where it is right.
CASES = [
    (edited(more="isbn: 978-3-16-148410-0"), ""),
    (edited(more="isbn: 0-306-40615-2"), ""),
    (edited(more="isbn: 978-3-16-148410-9"), 'the check digit of the ISBN "978-3-16-148410-9" is wrong'),
    (edited(more="isbn: 0-306-40615-3"), "the check digit of the ISBN"),
    (edited(more="isbn: 978-3-16-14841"), "an ISBN has 10 or 13 digits; this has 11"),
    (edited(more="series: {title: S, issn: 0378-5955}"), ""),
    (edited(more="series: {title: S, issn: 0378-5954}"), 'the check digit of the ISSN "0378-5954" is wrong'),
    (edited(authors=PERSON.format("orcid: 0000-0002-1694-233X")), ""),
    (edited(authors=PERSON.format("orcid: 0000-0002-1825-0098")), "the check digit of the ORCID iD"),
    (edited(authors=PERSON.format("ror: https://ror.org/052gg0110")), ""),
    (edited(authors=PERSON.format("ror: 03vek6s52")), ""),
    (edited(authors=PERSON.format("ror: https://ror.org/03vek6s53")), "the check digits of the ROR id"),
    (edited(more="funding: {funder: F, ror: ror.org/03vek6s52}"), '"ror" is not written as it should be'),
    (edited(publisher="publisher: {name: P, ror: https://ror.org/0288jxv49}"), ""),
    (edited(country="country: {name: Kosovo, code: XK}"), ""),
    (edited(country="country: {name: Britain, code: UK}"), 'with the code "UK": did you mean "GB"?'),
    (edited(country="country: {name: Europe, code: EU}"), 'there is no country with the code "EU"'),
    (edited(language="language: jp"), 'no language "jp": that is a country; its language is "ja"'),
    (edited(language="language: qx"), 'there is no language "qx"'),
    (edited(language="language: sr-Latn-RS"), ""),
    (edited(language="language: prs"), ""),
    (edited("['[karibu]{lang=sw}']"), ""),
    (edited("['[karibu]{lang=kis}']"), ""),
    (edited("['[konnichiwa]{lang=jp}']"), '"jp" is no language code'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), CASES)
def test_an_identifier_is_right_or_the_error_says_why(text: str, said: str, tmp_path: Path) -> None:
    found = [each for each in load(text, tmp_path).findings if each.severity is Severity.ERROR]

    assert len(found) == bool(said), found
    if said:
        assert said in found[0].message
        assert found[0].location.line


def test_each_wrong_identifier_is_an_error_of_its_own(tmp_path: Path) -> None:
    text = edited(
        country="country: {name: Britain, code: UK}",
        language="language: jp",
        authors=PERSON.format("orcid: 0000-0002-1825-0098"),
        more="isbn: 978-3-16-148410-9",
    )

    assert [each.location.line for each in load(text, tmp_path).findings] == [2, 3, 5, 11]


def test_a_ror_id_becomes_an_address(tmp_path: Path) -> None:
    brief = load(edited(publisher="publisher: {name: P, ror: 0288jxv49}"), tmp_path).brief

    assert brief
    assert brief.publisher.ror == "https://ror.org/0288jxv49"


def test_countries_are_those_of_iso_3166() -> None:
    assert {"KE", "KZ", "ML", "PS", "TW", "XK"} <= country_codes()
    assert not {"UK", "EU", "ZZ"} & country_codes()


def test_languages_are_those_of_the_registry() -> None:
    assert all(map(is_language, ("en", "kk", "sw", "zh-Hant-TW", "mai", "es-419")))
    assert not any(map(is_language, ("jp", "cz", "english", "e", "en_GB")))


def load(text: str, folder: Path) -> Manuscript:
    path = folder / "brief.yaml"
    path.write_text(text, "utf-8")
    return content.load(path)
