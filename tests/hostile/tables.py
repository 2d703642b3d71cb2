"""Tables with huge spans, or with many cells and headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.builder import Case, make_pdf, make_tree, references

if TYPE_CHECKING:
    from collections.abc import Iterable


def table(rows: Iterable[bytes]) -> bytes:
    listed = list(rows)
    return make_tree(f"<</S/Table/Pg 3 0 R/K[{references(20, len(listed))}]>>", listed)


def spans_huge(size: int) -> bytes:
    cell = b"<</S/TD/A<</O/Table/ColSpan 1000000000/RowSpan 1000000000>>/K 0>>"
    return table([b"<</S/TR/K[" + cell * 3 + b"]>>"] * size)


def spans_overlapping(size: int) -> bytes:
    cell = b"<</S/TD/A<</O/Table/ColSpan 9/RowSpan 9999>>/K 0>>"
    return table([b"<</S/TR/K[" + cell * 9 + b"]>>"] * size)


def cells_many(size: int) -> bytes:
    return table([b"<</S/TR/K[<</S/TH>><</S/TD>>" + b"<</S/TD/K 0>>" * 8 + b"]>>"] * (size // 10))


def headers_many(size: int) -> bytes:
    """Cells each of which names all header cells."""
    ids = "".join(f"(h{n})" for n in range(size))
    heads = "".join(f"<</S/TH/ID(h{n})/K 0>>" for n in range(size))
    cell = f"<</S/TD/K 0/A<</O/Table/Headers {21 + size} 0 R>>>>"
    rows = [f"<</S/TR/K[{heads}]>>", *[f"<</S/TR/K[{cell * 9}]>>"] * size]
    return make_pdf({6: f"<</K<</S/Table/Pg 3 0 R/K[{references(20, len(rows))}]>>>>".encode(),
                 21 + size: f"[{ids}]".encode(),
                 **{20 + n: row.encode() for n, row in enumerate(rows)}})  # fmt: skip


def tables_nested(size: int) -> bytes:
    below = [
        f"<</S/Table/K<</S/TR/K[<</S/TH/K 0>><</S/TD/K {21 + n} 0 R>>]>>>>" for n in range(size)
    ]
    return make_tree("20 0 R", map(str.encode, below))


CASES = (
    Case("spans-huge", spans_huge, 1_000),
    Case("spans-overlapping", spans_overlapping, 9_999),
    Case("cells-many", cells_many, 100_000),
    Case("headers-many", headers_many, 5_000, "left out"),
    Case("tables-nested", tables_nested, 160),
)  # fmt: skip
