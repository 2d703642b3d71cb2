"""`briefpress translations`: what the editions of a brief in other languages lack, and files for translators."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.common import FORMAT, PATH, QUIET, STRICT, limit_options, tell, unusable
from briefpress.cli.rules import FILE_EXISTS, TRANSLATIONS_USE
from briefpress.findings import Severity
from briefpress.system import CALLED_AS, FILE_MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.system import Limits
    from briefpress.translations import Comparison, TranslationWorker

_MAX_BYTES = 16 * 1024 * 1024


@click.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--accept", is_flag=True, help="Mark the texts as made from the source as it is now.")
@click.option(
    "--begin", metavar="LANGUAGE", help="Begin a translation of PATHS, such as --begin fr."
)
@click.option(
    "--export", type=PATH, metavar="FILE", help="Write a .xlf or .po file for translators."
)
@click.option(
    "--import", "import_", type=PATH, metavar="FILE", help="Take in what they translated."
)
@QUIET
@FORMAT
@STRICT
@limit_options(60)
@click.pass_context
def translations(
    ctx: click.Context,
    paths: tuple[Path, ...],
    accept: bool,
    begin: str | None,
    export: Path | None,
    import_: Path | None,
    quiet: bool,
    output_format: str,
    strict: bool,
    limits: Limits,
) -> None:
    """Compare translations with their sources: what is new, changed or gone, and how much is done.

    PATHS are translations (with translation_of: in them), sources, or folders; by default content.
    """
    from briefpress.translations import TranslationWorker  # noqa: PLC0415

    for path in paths:
        if not path.exists():
            raise unusable(FILE_MISSING, str(path), "there is no such file")
    with TranslationWorker(limits) as worker:
        if begin:
            _begin(worker, _one(paths, "--begin takes one source"), begin)
            return
        found = worker.find(paths or (Path("content"),))
        if export or import_:
            path = _one(found, "a file for translators is that of one translation")
            if export:
                _export(worker, path, export)
            if import_:
                _import(worker, path, import_)
            return
        compared = [worker.compare(path) for path in found]
    if accept:
        compared = [_accept(each) for each in compared]
    _report(ctx, compared, quiet=quiet, strict=strict, as_json=output_format == "json")


def _one(paths: Sequence[Path], message: str) -> Path:
    if len(paths) != 1:
        named = ", ".join(map(str, paths)) or "none"
        raise unusable(TRANSLATIONS_USE, "translations", f"{message}, and here are: {named}")
    return paths[0]


def _begin(worker: TranslationWorker, path: Path, language: str) -> None:
    from briefpress.content import is_language  # noqa: PLC0415
    from briefpress.system import write_files  # noqa: PLC0415

    if not is_language(language):
        raise unusable(TRANSLATIONS_USE, language, f"there is no language “{language}”")
    out = path.with_name(f"{path.stem}.{language}.yaml")
    if out.exists():
        raise unusable(FILE_EXISTS, str(out), f"{out} is there already", "delete it first")
    write_files(out.parent, {out.name: worker.begin(path, language).encode()})
    click.echo(f"{out}: begun. Translate its texts, then: {CALLED_AS} translations {out}")


def _export(worker: TranslationWorker, path: Path, out: Path) -> None:
    from briefpress.system import write_files  # noqa: PLC0415

    data = worker.export(worker.compare(path), out.name)
    write_files(out.parent, {out.name: data})
    click.echo(f"{out}: the texts of {path} for a translator")


def _import(worker: TranslationWorker, path: Path, file: Path) -> None:
    from briefpress.system import read_regular, write_files  # noqa: PLC0415
    from briefpress.translations import record_path  # noqa: PLC0415

    try:
        data = read_regular(file, _MAX_BYTES)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise unusable(FILE_MISSING, str(file), f"the file cannot be read: {reason}") from None
    text, record, findings = worker.receive(worker.compare(path), data, str(file))
    write_files(path.parent, {path.name: text.encode(), record_path(path).name: record})
    tell(findings)
    click.echo(f"{path}: the texts of {file} are in it")


def _accept(compared: Comparison) -> Comparison:
    """Write the record of a translation, and return it compared once more."""
    from briefpress.system import write_files  # noqa: PLC0415
    from briefpress.translations import accept, load_comparison, record_path  # noqa: PLC0415

    path = Path(compared.translation.file)
    write_files(path.parent, {record_path(path).name: accept(compared)})
    return load_comparison(path)


def _report(
    ctx: click.Context, compared: Sequence[Comparison], *, quiet: bool, strict: bool, as_json: bool
) -> None:
    findings = [finding for each in compared for finding in each.findings]
    code = 1 if strict and any(each.severity >= Severity.WARNING for each in findings) else 0
    if as_json:
        click.echo(_json(compared))
    else:
        least = Severity.WARNING if quiet else Severity.NOTE
        tell([each for each in findings if each.severity >= least])
        for each in () if quiet else compared:
            click.echo(_summary(each))
        if not compared and not quiet:
            click.echo(
                "no translation was found: one says translation_of: with the name of its source"
            )
    ctx.exit(code)


def _summary(each: Comparison) -> str:
    from briefpress.translations import Status  # noqa: PLC0415

    done = each.count(Status.CURRENT)
    others = {
        status: count
        for status in Status
        if status is not Status.CURRENT and (count := each.count(status))
    }
    rest = "".join(f"; {count} {status.value}" for status, count in others.items())
    share = int(100 * each.done)  # not 100 before all is done
    return (
        f"{each.translation.file} ({each.language}): {done} of {each.total} texts"
        f" up to date, {share} %{rest}"
    )


def _json(compared: Sequence[Comparison]) -> str:
    import json  # noqa: PLC0415

    from briefpress.translations import Status  # noqa: PLC0415

    rows = [
        {
            "file": each.translation.file,
            "language": each.language,
            "source": each.source.file,
            "texts": each.total,
            "done": round(each.done, 4),
            "counts": {status.name.lower(): each.count(status) for status in Status},
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity.word,
                    "file": finding.location.file,
                    "line": finding.location.line,
                    "column": finding.location.column,
                    "message": finding.message,
                    "mend": finding.mend,
                }
                for finding in each.findings
            ],
        }
        for each in compared
    ]
    return json.dumps({"translations": rows}, ensure_ascii=False, indent=2)
