"""Whether the text of a file has a space wherever a line ends between two words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.structure.elements import Run

# Programs that write these spaces write them at nearly all line ends, others at nearly none; what is
# left are words that are cut without a sign.
_LEAST = 0.25


def has_spaces_at_line_ends(sequences: Iterable[Sequence[Run]]) -> bool:
    """Say whether lines within marked content mostly end with a space, given its runs.

    Then two lines without a space between them are one word.
    """
    count = spaced = 0
    for runs in sequences:
        for last, first in pairwise(runs):
            if min(last.box[3], first.box[3]) <= max(last.box[1], first.box[1]):
                count += 1
                spaced += last.text[-1:].isspace() or first.text[:1].isspace()
    return count > 0 and spaced >= _LEAST * count
