"""What each output was made from, so that nothing is built twice and nothing stale is kept.

A record lies beside the outputs of its brief. It goes by what files hold; a file that the system
says is untouched is not read again. A record is sealed with its own digest: one that is missing,
damaged, or wrong about a file leads to a rebuild, never to a wrong answer.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.build.requests import REPORT
from briefpress.build.versions import checkout, libraries, versions
from briefpress.content import BRAND, EDITIONS, find_brand, named_file
from briefpress.html import BUILT_IN, built_in_name, theme_files
from briefpress.system import delete_file, leads_out, leftover_files, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.build.requests import BuildRequest, BuildResult

RECORD = ".record.json"
# How a record of this version of the format begins; the seal is the digest of all that follows.
_SEAL = b'{"format": 3, "seal": "%s", '
_SEALED = len(_SEAL % (b"0" * 64))
# Also where it is written as JSON, which is YAML; what is no theme costs a look at no folder.
_THEME = re.compile(
    rb"""(?:^|[{,])[ \t]*["']?(?:theme|folder)["']?[ \t]*:[ \t]*["']?([^"'#,{}\r\n]+)""",
    re.MULTILINE,
)
# Bytes: of all files of one brief, or of a theme, that are read; of a brief; and of a record or report.
_MOST, _MOST_OF_BRIEF, _MOST_OF_JSON = 1024**3, 16 * 1024**2, 32 * 1024**2
Stamp = list[int]


class BuildRecords:
    """The records of the outputs in one folder, for one run."""

    def __init__(self, out: Path) -> None:
        self.out = out
        # Where it leads, and has to lead as long as this runs.
        self.home = Path(os.path.realpath(out))
        self._themes: dict[Path | None, str] = {}
        self._brands: dict[Path, Path | None] = {}
        made_with = [versions(), libraries(), checkout()]
        self._program = _digest(json.dumps(made_with, sort_keys=True).encode())

    def look_again(self) -> None:
        """Look at themes and brands anew: they may have changed while this process waited."""
        self._themes.clear()
        self._brands.clear()

    def inputs(self, request: BuildRequest) -> dict[str, str]:
        """Return the digests of what a brief is built from, but for the files that it names, before that."""
        found = {"options": _options(request), "program": self._program}
        self.theme(request.theme)
        for what, path in (("content", request.path), ("series", request.shared)):
            if path is not None:
                data = _bytes(path, _MOST_OF_BRIEF)
                found[what] = "missing" if data is None else _digest(data)
                self._look_at_theme(data or b"", path)
        return found

    def _look_at_theme(self, text: bytes, path: Path) -> None:
        """Look at the theme that a file names before it is used: it may change meanwhile."""
        for named in _THEME.findall(text):
            name = named.decode(errors="replace").strip()
            if name and not leads_out(path.parent / name, path.parent):
                self.theme(path.parent / name)

    def theme(self, folder: Path | None) -> str:
        """Return the digest of all templates and styles of a theme, looked at once."""
        folder = None if built_in_name(folder) else folder
        if folder not in self._themes:
            self._themes[folder] = _tree_digest((folder, BUILT_IN) if folder else (BUILT_IN,))
        return self._themes[folder]

    def reasons(self, request: BuildRequest) -> list[str]:
        """Say why a brief has to be built, each reason in a few words; none if it need not be."""
        record = self._read(request.slug)
        if record is None:
            return ["it was not built yet, or its record is lost"]
        return list(self._changes(request, record))

    def _changes(self, request: BuildRequest, record: dict[str, Any]) -> Iterator[str]:
        inputs, stamps = record["inputs"], record["stamps"]
        if inputs.get("program") != self._program:
            yield "Briefpress or a library is of another version"
        if inputs.get("options") != _options(request):
            yield "it is asked for with other options"
        moved = {
            "series.yaml": (inputs.get("series") is None) != (request.shared is None),
            BRAND: BRAND not in record["named"] and self._brand(request.path),
        }
        yield from (f"{name} came or went" for name, is_so in moved.items() if is_so)
        read = {"content": request.path, **({"series": request.shared} if request.shared else {})}
        home = request.path.parent
        named = {f"file {name}": named_file(name, request.path) for name in record["named"]}
        files = {what: (path, None) for what, path in read.items()} | named
        look = _Look()
        for what, (path, within) in files.items():
            if not look.is_as_it_was(path, inputs.get(what), stamps.get(what), within):
                yield f"{what} changed"
        theme = _path(record["theme"])
        is_ours = theme in (None, request.theme) or not leads_out(theme, home)
        if not is_ours or inputs.get("theme") != self.theme(theme):
            yield "the theme changed"
        folder = self.out / request.slug
        for name, digest in record["outputs"].items():
            if not look.is_as_it_was(folder / name, digest, stamps.get(f"output {name}"), folder):
                yield f"{name} was edited or deleted"
        if leftover_files(folder, (*record["outputs"], RECORD)):
            yield "a build of it was killed"

    def _brand(self, brief: Path) -> Path | None:
        """Return the brand of the briefs of a folder, looked for once."""
        if brief.parent not in self._brands:
            self._brands[brief.parent] = find_brand(brief)
        return self._brands[brief.parent]

    def _read(self, slug: str) -> dict[str, Any] | None:
        path = self.out / slug / RECORD
        # We write no links.
        sealed = b"" if path.is_symlink() else _bytes(path, _MOST_OF_JSON) or b""
        body = b"{" + sealed[_SEALED:]
        if sealed != _sealed(body):
            return None
        try:
            record = json.loads(body)
        except (ValueError, RecursionError):
            return None
        return record if _is_sound(record) else None

    def record(
        self, request: BuildRequest, inputs: Mapping[str, str], result: BuildResult
    ) -> bytes:
        """Return the record of a result; `inputs` are the digests from before."""
        named = {f"file {name}": digest for name, digest in result.named.items()}
        outputs = {name: _digest(data) for name, data in result.files.items()}
        return _as_json(
            {
                "source": os.path.relpath(request.path, self.out / request.slug),
                "theme": None if result.theme is None else str(result.theme),
                "named": sorted(result.named),
                "inputs": {**inputs, **named, "theme": self._themes.get(result.theme, "unknown")},
                "outputs": outputs,
                "stamps": {},
            }
        )

    def stamp(self, request: BuildRequest) -> None:
        """Note how the files of a record look to the system, so that they need not be read again.

        Only what the record is right about is noted; a stamp that is lost costs time, no more.
        """
        record = self._read(request.slug)
        if record is None:
            return
        folder = self.out / request.slug
        places = {f"output {name}": folder / name for name in record["outputs"]}
        places |= {f"file {name}": named_file(name, request.path)[0] for name in record["named"]}
        places["content"] = request.path
        if request.shared is not None:
            places["series"] = request.shared
        digests = record["inputs"] | {f"output {n}": d for n, d in record["outputs"].items()}
        record["stamps"] = {
            what: stamp
            for what, path in places.items()
            if (stamp := _stamp(path)) and _file_digest(path) == digests.get(what) and _stamp(path) == stamp
        }  # fmt: skip
        part = folder / f".{RECORD}.{os.getpid()}.part"  # a name that the next build sweeps
        with contextlib.suppress(OSError):
            part.write_bytes(_as_json(record))
            part.replace(folder / RECORD)
        delete_file(part)

    def sweep(self, request: BuildRequest, result: BuildResult) -> None:
        """Delete the outputs of an earlier build that this one does not have: of an edition, perhaps.

        It comes before the new files, and their record: what is interrupted is built again.
        """
        folder = self.out / request.slug
        for name in self._outputs(request.slug) - result.files.keys():
            delete_file(folder / name)

    def removed(self, folders: set[Path], kept: set[str]) -> Iterator[tuple[Path, list[str]]]:
        """Yield the output folders of briefs that are gone from these folders, and the names of their files.

        What has lost its record goes as well, if it was built and no brief that is kept has its name.
        """
        if not folders or not self.out.is_dir():
            return
        for folder in sorted(self.out.iterdir()):
            is_other = folder.is_dir() and not folder.is_symlink() and folder.name not in kept
            if is_other and self._is_gone(folder, folders):
                yield folder, [*sorted(self._outputs(folder.name)), RECORD]

    def _is_gone(self, folder: Path, folders: set[Path]) -> bool:
        record = self._read(folder.name)
        if record is None:
            return _is_built(folder)
        source = (folder / record["source"]).resolve()
        return source.parent in folders and not os.path.lexists(source)

    def _outputs(self, slug: str) -> set[str]:
        """Return the names of the outputs of a brief; where its record is lost, those that it may have.

        None leads out of its folder, whoever wrote the record.
        """
        if record := self._read(slug):
            return {name for name in record["outputs"] if Path(name).name == name}
        if not _is_built(self.out / slug):
            return set()
        pdfs = {f"{slug}{edition.suffix}.pdf" for edition in EDITIONS.values()}
        return {*pdfs, f"{slug}.html", REPORT}


def _as_json(record: Mapping[str, Any]) -> bytes:
    return _sealed(json.dumps(record).encode())  # names in ASCII: some are no UTF-8


def _sealed(body: bytes) -> bytes:
    return _SEAL % _digest(body).encode() + body[1:]


def _is_sound(record: object) -> bool:
    """Say whether a record has the form of ours, and names no file elsewhere: anyone can seal one."""
    if not isinstance(record, dict):
        return False
    inputs, outputs, named = (record.get(name) for name in ("inputs", "outputs", "named"))
    return (
        _is_name(record.get("source"))
        and (record.get("theme") is None or _is_name(record.get("theme")))
        and isinstance(inputs, dict)
        and isinstance(outputs, dict)
        and isinstance(record.get("stamps"), dict)
        and isinstance(named, list)
        and all(map(_is_name, (*named, *outputs)))
        and all(Path(each).name == each for each in outputs)
    )


def _is_name(value: object) -> bool:
    """Say whether a value of JSON can be the name of a file on this system."""
    try:
        return isinstance(value, str) and b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


def _is_built(folder: Path) -> bool:
    """Say whether a folder without a record is one that a brief was built into, if not to the end."""
    if (folder / RECORD).exists() or leftover_files(folder, (RECORD, f"{folder.name}.html")):
        return True
    try:  # the report may be one on a brief of this name
        report = json.loads(_bytes(folder / REPORT, _MOST_OF_JSON) or b"")
        return "briefpress" in report and Path(report["source"]).stem == folder.name
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _options(request: BuildRequest) -> str:
    theme = None if request.theme is None else str(request.theme)
    return json.dumps([request.profile.id, request.date, request.strict, theme, request.editions])


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _bytes(path: Path, most: int) -> bytes | None:
    """Return what a file holds; None where it is none, or a pipe, a device, or larger than any of ours."""
    try:
        return read_regular(path, most)
    except OSError:
        return None


def _file_digest(path: Path) -> str:
    """Return the digest of a file, which need not fit into memory."""
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= _MOST:
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
    except OSError:
        pass
    return "missing"


def _tree_digest(folders: tuple[Path, ...]) -> str:
    """Return the digest of the files of a theme; of those beyond `_MOST` it goes by their times and sizes."""
    hashed, read = sha256(), 0
    for folder in folders:
        for path in theme_files(folder):
            if (stamp := _stamp(path)) is None:
                continue  # it went in this moment
            read += stamp[2]
            held = _file_digest(path) if read <= _MOST else stamp
            hashed.update(os.fsencode(f"{path.relative_to(folder)}\0{held}\0"))
    return hashed.hexdigest()


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino]


class _Look:
    """A look at the files of one record, which reads no more of them than `_MOST` bytes."""

    def __init__(self) -> None:
        self._left = _MOST

    def is_as_it_was(
        self, path: Path, digest: str | None, stamp: Stamp | None, within: Path | None
    ) -> bool:
        """Say whether a file holds what it held; one that was not touched since is not read.

        Nor is one that lies elsewhere than `within` a folder, whatever a record says of it.
        """
        now = _stamp(path)
        if now is None or digest is None:
            return False
        if now == stamp:
            return True
        if within and leads_out(path, within):
            return False
        self._left -= now[2]
        return self._left >= 0 and _file_digest(path) == digest
