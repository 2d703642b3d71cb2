"""The commands: what briefpress does when somebody types its name. Only this module prints and exits.

Whatever takes long to import is imported where it is used.
"""

from __future__ import annotations

import difflib
import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

import click

from briefpress import __version__
from briefpress.engines import BUILT_IN, ENGINES
from briefpress.findings import Finding, Location, Severity, Unusable, strictly
from briefpress.profiles import PROFILES, UA1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.findings import Report
    from briefpress.orders import Build, Order
    from briefpress.series import Makers
    from briefpress.watching import News

SCHEMA = ".brief.schema.json"
_PATH = click.Path(path_type=Path)
_PROFILE = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default=UA1.id,
    show_default=True,
    help="; ".join(f"{profile.id}: {profile.title}" for profile in PROFILES.values()) + ".",
)
_STRICT = click.option("--strict", is_flag=True, help="Make warnings errors.")
_SECONDS = click.FloatRange(0, 86_400, min_open=True)


class _Commands(click.Group):
    """Turns what makes a command impossible into findings and exit code 2, for all commands alike."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except Unusable as reason:
            _tell(reason.findings)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefpress")
def main() -> None:
    """Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

    Ends with 0 if all is well (warnings included), 1 if there are errors, 2 if the input or the
    arguments cannot be used.
    """


@main.command()
@click.argument("paths", nargs=-1, type=_PATH)
@click.option(
    "--out", type=_PATH, default="build", show_default=True, help="Where each brief's folder goes."
)
@click.option("--theme", type=_PATH, help="A folder with styles and templates of your own.")
@click.option(
    "--timeout",
    type=_SECONDS,
    default=300,
    show_default=True,
    help="Seconds that a brief may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(256),
    default=2048,
    show_default=True,
    help="MiB of address space that a process may take.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes at once (default: the cores).")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Make them on a Dask cluster; ADDRESS is its scheduler's, such as tcp://HOST:8786.",
)
@click.option("--force", is_flag=True, help="Build what is up to date as well.")
@click.option("--explain", is_flag=True, help="Say why each brief is built.")
@click.option("--prune", is_flag=True, help="Delete the outputs of briefs that were removed.")
@click.option("--diff", "diffs", is_flag=True, help="Say what changed for the reader.")
@click.option("--verify", is_flag=True, help="Build all again, and compare every byte.")
@click.option("--quiet", is_flag=True, help="Say nothing but what was found.")
@_PROFILE
@_STRICT
@click.pass_context
def build(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    out: Path,
    theme: Path | None,
    profile: str,
    strict: bool,
    force: bool,
    explain: bool,
    prune: bool,
    verify: bool,
    diffs: bool,
    quiet: bool,
    **limits: Any,
) -> None:
    """Build briefs; PATHS are content files, or folders of them (default: content).

    Only what changed is built: content, images, series.yaml, theme, options, or a version.
    """
    from briefpress import series  # noqa: PLC0415
    from briefpress.ledger import Ledger  # noqa: PLC0415
    from briefpress.orders import Order  # noqa: PLC0415
    from briefpress.theme import Theme  # noqa: PLC0415

    Theme.at(theme)  # refuses what is none before anything is built
    given = paths or (Path("content"),)
    template = Order(Path(), None, theme, PROFILES[profile], _date(), strict)
    orders, ledger = series.plan(given, template), Ledger(out)
    waiting = series.stale(orders, ledger, force=force)
    codes = [0]
    shown = len(waiting) > 1 and not quiet and sys.stderr.isatty()
    with (
        _makers(len(waiting), **limits) as makers,
        _progress(len(waiting), shown=shown) as advance,
        _Before(waiting if diffs else (), out) as before,
    ):
        for step in series.build(waiting, ledger, makers):
            if explain:
                click.echo(f"{step.order.path}: built because {', and '.join(step.reasons)}")
            codes.append(_report(step.built, quiet=quiet))
            before.tell(step.built)
            advance()
    if prune:
        for folder in series.prune(ledger, filter(Path.is_dir, given), orders):
            click.echo(f"{folder}: removed")
    if not waiting and not quiet:
        click.echo(f"{len(orders)} brief{'s'[: len(orders) != 1]} up to date")
    if verify and max(codes) == 0:
        codes.append(_verify(orders, out, **limits))
    ctx.exit(max(codes))


class _Before:
    """Keeps the PDFs as they were before a build, and tells what changed in them."""

    def __init__(self, orders: Iterable[Order], out: Path) -> None:
        pdfs = (out / order.slug / f"{order.slug}.pdf" for order in orders)
        self._old = {path: path.read_bytes() for path in pdfs if path.is_file()}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self._old:
            from briefpress.checking import Checker  # noqa: PLC0415

            self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
            self._checker = self._stack.enter_context(Checker())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def tell(self, built: Build) -> None:
        """Say what changed in the PDF of a brief, where there was one before."""
        for path in built.files:
            if path in self._old:
                old = self._folder / path.name
                old.write_bytes(self._old.pop(path))
                text, _ = self._checker.diff(old, path)
                click.echo(text, nl=False)


def _verify(orders: Sequence[Order], out: Path, **limits: Any) -> int:
    from briefpress import pool, series  # noqa: PLC0415

    makers = partial(
        pool.make_all,
        jobs=limits["jobs"] or pool.usual_jobs(),
        timeout=limits["timeout"],
        memory=limits["memory"] * 1024**2,
        fresh=True,
    )
    findings = [
        finding
        for finding in series.verify(orders, out, makers)
        if finding.severity is Severity.ERROR
    ]
    _tell(findings)
    if not findings:
        click.echo(
            f"{len(orders)} brief{'s'[: len(orders) != 1]} built again, the same to the byte"
        )
    return int(bool(findings))


@contextmanager
def _progress(count: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show how far a series is and how long it will take, on a terminal."""
    if not shown:
        yield lambda: None
        return
    from briefpress.reports import progress  # noqa: PLC0415

    with progress(count) as advance:
        yield advance


