"""Built-in templates are compiled once, as modules of Python are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefpress.html.templates import CompiledTemplates, template_environment


def _say(templates: Path, compiled: Path) -> str:
    cache = CompiledTemplates(compiled)
    environment = template_environment([templates], bytecode_cache=cache)
    return environment.get_template("word.html").render(word="<water>")


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "compiled").mkdir()
    (tmp_path / "word.html").write_text("Say {{ word }}")
    return tmp_path


def test_template_that_was_compiled_says_the_same_until_it_changes(templates: Path) -> None:
    compiled = templates / "compiled"

    assert _say(templates, compiled) == "Say &lt;water&gt;"
    (kept,) = compiled.iterdir()
    written = kept.stat()
    assert _say(templates, compiled) == "Say &lt;water&gt;"
    assert kept.stat() == written  # read, and not written again

    (templates / "word.html").write_text("Now {{ word }}")

    assert _say(templates, compiled) == "Now &lt;water&gt;"


def test_folder_that_cannot_be_written_is_no_fault(templates: Path) -> None:
    assert _say(templates, templates / "gone") == "Say &lt;water&gt;"
    assert not (templates / "gone").exists()


def test_python_that_keeps_nothing_keeps_no_template(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert _say(templates, templates / "compiled") == "Say &lt;water&gt;"
    assert not [*(templates / "compiled").iterdir()]
