"""What a PDF or the name of a file holds cannot steer a terminal, or look like another message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tagged_pages import Line, element, tagged_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

# Escape and BEL as a PDF writes them; the last are a line end and what GitHub takes for a message.
STEERING = r"\033]0;owned\007\0332J\n::error::all is well"
NAME = "a\x1b[2J\r\n::error::b.pdf"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    kids = (
        element("H1", Line("Wells")),
        element("Figure", entries=f"/Alt({STEERING})"),
        element("P", Line("A well"), entries=f"/ActualText({STEERING})/Lang({STEERING})"),
    )
    path.write_bytes(tagged_pdf(*kids))
    return path


@pytest.mark.parametrize(
    "command",
    [("check",), ("read",), ("read", "--tree"), ("read", "--headings"), ("info",), ("check", "--format", "sarif")],
)  # fmt: skip
def test_a_terminal_is_not_steered(command: tuple[str, ...], pdf: Path, cli: Cli) -> None:
    done = cli(*command, pdf.name, cwd=pdf.parent)

    shown = done.stdout + done.stderr
    assert len(shown) > 20
    assert [
        sign for sign in shown if sign != "\n" and not sign.isprintable() and sign != "\t"
    ] == []
    assert [line for line in shown.splitlines() if line.startswith("::error::")] == []


def test_names_of_files_are_shown_in_one_line(tmp_path: Path, cli: Cli) -> None:
    done = cli("build", "gone\x1b[2J\n::error::.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert "gone\u241b[2J\u240a::error::.yaml" in done.stderr
    assert "\n::error::" not in done.stderr
