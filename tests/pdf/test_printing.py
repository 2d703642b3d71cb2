"""HTML as PDF: the same bytes everywhere, nothing read that may not be, nothing said in vain."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from briefpress import pdf, structure
from briefpress.build.printer import Printer
from briefpress.findings import Severity
from briefpress.html.documents import HtmlDocument, PdfDocument
from briefpress.pdf import resources
from conftest import Cli, Printed, write_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV"
    "AAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def page(body: str, head: str = "", *, folder: Path | None = None) -> HtmlDocument:
    text = (
        f'<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head><body><h1>T</h1>{body}'
    )
    return HtmlDocument(text, "page.html", folder)


def rules(document: HtmlDocument) -> list[tuple[str, Severity]]:
    return [(f.rule, f.severity) for f in pdf.print_pdf(document).findings]


# The same bytes everywhere


def test_a_brief_is_the_same_pdf_in_any_place_time_zone_and_language(tmp_path: Path) -> None:
    environments = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "HOME": "/"},
    )
    running = []
    for number, environment in enumerate(environments):
        folder = tmp_path / f"copy {number}"
        write_brief(folder / "water.yaml")
        elsewhere = tmp_path / f"elsewhere{number}"
        elsewhere.mkdir()
        where = (folder / "water.yaml", elsewhere) if number else ("water.yaml", folder)
        command = [sys.executable, "-m", "briefpress.cli", "build", str(where[0]), "--out", "out"]
        env = {**os.environ, **environment}
        running.append((subprocess.Popen(command, cwd=where[1], env=env), where[1] / "out/water"))

    assert [process.wait() for process, _ in running] == [0, 0]
    for name in ("water.pdf", "water.html", "report.json"):
        first, second = ((folder / name).read_bytes() for _, folder in running)
        assert first == second, name


def test_printing_again_in_the_same_process_changes_nothing(kenya: Printed) -> None:
    assert pdf.print_pdf(kenya.page) == kenya.pdf


SHEETS = [
    "@page { size: 9cm 8cm; @top-left { content: 'Head' } } h1 { color: navy }",
    "@media print { h1 { color: navy } } @media screen { h1 { color: red } }",
    "@counter-style few { system: cyclic; symbols: 'one ' } li { list-style: few }",
    "@layer low, high; @layer high { h1 { color: navy } } @layer low { h1 { color: red } }",
    "@\\6d edia print { h1 { color: navy } }",
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_that_was_read_for_another_document_is_the_same_in_the_next(
    sheet: str,
) -> None:
    pdf.print_pdf(page("<p>First", f"<style>{sheet}</style>"))
    again = pdf.print_pdf(page("<ol><li>Next</ol>", f"<style>{sheet}</style>"))
    anew = pdf.print_pdf(page("<ol><li>Next</ol>", f"<style>{sheet} </style>"))
    plain = pdf.print_pdf(page("<ol><li>Next</ol>"))

    assert again.data == anew.data != plain.data


@pytest.mark.parametrize("sheet", ["p { colour: red }", "p { --far: 1red; color: var(--far) }"])
def test_what_is_said_of_a_style_sheet_is_said_of_each_document(sheet: str) -> None:
    documents = [page(f"<p>{word}", f"<style>{sheet}</style>") for word in ("One", "Two", "Three")]

    assert [rules(each) for each in documents] == [[("css", Severity.WARNING)]] * 3


def _dates(data: bytes) -> set[str]:
    """Return whatever looks like a date anywhere in a PDF."""
    return set(re.findall(r"D:\d+|\b(?:19|20)\d\d-\d\d(?:-\d\d)?(?:T[\d:]+Z?)?", _unpacked(data)))


def _unpacked(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    objects = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    streams = [o.get_data().decode("latin-1") for o in objects if isinstance(o, StreamObject)]
    return "\n".join([str(reader.trailer["/Info"]), *map(str, objects), *streams])


@pytest.mark.parametrize(
    ("epoch", "dates"),
    [
        (None, {"D:19870605", "1987-06-05"}),
        # The content file, which the PDF carries along, keeps its own.
        ("86400", {"D:19700102000000", "1970-01-02T00:00:00Z", "1987-06-05"}),
    ],
)
def test_a_pdf_holds_no_date_but_the_one_of_the_brief_or_of_source_date_epoch(
    epoch: str | None, dates: set[str], cli: Cli, tmp_path: Path
) -> None:
    brief = write_brief(tmp_path / "water.yaml", date="1987-06-05")
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}

    run = cli(
        "build", brief, cwd=tmp_path, env={**env, **({"SOURCE_DATE_EPOCH": epoch} if epoch else {})}
    )

    assert run.returncode == 0, run.stderr
    assert _dates((tmp_path / "build/water/water.pdf").read_bytes()) == dates


def test_a_date_that_is_given_replaces_that_of_the_html() -> None:
    head = '<meta name="dcterms.created" content="2001-02"><meta name="dcterms.modified" content="2003">'

    assert _dates(pdf.print_pdf(page("", head)).data) == {"D:200102", "2001-02", "D:2003"}
    assert _dates(pdf.print_pdf(page("", head), date="1999-09-09T09:09:09Z").data) == {
        "D:19990909090909",
        "1999-09-09T09:09:09Z",
    }


# What may be read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a document, with files in it, beside it, and a way out of it."""
    inside = tmp_path / "inside"
    (inside / "below").mkdir(parents=True)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'
    for path in (inside / "a.svg", inside / "below/a b.svg", tmp_path / "outside.svg"):
        path.write_text(svg.format("<path d='M0 0h1v1z'/>"))
    (inside / "calls.svg").write_text(svg.format("<image href='https://example.org/in.png'/>"))
    (inside / "a.css").write_text('@import "below/b.css"; h1 { color: teal }')
    (inside / "below/b.css").write_text("h1 { background: url(../a.svg) }")
    (inside / "out.css").write_text('@import "https://example.org/x.css";')
    (inside / "link.svg").symlink_to(tmp_path / "outside.svg")
    (inside / "large.png").touch()
    os.truncate(inside / "large.png", resources.MAX_BYTES + 1)
    return inside


