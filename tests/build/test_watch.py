"""`briefpress watch`: what a save leads to, and what it does not."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, TypeVar

import pytest

from briefpress.build import watch, watch_state
from briefpress.build.records import BuildRecords
from briefpress.build.requests import BuildRequest
from briefpress.build.series import Step
from briefpress.build.watch_events import Known, Refused, Removed, Watching
from briefpress.build.workers import BuildWorkers
from briefpress.findings import Unusable
from briefpress.system import install_extra
from conftest import MINIMAL, Cli, write_brief
from in_process import build_unprinted
from timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from briefpress.build.requests import BuildResult
    from briefpress.build.series import BuildAll
    from briefpress.build.watch_events import WatchEvent

SHARED = ("language", "publisher", "authors", "date")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"><rect width="9" height="1"/></svg>'
Kind = TypeVar("Kind")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which two briefs share what they have in common; mali has a figure and a theme."""
    content = tmp_path / "content"
    (content / "look/styles").mkdir(parents=True)
    (content / "look/styles/theme.css").write_text(":root { --accent: #401010 }")
    (content / "map.svg").write_text(SVG)
    (content / "other.svg").write_text(SVG)
    (content / "series.yaml").write_text(json.dumps({key: MINIMAL[key] for key in SHARED}))
    figure = {"figure": {"image": "map.svg", "alt": "A long bar.", "source": "Made up"}}
    for name, body in (("kenya", ["It came in May."]), ("mali", ["It did not come.", figure])):
        own = {key: value for key, value in MINIMAL.items() if key not in SHARED}
        own |= {"sections": [{"heading": "Rain", "body": body}]}
        own |= {"theme": "look"} if name == "mali" else {}
        (content / f"{name}.yaml").write_text(json.dumps(own, indent=1))
    return content


