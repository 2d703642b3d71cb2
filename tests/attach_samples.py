"""Publications with a brief attached, for the tests of `briefpress attach`."""

from __future__ import annotations

import subprocess
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress import structure
from conftest import ROOT
from producers import PRODUCERS
from support import PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.structure import ObjectRef, PdfStructure
    from conftest import Cli


class Attached(NamedTuple):
    """A publication, a brief, and the publication with the brief attached."""

    publication: Path
    brief: Path
    out: Path
    messages: str

    def structures(self) -> tuple[PdfStructure, PdfStructure, PdfStructure]:
        return structure_of(self.publication), structure_of(self.brief), structure_of(self.out)


@cache
def structure_of(path: Path) -> PdfStructure:
    return structure.inspect(path.read_bytes())


class Attachments:
    """Makes publications and attaches a brief to them, each only once."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self.cli, self.folder = cli, folder
        self._publications: dict[str, Path] = {}
        self._attached: dict[str, Attached] = {}

    def publication(self, name: str) -> Path:
        """Return a publication, named by its producer (or brief) and document (or profile), such as `typst-short`."""
        if name not in self._publications:
            self._make(name)
        return self._publications[name]

    def _make(self, name: str) -> None:
        program, _, rest = name.partition("-")
        for producer in PRODUCERS:
            if producer.name == program:
                self._publications |= {pdf.name: pdf.path for pdf in producer.make(self.folder)}
        if program in ("kenya", "kazakhstan"):
            out = self.folder / rest
            done = self.cli(
                "build", ROOT / f"content/{program}.yaml", "--profile", rest, "--out", out
            )
            assert done.returncode == 0, done.stderr
            self._publications[name] = out / program / f"{program}.pdf"
        elif program in ("report", "book"):
            page = self.folder / f"{name}.html"
            text = "".join(f"<h2>Part {n}</h2><p>{'Word. ' * 300}</p>" for n in range(100))
            page.write_text(
                PAGE.replace("<p>Voilà.</p>", text) if program == "book" else PAGE, "utf-8"
            )
            self._publications[name] = self.folder / f"{name}.pdf"
            self.cli("print", page, "-o", self._publications[name], "--profile", rest)
            assert self._publications[name].is_file()

    def brief(self, profile: str = "ua1") -> Path:
        return self.publication(f"kazakhstan-{profile}")

    def attach(self, name: str, *options: str) -> Attached:
        """Attach the Kazakhstan brief to a publication."""
        key = " ".join((name, *options))
        if key not in self._attached:
            publication = self.publication(name)
            brief = self.brief("ua2" if name.endswith("ua2") else "ua1")
            before = [sha256(path.read_bytes()).digest() for path in (publication, brief)]
            out = self.folder / f"{len(self._attached)}.pdf"
            done = self.cli("attach", brief, "--to", publication, "-o", out, *options)
            assert done.returncode == 0, done.stderr
            assert before == [sha256(path.read_bytes()).digest() for path in (publication, brief)]
            self._attached[key] = Attached(publication, brief, out, done.stdout + done.stderr)
        return self._attached[key]


def text(pdf: PdfStructure) -> str:
    return "".join(root.text for root in pdf.roots)


def links(pdf: PdfStructure, after: int = 0) -> list[tuple[Any, ...]]:
    """Return every annotation with its place, contents and target; page numbers are shifted by `after`."""
    return [
        _link(each, page.index + after, after) for page in pdf.pages for each in page.annotations
    ]


def _link(each: ObjectRef, page: int, after: int) -> tuple[Any, ...]:
    page_index = each.destination.page if each.destination else None
    target = None if page_index is None else page_index + after
    return page, each.subtype, each.rect, each.contents, each.in_tree, each.uri, target


def has_no_qpdf_warnings(path: Path) -> bool:
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return done.returncode == 0 and "WARNING" not in done.stdout + done.stderr
