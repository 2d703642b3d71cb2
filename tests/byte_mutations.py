"""Mutations of the bytes of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutation_tokens import replace_tokens

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


def change_bytes(random: Random, data: bytes, _: bytes) -> bytes:
    out = bytearray(data)
    for _each in range(random.choice((1, 3, 10, 100)) if out else 0):
        out[random.randrange(len(out))] = random.randrange(256)
    return bytes(out)


def cut_end(random: Random, data: bytes, _: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def cut_start(random: Random, data: bytes, _: bytes) -> bytes:
    return data[random.randrange(len(data) + 1) :]


def splice(random: Random, data: bytes, other: bytes) -> bytes:
    return cut_end(random, data, b"") + cut_start(random, other, b"")


def cut_out(random: Random, data: bytes, _: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 10, 1000)) :]


def repeat_part(random: Random, data: bytes, _: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    part = data[start : start + random.choice((10, 300, 5000))]
    return data[:start] + part * random.choice((2, 3, 50)) + data[start:]


def change_line_ends(random: Random, data: bytes, _: bytes) -> bytes:
    """Change line ends, as a transfer in text mode does."""
    return data.replace(*random.choice(((b"\n", b"\r\n"), (b"\r\n", b"\n"), (b"\n", b"\r"))))


def change_tokens_of_file(random: Random, data: bytes, _: bytes) -> bytes:
    return replace_tokens(random, data, [data])


BYTE_MUTATIONS: tuple[Callable[[Random, bytes, bytes], bytes], ...] = (
    change_bytes, cut_end, cut_start, splice, cut_out, repeat_part, change_line_ends, change_tokens_of_file,
)  # fmt: skip
