"""The folder that a stranger sends, which constructions of `hostile_folders` and `hostile_data` fill."""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Sequence

BOMB = b"<!DOCTYPE a [" + b"".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 9 if n else "x"}">'.encode() for n in range(30)
)
CANARY = "the canary of a file that is nobody's business"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="90" height="90">{}</svg>'
)


@dataclass
class Place:
    """A folder that is sent, what lies outside of it, and the name of the next brief."""

    folder: Path
    outside: Path
    rng: random.Random
    name: str

    @property
    def secret(self) -> Path:
        return self.outside / "secret.txt"

    def text(self, **fields: Any) -> str:
        """Return a brief with the least that it needs, and `fields`; JSON is YAML."""
        return json.dumps({**MINIMAL, **fields})

    def brief(self, **fields: Any) -> None:
        (self.folder / f"{self.name}.yaml").write_text(self.text(**fields), "utf-8")

    def picture(self, name: str) -> None:
        """Write a brief that shows a picture."""
        figure = {"figure": {"image": name, "alt": "A picture"}}
        self.brief(sections=[{"heading": "Rain", "body": ["It came.", figure]}])

    def write(self, name: str, data: bytes | str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
            return name  # another construction has put a link, a folder or a pipe there
        path.write_bytes(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)
        return name

    def theme(self, files: dict[str, bytes | str]) -> None:
        """Write a theme, and a brief that names it."""
        for name, data in files.items():
            self.write(f"{self.name}-theme/{name}", data)
        self.brief(theme=f"{self.name}-theme")


def special_file(place: Place, path: Path) -> None:
    """Make something in the place of a file that is none, or has no end, unless another construction did."""
    if os.path.lexists(path):
        return
    match place.rng.randrange(7):
        case 0:
            os.mkfifo(path)
        case 1:
            path.symlink_to("/dev/zero")
        case 2:
            with path.open("wb") as file:
                file.truncate(20 * 1024**3)
        case 3:
            path.symlink_to(path.name)
        case 4:
            path.mkdir()
        case 5:
            path.symlink_to(place.secret)
        case _:
            path.symlink_to("/proc/self/environ")


def pick(place: Place, files: Sequence[tuple[str, bytes | str]]) -> tuple[str, bytes | str]:
    return place.rng.choice(files)


def archive_of(files: dict[str, bytes]) -> bytes:
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return buffer.getvalue()