@contextmanager
def _makers(
    count: int, timeout: float, memory: int, jobs: int | None, cluster: str | None = None
) -> Iterator[Makers]:
    """Give what makes orders: processes that share many, or one that prints while this one reads."""
    if count and cluster:
        yield _on_cluster(cluster, timeout=timeout, memory=memory * 1024**2, jobs=jobs)
    elif count > 1:
        from briefpress import pool  # noqa: PLC0415

        yield partial(
            pool.make_all, jobs=jobs or pool.usual_jobs(), timeout=timeout, memory=memory * 1024**2
        )
    elif count == 1:
        from briefpress.printer import Printer  # noqa: PLC0415

        with Printer(timeout, memory * 1024**2) as printer:
            # The engine loads in its process while these modules load in this one.
            from briefpress import press  # noqa: PLC0415

            yield lambda orders: ((each, press.make(each, printer.print_pdf)) for each in orders)
    else:
        yield lambda _: ()


def _on_cluster(address: str, **limits: Any) -> Makers:
    try:
        from briefpress import cluster  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name not in ("dask", "distributed"):
            raise
        message, mend = "Dask is not installed", "pip install 'briefpress[cluster]'"
        raise _unusable("cluster-missing", address, message, mend) from None
    return partial(cluster.make_all, address=address, **limits)


@main.command()
@click.argument("paths", nargs=-1, type=_PATH)
@click.option(
    "--out", type=_PATH, default="build", show_default=True, help="Where each brief's folder goes."
)
@click.option("--theme", type=_PATH, help="A folder with styles and templates of your own.")
@click.option("--serve", is_flag=True, help="Show the briefs in a browser, on this machine alone.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8765,
    show_default=True,
    help="Where --serve answers; 0 takes a port that is free.",
)
@_PROFILE
def watch(
    paths: tuple[Path, ...], out: Path, theme: Path | None, serve: bool, port: int, profile: str
) -> None:
    """Build briefs again whenever something that they are made from is saved, until Ctrl-C.

    A save that has errors leaves the last good output as it is.
    """
    _need("watchfiles", *(("starlette", "uvicorn") if serve else ()))
    from threading import Event  # noqa: PLC0415

    from briefpress import watching  # noqa: PLC0415
    from briefpress.ledger import Ledger  # noqa: PLC0415
    from briefpress.makers import WarmMakers, usual_jobs  # noqa: PLC0415
    from briefpress.orders import Order  # noqa: PLC0415
    from briefpress.theme import Theme  # noqa: PLC0415

    Theme.at(theme)
    given = paths or (Path("content"),)
    template = Order(Path(), None, theme, PROFILES[profile], _date())
    jobs = usual_jobs()
    with (
        suppress(KeyboardInterrupt),
        WarmMakers(jobs, 300, 2048 * 1024**2) as makers,
        _preview(out, port if serve else None) as hear,
    ):
        tell = partial(_tell_news, hear=hear, given=given)
        watching.watch(given, template, Ledger(out), makers, tell, Event(), at_once=jobs)


