"""A guess at a wait, and how a guess is judged."""

from __future__ import annotations

from typing import NamedTuple

LEVELS = (0.1, 0.5, 0.9)
"""The shares of the three quantiles."""


class Guess(NamedTuple):
    """A wait as a distribution, in seconds: 10 %, 50 % and 90 % quantiles, and the mean.

    The quantiles are of somebody who stays. The mean is of those who are served, fewer of whom wait long: it is for figures and told to nobody.
    """

    low: float
    middle: float
    high: float
    mean: float

    @property
    def quantiles(self) -> tuple[float, float, float]:
        """The three quantiles."""
        return self[0], self[1], self[2]


def in_order(low: float, middle: float, high: float, mean: float) -> Guess:
    """Return a guess whose quantiles do not cross and are not negative: the same three numbers, sorted."""
    low, middle, high = sorted((low, middle, high))
    return Guess(max(low, 0.0), max(middle, 0.0), max(high, 0.0), max(mean, 0.0))


def pinball(level: float, guessed: float, came: float) -> float:
    """Return the loss whose expectation is least at the quantile of this level (Koenker and Bassett 1978), in seconds."""
    missed = came - guessed
    return level * missed if missed >= 0 else (level - 1.0) * missed
