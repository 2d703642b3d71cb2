"""How often pandoc is asked where the briefs of a series share one bibliography."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.build import tasks
from briefpress.content.references import citing, reading
from briefpress.system import run_pandoc
from conftest import MINIMAL
from in_process import build_unprinted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import Cli

BRIEFS = 10
EDITIONS = ["screen", "print", "large"]
SOURCES = "".join(
    f"@book{{w{number}, author = {{Writer, Ann}}, title = {{Rain {number}}}, year = 2024}}\n"
    for number in range(BRIEFS)
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build without printing, and note what pandoc is asked: to read, to prepare works, or to cite."""
    found: list[str] = []

    def ask(arguments: Sequence[str], *given: Any, **options: Any) -> bytes:
        kinds = {"--citeproc": "cite", "--to=json": "works", "csljson": "read"}
        found.append(next(kind for word, kind in kinds.items() if word in arguments))
        return run_pandoc(arguments, *given, **options)

    for module in (reading, citing):
        monkeypatch.setattr(module, "run_pandoc", ask)
    for task in ("build_here", "build_beside"):
        monkeypatch.setattr(tasks, task, build_unprinted)
    begin_anew()
    return found


def begin_anew() -> None:
    """Forget what pandoc answered, as a new process has."""
    reading.convert.cache_clear()
    citing._ask.cache_clear()  # noqa: SLF001


def write(folder: Path, number: int, text: str) -> None:
    body = [f"{text} [@w{number}]."]
    fields = {
        **MINIMAL,
        "bibliography": "sources.bib",
        "editions": EDITIONS,
        "sections": [{"heading": "Rain", "body": body}],
    }
    (folder / f"b{number}.yaml").write_text(json.dumps(fields), "utf-8")


@pytest.mark.slow("a long run")
def test_pandoc_reads_a_bibliography_once_and_cites_once_for_all_editions_of_a_brief(
    cli: Cli, tmp_path: Path, asked: list[str]
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "sources.bib").write_text(SOURCES, "utf-8")
    for number in range(BRIEFS):
        write(content, number, "It came in May")

    assert cli("build", cwd=tmp_path).returncode == 0
    assert sorted(asked) == [*["cite"] * BRIEFS, "read", *["works"] * BRIEFS]

    asked.clear()
    begin_anew()
    assert cli("build", cwd=tmp_path).returncode == 0
    assert asked == []

    write(content, 3, "It came in June, which is late")
    assert cli("build", cwd=tmp_path).returncode == 0
    assert asked == ["read", "works", "cite"]

    asked.clear()
    write(content, 3, "It came in July, which is later")
    assert cli("build", cwd=tmp_path).returncode == 0
    assert asked == []
