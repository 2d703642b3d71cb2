"""Structure trees that are cyclic, deep, wide, or shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.builder import Case, make_pdf, make_tree, reference_arrays, references

if TYPE_CHECKING:
    pass


def k_cyclic(size: int) -> bytes:
    chain = [f"<</S/Div/K {21 + n} 0 R>>".encode() for n in range(size)]
    return make_tree("20 0 R", [*chain, b"<</S/P/K 20 0 R>>"])


def k_of_root(_size: int) -> bytes:
    return make_tree("6 0 R")


def k_shared(size: int) -> bytes:
    return make_tree(
        "20 0 R", [f"<</S/Div/K[{'21 0 R ' * size}]>>".encode(), b"<</S/P/Pg 3 0 R/K 0>>"]
    )


def k_doubling(size: int) -> bytes:
    """Each element is reached twice from the one above, so the number of paths doubles each time."""
    return make_tree(
        "20 0 R", [f"<</S/Div/K[{21 + n} 0 R {21 + n} 0 R]>>".encode() for n in range(size)]
    )


def k_deep(size: int) -> bytes:
    return make_tree("20 0 R", [f"<</S/Div/K {21 + n} 0 R>>".encode() for n in range(size)])


def k_wide(size: int) -> bytes:
    kids = {20 + n: b"<</S/P/Pg 3 0 R/K 0>>" for n in range(size)}
    lists = reference_arrays(20, size)
    holders = {
        20 + size + len(lists) + n: f"<</S/Div/K {at} 0 R>>".encode() for n, at in enumerate(lists)
    }
    root = f"<</K[{references(min(holders), len(holders))}]>>".encode()
    return make_pdf({6: root, **kids, **lists, **holders})


def k_deep_and_wide(size: int) -> bytes:
    """Many elements below 400 nested ones, each of which contains all of them."""
    chain = [f"<</S/{('L', 'H1', 'Figure', 'Table')[n % 4]}/K {21 + n} 0 R>>" for n in range(400)]
    kids = f"<</S/Sect/K[{references(421, size)}]>>"
    leaves = [b"<</S/P/Pg 3 0 R/K 0>>"] * size
    return make_tree("20 0 R", [*map(str.encode, chain), kids.encode(), *leaves])


def k_many_texts(size: int) -> bytes:
    """Millions of references to marked content that does not exist."""
    numbers = [f"[{' '.join(map(str, range(90_000)))}]".encode()]
    kids = [b"<</S/P/Pg 3 0 R/K 20 0 R>>"] * size
    return make_tree(f"[{references(21, size)}]", [*numbers, *kids])


def k_nested_arrays(size: int) -> bytes:
    return make_tree("[" * size + "]" * size)


def k_nested_dictionaries(size: int) -> bytes:
    return make_tree("<</S/P/K" * size + " 0" + ">>" * size)


def strings_shared(size: int) -> bytes:
    """A long string that many elements share as description, title and identifier."""
    text = f"({'word and word, ' * 50_000})".encode()
    kids = [b"<</S/Figure/Alt 20 0 R/ActualText 20 0 R/T 20 0 R/ID 20 0 R/Lang 20 0 R>>"] * size
    return make_tree(f"[{references(21, size)}]", [text, *kids])


def attributes_shared(size: int) -> bytes:
    attributes = f"[{'<</O/Table/Scope/Row/Headers 22 0 R>>' * size}]".encode()
    ids = f"[{'(id)' * size}]".encode()
    kids = [b"<</S/TH/A 20 0 R/C 21 0 R>>"] * size
    classes = f"[{'/c' * size}]".encode()
    return make_tree(
        f"[{references(23, size)}]", [attributes, classes, ids, *kids], ClassMap="<</c 20 0 R>>"
    )


def class_map_odd(size: int) -> bytes:
    kids = [
        b"<</S/TH/C/a>>",
        b"<</S/TD/C[/b/c 0 null(x)]/A 20 0 R>>",
        b"<</S/TD/A<</O 3/ColSpan(a)>>>>",
    ]
    odd = "<</a 6 0 R/b[/a/b[/b]]/c[20 0 R<</O/Table/RowSpan -9/ColSpan 99999999999999999999/Headers 20 0 R>>]>>"
    return make_tree(f"[{references(20, 3)}]", kids * max(size, 1), ClassMap=odd)


def parent_tree_cyclic(_size: int) -> bytes:
    return make_tree("8 0 R", [b"<</Kids[20 0 R 20 0 R 6 0 R]>>"], ParentTree="20 0 R")


def parent_tree_doubling(size: int) -> bytes:
    nodes = [f"<</Kids[{21 + n} 0 R {21 + n} 0 R]>>".encode() for n in range(size)]
    return make_tree("8 0 R", nodes, ParentTree="20 0 R")


def parent_tree_huge(size: int) -> bytes:
    leaf = f"<</Nums[{' '.join(f'{n} 8 0 R' for n in range(45_000))}]>>".encode()
    return make_tree("8 0 R", [f"<</Kids[{references(21, size)}]>>".encode(), *[leaf] * size],
                ParentTree="20 0 R")  # fmt: skip


def role_map_cyclic(size: int) -> bytes:
    ring = "".join(f"/R{n}/R{(n + 1) % size}" for n in range(size))
    return make_tree("[20 0 R<</S/R1>>]", [b"<</S/R0/Pg 3 0 R/K 0>>"], RoleMap=f"<<{ring}>>")


def role_map_long(size: int) -> bytes:
    """A long chain in the role map, with an element for each type in it."""
    chain = "".join(f"/R{n}/R{n + 1}" for n in range(size))
    kids = [f"<</S/R{n}>>".encode() for n in range(size)]
    return make_tree(f"[{references(20, size)}]", kids, RoleMap=f"<<{chain}>>")


def role_map_of_namespaces_cyclic(_size: int) -> bytes:
    first = b"<</NS(http://a.example)/RoleMapNS<</x[/y 21 0 R]/z[/z 20 0 R]>>>>"
    other = b"<</NS(http://b.example)/RoleMapNS<</y[/x 20 0 R]>>>>"
    return make_tree("[<</S/x/NS 20 0 R>><</S/z/NS 20 0 R>>]", [first, other])


CASES = (
    Case("k-cyclic", k_cyclic, 100, "is in the tree twice"),
    Case("k-of-root", k_of_root, 1, "no element"),
    Case("k-shared", k_shared, 90_000, "is in the tree twice"),
    Case("k-doubling", k_doubling, 90, "is in the tree twice"),
    Case("k-deep", k_deep, 100_000, "structure tree"),
    Case("k-wide", k_wide, 250_000, "elements"),
    Case("k-deep-and-wide", k_deep_and_wide, 90_000, "structure tree"),
    Case("k-many-texts", k_many_texts, 50, "left out"),
    Case("k-nested-arrays", k_nested_arrays, 100_000, "cannot be read"),
    Case("k-nested-dictionaries", k_nested_dictionaries, 50_000, "read as well as it could be"),
    Case("strings-shared", strings_shared, 20_000, "texts are left out"),
    Case("attributes-shared", attributes_shared, 20_000, "arrays are left out"),
    Case("class-map-odd", class_map_odd, 1),
    Case("parent-tree-cyclic", parent_tree_cyclic, 1, "a number tree holds itself"),
    Case("parent-tree-doubling", parent_tree_doubling, 300, "a number tree holds itself"),
    Case("parent-tree-huge", parent_tree_huge, 100, "arrays are left out"),
    Case("role-map-cyclic", role_map_cyclic, 40_000, "role map"),
    Case("role-map-long", role_map_long, 40_000, "role map"),
    Case("role-map-of-namespaces-cyclic", role_map_of_namespaces_cyclic, 1, "back to itself"),
)  # fmt: skip
