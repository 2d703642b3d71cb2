"""The engine that prints, in this process or in one beside it; the built-in validator judges what it printed."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from briefpress.build.requests import BUILDING
from briefpress.content import UA1
from briefpress.findings import Unusable
from briefpress.system import (
    Limits,
    WorkerDied,
    crash_finding,
    memory_limit,
    report_stage,
    shared_pool,
)

if TYPE_CHECKING:
    from briefpress.content import Profile
    from briefpress.html import HtmlDocument, PdfDocument
    from briefpress.system import Pool


class PrintPdf(Protocol):
    """Prints HTML, and has it judged: `print_and_judge`, or the same in another process."""

    def __call__(
        self,
        html: HtmlDocument,
        *,
        profile: Profile = UA1,
        date: str | None = None,
        machine_fonts: bool = False,
    ) -> PdfDocument:
        """Print HTML as a tagged PDF."""


def print_and_judge(
    html: HtmlDocument,
    *,
    profile: Profile = UA1,
    date: str | None = None,
    machine_fonts: bool = False,
) -> PdfDocument:
    """Print HTML, and have the built-in validator judge whether it keeps what it claims."""
    from briefpress.checks import judge_own  # noqa: PLC0415 - both are heavy
    from briefpress.pdf import print_pdf  # noqa: PLC0415

    report_stage("printing it")
    pdf = print_pdf(html, profile=profile, date=date, machine_fonts=machine_fonts)
    return replace(pdf, verdicts=judge_own(pdf.data, profile.flavours, html.name))


def load() -> None:
    """Load what prints and judges, for a process that has time for it while another one reads the brief."""
    from briefpress.checks import load_own_judge  # noqa: PLC0415 - both are heavy
    from briefpress.pdf import load_styles  # noqa: PLC0415

    load_styles()
    load_own_judge()


def start_beside() -> Pool:
    """Start an engine in a process beside this one, or return it.

    It loads while this process reads the text, and this one loads the checks while it prints: one
    brief is built in 1.0 instead of 1.4 seconds where two processors are free.
    """
    # How long it may take, and how much memory all may have, is up to who waits for this process.
    return shared_pool(f"{__name__}:load", Limits(math.inf, memory_limit()))


def end_beside() -> None:
    """End the engine beside this process where it has nothing to do: it holds 70 MiB while others check."""
    start_beside().end_idle()


def print_beside(html: HtmlDocument, **options: Any) -> PdfDocument:
    """Do what `print_and_judge` does in the process of `start_beside`.

    Raises `Unusable` where that process does not survive.
    """
    try:
        printed: PdfDocument = start_beside().call(f"{__name__}:print_and_judge", html, **options)
    except WorkerDied as death:
        raise Unusable(crash_finding(death, BUILDING, html.name)) from None
    return printed
