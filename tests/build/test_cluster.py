"""Builds on a cluster: a real scheduler and real workers, which die, lack something or are not there."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import pytest

from briefpress import __version__
from briefpress.build import bundles, cluster_worker
from briefpress.build.requests import BuildRequest, BuildResult
from briefpress.system import install_extra
from briefpress.system.limits import Limits
from conftest import Cli, write_brief
from sample_series import write_series
from timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


COMMAND = [sys.executable, "-m", "briefpress", "build"]
FIGURE = {"figure": {"image": "map.svg", "alt": "A long bar.", "source": "Made up"}}

pytestmark = pytest.mark.slow("Dask")


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for a condition that others bring about; fail where they do not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


class Cluster:
    """A scheduler on loopback, and workers with a folder for temporary files each."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self._settings = settings
        self._stack = ExitStack()
        self.workers: list[subprocess.Popen[bytes]] = []
        folder.mkdir()

    def __enter__(self) -> Self:
        file = self.folder / "scheduler.json"
        more = ("--port", "0", "--scheduler-file", str(file))
        self.scheduler = self._start("scheduler", *more, **self._settings)
        until(lambda: file.is_file() and file.read_bytes().endswith(b"}"))
        self.address: str = json.loads(file.read_bytes())["address"]
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add_workers(self, count: int, *more: str, **env: str) -> None:
        """Start workers of one thread each, and wait until the scheduler knows them."""
        begun = range(len(self.workers), len(self.workers) + count)
        for number in begun:
            (self.folder / f"tmp{number}").mkdir()
            arguments = (self.address, "--nthreads", "1", "--local-directory", str(self.folder))
            here = {"TMPDIR": str(self.folder / f"tmp{number}"), **env}
            self.workers.append(self._start("worker", *arguments, *more, number=number, **here))
        logs = [self.folder / f"worker{number}.log" for number in begun]
        until(lambda: all("Registered to:" in log.read_text() for log in logs))

    def _start(
        self, what: str, *more: str, number: object = "", **env: str
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--host", "127.0.0.1"]
        log = self._stack.enter_context((self.folder / f"{what}{number}.log").open("wb"))
        process = subprocess.Popen(
            [*command, "--no-dashboard", *more], stdout=log, stderr=log, env={**os.environ, **env}
        )
        self._stack.callback(_end, process)
        return process

    def left(self) -> list[Path]:
        """Return what lies in the temporary folders of the workers."""
        return [path for each in self.folder.glob("tmp*") for path in each.iterdir()]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def cli(cli_process: Cli) -> Cli:
    """The command line in a process of its own, for a client of Dask leaves threads behind."""
    return cli_process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with Cluster(tmp_path / "cluster") as started:
        yield started


def outputs(folder: Path) -> dict[str, bytes]:
    """Return all outputs but for the records, which tell when they were written."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".record.json"
    }


@contextmanager
def begun(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Begin to build the briefs of a folder, and go on when the first one is there."""
    command = [*COMMAND, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True) as running:
        assert running.stdout
        running.first = running.stdout.readline()  # type: ignore[attr-defined]
        yield running


def told(text: str) -> list[list[str]]:
    """Return findings in any order of briefs, each with its mend."""
    return sorted(each.splitlines() for each in re.split(r"\n(?! )", text.strip()))


# What is made


def test_a_cluster_builds_the_same_outputs_even_if_a_worker_dies(
    cli: Cli, tmp_path: Path, cluster: Cluster
) -> None:
    write_series(tmp_path / "content", 10)
    write_brief(
        tmp_path / "content/bad.yaml", title="", sections=[{"heading": "H", "body": [FIGURE]}]
    )
    write_brief(tmp_path / "content/own.yaml", theme="look")
    (tmp_path / "content/look/styles").mkdir(parents=True)
    (tmp_path / "content/look/styles/theme.css").write_text(":root { --accent: #401010 }")
    cluster.add_workers(2, "--no-nanny")

    with begun(tmp_path, "--cluster", cluster.address, "--out", "there") as running:
        cluster.workers[0].kill()
        out, err = running.communicate(timeout=120)
    here = cli("build", "--out", "here", cwd=tmp_path)

    assert running.returncode == here.returncode == 1
    assert "content/bad.yaml:2:11: error[empty-field]" in err
    assert told(err) == told(here.stderr)
    assert sorted((running.first + out).replace("there/", "here/").splitlines()) == sorted(  # type: ignore[attr-defined]
        here.stdout.splitlines()
    )
    assert len(list((tmp_path / "there").rglob("*.pdf"))) == 11
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    assert b"#401010" in (tmp_path / "there/own/own.html").read_bytes()
    until(lambda: not cluster.left())
    again = cli("build", "--cluster", cluster.address, "--out", "there", cwd=tmp_path)
    assert "error[empty-field]" in again.stderr  # and no other is stale
    assert again.stdout == ""


def test_ctrl_c_cancels_pending_briefs(cli: Cli, tmp_path: Path, cluster: Cluster) -> None:
    write_series(tmp_path / "content", 12)
    cluster.add_workers(2)

    with begun(tmp_path, "--cluster", cluster.address) as running:
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert err.endswith("Aborted!\n")
    assert set(re.findall(r"^\S+?: (\w+)", err, re.MULTILINE)) == {"note"}
    made = list((tmp_path / "build").rglob("*.pdf"))
    assert 1 <= len(made) < 12
    assert all(b"%%EOF" in path.read_bytes()[-10:] for path in made)
    until(lambda: not cluster.left())
    one = cli("build", "content/country-0011.yaml", "--cluster", cluster.address, cwd=tmp_path)
    assert one.returncode == 0, one.stderr


# What dies

DANGER = """
import os, signal, time
from briefpress.build import brief

build = brief.build_brief

def dangerous(request, *more):
    name = request.path.stem
    if "killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "deadly" in name:
        os.kill(os.getppid(), signal.SIGKILL)
    if "hangs" in name:
        time.sleep(600)
    if "hungry" in name:
        bytearray(1 << 40)
    return build(request, *more)

brief.build_brief = dangerous
"""


def on_path(folder: Path, code: str) -> dict[str, str]:
    """Return an environment in which every Python begins with this code."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def test_a_brief_that_kills_its_worker_fails_alone(cli: Cli, tmp_path: Path) -> None:
    names = ("a-deadly", "b-good", "c-hangs", "d-good", "e-hungry", "f-killed", "g-good")
    for name in names:
        write_brief(tmp_path / f"content/{name}.yaml")
    env = on_path(tmp_path / "danger", DANGER)
    allowed = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with Cluster(tmp_path / "cluster", **allowed) as cluster:
        cluster.add_workers(2, **env)
        done = cli("build", "--timeout", "10", "--cluster", cluster.address, cwd=tmp_path)
        until(lambda: not cluster.left())

    assert done.returncode == 1
    made = sorted(path.stem for path in (tmp_path / "build").rglob("*.pdf"))
    assert made == ["b-good", "d-good", "g-good"], done.stderr
    for name, said in {
        "a-deadly": "no PDF was made: the workers that began this brief died",
        "c-hangs": "no PDF was made: it did not finish within 10 seconds",
        "e-hungry": "no PDF was made: it needs more than 2048 MiB of memory",
        "f-killed": "no PDF was made: it failed: its process was ended by SIGKILL",
    }.items():
        assert f"{name}.yaml: error[engine-failed]: {said}" in done.stderr


def test_a_lost_scheduler_is_reported(tmp_path: Path, cluster: Cluster) -> None:
    write_series(tmp_path / "content", 12)
    cluster.add_workers(1, "--no-nanny")

    with begun(tmp_path, "--cluster", cluster.address) as running:
        cluster.scheduler.kill()
        _, err = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    made = len(list((tmp_path / "build").rglob("*.pdf")))
    assert err.count("error[engine-failed]: the connection to the cluster was lost") == 12 - made
    assert "Traceback" not in err


HURRIED = """
import sys
from briefpress.build import cluster
from briefpress.cli import main
from briefpress.system import install_extra
cluster._NO_WORKER = 1
main(sys.argv[1:])
"""


def test_a_cluster_without_workers_is_reported(tmp_path: Path, cluster: Cluster) -> None:
    write_series(tmp_path / "content", 6)
    cluster.add_workers(1, "--no-nanny")
    command = [sys.executable, "-c", HURRIED, "build", "--cluster", cluster.address]
    pipe = subprocess.PIPE

    with subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True) as running:
        assert running.stdout
        running.stdout.readline()
        cluster.workers[0].kill()
        _, err = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert "error[engine-failed]: the cluster has no worker any more" in err
    until(lambda: not cluster.left())


# What is refused before anything is made

WITHOUT = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "briefpress":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Nothing())
"""


def test_a_cluster_of_other_versions_is_refused(cli: Cli, tmp_path: Path) -> None:
    write_brief(tmp_path / "content/water.yaml")
    without = on_path(tmp_path / "without", WITHOUT)
    other = on_path(tmp_path / "other", "")
    (tmp_path / "other/weasyprint-0.1.dist-info").mkdir()
    with Cluster(tmp_path / "cluster", **without) as cluster:
        cluster.add_workers(1, "--no-nanny", **other)
        cluster.add_workers(1, "--no-nanny", **without)
        done = cli("build", "--cluster", cluster.address, cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.count(f"{cluster.address}: error[cluster-version]: ") == 3, done.stderr
    assert re.search(r"tcp://\S+: weasyprint is 0\.1 there, and [\d.]+ here\n", done.stderr)
    assert "the scheduler: No module named 'briefpress'" in done.stderr
    assert re.search(r"\]: tcp://\S+: .*No module named 'briefpress'", done.stderr)
    assert not (tmp_path / "build").exists()


def test_an_unreachable_or_empty_cluster_is_refused_within_seconds(
    tmp_path: Path, cluster: Cluster
) -> None:
    write_brief(tmp_path / "content/water.yaml")
    start = time.monotonic()
    with socket.socket() as mute, socket.socket() as unused:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        unused.bind(("127.0.0.1", 0))
        addresses = {
            f"tcp://127.0.0.1:{mute.getsockname()[1]}": "unreachable",
            f"tcp://127.0.0.1:{unused.getsockname()[1]}": "unreachable",
            "smoke://signals": "unreachable",
            cluster.address: "empty",
        }
        running = {
            address: subprocess.Popen(
                [*COMMAND, "--cluster", address], cwd=tmp_path, stderr=subprocess.PIPE, text=True
            )
            for address in addresses
        }
        said = {address: each.communicate(timeout=PATIENCE)[1] for address, each in running.items()}
    took = time.monotonic() - start

    for address, rule in addresses.items():
        assert running[address].returncode == 2
        assert said[address].startswith(f"{address}: error[cluster-{rule}]: the cluster ")
        assert said[address].count("\n") == 2
    assert took < 30  # all at once, and Python has to start; Dask itself would wait for so long


def test_without_dask_the_command_says_how_to_install_it(cli: Cli, tmp_path: Path) -> None:
    write_brief(tmp_path / "content/water.yaml")
    env = on_path(tmp_path / "path", WITHOUT.replace("briefpress", "dask"))
    done = cli("build", "--cluster", "tcp://127.0.0.1:1", cwd=tmp_path, env={**os.environ, **env})
    local = cli("build", cwd=tmp_path, env={**os.environ, **env})

    assert done.returncode == 2
    assert done.stderr == (
        "tcp://127.0.0.1:1: error[cluster-missing]: Dask is not installed\n"
        f"    {install_extra('cluster')}\n"
    )
    assert local.returncode == 0


# On a worker


def dask_worker(folder: Path) -> Any:
    """Return as much of a Dask worker as a plugin looks at."""
    return SimpleNamespace(state=SimpleNamespace(nthreads=1), local_directory=str(folder))


def test_a_worker_with_other_versions_or_too_little_memory_says_so(tmp_path: Path) -> None:
    bundle = bundles.pack(BuildRequest(write_brief(tmp_path / "water.yaml")))
    assert isinstance(bundle, bundles.Bundle)

    async def ask(memory: int, **versions: str) -> tuple[str, BuildResult]:
        pool = cluster_worker.ClusterPool(Limits(60, memory), versions)
        await pool.setup(dask_worker(tmp_path))
        said, result = pool.ready(), pool.build(bundle, None)
        await pool.teardown(dask_worker(tmp_path))
        return said, result

    other, refused = asyncio.run(ask(2 * 1024**3, briefpress="0.0"))
    starved, failed = asyncio.run(ask(16 * 1024**2))

    assert other.startswith(f"briefpress is {__version__} there, and 0.0 here; ")
    assert [finding.rule for finding in refused.report.findings] == ["cluster-version"]
    assert starved
    assert [finding.rule for finding in failed.report.findings] == ["engine-failed"]


def test_idle_worker_processes_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_worker, "_IDLE", 0.1)

    async def wait() -> None:
        limits = Limits(60, 2 * 1024**3)
        pool = cluster_worker.ClusterPool(limits, cluster_worker.versions())
        await pool.setup(dask_worker(tmp_path))
        assert await asyncio.to_thread(pool.ready) == ""
        while list(tmp_path.iterdir()):
            await asyncio.sleep(0.05)
        await pool.teardown(dask_worker(tmp_path))

    asyncio.run(asyncio.wait_for(wait(), PATIENCE))
