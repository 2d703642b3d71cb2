"""Tagged PDFs that other programs make, from the sources in `tests/producers`.

They are as good as these programs can make them: what the checks find in them has to be a fault.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from typst import PDFStandard

SOURCES = Path(__file__).with_suffix("")
_DOCUMENTS = ("brief", "short", "french")
_LIMIT = 120  # seconds for a program to print what it is given
_WRITER = {
    name: {"type": "boolean", "value": "true"}
    for name in ("PDFUACompliance", "UseTaggedPDF", "ExportBookmarks")
}
_CHROMIUM = """
    --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --no-pdf-header-footer
    --generate-pdf-document-outline
"""


class Made(NamedTuple):
    """A PDF, and its name, of its producer and its source: `typst-brief`."""

    name: str
    path: Path


@dataclass(frozen=True)
class Producer:
    """A program that makes PDFs.

    `needs` is what a test that uses it is slow for, if it is; `make` prints the documents into a folder.
    """

    name: str
    needs: str | None
    make: Callable[[Path], list[Made]]

    @property
    def marks(self) -> tuple[pytest.MarkDecorator, ...]:
        """The marks of a test that uses it."""
        return (pytest.mark.slow(self.needs),) if self.needs else ()


def _typst(folder: Path) -> list[Made]:
    import typst  # noqa: PLC0415 - it is not on every machine

    made = _planned("typst", folder)
    for document, (_, path) in zip(_DOCUMENTS, made, strict=True):
        standards: list[PDFStandard] = ["ua-1", "a-2a"] if document == "french" else ["ua-1"]
        typst.compile(
            SOURCES / f"{document}.typ",
            output=path,
            pdf_standards=standards,
            ignore_system_fonts=True,
            timestamp=0,
        )
    return made


def _writer(folder: Path) -> list[Made]:
    made = _planned("writer", folder)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
            *("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_WRITER)}"),
            *("--outdir", scratch),
        ]
        _run(*command, SOURCES / "brief.fodt")
        pages = (SOURCES / "short.html", SOURCES / "french.html")
        _run(*command, "--infilter=HTML (StarWriter)", *pages)
        for document, (_, path) in zip(_DOCUMENTS, made, strict=True):
            shutil.move(Path(scratch, f"{document}.pdf"), path)
    return made


def _chromium(folder: Path) -> list[Made]:
    made = _planned("chromium", folder)
    for document, (_, path) in zip(_DOCUMENTS, made, strict=True):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            _run(
                "chromium",
                *_CHROMIUM.split(),
                f"--user-data-dir={profile}",
                f"--print-to-pdf={path}",
                (SOURCES / f"{document}.html").as_uri(),
            )
        assert path.is_file(), f"Chromium wrote no {path}"
    return made


def _planned(producer: str, folder: Path) -> list[Made]:
    names = [f"{producer}-{document}" for document in _DOCUMENTS]
    return [Made(name, folder / f"{name}.pdf") for name in names]


def _run(*command: str | Path) -> None:
    """Run a program; show what it said where it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


PRODUCERS = (
    Producer("typst", None, _typst),
    Producer("writer", "LibreOffice", _writer),
    Producer("chromium", "a browser", _chromium),
)
