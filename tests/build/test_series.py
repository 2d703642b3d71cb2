"""Series: what briefs share, what is rebuilt and why, and what becomes of one that fails."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefpress.build import records, series, tasks, versions
from briefpress.build.brief import build_brief
from briefpress.build.records import BuildRecords
from briefpress.build.requests import BuildRequest, BuildResult
from briefpress.findings import Report
from briefpress.pdf import engine
from conftest import MINIMAL, Cli, write_brief
from in_process import build_unprinted
from timing import PATIENCE

SHARED = ("language", "publisher", "authors", "date")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"><rect width="9" height="1"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which two briefs share what they have in common, and one has a figure."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "map.svg").write_text(SVG)
    shared = {key: MINIMAL[key] for key in SHARED} | {"series": {"title": "Water Briefs"}}
    (content / "series.yaml").write_text(json.dumps(shared))
    figure = {"figure": {"image": "map.svg", "alt": "A long bar.", "source": "Made up"}}
    for name, body in (("kenya", ["It came in May."]), ("mali", ["It did not come.", figure])):
        own = {key: value for key, value in MINIMAL.items() if key not in SHARED}
        own |= {"sections": [{"heading": "Rain", "body": body}], "series": {"number": name}}
        (content / f"{name}.yaml").write_text(json.dumps(own, indent=1))
    return tmp_path


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build without printing, where only what is built and why is of interest."""
    for task in ("build_here", "build_beside"):
        monkeypatch.setattr(tasks, task, build_unprinted)


def build(cli: Cli, folder: Path, *more: str, env: dict[str, str] | None = None) -> Any:
    return cli("build", "--explain", *more, cwd=folder, env=env)


def reasons(done: Any) -> dict[str, str]:
    """Return why each brief was built, as the command explains it."""
    return dict(re.findall(r"content/(\w+)\.yaml: built because (.*)", done.stdout))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def outputs(folder: Path) -> dict[str, bytes]:
    """Return all outputs but for the records, which tell when they were written."""
    found = sorted((folder / "build").rglob("*"))
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if path.is_file() and path.name != ".record.json"
    }


def test_briefs_share_what_series_yaml_says_and_may_override_it(cli: Cli, folder: Path) -> None:
    edit(folder / "content/mali.yaml", '"title"', '"date": "2001",\n "title"')
    done = build(cli, folder)

    assert done.returncode == 0, done.stderr
    assert not (folder / "build/series").exists()
    kenya, mali = ((folder / f"build/{n}/{n}.html").read_text("utf-8") for n in ("kenya", "mali"))
    assert "Water Briefs" in kenya
    assert "No. kenya" in kenya
    assert "The Water Desk" in kenya
    assert "1987" in kenya
    assert "2001" in mali
    assert "1987" not in mali


def test_faults_of_series_yaml_are_told_where_they_are(cli: Cli, folder: Path) -> None:
    path = folder / "content/series.yaml"
    path.write_text("title: T\npublischer: {name: P}\nlicence: CC-BY-5.0\n")
    done = build(cli, folder, "content/kenya.yaml")

    assert done.returncode == 1
    assert 'content/series.yaml:1:1: error[not-shared]: "title" belongs to one brief' in done.stderr
    assert (
        'content/series.yaml:2:1: error[unknown-key]: there is no field "publischer"' in done.stderr
    )
    assert (
        'content/series.yaml:3:10: error[wrong-value]: "licence" cannot be "CC-BY-5.0"'
        in done.stderr
    )
    assert 'did you mean "publisher"?' in done.stderr


@pytest.mark.usefixtures("unprinted")
def test_nothing_is_built_twice(cli: Cli, folder: Path) -> None:
    first = build(cli, folder)
    made = outputs(folder)
    second = build(cli, folder)

    assert set(reasons(first)) == {"kenya", "mali"}
    assert (reasons(second), second.returncode) == ({}, 0)
    assert second.stdout == "2 briefs up to date\n"
    assert outputs(folder) == made


def _delete(path: Path) -> None:
    path.unlink()


