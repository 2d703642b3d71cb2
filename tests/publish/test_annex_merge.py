"""Attaching a brief whose names (types, classes, destinations, IDs) the publication uses for something else.

The two files are assembled object by object, with the same names in every place where a PDF has names.
"""

from __future__ import annotations

from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from briefpress import structure
from briefpress.findings import Unusable
from briefpress.publish.annex.attach import attach
from briefpress.publish.annex.attachment import InputFile
from pdf_objects import assemble, stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.publish.annex.attachment import AttachResult
    from briefpress.structure import Element, PdfStructure


class Merged(NamedTuple):
    """A publication, a brief, and the file with the brief attached."""

    publication: PdfStructure
    brief: PdfStructure
    out: PdfStructure
    data: bytes
    result: AttachResult


def document(
    word: str,
    *,
    role: str = "P",
    span: int = 2,
    pages: str = "",
    more: str = "",
    xmp: bytes = b"",
    extra: Mapping[int, bytes] = MappingProxyType({}),
) -> bytes:
    """Return a tagged file of two pages; two such files define the same names.

    The structure type Custom is mapped to `role`; the class Wide spans `span` columns. The link
    on the first page, and the three bookmarks, lead to the second: by a string, by a name, and by
    the page's number. `more` are entries of the catalog, `pages` those of the page tree.
    """
    if xmp:
        more, extra = (
            f"{more}/Metadata 31 0 R",
            {**extra, 31: stream(xmp, "/Type/Metadata/Subtype/XML")},
        )
    text = f"/P <</MCID 0>> BDC BT /F1 12 Tf 20 50 Td ({word} %s) Tj ET EMC"
    cells = "/TH <</MCID 1>> BDC BT /F1 12 Tf 20 30 Td (head) Tj ET EMC "
    cells += "/TD <</MCID 2>> BDC BT /F1 12 Tf 20 10 Td (cell) Tj ET EMC"
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)"
        f"/Names<</Dests<</Names[(second)[4 0 R/Fit]]>>>>/Dests<</Second[4 0 R/Fit]>>"
        f"/Outlines 20 0 R/PageLabels<</Nums[0<</S/r/P({word} )>>]>>{more}>>",
        2: f"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 200 100]{pages}>>",
        3: "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources 7 0 R/StructParents 0/Annots[15 0 R]/Tabs/S>>",
        4: "<</Type/Page/Parent 2 0 R/Contents 16 0 R/Resources 7 0 R/StructParents 1/Tabs/S>>",
        6: "<</Type/StructTreeRoot/K 8 0 R/ParentTree<</Nums[0[9 0 R 12 0 R 13 0 R]1[10 0 R]2 14 0 R]>>"
        f"/RoleMap<</Custom/{role}>>/ClassMap<</Wide<</O/Table/ColSpan {span}>>>>"
        f"/IDTree<</Names[(head)12 0 R]>>>>",
        7: "<</Font<</F1 17 0 R>>>>",
        8: "<</Type/StructElem/S/Document/P 6 0 R/K[9 0 R 11 0 R 14 0 R 10 0 R]>>",
        9: "<</Type/StructElem/S/H1/P 8 0 R/Pg 3 0 R/K 0>>",
        10: "<</Type/StructElem/S/Custom/P 8 0 R/Pg 4 0 R/K 0>>",
        11: "<</Type/StructElem/S/Table/P 8 0 R/K 18 0 R>>",
        12: "<</Type/StructElem/S/TH/P 18 0 R/Pg 3 0 R/K 1/ID(head)/A<</O/Table/Scope/Column>>/C/Wide>>",
        13: "<</Type/StructElem/S/TD/P 18 0 R/Pg 3 0 R/K 2/A<</O/Table/Headers[(head)]>>>>",
        14: "<</Type/StructElem/S/Link/P 8 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 15 0 R>>>>",
        15: "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/StructParent 2/Contents(on)/A<</S/GoTo/D(second)>>>>",
        17: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        18: "<</Type/StructElem/S/TR/P 11 0 R/K[12 0 R 13 0 R]>>",
        20: "<</Type/Outlines/First 21 0 R/Last 23 0 R/Count 3>>",
        21: "<</Title(by string)/Parent 20 0 R/Next 22 0 R/Dest(second)>>",
        22: "<</Title(by name)/Parent 20 0 R/Prev 21 0 R/Next 23 0 R/A<</S/GoTo/D/Second>>>>",
        23: "<</Title(by number)/Parent 20 0 R/Prev 22 0 R/Dest[1/Fit]>>",
    }
    streams = {5: stream(f"{text % 'one'} {cells}".encode()), 16: stream((text % "two").encode())}
    return assemble({**{key: value.encode() for key, value in objects.items()}, **streams, **extra})


