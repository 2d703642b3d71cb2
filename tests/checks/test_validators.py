"""Engines: what they say of files made to keep or break a clause, and of what they cannot judge."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import pytest

from briefpress.checks.validators import page_clauses, page_validation as built_in, verapdf
from briefpress.checks.validators.registry import VALIDATORS, validator_named
from briefpress.findings import Failure, Verdict
from briefpress.system import install_package

# Files that break another test than their name says: veraPDF finds the same.
OTHERS = {
    "7.1-t05-fail-d",
    "7.18.7-t01-fail-a",
    "7.18.7-t01-fail-c",
    "7.2-t03-fail-b",
    "7.2-t27-fail-a",
}
# What page-validation finds under the number of a test that amounts to the same.
ALIKE = {"7.2-t43-fail-b": ("7.2", 42), "7.4.4-t03-fail-b": ("7.4.4", 2)}
# A file without any language: it names that of the bookmarks, and not that of the title.
MISSED = {"7.2-t33-fail-a"}
engines = pytest.mark.parametrize(
    "name", ["page-validation", pytest.param("veraPDF", marks=pytest.mark.slow("veraPDF"))]
)


def wrong(verdicts: tuple[Verdict, ...]) -> list[str]:
    """The files whose verdict is not what their name says."""
    return [v.path.name for v in verdicts if v.compliant != ("-pass-" in v.path.name)]


def pdf(content: bytes, *forms: bytes) -> bytes:
    """One page that draws `content`; each of `forms` may draw the next as /F."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources 5 0 R>>",
        _stream(content, b""),
        b"<</XObject<</F 6 0 R>>>>",
        *(
            _stream(form, b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % after)
            for after, form in enumerate(forms, 7)
        ),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _stream(data: bytes, entries: bytes) -> bytes:
    packed = zlib.compress(data)
    head = b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"


# A kilobyte that draws ten times ten times ten things … and 16 kB that grow into gigabytes.
HANG = pdf(b"/F Do", *[b"/F Do " * 10] * 5, b"0 0 m 9 9 l S " * 1000)
HOG = pdf(b"q Q " * 2**21)


@pytest.fixture
def ua1(verapdf_corpus: Path) -> list[Path]:
    """The files of the veraPDF corpus for PDF/UA-1."""
    return sorted(verapdf_corpus.glob("ua1/*.pdf"))


@pytest.fixture
def sound(verapdf_corpus: Path) -> Path:
    return verapdf_corpus / "ua1/5-t01-pass-a.pdf"


@pytest.fixture
def strange(tmp_path: Path) -> list[Path]:
    """Files that are none, and a folder."""
    (tmp_path / "garbage.pdf").write_bytes(os.urandom(1000))
    (tmp_path / "empty.pdf").touch()
    return [tmp_path / name for name in ("garbage.pdf", "empty.pdf", "nowhere.pdf", "")]


# Whether they are right


def test_the_built_in_engine_is_right_on_the_corpus(ua1: list[Path]) -> None:
    verdicts = built_in.validate(ua1, ("ua1",))

    assert Counter(v.compliant for v in verdicts) == {True: 75, False: 86}
    assert wrong(verdicts) == []
    assert all(v.judged for v in verdicts)
    assert {v.engine for v in verdicts} == {f"page-validation {version('page-validation')}"}


def test_the_built_in_engine_names_the_clause_that_is_broken(ua1: list[Path]) -> None:
    missed = []
    for verdict in built_in.validate(ua1, ("ua1",)):
        named = re.match(r"([\d.]+)-t(\d+)-fail-", verdict.path.name)
        if named and verdict.path.stem not in OTHERS | MISSED:
            test = ALIKE.get(verdict.path.stem, (named[1], int(named[2])))
            found = {(failure.clause, failure.test) for failure in verdict.failures}
            missed += [verdict.path.name] if test not in found else []

    assert missed == []


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize(("part", "sound", "broken"), [(1, 75, 86), (2, 34, 53)])
def test_verapdf_is_right_on_the_corpus(
    part: int, sound: int, broken: int, verapdf_corpus: Path
) -> None:
    verdicts = verapdf.validate(sorted(verapdf_corpus.glob(f"ua{part}/*.pdf")), (f"ua{part}",))

    assert Counter(v.compliant for v in verdicts) == {True: sound, False: broken}
    assert wrong(verdicts) == []
    assert all(re.fullmatch(r"veraPDF 1\.\d+\.\d+", v.engine) for v in verdicts)


def test_a_file_that_claims_nothing_breaks_one_test(ua1: list[Path]) -> None:
    (path,) = (path for path in ua1 if path.name == "5-t01-fail-a.pdf")
    (verdict,) = built_in.validate((path,), ("ua1",))

    assert [(failure.clause, failure.test) for failure in verdict.failures] == [("5", 1)]


@pytest.mark.slow("veraPDF")
def test_both_name_the_page(ua1: list[Path]) -> None:
    (path,) = (path for path in ua1 if path.name == "7.18.5-t01-fail-a.pdf")
    for engine in (built_in, verapdf):
        (verdict,) = engine.validate((path,), ("ua1",))
        assert [(f.clause, f.test, f.page) for f in verdict.failures] == [("7.18.5", 1, 0)]


def test_in_this_process_it_says_the_same(ua1: list[Path]) -> None:
    for path in ua1[:20]:
        here = built_in.judge(path.read_bytes(), ("ua1",), path)
        assert here == built_in.validate((path,), ("ua1",))