CHANGES: dict[str, tuple[Any, dict[str, str]]] = {
    "content": (
        lambda f: edit(f / "content/kenya.yaml", "in May", "in June"),
        {"kenya": "content changed"},
    ),
    "image": (
        lambda f: edit(f / "content/map.svg", 'height="1"', 'height="0.5"'),
        {"mali": "file map.svg changed"},
    ),
    "series": (
        lambda f: edit(f / "content/series.yaml", "Water Briefs", "Rain Briefs"),
        {"kenya": "series changed", "mali": "series changed"},
    ),
    "output edited": (
        lambda f: (f / "build/mali/mali.pdf").write_bytes(b"%PDF-2.0"),
        {"mali": "mali.pdf was edited or deleted"},
    ),
    "output deleted": (
        lambda f: _delete(f / "build/kenya/report.json"),
        {"kenya": "report.json was edited or deleted"},
    ),
    "record deleted": (
        lambda f: _delete(f / "build/kenya/.record.json"),
        {"kenya": "it was not built yet, or its record is lost"},
    ),
    "record cut": (
        lambda f: os.truncate(f / "build/kenya/.record.json", 40),
        {"kenya": "it was not built yet, or its record is lost"},
    ),
    "record damaged": (
        lambda f: (f / "build/kenya/.record.json").write_text('{"format": 3, "inputs": 3}'),
        {"kenya": "it was not built yet, or its record is lost"},
    ),
    "record of another version": (
        lambda f: edit(f / "build/kenya/.record.json", '"format": 3', '"format": 1'),
        {"kenya": "it was not built yet, or its record is lost"},
    ),
    "record edited": (
        lambda f: edit(f / "build/kenya/.record.json", "kenya.yaml", "kenyx.yaml"),
        {"kenya": "it was not built yet, or its record is lost"},
    ),
    "killed": (
        lambda f: (f / "build/kenya/.kenya.pdf.999999999.part").write_bytes(b"%PDF"),
        {"kenya": "a build of it was killed"},
    ),
    "touched": (lambda f: os.utime(f / "content/kenya.yaml", (1, 1)), {}),
}  # fmt: skip


@pytest.mark.usefixtures("unprinted")
@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_only_what_changed_is_built_again(
    change: Any, expected: dict[str, str], cli: Cli, folder: Path
) -> None:
    assert build(cli, folder).returncode == 0
    change(folder)
    again = build(cli, folder)

    assert (reasons(again), again.returncode) == (expected, 0), again.stderr
    assert not list(folder.rglob("*.part"))
    assert reasons(build(cli, folder)) == {}


def test_quiet_says_only_what_is_wrong(cli: Cli, folder: Path) -> None:
    loud = cli("build", cwd=folder)
    quiet = cli("build", "--force", "--quiet", cwd=folder)

    assert "note[no-doi]" in loud.stderr
    assert (quiet.stdout, quiet.stderr, quiet.returncode) == ("", "", 0)
    assert "no-doi" in (folder / "build/mali/report.json").read_text("utf-8")
    edit(folder / "content/mali.yaml", "heading", "headline")
    assert "error[" in cli("build", "--quiet", cwd=folder).stderr


