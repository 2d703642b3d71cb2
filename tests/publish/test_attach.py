"""`briefpress attach`: the result contains all of both files, and conforms to what the publication did."""

from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache
from hashlib import md5, sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pypdf import PdfReader

import slow
from briefpress import structure
from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.publish.annex.attach import attach
from briefpress.publish.annex.attachment import InputFile
from conftest import ROOT
from producers import PRODUCERS
from support import PAGE
from tagcases import cases, printed

if TYPE_CHECKING:
    from briefpress.structure import ObjectRef, PdfStructure
    from conftest import Cli

BRIEFPRESS = ("kenya-ua1", "kenya-ua2", "report-ua1", "book-ua1")
TYPST = ("typst-brief", "typst-short", "typst-french")
WRITER = ("writer-brief", "writer-short", "writer-french")
NAMES = BRIEFPRESS + TYPST + WRITER
# The standards that publications claim, as veraPDF names them.
FLAVOURS = {"typst-french": ("ua1", "2a"), "kenya-ua2": ("ua2", "4f")}
FLAVOURS |= dict.fromkeys(("kenya-ua1", "report-ua1", "book-ua1"), ("ua1", "3a"))


@pytest.fixture(
    scope="module",
    params=[
        *(BRIEFPRESS + TYPST),
        *(pytest.param(each, marks=pytest.mark.slow("LibreOffice")) for each in WRITER),
    ],
)
def name(request: pytest.FixtureRequest) -> str:
    """Each publication; all tests of one follow one another, as they share what was attached to it."""
    return str(request.param)


class Attached(NamedTuple):
    """A publication, a brief, and the publication with the brief attached."""

    publication: Path
    brief: Path
    out: Path
    messages: str

    def facts(self) -> tuple[PdfStructure, PdfStructure, PdfStructure]:
        return facts(self.publication), facts(self.brief), facts(self.out)


@cache
def facts(path: Path) -> PdfStructure:
    return structure.inspect(path.read_bytes())


