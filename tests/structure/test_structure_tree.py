"""The structure tree: elements, roles, attributes, and what is broken in it."""

from __future__ import annotations

import pytest

from briefpress.structure import (
    Attributes,
    Text,
    inspect,
    tree as tree_module,
)
from handmade_pdfs import has_problem, inspect_tree, make


def test_the_strings_of_an_element() -> None:
    strings = "/Alt(a)/ActualText(\\376\\377\\004\\032)/Lang(kk)/E(e)/T(t)/ID(i)"
    found = inspect_tree(f"<</S/Figure{strings}/Pg 3 0 R/K 0>>").roots[0]

    assert (found.alt, found.actual_text, found.lang) == ("a", "К", "kk")
    assert (found.expansion, found.title, found.id, found.page) == ("e", "t", "i", 0)
    assert found.text == "К"
    assert found.children == (Text(0, 0, "Hello"),)


@pytest.mark.parametrize(
    ("tag", "role"),
    [("Chapter", "Sect"), ("P", "P"), ("H1", "P"), ("Ring", "Ring"), ("Other", "Other")],
)
def test_the_role_map_is_applied_repeatedly(tag: str, role: str) -> None:
    role_map = "<</Chapter/Part1/Part1/Sect/P/P/H1/P/Ring/Rong/Rong/Ring>>"
    found = inspect_tree(f"<</S/{tag}>>", RoleMap=role_map)

    assert (found.roots[0].role, found.roots[0].tag) == (role, tag)
    assert found.role_map["Chapter"] == "Part1"
    assert bool(found.problems) is (tag == "Ring")


def test_namespaces_have_their_own_role_maps() -> None:
    namespace = "<</NS(http://example.org/ns)/RoleMapNS<</para[/Para 30 0 R]/other/Chapter>>>>"
    changes = {
        6: b"<</K[<</S/para/NS 20 0 R>> <</S/other/NS 20 0 R>>]/RoleMap<</Chapter/Sect>>>>",
        20: namespace.encode(),
        30: b"<</NS(http://iso.org/pdf2/ssn)>>",
    }
    found = inspect(make(changes))

    assert [(e.role, e.namespace) for e in found.roots] == [
        ("Para", "http://example.org/ns"),
        ("Sect", "http://example.org/ns"),
    ]


def test_attributes_override_those_of_the_class_map() -> None:
    found = inspect_tree(
        "<</S/TH/C[/c]/A[<</O/Table/Scope/Row/Headers[(x)(y)]/Summary(s)>> 0"
        "<</O/Layout/BBox[4 3 2 1]>> <</O/List/ListNumbering/Decimal>>]>>",
        ClassMap="<</c<</O/Table/Scope/Column/RowSpan 3/ColSpan 2>>>>",
    )

    assert found.roots[0].attributes == Attributes(
        "Row", ("x", "y"), 2, 3, "s", "Decimal", (2.0, 1.0, 4.0, 3.0)
    )


@pytest.mark.parametrize(
    ("kids", "problem"),
    [
        ("[0 0]", "belongs to two structure elements"),
        ("7", "refers to marked content 7 on page 1, which is not there"),
        ("<</Type/MCR>>", "which is not there"),
        ("[(text) null]", "something that is no element"),
        ("8 0 R", "is in the tree twice"),
        ("[<</S/Span>> [8 0 R]]", "something that is no element"),
        ("<</Type/OBJR/Obj 99 0 R>>", "an object that is not there"),
    ],
)
def test_a_broken_tree_is_read_as_far_as_possible(kids: str, problem: str) -> None:
    found = inspect(make({8: f"<</S/P/Pg 3 0 R/K {kids}>>".encode()}))

    assert [root.role for root in found.roots] == ["P"]
    assert has_problem(found, problem)


def test_marked_content_without_a_page_is_missing() -> None:
    found = inspect_tree("[0 <</S/P/K 0>>]")

    assert found.roots[0].children == (Text(None, 0, ""),)
    assert found.roots[0].page is None
    assert found.pages[0].orphans == (Text(0, 0, "Hello"),)


def test_a_tree_is_cut_at_the_depth_limit() -> None:
    elements = {n: f"<</S/Div/K {n + 1} 0 R>>".encode() for n in range(20, 900)}
    found = inspect(make({6: b"<</K 20 0 R>>", **elements}))

    assert len(list(found.walk())) == tree_module.DEPTH
    assert found.roots[0].text == ""
    assert repr(found.roots[0]).startswith("Element(role='Div'")
    assert any("500 levels" in limit for limit in found.limits)


def test_a_pdf_without_a_structure_tree() -> None:
    found = inspect(make({1: b"<</Type/Catalog/Pages 2 0 R/Version/2.0>>"}))

    assert (found.roots, found.marked, found.pdf_version) == ((), False, "2.0")
    assert found.pages[0].orphans == (Text(0, 0, "Hello"),)
