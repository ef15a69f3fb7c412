"""Keeps guesses honest: moves each quantile by what the last waits showed, so that as many come out under it as it says.

Conformal prediction online (Gibbs and Candès 2021; Angelopoulos, Candès and Tibshirani 2023, whose three parts these are): a quantile of the last
scores, which follows a drift slowly; and a push by today's own misses, which holds the day. Scores are misses over the guess's spread, so that
a long uncertain wait and a short sure one teach the same.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque

from greeter.queueing.waits.guess import LEVELS, Guess, in_order

WINDOW = 1000
"""So many of the last scores count."""
FROM = 20
"""Scores without which nothing is moved."""
PUSH = 3.0
"""How hard today's misses push: so many times the guess's width on that side for each whole share missed."""
CALM = 8.0
"""Today's misses count as if so many more had been hit as they should."""
LEAST_SPREAD = 20.0
"""Seconds added to a guess's spread, for those that are almost sure."""


class Honest:
    """The correction of three quantiles. Tell it each wait as it ends, and when a new day begins."""

    def __init__(self) -> None:
        self._windows = [_Window() for _ in LEVELS]
        self._missed = [0.0] * len(LEVELS)
        self._seen = 0.0

    def new_day(self) -> None:
        """Forget what today pushed."""
        self._missed = [0.0] * len(LEVELS)
        self._seen = 0.0

    def corrected(self, guess: Guess) -> Guess:
        """Return the guess with its quantiles moved; the mean stays."""
        spread = _spread(guess)
        sides = (guess.middle - guess.low, (guess.high - guess.low) / 2, guess.high - guess.middle)
        moved = []
        for place, level in enumerate(LEVELS):
            push = PUSH * self._missed[place] / (self._seen + CALM)
            moved.append(guess[place] + spread * self._windows[place].quantile(level) + sides[place] * push)
        return in_order(moved[0], moved[1], moved[2], guess.mean)

    def learn(self, guess: Guess, told: Guess, came: float, weight: float) -> None:
        """Learn from a wait that came, in seconds: the guess before the correction, and what was told after it."""
        spread = _spread(guess)
        for place, level in enumerate(LEVELS):
            self._windows[place].add((came - guess[place]) / spread, weight)
            self._missed[place] += level - (came <= told[place])
        self._seen += 1.0


class _Window:
    """The last scores, with their weights, and their quantile."""

    def __init__(self) -> None:
        self._last: deque[tuple[float, float]] = deque()
        self._sorted: list[tuple[float, float]] = []
        self._total = 0.0

    def add(self, score: float, weight: float) -> None:
        self._last.append((score, weight))
        insort(self._sorted, (score, weight))
        self._total += weight
        if len(self._last) > WINDOW:
            oldest = self._last.popleft()
            del self._sorted[bisect_left(self._sorted, oldest)]
            self._total -= oldest[1]

    def quantile(self, level: float) -> float:
        if len(self._sorted) < FROM:
            return 0.0
        wanted, reached = max(level, 0.0) * self._total, 0.0
        for score, weight in self._sorted:
            reached += weight
            if reached >= wanted:
                return score
        return self._sorted[-1][0]


def _spread(guess: Guess) -> float:
    return guess.high - guess.low + LEAST_SPREAD