@pytest.mark.usefixtures("unprinted")
def test_options_and_force_lead_to_a_rebuild(cli: Cli, folder: Path) -> None:
    build(cli, folder)

    other = build(cli, folder, "--profile", "ua2")
    dated = build(cli, folder, "--profile", "ua2", env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
    forced = build(cli, folder, "--force", "--profile", "ua2")
    assert set(reasons(other).values()) == {"it is asked for with other options"}
    assert set(reasons(dated).values()) == {"it is asked for with other options"}
    assert len(reasons(forced)) == 2


@pytest.mark.usefixtures("unprinted")
def test_another_pango_leads_to_a_rebuild(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(cli, folder)
    monkeypatch.setattr(records, "libraries", lambda: {"pango": "9.9.9"})
    again = build(cli, folder)

    assert set(reasons(again).values()) == {"Briefpress or a library is of another version"}


def test_the_libraries_are_those_that_set_the_lines() -> None:
    known = {
        name: version for name, version in versions.libraries().items() if version != "unknown"
    }

    assert known.pop("pandoc")  # which sets no lines, but references
    assert known.items() <= engine.LIBRARIES.items()
    assert versions.libraries().keys() == {*engine.LIBRARIES, "pandoc"}


@pytest.mark.usefixtures("unprinted")
def test_a_theme_of_the_series_is_used_and_looked_at(cli: Cli, folder: Path) -> None:
    theme = folder / "content/look/styles"
    theme.mkdir(parents=True)
    (theme / "theme.css").write_text(":root { --accent: #401010 }")
    edit(folder / "content/series.yaml", '"language"', '"theme": "look", "language"')
    first = build(cli, folder)
    assert "#401010" in (folder / "build/kenya/kenya.html").read_text("utf-8")

    (theme / "theme.css").write_text(":root { --accent: #104010 }")
    again = build(cli, folder)
    outside = folder / "content/series.yaml"
    edit(outside, '"look"', '"../../elsewhere"')
    refused = build(cli, folder)

    assert len(reasons(first)) == 2
    assert reasons(again) == {"kenya": "the theme changed", "mali": "the theme changed"}
    assert refused.returncode == 2
    assert refused.stderr.count("error[theme-outside]") == 2


@pytest.mark.usefixtures("unprinted")
def test_outputs_of_removed_briefs_go_with_prune_and_nothing_else(cli: Cli, folder: Path) -> None:
    build(cli, folder)
    (folder / "build/mali/notes.txt").write_text("mine")
    (folder / "build/other").mkdir()
    _delete(folder / "content/mali.yaml")

    kept = build(cli, folder)
    assert kept.returncode == 0
    assert (folder / "build/mali/mali.pdf").exists()
    pruned = build(cli, folder, "content", "--prune")

    assert "build/mali: removed" in pruned.stdout
    assert sorted(p.name for p in (folder / "build").rglob("*") if p.is_file()) == sorted(
        [".record.json", "kenya.html", "kenya.pdf", "report.json", "notes.txt"]
    )
    assert (folder / "build/other").is_dir()


@pytest.mark.usefixtures("unprinted")
def test_prune_knows_outputs_that_lost_their_record_from_what_others_put_there(
    cli: Cli, folder: Path
) -> None:
    build(cli, folder)
    out = folder / "build"
    _delete(out / "mali/.record.json")
    (out / "mali/.mali.pdf.999999999.part").write_bytes(b"%PDF")
    _delete(folder / "content/mali.yaml")
    (out / "begun").mkdir()
    (out / "begun/.begun.html.999999999.part").write_text("killed")
    for name, report in (("other", None), ("another", "[1]"), ("third", '{"source": "x.yaml"}')):
        (out / name).mkdir()
        (out / name / f"{name}.html").write_text("by hand")
        if report:
            (out / name / "report.json").write_text(report)

    build(cli, folder, "content/kenya.yaml", "--prune")  # which says nothing of other briefs
    assert (out / "mali/mali.pdf").exists()
    pruned = build(cli, folder, "content", "--prune")

    assert "build/mali: removed" in pruned.stdout
    assert not (out / "mali").exists()
    assert not (out / "begun").exists()
    assert all((out / name / f"{name}.html").exists() for name in ("other", "another", "third"))


def test_a_link_in_the_place_of_a_record_is_no_record(folder: Path) -> None:
    ledger = BuildRecords(folder / "build")
    order = BuildRequest(folder / "content/mali.yaml")
    (folder / "build/mali").mkdir(parents=True, exist_ok=True)
    (folder / "elsewhere.json").write_bytes(ledger.record(order, {}, BuildResult(Report(()), {})))
    record = folder / "build/mali/.record.json"
    record.unlink(missing_ok=True)
    record.symlink_to(folder / "elsewhere.json")

    assert ledger.reasons(order) == ["it was not built yet, or its record is lost"]


def test_a_record_that_somebody_forged_leads_out_of_no_folder(folder: Path) -> None:
    ledger = BuildRecords(folder / "build")
    order = BuildRequest(folder / "content/gone.yaml")
    forged = BuildResult(Report(()), {"gone.html": b"", "../../content/kenya.yaml": b""})
    (folder / "build/gone").mkdir(parents=True)
    (folder / "build/gone/.record.json").write_bytes(ledger.record(order, {}, forged))

    (folder / "build/gone/gone.html").write_text("")
    pruned = list(series.prune(ledger, [folder / "content"], []))

    assert pruned == [folder / "build/gone"]
    assert not (folder / "build/gone").exists()
    assert (folder / "content/kenya.yaml").exists()


def test_two_briefs_of_one_name_are_refused_before_anything_is_built(
    cli: Cli, folder: Path
) -> None:
    write_brief(folder / "more/kenya.yaml")
    write_brief(folder / "more/mali.yaml")
    done = build(cli, folder, "content", "more", "nothing")

    assert done.returncode == 2
    assert done.stderr.count("error[same-name]") == 2
    assert not (folder / "build").exists()


# Workers

DANGER = """
import os, pickle, signal, time
from briefpress.build import brief

build = brief.build_brief

def dangerous(request, *more):
    name = request.path.stem
    if "killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hangs" in name:
        time.sleep(600)
    if "hungry" in name:
        bytearray(1 << 40)
    if "faulty" in name:
        raise RuntimeError("no such thing")
    return build(request, *more)

brief.build_brief = dangerous
"""


@pytest.mark.slow("a kill")
def test_a_worker_that_fails_costs_its_own_brief_alone(cli_process: Cli, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(DANGER)
    names = ("a-killed", "b-good", "c-hangs", "d-good", "e-hungry", "f-good", "g-bad", "h-faulty")
    for name in names:
        fields: dict[str, Any] = {"title": ""} if "bad" in name else {}
        write_brief(tmp_path / f"content/{name}.yaml", **fields)
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = cli_process(
        "build", "--timeout", "20", cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}
    )

    assert done.returncode == 1
    made = sorted(path.stem for path in (tmp_path / "build").rglob("*.pdf"))
    assert made == ["b-good", "d-good", "f-good"]
    for name, said in {
        "a-killed": "its process was ended by SIGKILL",
        "c-hangs": "did not finish within 20 seconds",
        "e-hungry": "needs more than 2048 MiB of memory",
        "h-faulty": "RuntimeError: no such thing",
    }.items():
        assert re.search(rf"{name}\.yaml: error\[engine-failed\]: .*{said}", done.stderr), (
            done.stderr
        )
    assert "g-bad.yaml:2:11: error[empty-field]" in done.stderr
    failed = (
        "5 of 8 briefs failed: content/a-killed.yaml, content/c-hangs.yaml, content/e-hungry.yaml"
    )
    assert failed in done.stderr.splitlines()[-1]


STILLBORN = """
import os, sys
if "briefpress.system.serving" in sys.orig_argv:
    os._exit(3)
from briefpress.system import serving
serving.serve = lambda *_: os._exit(3)
"""


def test_workers_that_cannot_begin_are_one_finding(cli_process: Cli, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(STILLBORN)
    for number in range(3):
        write_brief(tmp_path / f"content/b{number}.yaml")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = cli_process("build", cwd=tmp_path, env={**os.environ, "PYTHONPATH": path})

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "briefpress: error[engine-failed]: no PDF was made: no worker can begin: its process ended with code 3",
        "    see that this machine has memory, files and processes to spare, or report it",
    ]


@pytest.mark.slow("a kill")
def test_ctrl_c_leaves_only_whole_outputs(tmp_path: Path) -> None:
    for number in range(12):
        write_brief(tmp_path / f"content/b{number}.yaml")
    command = [sys.executable, "-m", "briefpress", "build"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        running.stdout.readline()  # the first brief is done
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=PATIENCE)

    assert running.returncode != 0
    assert not list((tmp_path / "build").rglob("*.part"))
    assert all(b"%%EOF" in path.read_bytes()[-10:] for path in (tmp_path / "build").rglob("*.pdf"))
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(list((tmp_path / "build").rglob("*.pdf"))) == 12
    assert again.returncode == 0


@pytest.mark.slow("a kill")
@pytest.mark.parametrize("seconds", [0.8, 1.4, 2.0])
def test_after_a_kill_the_next_build_is_right(seconds: float, tmp_path: Path) -> None:
    for number in range(6):
        write_brief(tmp_path / f"content/b{number}.yaml")
    command = [sys.executable, "-m", "briefpress", "build"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
    for path in (tmp_path / "build").rglob("b*.pdf"):
        assert b"%%EOF" in path.read_bytes()[-10:]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    interrupted = outputs(tmp_path)
    shutil.rmtree(tmp_path / "build")
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)

    assert {k: v for k, v in interrupted.items() if not k.endswith(".part")} == outputs(tmp_path)


def test_with_nothing_to_do_no_heavy_module_is_loaded(cli: Cli, folder: Path) -> None:
    build(cli, folder)
    code = (
        "import sys\nfrom briefpress.cli.app import main\n"
        "main(['build'], standalone_mode=False)\n"
        "print(sorted({'weasyprint', 'jinja2', 'pydantic', 'pypdf', 'rich', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["2 briefs up to date", "[]"]


def test_a_rebuild_says_what_changed_for_the_reader(cli: Cli, folder: Path) -> None:
    build(cli, folder)
    edit(folder / "content/kenya.yaml", "in May", "in June")
    done = build(cli, folder, "--diff")

    assert done.returncode == 0
    assert "In “Rain” (page 1)" in done.stdout
    assert "It came in June." in done.stdout
    assert "mali" not in done.stdout


def test_verify_builds_again_and_compares_every_byte(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = build(cli, folder, "--verify")
    assert "2 briefs built again, the same to the byte" in done.stdout

    def differ(request: BuildRequest) -> BuildResult:
        result = build_brief(request)
        return replace(result, files={**result.files, f"{request.slug}.pdf": os.urandom(9)})

    monkeypatch.setattr(tasks, "build_here", differ)
    other = build(cli, folder, "--verify")
    assert other.returncode == 1
    assert "kenya.pdf: error[not-reproducible]" in other.stderr
    assert "report.json: error" not in other.stderr


def test_the_report_names_the_versions_that_made_it(cli: Cli, folder: Path) -> None:
    build(cli, folder)
    report = json.loads((folder / "build/kenya/report.json").read_text("utf-8"))
    assert report["made_with"]["weasyprint"] == "70.0"
    assert len(report["made_with"]["fonts"]["FiraSans-Regular.ttf"]) == 64


def test_temporary_files_may_lie_deep(cli_process: Cli, folder: Path) -> None:
    deep = folder / ("a" * 90)
    deep.mkdir()

    done = build(cli_process, folder, env={**os.environ, "TMPDIR": str(deep)})

    assert done.returncode == 0, done.stderr
    assert list(deep.iterdir()) == []
