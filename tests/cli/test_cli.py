"""The commands of `briefpress`: their arguments, output and exit codes."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from briefpress import __version__
from briefpress.cli import doctor
from briefpress.cli.app import COMMANDS, main
from briefpress.system import SystemDependency
from conftest import Cli, write_brief
from timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

PROC = Path("/proc")
GOOD = (
    '<!DOCTYPE html><html lang="en"><title>T</title><meta name="author" content="A">'
    '<meta name="dcterms.created" content="2025"><link rel="license" href="https://example.org/">'
    "<h1>T</h1>"
)

# Runs in every process when Python starts there: the engine is killed by some documents.
DANGER = """
import os, signal
import tinyhtml5

parse = tinyhtml5.parse

def dangerous(html, *more, **options):
    if b"FATAL" in (html if isinstance(html, bytes) else str(html).encode()):
        os.kill(os.getpid(), signal.SIGKILL)
    return parse(html, *more, **options)

tinyhtml5.parse = dangerous
"""


def here(*args: str) -> Result:
    """Run a command in this process, which is faster than a new one."""
    return CliRunner().invoke(main, args)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Help


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_every_command_has_help(command: list[str]) -> None:
    long, short = here(*command, "--help"), here(*command, "-h")

    assert long.exit_code == short.exit_code == 0
    assert long.output == short.output
    assert re.match(r"Usage: \S+ .*\n\n  [A-Z].*\.", long.output, re.DOTALL)
    for name in re.findall(r"^  (--\w+|-\w, --\w+).*$", long.output, re.MULTILINE):
        assert re.search(rf"^  {re.escape(name)}.*\s[A-Z]", long.output, re.MULTILINE), name


def test_version_is_printed() -> None:
    assert here("--version").output == f"briefpress, version {__version__}\n"


def test_python_m_runs_the_same_command(cli_process: Cli) -> None:
    assert cli_process("--version").stdout == f"briefpress, version {__version__}\n"


# Building


def test_build_uses_the_folder_content_and_prints_what_it_wrote(
    cli_process: Cli, tmp_path: Path
) -> None:
    for name in ("b", "a"):
        write_brief(tmp_path / f"content/{name}.yaml", licence="CC-BY-4.0")

    run = cli_process("build", cwd=tmp_path)

    assert run.returncode == 0
    assert sorted(run.stdout.splitlines()) == ["build/a/a.pdf: 1 page", "build/b/b.pdf: 1 page"]
    assert sorted(line.split(":")[0] for line in run.stderr.splitlines()[::2]) == [
        "content/a.yaml",
        "content/b.yaml",
    ]
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.glob("build/a/*")) == [
        "build/a/.record.json",
        "build/a/a.html",
        "build/a/a.pdf",
        "build/a/report.json",
    ]


def test_a_bad_brief_does_not_stop_the_others(cli: Cli, tmp_path: Path) -> None:
    good = write_brief(tmp_path / "good.yaml")
    bad = write_brief(tmp_path / "bad.yaml", titel="x")

    run = cli("build", bad, "gone.yaml", good, "--out", "out", cwd=tmp_path)

    assert run.returncode == 2
    assert run.stdout == "out/good/good.pdf: 1 page\n"
    assert "error[unknown-key]" in run.stderr
    assert "error[file-missing]" in run.stderr
    assert f"{bad}: no PDF was written\n" in run.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good"]


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["build", "gone.yaml"], 2, "gone.yaml: error[file-missing]"),
        (["build"], 2, "content: error[file-missing]"),
        (["build", "."], 2, ".: error[no-content]: the folder holds no YAML file"),
        (["build", "x.yaml", "--theme", "gone"], 2, "gone: error[theme-missing]"),
        (["build", "x.yaml", "--timeout", "0"], 2, "Invalid value for '--timeout'"),
        (["build", "x.yaml", "--timeout", "inf"], 2, "Invalid value for '--timeout'"),
        (["build", "--gone"], 2, "No such option"),
        (["print", "gone.html"], 2, "gone.html: error[file-missing]"),
        (["print", "x.pdf"], 2, "x.pdf: error[same-file]"),
        (["print"], 2, "Missing argument 'PAGE'"),
        (["gone"], 2, "No such command 'gone'"),
    ],
)
def test_unusable_arguments_end_with_exit_code_2(
    args: list[str], code: int, message: str, cli: Cli, tmp_path: Path
) -> None:
    run = cli(*args, cwd=tmp_path)

    assert (run.returncode, run.stdout) == (code, "")
    assert message in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("epoch", ["x", "1.5", "99999999999999999999"])
def test_an_invalid_source_date_epoch_is_refused(
    epoch: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    write_brief(folder / "water.yaml")

    run = here("build", "water.yaml")

    assert (run.exit_code, run.stdout) == (2, "")
    assert "error[bad-date]: SOURCE_DATE_EPOCH is no number of seconds" in run.stderr
    assert not (folder / "build").exists()


def test_a_timeout_is_an_error_of_its_brief_only(cli_process: Cli, tmp_path: Path) -> None:
    briefs = [write_brief(tmp_path / f"{name}.yaml") for name in "ab"]

    run = cli_process("build", *briefs, "--timeout", "0.01", cwd=tmp_path)

    assert (run.returncode, run.stdout) == (1, "")
    for brief in briefs:
        assert f"{brief}: error[engine-failed]: no PDF was made: " in run.stderr
    assert run.stderr.count("did not finish within 0.01 seconds") == len(briefs)
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "build").exists()


def test_the_next_brief_is_built_after_a_crash(cli_process: Cli, tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python/sitecustomize.py").write_text(DANGER)
    path = os.pathsep.join([str(tmp_path / "python"), os.environ.get("PYTHONPATH", "")])
    write_brief(tmp_path / "a.yaml", title="FATAL")
    write_brief(tmp_path / "b.yaml")

    run = cli_process(
        "build", "a.yaml", "b.yaml", cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}
    )

    assert (run.returncode, run.stdout) == (1, "build/b/b.pdf: 1 page\n")
    assert "a.yaml: error[engine-failed]: no PDF was made: " in run.stderr
    assert "failed: its process was ended by SIGKILL" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "build/a").exists()


def _living(session: int) -> list[str]:
    """Return the ids of the running processes of a session."""
    found = []
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(its_session) == session and state not in "ZX":
            found.append(stat.parent.name)
    return found


def _wait_until_gone(session: int) -> None:
    end = time.monotonic() + PATIENCE
    while _living(session):
        assert time.monotonic() < end, _living(session)
        time.sleep(0.01)


@pytest.fixture
def building(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A running build of many briefs, in a session of its own, that has written the first PDF."""
    for number in range(20):
        write_brief(tmp_path / f"content/{number}.yaml")
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "briefpress", "build"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert re.fullmatch(r"build/(\d+)/\1\.pdf: 1 page\n", process.stdout.readline())
        yield process


