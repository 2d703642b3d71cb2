"""A part of a brief in another language: its words, its direction, and what points to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress import html
from briefpress.html import Theme
from rendered import brief_of, page_of, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from rendered import Page

TABLE = {"id": "wells", "caption": "Puits", "columns": ["A", "B"], "rows": [["N", "1"]]}
SECTIONS: list[dict[str, Any]] = [
    {"heading": "Rain", "body": ["See [#wells]."]},
    {
        "heading": "Pluie",
        "language": "fr",
        "body": ["Voir [#wells].", {"table": {**TABLE, "source": "Bureau"}}],
    },
    {"heading": "Wells", "body": ["See [#wells] once more."]},
]


def having_language(page: Page, *tags: str) -> list[tuple[str, str]]:
    return [
        (each.get("lang") or "", each.get("dir") or "")
        for each in page.all(*tags)
        if each.get("lang")
    ]


def paragraphs(page: Page) -> list[str]:
    return [text_of(p) for p in page.all("p")]


def section_called(page: Page, heading: str) -> Element:
    return next(s for s in page.all("section") if text_of(s).startswith(heading))


def test_a_section_has_the_words_of_its_language() -> None:
    page = page_of(brief_of(sections=SECTIONS), {})

    assert having_language(page, "section") == [("fr", "ltr")]
    assert "Source : Bureau" in paragraphs(page)
    assert [text_of(c) for c in page.all("caption")] == ["Tableau 1. Puits"]


def test_a_pointer_is_in_the_language_in_which_it_is_read() -> None:
    said = paragraphs(page_of(brief_of(sections=SECTIONS), {}))

    assert [p for p in said if p.startswith(("See", "Voir"))] == [
        "See Table 1.", "Voir tableau 1.", "See Table 1 once more.",
    ]  # fmt: skip


def test_the_contents_say_in_which_language_a_heading_is() -> None:
    page = page_of(brief_of(sections=SECTIONS), {})
    (contents,) = page.all("nav")

    assert [(text_of(a), a.get("lang")) for a in contents.iter("a")] == [
        ("Rain", None), ("Pluie", "fr"), ("Wells", None),
    ]  # fmt: skip


def test_summaries_have_headings_and_key_messages_in_their_language() -> None:
    summaries = [
        {"language": "ar", "text": "نص", "key_messages": ["رسالة"]},
        {"language": "sw", "heading": "Kwa ufupi", "text": "Maandishi."},
    ]
    page = page_of(brief_of(summaries=summaries), {})

    assert having_language(page, "section") == [("ar", "rtl"), ("sw", "ltr")]
    assert [text_of(h) for h in section_called(page, "ملخص").iter("h3")] == ["الرسائل الرئيسية"]
    assert text_of(section_called(page, "Kwa ufupi")).endswith("Maandishi.")


def test_one_warning_names_the_words_that_a_part_lacks_in_its_language() -> None:
    made = html.render(
        brief_of(summaries=[{"language": "eo", "text": "Teksto."}]), Theme(), {}, "x"
    )

    (finding,) = made.findings
    assert (finding.rule, finding.message.split(",")[0]) == (
        "labels-language",
        "the theme has no words in eo",
    )
    assert '<span lang="en" dir="ltr">Summary</span>' in made.text
    assert '<h2 id="imprint">Credits</h2>' in made.text
