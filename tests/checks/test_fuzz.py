"""Hostile PDFs: each construction once, and some mutations of real files; `fuzz.py` makes thousands.

Constructions and the limits that they go beyond are a twentieth of what they are, so that all of
this takes seconds. Time is measured: CI runs this without what follows every line for coverage.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

import tagcases
from briefpress import checks, pdf, structure, transcript
from briefpress.build.pdf_files import PdfWorker
from briefpress.build.pdf_tasks import READINGS
from briefpress.structure import (
    metadata,
    navigation,
    objects,
    reader,
    tree as tree_module,
    trees,
)
from briefpress.structure.content_stream import canvas, font_dictionaries, interpreter
from briefpress.system.limits import Limits
from hostile import CASES, Case
from mutations import Seed, mutant, seed

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

pytestmark = pytest.mark.slow("a long run")

_SCALE = 20
_SMALL = 1_000  # a construction of this size stays as it is
_SECONDS = 5.0  # of work: most take a tenth of one
_LIMITS: dict[ModuleType, tuple[str, ...]] = {
    canvas: ("OPERATORS", "PARTS", "CHARACTERS"),
    interpreter: ("DRAWN_BYTES",),
    font_dictionaries: ("FONTS", "CODES", "WIDTHS"),
    metadata: ("XMP_BYTES",),
    navigation: ("ANNOTATIONS", "OUTLINE_ITEMS"),
    objects: (
        "CONTENT_BYTES", "OBJECTS", "OBJECT_BYTES", "ENTRIES", "TEXT_BYTES", "DAMAGED_BYTES",
    ),
    reader: ("STREAM_BYTES", "INDEX_BYTES", "REPAIRED_BYTES"),
    tree_module: ("ELEMENTS", "PARTS"),
    trees: ("PAGES",),
}  # fmt: skip


@pytest.fixture(scope="module")
def seeds() -> list[Seed]:
    """Small real files, and small constructions."""
    made = [(case.name, pdf.print_pdf(case.document).data) for case in tagcases.cases()[::30]]
    made += [(case.name, case.make(3)) for case in CASES]
    return [found for name, data in made if (found := seed(name, data))]


def read_everything(data: bytes) -> str:
    """Read, check and transcribe a file; return the problems, the limits, or why it cannot be read."""
    try:
        read = structure.inspect(data)
    except structure.UnreadablePdf as reason:
        return str(reason)
    checks.check(checks.Subject("hostile.pdf", read))
    transcript.as_text(transcript.transcribe(read))
    transcript.tree_as_text(read)
    return "\n".join((*read.problems, *read.limits))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused_in_time(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, names in _LIMITS.items():
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name) // _SCALE)
    data = case.make(case.size if case.size <= _SMALL else max(case.size // _SCALE, _SMALL))
    begin = time.process_time()

    assert case.expected in read_everything(data)
    assert time.process_time() - begin < _SECONDS


@pytest.mark.parametrize("number", range(8))
def test_mutated_files_are_read_or_refused(number: int, seeds: list[Seed]) -> None:
    for each in range(15):
        _, data = mutant(random.Random(f"{number} {each}"), seeds, 300)  # noqa: S311 - it is to be repeatable
        read_everything(data)


def test_files_that_crash_pdfium_are_reported(tmp_path: Path, seeds: list[Seed]) -> None:
    names = (
        "form-billion-laughs",
        "patterns-doubling",
        "image-bomb",
        "operators-nested-marks",
    )
    made = [case.make(min(case.size, 1_000)) for case in CASES if case.name in names]
    made += [mutant(random.Random(number), seeds, 300)[1] for number in range(8)]  # noqa: S311
    with PdfWorker(Limits(60.0, 1024**3)) as checker:
        for number, data in enumerate(made):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(data)
            report = checker.check(path, validators=[], with_page=True).report
            assert "not-checked" not in {finding.rule for finding in report.findings}
            if "contrast" in report.checked:
                checker.read(path, READINGS[number % len(READINGS)])