def edit(path: Path, old: str, new: str) -> None:
    """Save as most editors do: the file is empty, and then full."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    """Save beside the file and then over it, so that nobody sees it half saved."""
    beside = path.with_name(f"{path.name}~")
    beside.write_text(path.read_text("utf-8"), "utf-8")
    edit(beside, old, new)
    beside.replace(path)


# As a library: briefs are made in this process


class Watcher:
    """Somebody who watches, and the events that are told."""

    def __init__(self, paths: Sequence[Path], out: Path, build_all: BuildAll) -> None:
        self.out = out
        self.stop = threading.Event()
        self.seen: list[WatchEvent] = []
        self._events: SimpleQueue[WatchEvent] = SimpleQueue()
        self._arguments = (
            paths,
            BuildRequest(Path()),
            BuildRecords(out),
            build_all,
            self._events.put,
            self.stop,
        )
        self._thread = threading.Thread(target=watch.watch_briefs, args=self._arguments)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self.stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def next(self, kind: type[Kind]) -> Kind:
        """Return the next event of a kind; others are passed over."""
        while True:
            event = self._events.get(timeout=PATIENCE)
            self.seen.append(event)
            if isinstance(event, kind):
                return event

    def built(self) -> tuple[str, bool, tuple[str, ...]]:
        """Return which brief was built next, whether it has files, and why it was built."""
        step = self.next(Step)
        return step.request.slug, bool(step.built.files), step.reasons

    def html(self, slug: str) -> str:
        return (self.out / slug / f"{slug}.html").read_text("utf-8")


def make_here(requests: Sequence[BuildRequest]) -> Iterator[tuple[BuildRequest, BuildResult]]:
    return ((request, build_unprinted(request)) for request in requests)


@contextmanager
def watched(*paths: Path, build_all: BuildAll = make_here) -> Iterator[Watcher]:
    """Watch, with everything built that there is at the beginning."""
    watcher = Watcher(paths, paths[0].parent / "build", build_all)
    watcher.start()
    try:
        watcher.next(Watching)
        yield watcher
    finally:
        watcher.end()


# What is saved, and what is built because of it. Each is followed by a save of kenya, so that what
# should not have been built would be told before.
CAUSES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "content": (
        lambda f: edit(f / "mali.yaml", "not come", "come late"),
        [("mali", "content changed")],
    ),
    "an image": (
        lambda f: edit(f / "map.svg", 'height="1"', 'height="0.5"'),
        [("mali", "file map.svg changed")],
    ),
    "an image of nobody": (lambda f: edit(f / "other.svg", 'height="1"', 'height="0.5"'), []),
    "the theme of one": (
        lambda f: edit(f / "look/styles/theme.css", "#401010", "#104010"),
        [("mali", "the theme changed")],
    ),
    "the series": (
        lambda f: edit(f / "series.yaml", "1987", "1988"),
        [("kenya", "series changed"), ("mali", "series changed")],
    ),
    "a new brief": (
        lambda f: write_brief(f / "niger.yaml"),
        [("niger", "it was not built yet, or its record is lost")],
    ),
    "no other text": (lambda f: edit(f / "mali.yaml", "Rain", "Rain"), []),
    "files that editors keep": (
        lambda f: [(f / name).write_text("x: 1") for name in (".kenya.yaml.swp", "kenya.yaml~")],
        [],
    ),
}


@pytest.mark.parametrize(("cause", "expected"), CAUSES.values(), ids=CAUSES)
def test_only_what_depends_on_a_file_is_built(
    cause: Callable[[Path], object], expected: list[tuple[str, str]], folder: Path
) -> None:
    with watched(folder) as watcher:
        cause(folder)
        built = [watcher.built() for _ in expected]
        edit(folder / "kenya.yaml", "in May", "in June")

        assert sorted((slug, *reasons) for slug, _, reasons in built) == expected
        assert watcher.built() == ("kenya", True, ("content changed",))
        assert "in June" in watcher.html("kenya")


def beside(path: Path, text: str) -> None:
    path.with_suffix(".tmp").write_text(text, "utf-8")
    path.with_suffix(".tmp").replace(path)


def emptied(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.flush()
        file.write(text)


def piecemeal(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", buffering=1) as file:
        for line in text.splitlines(keepends=True):
            file.write(line)


def anew(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")


def moved_away(path: Path, text: str) -> None:
    path.replace(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")


def many_times(path: Path, text: str) -> None:
    for end in range(10, len(text), 40):
        path.write_text(text[:end], "utf-8")
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("save", [beside, emptied, piecemeal, anew, moved_away, many_times])
def test_however_it_is_saved_the_last_state_is_built(
    save: Callable[[Path, str], None], folder: Path
) -> None:
    with watched(folder) as watcher:
        path = folder / "kenya.yaml"
        save(path, path.read_text("utf-8").replace("in May", "in June"))
        while watcher.built()[1] is False or "in June" not in watcher.html("kenya"):
            pass
        save(path, path.read_text("utf-8").replace("in June", "in July"))
        while watcher.built()[1] is False or "in July" not in watcher.html("kenya"):
            pass


def test_a_save_during_a_build_is_built_as_well(folder: Path) -> None:
    begun, saved = threading.Event(), threading.Event()

    def slow(requests: Sequence[BuildRequest]) -> Iterator[tuple[BuildRequest, BuildResult]]:
        made = list(make_here(requests))
        if "in June" in (folder / "kenya.yaml").read_text("utf-8"):
            begun.set()
            assert saved.wait(PATIENCE)
        yield from made

    with watched(folder, build_all=slow) as watcher:
        edit(folder / "kenya.yaml", "in May", "in June")
        assert begun.wait(PATIENCE)
        edit(folder / "kenya.yaml", "in June", "in July")
        saved.set()
        assert watcher.built()[:2] == ("kenya", True)
        assert watcher.built()[:2] == ("kenya", True)
        assert "in July" in watcher.html("kenya")


def test_a_broken_save_keeps_the_last_good_output(folder: Path) -> None:
    with watched(folder) as watcher:
        good = (watcher.out / "kenya/kenya.pdf").read_bytes()
        edit(folder / "kenya.yaml", '"title"', '"titel"')
        step = watcher.next(Step)
        found = {finding.rule: finding.location.line for finding in step.built.report.findings}

        assert (step.request.slug, step.built.files) == ("kenya", ())
        assert found["unknown-key"] == 2
        assert (watcher.out / "kenya/kenya.pdf").read_bytes() == good
        edit(folder / "mali.yaml", "not come", "come late")
        assert watcher.built()[0] == "mali"  # and what failed is not tried again meanwhile
        replace(folder / "kenya.yaml", '"titel"', '"title"')
        known = watcher.next(Known)
        assert (known.request.slug, known.is_fresh) == ("kenya", True)
        edit(folder / "kenya.yaml", "in May", "in June")
        assert watcher.built() == ("kenya", True, ("content changed",))


def test_a_brief_that_is_half_saved_while_others_are_built_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SETTLING", PATIENCE)
    brief, saving = folder / "mali.yaml", list[threading.Timer]()
    text = brief.read_text("utf-8")

    def save_meanwhile(
        requests: Sequence[BuildRequest],
    ) -> Iterator[tuple[BuildRequest, BuildResult]]:
        yield from make_here(requests)
        if saving or [request.slug for request in requests] != ["kenya"] or "1988" not in series():
            return
        brief.write_text("")
        saving.append(threading.Timer(0.1, brief.write_text, [text]))
        saving[0].start()

    def series() -> str:
        return (folder / "series.yaml").read_text("utf-8")

    with watched(folder, build_all=save_meanwhile) as watcher:
        edit(folder / "series.yaml", "1987", "1988")
        assert watcher.built()[:2] == ("kenya", True)
        assert watcher.built()[:2] == ("mali", True)
    assert saving


@pytest.mark.parametrize(
    ("name", "text", "slug"),
    [
        ("niger.yaml", json.dumps(MINIMAL), "niger"),
        ("map.svg", f"{SVG} ", "mali"),
        ("look/styles/theme.css", ":root { --accent: #104010 }", "mali"),
    ],
)
def test_what_is_new_or_no_brief_is_waited_for_as_well(
    name: str, text: str, slug: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SETTLING", PATIENCE)
    with watched(folder) as watcher:
        (folder / name).write_text("")
        threading.Timer(0.3, (folder / name).write_text, [text]).start()
        assert watcher.built()[:2] == (slug, True)
        edit(folder / "kenya.yaml", "in May", "in June")
        assert watcher.built()[:2] == ("kenya", True)


@pytest.mark.parametrize("is_gone", [False, True], ids=["empty", "gone"])
@pytest.mark.parametrize("name", ["mali.yaml", "series.yaml"])
def test_a_save_that_begins_in_the_moment_of_a_look_is_waited_for(
    name: str, folder: Path, is_gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, begun = folder / name, list[threading.Timer]()
    text = path.read_text("utf-8")
    look = watch_state.WatchState.look  # the moment before it

    def save_and_look(watcher: Any, saved: Collection[Path]) -> None:
        if "in June" in (folder / "kenya.yaml").read_text("utf-8") and not begun:
            path.write_text("")
            if is_gone:
                path.unlink()
            begun.append(threading.Timer(0.1, path.write_text, [text]))
            begun[0].start()
        look(watcher, saved)

    monkeypatch.setattr(watch_state.WatchState, "look", save_and_look)
    with watched(folder) as watcher:
        edit(folder / "kenya.yaml", "in May", "in June")
        assert watcher.built() == ("kenya", True, ("content changed",))
        begun[0].join()
        edit(folder / "mali.yaml", "not come", "come late")
        assert watcher.built() == ("mali", True, ("content changed",))
        assert not [event for event in watcher.seen if isinstance(event, Removed | Refused)]


def test_what_failed_is_built_when_the_file_that_it_lacks_is_saved(folder: Path) -> None:
    with watched(folder) as watcher:
        edit(folder / "mali.yaml", "map.svg", "maps/new map.svg")
        assert watcher.built()[:2] == ("mali", False)
        (folder / "other.svg").write_text(SVG.replace("9", "8"))
        (folder / "maps").mkdir()
        (folder / "maps/.part").write_text(SVG)
        (folder / "maps/.part").rename(folder / "maps/new map.svg")
        while watcher.built()[:2] != ("mali", True):  # the folder comes before what is in it
            pass


def test_the_brand_of_a_folder_above_is_watched_with_its_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "logos/new").mkdir(parents=True)
    brand, logo = folder.parent / "_brand.yml", folder.parent / "logos/ours.svg"
    logo.write_text(SVG)
    (folder / "mali.yaml").unlink()
    with watched(Path("content")) as watcher:
        brand.write_text("color: {primary: '#401010'}\n")
        assert watcher.built() == ("kenya", True, ("_brand.yml came or went",))
        edit(brand, "401010", "104010")
        assert watcher.built() == ("kenya", True, ("file _brand.yml changed",))
        assert "#104010" in watcher.html("kenya")
        edit(
            brand,
            "color:",
            "logo: {images: {a: {path: logos/ours.svg, alt: A}}, medium: a}\ncolor:",
        )
        assert watcher.built() == ("kenya", True, ("file _brand.yml changed",))
        edit(logo, "<rect ", "<rect y='0' ")
        assert watcher.built() == ("kenya", True, ("file logos/ours.svg changed",))


def test_a_brief_that_is_removed_is_told_and_its_outputs_stay(folder: Path) -> None:
    with watched(folder) as watcher:
        (folder / "mali.yaml").unlink()
        assert watcher.next(Removed).request.slug == "mali"
        (folder / "kenya.yaml").unlink()
        assert watcher.next(Removed).request.slug == "kenya"
        assert watcher.next(Watching).count == 0
        assert (watcher.out / "mali/mali.pdf").is_file()
        write_brief(folder / "niger.yaml")
        assert watcher.built()[0] == "niger"


def test_a_folder_that_goes_and_comes_back_is_still_watched(folder: Path) -> None:
    with watched(folder) as watcher:
        folder.rename(folder.with_name("elsewhere"))
        assert {watcher.next(Removed).request.slug for _ in range(2)} == {"kenya", "mali"}
        folder.with_name("elsewhere").rename(folder)
        assert {watcher.next(Known).request.slug for _ in range(2)} == {"kenya", "mali"}
        watcher.next(Watching)
        edit(folder / "kenya.yaml", "in May", "in June")
        assert watcher.built()[0] == "kenya"


def test_two_briefs_of_one_name_are_refused_until_one_goes(folder: Path) -> None:
    with watched(folder) as watcher:
        second = folder / "kenya.yml"
        second.write_text((folder / "kenya.yaml").read_text())
        assert [finding.rule for finding in watcher.next(Refused).findings] == ["same-name"]
        edit(folder / "mali.yaml", "not come", "come late")
        assert watcher.built()[0] == "mali"
        second.unlink()
        assert watcher.next(Refused).findings == ()


def test_what_the_ledger_cannot_vouch_for_is_not_built_over_and_over(folder: Path) -> None:
    edit(
        folder / "mali.yaml", '"theme": "look"', '"theme":\n"look"'
    )  # which it does not understand
    built: list[str] = []

    def count(requests: Sequence[BuildRequest]) -> Iterator[tuple[BuildRequest, BuildResult]]:
        built.extend(request.slug for request in requests)
        return make_here(requests)

    with watched(folder, build_all=count) as watcher:
        edit(folder / "kenya.yaml", "in May", "in June")
        while watcher.built()[0] != "kenya":
            pass
        edit(folder / "look/styles/theme.css", "#401010", "#104010")
        while watcher.built()[0] != "mali":
            pass
    assert built.count("mali") <= 4


def test_one_file_may_be_watched_and_a_link_is_followed(folder: Path) -> None:
    (folder.parent / "real").mkdir()
    real = (folder / "kenya.yaml").rename(folder.parent / "real/text.yaml")
    (folder / "kenya.yaml").symlink_to(real)
    with watched(folder / "kenya.yaml") as watcher:
        edit(real, "in May", "in June")
        assert watcher.built() == ("kenya", True, ("content changed",))
        edit(folder / "mali.yaml", "not come", "come late")
        edit(real, "in June", "in July")
        assert watcher.built()[0] == "kenya"


def test_the_output_may_lie_in_the_folder_that_is_watched(folder: Path) -> None:
    watcher = Watcher([folder], folder / "build", make_here)
    watcher.start()
    watcher.next(Watching)
    for old, new in (("May", "June"), ("June", "July")):
        edit(folder / "kenya.yaml", old, new)
        assert watcher.built() == ("kenya", True, ("content changed",))
    watcher.end()
    assert watcher._events.empty()  # noqa: SLF001 - what was written is not taken for a save


def test_with_nothing_to_watch_it_does_not_begin(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, rule in (("empty", "no-content"), ("missing", "file-missing")):
        watcher = Watcher([tmp_path / path], tmp_path / "build", make_here)
        with pytest.raises(Unusable) as reason:
            watch.watch_briefs(*watcher._arguments)  # noqa: SLF001
        assert [finding.rule for finding in reason.value.findings] == [rule]


# The workers that build


def test_a_worker_stays_warm_and_others_start_only_when_needed(folder: Path) -> None:
    requests = [
        BuildRequest(folder / f"{name}.yaml", folder / "series.yaml") for name in ("kenya", "mali")
    ]
    with BuildWorkers(most=2) as build_all:
        for _ in range(2):
            assert [bool(made.files) for _, made in build_all(requests[:1])] == [True]
        assert len(build_all.processes) == 1
        assert {request.slug for request, made in build_all(requests) if made.files} == {
            "kenya",
            "mali",
        }
        assert len(build_all.processes) == 2
        first = build_all.processes
        assert [request.slug for request, _ in build_all(requests[1:])] == ["mali"]
        assert build_all.processes == first
    assert not any(map(is_running, first))


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_goes_in_the_moment_of_a_look_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_file = Path.is_file

    def is_file_for_the_last_time(path: Path) -> bool:
        found = is_file(path)
        if path.name == "theme.css" and path.is_relative_to(folder):
            path.unlink(missing_ok=True)
        return found

    ledger = BuildRecords(folder.parent / "build")
    before = ledger.theme(folder / "look")
    ledger.look_again()
    monkeypatch.setattr(Path, "is_file", is_file_for_the_last_time)
    gone = ledger.theme(folder / "look")
    ledger.look_again()

    assert before != gone == ledger.theme(folder / "look")


# The command


class Running:
    """`briefpress watch` in a process of its own, and what it says line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: SimpleQueue[str] = SimpleQueue()
        for stream in (process.stdout, process.stderr):
            assert stream
            threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))

    def says(self, pattern: str) -> str:
        """Return the next line that holds a pattern."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            if re.search(pattern, line):
                return line


@contextmanager
def running(folder: Path, *args: str, env: dict[str, str] | None = None) -> Iterator[Running]:
    """Run the command in a folder, and end it with Ctrl-C."""
    command = [sys.executable, "-m", "briefpress", "watch", *args]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, stdout=pipe, stderr=pipe, text=True, env=env, start_new_session=True
    ) as process:
        try:
            yield Running(process)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
            process.wait(PATIENCE)
        finally:
            process.kill()


def test_the_command_says_what_is_built_and_what_is_wrong(folder: Path) -> None:
    with running(folder.parent, "content") as watch:
        watch.says("^build/(kenya|mali)/.*: 1 page$")
        watch.says("^watching 2 briefs in content; Ctrl-C ends it$")
        edit(folder / "kenya.yaml", '"title"', '"titel"')
        watch.says(r"^content/kenya.yaml:2:2: error\[unknown-key\]")
        watch.says("^content/kenya.yaml: no PDF was written")
        edit(folder / "kenya.yaml", '"titel"', '"title"')
        # It is built where somebody looks at it in the moment in which it is empty: half saved.
        watch.says("^content/kenya.yaml: up to date|^build/kenya/kenya.pdf: 1 page$")
        edit(folder / "kenya.yaml", "in May", "in June")
        watch.says("^build/kenya/kenya.pdf: 1 page$")
        (folder / "mali.yaml").unlink()
        watch.says("^content/mali.yaml: removed")
    assert watch.process.returncode == 0


# An interrupt that comes just before a wait does not end it: the system has handed it over by then.
# Nor does one that another thread makes up during the wait.
UNHEARD = """
import _thread, sys, threading, time
def interrupt():
    main = threading.main_thread().ident
    sys.stdin.readline()
    while sys._current_frames()[main].f_code.co_name not in ("_next", "get"):
        time.sleep(0.01)
    _thread.interrupt_main()