ALLOWED = [
    '<img src="a.svg" alt="x">',
    '<img src="below/a%20b.svg" alt="x">',
    '<img src="below/../a.svg?query" alt="x">',
    f'<img src="{PNG}" alt="x">',
    '<style>h1 { background: url("a.svg") }</style>',
    '<link rel="stylesheet" href="a.css">',
    "<style>@font-face { font-family: F; src: url('font:fira-sans/FiraSans-Regular.ttf') }</style>",
]


@pytest.mark.parametrize("body", ALLOWED)
def test_files_of_the_folder_and_data_are_read(body: str, folder: Path) -> None:
    assert pdf.print_pdf(page(body, folder=folder)).findings == ()


def test_a_style_sheet_that_is_given_may_read_its_own_folder(folder: Path) -> None:
    document = HtmlDocument(page("").text, "page.html", stylesheets=(folder / "a.css",))

    assert pdf.print_pdf(document).findings == ()


IMAGE, FONT = (
    '<img src="{}" alt="x">',
    "<style>@font-face {{ font-family: F; src: url('{}') }}</style>",
)
BACKGROUND, SHEET = "<p style='background: url({})'>x</p>", '<link rel="stylesheet" href="{}">'
IMPORT, ATTACHED = '<style>@import "{}";</style>', '<link rel="attachment" href="{}">'
REFUSED = [
    (IMAGE, "../outside.svg", "outside.svg was not read: it is outside of the folder"),
    (IMAGE, "link.svg", "link.svg was not read: it is outside of the folder"),
    (IMAGE, "file:///etc/passwd", "file:///etc/passwd was not read: it is outside of the folder"),
    (IMAGE, "/etc/passwd", "file:///etc/passwd was not read: it is outside of the folder"),
    (IMAGE, "http://example.org/x.png", "http://example.org/x.png was not read"),
    (IMAGE, "HTTPS://example.org/x.png", "HTTPS://example.org/x.png was not read"),
    (IMAGE, "ftp://example.org/x.png", "ftp://example.org/x.png was not read"),
    (IMAGE, "//example.org/x.png", "//example.org/x.png was not read: it is not on this machine"),
    (IMAGE, "gone.png", "gone.png was not read: it is no file that can be read"),
    (IMAGE, "a%00b", "a%00b was not read: it is no file that can be read"),
    (IMAGE, "below/", "below/ was not read: it is no file that can be read"),
    (IMAGE, "large.png", "large.png was not read: it is larger than 50 MiB"),
    (IMAGE, "calls.svg", "https://example.org/in.png was not read"),
    (FONT, "font:fira-sans/Gone.ttf", "font:fira-sans/Gone.ttf was not read"),
    (FONT, "font:gone/Gone.ttf", "font:gone/Gone.ttf was not read"),
    (FONT, "font:../../../etc/passwd", "font:../../../etc/passwd was not read"),
    (FONT, "font:fira-sans/%2e%2e/__init__.py", "font:fira-sans/%2e%2e/__init__.py was not read"),
    (FONT, "https://example.org/f.ttf", "https://example.org/f.ttf was not read"),
    (BACKGROUND, "https://example.org/b.png", "https://example.org/b.png was not read"),
    (BACKGROUND, f"https://example.org/{'long' * 99}", "longlong… was not read"),
    (SHEET, "https://example.org/s.css", "https://example.org/s.css was not read"),
    (SHEET, "out.css", "https://example.org/x.css was not read"),
    (IMPORT, "https://example.org/i.css", "https://example.org/i.css was not read"),
    (IMPORT, "/etc/hostname", "file:///etc/hostname was not read"),
    (ATTACHED, "file:///etc/passwd", "file:///etc/passwd was not read"),
]


