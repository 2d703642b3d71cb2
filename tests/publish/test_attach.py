"""`briefpress attach`: the result contains all of both files, and conforms to what the publication claims."""

from __future__ import annotations

from collections import Counter
from hashlib import md5
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

import slow
from attach_samples import has_no_qpdf_warnings, links, structure_of, text
from briefpress import structure
from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.publish.annex.attach import attach
from briefpress.publish.annex.attachment import InputFile
from tagcases import cases, printed

if TYPE_CHECKING:
    from attach_samples import Attachments

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
    """The name of each publication; the scope groups the tests by publication, which is read once."""
    return str(request.param)


# Attached as an annex


def test_the_structure_tree_contains_both(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).structures()
    assert text(out) == text(publication) + text(brief)
    assert len(out.roots) == len(publication.roots)
    assert (out.problems, out.limits, out.parent_tree_mismatches) == ((), (), ())
    assert not [page.orphans for page in out.pages[len(publication.pages) :] if page.orphans]


def test_links_keep_their_targets(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).structures()
    assert links(out) == links(publication) + links(brief, len(publication.pages))
    assert [link for link in links(out) if link[-1] is not None]


def test_pages_keep_their_labels_sizes_and_fonts(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).structures()
    first = len(publication.pages)
    labels = [page.label or str(page.index + 1) for page in publication.pages]
    assert [page.label for page in out.pages] == labels + [page.label for page in brief.pages]
    for old, new in zip((*publication.pages, *brief.pages), out.pages, strict=True):
        assert (old.size, old.boxes, old.tabs) == (new.size, new.boxes, new.tabs)
    at_end = [f.name for f in out.fonts if max(f.pages) >= first and f.embedded]
    assert {font.name for font in brief.fonts} <= set(at_end)


def test_the_bookmarks_of_the_brief_are_below_one(name: str, attachments: Attachments) -> None:
    publication, brief, out = attachments.attach(name).structures()
    (added,) = brief.outline
    *others, last = out.outline
    assert tuple(others) == publication.outline
    assert (last.title, last.page) == (brief.title or added.title, len(publication.pages))
    expected = [(each.title, (each.page or 0) + len(publication.pages)) for each in added.children]
    assert [(each.title, each.page) for each in last.children] == expected


@pytest.mark.slow("qpdf")
def test_qpdf_finds_no_damage(name: str, attachments: Attachments) -> None:
    made = attachments.attach(name)
    assert has_no_qpdf_warnings(made.out)
    assert (
        made.out.stat().st_size
        < made.publication.stat().st_size + made.brief.stat().st_size + 20_000
    )


def test_the_bytes_of_the_publication_are_kept(name: str, attachments: Attachments) -> None:
    made = attachments.attach(name)
    assert made.out.read_bytes().startswith(made.publication.read_bytes())


@pytest.fixture(scope="session")
def verdicts(attachments: Attachments) -> dict[tuple[Path, str], Counter[str]]:
    """Return the failures that veraPDF finds, by file and standard."""
    paths_by_flavours: dict[tuple[str, ...], list[Path]] = {}
    for name in NAMES if slow.lacking("LibreOffice") is None else BRIEFPRESS + TYPST:
        made = [attachments.attach(name)]
        if name != "typst-french":  # PDF/A-2 holds no file of PDF/A-3
            made.append(attachments.attach(name, "--as", "file"))
        paths = {path for each in made for path in (each.publication, each.out)}
        paths_by_flavours.setdefault(FLAVOURS.get(name, ("ua1",)), []).extend(sorted(paths))
    results = [
        each for f, paths in paths_by_flavours.items() for each in verapdf.validate(paths, f)
    ]
    return {
        (each.path, each.flavour): Counter(f"{f.clause}-{f.test}" for f in each.failures)
        for each in results
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
    publication, brief, out = attachments.attach(name).structures()
    old = [each.role for each in publication.walk() if each.role.startswith("H")]
    added = [each.role for each in brief.walk() if each.role.startswith("H")]
    new = [each.role for each in out.walk() if each.role.startswith("H")]
    down = old.count("H1") == 1 and old[0] == "H1"
    assert down == name.startswith(("kenya", "report", "book")) or name.endswith(
        ("short", "french")
    )
    assert new == old + [f"H{int(role[1]) + down}" for role in added]


def test_the_annex_is_a_part_with_title_and_language(attachments: Attachments) -> None:
    for name, language in (("report-ua1", "en-GB"), ("kenya-ua2", None)):
        out = structure_of(attachments.attach(name).out)
        (document,) = out.roots
        part = document.children[-1]
        assert isinstance(part, structure.Element)
        assert (part.role, part.lang) == ("Part", language)
        assert part.title == "Rapid Scoping Review 2025: Kazakhstan"


def test_metadata_and_files_of_both_are_kept(attachments: Attachments) -> None:
    made = attachments.attach("typst-brief")
    publication, brief, out = made.structures()
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
    both = structure_of(attachments.attach("kenya-ua1").out)
    assert [each.name for each in both.attachments] == ["kenya.yaml", "kazakhstan.yaml"]
    assert both.xmp_values[f"{dc}rights"][0].count("©") == 2


@pytest.mark.slow("LibreOffice")
def test_the_pdf_version_is_raised_with_a_note(attachments: Attachments) -> None:
    made = attachments.attach("writer-brief")
    assert "note[attach-version]: the publication was PDF 1.6, and is PDF 1.7" in made.messages
    assert structure_of(made.out).pdf_version == "1.7"


def test_the_output_is_reproducible(attachments: Attachments, tmp_path: Path) -> None:
    made = attachments.attach("report-ua1")
    again = tmp_path / "again.pdf"
    attachments.cli("attach", made.brief, "--to", made.publication, "-o", again)
    assert again.read_bytes() == made.out.read_bytes()


def test_all_kinds_of_elements_can_be_appended() -> None:
    # Pairs of the documents of the tag tests, in both profiles
    for number, (one, two) in enumerate(pairwise(cases()[::24])):
        profile = list(PROFILES)[number % 2]
        publication, brief = (printed(each.document, profile).data for each in (one, two))
        result = attach(InputFile("p.pdf", publication), InputFile("b.pdf", brief), "annex")
        out = structure.inspect(publication + result.data)
        before, after = structure.inspect(publication), structure.inspect(brief)
        assert text(out) == text(before) + text(after), (one.name, two.name)
        assert links(out) == links(before) + links(after, len(before.pages)), (one.name, two.name)
        assert (out.problems, out.parent_tree_mismatches) == ((), ()), (one.name, two.name)


# Attached as an embedded file


def test_a_brief_is_embedded_as_a_supplement(attachments: Attachments) -> None:
    made = attachments.attach("kenya-ua1", "--as", "file")
    root: Any = PdfReader(made.out).trailer["/Root"]
    (added,) = (
        each.get_object() for each in root["/AF"] if each.get_object()["/UF"] == made.brief.name
    )
    stream = added["/EF"]["/UF"].get_object()

    assert (added["/AFRelationship"], stream["/Subtype"]) == ("/Supplement", "/application/pdf")
    assert "Rapid Scoping Review 2025: Kazakhstan" in added["/Desc"]
    assert stream.get_data() == made.brief.read_bytes()
    assert stream["/Params"]["/Size"] == made.brief.stat().st_size
    assert stream["/Params"]["/CheckSum"].original_bytes == _md5(made.brief)
    assert len(PdfReader(made.out).pages) == len(PdfReader(made.publication).pages)


def _md5(path: Path) -> bytes:
    return md5(path.read_bytes(), usedforsecurity=False).digest()


# Refusals


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
