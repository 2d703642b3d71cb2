"""HTML as PDF: the same bytes everywhere, with the dates that are asked for."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from briefpress import pdf, structure
from briefpress.findings import Severity
from conftest import Cli, Printed, write_brief
from documents import page, printed_rules


def test_outputs_do_not_depend_on_folder_time_zone_or_locale(tmp_path: Path) -> None:
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
        command = [sys.executable, "-m", "briefpress", "build", str(where[0]), "--out", "out"]
        env = {**os.environ, **environment}
        running.append((subprocess.Popen(command, cwd=where[1], env=env), where[1] / "out/water"))

    assert [process.wait() for process, _ in running] == [0, 0]
    for name in ("water.pdf", "water.html", "report.json"):
        first, second = ((folder / name).read_bytes() for _, folder in running)
        assert first == second, name


def test_printing_twice_gives_the_same_pdf(kenya: Printed) -> None:
    assert pdf.print_pdf(kenya.page) == kenya.pdf


SHEETS = [
    "@page { size: 9cm 8cm; @top-left { content: 'Head' } } h1 { color: navy }",
    "@media print { h1 { color: navy } } @media screen { h1 { color: red } }",
    "@counter-style few { system: cyclic; symbols: 'one ' } li { list-style: few }",
    "@layer low, high; @layer high { h1 { color: navy } } @layer low { h1 { color: red } }",
    "@\\6d edia print { h1 { color: navy } }",
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheet_means_the_same_in_the_second_document(sheet: str) -> None:
    pdf.print_pdf(page("<p>First", f"<style>{sheet}</style>"))
    again = pdf.print_pdf(page("<ol><li>Next</ol>", f"<style>{sheet}</style>"))
    anew = pdf.print_pdf(page("<ol><li>Next</ol>", f"<style>{sheet} </style>"))
    plain = pdf.print_pdf(page("<ol><li>Next</ol>"))

    assert again.data == anew.data != plain.data


@pytest.mark.parametrize("sheet", ["p { colour: red }", "p { --far: 1red; color: var(--far) }"])
def test_fault_in_a_style_sheet_is_reported_for_each_document(sheet: str) -> None:
    documents = [page(f"<p>{word}", f"<style>{sheet}</style>") for word in ("One", "Two", "Three")]

    assert [printed_rules(each) for each in documents] == [[("css", Severity.WARNING)]] * 3


def _dates(data: bytes) -> set[str]:
    """Return all that looks like a date anywhere in a PDF."""
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
        # The content file is attached, with the date that stands in it.
        ("86400", {"D:19700102000000", "1970-01-02T00:00:00Z", "1987-06-05"}),
    ],
)
def test_only_dates_are_those_of_the_brief_or_of_source_date_epoch(
    epoch: str | None, dates: set[str], cli: Cli, tmp_path: Path
) -> None:
    brief = write_brief(tmp_path / "water.yaml", date="1987-06-05")
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}

    run = cli(
        "build", brief, cwd=tmp_path, env={**env, **({"SOURCE_DATE_EPOCH": epoch} if epoch else {})}
    )

    assert run.returncode == 0, run.stderr
    assert _dates((tmp_path / "build/water/water.pdf").read_bytes()) == dates


def test_date_argument_replaces_the_dates_of_the_html() -> None:
    head = '<meta name="dcterms.created" content="2001-02"><meta name="dcterms.modified" content="2003">'

    assert _dates(pdf.print_pdf(page("", head)).data) == {"D:200102", "2001-02", "D:2003"}
    assert _dates(pdf.print_pdf(page("", head), date="1999-09-09T09:09:09Z").data) == {
        "D:19990909090909",
        "1999-09-09T09:09:09Z",
    }


def test_pages_are_counted(kenya: Printed, kazakhstan: Printed) -> None:
    for printed in (kenya, kazakhstan):
        assert printed.pdf.pages == len(structure.inspect(printed.pdf.data).pages)
    assert pdf.print_pdf(page('<p style="break-before: page">x</p>')).pages == 2
