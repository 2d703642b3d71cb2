"""A brief may waive a rule with a reason; nothing else does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Cli, write_brief

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = {"figure": {"image": "map.svg", "alt": "Image of a well.", "source": "Own drawing"}}
REASON = "The museum's own description."


def brief(folder: Path, **fields: Any) -> Path:
    (folder / "map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"/>')
    sections = [{"heading": "Rain", "body": ["It came in May.", FIGURE]}]
    return write_brief(folder / "water.yaml", sections=sections, **fields)


def waivers(*rules: str) -> list[dict[str, str]]:
    return [{"rule": rule, "reason": REASON} for rule in rules]


def test_a_waived_finding_stops_nothing_and_is_shown_with_the_reason(
    cli: Cli, tmp_path: Path
) -> None:
    refused = cli("build", brief(tmp_path), "--strict", cwd=tmp_path)
    waived = cli(
        "build", brief(tmp_path, waivers=waivers("alternate-prefix")), "--strict", cwd=tmp_path
    )

    assert refused.returncode == 1
    assert "error[alternate-prefix]" in refused.stderr
    assert (waived.returncode, "alternate-prefix" in waived.stderr) == (0, False)
    (shown,) = json.loads((tmp_path / "build/water/report.json").read_text("utf-8"))["waived"]
    assert shown["reason"] == REASON
    assert "Image of a well." in json.dumps(shown)


def test_without_strict_a_warning_stops_nothing(cli: Cli, tmp_path: Path) -> None:
    done = cli("build", brief(tmp_path), cwd=tmp_path)

    assert done.returncode == 0
    assert "warning[alternate-prefix]" in done.stderr


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("last-page", "warning[waiver-unused]: no finding of last-page is there to be waived"),
        ("no-such-rule", "warning[waiver-unused]: no finding of no-such-rule"),
        ("ua-tables", "error[waiver-refused]: ua-tables cannot be waived"),
    ],
)
def test_a_waiver_of_no_use_is_told_where_it_is_written(
    rule: str, said: str, cli: Cli, tmp_path: Path
) -> None:
    path = brief(tmp_path, waivers=waivers(rule))
    done = cli("build", path.name, cwd=tmp_path)

    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if rule in text)
    assert f"water.yaml:{line}:" in done.stderr
    assert said in done.stderr
    assert done.returncode == int(said.startswith("error"))


def test_a_check_against_the_brief_waives_the_same(cli: Cli, tmp_path: Path) -> None:
    path = brief(tmp_path, waivers=waivers("alternate-prefix"))
    assert cli("build", path, cwd=tmp_path).returncode == 0

    done = cli(
        "check", "build/water/water.pdf", "--source", path, "--report", "r.json", cwd=tmp_path
    )

    (document,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["documents"]
    assert done.returncode == 0
    assert [each["rule"] for each in document["findings"]] == []
    assert [each["reason"] for each in document["waived"]] == [REASON]
    assert f"(because: {REASON})" in done.stdout
