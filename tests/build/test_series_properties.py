"""After any edits, deletions, renames, damages and broken-off builds, a build yields what a clean one yields."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, example, given, settings, strategies as st

from briefpress.build import series
from briefpress.build.records import RECORD, BuildRecords
from briefpress.build.requests import BuildRequest
from conftest import MINIMAL
from in_process import build_unprinted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.build.requests import BuildResult

NAMES = ("a", "b", "c")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 9"><rect width="{0}" height="9"/></svg>'


def write(folder: Path, name: str, text: str) -> None:
    own = {key: value for key, value in MINIMAL.items() if key != "publisher"}
    figure = {"figure": {"image": "map.svg", "alt": "A long bar.", "source": "Made up"}}
    body: list[Any] = [f"It {text}.", figure] if name == "c" else [f"It {text}."]
    own["sections"] = [{"heading": "Rain", "body": body}]
    (folder / f"{name}.yaml").write_text(json.dumps(own), "utf-8")


def share(folder: Path, publisher: str) -> None:
    (folder / "series.yaml").write_text(json.dumps({"publisher": {"name": publisher}}), "utf-8")


class BrokenOff(Exception):  # noqa: N818 - what ends a build in the middle
    """Somebody pulled the plug."""


def here(orders: Sequence[BuildRequest]) -> Iterator[tuple[BuildRequest, BuildResult]]:
    yield from ((order, build_unprinted(order)) for order in orders)


def one_only(orders: Sequence[BuildRequest]) -> Iterator[tuple[BuildRequest, BuildResult]]:
    yield from ((order, build_unprinted(order)) for order in orders[:1])
    raise BrokenOff


def build(
    content: Path, out: Path, makers: Callable[..., Iterable[tuple[BuildRequest, BuildResult]]]
) -> None:
    orders = series.plan([content], BuildRequest(Path()))
    ledger = BuildRecords(out)
    try:
        for step in series.build_stale(series.find_stale(orders, ledger), ledger, makers):
            assert step.built.exit_code == 0, step.built.report.findings
    except BrokenOff:
        pass
    for _ in series.prune(ledger, [content], orders):
        pass


def outputs(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def rename(content: Path, name: str) -> None:
    if (content / f"{name}.yaml").exists():
        (content / f"{name}.yaml").rename(content / f"{name}x.yaml")


def spoil(path: Path, how: str) -> None:
    if not path.exists():
        return
    if how == "delete":
        path.unlink()
    elif how == "cut":
        os.truncate(path, path.stat().st_size // 2)
    else:
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 1
        path.write_bytes(data)


def has_briefs(content: Path) -> bool:
    return any(content.glob("[!s]*.yaml"))


NAME = st.sampled_from(NAMES)
WORD = st.sampled_from(("rained", "did not rain", "snowed"))
CHANGE = st.one_of(
    st.tuples(st.just("text"), NAME, WORD),
    st.tuples(st.just("series"), st.sampled_from(("One Desk", "Two Desks")), st.none()),
    st.tuples(st.just("image"), st.sampled_from(("5", "7")), st.none()),
    st.tuples(st.just("remove"), NAME, st.none()),
    st.tuples(st.just("rename"), NAME, st.none()),
    st.tuples(st.just("touch"), NAME, st.integers(1, 2_000_000_000)),
    st.tuples(st.just("output"), NAME, st.sampled_from(("delete", "cut", "flip"))),
    st.tuples(st.just("record"), NAME, st.sampled_from(("delete", "cut", "flip"))),
    st.tuples(st.just("build"), st.sampled_from(("whole", "broken")), st.none()),
)


def apply(change: tuple[str, str, Any], content: Path, out: Path) -> None:
    kind, what, how = change
    path = content / f"{what}.yaml"
    if kind == "text":
        write(content, what, how)
    elif kind == "series":
        share(content, what)
    elif kind == "image":
        (content / "map.svg").write_text(SVG.format(what))
    elif kind == "remove":
        path.unlink(missing_ok=True)
    elif kind == "rename":
        rename(content, what)
    elif kind == "touch" and path.exists():
        os.utime(path, (how, how))
    elif kind == "output":
        spoil(out / what / f"{what}.pdf", how)
    elif kind == "record":
        spoil(out / what / RECORD, how)
    elif kind == "build" and has_briefs(content):  # where there is none, that is an error
        build(content, out, here if what == "whole" else one_only)


@example([("build", "whole", None), ("remove", "a", None), ("record", "a", "delete")])
@example([("build", "whole", None), ("rename", "a", None), ("record", "a", "flip")])
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.lists(CHANGE, max_size=8))
def test_an_incremental_build_yields_what_a_clean_one_does(
    changes: list[tuple[str, str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        content, out, clean = (Path(place, name) for name in ("content", "out", "clean"))
        content.mkdir()
        (content / "map.svg").write_text(SVG.format("3"))
        share(content, "The Desk")
        for name in NAMES:
            write(content, name, "rained")
        for change in changes:
            apply(change, content, out)
        if not has_briefs(content):
            write(content, "a", "rained")

        build(content, out, here)
        build(content, clean, here)

        assert outputs(out) == outputs(clean)
        shutil.rmtree(content)
