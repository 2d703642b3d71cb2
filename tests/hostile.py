"""PDFs that nobody would make by accident: small files that ask for all the time and memory there is.

Each row of `CASES` is one construction, made by hand, object by object; `says` is a part of what the
reader has to say of it (a problem, a limit, or why it cannot be opened), "" where it is no fault.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HUGE = "9" * 40
FLATE = "/Filter/FlateDecode"


@dataclass(frozen=True)
class Case:
    """A construction; `size` is how often what is repeated in it is repeated when it is at its worst."""

    name: str
    make: Callable[[int], bytes]
    size: int
    says: str = ""

    @property
    def worst(self) -> bytes:
        return self.make(self.size)


def stream(data: bytes, entries: str = "") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def packed(data: bytes, entries: str = "") -> bytes:
    return stream(zlib.compress(data, 1), entries + FLATE)


PLAIN: Mapping[int, bytes] = {
    1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
    3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 7 0 R/StructParents 0>>",
    4: stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 50 Td (Hello) Tj ET EMC"),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    6: b"<</Type/StructTreeRoot/K 8 0 R/ParentTree<</Nums[0[8 0 R]]>>>>",
    7: b"<</Font<</F1 5 0 R>>>>",
    8: b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>",
}


def assemble(objects: Mapping[int, bytes], trailer: str = "", root: int = 1) -> bytes:
    """Return a file with a cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), dict[int, int]()
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    free = b"0000000000 65535 f \n"
    out += b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else free
        for number in range(size)
    )
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (size, root, trailer.encode())
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def compact(objects: Mapping[int, bytes], trailer: str = "", root: int = 1) -> bytes:
    """Return a file in which all that is no stream lies in one object stream (7.5.7, 7.5.8)."""
    inside = [number for number in sorted(objects) if not objects[number].endswith(b"endstream")]
    holder, table = max(objects) + 1, max(objects) + 2
    index, bodies = [], bytearray()
    for number in inside:
        index.append(b"%d %d" % (number, len(bodies)))
        bodies += objects[number] + b"\n"
    head = b" ".join(index) + b"\n"
    out, rows = bytearray(b"%PDF-1.7\n"), {0: (0, 0, 255)}
    rows |= {number: (2, holder, min(place, 65_535)) for place, number in enumerate(inside)}
    said = f"/Type/ObjStm/N {len(inside)}/First {len(head)}"
    streams = {number: objects[number] for number in sorted(objects.keys() - set(inside))}
    for number, body in {**streams, holder: packed(head + bodies, said)}.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows[table] = (1, len(out), 0)
    start = len(out)
    entries = bytearray()
    for number in range(table + 1):
        kind, place, more = rows.get(number, (0, 0, 0))
        entries += bytes((kind,)) + place.to_bytes(4) + more.to_bytes(2)
    said = f"/Type/XRef/W[1 4 2]/Size {table + 1}/Root {root} 0 R{trailer}"
    out += b"%d 0 obj\n%s\nendobj\n" % (table, packed(bytes(entries), said))
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def made(changes: Mapping[int, bytes] | None = None, trailer: str = "", **entries: str) -> bytes:
    """Return the plain file with some objects added or replaced, and entries added to the catalog."""
    objects = {**PLAIN, **(changes or {})}
    more = "".join(f"/{key} {value}" for key, value in entries.items()).encode()
    return assemble({**objects, 1: objects[1][:-2] + more + b">>"}, trailer)


def drawn(content: bytes, resources: str = "", **more: bytes) -> bytes:
    """Return a page with this content; `more` are objects 20, 21, …"""
    fonts = f"<</Font<</F1 5 0 R/F2 20 0 R>>{resources}>>".encode()
    return made({4: packed(content), 7: fonts, **dict(enumerate(more.values(), 20))})


def tree(root: str, elements: Iterable[bytes] = (), **entries: str) -> bytes:
    """Return a tree with these entries of its root, K first; `elements` are objects 20, 21, …"""
    more = "".join(f"/{key} {value}" for key, value in entries.items())
    held = f"<</Type/StructTreeRoot/K {root}{more}>>".encode()
    return made({6: held, **dict(enumerate(elements, 20))})


def refs(first: int, count: int) -> str:
    return " ".join(f"{number} 0 R" for number in range(first, first + count))


def arrays(first: int, count: int, most: int = 90_000) -> dict[int, bytes]:
    """Return arrays of references, none longer than a reader may take."""
    starts = range(first, first + count, most)
    return {
        number: f"[{refs(start, min(most, first + count - start))}]".encode()
        for number, start in enumerate(starts, first + count)
    }


# The structure tree


def k_cyclic(size: int) -> bytes:
    chain = [f"<</S/Div/K {21 + n} 0 R>>".encode() for n in range(size)]
    return tree("20 0 R", [*chain, b"<</S/P/K 20 0 R>>"])


def k_of_root(_: int) -> bytes:
    return tree("6 0 R")


def k_shared(size: int) -> bytes:
    return tree("20 0 R", [f"<</S/Div/K[{'21 0 R ' * size}]>>".encode(), b"<</S/P/Pg 3 0 R/K 0>>"])


def k_doubling(size: int) -> bytes:
    """Two ways to each element from the one above: as many as two to the power of their number."""
    return tree(
        "20 0 R", [f"<</S/Div/K[{21 + n} 0 R {21 + n} 0 R]>>".encode() for n in range(size)]
    )


def k_deep(size: int) -> bytes:
    return tree("20 0 R", [f"<</S/Div/K {21 + n} 0 R>>".encode() for n in range(size)])


def k_wide(size: int) -> bytes:
    kids = {20 + n: b"<</S/P/Pg 3 0 R/K 0>>" for n in range(size)}
    lists = arrays(20, size)
    holders = {
        20 + size + len(lists) + n: f"<</S/Div/K {at} 0 R>>".encode() for n, at in enumerate(lists)
    }
    root = f"<</K[{refs(min(holders), len(holders))}]>>".encode()
    return made({6: root, **kids, **lists, **holders})


def k_deep_and_wide(size: int) -> bytes:
    """Text under hundreds of elements, each of which would look through all of it."""
    chain = [f"<</S/{('L', 'H1', 'Figure', 'Table')[n % 4]}/K {21 + n} 0 R>>" for n in range(400)]
    kids = f"<</S/Sect/K[{refs(421, size)}]>>"
    leaves = [b"<</S/P/Pg 3 0 R/K 0>>"] * size
    return tree("20 0 R", [*map(str.encode, chain), kids.encode(), *leaves])


def k_many_texts(size: int) -> bytes:
    """References to marked content that is not there, by the million."""
    held = [f"[{' '.join(map(str, range(90_000)))}]".encode()]
    kids = [b"<</S/P/Pg 3 0 R/K 20 0 R>>"] * size
    return tree(f"[{refs(21, size)}]", [*held, *kids])


