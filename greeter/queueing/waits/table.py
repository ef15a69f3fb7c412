"""Past waits by one number of the state: from the first day on, and without any other package."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from greeter.queueing.waits.guess import LEVELS, Guess

if TYPE_CHECKING:
    from collections.abc import Sequence

BIN = 30
"""A bin has at least so many past waits, unless all together are fewer."""
MOST_BINS = 24


class Table:
    """Quantiles of past waits, in bins of a number. Each past wait is its number, its seconds, and for how many it stands.

    Empty, it has no guess. The mean is of those who came, each once.
    """

    def __init__(self, past: Sequence[tuple[float, float, float]], *, most_bins: int = MOST_BINS) -> None:
        self._edges: list[float] = []
        self._guesses: list[Guess] = []
        size = max(BIN, len(past) // most_bins)
        rows = sorted(past)
        begin = 0
        while begin < len(rows):
            end = begin + size
            while end < len(rows) and rows[end][0] == rows[end - 1][0]:
                end += 1  # the same number belongs into the same bin
            if len(rows) - end < size:
                end = len(rows)
            if begin:
                self._edges.append(rows[begin][0])
            self._guesses.append(_guess(sorted((wait, weight) for _, wait, weight in rows[begin:end])))
            begin = end

    def guess(self, number: float) -> Guess | None:
        """Return what those with such a number had to wait."""
        return self._guesses[bisect_right(self._edges, number)] if self._guesses else None


def _guess(waits: Sequence[tuple[float, float]]) -> Guess:
    total = sum(weight for _, weight in waits)
    found, reached, levels = [], 0.0, list(LEVELS)
    for wait, weight in waits:
        reached += weight
        while levels and reached >= levels[0] * total:
            found.append(wait)
            levels.pop(0)
    found += [waits[-1][0]] * len(levels)  # what rounding left over
    return Guess(found[0], found[1], found[2], sum(wait for wait, _ in waits) / len(waits))