@pytest.mark.parametrize(("form", "url", "said"), REFUSED)
def test_everything_else_is_a_finding_that_names_it(
    form: str, url: str, said: str, folder: Path
) -> None:
    printed = pdf.print_pdf(page(form.format(url), folder=folder))
    refused = [f for f in printed.findings if f.rule == "resource-refused"]

    assert [(said in f.message, f.severity) for f in refused] == [(True, Severity.ERROR)]
    assert {f.rule for f in printed.findings} <= {"resource-refused", "font-missing"}


def test_without_a_folder_no_relative_address_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>")
    (finding,) = pdf.print_pdf(page('<img src="a.svg" alt="x">')).findings

    assert (finding.rule, finding.severity) == ("resource-refused", Severity.ERROR)
    assert "a.svg" in finding.message


GUARD = """
import json, os, sys
asked = []

def guard(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        asked.append(event)
        raise PermissionError("no network here")
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        asked.append(os.path.realpath(os.fsdecode(arguments[0])))

from pathlib import Path
from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
text, folder = json.load(sys.stdin)
sys.addaudithook(guard)
made = print_pdf(HtmlDocument(text, "page.html", Path(folder)), machine_fonts=True)
print(json.dumps([asked, [finding.message for finding in made.findings]]))
"""


def test_nothing_is_opened_and_nobody_called_while_all_this_is_refused(folder: Path) -> None:
    """Seen by an audit hook of Python, below everything that could ask."""
    document = page("".join(form.format(url) for form, url, _ in REFUSED), folder=folder)
    said = json.dumps([document.text, str(folder)])
    command = [sys.executable, "-c", GUARD]

    run = subprocess.run(command, input=said, capture_output=True, text=True, check=True)
    asked, messages = json.loads(run.stdout)

    forbidden = ["/etc/passwd", "/etc/hostname", str(folder.parent / "outside.svg")]
    assert [what for what in asked if what.startswith("socket.") or what in forbidden] == []
    assert str(folder / "calls.svg") in asked  # the hook sees what is opened
    assert [
        said for _, _, said in REFUSED if not any(said in message for message in messages)
    ] == []
    assert run.stderr == ""


# What the engine says


