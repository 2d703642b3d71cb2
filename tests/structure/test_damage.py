"""Damaged and excessive PDFs: what is reported, and that nothing worse happens."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from briefpress.structure import (
    Element,
    Text,
    UnreadablePdf,
    inspect,
    objects,
    problems,
    reader,
    tree as tree_module,
)
from briefpress.structure.content_stream import interpreter
from briefpress.structure.damage import in_words
from handmade_pdfs import PLAIN, has_problem, make
from pdf_objects import stream
from weasyprint_pdf import weasyprint_pdf


@pytest.mark.parametrize("pdf", [b"", b"Hello", b"%PDF-1.7\n%%EOF", b"\0" * 5000])
def test_bytes_that_are_not_a_pdf_are_refused(pdf: bytes) -> None:
    with pytest.raises(UnreadablePdf, match="not a PDF"):
        inspect(pdf)


DEEP = b"[" * 3000 + b"]" * 3000


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({4: stream(b"x", "/Filter/None")}, "cannot be unpacked"),
        ({4: stream(b"x", "/Filter/JBIG2Decode")}, "cannot be unpacked"),
        ({4: stream(b"zzz{", "/Filter/ASCII85Decode")}, "cannot be unpacked"),
        ({4: DEEP}, "object 4 cannot be read"),
        ({2: b"<</Type/Pages/Kids[2 0 R]>>"}, "the page tree is in it twice"),
        ({1: PLAIN[1][:-2] + b"/PageLabels<</Nums 3>>>>"}, "page labels cannot"),
        ({1: PLAIN[1][:-2] + b"/PageLabels<</Nums[0 20 0 R]>>>>", 20: DEEP}, "page labels cannot"),
        ({1: PLAIN[1][:-2] + b"/Names<</Dests 20 0 R>>>>", 9: b"<</Dest(a)>>",
          20: b"<</Kids[20 0 R]>>"}, "a name tree holds itself"),
    ],
)  # fmt: skip
def test_a_damaged_part_is_a_problem(changes: dict[int, bytes], error: str) -> None:
    found = inspect(make(changes))

    assert has_problem(found, error)


@pytest.mark.parametrize(
    ("container", "error"),
    [
        (stream(b"8 0 <</S/P>>", "/Type/ObjStm/N 1/First 4"), ""),
        (stream(b"8 0 <</S/P>>", "/N 1/First 4"), "cannot be read"),
        (stream(b"8 0 <</S/P>>", "/Type/Other/N 1/First 4"), "cannot be read"),
        (stream(b"8 0 <</S/P>>", "/Type/ObjStm/N 1/First 4/Filter/None"), "cannot be read"),
        (b"<</Type/ObjStm>>", "cannot be read"),
        (b"null", "object 8 cannot be read"),
        (b"(text)", "cannot be read"),
    ],
)
def test_a_damaged_object_stream_is_a_problem(container: bytes, error: str) -> None:
    objects = {**PLAIN, 12: container}
    del objects[8]
    body, entries = bytearray(b"%PDF-1.7\n"), {0: (0, 0, 255), 8: (2, 12, 0)}
    for number, data in objects.items():
        entries[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    entries[13] = (1, len(body), 0)
    index = "".join(f"{number} 1 " for number in sorted(entries))
    table = b"".join(
        bytes((kind,)) + place.to_bytes(2) + bytes((more,))
        for _, (kind, place, more) in sorted(entries.items())
    )
    said = f"/Type/XRef/W[1 2 1]/Index[{index}]/Size 14/Root 1 0 R"
    start = len(body)
    body += b"13 0 obj\n%s\nendobj\n" % stream(table, said)
    found = inspect(bytes(body) + b"startxref\n%d\n%%%%EOF\n" % start)

    assert found.pages[0].orphans == (Text(0, 0, "Hello"),)
    assert (found.roots == ()) is bool(error)
    assert error in "".join(found.problems)


def test_what_pypdf_logs_becomes_problems_and_is_not_printed(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    log = logging.getLogger("pypdf")
    before = (log.propagate, log.level, list(log.handlers))
    found = inspect(make().replace(b"startxref\n", b"startxref\n1"))

    assert found.roots[0].text == "Hello"
    assert found.problems == (
        "the table that says where its parts are is wrong, and was made anew",
    )
    assert (log.propagate, log.level, list(log.handlers)) == before
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_a_badly_damaged_file_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WARNINGS", 0)
    with pytest.raises(UnreadablePdf, match="too much of the file is damaged"):
        inspect(make().replace(b"startxref\n", b"startxref\n1"))


def test_what_exceeds_a_limit_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "ELEMENTS", 1)
    monkeypatch.setattr(problems, "PROBLEMS", 1)
    many = inspect(make({6: b"<</K[<</S/P>><</S/P>>(x) <</Type/OBJR/Obj 97 0 R>>]>>"}))
    monkeypatch.setattr(objects, "CONTENT_BYTES", 40)
    monkeypatch.setattr(interpreter, "DRAWN_BYTES", 40)
    large = inspect(make({4: b"[20 0 R 20 0 R 21 0 R]", 20: stream(b" " * 30), 21: PLAIN[4]}))

    assert len(many.roots) == 1
    assert len(many.problems) == 2
    assert many.problems[-1] == "and more: only the first 1 problems are listed"
    assert any("streams are left out" in limit for limit in large.limits)
    assert any("page 1 is left out" in limit for limit in large.limits)


PLACE = st.floats(0, 1, exclude_max=True)  # a share of the file


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(
    flips=st.lists(st.tuples(PLACE, st.integers(0, 255)), max_size=30),
    cut=st.one_of(st.just(1.0), PLACE),
)
def test_mutants_are_read_or_refused(flips: list[tuple[float, int]], cut: float) -> None:
    pdf = bytearray(weasyprint_pdf())
    for place, byte in flips:
        pdf[int(place * len(pdf))] = byte
    try:
        found = inspect(bytes(pdf[: int(cut * len(pdf))]))
    except UnreadablePdf:
        return
    assert all(isinstance(element, Element) for element in found.walk())


def test_the_verapdf_corpus_is_read(verapdf_corpus: Path) -> None:
    unreadable, read, texts = [], 0, 0
    for path in verapdf_corpus.rglob("*.pdf"):
        try:
            found = inspect(path.read_bytes())
        except UnreadablePdf:
            unreadable.append(path.name)
            continue
        read += 1
        texts += any(root.text for root in found.roots)

    assert read > 200
    assert texts > 150
    # Its encryption asks for a password, or for a library that need not be there.
    assert set(unreadable) <= {"7.16-t01-fail-a.pdf"}


def test_an_entry_of_the_table_that_nobody_needs_is_a_flaw() -> None:
    held = b"\n20 0 obj\nnull\nendobj"
    unused = make({20: b"null"}).replace(held, b"\n" * len(held))
    needed = make({20: b"null", 6: b"<</K[8 0 R 20 0 R]>>"}).replace(held, b"\n" * len(held))

    assert inspect(unused).problems == ()
    assert inspect(unused).flaws == ("an entry of its table of objects leads nowhere",)
    assert "object 20 is referred to and listed, but not there" in inspect(needed).problems


def test_a_reference_to_an_object_that_no_table_lists_is_null() -> None:
    found = inspect(make({6: b"<</K 8 0 R/RoleMap 98 0 R>>"}))

    assert (found.problems, found.flaws) == ((), ("an object that is referred to is not there",))


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("incorrect startxref pointer(3)", "the table that says where its parts are"),
        ("Multiple definitions in dictionary at byte 0x7 for key /K", "the same entry twice"),
        ("EOF marker not found", "its end is missing"),
        ("invalid pdf header: b'</f'", "it does not begin as a PDF does"),
        ("Error -3 while decompressing data: incorrect header check", "cannot be unpacked whole"),
        ("LZW code 3 out of range", "cannot be unpacked whole"),
        ("Circular xref chain detected at offset 3, stopping", "the table that says"),
        ("Detected loop with self reference for IndirectObject(1, 0, 3).", "leads back to itself"),
        ("Unexpected escaped string: x", "not written as a PDF has to be"),
    ],
)
def test_messages_of_pypdf_are_told_in_plain_words(message: str, words: str) -> None:
    assert words in in_words(message)
