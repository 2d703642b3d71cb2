"""The fingerprint of templates: another one for other words, the same for another look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.html import BUILT_IN, Theme
from briefpress.html.fingerprint import template_fingerprint

if TYPE_CHECKING:
    from pathlib import Path


def test_templates_and_words_of_a_theme_count_and_its_styles_do_not(tmp_path: Path) -> None:
    built_in = template_fingerprint(Theme())
    theme = Theme((tmp_path, BUILT_IN))
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/theme.css").write_text("h1 { color: red }")
    assert template_fingerprint(theme) == built_in

    (tmp_path / "templates").mkdir()
    words = tmp_path / "templates/words.yaml"
    words.write_text("en: {notes: Remarks}")
    first = template_fingerprint(theme)
    words.write_text("en: {notes: Endnotes}")

    assert len({built_in, first, template_fingerprint(theme)}) == 3


def test_a_template_may_have_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a\udcff.html").write_text("{{ x }}")

    assert template_fingerprint(Theme((tmp_path, BUILT_IN))) != template_fingerprint(Theme())
