"""What workers do: they load what they need, then build briefs, or print HTML, one after the other."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefpress.build.engine import print_beside, start_beside

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.build.requests import BuildRequest, BuildResult

_TO_READ = ("briefpress.build.brief", "briefpress.content.loading", "briefpress.html.rendering")


def load() -> None:
    """Load all that a brief takes, before the first is there."""
    for module in (*_TO_READ, "briefpress.pdf.printing", "briefpress.structure.rasterize"):
        import_module(module)
    from briefpress.build.brief import load_checks  # noqa: PLC0415 - once it is loaded

    load_checks()


def load_beside() -> None:
    """Start the engine in a process beside this one, and load what a brief is read with meanwhile."""
    start_beside()
    for module in _TO_READ:
        import_module(module)


def load_page_beside() -> None:
    """Start the engine in a process beside this one, and load what HTML is checked with meanwhile."""
    start_beside()
    import_module("briefpress.build.printed_html")


def build_here(request: BuildRequest) -> BuildResult:
    """Build a brief, and print it in this process."""
    from briefpress.build.brief import build_brief  # noqa: PLC0415 - once it is loaded

    return build_brief(request)


def build_beside(request: BuildRequest) -> BuildResult:
    """Build a brief that is printed in the process beside this one."""
    from briefpress.build.brief import build_brief  # noqa: PLC0415 - once it is loaded

    return build_brief(request, print_beside, ahead=True)


def print_page_beside(path: Path, name: str, **options: Any) -> BuildResult:
    """Print HTML in the process beside this one, and check it here."""
    from briefpress.build.printed_html import print_html  # noqa: PLC0415 - once it is loaded

    return print_html(path, name, print_pdf=print_beside, **options)
