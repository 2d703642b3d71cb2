"""What the command says of a translation after changes on either side, and what goes to translators and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.content import parse_yaml
from briefpress.findings import Unusable
from briefpress.translations import TranslationWorker, load_comparison, record_path
from briefpress.translations.files import receive, translations_of
from briefpress.translations.received import Received

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

SOURCE = """\
# The brief on Mali
title: Pasture and rain
country: {name: Mali, code: ML}
language: en-GB
translations: [{language: fr, brief: mali.fr.yaml}]
publisher: {name: Sahel Policy Institute}
authors: [{name: Awa Traoré}]
date: 2026-11
summary: How herders and towns share water in a year of 1,204 wells. # a comment
key_messages:
  - Wells fall dry **early**, see [the report](https://example.org/r).
  - Towns grow by 3.5 per cent each year.
sections:
  - heading: Wells
    body:
      - |
        Rain came in May.[^one] It was very late.

        - a list of things
        - of two things
      - Herders move south, as [#map] shows.
notes: {one: A note on *rain* from 2024.}
"""
FRENCH = """\
translation_of: mali.yaml
translations: [{language: en-GB, brief: mali.yaml}]
title: Pâturages et pluie
country: {name: Mali, code: ML}
language: fr
publisher: {name: Sahel Policy Institute}
authors: [{name: Awa Traoré}]
date: 2026-11
summary: Comment éleveurs et villes partagent l’eau une année de 1 204 puits. # vu
key_messages:
  - Les puits tarissent **tôt**, voir [le rapport](https://example.org/r).
  - Les villes croissent de 3,5 pour cent par an.
sections:
  - heading: Puits
    body:
      - |
        La pluie est venue en mai.[^one] C’était très tard.

        - une liste de choses
        - de deux choses
      - Les éleveurs vont au sud, comme le montre [#map].
notes: {one: Une note sur la *pluie* de 2024.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mali.yaml").write_text(SOURCE, "utf-8")
    (tmp_path / "mali.fr.yaml").write_text(FRENCH, "utf-8")
    return tmp_path


@pytest.fixture
def accepted(folder: Path, cli: Cli) -> Path:
    assert cli("translations", str(folder), "--accept").returncode == 0
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def found(folder: Path) -> list[tuple[str, int | None]]:
    comparison = load_comparison(folder / "mali.fr.yaml")
    return [(each.rule, each.location.line) for each in comparison.findings]


def compared(folder: Path, cli: Cli, *options: str) -> Any:
    done = cli("translations", str(folder), "--format", "json", *options)
    (one,) = json.loads(done.stdout)["translations"]
    return one


def test_a_translation_that_nobody_marked_says_so_once(folder: Path, cli: Cli) -> None:
    one = compared(folder, cli)

    assert [each["rule"] for each in one["findings"]] == ["translation-unrecorded"]
    assert (one["language"], one["texts"], one["done"]) == ("fr", 9, 0)


def test_a_translation_that_was_accepted_is_done(accepted: Path, cli: Cli) -> None:
    one = compared(accepted, cli)

    assert (one["findings"], one["done"], one["counts"]["current"]) == ([], 1, 9)
    assert cli("translations", str(accepted / "mali.yaml"), "--strict").returncode == 0


def test_a_changed_source_text_makes_its_translation_stale(accepted: Path, cli: Cli) -> None:
    edit(accepted / "mali.yaml", "Herders move south", "Many herders move south")

    (finding,) = compared(accepted, cli)["findings"]
    assert (finding["rule"], finding["line"]) == ("translation-stale", 21)
    assert "from “Herders move south" in finding["message"]
    assert cli("translations", str(accepted), "--strict").returncode == 1


def test_an_edited_translation_is_stale_until_it_is_accepted(accepted: Path, cli: Cli) -> None:
    edit(accepted / "mali.yaml", "Herders move south", "Many herders move south")
    edit(accepted / "mali.fr.yaml", "Les éleveurs vont", "Beaucoup d’éleveurs vont")
    assert found(accepted) == [("translation-stale", 21)]

    assert cli("translations", str(accepted), "--accept").returncode == 0
    assert found(accepted) == []


def test_texts_added_and_moved_in_the_source_make_no_other_stale(accepted: Path) -> None:
    edit(
        accepted / "mali.yaml",
        "  - Wells fall dry",
        "  - A new message is here.\n  - Wells fall dry",
    )
    edit(
        accepted / "mali.yaml",
        "  - heading: Wells",
        "  - {heading: First, body: [One text more.]}\n  - heading: Wells",
    )

    assert [rule for rule, _ in found(accepted)] == ["translation-new"] * 3


def test_a_text_translated_in_its_place_is_known_after_acceptance(accepted: Path, cli: Cli) -> None:
    edit(
        accepted / "mali.yaml",
        "  - Wells fall dry",
        "  - A new message is here.\n  - Wells fall dry",
    )
    edit(accepted / "mali.fr.yaml", "  - Les puits", "  - Un nouveau message.\n  - Les puits")
    assert found(accepted) == [("translation-unrecorded", 1)]

    assert cli("translations", str(accepted), "--accept").returncode == 0
    assert found(accepted) == []


def test_what_left_the_source_is_gone(accepted: Path) -> None:
    edit(accepted / "mali.yaml", "      - Herders move south, as [#map] shows.\n", "")

    assert found(accepted) == [("translation-gone", 21)]


def test_a_list_of_names_may_be_the_same_in_every_language(folder: Path) -> None:
    names = (
        "- [Awa Traoré](https://example.org/awa)\n- [Ann Mary Writer](https://example.org/ann-mary)"
    )
    edit(folder / "mali.yaml", "Towns grow by 3.5 per cent each year.", json.dumps(names))
    edit(
        folder / "mali.fr.yaml", "Les villes croissent de 3,5 pour cent par an.", json.dumps(names)
    )

    assert [rule for rule, _ in found(folder) if rule == "translation-untranslated"] == []


def test_a_text_in_the_language_of_the_source_is_not_translated(folder: Path) -> None:
    edit(
        folder / "mali.fr.yaml",
        "Les villes croissent de 3,5 pour cent par an.",
        "Towns grow by 3.5 per cent each year.",
    )

    assert ("translation-untranslated", 12) in found(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("3,5 pour cent", "5,3 pour cent", "3.5"),
        ("1 204 puits", "1 240 puits", "1,204"),
        ("https://example.org/r", "https://example.org/fr", "https://example.org/r"),
        ("[^one] C’était", " C’était", "[^one]"),
        ("[#map]", "la carte", "[#map]"),
    ],
)
def test_numbers_links_and_calls_that_differ_are_told(
    old: str, new: str, said: str, accepted: Path
) -> None:
    edit(accepted / "mali.fr.yaml", old, new)

    findings = load_comparison(accepted / "mali.fr.yaml").findings
    assert {each.rule for each in findings} == {"translation-differs"}
    assert said in findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("date: 2026-11", "date: 2026-10", '"date" is "2026-11" in the source, and "2026-10" here'),
        ("notes: {one:", "notes: {two: Encore., one:", "notes that the source lacks: two"),
        ("heading: Puits", "id: puits\n    heading: Puits", "ids that the source lacks: puits"),
    ],
)
def test_fields_and_parts_that_differ_are_told(
    old: str, new: str, said: str, accepted: Path
) -> None:
    edit(accepted / "mali.fr.yaml", old, new)

    findings = load_comparison(accepted / "mali.fr.yaml").findings
    assert said in " ".join(each.message for each in findings if each.rule == "translation-field")


@pytest.mark.parametrize("suffix", ["xlf", "po"])
def test_texts_go_to_a_translator_and_come_back(suffix: str, folder: Path, cli: Cli) -> None:
    (folder / "mali.fr.yaml").unlink()
    assert cli("translations", str(folder / "mali.yaml"), "--begin", "fr").returncode == 0
    begun = folder / "mali.fr.yaml"
    texts = folder / f"fr.{suffix}"
    assert cli("translations", str(begun), "--export", str(texts)).returncode == 0

    # A translator writes the French beside the English.
    (folder / "done.fr.yaml").write_text(FRENCH, "utf-8")
    done = folder / f"done.{suffix}"
    assert cli("translations", str(folder / "done.fr.yaml"), "--accept").returncode == 0
    assert cli("translations", str(folder / "done.fr.yaml"), "--export", str(done)).returncode == 0
    assert cli("translations", str(begun), "--import", str(done)).returncode == 0

    edit(
        folder / "done.fr.yaml",
        "{language: en-GB, brief: mali.yaml}",
        "{language: fr, brief: mali.fr.yaml}",
    )
    made, wanted = (
        parse_yaml(p.read_text("utf-8"), "").data for p in (begun, folder / "done.fr.yaml")
    )
    assert made == wanted
    assert "# a comment" in begun.read_text("utf-8")
    assert load_comparison(begun).done == 1
    assert [each.rule for each in load_comparison(begun).findings] == ["translation-unlisted"]
    assert "Rain" not in texts.read_text("utf-8").partition("<target")[2]


@pytest.mark.parametrize("suffix", ["xlf", "po"])
def test_a_translation_of_what_has_changed_meanwhile_is_stale(
    suffix: str, folder: Path, cli: Cli
) -> None:
    texts = folder / f"fr.{suffix}"
    assert cli("translations", str(folder / "mali.fr.yaml"), "--accept").returncode == 0
    assert cli("translations", str(folder / "mali.fr.yaml"), "--export", str(texts)).returncode == 0
    edit(folder / "mali.yaml", "Herders move south", "Many herders move south")

    assert cli("translations", str(folder / "mali.fr.yaml"), "--import", str(texts)).returncode == 0
    assert found(folder) == [("translation-stale", 21)]


def test_a_lost_sign_and_a_lost_place_are_told(folder: Path, cli: Cli) -> None:
    texts = folder / "fr.po"
    assert cli("translations", str(folder / "mali.fr.yaml"), "--export", str(texts)).returncode == 0
    edit(texts, "mai.[^one] C", "mai. C")
    edit(texts, 'msgctxt "key_messages[1]"', 'msgctxt "key_messages[7]"')

    done = cli("translations", str(folder / "mali.fr.yaml"), "--import", str(texts))
    assert "warning[translation-codes]: the translation lacks [^one]" in done.stderr
    assert (
        "warning[translation-place]: there is no place for the translation of key_messages[7]"
        in done.stderr
    )


def test_what_lies_in_a_folder_and_cannot_be_read_hides_no_translation(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.yaml"
    elsewhere.write_text(FRENCH, "utf-8")
    (folder / "link.yaml").symlink_to(elsewhere)
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "latin.yaml").write_bytes(b"translation_of: caf\xe9")
    (folder / "folder.yaml").mkdir()

    assert translations_of([folder]) == [folder / "mali.fr.yaml"]
    assert translations_of([folder / "mali.yaml"]) == [folder / "mali.fr.yaml"]


@pytest.mark.parametrize("name", ["a" * 300, "b/" * 2000])
def test_a_source_that_no_file_can_be_called_is_told(name: str, folder: Path) -> None:
    edit(folder / "mali.fr.yaml", "translation_of: mali.yaml", f"translation_of: {name}")

    with pytest.raises(Unusable, match="translation-of"):
        load_comparison(folder / "mali.fr.yaml")


def test_a_record_elsewhere_is_not_read(
    accepted: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = accepted / "mali.fr.translated.json"
    moved = tmp_path_factory.mktemp("elsewhere") / "x.json"
    record.rename(moved)
    record.symlink_to(moved)

    with pytest.raises(Unusable, match="translation-record"):
        load_comparison(accepted / "mali.fr.yaml")


def test_texts_of_another_brief_are_told_a_few_times(folder: Path) -> None:
    others = [Received(f"x[{n}]", "a", "b", is_done=True) for n in range(1000)]

    _, _, findings = receive(load_comparison(folder / "mali.fr.yaml"), others)

    assert {each.rule for each in findings} == {"translation-place"}
    assert len(findings) == 21
    assert "980 more" in findings[-1].message


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlf", b"<xliff", "no XML"),
        ("a.xlf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "declares entities"),
        ("a.xlf", b"<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2'/>", "no file of XLIFF 2"),
        ("a.xlf", b"\xff\xfe", "not in UTF-8"),
        ("a.xlf", b"<?xml version='1.0' encoding='none'?><x/>", "no XML"),
        ("a.po", b'msgid "a\nmsgstr "', "PO file"),
        ("a.po", b"", "no text of a brief"),
        ("a.txt", b"", "does not end in"),
    ],
)
def test_a_file_of_a_translator_that_is_none_is_refused(
    name: str, data: bytes, said: str, folder: Path, cli: Cli
) -> None:
    (folder / name).write_bytes(data)

    done = cli("translations", str(folder / "mali.fr.yaml"), "--import", str(folder / name))
    assert done.returncode == 2
    assert "error[translation-file]" in done.stderr
    assert said in done.stderr
    assert (folder / "mali.fr.yaml").read_text("utf-8") == FRENCH


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone.yaml", "there is no file"),
        ("../a.yaml", "does not lie beside"),
        ("mali.fr.yaml", "is a translation itself"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused(
    name: str, said: str, folder: Path, cli: Cli
) -> None:
    edit(folder / "mali.fr.yaml", "translation_of: mali.yaml", f"translation_of: {name}")

    done = cli("translations", str(folder / "mali.fr.yaml"))
    assert done.returncode == 2
    assert "error[translation-of]" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize("data", ["[", "[]", "{}", '{"passages": [{}]}', '{"passages": [1]}'])
def test_a_damaged_record_is_refused(data: str, folder: Path, cli: Cli) -> None:
    record_path(folder / "mali.fr.yaml").write_text(data)

    done = cli("translations", str(folder / "mali.fr.yaml"))
    assert (done.returncode, "error[translation-record]" in done.stderr) == (2, True)


def test_a_folder_without_translations_says_so(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "mali.yaml").write_text(SOURCE, "utf-8")

    assert "no translation was found" in cli("translations", str(tmp_path)).stdout


@pytest.mark.slow("a long run")
def test_a_comparison_runs_in_a_worker(folder: Path) -> None:
    with TranslationWorker() as worker:
        assert worker.compare(folder / "mali.fr.yaml").total == 9


NEW_PARTS = {
    "a paragraph": ("      - Herders move", "      - Goats stay.\n      - Herders move"),
    "a message": ("  - Towns grow", "  - Goats stay.\n  - Towns grow"),
    "a section": (
        "notes: {one",
        ("  - heading: Goats stay\n    body:\n      - |\n        One line.\n\n        - of a list\n"
        "      - quote: {text: Be kind to goats., attribution: A song}\nnotes: {one"),
    ),
    "a figure": (
        "      - Herders move",
        ("      - figure:\n          image: a.svg\n          alt: A goat\n          caption: Goats\n"
        "      - Herders move"),
    ),
    "a note": ("notes: {one: A note on *rain* from 2024.}", "notes: {one: A note on *rain* from 2024., two: Goats.}"),
    "a subtitle": ("country: {name", "subtitle: Goats and rain\ncountry: {name"),
}  # fmt: skip


@pytest.mark.parametrize("suffix", ["xlf", "po"])
@pytest.mark.parametrize("name", NEW_PARTS)
def test_what_the_source_has_new_is_put_into_its_place(
    name: str, suffix: str, accepted: Path, cli: Cli
) -> None:
    edit(accepted / "mali.yaml", *NEW_PARTS[name])
    texts, french = accepted / f"fr.{suffix}", accepted / "mali.fr.yaml"
    assert cli("translations", str(french), "--export", str(texts)).returncode == 0
    translated = texts.read_text("utf-8")
    for said in (
        "Goats stay.",
        "Goats stay",
        "Be kind to goats.",
        "A goat",
        "Goats and rain",
        "Goats.",
        "Goats",
    ):
        translated = translated.replace(
            f">{said}</source>", f">{said}</source><target>{said} fr</target>"
        ).replace(f'msgid "{said}"\nmsgstr ""', f'msgid "{said}"\nmsgstr "{said} fr"')
    texts.write_text(translated, "utf-8")

    done = cli("translations", str(french), "--import", str(texts))

    assert done.stderr == ""
    source, made = (parse_yaml(p.read_text("utf-8"), "") for p in (accepted / "mali.yaml", french))
    assert made.findings == ()
    assert {*source.values} <= {*made.values}
    new = [path for path in source.values if f"{source.get(path)} fr" == made.get(path)]
    assert len(new) == (2 if name in ("a section", "a figure") else 1)
    assert "# vu" in made.text


@pytest.mark.parametrize(
    ("language", "country", "name"),
    [
        ("fr", "{name: Kenya, code: KE}", "Kenya"),
        ("de", "{name: Kenya, code: KE}", "Kenia"),
        ("ar", "{name: Kenya, code: KE}", "كينيا"),
        ("de", "{name: The Republic, code: KE}", "The Republic"),  # which is no name of CLDR
        ("de", "{name: Kenya}", "Kenia"),
    ],
)
def test_a_begun_translation_has_the_name_of_the_country_in_its_language(
    language: str, country: str, name: str, folder: Path, cli: Cli
) -> None:
    edit(folder / "mali.yaml", "{name: Mali, code: ML}", country)
    begun = folder / f"mali.{language}.yaml"
    begun.unlink(missing_ok=True)

    assert cli("translations", str(folder / "mali.yaml"), "--begin", language).returncode == 0
    assert parse_yaml(begun.read_text("utf-8"), "").get(("country", "name")) == name