def k_nested_arrays(size: int) -> bytes:
    return tree("[" * size + "]" * size)


def k_nested_dictionaries(size: int) -> bytes:
    return tree("<</S/P/K" * size + " 0" + ">>" * size)


def strings_shared(size: int) -> bytes:
    """A long string that is the name of many elements."""
    said = f"({'word and word, ' * 50_000})".encode()
    kids = [b"<</S/Figure/Alt 20 0 R/ActualText 20 0 R/T 20 0 R/ID 20 0 R/Lang 20 0 R>>"] * size
    return tree(f"[{refs(21, size)}]", [said, *kids])


def attributes_shared(size: int) -> bytes:
    held = f"[{'<</O/Table/Scope/Row/Headers 22 0 R>>' * size}]".encode()
    ids = f"[{'(id)' * size}]".encode()
    kids = [b"<</S/TH/A 20 0 R/C 21 0 R>>"] * size
    classes = f"[{'/c' * size}]".encode()
    return tree(f"[{refs(23, size)}]", [held, classes, ids, *kids], ClassMap="<</c 20 0 R>>")


def class_map_odd(size: int) -> bytes:
    kids = [
        b"<</S/TH/C/a>>",
        b"<</S/TD/C[/b/c 0 null(x)]/A 20 0 R>>",
        b"<</S/TD/A<</O 3/ColSpan(a)>>>>",
    ]
    odd = "<</a 6 0 R/b[/a/b[/b]]/c[20 0 R<</O/Table/RowSpan -9/ColSpan 99999999999999999999/Headers 20 0 R>>]>>"
    return tree(f"[{refs(20, 3)}]", kids * max(size, 1), ClassMap=odd)


def parent_tree_cyclic(_: int) -> bytes:
    return tree("8 0 R", [b"<</Kids[20 0 R 20 0 R 6 0 R]>>"], ParentTree="20 0 R")


def parent_tree_doubling(size: int) -> bytes:
    nodes = [f"<</Kids[{21 + n} 0 R {21 + n} 0 R]>>".encode() for n in range(size)]
    return tree("8 0 R", nodes, ParentTree="20 0 R")


def parent_tree_huge(size: int) -> bytes:
    leaf = f"<</Nums[{' '.join(f'{n} 8 0 R' for n in range(45_000))}]>>".encode()
    return tree("8 0 R", [f"<</Kids[{refs(21, size)}]>>".encode(), *[leaf] * size],
                ParentTree="20 0 R")  # fmt: skip


def role_map_cyclic(size: int) -> bytes:
    ring = "".join(f"/R{n}/R{(n + 1) % size}" for n in range(size))
    return tree("[20 0 R<</S/R1>>]", [b"<</S/R0/Pg 3 0 R/K 0>>"], RoleMap=f"<<{ring}>>")


def role_map_long(size: int) -> bytes:
    """A chain of roles that is entered at every link."""
    chain = "".join(f"/R{n}/R{n + 1}" for n in range(size))
    kids = [f"<</S/R{n}>>".encode() for n in range(size)]
    return tree(f"[{refs(20, size)}]", kids, RoleMap=f"<<{chain}>>")


def role_map_of_namespaces_cyclic(_: int) -> bytes:
    first = b"<</NS(http://a.example)/RoleMapNS<</x[/y 21 0 R]/z[/z 20 0 R]>>>>"
    other = b"<</NS(http://b.example)/RoleMapNS<</y[/x 20 0 R]>>>>"
    return tree("[<</S/x/NS 20 0 R>><</S/z/NS 20 0 R>>]", [first, other])


# Pages and what leads to them