def attach_as_annex(publication: bytes, brief: bytes) -> Merged:
    result = attach(
        InputFile("publication.pdf", publication), InputFile("brief.pdf", brief), "annex"
    )
    data = publication[: result.kept] + result.data
    before, added, after = (structure.inspect(each) for each in (publication, brief, data))
    return Merged(before, added, after, data, result)


def find(pdf: PdfStructure, role: str) -> list[Element]:
    return [element for element in pdf.walk() if element.role == role]


def catalog(data: bytes) -> Any:
    return PdfReader(BytesIO(data)).root_object


def test_structure_types_keep_their_role() -> None:
    merged = attach_as_annex(document("old"), document("new", role="BlockQuote"))
    assert [each.text for each in find(merged.out, "P")] == ["old two"]
    assert [(each.tag, each.text) for each in find(merged.out, "BlockQuote")] == [
        ("Custom-2", "new two")
    ]
    same = attach_as_annex(document("old"), document("new"))
    assert [each.tag for each in find(same.out, "P")] == ["Custom", "Custom"]


def test_role_mapped_headings_move_down() -> None:
    merged = attach_as_annex(document("old"), document("new", role="H2"))
    assert [(each.role, each.text) for each in merged.out.walk() if each.role.startswith("H")] == [
        ("H1", "old one"), ("H2", "new one"), ("H3", "new two"),
    ]  # fmt: skip


def test_headings_stop_at_the_sixth_level() -> None:
    merged = attach_as_annex(document("old"), document("new", role="H6"))
    assert [each.text for each in find(merged.out, "H6")] == ["new two"]


def test_attribute_classes_keep_their_attributes() -> None:
    merged = attach_as_annex(document("old"), document("new", span=3))
    assert [each.attributes.col_span for each in find(merged.out, "TH")] == [2, 3]


