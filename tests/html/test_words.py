"""The words that templates set themselves: in which language, and what is reported about them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import langcodes
import pytest

from briefpress import html
from briefpress.content import closest_language
from briefpress.findings import Severity, Unusable
from briefpress.html import BUILT_IN, Theme, word_files
from rendered import brief_of, page_of, text_of, theme_with


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en-GB", "2025", "2025"),
        ("en", "2025-04", "April 2025"),
        ("fr-CA", "2025-12-01", "1 décembre 2025"),
        ("ES", "2025-04-30", "30 de abril de 2025"),
        ("ru", "2025-04", "апрель 2025 г."),
        ("ru", "2025-04-30", "30 апреля 2025 г."),
        ("pl", "2025-04-30", "30 kwietnia 2025"),
        ("zh-TW", "2025-04", "2025年4月"),
        ("en-US", "2025-04-30", "April 30, 2025"),
    ],
)
def test_dates_are_in_the_language_of_the_brief(language: str, date: str, said: str) -> None:
    (time,) = page_of(brief_of(language=language, date=date), {}).all("time")

    assert (time.get("datetime"), text_of(time)) == (date, said)


@pytest.mark.parametrize(
    ("names", "byline"),
    [
        (["A & B"], "By A & B"),
        (["A", "B <b>"], "By A and B <b>"),
        (["A", "B", "O'C"], "By A, B and O'C"),
    ],
)
def test_byline_lists_the_authors(names: list[str], byline: str) -> None:
    made = page_of(brief_of(authors=[{"name": name} for name in names]), {})

    assert [text_of(p) for p in made.all("p") if p.get("class") == "byline"] == [byline]


@pytest.mark.parametrize(
    ("language", "labels", "names", "byline"),
    [
        ("ru", {}, ["А"], "Автор: А"),
        ("ru", {}, ["А", "Б"], "Авторы: А и Б"),
        ("ru", {"by": "Текст: {names}"}, ["А"], "Текст: А"),
        ("ru", {"by_one": "Текст: {names}"}, ["А", "Б"], "Авторы: А и Б"),
    ],
)
def test_one_author_is_named_as_one(
    language: str, labels: dict[str, str], names: list[str], byline: str
) -> None:
    authors = [{"name": name} for name in names]
    made = page_of(brief_of(language=language, labels=labels, authors=authors), {})

    assert [text_of(p) for p in made.all("p") if p.get("class") == "byline"] == [byline]


def test_labels_are_escaped() -> None:
    labels = {"by": "{x} {names.__class__} { {names}", "imprint": "<b>{}</b>", "page_of": "{page}"}

    made = page_of(brief_of(labels=labels), {})

    assert "{x} {names.__class__} { Wanjiru Kamau" in text_of(made.root)
    assert "<b>{}</b>" in text_of(made.root)
    assert made.all("b") == []


@pytest.mark.parametrize(
    ("language", "byline"),
    [
        ("fr", "Par A, B et C"),
        ("ar", "بقلم A و B و C"),
        ("zh-Hans", "作者：A、B和C"),
        ("tlh", "By A, B and C"),
    ],
)
def test_lists_are_those_of_the_language(language: str, byline: str) -> None:
    authors = [{"name": name} for name in "ABC"]
    made = page_of(brief_of(language=language, authors=authors), {})

    assert [text_of(p) for p in made.all("p") if p.get("class") == "byline"] == [byline]


LANGUAGES = sorted(path.stem for path in (BUILT_IN / "templates/words").iterdir())


def words_of(language: str) -> dict[str, str]:
    return word_files.read_words(BUILT_IN / f"templates/words/{language}.yaml")


def test_there_are_words_in_the_languages_of_institutes() -> None:
    assert set(LANGUAGES) >= {
        "am", "ar", "bn", "de", "en", "es", "fa", "fr", "he", "hi", "hy", "id", "it", "ja", "ka", "kk", "km", "ko",
        "ky", "my", "nl", "pl", "pt", "ru", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh-Hans", "zh-Hant",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_the_same_values(language: str) -> None:
    words, english = words_of(language), words_of("en")

    assert words.keys() == english.keys()
    for name, word in words.items():
        assert set(re.findall(r"{\w*}", word)) == set(re.findall(r"{\w*}", english[name])), name
        assert word == word.strip(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_in_its_script(language: str) -> None:
    script = langcodes.Language.get(language).maximize().script
    letters = [each for each in words_of(language)["contents"] if each.isalpha()]
    names = {"Hans": "CJK", "Hant": "CJK", "Jpan": "CJK", "Kore": "HANGUL", "Latn": "LATIN", "Cyrl": "CYRILLIC",
             "Arab": "ARABIC", "Beng": "BENGALI", "Deva": "DEVANAGARI", "Ethi": "ETHIOPIC", "Geor": "GEORGIAN",
             "Grek": "GREEK", "Hebr": "HEBREW", "Armn": "ARMENIAN", "Khmr": "KHMER", "Mymr": "MYANMAR",
             "Taml": "TAMIL", "Telu": "TELUGU", "Thai": "THAI"}  # fmt: skip

    assert {unicodedata.name(each).split()[0] for each in letters} == {names[str(script)]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_in_a_language_with_words_has_no_english_ones(language: str) -> None:
    made = html.render(brief_of(language=language), Theme(), {}, "x")

    assert made.findings == ()
    assert "Suggested" not in made.text or language == "en"


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("pt-BR", "pt"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-HK", "zh-Hant"),
        ("ZH-hant-MO", "zh-Hant"),
        ("uz-Latn", "uz"),
        ("uz-Cyrl", None),
        ("kk-Arab", None),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("sr-Latn", None),
        ("sr-Cyrl-RS", "sr"),
        ("en-US", "en"),
        ("eo", None),
    ],
)
def test_words_are_those_of_the_same_language_in_the_same_script(
    language: str, found: str | None
) -> None:
    assert closest_language(language, LANGUAGES) == found


def test_english_in_another_language_says_that_it_is_english() -> None:
    made = page_of(brief_of(language="eo", labels={"licence": "Permesilo"}), {})
    marked = [text_of(e) for e in made.all("span") if e.get("lang") == "en"]
    (byline,) = [p for p in made.all("p") if p.get("class") == "byline"]

    assert {"Credits", "Suggested citation", "By"} <= set(marked)
    assert "Permesilo" not in marked
    assert text_of(byline) == "By Wanjiru Kamau"
    assert "Wanjiru Kamau" not in marked
    assert made.errors == []
    assert not re.search("[\ufdd0\ufdd1]", made.text)


@pytest.mark.parametrize(
    ("language", "licence", "name", "lang"),
    [
        ("nb", "CC-BY-SA-4.0", "Creative Commons Navngivelse-DelPåSammeVilkår 4.0 Internasjonal", None),
        ("de-AT", "CC-BY-4.0", "Creative Commons Namensnennung 4.0 International", None),
        ("zh-TW", "CC-BY-NC-4.0", "Creative Commons 姓名標示─非商業性 4.0 國際", None),
        ("hi", "CC-BY-4.0", "Creative Commons Attribution 4.0 International", "en"),
        ("fr", "CC-BY-3.0-IGO", "Creative Commons Attribution 3.0 IGO", "en"),
    ],
)  # fmt: skip
def test_a_licence_has_the_name_that_creative_commons_gives_it(
    language: str, licence: str, name: str, lang: str | None
) -> None:
    made = page_of(brief_of(language=language, licence=licence), {})
    (link,) = [a for a in made.all("a") if a.get("rel") == "license"]

    assert text_of(link).startswith(name)
    assert [span.get("lang") for span in link.iter("span")] == ([lang] if lang else [])


def test_every_word_is_used_by_a_template() -> None:
    used = "".join(path.read_text("utf-8") for path in (BUILT_IN / "templates").rglob("*.html"))
    kinds = ("figure", "table", "box", "section", "annex")
    # By `words` and `numbers`.
    elsewhere = {"licensed", *(f"{kind}_number" for kind in kinds)}
    words = words_of("en")
    unused = {w for w in words if f"words.{w}" not in used and f'words["{w}"]' not in used}
    assert unused == elsewhere


def test_language_without_words_is_reported() -> None:
    words = words_of("en")

    (finding,) = html.render(brief_of(language="eo"), Theme(), {}, "x").findings
    labels = {name: word for name, word in words.items() if name != "imprint"}
    (rest,) = html.render(brief_of(language="eo", labels=labels), Theme(), {}, "x").findings

    assert (finding.rule, finding.severity) == ("labels-language", Severity.WARNING)
    assert rest.mend == "set them under labels: imprint"
    assert "source" not in finding.mend  # which this brief does not print
    assert html.render(brief_of(language="eo", labels=words), Theme(), {}, "x").findings == ()


def test_label_that_no_template_sets_is_reported() -> None:
    (finding,) = html.render(brief_of(labels={"sorce": "x"}), Theme(), {}, "x").findings
    assert (finding.rule, finding.severity) == ("labels-unknown", Severity.WARNING)
    assert "sorce" in finding.message
    assert "source" in finding.mend


def test_wrong_number_of_months_is_reported() -> None:
    made = html.render(brief_of(labels={"months": "Mweri wa 1, Mweri wa 2"}), Theme(), {}, "x")

    assert [(f.rule, f.severity) for f in made.findings] == [("labels-months", Severity.ERROR)]


@pytest.mark.parametrize(
    ("words", "rule", "line"),
    [
        ("en:\n  notes: Notes\n  source: [a]\n", "theme-words", 1),
        ("sw: Maelezo\n", "theme-words", 1),
        ("en:\n  notes: A\n  notes: B\n", "duplicate-key", 3),
        ("en: {notes: A\n", "yaml-syntax", 2),
        (b"en: {notes: \xff}", "not-utf-8", 1),
    ],
)
def test_fault_in_words_yaml_is_a_finding(
    words: str | bytes, rule: str, line: int, tmp_path: Path
) -> None:
    theme = theme_with(tmp_path, words__yaml=words)

    with pytest.raises(Unusable) as caught:
        html.render(brief_of(), theme, {}, "x.yaml")

    assert [(f.rule, f.location.line) for f in caught.value.findings] == [(rule, line)]


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en-GB", "‘A <b> c’"),
        ("fr", "«\u00a0A <b> c\u00a0»"),
        ("es", "«A <b> c»"),
        ("ru", "«A <b> c»"),
    ],
)
def test_the_suggested_citation_has_the_quotation_marks_of_the_language(
    language: str, quoted: str
) -> None:
    made = page_of(brief_of(language=language, title="A <b> c"), {})

    (citation,) = [p for p in made.all("p") if "bibliographicCitation" in (p.get("property") or "")]
    (meta,) = [m for m in made.all("meta") if m.get("name") == "dcterms.bibliographicCitation"]
    assert f") {quoted}, " in "".join(citation.itertext())
    assert f") {' '.join(quoted.split())}, " in (meta.get("content") or "")


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("en", "Writer, A. (2025) ‘T’, S 3, P: H"),
        ("ar", "Writer, A. (2025) «T»، S 3، P: H"),
        ("ja", "Ann Writer（2025）「T」、S 3、P：H"),
        ("zh-Hans", "Ann Writer（2025）《T》，S 3，P：H"),
        ("fr", "Writer, A. (2025) « T », S 3, P : H"),
    ],
)
def test_what_is_listed_has_the_commas_and_brackets_of_the_language(
    language: str, citation: str
) -> None:
    brief = brief_of(
        language=language,
        title="T",
        date="2025",
        authors=[{"name": "Ann Writer"}],
        series={"title": "S", "number": "3"},
        publisher={"name": "H", "place": "P"},
    )
    made = page_of(brief, {})
    (said,) = (e for e in made.all("p") if e.get("property") == "dcterms:bibliographicCitation")

    assert re.sub(r"[\xa0\u202f]", " ", text_of(said)) == citation


@pytest.mark.parametrize(("language", "label"), [("tr", "Ek"), ("az", "Əlavə")])
def test_a_dotted_i_has_a_dotted_capital(language: str, label: str) -> None:
    annexes = [{"heading": "H", "body": ["Text."]} for _ in range(14)]
    made = text_of(page_of(brief_of(language=language, annexes=annexes), {}).root)
    letters = re.findall(rf"{label}\s(\w)", made)

    assert letters.index("I") + 1 == letters.index("İ")
