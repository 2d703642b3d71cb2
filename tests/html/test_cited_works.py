"""Citations and the list of what they cite on a page, as pandoc sets them."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings, strategies as st

from brief_texts import BRIEF
from briefpress import content, html
from briefpress.content import EDITIONS, WEB_PAGE
from briefpress.findings import Unusable
from briefpress.html import Theme
from briefpress.system import run_pandoc
from briefpress.system.limits import Limits

if TYPE_CHECKING:
    from briefpress.content import Edition

WORKS: list[dict[str, Any]] = [
    {"id": "kim2024", "type": "book", "title": "Über den Nil", "language": "de", "publisher": "River Press",
     "author": [{"family": "Kim", "given": "Min-ji"}], "issued": {"date-parts": [[2024]]}},
    {"id": "kim2024b", "type": "article-journal", "title": "Wells & <i>water</i>", "container-title": "Water",
     "author": [{"family": "Kim", "given": "Min-ji"}], "issued": {"date-parts": [[2024]]}, "DOI": "10.1234/ab"},
    {"id": "who:2020/a", "type": "report", "title": "Health <b>data", "URL": "https://who.int/a",
     "author": [{"literal": "World Health Organization"}], "issued": {"date-parts": [[2020]]}},
    {"id": "never", "type": "book", "title": "Not cited"},
]  # fmt: skip


def page(
    folder: Path,
    *texts: str,
    edition: Edition = EDITIONS["screen"],
    works: list[Any] = WORKS,
    **fields: Any,
) -> str:
    """Return the HTML of a brief with these paragraphs."""
    (folder / "works.json").write_text(json.dumps(works), "utf-8")
    body = {"bibliography": "works.json", "introduction": texts, **fields}
    lines = [f"{name}: {json.dumps(value)}" for name, value in body.items()]
    given = [line for line in BRIEF.splitlines() if line.partition(":")[0] not in body]
    (folder / "b.yaml").write_text("\n".join((*given, *lines)), "utf-8")
    manuscript = content.load(folder / "b.yaml")
    assert manuscript.brief, manuscript.findings
    return html.render(
        manuscript.brief, Theme(), manuscript.images, "b.yaml", edition, manuscript.bibliography
    ).text


def introduction(page: str) -> str:
    found = re.search(r"<main>.*?</p>\n(.*?)\n<section", page, re.DOTALL)
    assert found
    return found[1].strip()


NO_BREAK = "\N{NO-BREAK SPACE}"


def entries(page: str) -> list[str]:
    listed = re.search(r'<ul class="works.*?</ul>', page, re.DOTALL)
    return re.findall(r"<li[^>]*>.*?</li>", listed[0]) if listed else []


def link(key: str, words: str) -> str:
    return f'<a href="#ref-{key}" role="doc-biblioref">{words}</a>'


def test_author_and_date_are_links_to_entries(tmp_path: Path) -> None:
    made = page(
        tmp_path,
        "So [see @kim2024, pp. 4-5; also @kim2024b], and @who:2020/a [p. 3].",
        language="en-GB",
    )
    assert introduction(made) == (
        f"<p>So (see {link('kim2024', f'Kim, 2024a, pp.{NO_BREAK}4–5')}; also {link('kim2024b', 'Kim, 2024b')}), "
        f"and World Health Organization ({link('who:2020~2fa', f'2020, p.{NO_BREAK}3')}).</p>"
    )
    doi, address = "https://doi.org/10.1234/ab", "https://who.int/a"
    first, second, third = entries(made)
    assert first == (
        '<li id="ref-kim2024">Kim, M. (2024a) <em><span lang="de">Über den Nil</span></em>. River Press.</li>'
    )
    assert second == (
        '<li id="ref-kim2024b">Kim, M. (2024b) ‘Wells &amp; <em>water</em>’, <em>Water</em> [Preprint]. '
        f'Available at: <a href="{doi}">{doi}</a>.</li>'
    )
    assert third == (
        '<li id="ref-who:2020~2fa">World Health Organization (2020) <em>Health &lt;b&gt;data</em>. '
        f'Available at: <a href="{address}">{address}</a>.</li>'
    )


def test_numbers_are_those_of_the_first_citation_and_labels_of_entries(tmp_path: Path) -> None:
    made = page(tmp_path, "A [@who:2020/a]. B [@kim2024; @who:2020/a].", citation_style="ieee")
    one, two = link("who:2020~2fa", "[1]"), link("kim2024", "[2]")
    assert introduction(made) in (
        f"<p>A {one}. B {two}, {one}.</p>",
        f"<p>A {one}. B {one}, {two}.</p>",
    )
    markers = [
        re.findall(r'id="ref-(.*?)" style="list-style-type: (.*?)"', each) for each in entries(made)
    ]
    assert markers == [[("who:2020~2fa", "&#34;[1] &#34;")], [("kim2024", "&#34;[2] &#34;")]]
    assert 'class="works labelled"' in made


def test_a_sentence_names_its_author_where_the_style_has_numbers(tmp_path: Path) -> None:
    text = "As @kim2024 and @who:2020/a [p. 3] say [see @kim2024; also @kim2024b]."
    made = page(tmp_path, text, summary="After @kim2024.", citation_style="vancouver")
    words = re.sub("<.*?>", "", introduction(made))
    assert words == "As Kim (1) and World Health Organization (2) say (see 1, also 3)."
    assert '<meta name="description" content="After Kim.">' in made


def test_a_style_with_notes_numbers_them_with_those_of_the_brief(tmp_path: Path) -> None:
    made = page(
        tmp_path,
        "A[^own] b [@kim2024, p. 4]. C @kim2024b [p. 5] d.[^own]",
        notes={"own": "My own, after [@who:2020/a]."},
        citation_style="chicago-notes-bibliography",
    )
    calls = re.findall(r'<sup><a href="#(.*?)" id="(.*?)" role="doc-noteref">(\d)</a></sup>', made)
    assert calls == [
        ("note-own", "call-own", "1"),
        ("note-@1", "call-@1", "2"),
        ("note-@2", "call-@2", "3"),
        ("note-own", "call2-own", "1"),
    ]
    notes = re.findall(r'<li id="note-(.*?)">(.*?)&nbsp;<a href="#call-(.*?)"', made)
    assert [(key, back) for key, _, back in notes] == [("own", "own"), ("@1", "@1"), ("@2", "@2")]
    assert "World Health Organization" in notes[0][1]
    assert "Kim" in notes[1][1]
    words = re.sub("<sup>.*?>(.)</a></sup>", r"\1", introduction(made))
    assert words == "<p>A1 b.2 C Min-ji Kim3 d.1</p>"
    assert len(entries(made)) == 3


def test_a_style_with_notes_sets_them_at_the_foot_of_pages(tmp_path: Path) -> None:
    made = page(
        tmp_path,
        "A[^own] b [@kim2024, p. 4]. C @kim2024b [p. 5] d.[^own]",
        notes={"own": "My own, after [@who:2020/a]."},
        notes_at="foot",
        citation_style="chicago-notes-bibliography",
    )
    notes = re.findall(r'<span class="footnote" id="note-(.*?)" data-number="(\d)".*?>(\w+)', made)
    assert notes == [("own", "1", "My"), ("@2", "2", "Min"), ("@3", "3", "Water")]
    assert 'role="doc-endnotes"' not in made
    assert len(entries(made)) == 3


@pytest.mark.parametrize("edition", ["screen", "web"])
def test_citations_by_author_take_no_number_from_the_notes(tmp_path: Path, edition: str) -> None:
    made = page(
        tmp_path,
        "A [@kim2024, p. 4] b.[^own] C @kim2024b.[^next]",
        notes={"next": "Next.", "own": "My own."},
        notes_at="foot",
        citation_style="apa",
        edition=EDITIONS.get(edition, WEB_PAGE),
    )
    if edition == "screen":
        assert re.findall(r'id="note-(\w+)" data-number="(\d)"', made) == [
            ("own", "1"),
            ("next", "2"),
        ]
    else:
        calls = re.findall(r'href="#note-(\w+)"[^>]*role="doc-noteref"[^>]*>(\d)<', made)
        assert calls == [("own", "1"), ("next", "2")]


def test_words_are_in_the_language_of_the_brief(tmp_path: Path) -> None:
    two = [{**WORKS[0], "author": [{"family": "Kim"}, {"family": "Lee"}]}]
    made = page(
        tmp_path, "[@kim2024]", works=two, language="fr", citation_style="chicago-author-date"
    )
    assert "Kim et Lee 2024" in introduction(made)


def test_an_entry_has_the_direction_of_its_own_letters(tmp_path: Path) -> None:
    arabic = {
        **WORKS[0],
        "id": "ar",
        "title": "النيل",
        "author": [{"family": "الإدريسي"}],
        "language": "ar",
    }
    made = page(tmp_path, "[@kim2024; @ar]", works=[WORKS[0], arabic], language="ar")
    starts = {re.sub(">.*", "", each) for each in entries(made)}
    assert starts == {'<li id="ref-kim2024" dir="ltr"', '<li id="ref-ar"'}


def test_on_paper_an_address_that_is_not_spelt_out_gets_a_letter(tmp_path: Path) -> None:
    titled = [{**WORKS[0], "URL": "https://a.org/nil"}]
    made = page(
        tmp_path, "[@kim2024]", works=titled, edition=EDITIONS["print"], citation_style="nature"
    )
    assert "https://a.org/nil" in made
    assert 'role="doc-biblioref"' in made


def test_all_are_listed_where_that_is_asked_for(tmp_path: Path) -> None:
    assert len(entries(page(tmp_path, "[@kim2024]", cite_all=True))) == len(WORKS)
    assert len(entries(page(tmp_path, "no citation", cite_all=True))) == len(WORKS)
    assert entries(page(tmp_path, "no citation")) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "It rains.1 So? No,2 or not."), ("fr", "It rains1. So? No2, or not.")],
)
def test_raised_numbers_stand_where_the_language_has_them(
    language: str, words: str, tmp_path: Path
) -> None:
    text = "It rains [@kim2024]. So? No [@kim2024b], or not."
    made = page(tmp_path, text, citation_style="nature", language=language)
    assert re.sub("<.*?>", "", introduction(made)) == words


@pytest.mark.parametrize("style", ["apa", "vancouver", "oscola"])
def test_what_is_cited_only_in_notes_is_listed(style: str, tmp_path: Path) -> None:
    made = page(tmp_path, "A[^n]", notes={"n": "As [@kim2024] says."}, citation_style=style)
    assert len(entries(made)) == 1
    assert link("kim2024", "")[:-4] in made


KEYS = [f"k{number}" for number in range(8)]


@settings(max_examples=5, deadline=None, phases=[Phase.generate])
@given(data=st.data())
def test_what_is_cited_is_listed_once_and_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = st.text("ABCäé ’-&<", min_size=1, max_size=8)
    works = [
        {
            "id": key,
            "type": data.draw(st.sampled_from(["book", "report", "webpage", "chapter"])),
            "title": data.draw(names),
            "author": [{"family": data.draw(names)}],
            "issued": {"date-parts": [[data.draw(st.integers(1900, 2030))]]},
        }
        for key in KEYS
    ]
    cited = data.draw(st.lists(st.sampled_from(KEYS), max_size=10))
    style = data.draw(st.sampled_from(["apa", "vancouver", "chicago-notes-bibliography"]))
    texts = [
        data.draw(st.sampled_from(["a [@{}].", "@{} b", "c [see @{}, p. 3]"])).format(key)
        for key in cited
    ]
    folder = tmp_path_factory.mktemp("random")
    made = page(folder, *texts, "end", works=works, citation_style=style)
    listed = [
        found[1] for each in entries(made) if (found := re.match(r'<li id="ref-(k\d)"', each))
    ]
    assert sorted(listed) == sorted(set(cited))
    assert len(listed) == len(entries(made))


def test_a_style_that_never_ends_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = partial(run_pandoc, limits=Limits(30.0, 64 * 1024**2))
    monkeypatch.setattr("briefpress.content.references.citing.run_pandoc", little)
    both = "".join(f'<macro name="{a}"><text macro="{b}"/></macro>' for a, b in ("ab", "ba"))
    layout = '<layout><text macro="a"/></layout>'
    (tmp_path / "loop.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title>'
        f"<id>x</id><updated>2020-01-01T00:00:00Z</updated></info>{both}<citation>{layout}</citation></style>",
        "utf-8",
    )
    with pytest.raises(Unusable, match="the citations cannot be set"):
        page(tmp_path, "[@kim2024]", citation_style="loop.csl")
