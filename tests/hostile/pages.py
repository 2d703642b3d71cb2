"""Page trees, annotations, destinations, bookmarks and attachments."""

from __future__ import annotations

from hostile.builder import HUGE_NUMBER, PLAIN, Case, make_pdf, references
from pdf_objects import flate_stream


def pages_cyclic(_size: int) -> bytes:
    return make_pdf({2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"})


def pages_shared(size: int) -> bytes:
    return make_pdf({2: f"<</Type/Pages/Kids[{'3 0 R ' * size}]/Count {size}>>".encode()})


def pages_doubling(size: int) -> bytes:
    nodes = {
        20 + n: f"<</Type/Pages/Kids[{21 + n} 0 R {21 + n} 0 R]/Count 2>>".encode()
        for n in range(size)
    }
    return make_pdf({2: b"<</Type/Pages/Kids[20 0 R]/Count 1>>", 20 + size: PLAIN[3], **nodes})


def pages_deep(size: int) -> bytes:
    nodes = {20 + n: f"<</Type/Pages/Kids[{21 + n} 0 R]/Count 1>>".encode() for n in range(size)}
    return make_pdf({2: b"<</Type/Pages/Kids[20 0 R]/Count 1>>", 20 + size: PLAIN[3], **nodes})


def pages_many(size: int) -> bytes:
    nodes = {20 + n: PLAIN[3] for n in range(size)}
    return make_pdf(
        {2: f"<</Type/Pages/Kids[{references(20, size)}]/Count {size}>>".encode(), **nodes}
    )


def pages_large(size: int) -> bytes:
    """Pages of the largest size that is allowed."""
    page = PLAIN[3].replace(b"/Contents", b"/MediaBox[0 0 14400 14400]/Contents")
    nodes = {20 + n: page for n in range(size)}
    return make_pdf(
        {2: f"<</Type/Pages/Kids[{references(20, size)}]/Count {size}>>".encode(), **nodes}
    )


_BOXES = (
    f"[0 0 {HUGE_NUMBER} {HUGE_NUMBER}]", "[0 0 0 0]", "[9 9 9]", "[0 0 0.001 99999]", "[(a)/b null 3]",
    "2 0 R", "[5 5 1 1]",
    "[-999999999 -999999999 999999999 999999999]", "[0 0 .000001 .000001]",
)  # fmt: skip


def page_boxes_odd(size: int) -> bytes:
    odd = [
        (box, other, turn) for box in _BOXES for other in _BOXES for turn in (45, 90, -999999999)
    ]
    pages = {
        20 + n: PLAIN[3][:-2]
        + f"/MediaBox {box}/CropBox {other}/Rotate {turn}/UserUnit {turn}>>".encode()
        for n, (box, other, turn) in enumerate(odd[:size])
    }
    kids = references(20, len(pages))
    return make_pdf({2: f"<</Type/Pages/Kids[{kids}]/Count 9>>".encode(), **pages})


def page_contents_shared(size: int) -> bytes:
    """A long stream that each of many pages draws ten times."""
    page = PLAIN[3].replace(b"4 0 R", b"[" + b"4 0 R " * 10 + b"]")
    nodes = {4: flate_stream(b"(a) Tj " * 2_000), **{20 + n: page for n in range(size)}}
    return make_pdf(
        {2: f"<</Type/Pages/Kids[{references(20, size)}]/Count {size}>>".encode(), **nodes}
    )


def labels_many(size: int) -> bytes:
    """A page label for each of many pages."""
    nodes = {20 + n: PLAIN[3] for n in range(size)}
    nums = " ".join(f"{n}<</S/r/St {n}/P(page )>>" for n in range(size))
    return make_pdf({2: f"<</Type/Pages/Kids[{references(20, size)}]/Count {size}>>".encode(), **nodes},
                PageLabels=f"<</Nums[{nums}]>>")  # fmt: skip


def labels_odd(_size: int) -> bytes:
    nums = "[0<</S/r/St 1000000000>> 1<</S/A/St 99999999>> 2<</P 20 0 R/S/X>> 3 4 5]"
    nodes = {20 + n: PLAIN[3] for n in range(9)}
    return make_pdf({2: f"<</Type/Pages/Kids[{references(20, 9)}]/Count 9>>".encode(), **nodes},
                PageLabels=f"<</Nums {nums}/Kids[1 0 R]>>")  # fmt: skip


def annotations_many(size: int) -> bytes:
    one = b"<</Subtype/Link/Rect[9 8 1 2]/A<</S/URI/URI(https://example.org)>>/Contents(c)>>"
    page = PLAIN[3][:-2] + f"/Annots[{references(20, size)}]>>".encode()
    return make_pdf({3: page, **{20 + n: one for n in range(size)}})


def annotations_shared(size: int) -> bytes:
    """An array of annotations that many pages share."""
    one = b"<</Subtype/Link/Rect[9 8 1 2]/Contents(c)>>"
    page = PLAIN[3][:-2] + b"/Annots 19 0 R>>"
    nodes = {19: f"[{references(20, size)}]".encode(), **{20 + n: one for n in range(size)}}
    pages = {20 + size + n: page for n in range(size)}
    listed = f"<</Type/Pages/Kids[{references(20 + size, size)}]/Count {size}>>".encode()
    return make_pdf({2: listed, **nodes, **pages})


def widgets_many(size: int) -> bytes:
    one = b"<</Subtype/Widget/FT/Tx/T(a)/TU(b)/Rect[1 2 9 8]/Parent 20 0 R/Kids[20 0 R]/V 20 0 R>>"
    page = PLAIN[3][:-2] + f"/Annots[{references(20, size)}]>>".encode()
    return make_pdf({3: page, **{20 + n: one for n in range(size)}},
                AcroForm=f"<</Fields[{references(20, size)}]/NeedAppearances true>>")  # fmt: skip


def destinations_cyclic(_size: int) -> bytes:
    page = PLAIN[3][:-2] + b"/Annots[<</Subtype/Link/Dest(a)>>]>>"
    return make_pdf({3: page, 20: b"<</Kids[21 0 R]>>", 21: b"<</Kids[20 0 R]/Names[(a)22 0 R]>>",
                 22: b"<</D 22 0 R>>"}, Names="<</Dests 20 0 R>>")  # fmt: skip


def destinations_doubling(size: int) -> bytes:
    page = PLAIN[3][:-2] + b"/Annots[<</Subtype/Link/Dest(a)>>]>>"
    nodes = {20 + n: f"<</Kids[{21 + n} 0 R {21 + n} 0 R]>>".encode() for n in range(size)}
    return make_pdf({3: page, **nodes}, Names="<</Dests 20 0 R>>")


def destinations_many(size: int) -> bytes:
    page = PLAIN[3][:-2] + b"/Annots[<</Subtype/Link/Dest(a)>>]>>"
    leaf = f"<</Names[{'(a)[3 0 R/Fit]' * 40_000}]>>".encode()
    nodes = {21 + n: leaf for n in range(size)}
    return make_pdf({3: page, 20: f"<</Kids[{references(21, size)}]>>".encode(), **nodes},
                Names="<</Dests 20 0 R>>")  # fmt: skip


def outline_cyclic(size: int) -> bytes:
    chain = {
        20 + n: f"<</Title(A)/First {20 + n} 0 R/Next {20 + (n + 1) % size} 0 R>>".encode()
        for n in range(size)
    }
    return make_pdf(chain, Outlines="<</First 20 0 R>>")


def outline_deep(size: int) -> bytes:
    chain = {20 + n: f"<</Title(A)/First {21 + n} 0 R>>".encode() for n in range(size)}
    return make_pdf(chain, Outlines="<</First 20 0 R>>")


def outline_long(size: int) -> bytes:
    chain = {20 + n: f"<</Title(A)/Next {21 + n} 0 R>>".encode() for n in range(size)}
    return make_pdf(chain, Outlines="<</First 20 0 R>>")


def attachments_many(size: int) -> bytes:
    """Attachments without /Size, so that each has to be unpacked."""
    large = flate_stream(bytes(15_000_000))
    names = "".join(f"(f{n})<</F(f)/EF<</F {20 + n} 0 R>>>>" for n in range(size))
    return make_pdf(
        {20 + n: large for n in range(size)}, Names=f"<</EmbeddedFiles<</Names[{names}]>>>>"
    )


CASES = (
    Case("pages-cyclic", pages_cyclic, 1, "page tree"),
    Case("pages-shared", pages_shared, 90_000, "page"),
    Case("pages-doubling", pages_doubling, 60, "page"),
    Case("pages-deep", pages_deep, 100_000, "page"),
    Case("pages-many", pages_many, 90_000, "pages"),
    Case("pages-large", pages_large, 300),
    Case("page-boxes-odd", page_boxes_odd, 243),
    Case("page-contents-shared", page_contents_shared, 1_000, "left out"),
    Case("labels-many", labels_many, 10_000),
    Case("labels-odd", labels_odd, 1, "label"),
    Case("annotations-many", annotations_many, 90_000),
    Case("annotations-shared", annotations_shared, 10_000, "left out"),
    Case("widgets-many", widgets_many, 30_000),
    Case("destinations-cyclic", destinations_cyclic, 1, "a name tree holds itself"),
    Case("destinations-doubling", destinations_doubling, 300, "a name tree holds itself"),
    Case("destinations-many", destinations_many, 40, "left out"),
    Case("outline-cyclic", outline_cyclic, 1_000, "outline leads back"),
    Case("outline-deep", outline_deep, 100_000, "outline"),
    Case("outline-long", outline_long, 200_000, "outline"),
    Case("attachments-many", attachments_many, 300, "streams are left out"),
)  # fmt: skip