def pages_cyclic(_: int) -> bytes:
    return made({2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"})


def pages_shared(size: int) -> bytes:
    return made({2: f"<</Type/Pages/Kids[{'3 0 R ' * size}]/Count {size}>>".encode()})


def pages_doubling(size: int) -> bytes:
    nodes = {
        20 + n: f"<</Type/Pages/Kids[{21 + n} 0 R {21 + n} 0 R]/Count 2>>".encode()
        for n in range(size)
    }
    return made({2: b"<</Type/Pages/Kids[20 0 R]/Count 1>>", 20 + size: PLAIN[3], **nodes})


def pages_deep(size: int) -> bytes:
    nodes = {20 + n: f"<</Type/Pages/Kids[{21 + n} 0 R]/Count 1>>".encode() for n in range(size)}
    return made({2: b"<</Type/Pages/Kids[20 0 R]/Count 1>>", 20 + size: PLAIN[3], **nodes})


def pages_many(size: int) -> bytes:
    nodes = {20 + n: PLAIN[3] for n in range(size)}
    return made({2: f"<</Type/Pages/Kids[{refs(20, size)}]/Count {size}>>".encode(), **nodes})


def pages_large(size: int) -> bytes:
    """Pages of the size of a house, each with a drawing."""
    page = PLAIN[3].replace(b"/Contents", b"/MediaBox[0 0 14400 14400]/Contents")
    nodes = {20 + n: page for n in range(size)}
    return made({2: f"<</Type/Pages/Kids[{refs(20, size)}]/Count {size}>>".encode(), **nodes})


_BOXES = (
    f"[0 0 {_HUGE} {_HUGE}]", "[0 0 0 0]", "[9 9 9]", "[0 0 0.001 99999]", "[(a)/b null 3]", "2 0 R", "[5 5 1 1]",
    "[-999999999 -999999999 999999999 999999999]", "[0 0 .000001 .000001]",
)  # fmt: skip


def page_boxes_odd(size: int) -> bytes:
    pages = {
        20 + n: PLAIN[3][:-2] + f"/MediaBox {box}/CropBox {other}/Rotate {turn}/UserUnit {turn}>>".encode()
        for n, (box, other, turn) in enumerate(
            (box, other, turn) for box in _BOXES for other in _BOXES for turn in (45, 90, -999999999)
        )
    }  # fmt: skip
    few = dict(list(pages.items())[:size])
    return made({2: f"<</Type/Pages/Kids[{refs(20, len(few))}]/Count 9>>".encode(), **few})


def page_contents_shared(size: int) -> bytes:
    """One long stream that each of many pages draws many times."""
    page = PLAIN[3].replace(b"4 0 R", b"[" + b"4 0 R " * 10 + b"]")
    nodes = {4: packed(b"(a) Tj " * 2_000), **{20 + n: page for n in range(size)}}
    return made({2: f"<</Type/Pages/Kids[{refs(20, size)}]/Count {size}>>".encode(), **nodes})


def labels_many(size: int) -> bytes:
    """A number tree of labels that is gone through for each of many pages."""
    nodes = {20 + n: PLAIN[3] for n in range(size)}
    nums = " ".join(f"{n}<</S/r/St {n}/P(page )>>" for n in range(size))
    return made({2: f"<</Type/Pages/Kids[{refs(20, size)}]/Count {size}>>".encode(), **nodes},
                PageLabels=f"<</Nums[{nums}]>>")  # fmt: skip


def labels_odd(_: int) -> bytes:
    nums = "[0<</S/r/St 1000000000>> 1<</S/A/St 99999999>> 2<</P 20 0 R/S/X>> 3 4 5]"
    nodes = {20 + n: PLAIN[3] for n in range(9)}
    return made({2: f"<</Type/Pages/Kids[{refs(20, 9)}]/Count 9>>".encode(), **nodes},
                PageLabels=f"<</Nums {nums}/Kids[1 0 R]>>")  # fmt: skip


def annotations_many(size: int) -> bytes:
    one = b"<</Subtype/Link/Rect[9 8 1 2]/A<</S/URI/URI(https://example.org)>>/Contents(c)>>"
    page = PLAIN[3][:-2] + f"/Annots[{refs(20, size)}]>>".encode()
    return made({3: page, **{20 + n: one for n in range(size)}})


def annotations_shared(size: int) -> bytes:
    """A list of annotations that belongs to each of many pages."""
    one = b"<</Subtype/Link/Rect[9 8 1 2]/Contents(c)>>"
    page = PLAIN[3][:-2] + b"/Annots 19 0 R>>"
    nodes = {19: f"[{refs(20, size)}]".encode(), **{20 + n: one for n in range(size)}}
    pages = {20 + size + n: page for n in range(size)}
    listed = f"<</Type/Pages/Kids[{refs(20 + size, size)}]/Count {size}>>".encode()
    return made({2: listed, **nodes, **pages})


def widgets_many(size: int) -> bytes:
    one = b"<</Subtype/Widget/FT/Tx/T(a)/TU(b)/Rect[1 2 9 8]/Parent 20 0 R/Kids[20 0 R]/V 20 0 R>>"
    page = PLAIN[3][:-2] + f"/Annots[{refs(20, size)}]>>".encode()
    return made({3: page, **{20 + n: one for n in range(size)}},
                AcroForm=f"<</Fields[{refs(20, size)}]/NeedAppearances true>>")  # fmt: skip


def destinations_cyclic(_: int) -> bytes:
    page = PLAIN[3][:-2] + b"/Annots[<</Subtype/Link/Dest(a)>>]>>"
    return made({3: page, 20: b"<</Kids[21 0 R]>>", 21: b"<</Kids[20 0 R]/Names[(a)22 0 R]>>",
                 22: b"<</D 22 0 R>>"}, Names="<</Dests 20 0 R>>")  # fmt: skip


def destinations_doubling(size: int) -> bytes:
    page = PLAIN[3][:-2] + b"/Annots[<</Subtype/Link/Dest(a)>>]>>"
    nodes = {20 + n: f"<</Kids[{21 + n} 0 R {21 + n} 0 R]>>".encode() for n in range(size)}
    return made({3: page, **nodes}, Names="<</Dests 20 0 R>>")


def destinations_many(size: int) -> bytes:
    page = PLAIN[3][:-2] + b"/Annots[<</Subtype/Link/Dest(a)>>]>>"
    leaf = f"<</Names[{'(a)[3 0 R/Fit]' * 40_000}]>>".encode()
    nodes = {21 + n: leaf for n in range(size)}
    return made({3: page, 20: f"<</Kids[{refs(21, size)}]>>".encode(), **nodes},
                Names="<</Dests 20 0 R>>")  # fmt: skip


def outline_cyclic(size: int) -> bytes:
    chain = {
        20 + n: f"<</Title(A)/First {20 + n} 0 R/Next {20 + (n + 1) % size} 0 R>>".encode()
        for n in range(size)
    }
    return made(chain, Outlines="<</First 20 0 R>>")


def outline_deep(size: int) -> bytes:
    chain = {20 + n: f"<</Title(A)/First {21 + n} 0 R>>".encode() for n in range(size)}
    return made(chain, Outlines="<</First 20 0 R>>")


def outline_long(size: int) -> bytes:
    chain = {20 + n: f"<</Title(A)/Next {21 + n} 0 R>>".encode() for n in range(size)}
    return made(chain, Outlines="<</First 20 0 R>>")


def attachments_many(size: int) -> bytes:
    """Attachments whose size nobody states, so that each has to be unpacked."""
    bomb = packed(bytes(15_000_000))
    names = "".join(f"(f{n})<</F(f)/EF<</F {20 + n} 0 R>>>>" for n in range(size))
    return made({20 + n: bomb for n in range(size)}, Names=f"<</EmbeddedFiles<</Names[{names}]>>>>")


# What is drawn


def form(content: bytes, entries: str = "") -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 200 100]{entries}")


def laughs(depth: int, kind: str = "/F1 9 Tf (ha) Tj") -> bytes:
    """Forms of which each draws the next one ten times."""
    forms = {
        20 + n: form(b"/X Do " * 10, f"/Resources<</XObject<</X {21 + n} 0 R>>>>")
        for n in range(depth)
    }
    last = form(kind.encode(), "/Resources<</Font<</F1 5 0 R>>>>")
    resources = b"<</Font<</F1 5 0 R>>/XObject<</X 20 0 R>>>>"
    return made({4: stream(b"/X Do"), 7: resources, 20 + depth: last, **forms})


def form_of_itself(_: int) -> bytes:
    own = "/Resources<</XObject<</X 21 0 R/Y 22 0 R>>>>"
    return drawn(b"/X Do", "/XObject<</X 21 0 R/Y 22 0 R>>", font=b"null",
                 x=form(b"/Y Do /X Do", own), y=form(b"/X Do /Y Do", own))  # fmt: skip


def patterns_doubling(depth: int) -> bytes:
    """Tiling patterns that are filled with the next one, in tiles of a hundredth of a point."""
    tile = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .01/YStep .01"
    fill = b"/Pattern cs /X scn 0 0 200 100 re f "
    patterns = {
        20 + n: stream(fill * 3, f"{tile}/Resources<</Pattern<</X {21 + n} 0 R>>>>")
        for n in range(depth)
    }
    last = stream(b"0 0 9 9 re f", f"{tile}/Resources<<>>")
    return made({4: stream(fill), 7: b"<</Pattern<</X 20 0 R>>>>", 20 + depth: last, **patterns})


def type3_of_itself(_: int) -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 21 0 R>>"
        b"/Resources<</Font<</F2 20 0 R>>>>>>"
    )
    glyph = stream(b"9 0 d0 BT /F2 9 Tf (" + b"a" * 99 + b") Tj ET")
    return drawn(b"BT /F2 9 Tf (aaaa) Tj ET", font=font, glyph=glyph)


