"""The engine in a process of its own, and what becomes of us where that process does not survive."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from briefpress import pdf
from briefpress.build.printer import MEMORY, Printer, print_and_judge
from briefpress.findings import Unusable
from briefpress.html.documents import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = HtmlDocument('<html lang="en"><title>T</title><h1>T</h1><p>x', "page.html")
FATAL = HtmlDocument(PAGE.text.replace("x", "FATAL"), "fatal.html")
HANGING = HtmlDocument(PAGE.text.replace("x", "HANGING"), "hanging.html")

# Runs in the engine's process when Python starts there: the engine dies of some documents.
DANGER = """
import os, pickle, signal, time
load = pickle.load

def dangerous(pipe):
    data = pickle.dumps(asked := load(pipe))
    if b"FATAL" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"HANGING" in data:
        time.sleep(600)
    if b"TALKING" in data:
        os.write(2, b"first line\\nPango: no more fonts\\n")
        os.abort()
    return asked

pickle.load = dangerous
"""


@pytest.fixture
def danger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(DANGER)
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    )


@pytest.fixture
def printer() -> Iterator[Printer]:
    with Printer() as printer:
        yield printer


def test_it_prints_what_the_engine_prints_here(printer: Printer) -> None:
    for date in (None, "1999-09-09"):
        here = print_and_judge(PAGE, date=date, machine_fonts=True)
        assert printer.print_pdf(PAGE, date=date, machine_fonts=True) == here
    assert printer.print_pdf(PAGE).findings == ()
    assert [each.compliant for each in printer.print_pdf(PAGE).verdicts] == [True]


@pytest.mark.usefixtures("danger")
def test_after_a_crash_the_next_document_is_printed(printer: Printer) -> None:
    talking = HtmlDocument(PAGE.text.replace("x", "TALKING"), "talking.html")
    said = []
    for document in (talking, FATAL, FATAL):
        with pytest.raises(Unusable) as caught:
            printer.print_pdf(document)
        (finding,) = caught.value.findings
        assert (finding.rule, finding.location.file) == ("engine-failed", document.name)
        said.append(finding.message)

    assert said == [
        "the engine stopped without a PDF: Pango: no more fonts",
        *["the engine stopped without a PDF: it was ended from outside"] * 2,
    ]
    assert printer.print_pdf(PAGE).pages == 1


@pytest.mark.usefixtures("danger")
def test_a_document_that_takes_too_long_is_given_up() -> None:
    with Printer(timeout=0.5) as printer, pytest.raises(Unusable) as caught:
        printer.print_pdf(HANGING)

    (finding,) = caught.value.findings
    assert finding.message == "the engine did not finish within 0.5 seconds"
    assert "--timeout" in finding.mend


def test_an_interrupt_leaves_no_alarm_that_would_keep_the_command_waiting(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(alarm: threading.Timer) -> None:
        threading.Thread.start(alarm)
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Timer, "start", interrupted)

    with pytest.raises(KeyboardInterrupt):
        printer.print_pdf(PAGE)
    alarms = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert [alarm for alarm in alarms if not (alarm.daemon and alarm.finished.is_set())] == []


def test_an_engine_without_memory_is_reported() -> None:
    with Printer(memory=64 * 1024**2) as printer, pytest.raises(Unusable, match="engine-failed"):
        printer.print_pdf(PAGE)


ASKED: tuple[str, tuple[HtmlDocument], dict[str, object]] = (
    "briefpress.pdf.printing:print_pdf",
    (PAGE,),
    {},
)


SENT = pickle.dumps(ASKED)
read = pickle.load


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        (b"", 0),
        (SENT * 2, 2),
        (SENT + b"\0\0", 1),
        (SENT[:-1], 0),
    ],
)
def test_the_process_ends_by_itself_when_nobody_asks_any_more(sent: bytes, answers: int) -> None:
    command = [
        sys.executable,
        "-m",
        "briefpress.system.worker",
        str(MEMORY),
        "briefpress.pdf.printing",
    ]

    run = subprocess.run(command, input=sent, capture_output=True, check=True)

    answered = io.BytesIO(run.stdout)
    assert [read(answered) for _ in range(answers)] == [pdf.print_pdf(PAGE)] * answers
    assert answered.read() == run.stderr == b""


def test_the_process_does_not_heed_an_interrupt_that_is_meant_for_its_parent() -> None:
    command = [
        sys.executable,
        "-m",
        "briefpress.system.worker",
        str(MEMORY),
        "briefpress.pdf.printing",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(SENT)
        process.stdin.flush()
        first = read(process.stdout)

        process.send_signal(signal.SIGINT)
        process.stdin.write(SENT)
        process.stdin.close()

        assert read(process.stdout) == first
        assert process.stdout.read() == b""
    assert process.returncode == 0