# They fail closed


@engines
def test_what_is_no_pdf_does_not_comply(name: str, strange: list[Path], sound: Path) -> None:
    engine = validator_named(name)
    *unjudged, last = engine.validate([*strange, sound], ("ua1",))

    assert [verdict.path for verdict in unjudged] == strange
    assert not any(verdict.compliant or verdict.judged for verdict in unjudged)
    assert all(verdict.failures[0].message for verdict in unjudged)
    assert last.compliant


@engines
def test_an_unknown_standard_is_not_kept(name: str, sound: Path) -> None:
    engine = validator_named(name)
    verdicts = engine.validate((sound,), ("ua7", "ua1", "wcag2"))

    assert [(v.flavour, v.compliant, v.judged) for v in verdicts] == [
        ("ua7", False, False),
        ("ua1", True, True),
        ("wcag2", False, False),
    ]
    assert {"ua7", "wcag2"}.isdisjoint(engine.FLAVOURS)


@pytest.mark.parametrize("name", VALIDATORS)
def test_nothing_is_asked_of_it(name: str, sound: Path) -> None:
    engine = validator_named(name)
    assert name == engine.NAME
    assert engine.validate((), ("ua1",)) == ()
    assert engine.validate((sound,), ()) == ()


def test_no_engine_has_another_name() -> None:
    with pytest.raises(KeyError):
        validator_named("pac")


def test_a_file_that_takes_too_long_costs_only_itself(tmp_path: Path, sound: Path) -> None:
    (tmp_path / "hang.pdf").write_bytes(HANG)
    paths = (sound, tmp_path / "hang.pdf", sound)
    before, hanging, after = built_in.validate(paths, ("ua1",), seconds=1)

    assert before.compliant
    assert after.compliant
    assert not hanging.judged
    assert hanging.failures == (Failure("", 0, "page-validation worked for longer than it may"),)


def test_a_file_that_eats_memory_costs_only_itself(tmp_path: Path, sound: Path) -> None:
    (tmp_path / "hog.pdf").write_bytes(HOG)
    paths = (sound, tmp_path / "hog.pdf", sound)
    before, killed, after = built_in.validate(paths, ("ua1",), memory=400 * 1024**2)

    assert before.compliant
    assert after.compliant
    assert not killed.judged
    reason = "page-validation needs more than the 400 MiB that it may take"
    assert killed.failures == (Failure("", 0, reason),)


def test_a_validator_that_cannot_start_is_reported(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (crowded,) = built_in.validate((sound,), ("ua1",), memory=2**20)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    (nowhere,) = built_in.validate((sound,), ("ua1",), memory=2**29)  # which no process has yet

    for verdict in (crowded, nowhere):
        assert not verdict.judged
        assert "page-validation cannot be started" in verdict.failures[0].message


def test_an_engine_that_is_not_installed_is_reported(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "page", None)
    lacking = f"page-validation is missing: {install_package('page-validation')}"
    verdicts = (*built_in.judge(b"", ("ua1",)), *built_in.validate((sound,), ("ua1",)))

    assert built_in.missing() == lacking
    assert [v.failures for v in verdicts] == [(Failure("", 0, lacking),)] * 2
    assert not any(v.compliant for v in verdicts)


def test_in_this_process_it_fails_closed() -> None:
    for data, flavour in (
        (b"", "ua1"),
        (os.urandom(1000), "ua1"),
        (HANG[:-200], "ua1"),
        (b"", "3a"),
    ):
        (verdict,) = built_in.judge(data, (flavour,))
        assert not verdict.compliant
        assert not verdict.judged
        assert verdict.failures[0].message


# What they rest on


def test_a_module_of_the_folder_where_one_works_is_not_the_engine(
    tmp_path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.py").write_text("raise SystemExit('not the engine')")
    monkeypatch.chdir(tmp_path)

    assert built_in.validate((sound,), ("ua1",))[0].compliant


def test_a_rule_that_no_table_names_is_a_failure_all_the_same() -> None:
    clause, test = page_clauses.place("PDFUA1-SOMETHING-NEW-001")

    verdict = Verdict("e", Path("a.pdf"), "ua1", False, (Failure(clause, test, "m"),))

    assert (clause, test) == ("PDFUA1-SOMETHING-NEW-001", 0)
    assert verdict.judged


def test_every_rule_of_the_built_in_engine_has_a_clause() -> None:
    import page  # noqa: PLC0415 - an engine is loaded where it is needed

    files = Path(page.__file__).parent.glob("_page.*")
    (binary,) = (file for file in files if file.suffix != ".pyi")
    rules = set(re.findall(rb"PDFUA1-[A-Z0-9-]+?-\d{3}", binary.read_bytes()))

    assert {rule.decode()[len(page_clauses.PREFIX) : -4] for rule in rules} == set(
        page_clauses.PLACES
    )
    assert all(rule.endswith(b"-001") for rule in rules)


def test_a_worker_begins_with_next_to_nothing() -> None:
    code = "import sys, briefpress.system.serving; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    ours = {name for name in run.stdout.split() if name.startswith("briefpress.")}
    assert {name.split(".")[1] for name in ours} <= {"findings", "system"}
    assert {"page", "asyncio", "pydantic", "weasyprint"}.isdisjoint(run.stdout.split())
