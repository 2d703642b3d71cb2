"""`briefpress info`: what a repository or a search engine reads from a PDF of any origin."""

from __future__ import annotations

import json
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from briefpress import structure
from briefpress.build.pdf_files import PdfWorker
from briefpress.findings import Unusable
from briefpress.reports.pdf_info import PdfInfo, info_to_json, info_to_text, read_pdf_info
from briefpress.structure import Attachment
from briefpress.system.limits import Limits
from conftest import ROOT, write_brief
from elements import e, pdf
from hostile.builder import PLAIN, make_pdf
from pdf_objects import FLATE, flate_stream, stream

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli, Printed

DC = "{http://purl.org/dc/elements/1.1/}"
PAGE = """<!DOCTYPE html><html lang="sw"><head><meta charset="utf-8"><title>Maji</title>
<meta name="author" content="Wanjiru Kamau"><meta name="dcterms.created" content="2025">
<meta name="prism.edition" content="large print">
<meta name="dcterms.identifier" content="https://doi.org/10.5555/maji">
<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"></head>
<body><main><h1>Maji</h1><p>Mvua imechelewa.</p></main></body></html>"""


@pytest.mark.parametrize("name", ["kenya", "kazakhstan"])
def test_info_of_the_example_briefs(
    name: str, cli: Cli, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    printed: Printed = request.getfixturevalue(name)
    brief = printed.brief
    assert brief
    run = cli("build", ROOT / f"content/{name}.yaml", "--out", tmp_path)
    assert run.returncode == 0, run.stderr
    path = tmp_path / name / f"{name}.pdf"

    found = json.loads(cli("info", path, "--json").stdout)

    source = (ROOT / f"content/{name}.yaml").read_bytes()
    digest = sha256(source).hexdigest()
    facts = structure.inspect(path.read_bytes())
    about = found["rights"], found["description"]
    assert all(about)
    assert found == {
        "file": f"{name}.pdf",
        "title": brief.title,
        "people": [author.name for author in brief.authors],
        "publisher": [brief.publisher.name],
        "identifiers": [],
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "rights": about[0],
        "language": ["en-GB"],
        "edition": "screen",
        "description": about[1],
        "keywords": f"{brief.places[0].name}, {brief.series.title if brief.series else ''}",
        "created": brief.date,
        "modified": brief.date,
        "made_with": [facts.info["Creator"], facts.info["Producer"]],
        "standards": ["PDF/UA-1", "PDF/A-3a"],
        "pdf_version": "1.7",
        "pages": len(facts.pages),
        "size": path.stat().st_size,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "source_sha256": digest,
        "attachments": [
            {
                "name": f"{name}.yaml",
                "relationship": "Source",
                "media_type": "application/yaml",
                "size": len(source),
                "sha256": digest,
                "description": "The text of this brief, with its fields",
            }
        ],
    }


def test_the_series_file_is_listed_as_an_attachment(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml")
    (tmp_path / "series.yaml").write_text("series: {title: Water}\n", "utf-8")
    assert cli("build", brief, "--out", tmp_path).returncode == 0

    found = json.loads(cli("info", tmp_path / "water/water.pdf", "--json").stdout)

    assert found["source_sha256"] == sha256(brief.read_bytes()).hexdigest()
    assert [each["name"] for each in found["attachments"]] == ["water.yaml", "series.yaml"]


@pytest.mark.parametrize(
    ("profile", "standards"), [("ua1", "PDF/UA-1; PDF/A-3a"), ("ua2", "PDF/UA-2; PDF/A-4")]
)
def test_info_as_text(profile: str, standards: str, cli: Cli, tmp_path: Path) -> None:
    page, path = tmp_path / "maji.html", tmp_path / "maji.pdf"
    page.write_text(PAGE, "utf-8")
    assert cli("print", page, "--profile", profile).returncode == 0

    run = cli("info", path)

    assert (run.returncode, run.stderr) == (0, "")
    lines = dict(line.split("  ", 1) for line in run.stdout.splitlines())
    fields = {label: text.strip() for label, text in lines.items()}
    assert {label: fields[label] for label in ("title", "people", "identifiers", "language")} == {
        "title": "Maji",
        "people": "Wanjiru Kamau",
        "identifiers": "https://doi.org/10.5555/maji",
        "language": "sw",
    }
    assert fields["licence"] == "CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/"
    assert fields["edition"] == "large print"
    assert fields["standards claimed"] == standards
    assert fields["SHA-256 of source"] == "not said"
    assert fields["SHA-256"] == sha256(path.read_bytes()).hexdigest()
    assert fields["attachment"] == "none"
    assert "publisher" not in fields


def info_of(xmp: dict[str, tuple[str, ...]], **fields: Any) -> PdfInfo:
    facts = pdf(e("P", "Text"), xmp_values=MappingProxyType(xmp), **fields)
    return read_pdf_info("a.pdf", b"%PDF", facts, ["" for _ in facts.attachments])


def test_the_info_dictionary_is_read_where_xmp_is_silent() -> None:
    info = {
        "Title": "Old", "Author": "Ann Bee", "Subject": "About", "Keywords": "a, b",
        "CreationDate": "D:2025", "ModDate": "D:2026", "Creator": "Editor", "Producer": "Printer",
    }  # fmt: skip
    older = info_of({}, info=info)
    newer = info_of({f"{DC}title": ("New",), f"{DC}creator": ("Cy", "Dee")}, info=info)

    assert (older.title, older.people) == ("Old", ("Ann Bee",))
    assert (older.description, older.keywords) == ("About", "a, b")
    assert (older.created, older.modified) == ("D:2025", "D:2026")
    assert older.made_with == ("Editor", "Printer")
    assert (newer.title, newer.people) == ("New", ("Cy", "Dee"))


def test_identifiers_and_edition_of_any_prism_version() -> None:
    prism = "{http://prismstandard.org/namespaces/basic/2.0/}"
    found = info_of(
        {
            f"{DC}identifier": ("https://doi.org/10.5555/a", " "),
            f"{prism}doi": ("10.5555/a",),
            f"{prism}issn": ("1234-5679",),
            f"{prism}edition": ("print",),
            "{http://example.org/basic/2.0/}isbn": ("no",),
        }
    )

    assert found.identifiers == ("https://doi.org/10.5555/a", "doi:10.5555/a", "issn:1234-5679")
    assert found.edition == "print"


def test_only_an_attachment_with_the_relationship_source_is_the_source() -> None:
    attached = (
        Attachment("data.csv", "Data", 3, None, "text/csv", associated=True),
        Attachment("a.yaml", "Source", None, None, None, associated=True),
    )
    facts = pdf(e("P", "Text"), attachments=attached)
    found = read_pdf_info("a.pdf", b"", facts, ["1" * 64, "2" * 64])

    assert found.source_sha256 == "2" * 64
    assert f"a.yaml, Source, SHA-256 {'2' * 64}\n" in info_to_text(found)


def test_control_characters_are_removed() -> None:
    evil = "\x1b[2J\x9b31m\x07a\r\nb\u2028c\ud800"
    attached = (Attachment(evil, evil, 1, evil, evil, associated=False),)
    found = info_of({f"{DC}title": (evil,), f"{DC}creator": (evil,), "{x}conformsTo": (evil,)},
               language=evil, attachments=attached)  # fmt: skip
    text, data = info_to_text(found), info_to_json(found)

    assert found.title == "[2J 31m a b c"
    assert not [c for c in text + data if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
    assert json.loads((text + data).encode() and data)["title"] == found.title


def test_a_file_without_metadata(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(make_pdf())

    run = cli("info", path)

    assert run.returncode == 0
    for label in ("title", "people", "identifiers", "licence", "edition", "standards claimed"):
        assert f"{label} " in run.stdout
    assert run.stdout.count("not said") == 7  # the language is said
    assert json.loads(cli("info", path, "--json").stdout)["attachments"] == []


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"", "pdf-damaged"), (b"%PDF-1.7 nothing", "pdf-damaged"), (None, "file-missing")],
)
def test_an_unusable_file_ends_with_exit_code_2(
    data: bytes | None, rule: str, cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    if data is not None:
        path.write_bytes(data)

    run = cli("info", path, "--json")

    assert (run.returncode, run.stdout) == (2, "")
    assert f"error[{rule}]" in run.stderr
    assert "Traceback" not in run.stderr


def test_reading_stops_at_its_time_limit(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf())
    with (
        PdfWorker(Limits(0.000_001, 1024**3)) as checker,
        pytest.raises(Unusable, match="not-checked"),
    ):
        checker.info(tmp_path / "a.pdf")


def test_a_damaged_attachment_has_no_digest(tmp_path: Path) -> None:
    names = "/Names<</EmbeddedFiles<</Names[(a)20 0 R(b)21 0 R]>>>>"
    changes = {
        1: PLAIN[1][:-2] + names.encode() + b">>",
        20: b"<</F(a.txt)/EF<</F 22 0 R>>>>",
        21: b"<</F(b.txt)/EF<</F 23 0 R>>>>",
        22: stream(b"not packed at all", FLATE),
        23: flate_stream(b"rain"),
    }
    (tmp_path / "a.pdf").write_bytes(make_pdf(changes))
    with PdfWorker() as checker:
        found = json.loads(checker.info(tmp_path / "a.pdf", as_json=True))

    digests = {each["name"]: each["sha256"] for each in found["attachments"]}
    assert digests == {"a.txt": "", "b.txt": sha256(b"rain").hexdigest()}
