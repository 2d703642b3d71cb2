"""Citation styles: those that are built in, and CSL files of one's own (CSL 1.0.2)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from xml.parsers import expat

from briefpress.content.images import read_file
from briefpress.content.picture import BadImage
from briefpress.content.rules.references import CITATION_STYLE

_FOLDER = Path(__file__).with_name("csl")
_CSL = "http://purl.org/net/xbiblio/csl"


class BadStyle(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """A citation style cannot be used: the message says why, `mend` what helps."""

    def __init__(self, message: str, mend: str = CITATION_STYLE.mend) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A citation style: its name, the bytes of its CSL file, and whether it cites in notes."""

    name: str
    data: bytes = field(repr=False)
    is_in_notes: bool
    is_built_in: bool = False


@cache
def built_in_styles() -> tuple[str, ...]:
    """Return the names of the styles that are built in."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.csl")))


def read_style(name: str, folder: Path) -> CitationStyle:
    """Return a style that is built in, or that of a CSL file below `folder`; raises `BadStyle`."""
    if name in built_in_styles():
        return built_in_style(name)
    if not name.lower().endswith(".csl"):
        known, near = ", ".join(built_in_styles()), _like(name.lower())
        mend = f'did you mean "{near}"?' if near else f"built in are: {known}; or name a .csl file"
        raise BadStyle(f'there is no citation style "{name}"', mend)
    try:
        data = read_file(name, folder, "citation style", "take another: a style has some 50 kB")
    except BadImage as error:
        raise BadStyle(str(error), error.mend) from None
    return parse_style(name, data)


def built_in_style(name: str) -> CitationStyle:
    """Return a style that is built in."""
    found = parse_style(name, _FOLDER.joinpath(f"{name}.csl").read_bytes())
    return replace(found, is_built_in=True)


def _like(name: str) -> str | None:
    """Return the name of the style that was probably meant."""
    holding = [each for each in built_in_styles() if name in each]
    return next(iter(holding or difflib.get_close_matches(name, built_in_styles(), n=1)), None)


def parse_style(name: str, data: bytes) -> CitationStyle:
    """Return the style in a CSL file; raises `BadStyle` where it is none, or refers to another."""
    reader = _Reader()
    try:
        reader.parse(data)
    except expat.ExpatError as error:
        raise BadStyle(f'"{name}" is not whole: line {error.lineno}') from None
    if not reader.kind:
        raise BadStyle(f'"{name}" is no citation style (CSL)')
    if reader.parent is not None:
        message = f'"{name}" only refers to another style, {reader.parent[:200]}'
        raise BadStyle(message, "save that style beside the brief, and name it")
    return CitationStyle(name, data, reader.kind == "note")


class _Reader:
    """Reads what a CSL file says of itself; entities, which could grow without end, are refused."""

    def __init__(self) -> None:
        self.kind = ""
        self.parent: str | None = None

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EntityDeclHandler = self._refuse
        parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_CSL} style":
            self.kind = attributes.get("class", "in-text")
        # Pandoc would fetch it from the network, also where a style has a layout of its own; names count
        # without their namespaces there.
        elif name.endswith("link") and "independent-parent" in map(str.strip, attributes.values()):
            self.parent = attributes.get("href", "")

    @staticmethod
    def _refuse(*_: object) -> None:
        raise BadStyle("a citation style must not declare entities")