def _need(*modules: str) -> None:
    """Refuse a command whose extra is not installed."""
    lacking = [name for name in modules if find_spec(name) is None]
    if lacking:
        message = f"this command needs {' and '.join(lacking)}"
        raise _unusable("extra-missing", "watch", message, "pip install 'briefpress[preview]'")


@contextmanager
def _preview(out: Path, port: int | None) -> Iterator[Callable[[News], None]]:
    """Serve what is told, where a port is given."""
    if port is None:
        yield lambda _: None
        return
    from briefpress.preview.server import serving  # noqa: PLC0415
    from briefpress.preview.state import Board  # noqa: PLC0415

    board = Board(out)
    with serving(board, port) as chosen:
        click.echo(f"preview: http://127.0.0.1:{chosen}/")
        yield board.hear


def _tell_news(news: News, *, hear: Callable[[News], None], given: Sequence[Path]) -> None:
    """Tell what there is to tell of a brief that is watched."""
    from briefpress import series, watching  # noqa: PLC0415

    hear(news)
    match news:
        case series.Step(order, built):
            _report(built)
        case watching.Known(order, True):
            click.echo(f"{order.path}: up to date")
        case watching.Removed(order):
            click.echo(f"{order.path}: removed; briefpress build --prune deletes its outputs")
        case watching.Refused(findings):
            _tell(findings)
        case watching.Watching(count):
            click.echo(
                f"watching {count} brief{'s'[: count != 1]} in {', '.join(map(str, given))};"
                " Ctrl-C ends it"
            )


@main.command("print")
@click.argument("page", type=_PATH)
@click.option(
    "-o", "--out", type=_PATH, help="The PDF to write (default: PAGE with the ending .pdf)."
)
@click.option(
    "--timeout", type=_SECONDS, default=300, show_default=True, help="Seconds that it may take."
)
@_PROFILE
@_STRICT
@click.pass_context
def print_(
    ctx: click.Context,
    page: Path,
    out: Path | None,
    timeout: float,
    profile: str,
    strict: bool,
) -> None:
    """Print the HTML file PAGE as a tagged and checked PDF."""
    from briefpress.printer import Printer  # noqa: PLC0415

    out = out or page.with_suffix(".pdf")
    if out.resolve() == page.resolve():
        raise _unusable("same-file", str(page), "the PDF would replace the page", "choose --out")
    with Printer(timeout) as printer:
        from briefpress.press import print_html  # noqa: PLC0415

        made = print_html(
            page,
            out,
            profile=PROFILES[profile],
            date=_date(),
            strict=strict,
            print_pdf=printer.print_pdf,
        )
    ctx.exit(_report(made))


