"""The briefs in content/ match their sources and have no findings; the JSON schema for editors matches the model."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from briefpress import content, html
from briefpress.cli.begin import SCHEMA
from briefpress.content import copyedit, markdown_to_text, yaml_parser
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.sections import Section
from briefpress.findings import Severity, worst
from briefpress.html.outline import read_outline
from briefpress.html.theme import Theme
from conftest import ROOT, Cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.content.model.blocks import Block
    from briefpress.content.model.brief import Brief

CONTENT = sorted((ROOT / "content").glob("*.yaml"))
SEED = ROOT / "tests/samples/kazakhstan.txt"
LOST = {"genderbased": "gender-based", "antirollback": "anti-rollback"}
every_brief = pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)


@cache
def load(name: str) -> content.Manuscript:
    return content.load(ROOT / f"content/{name}.yaml")


def brief(name: str) -> Brief:
    found = load(name).brief
    assert found
    return found


def sections(items: tuple[Section, ...]) -> Iterator[Section]:
    for section in items:
        yield section
        yield from sections(section.sections)


def blocks(items: tuple[Block, ...]) -> Iterator[Block]:
    for block in items:
        yield block
        if hasattr(block, "box"):
            yield from blocks(block.box.body)


def test_there_are_three_examples() -> None:
    assert [path.stem for path in CONTENT] == ["east-africa", "kazakhstan", "kenya"]


@every_brief
def test_examples_have_no_findings(path: Path) -> None:
    manuscript = load(path.stem)

    findings = (*manuscript.findings, *copyedit.editorial_queries(manuscript))

    assert worst(findings) in (None, Severity.NOTE), findings


def kazakhstan() -> list[str]:
    """Return the texts of the brief from Kazakhstan in the order in which they are printed."""
    made = brief("kazakhstan")
    assert made.funding
    running = [text for section in made.sections for text in (section.heading, *section.body)]
    imprint = (made.credits, made.funding.statement, made.disclaimer, made.licence_statement)
    texts = [made.summary, *made.introduction, *running, "Credits", *imprint]
    return [markdown_to_text(text) for text in texts if isinstance(text, str)]


def test_the_kazakhstan_brief_has_the_words_of_its_source() -> None:
    words = SEED.read_text("utf-8").split()

    assert [word for word in words if word in LOST] == list(LOST)
    assert " ".join(kazakhstan()).split() == [LOST.get(word, word) for word in words]


def test_the_kazakhstan_brief_is_printed_in_the_order_of_its_source() -> None:
    page = html.render(brief("kazakhstan"), Theme(), {}, "kazakhstan.yaml")
    printed = " ".join(passage.text for passage in read_outline(page.text).passages)

    for text in kazakhstan():
        _, found, printed = printed.partition(text)
        assert found, text


def test_hyphens_lost_by_copying_are_reported(cli: Cli, tmp_path: Path) -> None:
    text = (ROOT / "content/kazakhstan.yaml").read_text("utf-8")
    for (lost, known), before in zip(
        LOST.items(), ("multiple themes,", "Consequently,"), strict=True
    ):
        text, count = re.subn(rf"({before}\s+){known}", rf"\1{lost}", text)
        assert count == 1
    lines = {lost: text[: text.index(lost)].count("\n") + 1 for lost in LOST}
    path = tmp_path / "kazakhstan.yaml"
    path.write_text(text, "utf-8")

    run = cli("build", path, "--out", tmp_path)

    report = json.loads((tmp_path / "kazakhstan/report.json").read_text("utf-8"))
    found = [finding for finding in report["findings"] if finding["rule"] == "lost-hyphen"]
    assert run.returncode == 0
    assert [(finding["message"], finding["line"]) for finding in found] == [
        (f'"{lost}" is written "{known}" elsewhere in this brief', lines[lost])
        for lost, known in LOST.items()
    ]
    for lost, line in lines.items():
        assert re.search(
            rf'kazakhstan\.yaml:{line}:\d+: warning\[lost-hyphen\]: "{lost}"', run.stderr
        )


def test_the_kenya_brief_uses_every_field_and_block() -> None:
    kenya = brief("kenya")
    parts = list(sections(kenya.sections))
    body = [*blocks(kenya.introduction), *(b for part in parts for b in blocks(part.body))]
    kinds = {next(iter(type(block).model_fields)) for block in body if not isinstance(block, str)}
    tables = [block.table for block in body if hasattr(block, "table")]
    figures = [block.figure for block in body if hasattr(block, "figure")]
    text = "\n".join(passage.text for passage in load("kenya").passages)

    assert kinds == set(BLOCK_KINDS) - {
        "figures",
        "chart",
        "map",
        "equation",
    }  # it has one picture, drawn by hand
    assert any(table.grouped and table.heading_columns and table.notes for table in tables)
    assert any(
        figure.image.endswith(".svg") and figure.alt and figure.long_description
        for figure in figures
    )
    assert all((kenya.key_messages, kenya.notes, kenya.references, kenya.further_reading))
    assert all((kenya.series, kenya.abbreviations, kenya.credits, kenya.disclaimer))
    assert len(parts) > len(kenya.sections)
    for pattern in (
        r"\]\{lang=sw\}",
        r"\[\^\w+\]",
        r"\[@\w+\]",
        r"\]\(https://",
        r"(?m)^- ",
        r"(?m)^1\. ",
    ):
        assert re.search(pattern, text), pattern


# The schema that editors complete and check with


@pytest.fixture(scope="module")
def schema(cli: Cli) -> Any:
    run = cli("schema")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_schema_file_is_up_to_date(schema: Any) -> None:
    assert json.loads((ROOT / "content" / SCHEMA).read_text("utf-8")) == schema


@every_brief
def test_examples_name_the_schema_in_their_first_line(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema={SCHEMA}"


def test_the_schema_describes_every_field_and_forbids_others(schema: Any) -> None:
    defined = {"Brief": schema, **schema["$defs"]}
    models = {name: model for name, model in defined.items() if model.get("type") == "object"}

    assert len(models) > 20
    for name, model in models.items():
        assert model["additionalProperties"] is False, name
        for field, rules in model["properties"].items():
            described = defined[rules["$ref"].rpartition("/")[2]] if "$ref" in rules else {}
            assert rules.get("description") or described.get("description"), f"{name}.{field}"


@pytest.mark.parametrize(
    "path", [*CONTENT, ROOT / "templates/new.yaml"], ids=lambda path: path.stem
)
def test_examples_are_valid_by_the_schema(path: Path, schema: Any) -> None:
    data = yaml_parser.parse_yaml(path.read_text("utf-8"), path.name).data

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