threading.Thread(target=interrupt).start()
"""
# What an interrupt raises is lost if it comes in a callback of Python's.
SWALLOWED = """
import contextlib, queue
class Swallowing(queue.SimpleQueue):
    def get(self, block=True, timeout=None):
        with contextlib.suppress(KeyboardInterrupt):
            return super().get(block, timeout)
        return super().get(block, timeout)
from briefpress.build import watch
watch.SimpleQueue = Swallowing
"""
COMMAND = "import runpy; runpy.run_module('briefpress', run_name='__main__', alter_sys=True)"


@pytest.mark.slow("a kill")
@pytest.mark.parametrize("how", [UNHEARD, UNHEARD + SWALLOWED], ids=["unheard", "swallowed"])
def test_an_interrupt_at_the_worst_moment_ends_it_all_the_same(folder: Path, how: str) -> None:
    command, pipe = [sys.executable, "-c", how + COMMAND, "watch", "content"], subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder.parent, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            watch = Running(process)
            watch.says("^watching 2 briefs")
            edit(folder / "kenya.yaml", "in May", "in June")
            watch.says("^build/kenya")  # the folders are listened to; now there is nothing to do
            assert process.stdin
            process.stdin.write("now\n")
            process.stdin.flush()
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()


def test_what_a_theme_says_is_read_again(folder: Path) -> None:
    templates = folder / "look/templates"
    templates.mkdir()
    with running(folder.parent) as watch:
        watch.says("^watching 2 briefs")
        page = folder.parent / "build/mali/mali.html"
        for words in ("Wholly other words", "Yet other words"):
            (templates / "words.yaml").write_text(f"en: {{licence: {words}}}\n")
            watch.says("^build/mali/mali.pdf")
            assert words in page.read_text("utf-8")
        for words in ("A page of our own", "Another page"):  # it comes, and then it changes
            (templates / "apparatus.html").write_text(f"<p>{words}</p>\n")
            watch.says("^build/mali/mali.pdf")
            assert words in page.read_text("utf-8")
        (templates / "apparatus.html").unlink()
        watch.says("^build/mali/mali.pdf")
        assert "page of our own" not in page.read_text("utf-8")


DANGER = """
import os, signal
from briefpress.build import brief

