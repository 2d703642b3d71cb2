"""Which files a document may read while it is printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import DataHandler

import pytest

from briefpress import pdf
from briefpress.findings import Severity
from briefpress.html import HtmlDocument
from briefpress.pdf import resources
from documents import PNG, page

if TYPE_CHECKING:
    from urllib.request import Request
    from urllib.response import addinfourl


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
def test_files_of_the_folder_fonts_and_data_are_read(body: str, folder: Path) -> None:
    assert pdf.print_pdf(page(body, folder=folder)).findings == ()


def test_given_style_sheet_may_read_its_own_folder(folder: Path) -> None:
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
    (IMAGE, "below/", "below/ was not read: it is a folder"),
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
def test_other_addresses_are_refused_by_name(form: str, url: str, said: str, folder: Path) -> None:
    printed = pdf.print_pdf(page(form.format(url), folder=folder))
    refused = [f for f in printed.findings if f.rule == "resource-refused"]

    assert [(said in f.message, f.severity) for f in refused] == [(True, Severity.ERROR)]
    assert {f.rule for f in printed.findings} <= {"resource-refused", "font-missing"}


def test_without_a_folder_relative_addresses_are_refused(tmp_path: Path) -> None:
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


def test_refused_files_are_not_opened_and_hosts_not_called(folder: Path) -> None:
    """An audit hook of Python sees each file that is opened and each socket."""
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


def test_all_that_is_read_of_an_address_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[addinfourl] = []

    def data_open(handler: DataHandler, request: Request) -> addinfourl:
        opened.append(open_data(handler, request))
        return opened[-1]

    open_data = DataHandler.data_open
    monkeypatch.setattr(DataHandler, "data_open", data_open)
    font = "@font-face { font-family: F; src: url(data:font/ttf;base64,AAAA) }"
    pdf.print_pdf(
        page(f'<style>{font} p {{ font-family: F }}</style><p>a<img alt="A" src="{PNG}">')
    )

    assert len(opened) >= 2
    assert all(each.closed for each in opened)