def test_cells_keep_their_headers() -> None:
    merged = attach_as_annex(document("old"), document("new"))
    heads, cells = find(merged.out, "TH"), find(merged.out, "TD")
    assert [each.id for each in heads] == ["head", "head-2"]
    assert [each.attributes.headers for each in cells] == [("head",), ("head-2",)]
    tree = catalog(merged.data)["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert tree[::2] == ["head", "head-2"]


def test_links_and_bookmarks_keep_their_targets() -> None:
    merged = attach_as_annex(document("old"), document("new"))
    (old,), (new,) = merged.out.pages[0].annotations, merged.out.pages[2].annotations
    assert old.destination == structure.Destination("second", 1)
    assert new.destination == structure.Destination("second-2", 3)
    own = merged.out.outline[-1]
    assert [(each.title, each.page) for each in merged.out.outline] == [
        ("by string", 1), ("by name", 1), ("by number", 1), ("brief", 2),
    ]  # fmt: skip
    assert [(each.title, each.page) for each in own.children] == [
        ("by string", 3), ("by name", 3), ("by number", 3),
    ]  # fmt: skip


def test_pages_inherit_from_their_own_file_only() -> None:
    publication = document("old", pages="/Rotate 90/CropBox[0 0 50 50]")
    merged = attach_as_annex(publication, document("new"))
    assert [page.rotation for page in merged.out.pages] == [90, 90, 0, 0]
    assert [page.boxes.crop is None for page in merged.out.pages] == [False, False, True, True]
    assert [page.label for page in merged.out.pages] == ["old i", "old ii", "new i", "new ii"]


def test_names_that_are_not_utf_8_are_kept() -> None:
    publication = document("old").replace(b"/Custom", b"/Cust\xf6m")
    merged = attach_as_annex(publication, document("new", role="BlockQuote"))
    assert [each.text for each in find(merged.out, "P")] == ["old two"]


def intent(components: int) -> dict[str, Any]:
    """Return the keyword arguments that give `document` an output intent for so many colour components."""
    entry = "/OutputIntents[<</S/GTS_PDFA1/DestOutputProfile 30 0 R>>]"
    return {"more": entry, "extra": {30: stream(b"icc", f"/N {components}")}}


def resources(merged: Merged, page: int) -> Any:
    return PdfReader(BytesIO(merged.data)).pages[page]["/Resources"]


def test_rgb_keeps_its_profile_beside_a_cmyk_output_intent() -> None:
    """PDF/A allows one output intent; if it is for CMYK, the RGB colours of the brief need their own profile."""
    cmyk = document("old", xmp=claims(pdfa="3", level="B"), **intent(4))
    merged = attach_as_annex(cmyk, document("new", xmp=claims(pdfa="3", level="B"), **intent(3)))
    root = catalog(merged.data)
    old, new = resources(merged, 0), resources(merged, 2)
    assert "/ColorSpace" not in old
    kind, profile = new["/ColorSpace"]["/DefaultRGB"]
    assert (kind, profile.get_object()["/N"]) == ("/ICCBased", 3)
    assert len(root["/OutputIntents"]) == 1

    same = attach_as_annex(document("old", **intent(3)), document("new", **intent(3)))
    assert "/ColorSpace" not in resources(same, 2)

    none = document("old", xmp=claims(pdfa="3", level="B"))
    given = attach_as_annex(none, document("new", xmp=claims(pdfa="3", level="A"), **intent(3)))
    assert catalog(given.data)["/OutputIntents"][0]["/DestOutputProfile"]["/N"] == 3


# Claims and rights


def claims(*, ua: str = "", pdfa: str = "", level: str = "", rights: str = "") -> bytes:
    """Return an XMP packet that claims conformance to standards."""
    properties = {"pdfuaid:part": ua, "pdfaid:part": pdfa, "pdfaid:conformance": level}
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in properties.items() if value)
    if rights:
        item = f'<rdf:li xml:lang="x-default">{rights}</rdf:li>'
        inside += f"<dc:rights><rdf:Alt>{item}</rdf:Alt></dc:rights>"
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


@pytest.mark.parametrize(
    ("publication_claims", "brief_claims", "broken"),
    [
        ({"ua": "1"}, {"ua": "1", "pdfa": "3", "level": "A"}, ""),
        ({"ua": "1"}, {}, "PDF/UA-1"),
        ({"ua": "1"}, {"ua": "2"}, "PDF/UA-1"),
        ({"pdfa": "3", "level": "B"}, {"pdfa": "3", "level": "A"}, ""),
        ({"pdfa": "3", "level": "A"}, {"pdfa": "3", "level": "U"}, "PDF/A-3a"),
        ({"pdfa": "2", "level": "B"}, {"pdfa": "3", "level": "A"}, ""),
        ({"pdfa": "1", "level": "A"}, {"pdfa": "3", "level": "A"}, "PDF/A-1a"),
        ({"pdfa": "4"}, {"pdfa": "4", "level": "F"}, ""),
        ({"pdfa": "4"}, {"pdfa": "3", "level": "A"}, "PDF/A-4"),
        ({}, {}, ""),
    ],
)
def test_a_brief_that_would_break_a_claim_is_refused(
    publication_claims: dict[str, str], brief_claims: dict[str, str], broken: str
) -> None:
    publication, brief = (
        document("old", xmp=claims(**publication_claims)),
        document("new", xmp=claims(**brief_claims)),
    )
    if not broken:
        merged = attach_as_annex(publication, brief)
        kept = {key: merged.publication.xmp_values[key] for key in merged.publication.xmp_values}
        assert {key: merged.out.xmp_values[key] for key in kept} == kept
        return
    with pytest.raises(Unusable, match=f"claims {broken}, and would not keep it") as refused:
        attach_as_annex(publication, brief)
    assert [each.rule for each in refused.value.findings] == ["attach-claims"]


