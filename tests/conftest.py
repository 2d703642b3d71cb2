"""What several test modules share."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import settings

import corpus
import in_process
from briefpress import checks, content, html, pdf, structure
from briefpress.build.brief import build_brief
from briefpress.build.engine import print_and_judge
from briefpress.build.printed_html import print_html
from briefpress.build.requests import BuildRequest, shared_with, write_result
from briefpress.content import PROFILES, UA1
from briefpress.html import read_outline
from briefpress.html.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from attach_samples import Attachments
    from briefpress.build.engine import PrintPdf
    from briefpress.build.requests import Build
    from briefpress.content.model.brief import Brief
    from briefpress.html.documents import HtmlDocument, PdfDocument

# The same examples each time, however busy the machine is: what fails is the change. Others are
# tried with `pytest --hypothesis-profile random`.
settings.register_profile("random", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")

pytest_plugins = ["browsing", "garbage", "sharing", "slow"]

ROOT = Path(__file__).parents[1]
_HANGS = 600.0  # seconds after which a command has no end, on any machine

MINIMAL: dict[str, Any] = {
    "title": "Water in Kenya",
    "country": {"name": "Kenya", "code": "KE"},
    "language": "en-GB",
    "publisher": {"name": "The Water Desk"},
    "authors": [{"name": "Wanjiru Kamau"}],
    "date": "1987-06-05",
    "summary": "Rain is late.",
    "sections": [{"heading": "Rain", "body": ["It came in May."]}],
}


class Golden(Protocol):
    """Compares a text with a golden file, which `pytest --update` writes anew."""

    def __call__(self, path: Path, text: str) -> None:
        """Fail where the text differs from what the file holds."""


class Cli(Protocol):
    """Runs the command line."""

    def __call__(
        self, *args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Return what `briefpress ARGS` said, and its exit code."""


class MakeOnce(Protocol):
    """Builds a brief, or prints a page of HTML, once for all tests of a module."""

    def __call__(self, path: Path, profile: str = UA1.id) -> tuple[Build, Path]:
        """Return what came of it, and the PDF, both only to be read."""


@dataclass(frozen=True)
class Printed:
    """A document that was printed, with what was made on the way."""

    page: HtmlDocument
    pdf: PdfDocument
    brief: Brief | None = None

    @property
    def subject(self) -> checks.Subject:
        """What the checks look at."""
        facts = structure.inspect(self.pdf.data)
        said = read_outline(self.page.text, generated=self.pdf.generated)
        return checks.Subject(self.page.name, facts, said, self.brief)


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Begun in the background of a shell: what is run here has to end on Ctrl-C all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    def compare(path: Path, text: str) -> None:
        if pytestconfig.getoption("update"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def cli() -> Cli:
    """The command line in this process: for what a command says, writes and refuses."""
    return in_process.run


@pytest.fixture(scope="session")
def cli_process() -> Cli:
    """The command line in a process of its own: for limits, crashes, interrupts and environments."""
    command = [sys.executable, "-m", "briefpress"]

    def run(
        *args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        start = partial(subprocess.run, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return start([*command, *map(str, args)], cwd=cwd, env=env, check=False, timeout=_HANGS)

    return run


@pytest.fixture(scope="session")
def verapdf_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files of the veraPDF corpus, in `ua1` and `ua2`."""
    return corpus.unpack(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def packages(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with packages of kenya, kazakhstan, water (which has all fields) and bare."""
    from package_samples import build_packages  # noqa: PLC0415 - it imports this module

    folder: Path = tmp_path_factory.mktemp("packages")
    build_packages(cli, folder)
    return folder


@pytest.fixture(scope="session")
def attachments(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Attachments:
    """Publications to which a brief is attached when a test first wants it."""
    from attach_samples import Attachments  # noqa: PLC0415 - it imports this module

    return Attachments(cli, tmp_path_factory.mktemp("attach"))


@pytest.fixture(scope="session")
def kenya() -> Printed:
    return printed(ROOT / "content/kenya.yaml")


@pytest.fixture(scope="session")
def kazakhstan() -> Printed:
    return printed(ROOT / "content/kazakhstan.yaml")


@pytest.fixture(scope="module")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    folder = tmp_path_factory.mktemp("built")

    def build(path: Path, profile: str) -> tuple[Build, Path]:
        made = build_here(path, out=folder / profile, profile=PROFILES[profile])
        return made, folder / profile / path.stem / f"{path.stem}.pdf"

    return _once(build)


@pytest.fixture(scope="module")
def print_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    folder = tmp_path_factory.mktemp("printed")

    def print_page(path: Path, profile: str) -> tuple[Build, Path]:
        out = folder / profile / f"{path.stem}.pdf"
        return print_here(path, out, profile=PROFILES[profile]), out

    return _once(print_page)


def _once(make: Callable[[Path, str], tuple[Build, Path]]) -> MakeOnce:
    kept = cache(make)
    return lambda path, profile=UA1.id: kept(path, profile)


def printed(path: Path) -> Printed:
    """Print a content file here, without any check."""
    manuscript = content.load(path)
    assert manuscript.brief, manuscript.findings
    page = html.render(
        manuscript.brief,
        Theme(),
        manuscript.images,
        str(path),
        bibliography=manuscript.bibliography,
        files=manuscript.files,
    )
    return Printed(page, pdf.print_pdf(page), manuscript.brief)


def write_brief(path: Path, **fields: Any) -> Path:
    """Write a content file with the least that a brief needs, and `fields`; JSON is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**MINIMAL, **fields}, ensure_ascii=False, indent=1), "utf-8")
    return path


def build_here(
    path: Path, *, out: Path, print_pdf: PrintPdf = print_and_judge, **options: Any
) -> Build:
    """Build a brief in this process, which is faster than in a worker and leaves it as it is."""
    request = BuildRequest(path, shared_with(path), **options)
    return write_result(build_brief(request, print_pdf), path, out / request.slug)


def print_here(
    page: Path, out: Path, *, print_pdf: PrintPdf = print_and_judge, **options: Any
) -> Build:
    """Print HTML in this process."""
    result = print_html(page, out.name, print_pdf=print_pdf, **options)
    return write_result(result, page, out.parent)


NOTES = ("no-doi", "licence-assumed", "copyfit")  # that any brief may have


def rules(made: Build) -> list[str]:
    """Return the rules that findings of a build are about, without notes for the editor."""
    return [finding.rule for finding in made.report.findings if finding.rule not in NOTES]
