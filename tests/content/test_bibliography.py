"""Bibliographies: every format is read alike, and what is wrong has its line."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief_texts import BRIEF
from briefpress import content
from briefpress.content.references.styles import BadStyle, built_in_styles, parse_style, read_style
from briefpress.system import install_extra, run_pandoc
from briefpress.system.limits import Limits

if TYPE_CHECKING:
    from briefpress.content import Manuscript

BIB = """\
@book{kim2024,
  author = {Kim, Min-ji and Smith, John},
  title = {The {Nile}},
  publisher = {River Press},
  year = 2024,
}
"""
RIS = "TY  - BOOK\nID  - kim2024\nAU  - Kim, Min-ji\nTI  - The Nile\nPY  - 2024\nER  - \n"
ITEM = {
    "id": "kim2024", "type": "book", "title": "The Nile", "issued": {"date-parts": [[2024]]},
    "author": [{"family": "Kim", "given": "Min-ji"}],
}  # fmt: skip
YAML = "references:\n- id: kim2024\n  type: book\n  title: The Nile\n  issued: 2024\n  author:\n  - family: Kim\n"
CSL = "http://purl.org/net/xbiblio/csl"
CITES = 'bibliography: {name}\nintroduction: ["So it is [@kim2024]."]\n'


def load(
    folder: Path, name: str, text: str | bytes, more: str = "", fields: str = CITES
) -> Manuscript:
    """Load a brief that cites kim2024 from a file."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    (folder / "b.yaml").write_text(BRIEF + fields.format(name=name) + more, "utf-8")
    return content.load(folder / "b.yaml")


def found(manuscript: Manuscript) -> list[str]:
    """Return the findings, their files without folders."""
    return [
        f"{Path(f.location.file).name}:{f.location.line}:{f.location.column} {f.rule}: {f.message} / {f.mend}"
        for f in manuscript.findings
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", BIB),
        ("a.bibtex", BIB),
        ("a.bib", "\ufeff" + BIB.replace("\n", "\r\n")),
        ("a.ris", RIS),
        ("a.json", json.dumps([ITEM])),
        ("a.json", json.dumps({"items": [ITEM]})),
        ("a.yaml", YAML),
        ("a.yml", f"---\n{YAML}...\n"),
        ("A.BIB", BIB),
    ],
)
def test_every_format_is_read(name: str, text: str, tmp_path: Path) -> None:
    manuscript = load(tmp_path, name, text)
    assert manuscript.findings == ()
    assert manuscript.bibliography
    (work,) = manuscript.bibliography.works.values()
    assert (work.key, work.text("title")) == ("kim2024", "The Nile")
    assert work.fields["issued"] == {"date-parts": [[2024]]}
    assert manuscript.files == {name: text.encode()}