def test_the_rights_of_both_are_in_the_metadata() -> None:
    brief = document("new", xmp=claims(rights="CC BY 4.0"))
    merged = attach_as_annex(document("old", xmp=claims(rights="© 1987 Us")), brief)
    rights = "{http://purl.org/dc/elements/1.1/}rights"
    assert merged.out.xmp_values[rights] == ("© 1987 Us\nbrief (pp. 3–4): CC BY 4.0",)
    without = attach_as_annex(document("old", xmp=claims()), brief)
    assert without.out.xmp_values[rights] == ("brief (pp. 3–4): CC BY 4.0",)
    assert (
        rights not in attach_as_annex(document("old", xmp=claims()), document("new")).out.xmp_values
    )


PART, LEVEL = (f"{{http://www.aiim.org/pdfa/ns/id/}}{name}" for name in ("part", "conformance"))


def attach_as_file(publication: bytes, brief: bytes, *, replace: bool = False) -> Merged:
    files = InputFile("publication.pdf", publication), InputFile("some/brief.pdf", brief)
    result = attach(*files, "file", replace=replace)
    data = publication[: result.kept] + result.data
    before, added, after = (structure.inspect(each) for each in (publication, brief, data))
    return Merged(before, added, after, data, result)


def test_embedding_a_file_turns_pdf_a_4_into_pdf_a_4f() -> None:
    merged = attach_as_file(document("old", xmp=claims(pdfa="4")), document("new"))
    assert merged.out.xmp_values[PART] + merged.out.xmp_values[LEVEL] == ("4", "F")
    (note,) = merged.result.findings
    assert "PDF/A-4f now instead of PDF/A-4" in note.message


@pytest.mark.parametrize(
    ("part", "mine", "allowed"), [("1", "1", 0), ("2", "3", 0), ("2", "2", 1), ("3", "", 1)]
)
def test_a_file_is_refused_where_pdf_a_forbids_it(part: str, mine: str, allowed: int) -> None:
    publication = document("old", xmp=claims(pdfa=part, level="B"))
    brief = document("new", xmp=claims(pdfa=mine, level="B" if mine else ""))
    if allowed:
        assert attach_as_file(publication, brief).out.xmp_values[PART] == (part,)
        return
    with pytest.raises(Unusable, match=f"claims PDF/A-{part}, which does not allow"):
        attach_as_file(publication, brief)


# Several briefs, and replacing