def operators(text: bytes) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        return drawn(b"BT /F1 9 Tf " + text * size, "/XObject<</Im 21 0 R>>/Properties<</A 22 0 R>>",
                     font=PLAIN[5], image=stream(b"\0", "/Subtype/Image/Width 1/Height 1"),
                     said=b"<</ActualText 23 0 R>>", long=b"(" + b"word " * 100_000 + b")")  # fmt: skip

    return make


def marks_many(size: int) -> bytes:
    content = b"".join(b"/P<</MCID %d>>BDC(a)Tj EMC " % number for number in range(size))
    return drawn(b"BT /F1 9 Tf " + content, font=PLAIN[5])


def artifacts_many(size: int) -> bytes:
    """Decorations in the middle of the page, of which each says something else."""
    text = b"".join(b"/Artifact BMC 1 0 0 1 20 50 cm (one two %d) Tj EMC " % n for n in range(size))
    heard = b"".join(b"/P<</MCID %d>>BDC (one two %d one two %d) Tj EMC " % (n, n, n + 7)
                     for n in range(size))  # fmt: skip
    kids = b"<</S/P/Pg 3 0 R/K[" + b" ".join(b"%d" % n for n in range(size)) + b"]>>"
    content = b"BT /F1 9 Tf 20 50 Td " + text + heard
    return made({4: packed(content), 8: kids})


def strings_long(size: int) -> bytes:
    """A text that is all one word, and one that never closes its bracket."""
    return drawn(
        b"BT /F1 1 Tf /P<</MCID 0>>BDC ("
        + b"a" * size + b") Tj EMC /P<</MCID 1>>BDC \\(" + b"a1 (" * size,
        font=PLAIN[5],
    )  # fmt: skip


def paragraphs(text: bytes, count: int, role: str = "P") -> bytes:
    """Return a page with a text in each of `count` elements."""
    content = b"".join(b"/P<</MCID %d>>BDC (%s) Tj EMC " % (n, text) for n in range(count))
    kids = {20 + n: f"<</S/{role}/Pg 3 0 R/K {n}>>".encode() for n in range(count)}
    root = f"<</K[{refs(20, count)}]>>".encode()
    page = b"BT /F1 9 Tf 20 50 Td " + content
    return made({4: packed(page), 6: root, **kids})


def prose_many(size: int) -> bytes:
    text = (
        b"The rain has come late this year, and those who sow have waited for it in vain so far. "
    )
    return paragraphs(text, size)


def belied_many(size: int) -> bytes:
    """Texts that are read out as others, each as long as may be compared."""
    lie = b"/Span<</ActualText(%s)>>BDC (%s) Tj EMC" % (b"abc " * 1_000, b"xyz " * 300)
    content = b"BT /F1 9 Tf 20 50 Td " + b"".join(
        b"/P<</MCID %d>>BDC %s EMC " % (n, lie) for n in range(size)
    )
    kids = b"<</S/P/Pg 3 0 R/K[" + b" ".join(b"%d" % n for n in range(size)) + b"]>>"
    return made({4: packed(content), 8: kids})


def belied_deep(size: int) -> bytes:
    """Elements within elements that are read out otherwise, round many texts."""
    outer = {20 + n: f"<</S/Div/ActualText(No)/K {21 + n} 0 R>>".encode() for n in range(size)}
    texts = b" ".join(b"%d" % n for n in range(20_000))
    inner = b"<</S/P/Pg 3 0 R/K[" + texts + b"]>>"
    content = b"".join(b"/P<</MCID %d>>BDC (some words) Tj EMC " % n for n in range(20_000))
    page = b"BT /F1 9 Tf 20 50 Td " + content
    return made({4: packed(page), 6: b"<</K 20 0 R>>", **outer, 20 + size: inner})


def numbers_hidden(size: int) -> bytes:
    """Numbers that are decoration, and items of lists, each of which may belong to each."""
    signs = b"".join(b"/Artifact BMC 0 -9 Td (%d.) Tj EMC " % (n % 100) for n in range(size))
    items = b"".join(b"/LI<</MCID %d>>BDC (an item) Tj EMC " % n for n in range(size))
    kids = {20 + n: f"<</S/LI/Pg 3 0 R/K {n}>>".encode() for n in range(size)}
    root = f"<</K[{refs(20, size)}]>>".encode()
    return made({4: packed(b"BT /F1 9 Tf 20 50 Td " + signs + items), 6: root, **kids})


def contents_many(size: int) -> bytes:
    """Bookmarks that lead to other headings than those that they name."""
    text = b"".join(b"/H1<</MCID %d>>BDC 0 -9 Td (Part %dx) Tj EMC " % (n, n) for n in range(size))
    kids = {20 + n: f"<</S/H1/Pg 3 0 R/K {n}>>".encode() for n in range(size)}
    first = 20 + size
    chain = {
        first
        + n: f"<</Title(Part {n}x)/Dest[3 0 R/XYZ 0 {n} 0]/Next {first + n + 1} 0 R>>".encode()
        for n in range(size)
    }
    root = f"<</K[{refs(20, size)}]>>".encode()
    page = packed(b"BT /F1 9 Tf 20 50 Td " + text)
    return made({4: page, 6: root, **kids, **chain}, Outlines=f"<</First {first} 0 R>>")


def layers_many(size: int) -> bytes:
    """Layers of which each text belongs to all, and that are all hidden."""
    groups = {20 + n: b"<</Type/OCG/Name(A)>>" for n in range(size)}
    listed = refs(20, size)
    every = f"<</Type/OCMD/OCGs[{listed}]>>"
    names = "".join(
        f"/L{n} {every}" if n % 100 == 0 else f"/L{n} {20 + n} 0 R" for n in range(size)
    )
    content = b"".join(b"/OC/L%d BDC (a) Tj EMC " % n for n in range(size))
    page = packed(b"/P<</MCID 0>>BDC BT /F1 9 Tf 20 50 Td " + content + b"EMC")
    resources = f"<</Font<</F1 5 0 R>>/Properties<<{names}>>>>".encode()
    return made(
        {4: page, 7: resources, **groups},
        OCProperties=f"<</OCGs[{listed}]/D<</BaseState/OFF/ON[{listed}]/OFF[{listed}]>>>>",
    )


def citation_open(size: int) -> bytes:
    return paragraphs(b"\\(" + b"abc 1999 def " * size, 3)


def word_endless(size: int) -> bytes:
    return paragraphs(b"aa." * size + b"." * size, 3)


