"""What has to follow the numbers of a column, unseen, so that they are aligned at the decimal sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefpress.content import number_tail

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Tail(NamedTuple):
    """What follows the whole part of a number: how many decimals, and a unit such as " %"."""

    decimals: int
    unit: str


def paddings(texts: Sequence[str], sign: str) -> list[str]:
    """Return for each text of a column what fills it up to the longest number of decimals, and the unit.

    Figures are all of one width in a table, so that any will do. A dash stands in the place of ones.
    """
    tails = [_tail(text, sign) for text in texts]
    decimals = max((tail.decimals for tail in tails if tail), default=0)
    unit = max((tail.unit for tail in tails if tail), key=len, default="")
    return [
        _padding(tail or _Tail(0, ""), sign, decimals, unit) if text else ""
        for text, tail in zip(texts, tails, strict=True)
    ]


def _padding(tail: _Tail, sign: str, decimals: int, unit: str) -> str:
    point = sign if decimals and not tail.decimals else ""
    return point + "0" * (decimals - tail.decimals) + ("" if tail.unit else unit)


def _tail(text: str, sign: str) -> _Tail | None:
    tail = number_tail(text, sign)
    if tail is None:
        return None
    decimals = sum(char.isdigit() for char in tail)
    return _Tail(decimals, tail[decimals + 1 :] if decimals else tail)