def titled(title: str, word: str, **more: Any) -> bytes:
    packet = claims().replace(b"</rdf:Description>", (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description>").encode())  # fmt: skip
    return document(word, xmp=packet, **more)


def test_embedded_files_are_renamed_or_replaced() -> None:
    first = attach_as_file(document("old"), titled("Kenya", "one"))
    other = attach_as_file(first.data, titled("Mali", "two"))
    assert [each.name for each in other.out.attachments] == ["brief.pdf", "brief-2.pdf"]
    assert catalog(other.data)["/Names"]["/EmbeddedFiles"]["/Names"][::2] == [
        "brief-2.pdf",
        "brief.pdf",
    ]
    with pytest.raises(Unusable, match=r"has this brief as a file already: brief\.pdf"):
        attach_as_file(other.data, titled("Kenya", "three"))
    again = attach_as_file(other.data, titled("Kenya", "three"), replace=True)
    assert [each.name for each in again.out.attachments] == ["brief-2.pdf", "brief.pdf"]
    assert titled("Kenya", "one") not in all_stream_data(again.data)
    assert titled("Kenya", "three") in all_stream_data(again.data)


def all_stream_data(data: bytes) -> list[bytes]:
    """Return the data of all streams in the cross-reference table, whether or not they are used."""
    reader = PdfReader(BytesIO(data))
    found = [reader.get_object(number) for number in sorted(reader.xref.get(0, {}))]
    return [each.get_data() for each in found if isinstance(each, StreamObject)]


def test_replacing_the_last_annex_restores_the_publication_first() -> None:
    publication = document("old")
    first = attach_as_annex(publication, titled("Kenya", "one"))
    again = attach(
        InputFile("publication.pdf", first.data),
        InputFile("brief.pdf", titled("Kenya", "two")),
        "annex",
        replace=True,
    )
    assert first.data[: again.kept] == publication
    assert again.data == attach_as_annex(publication, titled("Kenya", "two")).result.data


def test_replacing_an_annex_keeps_a_later_one() -> None:
    both = attach_as_annex(
        attach_as_annex(titled("Book", "old"), titled("Kenya", "one")).data, titled("Mali", "two")
    )
    again = annexed_again(both.data, titled("Kenya", "three"))
    assert "".join(root.text for root in again.roots) == "".join(
        f"{word} oneheadcell{word} two" for word in ("old", "two", "three")
    )
    assert [each.title for each in again.outline[3:]] == ["Mali", "Kenya"]
    assert [[c.page for c in each.children] for each in again.outline[3:]] == [[3] * 3, [5] * 3]
    assert [page.label for page in again.pages] == [
        "old i", "old ii", "two i", "two ii", "three i", "three ii",
    ]  # fmt: skip
    assert [each.id for each in find(again, "TH")] == ["head", "head-3", "head-2"]
    assert (again.problems, again.parent_tree_mismatches) == ((), ())


def annexed_again(publication: bytes, brief: bytes) -> PdfStructure:
    result = attach(
        InputFile("p.pdf", publication), InputFile("b.pdf", brief), "annex", replace=True
    )
    return structure.inspect(publication[: result.kept] + result.data)


def test_replacing_an_annex_keeps_a_later_file() -> None:
    with_annex = attach_as_annex(document("old"), titled("Kenya", "one"))
    with_file = attach_as_file(with_annex.data, titled("Mali", "two"))
    again = annexed_again(with_file.data, titled("Kenya", "three"))
    assert [each.name for each in again.attachments] == ["brief.pdf"]
    assert len(again.pages) == 4
    assert "one one" not in "".join(root.text for root in again.roots)


# What is refused


def test_trees_that_cannot_be_merged_are_refused() -> None:
    remapped = document("old").replace(b"/Custom/P", b"/H1/P    ")
    unnumbered = document("old").replace(b"/S/H1", b"/S/H ")
    for publication, message in (
        (remapped, "its role map gives the structure type H1 another meaning"),
        (unnumbered, "its headings have no levels"),
    ):
        with pytest.raises(Unusable, match=message) as refused:
            attach_as_annex(publication, document("new"))
        assert [each.rule for each in refused.value.findings] == ["attach-tags"]


@pytest.mark.parametrize("where", [0.3, 0.6, 0.95])
def test_a_truncated_publication_is_refused(where: float) -> None:
    whole = document("old")
    with pytest.raises(Unusable) as refused:
        attach_as_annex(whole[: int(len(whole) * where)], document("new"))
    assert [each.rule for each in refused.value.findings] == ["pdf-damaged"]
    assert "qpdf" in refused.value.findings[0].mend