def abbreviations_many(size: int) -> bytes:
    letters = "ABCDEFGHIJ"
    words = (
        "".join(letters[int(digit)] for digit in str(n)) for n in range(100_000, 100_000 + size)
    )
    return paragraphs(" ".join(f"{word} {word}" for word in words).encode(), 1)


def digits_as_alternate(size: int) -> bytes:
    kids = [f"<</S/Figure/Alt({'1' * size})/K<</S/Caption/Pg 3 0 R/K 0>>>>".encode()] * 3
    return tree(f"[{refs(20, 3)}]", kids)


def figures_many(size: int) -> bytes:
    kids = [b"<</S/Figure/Alt(A map)/Pg 3 0 R/K 0>>"] * size
    return tree(f"<</S/Sect/K[{refs(20, size)}]>>", kids)


def bomb(size: int) -> bytes:
    return drawn(b" " * size, font=b"null")


def bombs_many(size: int) -> bytes:
    """Streams of which each is just small enough."""
    page = PLAIN[3].replace(b"4 0 R", f"[{refs(20, size)}]".encode())
    return made({3: page, **dict.fromkeys(range(20, 20 + size), packed(bytes(18_000_000)))})


def damaged_many(size: int) -> bytes:
    """Streams that are not packed as they say, each of which is unpacked byte by byte."""
    page = PLAIN[3].replace(b"4 0 R", f"[{refs(20, size)}]".encode())
    broken = stream(b"\xff" * 20_000, "/Filter/FlateDecode")
    return made({3: page, **dict.fromkeys(range(20, 20 + size), broken)})


def indexes_damaged(size: int) -> bytes:
    """A chain of cross-reference streams, none of which is packed as it says."""
    entries = "/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode"
    out, before = b"%PDF-1.7\n", 0
    for number in range(1, 7):
        at = len(out)
        chain = f"{entries}/Prev {before}" if before else entries
        out += b"%d 0 obj\n%s\nendobj\n" % (number, stream(b"\xff" * size, chain))
        before = at
    return out + b"startxref\n%d\n%%%%EOF\n" % before


def filters(name: str, data: bytes = b"\x80" * 99_999) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        chain = f"/Filter[{f'/{name}' * size}]"
        return made({4: stream(data, chain)})

    return make


def predictor(size: int) -> bytes:
    """A stream whose every byte is foretold by the one before, a byte a row."""
    entries = "/DecodeParms<</Predictor 15/Columns 1>>"
    return made({4: packed(b"\x04\x01" * size, entries)})


def tiff_predictor(size: int) -> bytes:
    return made({4: packed(bytes(size), "/DecodeParms<</Predictor 2/Columns 9>>")})


def image(width: int, height: int, data: bytes, entries: str = "") -> bytes:
    said = f"/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return drawn(b"200 0 0 100 0 0 cm /Im Do", "/XObject<</Im 21 0 R>>", font=b"null",
                 image=stream(data, said + entries))  # fmt: skip


def image_claims(size: int) -> bytes:
    return image(size, size, b"\0" * 99)


def image_bomb(size: int) -> bytes:
    return image(size, size, zlib.compress(bytes(3 * size * size), 1), FLATE)


def image_mask_bomb(size: int) -> bytes:
    data = zlib.compress(bytes(size * size), 1)
    mask = stream(
        data,
        f"/Subtype/Image/Width {size}/Height {size}/BitsPerComponent 8/ColorSpace/DeviceGray{FLATE}",
    )
    pixel = stream(
        b"\0\0\0",
        "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 22 0 R",
    )
    return drawn(
        b"200 0 0 100 0 0 cm /Im Do", "/XObject<</Im 21 0 R>>", font=b"null", image=pixel, mask=mask
    )


def images_many(size: int) -> bytes:
    """A large image that is drawn again and again."""
    said = f"/Subtype/Image/Width 2000/Height 2000/BitsPerComponent 8/ColorSpace/DeviceRGB{FLATE}"
    return drawn(b"q 200 0 0 100 0 0 cm /Im Do Q " * size, "/XObject<</Im 21 0 R>>", font=b"null",
                 image=stream(zlib.compress(bytes(12_000_000), 1), said))  # fmt: skip


def shadings_many(size: int) -> bytes:
    shading = (
        b"<</ShadingType 1/ColorSpace/DeviceRGB/Function<</FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]"
        b"/Length 9>>>>"
    )
    axial = (
        b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 100]/Extend[true true]"
        b"/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 1 1]/N 1>>>>"
    )
    return drawn(b"/S sh /T sh " * size, "/Shading<</S 21 0 R/T 22 0 R>>", font=b"null",
                 shading=shading, axial=axial)  # fmt: skip


def dashes_many(size: int) -> bytes:
    return drawn(b"[.0001] 0 d .001 w 0 0 m 200 100 l S " * size, font=b"null")


# Fonts


def cmap(body: str) -> bytes:
    spaces = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return packed(f"/CIDInit/ProcSet findresource begin begincmap {spaces} {body} endcmap".encode())


def type0(**entries: str) -> bytes:
    more = "".join(f"/{key} {value}" for key, value in entries.items())
    return f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H{more}>>".encode()


def cmap_ranges(size: int) -> bytes:
    ranges = "1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange " * size
    return drawn(b"BT /F2 9 Tf " + b"<00410042> Tj " * size, font=type0(ToUnicode="21 0 R"),
                 cmap=cmap(ranges))  # fmt: skip


def cmap_long(size: int) -> bytes:
    pairs = "".join(f"<{code & 65535:04X}> <0041>" for code in range(size))
    return drawn(b"BT /F2 9 Tf <00410042> Tj", font=type0(ToUnicode="21 0 R"),
                 cmap=cmap(f"9 beginbfchar {pairs} endbfchar"))  # fmt: skip


def cmap_of_many_fonts(size: int) -> bytes:
    """A long CMap that belongs to each of many fonts."""
    pairs = "".join(f"<{code:04X}> <0041>" for code in range(20_000))
    fonts = {21 + n: type0(ToUnicode="20 0 R", DescendantFonts="[19 0 R]") for n in range(size)}
    names = "".join(f"/G{n} {21 + n} 0 R" for n in range(size))
    below = b"<</Subtype/CIDFontType2/W[0 65535 500]>>"
    content = "BT " + "".join(f"/G{n} 9 Tf <00410042> Tj " for n in range(size))
    return made({4: packed(content.encode()), 7: f"<</Font<<{names}>>>>".encode(), 19: below,
                 20: cmap(f"9 beginbfchar {pairs} endbfchar"), **fonts})  # fmt: skip


