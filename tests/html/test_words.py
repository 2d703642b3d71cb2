"""The words that templates set themselves: in which language, and what is reported about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress import html
from briefpress.findings import Severity, Unusable
from briefpress.html import BUILT_IN, Theme, words as theme_words
from rendered import brief_of, page_of, text_of, theme_with


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en-GB", "2025", "2025"),
        ("en", "2025-04", "April 2025"),
        ("fr-CA", "2025-12-01", "1 décembre 2025"),
        ("ES", "2025-04-30", "30 de abril de 2025"),
        ("ru", "2025-04", "апрель 2025"),
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


def test_labels_are_escaped() -> None:
    labels = {"by": "{x} {names.__class__} { {names}", "imprint": "<b>{}</b>", "page_of": "{page}"}

    made = page_of(brief_of(labels=labels), {})

    assert "{x} {names.__class__} { Wanjiru Kamau" in text_of(made.root)
    assert "<b>{}</b>" in text_of(made.root)
    assert made.all("b") == []


def test_every_word_is_used_by_a_template() -> None:
    used = "".join(path.read_text("utf-8") for path in (BUILT_IN / "templates").rglob("*.html"))
    kinds = ("figure", "table", "box", "section", "annex")
    # By `words` and `numbers`.
    elsewhere = {"months", "date", *(f"{kind}_number" for kind in kinds)}
    for language, words in theme_words.read_words(BUILT_IN / "templates/words.yaml").items():
        unused = {w for w in words if f"words.{w}" not in used and f'words["{w}"]' not in used}
        assert unused == elsewhere, language


def test_language_without_words_is_reported() -> None:
    words = theme_words.read_words(BUILT_IN / "templates/words.yaml")["en"]

    (finding,) = html.render(brief_of(language="kk"), Theme(), {}, "x").findings
    labels = {name: word for name, word in words.items() if name != "imprint"}
    (rest,) = html.render(brief_of(language="kk", labels=labels), Theme(), {}, "x").findings

    assert (finding.rule, finding.severity) == ("labels-language", Severity.WARNING)
    assert rest.mend == "set them under labels: imprint"
    assert "source" not in finding.mend  # which this brief does not print
    assert html.render(brief_of(language="kk", labels=words), Theme(), {}, "x").findings == ()


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
