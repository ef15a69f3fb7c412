"""How long something takes, as values that are equally likely."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS = 64
"""Values of a spread that was drawn from many."""
_LONGER = 0.25
"""What has lasted longer than anything known goes on for at most this share of it."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Equally likely values, ascending; not empty. Infinite ones stand for what never happens."""

    values: tuple[float, ...]

    @staticmethod
    def of(values: Iterable[float], points: int = POINTS) -> Spread:
        """Return the spread of observed values; of more than `points`, so many of their quantiles."""
        ordered = sorted(values)
        n = len(ordered)
        if n <= points:
            return Spread(tuple(ordered))
        return Spread(tuple(ordered[int((place + 0.5) * n / points)] for place in range(points)))

    def any(self, chance: float) -> float:
        """Return a value by a chance from 0 to 1 (1 excluded)."""
        return self.values[int(chance * len(self.values))]

    def rest(self, lasted: float, chance: float) -> float:
        """Return how much longer it lasts, given that it has lasted so long already."""
        values = self.values
        if lasted <= 0:
            return values[int(chance * len(values))]
        first = bisect_right(values, lasted)
        if first == len(values):
            return chance * _LONGER * lasted
        return values[first + int(chance * (len(values) - first))] - lasted

    @property
    def middle(self) -> float:
        """The median; infinite where most never happens."""
        return self.values[len(self.values) // 2]

    @property
    def mean(self) -> float:
        """The mean of what happens; 0 where nothing does."""
        finite = [value for value in self.values if value < inf]
        return sum(finite) / len(finite) if finite else 0.0