def cmap_laughs(size: int) -> bytes:
    """A letter that stands for a book."""
    return drawn(
        b"BT /F2 9 Tf " + b"(" + b"aa" * size + b") Tj " + b"(aa) Tj " * size,
        font=type0(ToUnicode="21 0 R"),
        cmap=cmap(f"1 beginbfchar <6161> <{'0041' * 100_000}> endbfchar"),
    )


def widths_huge(size: int) -> bytes:
    below = f"<</Subtype/CIDFontType2/DW {_HUGE}/W[{'0 65535 500 ' * size}0 9999999999 500]>>"
    return drawn(b"BT /F2 9 Tf <00410042> Tj", font=type0(DescendantFonts="[21 0 R]"),
                 below=below.encode())  # fmt: skip


def fonts_many(size: int) -> bytes:
    fonts = {20 + n: b"<</Type/Font/Subtype/Type1/FirstChar 0/Widths 19 0 R>>" for n in range(size)}
    names = "".join(f"/G{n} {20 + n} 0 R" for n in range(size))
    content = "BT " + "".join(f"/G{n} 9 Tf (ab) Tj " for n in range(size))
    widths = f"[{'500 ' * 256}]".encode()
    return made(
        {4: packed(content.encode()), 7: f"<</Font<<{names}>>>>".encode(), 19: widths, **fonts}
    )


_FONTS = (
    "",
    "/Subtype/None",
    "/Subtype/Type0",
    "/Subtype/Type0/DescendantFonts[20 0 R]",
    "/Subtype/Type0/Encoding 4 0 R",
    "/Subtype/Type0/ToUnicode 4 0 R/DescendantFonts 20 0 R",
    "/Subtype/Type0/DescendantFonts[<</W[1[2]3[4 5]6 7]/DW(a)/FontDescriptor<</Ascent 1000000000/Descent 1>>>>]",
    "/Subtype/Type1/Encoding 3",
    "/Subtype/Type1/FontDescriptor 20 0 R",
    f"/Subtype/Type1/FirstChar -99/Widths[(a)/b null {_HUGE}]",
    "/Subtype/TrueType/Encoding<</Differences[/a/b 1000000000/c -3/d(e)]>>",
    "/Subtype/Type3/FontMatrix[0 0 0 0 0 0]",
    "/Subtype/Type3/CharProcs<</a 4 0 R>>/FontMatrix[(a)]",
)


def fonts_odd(size: int) -> bytes:
    fonts = {20 + n: f"<</Type/Font{entries}>>".encode() for n, entries in enumerate(_FONTS)}
    names = "".join(f"/G{n} {20 + n} 0 R" for n in range(len(_FONTS)))
    content = "BT " + "".join(f"/G{n} 9 Tf (ab) Tj <414243> Tj " for n in range(len(_FONTS))) * size
    return made({4: packed(content.encode()), 7: f"<</Font<<{names}>>>>".encode(), **fonts})


def colours_odd(size: int) -> bytes:
    spaces = ("/A[/Indexed 20 0 R 1000000000(abc)]/B[/Separation/x 20 0 R 21 0 R]/C 20 0 R/D[/Indexed/C 0 4 0 R]"
              "/E[/DeviceN[/a/b]/DeviceRGB<</FunctionType 2/C0[1 1]/C1[0]/N -5>>]/F[/Lab]"
              "/G[/Separation/x/DeviceGray<</FunctionType 2/N -5>>]")  # fmt: skip
    content = b"".join(
        b"/%c cs -1 scn (a) Tj 0 scn (b) Tj 999999999999999999999999999999 scn (c) Tj 1 2 3 4 5 scn (d) Tj "
        % name
        for name in b"ABCDEFG"
    )
    return made({4: packed(b"BT /F1 9 Tf 0 g " + content * size),
                 7: f"<</Font<</F1 5 0 R>>/ColorSpace<<{spaces}>>>>".encode(),
                 20: b"[/Indexed 20 0 R 255 20 0 R]", 21: b"<</FunctionType 3/Functions[21 0 R]>>"})  # fmt: skip


# Tables


def table(rows: Iterable[bytes]) -> bytes:
    listed = list(rows)
    return tree(f"<</S/Table/Pg 3 0 R/K[{refs(20, len(listed))}]>>", listed)


def spans_huge(size: int) -> bytes:
    cell = b"<</S/TD/A<</O/Table/ColSpan 1000000000/RowSpan 1000000000>>/K 0>>"
    return table([b"<</S/TR/K[" + cell * 3 + b"]>>"] * size)


def spans_overlapping(size: int) -> bytes:
    cell = b"<</S/TD/A<</O/Table/ColSpan 9/RowSpan 9999>>/K 0>>"
    return table([b"<</S/TR/K[" + cell * 9 + b"]>>"] * size)


