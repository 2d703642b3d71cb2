"""Matrices and boxes (ISO 32000-2 8.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.structure.elements import Rect

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

FAR = 1e6  # points: what is farther out is on no page


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies one matrix and then another (8.3.4)."""
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741 - the letters in order
    return (
        a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p,
    )  # fmt: skip


def transform_box(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Rect | None:
    """Return the box on the page round a transformed rectangle; None if it is too far out."""
    a, b, c, d, e, f = matrix
    if not (b or c):
        x0, x1, y0, y1 = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        box = (min(x1, x0), min(y1, y0), max(x0, x1), max(y0, y1))
        return box if -FAR < box[0] <= box[2] < FAR and -FAR < box[1] <= box[3] < FAR else None
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    box = (min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)
    return box if all(-FAR < side < FAR for side in box) else None


def intersection(one: Rect, other: Rect | None) -> Rect | None:
    """Return the area that two boxes share, None if there is none; without another, the one box."""
    if other is None:
        return one
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    x1, y1 = min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def clipped(box: Rect, clip: Rect | None) -> Rect:
    """Return the part of a box within a clipping box; a box without area if there is none."""
    return intersection(box, clip) or (box[0], box[1], box[0], box[1])


def cut(box: Rect, clip: Rect | None, page: Rect | None) -> Rect:
    """Return what a clipping box within a page leaves of a box; the page's own edges cut nothing off."""
    if clip is None or page is None or clip == page:
        return box
    left, bottom = (
        low if low > edge else -FAR for low, edge in zip(clip[:2], page[:2], strict=True)
    )
    right, top = (
        high if high < edge else FAR for high, edge in zip(clip[2:], page[2:], strict=True)
    )
    return intersection(box, (left, bottom, right, top)) or box
