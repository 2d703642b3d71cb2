"""Random replacement of tokens in PDF syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

NUMBERS = [
    b"-1", b"0", b"1", b"3", b"255", b"256", b"65536", b"-2147483649", b"4294967296", b"99999999999999999999",
    b"1000000000", b"0.00000001", b"-.5", b"1e9", b"nan", b"inf", b"--3", b"1.2.3", b"null", b"true", b"(9)",
]  # fmt: skip
_TOKEN = re.compile(rb"\d+ \d+ R|/[^\s/<>\[\]()]+|[-+]?\d*\.?\d+|<<|>>|\[|\]")
_NAME = re.compile(rb"/[^\s/<>\[\]()]+")


def replace_tokens(
    random: Random, body: bytes, others: Sequence[bytes], objects: Mapping[int, bytes] | None = None
) -> bytes:
    found = list(_TOKEN.finditer(body))
    for token in sorted(
        random.sample(found, min(len(found), random.choice((1, 1, 2, 5)))),
        key=re.Match.start,
        reverse=True,
    ):
        new = _other_token(random, token[0], random.choice(others), objects)
        body = body[: token.start()] + new + body[token.end() :]
    return body


def _other_token(
    random: Random, token: bytes, other: bytes, objects: Mapping[int, bytes] | None
) -> bytes:
    if token.endswith(b"R") and random.random() < 0.8:
        return b"%d 0 R" % random.choice(list(objects or {1: b"", 99: b""}))
    if token.startswith(b"/") and random.random() < 0.8:
        return random_name(random, other)
    if token[:1] in b"<>[]" and random.random() < 0.7:
        return random.choice((b"", token * 2, token * 999))
    return random.choice(
        (b" " + random.choice(NUMBERS) + b" ", b"[" * 40 + b"]" * 40, b"<<>>", b"()")
    )


def random_name(random: Random, body: bytes) -> bytes:
    names: list[bytes] = _NAME.findall(body)
    return random.choice(names or [b"/K"])