build = brief.build_brief

def dangerous(request, *more):
    if "KILL" in request.path.read_text():
        os.kill(os.getpid(), signal.SIGKILL)
    return build(request, *more)

brief.build_brief = dangerous
"""


@pytest.mark.slow("a kill")
def test_an_engine_that_dies_is_a_finding_and_another_goes_on(folder: Path) -> None:
    (folder.parent / "sitecustomize.py").write_text(DANGER)
    path = os.pathsep.join([str(folder.parent), os.environ.get("PYTHONPATH", "")])
    with running(folder.parent, env={**os.environ, "PYTHONPATH": path}) as watch:
        watch.says("^watching 2 briefs")
        edit(folder / "kenya.yaml", "in May", "KILL")
        watch.says(r"kenya.yaml: error\[engine-failed\]: no PDF was made: it failed: .* SIGKILL")
        edit(folder / "kenya.yaml", "KILL", "in June")
        watch.says("^build/kenya/kenya.pdf: 1 page$")
    assert watch.process.returncode == 0


@pytest.mark.slow("a kill")
def test_ctrl_c_in_the_middle_of_a_build_ends_it_as_well(folder: Path) -> None:
    for number in range(20):
        shutil.copy(folder / "kenya.yaml", folder / f"b{number}.yaml")
    with running(folder.parent) as watch:
        watch.says("^build/b")
    assert watch.process.returncode == 0
    assert not list((folder.parent / "build").rglob("*.part"))


WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from briefpress.cli import main
from briefpress.system import install_extra
main(sys.argv[2:])
"""


@pytest.mark.parametrize(
    ("module", "args"), [("watchfiles", ()), ("starlette", ("--serve",)), ("uvicorn", ("--serve",))]
)
def test_without_the_extra_it_says_how_to_get_it(
    module: str, args: tuple[str, ...], folder: Path
) -> None:
    command = [sys.executable, "-c", WITHOUT, module, "watch", str(folder), *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)

    assert done.returncode == 2
    assert f"error[extra-missing]: this command needs {module}" in done.stderr
    assert install_extra("preview") in done.stderr


def test_what_cannot_be_watched_is_refused(cli: Cli, tmp_path: Path) -> None:
    done = cli("watch", "missing", cwd=tmp_path)

    assert done.returncode == 2
    assert "missing: error[file-missing]" in done.stderr
