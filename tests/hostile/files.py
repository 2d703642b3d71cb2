"""Cross-references, object streams and encryption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.builder import PLAIN, Case, make_pdf, make_tree, references
from hostile.structure_trees import k_wide
from pdf_objects import assemble_compressed, stream

if TYPE_CHECKING:
    from collections.abc import Callable


def objects_many(size: int) -> bytes:
    return make_pdf(dict.fromkeys(range(20, 20 + size), b"<</S/P>>"))


def objects_many_in_a_stream(size: int) -> bytes:
    return assemble_compressed({**PLAIN, **dict.fromkeys(range(20, 20 + size), b"[1 0 R]")})


def objects_misplaced(size: int) -> bytes:
    """A cross-reference table whose offsets are all wrong."""
    data = k_wide(size)
    start = data.rindex(b"xref\n0 ")
    return data[:start] + data[start:].replace(b"0 00000 n", b"1 00000 n")


def objects_missing(size: int) -> bytes:
    return make_tree(f"[{references(1000, size)}]")


def catalog_missing(size: int) -> bytes:
    """A file without a catalog, with streams in which a reader may search for one."""
    streams = {20: bytes(size), 21: b" 1" * size, 22: b"1 " * size}
    return make_pdf({1: b"<<>>", **{number: stream(data) for number, data in streams.items()}})


def xref_missing(size: int) -> bytes:
    data = k_wide(size)
    return data[: data.rindex(b"xref\n0 ")]


def xref_claims(_size: int) -> bytes:
    return make_pdf().replace(b"xref\n0 ", b"xref\n0 99999999")


def prev_of_itself(_size: int) -> bytes:
    data = make_pdf()
    start = data.rindex(b"xref\n0 ")
    return make_pdf(trailer=f"/Prev {start}")


def prev_many(size: int) -> bytes:
    """A long chain of incremental updates."""
    out = bytearray(make_pdf())
    before = out.rindex(b"xref\n0 ")
    for number in range(size):
        start = len(out)
        out += b"xref\n%d 1\n0000000000 65535 f \ntrailer\n" % (20 + number)
        out += b"<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, start)
        before = start
    return bytes(out)


def hybrid_loop(_size: int) -> bytes:
    data = make_pdf()
    start = data.rindex(b"xref\n0 ")
    return make_pdf(trailer=f"/XRefStm {start}")


def linearised(_size: int) -> bytes:
    """A linearised file (ISO 32000-1, annex F) with wrong hints."""
    head = b"%PDF-1.7\n"
    linearization = b"20 0 obj\n<</Linearized 1/L 99999/H[9 99]/O 3/E 9/N 99/T 7>>\nendobj\n"
    blank = b"%010d %05d %c \n"
    index = len(head) + len(linearization)
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
    return head + linearization + first % (start + len(bodies)) + bytes(bodies) + main


def stream_length_odd(size: int) -> bytes:
    lengths = ["-1", "99999999999", "4 0 R", "(a)", "null", "1000000000"]
    streams = {
        20 + n: b"<</Length %s>>\nstream\nBT (a) Tj ET\nendstream" % length.encode()
        for n, length in enumerate(lengths)
    }
    page = PLAIN[3].replace(b"4 0 R", f"[{references(20, len(lengths)) * size}]".encode())
    return make_pdf({3: page, **streams})


def encrypted(entries: str) -> Callable[[int], bytes]:
    def make(_size: int) -> bytes:
        key = f"<</Filter/Standard{entries}>>".encode()
        return make_pdf({20: key}, trailer="/Encrypt 20 0 R/ID[(a)(b)]")

    return make


_KEYS = f"/O<{'00' * 32}>/U<{'00' * 32}>/P -4"


CASES = (
    Case("objects-many", objects_many, 1_000_000),
    Case("objects-many-in-a-stream", objects_many_in_a_stream, 1_000_000),
    Case("objects-misplaced", objects_misplaced, 50_000),
    Case("objects-missing", objects_missing, 90_000, "holds something that is no element"),
    Case("catalog-missing", catalog_missing, 10_000_000, "damaged beyond repair"),
    Case("xref-missing", xref_missing, 100_000),
    Case("xref-claims", xref_claims, 1),
    Case("prev-of-itself", prev_of_itself, 1, "made anew"),
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
    Case("encrypted-unknown", encrypted(f"/V 99/R 99/Length -5{_KEYS}"), 1, "damaged beyond repair"),
    Case("encrypted-bare", encrypted(""), 1, "damaged"),
    Case("encrypted-odd", encrypted("/V 2/R 3/Length 1000000000/O 1 0 R/U(a)/P/x"), 1, "damaged"),
    Case("encrypted-by-itself", encrypted("/V 20 0 R/R 20 0 R/O 20 0 R/U 20 0 R/P 20 0 R"), 1, "damaged"),
)  # fmt: skip
