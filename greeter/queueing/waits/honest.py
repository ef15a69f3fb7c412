"""Keeps guesses honest: moves each quantile by what the last waits showed, so that as many come out under it as it says.

Conformal prediction online (Gibbs and Candès 2021; Angelopoulos, Candès and Tibshirani 2023, whose three parts these are): a quantile of the last
scores, which follows a drift slowly; and a push by today's own misses, which holds the day. Scores are misses over the guess's spread, so that
a long uncertain wait and a short sure one teach the same. What is told is held against the waits that came, as the report holds it; how long those
who gave up would have waited is in the guesses already (`greeter.queueing.patience`).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from math import ceil

from greeter.queueing.waits.guess import LEVELS, Guess, in_order

WINDOW = 1000
"""So many of the last scores count."""
FROM = 100
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
        self._seen = 0

    def new_day(self) -> None:
        """Forget what today pushed."""
        self._missed = [0.0] * len(LEVELS)
        self._seen = 0

    def corrected(self, guess: Guess) -> Guess:
        """Return the guess with its quantiles moved; the mean stays."""
        spread = _spread(guess)
        sides = (guess.middle - guess.low, (guess.high - guess.low) / 2, guess.high - guess.middle)
        moved = []
        for place, level in enumerate(LEVELS):
            push = PUSH * self._missed[place] / (self._seen + CALM)
            moved.append(guess[place] + spread * self._windows[place].quantile(level) + sides[place] * push)
        return in_order(moved[0], moved[1], moved[2], guess.mean)

    def learn(self, guess: Guess, told: Guess, came: float) -> None:
        """Learn from a wait that came, in seconds: the guess before the correction, and what was told after it."""
        spread = _spread(guess)
        for place, level in enumerate(LEVELS):
            self._windows[place].add((came - guess[place]) / spread)
            self._missed[place] += level - (came <= told[place])
        self._seen += 1


class _Window:
    """The last scores, and their quantile."""

    def __init__(self) -> None:
        self._last: deque[float] = deque()
        self._sorted: list[float] = []

    def add(self, score: float) -> None:
        self._last.append(score)
        insort(self._sorted, score)
        if len(self._last) > WINDOW:
            del self._sorted[bisect_left(self._sorted, self._last.popleft())]

    def quantile(self, level: float) -> float:
        """Return the quantile of conformal prediction: of n scores the (n + 1) x level-th. 0 while there are too few."""
        count = len(self._sorted)
        if count < FROM:
            return 0.0
        return self._sorted[min(max(ceil((count + 1) * level), 1), count) - 1]


def _spread(guess: Guess) -> float:
    return guess.high - guess.low + LEAST_SPREAD
