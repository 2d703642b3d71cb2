"""`briefpress attach` refuses some briefs and publications, and then writes and changes no file."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pypdf import PdfWriter

from briefpress.findings import Unusable
from briefpress.publish.attaching import AttachWorker
from briefpress.system.limits import Limits
from conftest import write_brief
from hostile import CASES
from hostile.builder import make_pdf, make_pdf_with_xmp
from support import PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

_SPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:ua="http://www.aiim.org/pdfua/ns/id/" xmlns:a="http://www.aiim.org/pdfa/ns/id/"'
)


def claiming(claims: str) -> bytes:
    """Return a small PDF 1.7 that claims standards."""
    return make_pdf_with_xmp(
        f'<rdf:RDF {_SPACES}><rdf:Description rdf:about="" {claims}/></rdf:RDF>'.encode()
    )


HEADING = make_pdf({8: b"<</Type/StructElem/S/H/P 6 0 R/Pg 3 0 R/K 0>>"})
OTHER_MEANING = make_pdf(
    {6: b"<</Type/StructTreeRoot/K 8 0 R/RoleMap<</P/Span>>/ParentTree<</Nums[0[8 0 R]]>>>>"}
)
FILES = {
    "untagged.pdf": make_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>"}),
    "signed.pdf": make_pdf(
        {20: b"<</FT/Sig/T(s)/V 21 0 R>>", 21: b"<</Type/Sig/Contents<00>>>"},
        AcroForm="<</SigFlags 3/Fields[20 0 R]>>",
    ),
    "certified.pdf": make_pdf(Perms="<</DocMDP 20 0 R>>"),
    "form.pdf": make_pdf(AcroForm="<</Fields[]>>"),
    "layers.pdf": make_pdf(OCProperties="<</OCGs[]/D<<>>>>"),
    "plain.pdf": make_pdf(),
    "old.pdf": make_pdf().replace(b"%PDF-1.7", b"%PDF-1.4"),
    "ua2.pdf": claiming('ua:part="2"'),
    "archive1.pdf": claiming('a:part="1" a:conformance="A"'),
    "archive2.pdf": claiming('a:part="2" a:conformance="A"'),
    "headings.pdf": HEADING,
    "roles.pdf": OTHER_MEANING,
    "text.pdf": b"This is no PDF.\n",
    "empty.pdf": b"",
}


class Refusal(NamedTuple):
    """A brief, a publication, and the expected findings: file, rule, part of the message, part of the remedy."""

    brief: str
    publication: str
    findings: tuple[tuple[str, str, str, str], ...]
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.brief, self.publication, *self.options))


def refusal(brief: str, publication: str, *finding: str, options: str = "") -> Refusal:
    """Return a refusal for one reason."""
    file, rule, words, mend = finding
    return Refusal(brief, publication, ((file, rule, words, mend),), tuple(options.split()))


REPAIR = "make it again, or repair it: qpdf"
REFUSALS = (
    refusal("brief.pdf", "untagged.pdf", "untagged.pdf", "attach-untagged",
        "the publication is not tagged, so that an annex would be the only part that is read",
        "make it again as a tagged PDF, or attach the brief with --as file"),
    refusal("brief.pdf", "encrypted.pdf", "encrypted.pdf", "attach-encrypted",
        "the file is encrypted, and what is attached would not be", "qpdf --decrypt"),
    refusal("brief.pdf", "locked.pdf", "locked.pdf", "attach-encrypted",
        "the file is encrypted, and what is attached would not be", "qpdf --decrypt"),
    refusal("encrypted.pdf", "report.pdf", "encrypted.pdf", "attach-encrypted",
        "the file is encrypted", "qpdf --decrypt"),
    refusal("encrypted.pdf", "report.pdf", "encrypted.pdf", "attach-encrypted",
        "the file is encrypted", "qpdf --decrypt", options="--as file"),
    refusal("brief.pdf", "signed.pdf", "signed.pdf", "attach-signed",
        "the publication is signed, and the signature would not hold any more",
        "attach to the file as it was before, and sign the result"),
    refusal("brief.pdf", "signed.pdf", "signed.pdf", "attach-signed",
        "the publication is signed", "sign the result", options="--as file"),
    refusal("brief.pdf", "certified.pdf", "certified.pdf", "attach-signed",
        "the publication is signed", "sign the result"),
    refusal("brief.pdf", "cut.pdf", "cut.pdf", "pdf-damaged", "", REPAIR),
    refusal("brief.pdf", "shifted.pdf", "shifted.pdf", "pdf-damaged",
        "the table that says where its parts are is wrong", REPAIR),
    refusal("cut.pdf", "report.pdf", "cut.pdf", "pdf-damaged", "", REPAIR),
    refusal("brief.pdf", "text.pdf", "text.pdf", "pdf-damaged", "not a PDF", REPAIR),
    refusal("text.pdf", "report.pdf", "text.pdf", "pdf-damaged", "not a PDF", REPAIR),
    refusal("text.pdf", "report.pdf", "text.pdf", "pdf-damaged", "not a PDF", REPAIR,
        options="--as file"),
    refusal("brief.pdf", "empty.pdf", "empty.pdf", "pdf-damaged", "not a PDF", REPAIR),
    refusal("brief2.pdf", "old.pdf", "old.pdf", "attach-version",
        "the publication is PDF 1.4, and the brief PDF 2.0, whose tags it cannot hold",
        "make the brief with --profile ua1"),
    refusal("brief2.pdf", "report.pdf", "report.pdf", "attach-version",
        "the publication is PDF 1.7, and the brief PDF 2.0", "make the brief with --profile ua1"),
    refusal("brief.pdf", "ua2.pdf", "brief.pdf", "attach-claims",
        "the publication claims PDF/UA-2, and would not keep it: the brief does not claim it",
        "make the brief with the --profile that does, or attach it with --as file"),
    refusal("brief.pdf", "archive1.pdf", "brief.pdf", "attach-claims",
        "the publication claims PDF/A-1a, and would not keep it", "attach it with --as file"),
    refusal("brief.pdf", "archive1.pdf", "archive1.pdf", "attach-claims",
        "the publication claims PDF/A-1, which does not allow any files in it",
        "attach the brief with --as annex, or make the publication as PDF/A-3",
        options="--as file"),
    refusal("brief.pdf", "archive2.pdf", "archive2.pdf", "attach-claims",
        "the publication claims PDF/A-2, which does not allow files but PDF/A-1 and PDF/A-2 in it",
        "make the publication as PDF/A-3", options="--as file"),
    Refusal("plain.pdf", "report.pdf", (
        ("plain.pdf", "attach-claims", "the publication claims PDF/UA-1", "--as file"),
        ("plain.pdf", "attach-claims", "the publication claims PDF/A-3a", "--as file"))),
    refusal("untagged.pdf", "report.pdf", "untagged.pdf", "attach-untagged",
        "the brief is not tagged", "briefpress build or print makes one"),
    refusal("signed.pdf", "plain.pdf", "signed.pdf", "attach-signed",
        "the brief is signed, and as an annex it would not be any more", "attach it with --as file"),
    refusal("form.pdf", "plain.pdf", "form.pdf", "attach-content",
        "the brief has a form, which cannot be taken over", "attach it with --as file"),
    refusal("layers.pdf", "plain.pdf", "layers.pdf", "attach-content",
        "the brief has layers, which cannot be taken over", "attach it with --as file"),
    refusal("brief.pdf", "headings.pdf", "headings.pdf", "attach-tags",
        "the brief cannot be an annex: its headings have no levels, and those of the annex have some",
        "attach it with --as file"),
    refusal("brief.pdf", "roles.pdf", "roles.pdf", "attach-tags",
        "the brief cannot be an annex: its role map gives the structure type P another meaning",
        "attach it with --as file"),
    refusal("brief.pdf", "missing.pdf", "missing.pdf", "file-missing",
        "the file cannot be read: no such file", "check its name"),
    refusal("missing.pdf", "report.pdf", "missing.pdf", "file-missing",
        "the file cannot be read: no such file", "check its name"),
    refusal("brief.pdf", "folder", "folder", "file-missing",
        "the file cannot be read: is a folder", "check its name"),
    refusal("copy.pdf", "report.pdf", "copy.pdf", "same-file",
        "this is the publication itself", "name the PDF of a brief"),
    refusal("with.pdf", "with.pdf", "with.pdf", "same-file",
        "a file cannot be attached to itself", "name the publication with --to"),
    refusal("link.pdf", "report.pdf", "link.pdf", "same-file",
        "a file cannot be attached to itself", "name the publication with --to"),
    refusal("brief.pdf", "with.pdf", "with.pdf", "annex-there",
        "the publication has this brief as an annex already: Water in Kenya",
        "replace it with --replace, or attach to the publication as it was without it"),
    refusal("brief.pdf", "holding.pdf", "holding.pdf", "annex-there",
        "the publication has this brief as a file already: brief.pdf",
        "replace it with --replace", options="--as file"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with publications and briefs, most of which are refused."""
    folder = tmp_path_factory.mktemp("refusals")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "page.html").write_text(PAGE, "utf-8")
    source = write_brief(folder / "brief.yaml")

    def run(*args: str) -> None:
        done = cli(*args, cwd=folder)
        assert done.returncode == 0, done.stderr

    run("print", "page.html", "-o", "report.pdf")
    for profile, name in (("ua1", "brief.pdf"), ("ua2", "brief2.pdf")):
        run("build", str(source), "--profile", profile, "--out", profile)
        (folder / profile / "brief" / "brief.pdf").rename(folder / name)
    for name, password in (("encrypted.pdf", ""), ("locked.pdf", "secret")):
        encrypted = PdfWriter(clone_from=folder / "report.pdf")
        encrypted.encrypt(password, "owner", algorithm="RC4-128")
        encrypted.write(folder / name)
    report = (folder / "report.pdf").read_bytes()
    (folder / "cut.pdf").write_bytes(report[: len(report) // 2])
    (folder / "shifted.pdf").write_bytes(report[:15] + b"%%%\n" + report[15:])
    (folder / "copy.pdf").write_bytes(report)
    (folder / "link.pdf").symlink_to("report.pdf")
    (folder / "folder").mkdir()
    run("attach", "brief.pdf", "--to", "report.pdf", "-o", "with.pdf")
    run("attach", "brief.pdf", "--to", "report.pdf", "-o", "holding.pdf", "--as", "file")
    return folder


def state(folder: Path) -> dict[str, str]:
    """Return the digest of every file in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_it_is_refused_with_a_reason_and_nothing_is_written(
    refusal: Refusal, folder: Path, cli: Cli
) -> None:
    before = state(folder)
    brief, publication, findings, options = refusal
    done = cli("attach", brief, "--to", publication, "-o", "out.pdf", *options, cwd=folder)

    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 2 * len(findings), done.stderr
    for (file, rule, words, mend), message, remedy in zip(
        findings, lines[::2], lines[1::2], strict=True
    ):
        assert message.startswith(f"{file}: error[{rule}]: ")
        assert words in message
        assert remedy.startswith("    ")
        assert mend in remedy
    assert state(folder) == before


@pytest.mark.parametrize(
    ("out", "rule", "words"),
    [
        ("report.pdf", "same-file", "the output would replace the publication"),
        ("./folder/../report.pdf", "same-file", "the output would replace the publication"),
        ("link.pdf", "same-file", "the output would replace the publication"),
        ("hard.pdf", "same-file", "the output would replace the brief"),
        ("brief.pdf", "same-file", "the output would replace the brief"),
        ("folder", "output-write", "the output is a folder"),
        ("page.html/out.pdf", "output-write", "the output cannot be written"),
    ],
)
def test_the_output_must_not_be_an_input_or_a_folder(
    out: str, rule: str, words: str, folder: Path, cli: Cli
) -> None:
    if not (folder / "hard.pdf").exists():
        os.link(folder / "brief.pdf", folder / "hard.pdf")
    before = state(folder)
    done = cli("attach", "brief.pdf", "--to", "report.pdf", "-o", out, cwd=folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert f"error[{rule}]: {words}" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(folder) == before


def test_all_faults_of_the_arguments_are_reported_together(folder: Path, cli: Cli) -> None:
    done = cli("attach", "report.pdf", "--to", "link.pdf", "-o", "report.pdf", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.count("error[same-file]") == 3


def test_the_last_good_output_is_kept(folder: Path, cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"good")
    for publication in ("signed.pdf", "cut.pdf"):
        cli("attach", "brief.pdf", "--to", publication, "-o", out, cwd=folder)
    assert out.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [out]


def test_attaching_stops_at_its_time_limit(folder: Path, cli_process: Cli) -> None:
    before = state(folder)
    done = cli_process(
        *("attach", "brief.pdf", "--to", "report.pdf", "-o", "out.pdf", "--timeout", "0.01"),
        cwd=folder,
    )
    assert done.returncode == 2
    assert "error[not-attached]: nothing was attached: it did not finish" in done.stderr
    assert "allow more time with --timeout" in done.stderr
    assert state(folder) == before


# Hostile files

# One in six: each takes seconds.
HOSTILE = tuple(case for case in CASES if not case.name.startswith("objects-many"))[::6]


@pytest.mark.parametrize("place", ["publication", "brief"])
def test_a_hostile_file_is_attached_or_refused_in_time(
    place: str, folder: Path, tmp_path: Path
) -> None:
    # The same worker process continues with the next file.
    plain, path = folder / "plain.pdf", tmp_path / "hostile.pdf"
    reasons: dict[str, str] = {}
    files: set[str] = set()
    with AttachWorker(Limits(30, 1024**3)) as worker:
        for case in HOSTILE:
            path.write_bytes(case.make(min(case.size, 2_000)))
            publication, brief = (path, plain) if place == "publication" else (plain, path)
            try:
                data, result = worker.attach(publication, brief, "annex")
            except Unusable as refused:
                reasons[case.name] = refused.findings[0].rule
                files |= {finding.location.file for finding in refused.findings}
            else:
                assert data.startswith(publication.read_bytes())
                assert result.added >= 1
    assert files <= {str(path), str(plain)}
    assert "not-attached" not in reasons.values(), reasons
    expected = {
        "pdf-damaged",
        *(f"attach-{why}" for why in ("content", "encrypted", "tags", "untagged")),
    }
    assert set(reasons.values()) <= expected, reasons
    assert 2 < len(reasons) < len(HOSTILE) - 2