@main.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option(
    "--source", type=_PATH, help="The HTML or YAML that the PDF was made from, to compare it with."
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=_PATH,
    help="A file to write, as its ending says: .html (one PDF), .json, .sarif, .xml (JUnit).",
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    type=click.Choice(list(ENGINES), case_sensitive=False),
    default=[BUILT_IN],
    metavar="NAME",
    help=f"An engine that judges conformance: {' or '.join(ENGINES)} (default: {BUILT_IN}).",
)
@click.option(
    "--standard",
    "standards",
    multiple=True,
    metavar="NAME",
    help="A standard to judge by, such as ua1, ua2 or 3a, instead of those that the file claims.",
)
@click.option(
    "--timeout",
    type=_SECONDS,
    default=120,
    show_default=True,
    help="Seconds that a file may take.",
)
@_STRICT
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    source: Path | None,
    reports: tuple[Path, ...],
    engines: tuple[str, ...],
    standards: tuple[str, ...],
    timeout: float,
    strict: bool,
) -> None:
    """Check PDFs of any origin: whether a person could read them, and what engines say."""
    from briefpress.checking import Checker  # noqa: PLC0415

    _check_arguments(files, source, reports)
    pages = any(path.suffix == ".html" for path in reports)
    with Checker(timeout) as checker:
        from briefpress import reports as writers  # noqa: PLC0415

        examined = [
            checker.check(
                path, source=source, engines=engines, standards=standards, with_page=pages
            )
            for path in files
        ]
    if strict:
        examined = [replace(each, report=strictly(each.report)) for each in examined]
    checked = [(each.name, each.report) for each in examined]
    if sys.stdout.isatty():
        writers.show(checked, sys.stdout)
    else:
        click.echo(writers.to_text(checked), nl=False)
    for path in reports:
        _write_report(path, checked, examined[0].page)
    ctx.exit(max(each.exit_code for each in examined))


def _check_arguments(
    files: tuple[Path, ...], source: Path | None, reports: tuple[Path, ...]
) -> None:
    """Refuse what cannot be done before anything is: all at once."""
    faults = []
    for path in reports:
        if path.suffix not in _REPORTS:
            mend = f"end its name with one of {', '.join(_REPORTS)}"
            faults.append(("report-kind", str(path), "no report has this ending", mend))
        if path.suffix == ".html" and len(files) > 1:
            mend = "check one file at a time for a page, or write .json, .sarif or .xml"
            faults.append(("report-kind", str(path), "a page shows one PDF", mend))
        if path.resolve() in {file.resolve() for file in files}:
            faults.append(
                ("same-file", str(path), "the report would replace the PDF", "choose another name")
            )
    if source and len(files) > 1:
        faults.append(
            ("one-source", str(source), "the source is that of one PDF", "check one file at a time")
        )
    if faults:
        raise Unusable(*(_fault(*fault) for fault in faults))


_REPORTS = (".html", ".json", ".sarif", ".xml")


def _write_report(path: Path, checked: list[tuple[str, Report]], page: str) -> None:
    from briefpress import reports  # noqa: PLC0415
    from briefpress.checks import RULES  # noqa: PLC0415
    from briefpress.files import write  # noqa: PLC0415

    match path.suffix:
        case ".html":
            text = page
        case ".json":
            text = reports.to_json_of_all(checked, RULES)
        case ".sarif":
            text = reports.to_sarif(checked, RULES)
        case _:
            from briefpress.reports.junit import to_junit  # noqa: PLC0415

            text = to_junit(checked, RULES)
    write(path.parent, {path.name: text.encode()})
    click.echo(f"{path}: written")


@main.command()
@click.argument("file", type=_PATH)
@click.option("--headings", "what", flag_value="headings", help="List the headings.")
@click.option("--links", "what", flag_value="links", help="List the links.")
@click.option("--tables", "what", flag_value="tables", help="List the tables.")
@click.option("--tree", "what", flag_value="tree", help="Print the structure tree.")
@click.option(
    "--timeout", type=_SECONDS, default=120, show_default=True, help="Seconds that it may take."
)
def read(file: Path, what: str | None, timeout: float) -> None:
    """Print a PDF as a screen reader says it, or one of the lists by which people find their way."""
    from briefpress.checking import Checker  # noqa: PLC0415

    with Checker(timeout) as checker:
        click.echo(checker.read(file, what or "transcript"), nl=False)


