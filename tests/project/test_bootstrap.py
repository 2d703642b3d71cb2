"""The script `press`, run in a copy of the checkout with fake Python and system programs."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = "src/briefpress/system/libraries.py"

# A fake Python: it answers the calls of `press`, logs them, and installs a `briefpress` that prints the
# current folder and its arguments. Only the lock and `libraries.py` run in the real Python.
PYTHON = f"""#!/bin/sh
case "$*" in
-c*realpath*) echo "$0" ;;
-c* | -I*) exec '{sys.executable}' "$@" ;;
--version) echo "Python 3.12.3" ;;
"-m venv"*)
    echo "${{0##*/}} venv" >>"$LOG"
    sleep "${{SLOW:-0}}"
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    ;;
*--requirement*)
    echo "install ${{*##*/}}" >>"$LOG"
    exit "${{FAIL:-0}}"
    ;;
*--editable*) printf '#!/bin/sh\\npwd\\nprintf "%%s\\\\n" "$@"\\n' >"${{0%/*}}/briefpress"
    chmod +x "${{0%/*}}/briefpress" ;;
"-m pytest"*) pwd; echo "$@" ;;
esac
"""
WITHOUT_LIBRARIES = "load_library = lambda files: None\nos.geteuid = lambda: 1000\n\nif __name__"


@dataclass(frozen=True)
class Checkout:
    """A copy of the checkout, and the only folder on the PATH."""

    root: Path
    bin: Path

    @property
    def log(self) -> list[str]:
        """The logged calls of the fake Python."""
        log = self.bin / "log"
        return log.read_text().splitlines() if log.exists() else []

    def program(self, name: str, text: str) -> Path:
        """Write a program into the folder on the PATH."""
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def start(self, *args: str, cwd: Path | None = None, **env: str) -> subprocess.Popen[str]:
        """Start `press` in `cwd` (default: the checkout)."""
        return subprocess.Popen(
            [self.root / "press", *args],
            cwd=cwd or self.root,
            env={"PATH": str(self.bin), "LOG": str(self.bin / "log"), **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def press(self, *args: str, cwd: Path | None = None, **env: str) -> tuple[int, str, str]:
        """Run `press`, and return its exit code, output and messages."""
        with self.start(*args, cwd=cwd, **env) as running:
            output, messages = running.communicate(timeout=60)
        return running.returncode, output, messages


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root, programs = tmp_path / "a checkout", tmp_path / "bin"
    for folder in (root / ".ci", root / "src/briefpress/system", programs):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "press", root)
    (root / "pyproject.toml").write_text("[project]\n")
    (root / ".ci/requirements.txt").write_text("weasyprint==70.0\n")
    (root / ".ci/requirements-dev.txt").write_text("weasyprint==70.0\npytest==9.0\n")
    (root / LIBRARIES).write_text("")
    for name in ("cat", "chmod", "cp", "mkdir", "readlink", "rm", "sh", "sleep"):
        (programs / name).symlink_to(str(shutil.which(name)))
    checkout = Checkout(root, programs)
    checkout.program("python3", PYTHON)
    return checkout


def _remove_libraries(checkout: Checkout) -> None:
    text = (ROOT / LIBRARIES).read_text().replace("if __name__", WITHOUT_LIBRARIES)
    (checkout.root / LIBRARIES).write_text(text)


def test_the_first_run_installs_and_the_second_does_not(checkout: Checkout) -> None:
    code, output, messages = checkout.press("build")
    assert (code, output) == (0, f"{checkout.root}\nbuild\n")
    assert messages.splitlines() == [
        f"press: making .venv with Python 3.12.3, {checkout.bin}/python3",
        "press: installing the packages of .ci/requirements.txt",
    ]

    assert checkout.press("build") == (0, output, "")
    assert checkout.log == ["python3 venv", "install requirements.txt"]


@pytest.mark.parametrize("is_set_up", [True, False])
def test_uv_installs_where_it_is_there_and_set_up(is_set_up: bool, checkout: Checkout) -> None:
    uv = f'echo "uv install ${{*##*/}}" >>"$LOG"; exit {int(not is_set_up)}'
    checkout.program("uv", f'#!/bin/sh\ncase "$*" in *--requirement*) {uv} ;; esac\nexit 1\n')

    assert checkout.press("build")[0] == 0
    tried = ["python3 venv", "uv install requirements.txt"]
    assert checkout.log == tried if is_set_up else [*tried, "install requirements.txt"]


def test_it_runs_in_the_current_folder_and_passes_arguments_unchanged(
    checkout: Checkout, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    code, output, _ = checkout.press("build", "two words.yaml", "", "*", cwd=elsewhere)

    assert code == 0
    assert output == f"{elsewhere}\nbuild\ntwo words.yaml\n\n*\n"


def test_it_runs_through_a_symlink(checkout: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "links"
    link.mkdir()
    (link / "press").symlink_to(checkout.root / "press")

    code, output, _ = Checkout(link, checkout.bin).press("check")

    assert (code, output) == (0, f"{link}\ncheck\n")
    assert (checkout.root / ".venv/bin/briefpress").exists()


def test_the_tests_have_their_own_lock_and_run_in_the_checkout(
    checkout: Checkout, tmp_path: Path
) -> None:
    code, output, _ = checkout.press("test", "-k", "a b", cwd=tmp_path)
    assert (code, output) == (0, f"{checkout.root}\n-m pytest -k a b\n")

    assert checkout.press("build")[0] == 0
    assert checkout.log == ["python3 venv", "install requirements-dev.txt"]


@pytest.mark.parametrize("changed", [".ci/requirements.txt", "pyproject.toml"])
def test_changed_requirements_are_installed(checkout: Checkout, changed: str) -> None:
    checkout.press("build")
    with (checkout.root / changed).open("a") as file:
        file.write("# changed\n")

    checkout.press("build")
    checkout.press("build")

    assert checkout.log == ["python3 venv", *["install requirements.txt"] * 2]


def test_an_interrupted_install_is_repeated(checkout: Checkout) -> None:
    assert checkout.press("build", FAIL="3")[0] == 3

    assert checkout.press("build")[0] == 0
    assert checkout.log == ["python3 venv", "install requirements.txt"] * 2


def test_an_interrupted_update_is_repeated(checkout: Checkout) -> None:
    checkout.press("build")
    assert checkout.press("test", FAIL="3")[0] == 3

    assert checkout.press("build")[0] == 0
    assert checkout.log[-2:] == ["python3 venv", "install requirements.txt"]


def test_a_moved_checkout_is_installed_again(checkout: Checkout, tmp_path: Path) -> None:
    checkout.press("build")
    moved = Checkout(checkout.root.rename(tmp_path / "moved"), checkout.bin)

    assert moved.press("build")[:2] == (0, f"{moved.root}\nbuild\n")
    assert moved.log == ["python3 venv", "install requirements.txt"] * 2


def test_two_at_the_same_time_install_once(checkout: Checkout) -> None:
    with checkout.start("one", SLOW="0.5") as one, checkout.start("two", SLOW="0.5") as two:
        ends = [running.communicate(timeout=60) for running in (one, two)]

    assert [one.returncode, two.returncode] == [0, 0]
    assert sorted(output.split()[-1] for output, _ in ends) == ["one", "two"]
    assert "press: waiting for another press that is installing\n" in "".join(m for _, m in ends)
    assert checkout.log == ["python3 venv", "install requirements.txt"]


def test_a_given_python_is_used(checkout: Checkout) -> None:
    special = checkout.program("special", PYTHON)
    checkout.press("build")

    checkout.press("build", PYTHON=str(special))
    checkout.press("build")

    assert checkout.log[::2] == ["python3 venv", "special venv"]
    assert len(checkout.log) == 4


def test_an_old_python_is_skipped(checkout: Checkout) -> None:
    checkout.program("python3", "#!/bin/sh\nexit 1\n")
    checkout.program("python3.13", PYTHON)

    checkout.press("build")

    assert checkout.log[0] == "python3.13 venv"


def test_without_python_it_fails_with_a_message(checkout: Checkout) -> None:
    (checkout.bin / "python3").unlink()

    code, output, messages = checkout.press("build")

    assert (code, output) == (1, "")
    assert messages.startswith("press: found no Python 3.11 or newer; install one")


def test_a_given_python_that_does_not_run_is_an_error(checkout: Checkout) -> None:
    code, _, messages = checkout.press("build", PYTHON="/nowhere/python")

    assert code == 1
    assert messages == "press: PYTHON=/nowhere/python is not Python 3.11 or newer\n"


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "sudo apt-get update; sudo apt-get install --yes libpango-1.0-0 "),
        ("dnf", "sudo dnf install --assumeyes pango "),
        ("apk", "sudo apk add --no-cache so:libgobject-2.0.so.0 "),
    ],
)
@pytest.mark.parametrize("sudo", ["", "#!/bin/sh\nexit 1\n"])
def test_without_permission_to_install_it_prints_the_command(
    checkout: Checkout, manager: str, line: str, sudo: str
) -> None:
    _remove_libraries(checkout)
    checkout.program(manager, "#!/bin/sh\nexit 9\n")
    if sudo:
        checkout.program("sudo", sudo)

    code, output, messages = checkout.press("build")

    assert (code, output) == (1, "")
    assert messages.startswith("press: this machine lacks libraries; run this line, then try again")
    assert f": {line}" in messages
    assert not checkout.log


def test_brew_runs_without_sudo_and_its_failure_is_reported(checkout: Checkout) -> None:
    _remove_libraries(checkout)
    checkout.program("brew", "#!/bin/sh\necho no such formula >&2\nexit 9\n")

    code, _, messages = checkout.press("build")

    assert code == 1
    assert "press: no such formula\npress: that failed: brew install pango " in messages


def test_libraries_that_are_still_missing_are_an_error(checkout: Checkout) -> None:
    _remove_libraries(checkout)
    checkout.program("brew", "#!/bin/sh\nexit 0\n")

    code, _, messages = checkout.press("build")

    assert code == 1
    assert "still lacks what should be there now: brew install pango" in messages


def test_without_a_package_manager_it_prints_all_commands(checkout: Checkout) -> None:
    _remove_libraries(checkout)

    code, _, messages = checkout.press("build")

    assert code == 1
    assert "apt-get install" in messages
    assert "brew install" in messages


def test_sudo_without_a_password_installs_the_libraries(checkout: Checkout) -> None:
    (checkout.root / LIBRARIES).write_text(
        f"import os\nif not os.path.exists({str(checkout.bin / 'there')!r}): print('sudo get it')"
    )
    checkout.program("sudo", '#!/bin/sh\n[ "$1" = -n ] || exec "$@"\n')
    checkout.program("get", f"#!/bin/sh\necho chatter\necho >'{checkout.bin}/there'\n")

    code, output, messages = checkout.press("build")

    assert (code, output) == (0, f"{checkout.root}\nbuild\n")
    assert messages.startswith("press: installing libraries: sudo get it\npress: making .venv")


def _at_a_terminal(checkout: Checkout, answer: bytes, *args: str) -> tuple[int, str]:
    """Run `press` at a terminal with an answer typed ahead; return its exit code and what it showed."""
    ours, theirs = pty.openpty()
    command = [str(checkout.root / "press"), *args]
    env = {"PATH": str(checkout.bin), "LOG": str(checkout.bin / "log")}
    with subprocess.Popen(
        command, cwd=checkout.root, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        os.write(ours, answer)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux tells that the other end is closed
            while some := os.read(ours, 1024):
                shown += some
    os.close(ours)
    return running.returncode, shown.decode().replace("\r", "")


@pytest.mark.parametrize(
    ("answer", "args", "code"),
    [(b"y\n", (), 0), (b"n\n", (), 1), (b"\n", (), 1), (b"\x04", (), 1), (b"", ("--yes",), 0)],
)
def test_at_a_terminal_it_asks_before_it_installs_libraries(
    checkout: Checkout, answer: bytes, args: tuple[str, ...], code: int
) -> None:
    (checkout.root / LIBRARIES).write_text(
        f"import os\nif not os.path.exists({str(checkout.bin / 'there')!r}): print('get it')"
    )
    checkout.program("get", f"#!/bin/sh\necho >'{checkout.bin}/there'\n")

    ended, shown = _at_a_terminal(checkout, answer, *args, "build")

    assert ended == code
    assert "press: installing libraries: get it\n" in shown
    assert ("go on? [y/N]" in shown) == (not args)
    assert (checkout.bin / "there").exists() == (code == 0)
    assert shown.endswith("\nbuild\n") == (code == 0)


def test_the_locks_agree_with_each_other_and_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    running, developing = (_pins(f"requirements{name}.txt") for name in ("", "-dev"))

    assert running.items() <= developing.items()
    for wish in map(Requirement, project["project"]["dependencies"]):
        assert running[wish.name] in wish.specifier
    groups = (wish for group in project["dependency-groups"].values() for wish in group)
    for wish in (Requirement(wish) for wish in groups if isinstance(wish, str)):
        assert developing[wish.name] in wish.specifier


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_no_index(name: str) -> None:
    lock = (ROOT / ".ci" / name).read_text()

    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "index" not in lock


def _pins(lock: str) -> dict[str, str]:
    lines = (ROOT / ".ci" / lock).read_text().splitlines()
    pins = (line.split()[0].partition("==") for line in lines if line[0].isalnum())
    return {name: version for name, _, version in pins}


def test_press_is_executable() -> None:
    assert os.access(ROOT / "press", os.X_OK)
