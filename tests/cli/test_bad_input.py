"""Wrong, damaged or hostile input: a finding, no traceback, and the previous output is unchanged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image as Pillow

from brief_texts import BRIEF, edited
from briefpress.content.loading import MAX_BYTES
from conftest import Cli

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
MIB = 1024**2


def figure(name: str) -> str:
    return edited(f"['A figure.', {{figure: {{image: '{name}', alt: A}}}}]")


def png(width: int, height: int) -> bytes:
    data = BytesIO()
    Pillow.new("1", (width, height)).save(data, "PNG")
    return data.getvalue()


def jpeg() -> bytes:
    data = BytesIO()
    Pillow.effect_noise((200, 100), 50).save(data, "JPEG")
    return data.getvalue()


IMAGES = {
    "damaged.png": png(200, 100)[:60],
    "damaged.jpg": jpeg()[:2000],
    "huge.png": png(10_000, 10_000),
    "href.svg": (SVG % '<image href="https://example.org/a.png"/>').encode(),
    "style.svg": (SVG % "<rect style=\"fill: url('https://example.org/a#b')\"/>").encode(),
    "import.svg": (SVG % "<style>@import 'https://example.org/a.css';</style>").encode(),
    "escaped.svg": (SVG % "<style>@\\69mport 'https://example.org/a.css';</style>").encode(),
    "entity.svg": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>{SVG % "&a;"}'.encode(),
    "bomb.svg": f'<!DOCTYPE svg [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>{SVG % "&b;"}'.encode(),
    "page.svg": b"<html/>",
}
BOMB = "\n".join(["a0: &a0 [b, b]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 64))])
OVERSIZED = {
    "bomb": (BOMB, "2:10: error[yaml-alias]"),
    "flow": ("title: " + "[" * 1000, "1:47: error[yaml-size]"),
    "groups": ("title: " + "{a: " * 1000, "1:161: error[yaml-size]"),
    "block": ("\n".join(" " * n + "a:" for n in range(1000)), "40:40: error[yaml-size]"),
    "dashes": ("a:\n  " + "- " * 1000 + "b", "2:81: error[yaml-size]"),
    "wide": ("a: [" + "b," * 60_000 + "]", "error[yaml-size]"),
    "large": (BRIEF + "#" * MAX_BYTES, "error[yaml-size]"),
}

# Files that cannot be read as a brief, and the beginning of the message after the file's name.
UNUSABLE: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "1:1: error[not-a-brief]: the file is empty"),
    "list": ("- a", "1:1: error[not-a-brief]: the file holds a list"),
    "colon": (edited(title="title: Review 2025: Kenya"), "1:19: error[yaml-syntax]: a text without quotes"),
    "indent": (edited(summary=" summary: S"), "7:2: error[yaml-syntax]: this line does not fit"),
    "dash": (edited("\n      - a\n     - b"), "12:6: error[yaml-syntax]: this line does not fit"),
    "key": (edited("\n      - a\n      b: c"), "12:7: error[yaml-syntax]: this line does not fit the list"),
    "quote": (edited(title="title: 'T"), "1:8: error[yaml-syntax]: a quotation mark is opened"),
    "behind": (edited(title="title: 'T's"), "1:11: error[yaml-syntax]: text goes on behind"),
    "escape": (edited(title=r'title: "C:\docs"'), "1:11: error[yaml-syntax]: a text in double"),
    "bracket": (edited(country="country: {name: Kenya"), "3:9: error[yaml-syntax]: a bracket or brace"),
    "no-colon": (edited(summary="summary S"), "7:1: error[yaml-syntax]: a key without a colon"),
    "bar": (edited(summary="summary: | S"), "7:10: error[yaml-syntax]: text follows | or >"),
    "star": (edited(summary="summary: *S* T"), "7:10: error[yaml-syntax]: a text begins with a sign"),
    "at": (edited(summary="summary: @S"), "7:10: error[yaml-syntax]: a text begins with a sign"),
    "alias": (edited(summary="summary: *S"), "7:10: error[yaml-alias]: an alias (*S)"),
    "tab": (edited(summary="summary:\n\tS"), "8:1: error[yaml-tab]: a tab is used for indentation"),
    "control": (edited(summary="summary: a\x08"), "7:11: error[yaml-control]: the text contains a control"),
    "documents": (f"{BRIEF}---\n{BRIEF}", "12:1: error[yaml-documents]: a second document"),
    "list-key": (edited(more="[a]: b"), "11:1: error[yaml-key]: a list or a group"),
    "latin": (edited(title="title: é").encode("latin-1"), "1: error[not-utf-8]: the file is not UTF-8"),
    "utf-16": (BRIEF.encode("utf-16"), "1: error[not-utf-8]: the file is not UTF-8"),
    **OVERSIZED,
}  # fmt: skip

# Briefs that can be read but have an error.
WRONG = {
    "twice": (edited(more="title: U"), '11:1: error[duplicate-key]: "title" is given twice; the first time in line 1'),
    "tag": (edited(summary="summary: !!python/object/apply:os.system ['touch owned']"),
            "7:10: error[yaml-tag]: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed"),
    "misspelt": (edited(more="sumary: S"), '11:1: error[unknown-key]: there is no field "sumary" here'),
    "script": (edited("['[a](javascript:alert(1))']"), '10:13: error[link-target]: the link leads to "javascript:'),
    "glyph": (edited("['A sign: 𒀀.']"), '10:21: error[missing-glyph]: no font holds the character "𒀀" (U+12000)'),
    "title-glyph": (edited(title=r'title: "\u00e9 𒀀"'), '1:16: error[missing-glyph]: no font holds the character'),
    "gone": (figure("gone.png"), 'error[image-missing]: the image "gone.png" cannot be read'),
    "above": (figure("../../etc/passwd"), 'error[image-outside]: the image "../../etc/passwd" is outside'),
    "absolute": (figure("/etc/passwd"), 'error[image-outside]: the image "/etc/passwd" is outside'),
    "link": (figure("link.png"), 'error[image-outside]: the image "link.png" is outside'),
    "network": (figure("https://example.org/a.png"), "error[image-external]: the image https://example.org/a.png"),
    "png": (figure("damaged.png"), 'error[image-damaged]: the image "damaged.png" is damaged'),
    "jpeg": (figure("damaged.jpg"), 'error[image-damaged]: the image "damaged.jpg" is damaged'),
    "huge": (figure("huge.png"), 'error[image-size]: the image "huge.png" has 10,000 × 10,000 pixels'),
    "href": (figure("href.svg"), 'error[image-external]: the image "href.svg" refers to https://example.org/a.png'),
    "style": (figure("style.svg"), 'error[image-external]: the image "style.svg" refers to https://example.org/a#b'),
    "import": (figure("import.svg"), 'error[image-external]: the image "import.svg" refers to https://example.org/a.css'),
    "escaped": (figure("escaped.svg"), 'error[image-external]: the image "escaped.svg" refers to https://example.org/a.css'),
    "entity": (figure("entity.svg"), 'error[image-damaged]: the image "entity.svg" holds a DOCTYPE'),
    "bomb-svg": (figure("bomb.svg"), 'error[image-damaged]: the image "bomb.svg" holds a DOCTYPE'),
    "page": (figure("page.svg"), 'error[image-damaged]: the image "page.svg" is not SVG'),
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Run(NamedTuple):
    """The exit code and the messages of a command."""

    code: int
    messages: str

    def messages_about(self, path: Path) -> list[str]:
        """Return the messages about a file."""
        return [line for line in self.messages.splitlines() if line.startswith(f"{path}:")]


@dataclass(frozen=True)
class Folders:
    """Folders of faulty briefs, each with the output of an earlier build without the fault."""

    root: Path
    good: dict[str, bytes]

    def output(self, name: str) -> Path:
        return self.root / "out" / name

    def assert_untouched(self, name: str) -> None:
        assert contents(self.output(name)) == {
            file.replace("good", name): data for file, data in self.good.items()
        }


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> Folders:
    root = tmp_path_factory.mktemp("bad")
    (root / "good.yaml").write_text(BRIEF)
    made = cli("build", root / "good.yaml", "--out", root / "out")
    assert made.returncode == 0, made.stderr
    folders = Folders(root, contents(root / "out/good"))
    assert sorted(folders.good) == [".record.json", "good.html", "good.pdf", "report.json"]
    for folder, cases in (("unusable", UNUSABLE), ("wrong", WRONG)):
        (root / folder).mkdir()
        for name, (text, _) in cases.items():
            data = text if isinstance(text, bytes) else text.encode()
            (root / folder / f"{name}.yaml").write_bytes(data)
            folders.output(name).mkdir()
            for file, old in folders.good.items():
                (folders.output(name) / file.replace("good", name)).write_bytes(old)
    for name, data in IMAGES.items():
        (root / "wrong" / name).write_bytes(data)
    (root / "outside.png").write_bytes(png(9, 9))
    (root / "wrong/link.png").symlink_to(root / "outside.png")
    (root / "wrong/right.yaml").write_text(BRIEF)
    return folders


def build(folders: Folders, name: str, cli: Cli) -> Run:
    run = cli("build", folders.root / name, "--out", folders.root / "out", cwd=folders.root)
    return Run(run.returncode, run.stderr)


@pytest.fixture(scope="module")
def unusable(folders: Folders, cli: Cli) -> Run:
    return build(folders, "unusable", cli)


@pytest.fixture(scope="module")
def wrong(folders: Folders, cli: Cli) -> Run:
    return build(folders, "wrong", cli)


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable_input_is_refused(folders: Folders, unusable: Run, name: str) -> None:
    path = folders.root / f"unusable/{name}.yaml"

    assert [line for line in unusable.messages_about(path) if UNUSABLE[name][1] in line]
    assert unusable.messages_about(path)[-1] == f"{path}: no PDF was written"
    folders.assert_untouched(name)


@pytest.mark.parametrize("name", WRONG)
def test_faults_of_briefs_are_reported(folders: Folders, wrong: Run, name: str) -> None:
    path = folders.root / f"wrong/{name}.yaml"
    found, expected = wrong.messages_about(path), WRONG[name][1]

    assert [line for line in found if expected in line and "error[" in line]
    assert found[-1] == f"{path}: no PDF was written"
    folders.assert_untouched(name)


def test_the_exit_code_tells_unusable_input_from_faults(unusable: Run, wrong: Run) -> None:
    assert (unusable.code, wrong.code) == (2, 1)
    for run in (unusable, wrong):
        assert "Traceback" not in run.messages
        assert "Warning" not in run.messages


def test_other_briefs_are_built_beside_a_bad_one(folders: Folders, wrong: Run) -> None:
    assert wrong.messages_about(folders.root / "wrong/right.yaml")[-1].endswith(
        "citations cannot link to it"
    )
    assert (folders.output("right") / "right.pdf").read_bytes().startswith(b"%PDF-")


def test_yaml_tags_run_no_code(folders: Folders, wrong: Run) -> None:
    assert wrong.code
    assert not (folders.root / "owned").exists()


def test_columns_count_characters(folders: Folders, wrong: Run) -> None:
    (finding,) = (
        line
        for line in wrong.messages_about(folders.root / "wrong/glyph.yaml")
        if "missing-glyph" in line
    )

    line, column = map(int, finding.split(":")[1:3])
    assert WRONG["glyph"][0].splitlines()[line - 1][column - 1] == "𒀀"


# Runs a command with a limit on the file size; prints its CPU seconds and its peak memory in bytes (getrusage).
MEASURED_RUN = """
import resource, subprocess, sys
if int(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
code = subprocess.run([sys.executable, "-m", "briefpress", *sys.argv[2:]], stdin=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
sys.exit(code)
"""


def measured_run(*args: str | Path, size: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", MEASURED_RUN, str(size), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def used_resources(run: subprocess.CompletedProcess[str]) -> tuple[float, float]:
    """Return the CPU seconds and the peak memory, in bytes, of a measured run."""
    seconds, memory = run.stdout.splitlines()[-1].split()
    return float(seconds), float(memory)


@pytest.fixture(scope="module")
def seconds_to_refuse_empty(folders: Folders) -> float:
    """The CPU seconds of a build that refuses an empty file."""
    empty = folders.root / "unusable/empty.yaml"
    seconds, _ = used_resources(measured_run("build", empty, "--out", folders.root / "out"))
    return seconds


@pytest.mark.parametrize("name", [*OVERSIZED, "huge"])
def test_oversized_input_is_refused_quickly(
    folders: Folders, seconds_to_refuse_empty: float, name: str
) -> None:
    path = folders.root / ("wrong" if name in WRONG else "unusable") / f"{name}.yaml"
    run = measured_run("build", path, "--out", folders.root / "out")

    assert run.returncode == (1 if name in WRONG else 2)
    seconds, memory = used_resources(run)
    assert seconds < 5 * seconds_to_refuse_empty
    assert memory < 200 * MIB


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["gone.yaml"], "gone.yaml: error[file-missing]: the file cannot be read: no such file or directory"),
        (["empty"], "empty: error[no-content]: the folder holds no YAML file"),
        (["good.yaml", "--theme", "gone"], "gone: error[theme-missing]: there is no folder of this name"),
        (["good.yaml", "--theme", "good.yaml"], "good.yaml: error[theme-missing]: there is no folder of this name"),
        (["good.yaml", "--out", "good.yaml"],
         "good.yaml/good: error[output-write]: the output cannot be written: not a directory"),
        (["good.yaml", "--out", "taken"], "taken/good: error[output-write]: the output cannot be written: file exists"),
        (["good.yaml", "--out", "/proc/briefpress"],
         "/proc/briefpress/good: error[output-write]: the output cannot be written: "),
        (["good.yaml", "--epoch", "yesterday"],
         "environment: error[bad-date]: SOURCE_DATE_EPOCH is no number of seconds"),
        (["good.yaml", "--epoch", "1e9"], "environment: error[bad-date]: SOURCE_DATE_EPOCH is no number"),
        (["good.yaml", "--epoch", "9" * 30], "environment: error[bad-date]: SOURCE_DATE_EPOCH is no number"),
        (["good.yaml", "--no-such-option"], "Error: No such option"),
    ],
)  # fmt: skip
def test_unusable_arguments_are_refused(
    folders: Folders, cli: Cli, tmp_path: Path, args: list[str], expected: str
) -> None:
    shutil.copy(folders.root / "good.yaml", tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/good").write_text("mine")
    env = dict(os.environ)
    if "--epoch" in args:
        args, env["SOURCE_DATE_EPOCH"] = args[:1], args[2]

    run = cli("build", *args, cwd=tmp_path, env=env)

    assert run.returncode == 2
    assert expected in run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "good.yaml", "taken"]
    assert (tmp_path / "taken/good").read_text() == "mine"


def test_a_full_disk_leaves_the_previous_output(cli: Cli, tmp_path: Path) -> None:
    Pillow.effect_noise((1200, 1200), 100).save(tmp_path / "noise.png")
    path = tmp_path / "large.yaml"
    path.write_text(figure("noise.png"))
    made = cli("build", path, "--out", tmp_path)
    assert made.returncode == 0, made.stderr
    before = contents(tmp_path / "large")

    path.write_text(figure("noise.png").replace("title: T", "title: U"))
    run = measured_run("build", path, "--out", tmp_path, size=MIB)

    assert run.returncode == 2
    assert run.stderr.startswith(
        f"{tmp_path / 'large'}: error[output-write]: the output cannot be written: "
    )
    assert "Traceback" not in run.stderr
    assert contents(tmp_path / "large") == before
