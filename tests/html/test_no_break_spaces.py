"""No line ends between a number and its unit, an abbreviation and what it is of, or before a French sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from briefpress.html import letters
from briefpress.html.no_break_spaces import keep_words_together
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli


def bound(text: str, language: str = "en") -> str:
    """Return a text with ~ for no-break spaces, and ^ for narrow ones."""
    page = keep_words_together(f'<p lang="{language}">{text}</p>')
    return page[len(f'<p lang="{language}">') : -4].replace("\xa0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "45 km of pipe, 3 % and 12 m² in 20 °C", "45~km of pipe, 3~% and 12~m² in 20^°C"),
        ("en", "for 4 million, at 12 per\ncent or 0.5 t/ha", "for 4~million, at 12 per\ncent or 0.5~t/ha"),
        ("en", "45\n  km", "45~km"),
        ("en", "see p. 4, pp. 4–7, No. 3, Fig. 2 and vol. II", "see p.~4, pp.~4–7, No.~3, Fig.~2 and vol.~II"),
        ("en", "J. R. R. Tolkien and Dr. A. Otieno", "J.~R.~R.~Tolkien and Dr.~A.~Otieno"),
        ("en", "Mr X, Mrs Y and Ms. Z", "Mr~X, Mrs~Y and Ms.~Z"),
        ("de", "z. B. 3 Mio. auf S. 4, Nr. 2", "z.~B. 3~Mio. auf S.~4, Nr.~2"),
        ("fr", "Pourquoi ? Voici : « oui » ; non !", "Pourquoi^? Voici~: «~oui~»^; non^!"),
        ("fr-CA", "45 000 habitants, soit 3 %", "45~000 habitants, soit 3^%"),
        ("es", "la Sra. Ruiz, pág. 7, 2 millones", "la Sra.~Ruiz, pág.~7, 2~millones"),
        ("ru", "в 2020 г. 3,5 млн т, рис. 2", "в 2020~г. 3,5~млн т, рис.~2"),
        ("ar", "3.2 مليون و 45 كم", "3.2~مليون و 45~كم"),
    ],
)  # fmt: skip
def test_what_belongs_together_stays_on_a_line(language: str, text: str, expected: str) -> None:
    assert bound(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in 2024 kilometres, kmh and 3 kmh"),
        ("en", "What ? Why ! Yes ; no : so"),  # only French has spaces there
        ("en", "he paid 20 in cash, and said no. 3 others did"),
        ("en", "a group. Then the stop. 4 more, the map. 5 too"),
        ("en", "Mr and the others"),
        ("en", "12 of 345, 12 34 and 1234 567"),
        ("fr", "Pourquoi? à 12:30, voir https://e.org/?a=1;b!"),  # no space was written
        ("fr", "«ici» ou «là»; Mme de"),
    ],
)
def test_other_spaces_stay_as_they_are(language: str, text: str) -> None:
    assert bound(text, language) == text


def test_spaces_of_the_author_that_do_not_break_stay() -> None:
    assert bound("déjà\xa0? et\u202f: 3\u202f%", "fr") == "déjà~? et^: 3^%"


def test_code_addresses_and_drawings_stay_as_they_are() -> None:
    page = """<html lang="fr"><head><title>3 km ?</title><style>a { b : 3 km }</style></head><body>
<p title="3 km"><code>3 km ?</code> <a href="https://e.org/3 km ?">ici</a></p><pre>p. 4</pre>
<svg><text>45 km</text></svg><math><mi>3 km</mi></math><img alt="3 km"></body></html>"""
    assert keep_words_together(page) == page


def test_a_phrase_has_the_rules_of_its_own_language() -> None:
    page = '<p lang="en">So ? <q lang="fr">Quoi ? <b>Oui !</b></q> No !</p>'
    shown = keep_words_together(page).replace("\u202f", "^")
    assert shown == '<p lang="en">So ? <q lang="fr">Quoi^? <b>Oui^!</b></q> No !</p>'


@given(
    st.text("aAZ.кг 4\n\xa0?:;«»&%mpkNo", max_size=40),
    st.sampled_from(["en", "fr", "de", "ru", "zh-Hant"]),
)
def test_nothing_but_spaces_is_changed_and_not_twice(text: str, language: str) -> None:
    page = f'<p lang="{language}">{text}</p>'
    once = keep_words_together(page)
    assert letters(once) == letters(page)
    assert keep_words_together(once) == once


def test_what_is_read_is_what_was_written(cli: Cli, tmp_path: Path) -> None:
    text = "Voici : « 45 km » ? Selon M. Diallo, p. 4, c’est 3 % !"
    write_brief(
        tmp_path / "eau.yaml",
        language="fr",
        title="L’eau : pour qui ?",
        sections=[{"heading": "Pourquoi ?", "body": [text]}],
    )
    done = cli("build", "eau.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    path = next(tmp_path.rglob("eau.pdf"))
    assert text in cli("read", path).stdout
    checked = cli("check", path, "--source", "eau.yaml", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "error" not in checked.stdout
