"""`print_pdf` in a process of its own, and the built-in engine's verdict on what it printed.

WeasyPrint loads there while the content is read here, so that two cores share one brief.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content import UA1
from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.system import Worker, WorkerDied

if TYPE_CHECKING:
    from briefpress.content import Profile
    from briefpress.html import HtmlDocument, PdfDocument

TIMEOUT = 300.0  # seconds for one document
MEMORY = 2 * 1024**3  # bytes of address space for the engine


class Printer(Worker):
    """A warm engine in a process of its own; as a context manager it ends with its block."""

    def __init__(self, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        super().__init__("briefpress.pdf.printing", timeout, memory)

    def print_pdf(
        self,
        html: HtmlDocument,
        *,
        profile: Profile = UA1,
        date: str | None = None,
        machine_fonts: bool = False,
    ) -> PdfDocument:
        """Do what `print_and_judge` does; raises `Unusable` where its process does not survive."""
        options = {"profile": profile, "date": date, "machine_fonts": machine_fonts}
        try:
            printed: PdfDocument = self.call(f"{__name__}:print_and_judge", html, **options)
        except WorkerDied as death:
            raise Unusable(obituary(death, html.name)) from None
        return printed


def obituary(death: WorkerDied, name: str) -> Finding:
    """Say what the end of a process means for the document that it was at."""
    if death.timed_out:
        message = f"the engine {death}"
        mend = "split the document, or allow more time with --timeout"
    else:
        message = f"the engine stopped without a PDF: {death}"
        mend = "find the part that it stumbles over by taking parts out, and report it"
    return Finding("engine-failed", Severity.ERROR, message, Location(name), mend)


def print_and_judge(
    html: HtmlDocument,
    *,
    profile: Profile = UA1,
    date: str | None = None,
    machine_fonts: bool = False,
) -> PdfDocument:
    """Print HTML, and have the built-in engine judge whether it keeps what it claims."""
    from briefpress.checks import page_validation  # noqa: PLC0415 - both are heavy
    from briefpress.pdf import print_pdf  # noqa: PLC0415

    pdf = print_pdf(html, profile=profile, date=date, machine_fonts=machine_fonts)
    flavours = [each for each in profile.flavours if each in page_validation.FLAVOURS]
    return replace(pdf, verdicts=page_validation.judge(pdf.data, flavours, Path(html.name)))
