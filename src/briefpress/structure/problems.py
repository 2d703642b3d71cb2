"""What is wrong with a PDF, and what is left out of it as it is too much."""

from __future__ import annotations

PROBLEMS = 200


class Problems:
    """What was damaged, and what was left out for its size, each once, up to a number.

    `mended` counts what was told of streams that were unpacked in spite of their damage.
    """

    def __init__(self) -> None:
        self.mended = 0
        self._found: dict[str, None] = {}
        self.limits: dict[str, None] = {}

    def add(self, problem: str) -> None:
        """Keep what is damaged."""
        if len(self._found) < PROBLEMS:
            self._found[problem] = None
        elif problem not in self._found:
            self._found[f"and more: only the first {PROBLEMS} problems are listed"] = None

    def limit(self, what: str) -> None:
        """Keep what was left out."""
        self.limits[what] = None

    def all(self) -> tuple[str, ...]:
        """Return what is damaged."""
        return tuple(self._found)


class Allowance:
    """How much of something is read in all; what goes beyond is left out, and told once."""

    def __init__(self, problems: Problems, most: int, what: str) -> None:
        self._problems, self._most, self._what, self._left = problems, most, what, most

    def take(self, count: int = 1) -> bool:
        """Say whether so much more may be read."""
        self._left -= count
        if self._left < 0:
            self._problems.limit(f"{self._what} are left out: more than {self._most:,} in all")
        return self._left >= 0

    @property
    def left(self) -> int:
        """How much more may be read."""
        return max(self._left, 0)

    @property
    def is_spent(self) -> bool:
        """Whether anything was left out."""
        return self._left < 0