@main.command()
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.option("--visual", type=_PATH, help="A page of HTML to write, with the differences marked.")
@click.option(
    "--timeout", type=_SECONDS, default=120, show_default=True, help="Seconds that it may take."
)
def diff(old: Path, new: Path, visual: Path | None, timeout: float) -> None:
    """Say in words what changed for the reader from one PDF to another."""
    from briefpress.checking import Checker  # noqa: PLC0415

    if visual and visual.resolve() in (old.resolve(), new.resolve()):
        raise _unusable(
            "same-file", str(visual), "the page would replace a PDF", "choose another name"
        )
    with Checker(timeout) as checker:
        text, page = checker.diff(old, new, visual=visual is not None)
    click.echo(text, nl=False)
    if visual:
        from briefpress.files import write  # noqa: PLC0415

        write(visual.parent, {visual.name: page.encode()})
        click.echo(f"{visual}: written")


@main.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List the rules that PDFs are checked by, or explain the one of this NAME."""
    from briefpress.checks import RULES, explain  # noqa: PLC0415

    if name is None:
        for rule in RULES:
            click.echo(f"{rule.id:22} {rule.severity.word:8} {rule.family.value:12} {rule.title}")
        return
    text = explain(name)
    if text is None:
        near = difflib.get_close_matches(name, [rule.id for rule in RULES], n=1)
        mend = f'did you mean "{near[0]}"?' if near else "briefpress rules lists them"
        raise _unusable("unknown-rule", name, "there is no rule of this name", mend)
    click.echo(text, nl=False)


@main.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a brief: write NAME.yaml, with a comment on every part, into this folder."""
    from briefpress.theme import BUILT_IN  # noqa: PLC0415

    path = Path(f"{name.removesuffix('.yaml')}.yaml")
    if path.name != str(path) or path.name.startswith("."):
        raise _unusable("bad-name", name, "this is not a plain file name", "briefpress new kenya")
    text = (BUILT_IN / "templates" / "new.yaml").read_text("utf-8").replace("schema.json", SCHEMA)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        Path(SCHEMA).write_text(_schema(), "utf-8")
    except FileExistsError:
        raise _unusable(
            "file-exists", name, f"{path} is there already", "choose another name"
        ) from None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise _unusable(
            "output-write", name, f"it cannot be written: {reason}", "go to another folder"
        ) from None
    click.echo(f"{path}: begun. Build it with: briefpress build {path}")


@main.command()
def schema() -> None:
    """Print the JSON Schema of content files, for editors that complete and check while you type."""
    click.echo(_schema(), nl=False)


@main.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Say what this machine still lacks, and how to get it."""
    from briefpress.doctor import examine  # noqa: PLC0415

    needs = examine()
    for need in needs:
        state = need.found or ("missing" if need.required else "missing (optional)")
        click.echo(f"{need.name}: {state}")
        if not need.found:
            click.echo(f"    {need.purpose}; to get it: {need.install}")
    ctx.exit(any(need.required and not need.found for need in needs))


def _schema() -> str:
    import json  # noqa: PLC0415

    from briefpress.model import Brief  # noqa: PLC0415

    rules = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Brief.model_json_schema()}
    return json.dumps(rules, ensure_ascii=False, indent=2) + "\n"


def _date() -> str | None:
    """Return the date that SOURCE_DATE_EPOCH asks for (reproducible-builds.org), if it does."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        message, mend = (
            "SOURCE_DATE_EPOCH is no number of seconds",
            "set it to a whole number, or not at all",
        )
        raise _unusable("bad-date", "environment", message, mend) from None


def _unusable(rule: str, name: str, message: str, mend: str) -> Unusable:
    return Unusable(_fault(rule, name, message, mend))


def _fault(rule: str, name: str, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, Location(name), mend)


def _report(made: Build, *, quiet: bool = False) -> int:
    """Tell what came of a document, and return its exit code."""
    _tell(made.report.findings)
    for path in made.files:
        if path.suffix == ".pdf" and not quiet:
            click.echo(f"{path}: {made.pages} page{'s'[: made.pages != 1]}")
    if not made.files:
        click.echo(f"{made.source}: no PDF was written", err=True)
    return made.exit_code


def _tell(findings: Sequence[Finding]) -> None:
    if findings and sys.stderr.isatty():
        from briefpress.reports import to_terminal  # noqa: PLC0415

        to_terminal(findings)
    else:
        for finding in findings:
            click.echo(str(finding), err=True)
