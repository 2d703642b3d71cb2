"""Names of C types that are understood without a parser mean what cffi's parser says."""

from __future__ import annotations

import pytest
from weasyprint.text.ffi import cffi, ffi

from briefpress.html import HtmlDocument
from briefpress.pdf import fast_types, print_pdf

NAMES = (
    "hb_codepoint_t[2204]", "hb_tag_t[1]", "char[]", "char[4]", "unsigned int *", "FcChar8 **", "PangoRectangle *",
    "PangoLogAttr[]", "PangoFcFontMap *", "char", "hb_codepoint_t",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_type_is_the_one_that_the_parser_finds(name: str) -> None:
    with fast_types.fast_types():
        told = ffi.typeof(name)
    with ffi._lock:  # noqa: SLF001
        parsed = ffi._get_cached_btype(ffi._parser.parse_type(name))  # noqa: SLF001

    assert told is parsed


def test_other_names_are_left_to_the_parser() -> None:
    with fast_types.fast_types():
        assert ffi.typeof("int(*)(char)").kind == "function"
        with pytest.raises(cffi.CDefError):
            ffi.typeof("no_such_type *")


def test_all_that_printing_asks_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = ffi._parser.parse_type  # noqa: SLF001

    def note(name: str) -> object:
        parsed.append(name)
        return parse(name)

    monkeypatch.setattr(ffi._parser, "parse_type", note)  # noqa: SLF001
    monkeypatch.setattr(ffi, "_parsed_types", {})
    print_pdf(HtmlDocument("<html lang=en><title>T</title><p style='hyphens: auto'>Text", "t.html"))

    assert not parsed
    assert ffi._parsed_types  # noqa: SLF001 - what was told is kept
