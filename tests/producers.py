"""Tagged PDFs that other programs make, from the sources in `tests/producers`.

Each program exports with its best accessibility settings, so every finding in its PDFs is a real fault.
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
_TIMEOUT = 120  # seconds for one export
_WRITER_OPTIONS = {
    name: {"type": "boolean", "value": "true"}
    for name in ("PDFUACompliance", "UseTaggedPDF", "ExportBookmarks")
}
_CHROMIUM_OPTIONS = """
    --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --no-pdf-header-footer
    --generate-pdf-document-outline
"""


class ProducedPdf(NamedTuple):
    """A PDF, and its name, made of its producer and its source, such as `typst-brief`."""

    name: str
    path: Path


@dataclass(frozen=True)
class Producer:
    """A program that makes PDFs.

    `needs` is the reason for which its tests are marked as slow, if any; `make` exports into a folder.
    """

    name: str
    needs: str | None
    make: Callable[[Path], list[ProducedPdf]]

    @property
    def marks(self) -> tuple[pytest.MarkDecorator, ...]:
        """The pytest marks for a test that uses this producer."""
        return (pytest.mark.slow(self.needs),) if self.needs else ()


def _typst(folder: Path) -> list[ProducedPdf]:
    import typst  # noqa: PLC0415 - an optional dependency

    outputs = _output_paths("typst", folder)
    for document, (_, path) in zip(_DOCUMENTS, outputs, strict=True):
        standards: list[PDFStandard] = ["ua-1", "a-2a"] if document == "french" else ["ua-1"]
        typst.compile(
            SOURCES / f"{document}.typ",
            output=path,
            pdf_standards=standards,
            ignore_system_fonts=True,
            timestamp=0,
        )
    return outputs


def _writer(folder: Path) -> list[ProducedPdf]:
    outputs = _output_paths("writer", folder)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
            *("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_WRITER_OPTIONS)}"),
            *("--outdir", scratch),
        ]
        _run(*command, SOURCES / "brief.fodt")
        pages = (SOURCES / "short.html", SOURCES / "french.html")
        _run(*command, "--infilter=HTML (StarWriter)", *pages)
        for document, (_, path) in zip(_DOCUMENTS, outputs, strict=True):
            shutil.move(Path(scratch, f"{document}.pdf"), path)
    return outputs


def _chromium(folder: Path) -> list[ProducedPdf]:
    outputs = _output_paths("chromium", folder)
    for document, (_, path) in zip(_DOCUMENTS, outputs, strict=True):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            _run(
                "chromium",
                *_CHROMIUM_OPTIONS.split(),
                f"--user-data-dir={profile}",
                f"--print-to-pdf={path}",
                (SOURCES / f"{document}.html").as_uri(),
            )
        assert path.is_file(), f"Chromium wrote no {path}"
    return outputs


def _output_paths(producer: str, folder: Path) -> list[ProducedPdf]:
    names = [f"{producer}-{document}" for document in _DOCUMENTS]
    return [ProducedPdf(name, folder / f"{name}.pdf") for name in names]


def _run(*command: str | Path) -> None:
    """Run a program; raise AssertionError with its output if it fails."""
    run = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


PRODUCERS = (
    Producer("typst", None, _typst),
    Producer("writer", "LibreOffice", _writer),
    Producer("chromium", "a browser", _chromium),
)