def _is_whole(folder: Path) -> bool:
    return sorted(p.name for p in folder.iterdir()) == [
        ".record.json", f"{folder.name}.html", f"{folder.name}.pdf", "report.json",
    ]  # fmt: skip


@pytest.mark.slow("a kill")
@pytest.mark.skipif(not PROC.is_dir(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("number", "codes"),
    [(signal.SIGINT, (1, 130)), (signal.SIGTERM, (143,)), (signal.SIGHUP, (129,))],
)
def test_what_ends_a_build_ends_all_processes_and_leaves_no_half_written_file(
    number: int, codes: tuple[int, ...], building: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert len(_living(building.pid)) > 1

    os.killpg(building.pid, number)
    output, messages = building.communicate(timeout=PATIENCE)

    assert building.returncode in codes
    assert "Traceback" not in messages
    assert output.count("\n") < 19
    _wait_until_gone(building.pid)
    assert [f for f in (tmp_path / "build").iterdir() if not _is_whole(f)] == []
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.slow("a kill")
@pytest.mark.skipif(not PROC.is_dir(), reason="processes are looked up in /proc")
def test_workers_end_when_the_command_is_killed_and_the_next_one_tidies_up(
    building: subprocess.Popen[str], tmp_path: Path, cli_process: Cli
) -> None:
    building.kill()
    building.communicate(timeout=PATIENCE)

    _wait_until_gone(building.pid)
    assert list((tmp_path / "tmp").iterdir())
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    assert cli_process("build", cwd=tmp_path, env=env).returncode == 0
    assert list((tmp_path / "tmp").iterdir()) == []


def test_findings_are_coloured_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "briefpress", "build", "gone.yaml"]
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    env.pop("NO_COLOR", None)
    with os.fdopen(ours, "rb", buffering=0) as screen:
        subprocess.run(command, cwd=tmp_path, env=env, stderr=theirs, check=False)
        os.close(theirs)
        messages = b""
        while part := _read(screen.fileno()):
            messages += part

    assert b"\x1b[1;31merror[file-missing]\x1b[0m" in messages
    assert b"the file cannot be read" in messages


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux, when the other end is closed
        return b""


# Printing


def test_print_writes_beside_the_page_or_to_out(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    )
    (tmp_path / "in/page.html").write_text(f'{GOOD}<img src="a.svg" alt="A">')

    default = cli("print", "in/page.html", cwd=tmp_path)
    chosen = cli("print", "page.html", "-o", "../out/a.pdf", cwd=tmp_path / "in")

    assert (default.returncode, default.stdout, default.stderr) == (0, "in/page.pdf: 1 page\n", "")
    assert (chosen.returncode, chosen.stdout, chosen.stderr) == (0, "../out/a.pdf: 1 page\n", "")
    assert (tmp_path / "in/page.pdf").read_bytes() == (tmp_path / "out/a.pdf").read_bytes()
    assert sorted(p.name for p in tmp_path.rglob("*.pdf*")) == ["a.pdf", "page.pdf"]


def test_print_refuses_an_inaccessible_page(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<html lang="en"><img src="data:image/svg+xml,%3Csvg/%3E">')

    run = cli("print", "page.html", cwd=tmp_path)

    assert (run.returncode, run.stdout) == (1, "")
    for rule in ("figure-alt", "title-shown"):
        assert f"page.html: error[{rule}]: " in run.stderr
    assert run.stderr.endswith("page.html: no PDF was written\n")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


# New briefs and the schema


def test_a_new_brief_builds_and_names_what_is_to_be_replaced(cli: Cli, tmp_path: Path) -> None:
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    begun = cli("new", "kenya", cwd=tmp_path, env={**os.environ, **nobody})
    built = cli("build", "kenya.yaml", cwd=tmp_path)

    assert begun.stdout == "kenya.yaml: begun. Build it with: briefpress build kenya.yaml\n"
    assert built.returncode == 0
    assert re.fullmatch(r"build/kenya/kenya\.pdf: \d pages?\n", built.stdout)
    found = re.findall(r"\w+\[[\w-]+\]", built.stderr)
    assert set(found) == {"note[copyfit]", "note[no-doi]", "warning[placeholder]"}
    assert "the date is still marked as one to replace" in built.stderr
    assert '"The title of the brief" is what a new brief is filled with' in built.stderr


def test_a_new_brief_has_the_month_of_today(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    (tmp_path / "draft.html").write_text("<h1>A</h1><p>B</p>")
    cli("new", "mali", cwd=tmp_path)
    cli("import", "draft.html", cwd=tmp_path)

    for name in ("mali", "draft"):
        text = (tmp_path / f"{name}.yaml").read_text("utf-8")
        assert "\ndate: 2030-03 # replace this" in text


def test_new_writes_the_schema_that_its_first_line_names(folder: Path) -> None:
    assert here("new", "kenya.yaml").exit_code == 0

    first = (folder / "kenya.yaml").read_text("utf-8").splitlines()[0]
    schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert schema
    assert (folder / schema[1]).read_text("utf-8") == here("schema").stdout
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("a/b", "bad-name"), ("../b", "bad-name"), ("/b", "bad-name"), (".b", "bad-name"),
        ("", "bad-name"), (".", "bad-name"), ("..", "bad-name"), ("kenya", "file-exists"),
        ("kenya.yaml", "file-exists"), ("x" * 300, "output-write"),
    ],
)  # fmt: skip
def test_new_refuses_paths_and_never_overwrites(name: str, rule: str, folder: Path) -> None:
    (folder / "kenya.yaml").write_text("mine")

    run = here("new", name)

    assert (run.exit_code, run.stdout) == (2, "")
    assert f"error[{rule}]" in run.stderr
    assert [path.name for path in folder.iterdir()] == ["kenya.yaml"]
    assert (folder / "kenya.yaml").read_text() == "mine"


# This machine


def test_doctor_finds_everything_on_this_machine() -> None:
    run = here("doctor")

    assert run.exit_code == 0
    assert "Fira Sans: /" in run.stdout


def test_doctor_prints_how_to_install_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "font_faces", lambda: [("Gone", "gone", "Gone.ttf")])
    monkeypatch.setattr(
        doctor,
        "PROGRAMS",
        (SystemDependency("nix", "checks", ("a", "b", "c", "d", "e", "f")),),
    )

    run = here("doctor")

    assert run.exit_code == 1
    assert "  Gone: missing\n      is a font of the built-in theme; to get it: " in run.stdout
    assert "  nix: missing (optional)\n      checks; to get it: " in run.stdout
