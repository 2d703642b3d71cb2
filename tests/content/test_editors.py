"""What an editor says of a content file by the JSON Schema is what the build says."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Protocol

import jsonschema
import pytest

from brief_texts import BRIEF, edited
from briefpress import content
from briefpress.content import json_schema, yaml_parser
from briefpress.findings import Severity
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HERE = ROOT / "tests/editor"
# Rules on what a text says, or on other files: a schema knows nothing of them.
BEYOND_SCHEMAS = {"file-missing", "image-kind", "image-size", "image-file"}
AS_PEOPLE_WRITE = """version: 1.10
isbn: 9783161484100
subtitle: null
short_title: true
contact: ~
print: {marks: no, pages: 4, bleed: 3mm}
"""
GOOD = {
    "a brief": BRIEF,
    "a year": edited(date="date: 2026"),
    "numbers, yes and null": edited(more=AS_PEOPLE_WRITE),
    "a country by its name": edited(country="country: Kenya"),
    "countries by codes": edited(country="countries: [KE, MLI, {code: UG}, {name: DRC}]"),
    "cells": edited("[{table: {caption: T, columns: [A, B], rows: [[a, 12], [yes, 3.50]]}}]"),
    "cells that span": edited(
        "[{table: {caption: T, columns: [A, B], rows: [[{text: a, columns: 2}], [b, 1]]}}]"
    ),
    "a decorative picture": edited("[{figure: {image: a.svg, decorative: true}}]"),
    "quoted choices": edited("[{figure: {image: a.svg, decorative: 'true'}}]"),
}
# A content file, the line of its error, and what the editor says.
BAD = {
    "a list": (edited(title="title: [a]"), "title:", "write text here"),
    "an empty text": (edited(title="title: ' '"), "title:", "this is empty"),
    "a text for a group": (edited(more="funding: X"), "funding:", "fields: funder"),
    "a text for a list": (edited(more="key_messages: X"), "key_messages:", "should be a list"),
    "an unknown key": (edited(more="sumary: S"), "sumary:", "sumary is not allowed"),
    "an unknown block": (edited("[{figrue: {}}]"), "figrue", ""),
    "an unknown choice": (edited(more="licence: CC-BY"), "licence:", "it can be: CC-BY-4.0"),
    "a day": (edited(date="date: May"), "date:", "The date of publication"),
    "no alternative": (edited("[{figure: {image: a.svg}}]"), "figure", "give it either alt: …"),
    "two alternatives": (
        edited("[{figure: {image: a.svg, alt: A, decorative: true}}]"),
        "figure",
        "delete one of them",
    ),
    "a short row": (
        edited("[{table: {caption: T, columns: [A, B], rows: [[a]]}}]"),
        "table",
        "Expected 2 or more",
    ),
    "a table of nothing": (edited("[{table: {caption: T}}]"), "table", "columns: and rows:"),
    "a section of nothing": (edited(sections="sections: [{heading: A}]"), "sections:", "under this"),
    "a key of a note": (edited(more="notes: {a b: N}"), "notes:", "a key has letters"),
    "no pages": (edited(more="print: {pages: 0}"), "print:", "minimum of 1"),
    "marks": (edited(more="print: {marks: maybe}"), "print:", "crop marks"),
}  # fmt: skip


class Editor(Protocol):
    """Asks yaml-language-server about texts."""

    def __call__(self, *asked: dict[str, Any]) -> list[list[dict[str, Any]]]:
        """Return the problems of each text, or what is offered at its offset."""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Editor:
    folder: Path = tmp_path_factory.mktemp("editor")
    for path in HERE.iterdir():
        shutil.copy(path, folder)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=folder, check=True)
    (folder / "schema.json").write_text(json.dumps(json_schema()), "utf-8")

    def ask(*asked: dict[str, Any]) -> list[list[dict[str, Any]]]:
        command = ["node", "ask.cjs", "schema.json"]
        done = subprocess.run(
            command, cwd=folder, input=json.dumps(asked), capture_output=True, text=True, check=True
        )
        answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
        return answers

    return ask


def errors(text: str, folder: Path) -> list[int | None]:
    """Return the lines of what a build calls an error, and a schema could."""
    path = folder / "brief.yaml"
    path.write_text(text, "utf-8")
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    found = content.load(path).findings
    return [
        each.location.line
        for each in found
        if each.severity is Severity.ERROR and each.rule not in BEYOND_SCHEMAS
    ]


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_the_schema_allows_what_a_build_allows(text: str, tmp_path: Path) -> None:
    assert errors(text, tmp_path) == []
    jsonschema.validate(yaml_parser.parse_yaml(text, "").data, json_schema())


@pytest.mark.parametrize(("text", "field"), [each[:2] for each in BAD.values()], ids=BAD)
def test_the_schema_refuses_what_a_build_refuses(text: str, field: str, tmp_path: Path) -> None:
    assert errors(text, tmp_path)
    if field != "figure" or "decorative" not in text:  # here, `true` is a text
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml_parser.parse_yaml(text, "").data, json_schema())


@pytest.mark.slow("npm")
def test_an_editor_says_what_the_build_says(editor: Editor, tmp_path: Path) -> None:
    briefs = [path.read_text("utf-8") for path in sorted(ROOT.glob("tests/reported/briefs/*.yaml"))]
    good = [
        *GOOD.values(),
        *briefs,
        *(p.read_text("utf-8") for p in ROOT.glob("content/[!s]*.yaml")),
    ]
    answers = editor(*({"text": text} for text in [*good, *(text for text, *_ in BAD.values())]))

    assert answers[: len(good)] == [[]] * len(good)
    for (text, field, message), problems in zip(BAD.values(), answers[len(good) :], strict=True):
        lines = text.splitlines()
        assert {each["line"] for each in problems} <= {*errors(text, tmp_path)}, text
        assert any(field in lines[each["line"] - 1] for each in problems), text
        assert any(message in each["message"] for each in problems), (text, problems)
        assert not any("Block" in each["message"] for each in problems)


@pytest.mark.slow("npm")
@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ("", {"funding", "series", "key_messages"}),
        ("licence: ", {"CC-BY-4.0", "CC0-1.0"}),
        ("subtitle: ", set()),
        ("print:\n  marks: ", {"true", "false"}),
        ("funding:\n  ", {"funder", "grant"}),
        ("introduction:\n  - ", {"figure", "table", "box"}),
    ],
)
def test_an_editor_completes_what_can_be_written(
    editor: Editor, more: str, offered: set[str]
) -> None:
    text = edited(more=f"{more}")

    ((*items,),) = editor({"text": text.rstrip("\n") + ("" if more else "\n"), "offset": len(text)})

    labels = {item["label"] for item in items}
    assert offered <= labels
    assert bool(labels) is bool(offered)
    assert not {"null"} & labels
    assert not any(name in labels for name in json_schema()["$defs"])