def cells_many(size: int) -> bytes:
    return table([b"<</S/TR/K[<</S/TH>><</S/TD>>" + b"<</S/TD/K 0>>" * 8 + b"]>>"] * (size // 10))


def headers_many(size: int) -> bytes:
    """Cells of which each names all header cells."""
    ids = "".join(f"(h{n})" for n in range(size))
    heads = "".join(f"<</S/TH/ID(h{n})/K 0>>" for n in range(size))
    cell = f"<</S/TD/K 0/A<</O/Table/Headers {21 + size} 0 R>>>>"
    rows = [f"<</S/TR/K[{heads}]>>", *[f"<</S/TR/K[{cell * 9}]>>"] * size]
    return made({6: f"<</K<</S/Table/Pg 3 0 R/K[{refs(20, len(rows))}]>>>>".encode(),
                 21 + size: f"[{ids}]".encode(),
                 **{20 + n: row.encode() for n, row in enumerate(rows)}})  # fmt: skip


def tables_nested(size: int) -> bytes:
    below = [
        f"<</S/Table/K<</S/TR/K[<</S/TH/K 0>><</S/TD/K {21 + n} 0 R>>]>>>>" for n in range(size)
    ]
    return tree("20 0 R", map(str.encode, below))


# The file itself


def objects_many(size: int) -> bytes:
    return made(dict.fromkeys(range(20, 20 + size), b"<</S/P>>"))


def objects_many_in_a_stream(size: int) -> bytes:
    return compact({**PLAIN, **dict.fromkeys(range(20, 20 + size), b"[1 0 R]")})


def objects_misplaced(size: int) -> bytes:
    """A cross-reference table of which every offset is wrong."""
    data = k_wide(size)
    start = data.rindex(b"xref\n0 ")
    return data[:start] + data[start:].replace(b"0 00000 n", b"1 00000 n")


def objects_missing(size: int) -> bytes:
    return tree(f"[{refs(1000, size)}]")


def objects_sought(size: int) -> bytes:
    """A file without its catalog, and with streams through which that may be sought in vain."""
    streams = {20: bytes(size), 21: b" 1" * size, 22: b"1 " * size}
    return made({1: b"<<>>", **{number: stream(data) for number, data in streams.items()}})


def xref_missing(size: int) -> bytes:
    data = k_wide(size)
    return data[: data.rindex(b"xref\n0 ")]


def xref_claims(_: int) -> bytes:
    return made().replace(b"xref\n0 ", b"xref\n0 99999999")


def prev_of_itself(_: int) -> bytes:
    data = made()
    start = data.rindex(b"xref\n0 ")
    return made(trailer=f"/Prev {start}")


def prev_many(size: int) -> bytes:
    """Updates, one after the other; the first of them says that the last one came before it."""
    out = bytearray(made())
    before = out.rindex(b"xref\n0 ")
    for number in range(size):
        start = len(out)
        out += b"xref\n%d 1\n0000000000 65535 f \ntrailer\n" % (20 + number)
        out += b"<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, start)
        before = start
    return bytes(out)


def hybrid_loop(_: int) -> bytes:
    data = made()
    start = data.rindex(b"xref\n0 ")
    return made(trailer=f"/XRefStm {start}")


def linearised(_: int) -> bytes:
    """A file whose first page comes first (ISO 32000-1, annex F), and whose hints are wrong."""
    head = b"%PDF-1.7\n"
    said = b"20 0 obj\n<</Linearized 1/L 99999/H[9 99]/O 3/E 9/N 99/T 7>>\nendobj\n"
    blank = b"%010d %05d %c \n"
    index = len(head) + len(said)
    first = b"xref\n20 1\n" + blank % (len(head), 0, b"n") + (
        b"trailer\n<</Size 21/Root 1 0 R/Prev %010d>>\nstartxref\n0\n%%%%EOF\n"
    )  # fmt: skip
    bodies, offsets = bytearray(), []
    start = index + len(first % 0)
    for number, body in PLAIN.items():
        offsets.append(start + len(bodies))
        bodies += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = blank % (0, 65535, b"f") + b"".join(blank % (offset, 0, b"n") for offset in offsets)
    main = b"xref\n0 9\n" + rows + b"trailer\n<</Size 9>>\nstartxref\n%d\n%%%%EOF\n" % index
    return head + said + first % (start + len(bodies)) + bytes(bodies) + main


def stream_length_odd(size: int) -> bytes:
    lengths = ["-1", "99999999999", "4 0 R", "(a)", "null", "1000000000"]
    streams = {
        20 + n: b"<</Length %s>>\nstream\nBT (a) Tj ET\nendstream" % length.encode()
        for n, length in enumerate(lengths)
    }
    page = PLAIN[3].replace(b"4 0 R", f"[{refs(20, len(lengths)) * size}]".encode())
    return made({3: page, **streams})


def encrypted(entries: str) -> Callable[[int], bytes]:
    def make(_: int) -> bytes:
        key = f"<</Filter/Standard{entries}>>".encode()
        return made({20: key}, trailer="/Encrypt 20 0 R/ID[(a)(b)]")

    return make


_KEYS = f"/O<{'00' * 32}>/U<{'00' * 32}>/P -4"


# What it says of itself


def xmp(body: bytes) -> bytes:
    return made({20: packed(body, "/Type/Metadata/Subtype/XML")}, Metadata="20 0 R")


_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/">%s</rdf:RDF></x:xmpmeta>'
)


def xmp_entities(size: int) -> bytes:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(size))
    return xmp(f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e{size};</x>'.encode())


def xmp_deep(size: int) -> bytes:
    return xmp(_XMP % (b"<rdf:Description><dc:title>" + b"<a>" * size + b"</a>" * size
                       + b"</dc:title></rdf:Description>"))  # fmt: skip


def xmp_wide(size: int) -> bytes:
    return xmp(_XMP % (b"<rdf:Description><dc:title>a</dc:title></rdf:Description>" * size))


def xmp_nested(size: int) -> bytes:
    inner = b"<rdf:RDF><rdf:Description><dc:title>a</dc:title>" * size
    return xmp(_XMP % (inner + b"</rdf:Description></rdf:RDF>" * size))


def info_many(size: int) -> bytes:
    entries = "".join(f"/K{n} 21 0 R" for n in range(size))
    said = b"(" + b"a" * 1_000_000 + b")"
    return made({20: f"<<{entries}>>".encode(), 21: said}, trailer="/Info 20 0 R")


def catalog_of_itself(_: int) -> bytes:
    return made({2: b"<</Type/Pages/Kids 1 0 R/Count 1 0 R/MediaBox 1 0 R>>"},
                Lang="1 0 R", MarkInfo="1 0 R", Names="1 0 R", Outlines="1 0 R", Metadata="1 0 R",
                PageLabels="1 0 R", Dests="1 0 R", AF="1 0 R", ViewerPreferences="1 0 R")  # fmt: skip


CASES: tuple[Case, ...] = (
    Case("k-cyclic", k_cyclic, 100, "stands twice"),
    Case("k-of-root", k_of_root, 1, "no element"),
    Case("k-shared", k_shared, 90_000, "stands twice"),
    Case("k-doubling", k_doubling, 90, "stands twice"),
    Case("k-deep", k_deep, 100_000, "structure tree"),
    Case("k-wide", k_wide, 250_000, "elements"),
    Case("k-deep-and-wide", k_deep_and_wide, 90_000, "structure tree"),
    Case("k-many-texts", k_many_texts, 50, "left out"),
    Case("k-nested-arrays", k_nested_arrays, 100_000, "cannot be read"),
    Case("k-nested-dictionaries", k_nested_dictionaries, 50_000, "Error"),
    Case("strings-shared", strings_shared, 20_000, "texts are left out"),
    Case("attributes-shared", attributes_shared, 20_000, "arrays are left out"),
    Case("class-map-odd", class_map_odd, 1),
    Case("parent-tree-cyclic", parent_tree_cyclic, 1, "a number tree holds itself"),
    Case("parent-tree-doubling", parent_tree_doubling, 300, "a number tree holds itself"),
    Case("parent-tree-huge", parent_tree_huge, 100, "arrays are left out"),
    Case("role-map-cyclic", role_map_cyclic, 40_000, "role map"),
    Case("role-map-long", role_map_long, 40_000, "role map"),
    Case("role-map-of-namespaces-cyclic", role_map_of_namespaces_cyclic, 1, "back to itself"),
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
    Case("form-of-itself", form_of_itself, 1, "draws itself"),
    Case("form-laughs", laughs, 25, "too much"),
    Case("form-laughs-empty", lambda size: laughs(size, ""), 25, "too much"),
    Case("patterns-doubling", patterns_doubling, 20),
    Case("type3-of-itself", type3_of_itself, 1),
    Case("operators-paths", operators(b"0 0 m 9 9 l S "), 1_000_000, "left out"),
    Case("operators-rectangles", operators(b"1 1 9 9 re f "), 1_000_000, "left out"),
    Case("operators-text", operators(b"(a) Tj 0 -9 Td "), 1_000_000, "left out"),
    Case("operators-states", operators(b"q "), 5_000_000, "left out"),
    Case("operators-images", operators(b"/Im Do "), 1_000_000, "left out"),
    Case("operators-inline-images", operators(b"BI ID \x80 EI "), 1_000_000),
    Case("operators-artifacts", operators(b"/Artifact BMC(a)Tj EMC "), 800_000, "left out"),
    Case("operators-nested-marks", operators(b"/P BMC "), 1_000_000, "marked content is not closed"),
    Case("operators-actual-text", operators(b"/Span/A BDC(a)Tj EMC "), 400_000, "left out"),
    Case("operators-open-arrays", operators(b"[ "), 5_000_000),
    Case("operators-open-strings", operators(b"( "), 5_000_000),
    Case("operators-numbers", operators(b"1 "), 9_000_000, "no operators"),
    Case("operators-moves", operators(b"999999999 1 Td "), 2_000_000),
    Case("marks-many", marks_many, 500_000, "left out"),
    Case("artifacts-many", artifacts_many, 80_000),
    Case("strings-long", strings_long, 2_000_000),
    Case("prose-many", prose_many, 60_000),
    Case("belied-many", belied_many, 3_500),
    Case("belied-deep", belied_deep, 400),
    Case("numbers-hidden", numbers_hidden, 30_000),
    Case("contents-many", contents_many, 30_000),
    Case("layers-many", layers_many, 5_000),
    Case("citation-open", citation_open, 50_000),
    Case("word-endless", word_endless, 500_000),
    Case("abbreviations-many", abbreviations_many, 50_000),
    Case("digits-as-alternate", digits_as_alternate, 500_000),
    Case("figures-many", figures_many, 80_000),
    Case("bomb", bomb, 1_000_000_000, "left out"),
    Case("bombs-many", bombs_many, 500, "streams are left out"),
    Case("damaged-many", damaged_many, 1_500, "damaged streams are left out"),
    Case("indexes-damaged", indexes_damaged, 4_900_000, "damaged beyond repair"),
    Case("filters-flate", filters("FlateDecode", zlib.compress(bytes(9_000_000))), 2, "left out"),
    Case("filters-lzw", filters("LZWDecode"), 16),
    Case("filters-run-length", filters("RunLengthDecode", b"\x81\x81" * 500_000), 16, "left out"),
    Case("filters-hex", filters("ASCIIHexDecode", b"34" * 4_000_000), 9, "encoded as ASCII"),
    Case("filters-85", filters("ASCII85Decode", b"z" * 4_000_000), 9, "encoded as ASCII"),
    Case("filters-odd", filters("None"), 99, "left out"),
    Case("predictor", predictor, 9_000_000),
    Case("tiff-predictor", tiff_predictor, 18_000_000),
    Case("image-claims", image_claims, 1_000_000),
    Case("image-bomb", image_bomb, 12_000),
    Case("image-mask-bomb", image_mask_bomb, 20_000),
    Case("images-many", images_many, 5_000),
    Case("shadings-many", shadings_many, 20_000),
    Case("dashes-many", dashes_many, 1_000),
    Case("cmap-ranges", cmap_ranges, 100_000),
    Case("cmap-long", cmap_long, 1_000_000),
    Case("cmap-of-many-fonts", cmap_of_many_fonts, 3_000),
    Case("cmap-laughs", cmap_laughs, 200_000),
    Case("widths-huge", widths_huge, 30_000, "widths"),
    Case("fonts-many", fonts_many, 50_000, "fonts are left out"),
    Case("fonts-odd", fonts_odd, 1),
    Case("colours-odd", colours_odd, 1),
    Case("spans-huge", spans_huge, 1_000),
    Case("spans-overlapping", spans_overlapping, 9_999),
    Case("cells-many", cells_many, 100_000),
    Case("headers-many", headers_many, 5_000, "left out"),
    Case("tables-nested", tables_nested, 160),
    Case("objects-many", objects_many, 1_000_000),
    Case("objects-many-in-a-stream", objects_many_in_a_stream, 1_000_000),
    Case("objects-misplaced", objects_misplaced, 50_000),
    Case("objects-missing", objects_missing, 90_000, "not there"),
    Case("objects-sought", objects_sought, 10_000_000, "Root"),
    Case("xref-missing", xref_missing, 100_000),
    Case("xref-claims", xref_claims, 1),
    Case("prev-of-itself", prev_of_itself, 1, "Circular"),
    Case("prev-many", prev_many, 20_000),
    Case("hybrid-loop", hybrid_loop, 1),
    Case("linearised", linearised, 1),
    Case("stream-length-odd", stream_length_odd, 9),
    Case("encrypted-rc4-40", encrypted(f"/V 1/R 2/Length 40{_KEYS}"), 1, "password"),
    Case("encrypted-rc4-128", encrypted(f"/V 2/R 3/Length 128{_KEYS}"), 1, "password"),
    Case("encrypted-aes-128", encrypted(
        f"/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF{_KEYS}"),
        1, "encrypted"),
    Case("encrypted-aes-256", encrypted(
        "/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF"
        f"/O<{'00' * 48}>/U<{'00' * 48}>/OE<{'00' * 32}>/UE<{'00' * 32}>/Perms<{'00' * 16}>/P -4"),
        1, "encrypted"),
    Case("encrypted-unknown", encrypted(f"/V 99/R 99/Length -5{_KEYS}"), 1, "Encryption"),
    Case("encrypted-bare", encrypted(""), 1, "damaged"),
    Case("encrypted-odd", encrypted("/V 2/R 3/Length 1000000000/O 1 0 R/U(a)/P/x"), 1, "damaged"),
    Case("encrypted-by-itself", encrypted("/V 20 0 R/R 20 0 R/O 20 0 R/U 20 0 R/P 20 0 R"), 1, "damaged"),
    Case("xmp-entities", xmp_entities, 30, "document type"),
    Case("xmp-deep", xmp_deep, 400_000),
    Case("xmp-wide", xmp_wide, 50_000),
    Case("xmp-nested", xmp_nested, 10_000),
    Case("xmp-bomb", lambda size: xmp(b"<x>" + b" " * size + b"</x>"), 15_000_000, "XMP"),
    Case("info-many", info_many, 20_000, "texts are left out"),
    Case("catalog-of-itself", catalog_of_itself, 1),
)  # fmt: skip