def test_several_files_are_read_and_only_what_is_cited_is_kept(tmp_path: Path) -> None:
    (tmp_path / "b.ris").write_text(RIS.replace("kim2024", "doe"), "utf-8")
    fields = 'bibliography: [a.bib, b.ris]\nintroduction: ["As @doe has it"]\n'
    manuscript = load(tmp_path, "a.bib", BIB, fields=fields)
    assert manuscript.bibliography
    assert list(manuscript.bibliography.works) == ["doe"]
    everything = load(tmp_path, "a.bib", BIB, "cite_all: yes\n", fields)
    assert everything.bibliography
    assert list(everything.bibliography.works) == ["kim2024", "doe"]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.bib", BIB + "@book{b, title = {x}\n@book{c, title = {y}}\n",
         'a.bib:7:None bibliography-syntax: the entry "b" is not closed: } is missing'),
        ("a.bib", BIB.replace("},\n  year", "},,\n  year"), "a.bib:4:29 bibliography-syntax: unexpected ','"),
        ("a.bib", b"@book{a,\n title = {caf\xe9}}", "a.bib:2:None bibliography-syntax: the bibliography is not UTF-8"),
        ("a.ris", RIS.replace("TI  -", "TI"), "a.ris:4:4 bibliography-syntax: unexpected 'T'"),
        ("a.json", "[\n{,}]", "a.json:2:2 bibliography-syntax: this is not JSON"),
        ("a.json", '{"a": 1}', "a.json:1:None bibliography-syntax: this JSON is no list of entries"),
        ("a.json", '[{"id": "a"},\n {"id": "b", "author": "Kim"}]', "a.json:2:10 bibliography-syntax: this entry"),
        ("a.json", "[" * 100_000, "a.json:1:None bibliography-syntax: "),
        ("a.yaml", "references:\n- id: [a\n", "a.yaml:2:9 bibliography-syntax: a bracket"),
        ("a.yaml", "title: x\n", "a.yaml:1:None bibliography-syntax: this YAML has no list"),
        ("a.txt", BIB, 'a.txt:None:None bibliography-format: "a.txt" is in no format'),
        ("../a.bib", BIB, 'b.yaml:11:15 bibliography-file: the bibliography "../a.bib" is outside'),
    ],
)  # fmt: skip
def test_an_error_has_its_line_and_is_the_only_finding(
    name: str, text: str | bytes, line: str, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (finding,) = found(load(tmp_path / "in", name, text))
    assert finding.startswith(line)


BROKEN = """@book{a, title = {A}}
@book{b,
  title = {B}
  year = 2020
}
@book{c, title = "C, year = 2021}
@book{d, title = {{D}}
@book{e, year == 2022}
"""


def test_all_errors_of_a_bibtex_file_are_told(tmp_path: Path) -> None:
    assert [line.partition(" / ")[0] for line in found(load(tmp_path, "a.bib", BROKEN))] == [
        "a.bib:4:3 bibliography-syntax: unexpected 'y'",
        'a.bib:6:None bibliography-syntax: the entry "c" is not closed: " is missing',
        'a.bib:7:None bibliography-syntax: the entry "d" is not closed: } is missing',
        "a.bib:8:16 bibliography-syntax: unexpected '='",
    ]


@pytest.mark.parametrize(
    ("more", "fields", "line"),
    [
        ("", 'bibliography: b.bib\nintroduction: ["[@x]"]\n',
         'b.yaml:11:15 bibliography-file: the bibliography "b.bib" cannot be read'),
        ("", "bibliography: https://a.org/b.bib\n", "b.yaml:11:15 bibliography-file: the bibliography https://a.org/b.bib"),
        ("", 'bibliography: a.bib\nintroduction: ["a [@kmi2024]"]\n',
         'b.yaml:12:19 reference-missing: there is no reference "kmi2024" / did you mean "kim2024"?'),
        ("", 'bibliography: a.bib\nintroduction: ["a @kmi2024"]\n', "b.yaml:12:19 citation-doubtful: "),
        ("citation_style: harvard\n", CITES,
         'b.yaml:13:17 citation-style: there is no citation style "harvard" / did you mean "harvard-cite-them-right"?'),
        ("citation_style: vancuver\n", CITES,
         'b.yaml:13:17 citation-style: there is no citation style "vancuver" / did you mean "vancouver"?'),
        ("citation_style: no.csl\n", CITES, 'b.yaml:13:17 citation-style: the citation style "no.csl" cannot be read'),
        ("citation_style: a.bib.csl\n", CITES, 'b.yaml:13:17 citation-style: "a.bib.csl" is not whole: line 1'),
        ("references: [{id: a, label: A, text: A}]\n",
         'bibliography: a.bib\nintroduction: ["[@a; @kim2024]"]\n', "b.yaml:13:1 references-both: "),
    ],
)  # fmt: skip
def test_a_field_that_leads_nowhere_is_an_error(
    more: str, fields: str, line: str, tmp_path: Path
) -> None:
    (tmp_path / "a.bib.csl").write_text(BIB, "utf-8")
    (finding,) = found(load(tmp_path, "a.bib", BIB, more, fields.replace("{name}", "a.bib")))
    assert finding.startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            BIB + BIB.replace("Nile", "Po"),
            'a.bib:7:7 bibliography-twice: two entries have the key "kim2024"',
        ),
        (
            BIB.replace("title", "note"),
            'a.bib:1:7 bibliography-gap: the entry "kim2024" has no title',
        ),
        (
            BIB.replace("year", "note"),
            'a.bib:1:7 bibliography-gap: the entry "kim2024" has no date',
        ),
    ],
)
def test_what_is_wrong_with_an_entry_that_is_cited_is_reported_where_it_stands(
    text: str, line: str, tmp_path: Path
) -> None:
    (finding,) = found(load(tmp_path, "a.bib", text))
    assert finding.startswith(line)


def test_entries_that_are_not_cited_and_the_same_entry_twice_are_no_findings(
    tmp_path: Path,
) -> None:
    others = "@misc{x,}\n@misc{x, note = {a}}\n" + BIB
    assert found(load(tmp_path, "a.bib", BIB + others)) == []


@pytest.mark.parametrize("name", built_in_styles())
def test_each_built_in_style_is_sound_and_bears_its_licence(name: str) -> None:
    style = read_style(name, Path())
    assert b'<rights license="http://creativecommons.org/licenses/by-sa/3.0/">' in style.data
    assert style.is_in_notes == (name in ("chicago-notes-bibliography", "oscola"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<svg/>", "is no citation style"),
        ("<style", "is not whole: line 1"),
        ('<!DOCTYPE style [<!ENTITY a "b">]><style/>', "must not declare entities"),
        (f'<style xmlns="{CSL}"><info><link rel="independent-parent" href="a"/></info></style>',
         "only refers to another style, a"),
        (f'<style xmlns="{CSL}"><info><link rel="independent-parent" href="a"/></info><citation/></style>',
         "only refers to another style, a"),
        (f'<style xmlns="{CSL}" xmlns:x="x"><info><x:link x:rel=" independent-parent "/></info></style>',
         "only refers to another style, "),
    ],
)  # fmt: skip
def test_what_is_no_citation_style_of_its_own_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadStyle, match=message):
        parse_style("a.csl", text.encode())


def test_without_pandoc_the_bibliography_is_what_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefpress.system import pandoc  # noqa: PLC0415 - patched here alone

    monkeypatch.setattr(pandoc, "_programs", list)
    pandoc.find_pandoc.cache_clear()
    try:
        (finding,) = found(load(tmp_path, "a.bib", BIB))
    finally:
        pandoc.find_pandoc.cache_clear()
    mend = install_extra("references")
    assert finding.startswith(f"b.yaml:11:15 pandoc-missing: pandoc is not installed / {mend}")


def test_a_bibliography_that_takes_too_much_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = Limits(0.05, 1024**3)
    module = "briefpress.content.references.reading"
    monkeypatch.setattr(f"{module}.run_pandoc", partial(run_pandoc, limits=little))
    nested = f"@book{{kim2024, title = {'{' * 20_000}x{'}' * 20_000}}}"
    (finding,) = found(load(tmp_path, "a.bib", nested))
    assert finding.startswith("a.bib:None:None pandoc-failed: pandoc did not finish within 0.05 s")
