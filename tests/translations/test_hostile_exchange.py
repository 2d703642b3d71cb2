"""Files from a stranger's tool for translators, which would take much memory or spoil the brief."""

from __future__ import annotations

import pytest

from briefpress.findings import Unusable
from briefpress.translations.exchange import read_texts

XLIFF = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"><file id="brief">
<unit id="u1" name="title">{data}<segment state="final"><source>Rain</source><target>{target}</target></segment></unit>
</file></xliff>"""
PO = 'msgid ""\nmsgstr ""\n"{head}\\n"\n\nmsgctxt "title"\nmsgid "Rain"\n{rest}\n'


def xliff(target: str, data: str = "") -> bytes:
    return XLIFF.format(data=data, target=target).encode()


def po(rest: str, head: str = "Language: fr") -> bytes:
    return PO.format(head=head, rest=rest).encode()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (
            xliff(
                '<ph id="1" dataRef="d"/>' * 500,
                f'<originalData><data id="d">{"x" * 10_000}</data></originalData>',
            ),
            "a.xlf",
            "longer than those of any brief",
        ),
        (xliff('Pluie<cp hex="D800"/>'), "a.xlf", "control character U+D800: 'title'"),
        (xliff('Pluie<cp hex="001B"/>[2J'), "a.xlf", "control character U+001B: 'title'"),
        (po('msgstr "Pluie\x1b[2J"'), "a.po", "control character U+001B: 'title'"),
        (
            po('msgid_plural "a"\nmsgstr[0] "Pluie"', "Plural-Forms: nplurals=99999999999; plural=0;"),
            "a.po",
            "plural forms",
        ),
    ],
    ids=["signs without end", "half a letter", "escape", "escape in PO", "forms without end"],
)  # fmt: skip
def test_what_no_brief_can_hold_is_refused(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Unusable) as refused:
        read_texts(data, name)

    (finding,) = refused.value.findings
    assert (finding.rule, said in finding.message) == ("translation-file", True)


def test_honest_files_are_taken() -> None:
    signs = '<originalData><data id="d">**</data></originalData>'
    of_xliff = xliff('Pluie <pc id="1" dataRefStart="d" dataRefEnd="d">tôt</pc>', signs)

    assert [each.translation for each in read_texts(of_xliff, "a.xlf")] == ["Pluie **tôt**"]
    assert [each.translation for each in read_texts(po('msgstr "Pluie\\n\\ttôt"'), "a.po")] == [
        "Pluie\n\ttôt"
    ]