LOGGED = {
    "figure-alt": (page(f'<img src="{PNG}">'), Severity.ERROR),
    "language": (HtmlDocument("<title>T</title><h1>T</h1>", "page.html"), Severity.ERROR),
    "link-anchor": (page('<a href="#gone">x</a>'), Severity.ERROR),
    "missing-glyph": (page("<p>x \U0001f642</p>"), Severity.ERROR),
    "image-missing": (page('<img src="data:image/png;base64,AAAA" alt="x">'), Severity.ERROR),
    "duplicate-id": (page('<p id="a">x</p><p id="a">y</p>'), Severity.WARNING),
    "css": (page('<p style="colour: red">x</p>'), Severity.WARNING),
    "engine": (page("", "<style>@counter-style none {}</style>"), Severity.WARNING),
}


@pytest.mark.parametrize("rule", LOGGED)
def test_what_the_engine_logs_is_a_finding(rule: str, capfd: pytest.CaptureFixture[str]) -> None:
    document, severity = LOGGED[rule]

    found = rules(document)

    assert set(found) == {(rule, severity)}
    assert capfd.readouterr() == ("", "")


def test_a_character_without_a_glyph_is_named_once_with_its_number() -> None:
    found = pdf.print_pdf(page("<p>\U0001f642 and \U0001f642</p>")).findings

    assert [(f.message, f.location.path) for f in found] == [
        ('no font holds the character "🙂" (U+1F642)', "🙂")
    ]


def test_a_picture_that_cannot_be_shown_is_not_quoted_at_length() -> None:
    (finding,) = pdf.print_pdf(page(f'<img src="data:image/png,{"A" * 9999}" alt="x">')).findings

    assert len(finding.message) < 200


def test_nothing_is_left_behind_in_the_logger_and_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers), logger.propagate
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)

    pdf.print_pdf(page(""))

    assert (list(logger.handlers), logger.propagate) == before
    assert "FONTCONFIG_FILE" not in os.environ


# Fonts


def fonts(printed: PdfDocument) -> set[str]:
    return {font.name for font in structure.inspect(printed.data).fonts}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine with one font of its own, and a rule that puts another before all others."""
    spec = find_spec("fontpkg_fira_sans")
    assert spec
    assert spec.origin
    installed = tmp_path / "fonts"
    installed.mkdir()
    black = Path(spec.origin).parent / "files/FiraSans-Black.ttf"
    (installed / black.name).symlink_to(black)
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{installed}</dir><cachedir>{tmp_path}/cache</cachedir>"
        "<match target='pattern'><edit name='family' mode='prepend' binding='strong'>"
        "<string>Fira Sans</string></edit></match></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    yield
    assert os.environ["FONTCONFIG_FILE"] == str(configuration)


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(("allowed", "has_it"), [(False, False), (True, True)])
def test_fonts_of_the_machine_are_used_only_where_that_is_allowed(
    allowed: bool, has_it: bool
) -> None:
    printed = pdf.print_pdf(
        page("<p style='font-family: Fira Sans Black'>x</p>"), machine_fonts=allowed
    )

    assert ("Fira-Sans-Heavy" in fonts(printed)) is has_it


@pytest.mark.usefixtures("machine")
def test_a_brief_uses_the_fonts_of_its_theme(kenya: Printed) -> None:
    with Printer() as fresh:  # what it is asked first must not matter
        fresh.print_pdf(page(""), machine_fonts=True)

        assert fresh.print_pdf(kenya.page).data == kenya.pdf.data
    families = ("IBM-Plex-Serif", "Fira-Sans")
    assert [name for name in fonts(kenya.pdf) if not name.startswith(families)] == []


def test_html_without_any_font_is_set_in_those_that_are_built_in() -> None:
    printed = pdf.print_pdf(page("<p style='font-family: Nothing'>x</p>"))

    assert fonts(printed)
    assert printed.findings == ()


def test_pages_are_counted(kenya: Printed, kazakhstan: Printed) -> None:
    for printed in (kenya, kazakhstan):
        assert printed.pdf.pages == len(structure.inspect(printed.pdf.data).pages)
    assert pdf.print_pdf(page('<p style="break-before: page">x</p>')).pages == 2