class Attachments:
    """Makes publications and attaches a brief to them, each once."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self.cli, self.folder = cli, folder
        self._made: dict[str, Path] = {}
        self._attached: dict[str, Attached] = {}

    def publication(self, name: str) -> Path:
        """Return a publication, made by another program or by this one."""
        if name not in self._made:
            self._make(name)
        return self._made[name]

    def _make(self, name: str) -> None:
        program, _, what = name.partition("-")
        for producer in PRODUCERS:
            if producer.name == program:
                self._made |= {made.name: made.path for made in producer.make(self.folder)}
        if program in ("kenya", "kazakhstan"):
            out = self.folder / what
            done = self.cli(
                "build", ROOT / f"content/{program}.yaml", "--profile", what, "--out", out
            )
            assert done.returncode == 0, done.stderr
            self._made[name] = out / program / f"{program}.pdf"
        elif program in ("report", "book"):
            page = self.folder / f"{name}.html"
            text = "".join(f"<h2>Part {n}</h2><p>{'Word. ' * 300}</p>" for n in range(100))
            page.write_text(
                PAGE.replace("<p>Voilà.</p>", text) if program == "book" else PAGE, "utf-8"
            )
            self._made[name] = self.folder / f"{name}.pdf"
            self.cli("print", page, "-o", self._made[name], "--profile", what)
            assert self._made[name].is_file()

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


@pytest.fixture(scope="session")
def attachments(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Attachments:
    return Attachments(cli, tmp_path_factory.mktemp("attach"))


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


def is_whole(path: Path) -> bool:
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return done.returncode == 0 and "WARNING" not in done.stdout + done.stderr


# The annex


def test_the_structure_tree_contains_both(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).facts()
    assert text(out) == text(publication) + text(brief)
    assert len(out.roots) == len(publication.roots)
    assert (out.problems, out.limits, out.parent_tree_mismatches) == ((), (), ())
    assert not [page.orphans for page in out.pages[len(publication.pages) :] if page.orphans]


def test_links_keep_their_targets(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).facts()
    assert links(out) == links(publication) + links(brief, len(publication.pages))
    assert [link for link in links(out) if link[-1] is not None]


def test_pages_keep_their_labels_sizes_and_fonts(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).facts()
    first = len(publication.pages)
    labels = [page.label or str(page.index + 1) for page in publication.pages]
    assert [page.label for page in out.pages] == labels + [page.label for page in brief.pages]
    for old, new in zip((*publication.pages, *brief.pages), out.pages, strict=True):
        assert (old.size, old.boxes, old.tabs) == (new.size, new.boxes, new.tabs)
    at_end = [f.name for f in out.fonts if max(f.pages) >= first and f.embedded]
    assert {font.name for font in brief.fonts} <= set(at_end)


def test_the_bookmarks_of_the_brief_are_below_one(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).facts()
    (mine,) = brief.outline
    *others, last = out.outline
    assert tuple(others) == publication.outline
    assert (last.title, last.page) == (brief.title or mine.title, len(publication.pages))
    expected = [(each.title, (each.page or 0) + len(publication.pages)) for each in mine.children]
    assert [(each.title, each.page) for each in last.children] == expected


@pytest.mark.slow("qpdf")
def test_qpdf_finds_no_damage(name: str, attachments: Attachments) -> None:
    made = attachments.attach(name)
    assert is_whole(made.out)
    assert (
        made.out.stat().st_size
        < made.publication.stat().st_size + made.brief.stat().st_size + 20_000
    )


def test_the_bytes_of_the_publication_are_kept(name: str, attachments: Attachments) -> None:
    made = attachments.attach(name)
    assert made.out.read_bytes().startswith(made.publication.read_bytes())


@pytest.fixture(scope="session")
def verdicts(attachments: Attachments) -> dict[tuple[Path, str], Counter[str]]:
    """The failures that veraPDF finds in each file and standard."""
    asked: dict[tuple[str, ...], list[Path]] = {}
    for name in NAMES if slow.lacking("LibreOffice") is None else BRIEFPRESS + TYPST:
        made = [attachments.attach(name)]
        if name != "typst-french":  # PDF/A-2 holds no file of PDF/A-3
            made.append(attachments.attach(name, "--as", "file"))
        paths = {path for each in made for path in (each.publication, each.out)}
        asked.setdefault(FLAVOURS.get(name, ("ua1",)), []).extend(sorted(paths))
    judged = [each for f, paths in asked.items() for each in verapdf.validate(paths, f)]
    return {
        (each.path, each.flavour): Counter(f"{f.clause}-{f.test}" for f in each.failures)
        for each in judged
    }


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("kind", ["annex", "file"])
def test_verapdf_finds_no_more_failures_than_before(
    kind: str, name: str, attachments: Attachments, verdicts: dict[tuple[Path, str], Counter[str]]
) -> None:
    if (kind, name) == ("file", "typst-french"):
        pytest.skip("PDF/A-2 holds no file of PDF/A-3")
    made = attachments.attach(name) if kind == "annex" else attachments.attach(name, "--as", "file")
    for flavour in FLAVOURS.get(name, ("ua1",)):
        assert verdicts[made.out, flavour] == verdicts[made.publication, flavour]
        assert not verdicts[made.out, flavour] or name.startswith("writer")


def test_headings_move_down_if_the_publication_has_one_h1(
    name: str, attachments: Attachments
) -> None:
    publication, brief, out = attachments.attach(name).facts()
    old = [each.role for each in publication.walk() if each.role.startswith("H")]
    mine = [each.role for each in brief.walk() if each.role.startswith("H")]
    new = [each.role for each in out.walk() if each.role.startswith("H")]
    down = old.count("H1") == 1 and old[0] == "H1"
    assert down == name.startswith(("kenya", "report", "book")) or name.endswith(
        ("short", "french")
    )
    assert new == old + [f"H{int(role[1]) + down}" for role in mine]


def test_the_annex_is_a_part_with_title_and_language(attachments: Attachments) -> None:
    for name, language in (("report-ua1", "en-GB"), ("kenya-ua2", None)):
        out = facts(attachments.attach(name).out)
        (document,) = out.roots
        part = document.children[-1]
        assert isinstance(part, structure.Element)
        assert (part.role, part.lang) == ("Part", language)
        assert part.title == "Rapid Scoping Review 2025: Kazakhstan"


def test_metadata_and_files_of_both_are_kept(attachments: Attachments) -> None:
    made = attachments.attach("typst-brief")
    publication, brief, out = made.facts()
    dc = "{http://purl.org/dc/elements/1.1/}"
    (rights,) = out.xmp_values[f"{dc}rights"]
    assert rights.startswith("Rapid Scoping Review 2025: Kazakhstan (pp. 4–6): © Institute")
    assert "https://creativecommons.org/licenses/by/4.0/" in rights
    assert out.xmp_values["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] == ("6",)
    changed = {"rights", "NPages", "InstanceID"}
    differing = {k for k in out.xmp_values if out.xmp_values[k] != publication.xmp_values.get(k)}
    assert {key.partition("}")[2] for key in differing} == changed
    assert [each.name for each in out.attachments] == ["kazakhstan.yaml"]
    root: Any = PdfReader(made.out).trailer["/Root"]
    own = root["/StructTreeRoot"]["/K"][0]["/K"][-1]["/Metadata"]
    assert own.get_data() == brief.xmp
    both = facts(attachments.attach("kenya-ua1").out)
    assert [each.name for each in both.attachments] == ["kenya.yaml", "kazakhstan.yaml"]
    assert both.xmp_values[f"{dc}rights"][0].count("©") == 2


@pytest.mark.slow("LibreOffice")
def test_the_pdf_version_is_raised_with_a_note(attachments: Attachments) -> None:
    made = attachments.attach("writer-brief")
    assert "note[attach-version]: the publication was PDF 1.6, and is PDF 1.7" in made.messages
    assert facts(made.out).pdf_version == "1.7"


def test_the_output_is_reproducible(attachments: Attachments, tmp_path: Path) -> None:
    made = attachments.attach("report-ua1")
    again = tmp_path / "again.pdf"
    attachments.cli("attach", made.brief, "--to", made.publication, "-o", again)
    assert again.read_bytes() == made.out.read_bytes()


def test_all_kinds_of_elements_can_be_appended() -> None:
    """Pairs of the documents of the tag tests, in both profiles."""
    for number, (one, two) in enumerate(pairwise(cases()[::8])):
        profile = list(PROFILES)[number % 2]
        publication, brief = (printed(each.document, profile).data for each in (one, two))
        result = attach(InputFile("p.pdf", publication), InputFile("b.pdf", brief), "annex")
        out = structure.inspect(publication + result.data)
        before, after = structure.inspect(publication), structure.inspect(brief)
        assert text(out) == text(before) + text(after), (one.name, two.name)
        assert links(out) == links(before) + links(after, len(before.pages)), (one.name, two.name)
        assert (out.problems, out.parent_tree_mismatches) == ((), ()), (one.name, two.name)


# The file


def test_a_brief_is_embedded_as_a_supplement(attachments: Attachments) -> None:
    made = attachments.attach("kenya-ua1", "--as", "file")
    root: Any = PdfReader(made.out).trailer["/Root"]
    (mine,) = (
        each.get_object() for each in root["/AF"] if each.get_object()["/UF"] == made.brief.name
    )
    stream = mine["/EF"]["/UF"].get_object()

    assert (mine["/AFRelationship"], stream["/Subtype"]) == ("/Supplement", "/application/pdf")
    assert "Rapid Scoping Review 2025: Kazakhstan" in mine["/Desc"]
    assert stream.get_data() == made.brief.read_bytes()
    assert stream["/Params"]["/Size"] == made.brief.stat().st_size
    assert stream["/Params"]["/CheckSum"].original_bytes == _md5(made.brief)
    assert len(PdfReader(made.out).pages) == len(PdfReader(made.publication).pages)


def _md5(path: Path) -> bytes:
    return md5(path.read_bytes(), usedforsecurity=False).digest()


# What is refused


def test_a_brief_that_would_break_a_claim_is_refused(
    attachments: Attachments, tmp_path: Path
) -> None:
    publication = attachments.attach("kenya-ua1").publication
    brief = attachments.attach("typst-brief").publication  # it claims PDF/UA-1 alone
    done = attachments.cli("attach", brief, "--to", publication, "-o", tmp_path / "out.pdf")

    assert done.returncode == 2
    assert (
        "error[attach-claims]: the publication claims PDF/A-3a, and would not keep it"
        in done.stderr
    )


def test_a_brief_in_pdf_2_is_refused_by_an_older_publication(
    attachments: Attachments, tmp_path: Path
) -> None:
    publication = attachments.attach("kenya-ua1").publication
    brief = attachments.attach("kenya-ua2").brief
    done = attachments.cli("attach", brief, "--to", publication, "-o", tmp_path / "out.pdf")

    assert done.returncode == 2
    assert "error[attach-version]: the publication is PDF 1.7, and the brief PDF 2.0" in done.stderr


# Replacing


def test_an_annex_is_replaced_only_with_replace(attachments: Attachments, tmp_path: Path) -> None:
    made = attachments.attach("report-ua1")
    again, replaced = tmp_path / "again.pdf", tmp_path / "replaced.pdf"

    refused = attachments.cli("attach", made.brief, "--to", made.out, "-o", again)
    done = attachments.cli("attach", made.brief, "--to", made.out, "-o", replaced, "--replace")

    assert (refused.returncode, again.exists()) == (2, False)
    assert "--replace" in refused.stderr
    assert done.returncode == 0, done.stderr
    _, _, out = made.facts()
    new = facts(replaced)
    assert text(new) == text(out)
    assert links(new) == links(out)
    assert (len(new.pages), new.outline) == (len(out.pages), out.outline)
    assert new.attachments == out.attachments
    assert (new.problems, new.parent_tree_mismatches) == ((), ())


@pytest.mark.slow("qpdf")
def test_qpdf_finds_no_damage_after_replacing(attachments: Attachments, tmp_path: Path) -> None:
    made = attachments.attach("report-ua1")
    attachments.cli("attach", made.brief, "--to", made.out, "-o", tmp_path / "out.pdf", "--replace")
    assert is_whole(tmp_path / "out.pdf")


@pytest.mark.slow("veraPDF")
@pytest.mark.slow("qpdf")
def test_the_first_of_two_annexes_can_be_replaced(attachments: Attachments, tmp_path: Path) -> None:
    """Even after another program has rewritten the file."""
    one, both, anew, out = (tmp_path / f"{name}.pdf" for name in ("one", "both", "anew", "out"))
    made = attachments.attach("report-ua1")
    kenya = attachments.publication("kenya-ua1")
    attachments.cli("attach", kenya, "--to", made.out, "-o", both)
    subprocess.run(["qpdf", "--object-streams=generate", both, anew], check=True)
    done = attachments.cli("attach", made.brief, "--to", anew, "-o", out, "--replace")
    attachments.cli("attach", kenya, "--to", made.publication, "-o", one)

    assert done.returncode == 0, done.stderr
    assert is_whole(out)
    assert text(facts(out)) == text(facts(one)) + text(facts(made.brief))
    assert (facts(out).problems, facts(out).parent_tree_mismatches) == ((), ())
    assert [verdict.compliant for verdict in verapdf.validate([out], ("ua1", "3a"))] == [True, True]
