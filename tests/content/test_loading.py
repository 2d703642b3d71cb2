"""How a content file is loaded: as typed, with all findings at once, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import BRIEF, edited, load, place, summary, unmark
from briefpress import content
from briefpress.content import FOGRA39, loading
from briefpress.findings import Location, Unusable

if TYPE_CHECKING:
    from pathlib import Path


def test_a_valid_brief_has_no_findings(tmp_path: Path) -> None:
    manuscript = load(tmp_path, BRIEF)

    assert manuscript.findings == ()
    assert manuscript.brief
    assert manuscript.brief.title == "T"


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "yes"), ("title", "1.10"), ("date", "2025-04"), ("language", "no")],
)  # fmt: skip
def test_values_keep_the_text_that_was_typed(tmp_path: Path, field: str, value: str) -> None:
    brief = load(tmp_path, edited(**{field: f"{field}: {value}"}, more=f"version: {value}")).brief

    assert brief
    assert getattr(brief, field) == value == brief.version


def test_each_image_is_read_once_and_each_missing_one_reported(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    one, two = ("{figure: {image: a.svg, alt: A}}", "{figure: {image: ‸b.svg, alt: A}}")
    text, places = unmark(edited(f"[{one}, {two}, {one}, {two}]"))

    manuscript = load(tmp_path, text)

    assert [finding.rule for finding in manuscript.findings] == ["image-missing"] * 2
    assert [place(finding) for finding in manuscript.findings] == places
    assert list(manuscript.images) == ["a.svg"]


def load_with_shared_profile(folder: Path, data: bytes) -> content.Manuscript:
    """Load a brief of a series whose shared file names an ICC profile."""
    (folder / "house.icc").write_bytes(data)
    (folder / "series.yaml").write_text("language: en\nprint: {icc_profile: house.icc}", "utf-8")
    (folder / "a.yaml").write_text(BRIEF, "utf-8")
    return content.load(folder / "a.yaml", folder / "series.yaml")


def test_the_shared_file_may_name_the_icc_profile(tmp_path: Path) -> None:
    data = FOGRA39.read_bytes()

    assert load_with_shared_profile(tmp_path, data).images["house.icc"].data == data


def test_a_bad_icc_profile_is_located_in_the_shared_file(tmp_path: Path) -> None:
    (finding,) = load_with_shared_profile(tmp_path, b"none").findings

    where = Location(str(tmp_path / "series.yaml"), 2, 22)
    assert (finding.rule, finding.location) == ("icc-profile", where)


def test_all_findings_are_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text, places = unmark("""\
title: T
country: {name: Kenya, code: KE, ‸code: KE}
publisher: {‸nmae: P}
‸title: again
authors: [{name: ‸!!str Ann}]
language: ‸English
date: ‸2025-13
summary: See ‸<b>this</b> and ‸[^no].
key_messages: ‸One
sections:
  - heading:‸
    body:
      - figure: {image: ‸https://example.org/a.png, alt: A}
      - |
        A ‸[link](page.html).

        ‸***
      - ‸tabel: {}
""")

    findings = load(tmp_path, text).findings

    assert [finding.rule for finding in findings] == [
        "duplicate-key", "unknown-key", "duplicate-key", "yaml-tag", "wrong-value", "wrong-value",
        "html-as-text", "note-missing", "wrong-type", "empty-field", "image-external", "link-target",
        "markdown-rule", "unknown-block",
    ]  # fmt: skip
    assert [place(finding) for finding in findings] == places
    assert all(finding.message and finding.mend for finding in findings)


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        ("a: b\nc: é".encode("latin-1"), 2,
         "not-utf-8: the file is not UTF-8, so that its text cannot be read / save it as UTF-8 in the editor"),
        (b"#" * (loading.MAX_BYTES + 1), None,
         "yaml-size: the file is larger than 2 MiB / a brief is text: keep pictures and data in files of their own"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_utf_8_or_too_large_is_refused(
    tmp_path: Path, data: bytes, line: int | None, expected: str
) -> None:
    with pytest.raises(Unusable) as caught:
        load(tmp_path, data)

    (finding,) = caught.value.findings
    assert summary(finding) == expected
    assert place(finding) == (line, None)


@pytest.mark.parametrize(
    ("name", "reason"), [(".", "is a folder"), ("gone.yaml", "no such file or directory")]
)
def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(
        Unusable, match=rf"error\[file-missing\]: the file cannot be read: {reason}"
    ):
        content.load(tmp_path / name)
