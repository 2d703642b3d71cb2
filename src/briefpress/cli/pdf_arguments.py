"""PDFs that a command is given: files, folders of them, and standard input."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.cli.common import fault
from briefpress.cli.rules import NO_PDF
from briefpress.findings import Unusable
from briefpress.system import CALLED_AS, MAX_BYTES, NOT_A_PDF, TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefpress.findings import Finding

STDIN = "-"
_STDIN_NAME = "standard input"
# What to do with a file that is no PDF, by its ending.
_INSTEAD: dict[str, str] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "{call} print {0} makes a PDF of it, and checks that"),
    **dict.fromkeys((".yaml", ".yml"), "{call} build {0} makes a PDF of it, and checks that"),
    **dict.fromkeys(
        (".docx", ".odt", ".doc", ".rtf", ".pptx"), "export it as a tagged PDF, and check that"
    ),
}  # fmt: skip


@contextmanager
def pdfs_at(paths: Collection[Path]) -> Iterator[list[Path]]:
    """Yield the PDFs at paths, those in folders as well; `-` is standard input.

    Raises `Unusable` for what is no PDF by its name, and for folders without any, all at once.
    """
    with ExitStack() as stack:
        spooled = Path(STDIN)
        if spooled in paths:
            folder = stack.enter_context(TemporaryFolder())
            spooled = folder.path / "stdin.pdf"
            spooled.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))
        found: list[Path] = []
        faults: list[Finding] = []
        for path in paths:
            inside = sorted(path.rglob("*.pdf")) if path.is_dir() else [path]
            found += [spooled if each == Path(STDIN) else each for each in inside]
            if not inside:
                faults.append(fault(NO_PDF, str(path), "the folder holds no PDF"))
            if (mend := _INSTEAD.get(path.suffix.lower())) and not _is_pdf(path):
                faults.append(
                    fault(NOT_A_PDF, str(path), "this is no PDF", mend.format(path, call=CALLED_AS))
                )
        if faults:
            raise Unusable(*faults)
        try:
            yield found
        except Unusable as reason:
            raise Unusable(*renamed(reason.findings)) from None


def renamed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in which the file that standard input was written to has that name."""
    return tuple(
        replace(finding, location=replace(finding.location, file=shown(finding.location.file)))
        for finding in findings
    )


def shown(file: str) -> str:
    """Return the name of a file as people know it."""
    path = Path(file)
    is_spooled = path.name == "stdin.pdf" and path.parent.name.startswith("briefpress-")
    return _STDIN_NAME if is_spooled else file


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:  # it is told when it is to be read
        return True
