"""Collects what is damaged in a PDF, and what is left out because it is too much."""

from __future__ import annotations

PROBLEMS = 200


class Problems:
    """What is damaged, up to `PROBLEMS`, and what was left out for its size, each once.

    `flaws` are against the rules and harm nobody. `lost` are the numbers of objects that the file
    lists and does not hold there: damage, where something refers to one. `repairs` counts the
    messages about damaged streams that could be decoded all the same.
    """

    def __init__(self) -> None:
        self.repairs = 0
        self._found: dict[str, None] = {}
        self._flaws: dict[str, None] = {}
        self.lost: set[int] = set()
        self.limits: dict[str, None] = {}

    def add(self, problem: str) -> None:
        """Note damage."""
        if len(self._found) < PROBLEMS:
            self._found[problem] = None
        elif problem not in self._found:
            self._found[f"and more: only the first {PROBLEMS} problems are listed"] = None

    def note(self, flaw: str) -> None:
        """Note what is against the rules and harms nobody."""
        if len(self._flaws) < PROBLEMS:
            self._flaws[flaw] = None

    def limit(self, what: str) -> None:
        """Note what is left out."""
        self.limits[what] = None

    def all(self) -> tuple[str, ...]:
        """Return the damage, in the order in which it was found."""
        return tuple(self._found)

    def flaws(self) -> tuple[str, ...]:
        """Return what is against the rules and harms nobody; of lost objects, once for all."""
        count = len(self.lost)
        entries = "an entry" if count == 1 else f"{count} entries"
        unused = (
            (f"{entries} of its table of objects lead{'s' * (count == 1)} nowhere",)
            if count
            else ()
        )
        return (*unused, *self._flaws)


class Allowance:
    """How much of something is read in a document; what exceeds it is left out and noted once."""

    def __init__(self, problems: Problems, most: int, what: str) -> None:
        self._problems, self._most, self._what, self._left = problems, most, what, most

    def take(self, count: int = 1) -> bool:
        """Count something, and say whether it is still within the allowance."""
        self._left -= count
        if self._left < 0:
            self._problems.limit(f"{self._what} are left out: more than {self._most:,} in all")
        return self._left >= 0

    @property
    def left(self) -> int:
        """How much is left of the allowance."""
        return max(self._left, 0)

    @property
    def is_spent(self) -> bool:
        """Whether the allowance was exceeded."""
        return self._left < 0
