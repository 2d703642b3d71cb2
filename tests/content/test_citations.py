"""Citations in texts: what is one, and what only has an @ in it."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from briefpress.content.markdown.apparatus import Apparatus
from briefpress.content.markdown.calls import Citation, CitationCall, Cited, NoteCall
from briefpress.content.markdown.conversion import markdown_to_html, markdown_to_text
from briefpress.content.markdown.problems import problems
from briefpress.content.model.fields import Markdown

KEYS = ("kim2024", "who", "müller:2019/x", "kim_2024.b", "10.1/(a)")


def page(text: str) -> list[CitationCall | NoteCall]:
    """Return what a text calls."""
    apparatus = Apparatus(works=KEYS, notes={"n": 1})
    markdown_to_html(text, Markdown.BLOCKS, apparatus)
    return apparatus.page


def cited(text: str) -> list[Citation]:
    return [call.citation for call in page(text) if isinstance(call, CitationCall)]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("[@kim2024]", [Cited("kim2024")]),
        ("a [@kim2024, p. 4]", [Cited("kim2024", suffix=", p. 4")]),
        ("[@kim2024 p. 4]", [Cited("kim2024", suffix=" p. 4")]),
        ("[see @kim2024,\n pp. 4-5; also @who]",
         [Cited("kim2024", "see", ", pp. 4-5"), Cited("who", "also")]),
        ("[-@kim2024]", [Cited("kim2024", hides_author=True)]),
        ("[e.g. -@kim2024; @who]", [Cited("kim2024", "e.g.", hides_author=True), Cited("who")]),
        ("[@müller:2019/x]", [Cited("müller:2019/x")]),
        ("([@kim_2024.b].)", [Cited("kim_2024.b")]),
        ("[“as @who has it”]", [Cited("who", "“as", " has it”")]),
        ("*a [@who]*", [Cited("who")]),
        ("[@{who}; see -@{10.1/(a)}, p. 4]", [Cited("who"), Cited("10.1/(a)", "see", ", p. 4", hides_author=True)]),
    ],
)  # fmt: skip
def test_brackets_hold_citations(text: str, works: list[Cited]) -> None:
    assert cited(text) == [Citation(tuple(works))]


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("As @kim2024 says", Cited("kim2024")),
        ("(@kim2024)", Cited("kim2024")),
        ("@who's data", Cited("who")),
        ("@kim2024.", Cited("kim2024")),
        ("As @{10.1/(a)}b says", Cited("10.1/(a)")),
        ("@{who} [p. 4] says", Cited("who", suffix=", p. 4")),
        ("@kim2024-based work", Cited("kim2024")),
        ("“@kim2024” and", Cited("kim2024")),
        ("@kim2024 [p. 4] says", Cited("kim2024", suffix=", p. 4")),
        ("@kim2024 [sic] says", Cited("kim2024")),
        ("@kim2024 [a link](https://a.org/4)", Cited("kim2024")),
        ("@kim2024 [#table-4]", Cited("kim2024")),
    ],
)
def test_a_key_in_a_sentence_is_a_citation(text: str, work: Cited) -> None:
    (found,) = cited(text)
    assert found == Citation((work,), is_narrative=True)


@pytest.mark.parametrize(
    "text",
    [
        "who@who.int", "mail@kim2024.org", "<who@kim2024>", "a.@who", "x@kim2024", "5@6", "@ who", "@",
        "@someone", "follow @WHO", r"\@who", "`@who`", "@@who", "https://a.org/@who", "[follow @us]",
        "[@who](https://who.int)", "[as @who says](https://who.int)", "[a @someone; b]", "[who@kim.org]",
        "[x](mailto:who@kim.org)",
    ],
)  # fmt: skip
def test_other_signs_are_text(text: str) -> None:
    assert cited(text) == []


@given(st.text("@ak2[]-;,. who", max_size=30))
def test_text_without_the_key_of_a_source_is_never_a_citation(text: str) -> None:
    apparatus = Apparatus(works=("other2024",))
    markdown_to_html(text, Markdown.BLOCKS, apparatus)
    assert apparatus.page == []


def test_calls_are_logged_in_the_order_of_the_page() -> None:
    calls = page("a[^n] and @who, then [@kim2024].[^n]")
    kinds = [c.key if isinstance(c, NoteCall) else c.citation.works[0].key for c in calls]
    assert kinds == ["n", "who", "kim2024", "n"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@kmi2024]", [("reference-missing", 'did you mean "kim2024"?')]),
        ("[@nobody]", [("reference-missing", "")]),
        ("[see @kmi2024, p. 4]", [("reference-missing", 'did you mean "kim2024"?')]),
        ("[see @nobody1999; p. 4]", [("citation-doubtful", "")]),
        ("[write to @wolf]", []),
        ("[see @kim2024; @whom]", [("reference-missing", 'did you mean "who"?')]),
        (
            "As @kim2042 says",
            [("citation-doubtful", r'if you mean "kim2024", write that; if it is text, write \@')],
        ),
        ("As @okello1999 says", [("citation-doubtful", "")]),
        ("[@kim2024; p. 4]", [("citation-broken", "")]),
        ("@someone, a@b.org, @ 5, @wolf", []),
        (r"\@kim2042", []),
    ],
)
def test_what_is_meant_as_a_citation_and_is_none_is_reported(
    text: str, found: list[tuple[str, str]]
) -> None:
    reported = problems(text, Markdown.INLINE, Apparatus(works=KEYS))
    assert [(each.rule.id, each.mend) for each in reported] == found


def test_a_brief_without_sources_may_use_the_sign_freely() -> None:
    assert list(problems("@kim2024 and @who", Markdown.INLINE, Apparatus())) == []


def test_references_that_are_typed_by_hand_are_cited_by_their_labels() -> None:
    apparatus = Apparatus(references={"kim": "Kim 2024"})
    link = '<a href="#ref-kim" role="doc-biblioref">Kim 2024</a>'
    html = markdown_to_html("As @kim says [see @kim, p. 4]", Markdown.INLINE, apparatus)
    assert html == f"As {link} says (see {link}, p. 4)"
    assert apparatus.page == []


def test_plain_text_is_without_citations() -> None:
    assert markdown_to_text("It rains [@kim2024, p. 4].") == "It rains."
