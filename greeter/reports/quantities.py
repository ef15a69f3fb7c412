"""Kinds of number that a report holds: shares, quantiles, counts and amounts, each with the n it rests on.

A number may be veiled for a public report (`greeter.reports.public`): rounded, told by its bound, or withheld. A veiled number does not hold the
exact one any more, so that no page or file can let it slip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, sqrt
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Z95 = 1.959963984540054
"""The normal quantile of a 95 % interval."""


class Veil(StrEnum):
    """Whether a number is shown."""

    NONE = "shown"
    ROUNDED = "rounded"
    """The percent is told; n is rounded down to ten."""
    FEW = "fewer than 10"
    """From 1 to 9 visits are counted: the percent is an upper bound."""
    ALL_BUT_FEW = "all but fewer than 10"
    """From 1 to 9 visits are not counted: the percent is a lower bound."""
    WITHHELD = "withheld"


class Unit(StrEnum):
    """What a number counts."""

    MINUTES = "min"
    PERCENT = "%"
    POINTS = "points"
    """Of percent: the difference of two shares."""
    VISITS = "visits"
    REQUESTS = "requests"
    LINES = "lines"
    NUMBER = "number"
    MONEY = "money"
    IN_TIME = "in time"
    """Visits served in time that were not."""
    SPARED = "visits spared"
    """Visits, or visitors, to whom it would not happen."""
    WAITING = "min of waiting"
    WORK = "min of work"


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n`; under any veil, `k` percent of about `n`. goal: the share it is held against, where there is one."""

    k: int
    n: int
    goal: float | None = None
    veil: Veil = Veil.NONE

    @property
    def known(self) -> bool:
        """Whether there is a share to tell, if only as a bound."""
        return self.n > 0 and self.veil is not Veil.WITHHELD

    @property
    def exact(self) -> bool:
        """Whether `k` counts visits."""
        return self.veil is Veil.NONE

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 0 where nothing is known."""
        if not self.exact:
            return self.k / 100
        return self.k / self.n if self.n else 0.0

    @property
    def met(self) -> bool:
        """Whether the goal is reached, exactly and before any rounding."""
        return self.goal is None or self.value >= self.goal

    @property
    def percent(self) -> int:
        """The share in whole percent. Rounding never lifts it to a goal it missed, nor to 0 or 100 that it is not."""
        if not self.exact:
            return self.k
        whole = round_half_up(100 * self.value)
        if self.k < self.n:
            whole = min(whole, 99)
        if self.k > 0:
            whole = max(whole, 1)
        if self.goal is not None and not self.met and whole >= (goal := whole_up(100 * self.goal)):
            whole = goal - 1
        return whole

    def interval(self) -> tuple[float, float]:
        """Return the Wilson score interval at 95 % (Wilson 1927); (0, 1) where n is 0."""
        return wilson(self.k if self.exact else round_half_up(self.value * self.n), self.n)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Nearest-rank quantiles of durations, in milliseconds. longest: None where it would tell of a single visit."""

    n: int
    p50: int = 0
    p90: int = 0
    longest: int | None = 0
    veil: Veil = Veil.NONE

    @property
    def known(self) -> bool:
        """Whether there is a quantile to tell."""
        return self.n > 0 and self.veil is not Veil.WITHHELD


@dataclass(frozen=True, slots=True)
class Count:
    """So many visits, or lines of the journal."""

    n: int
    unit: Unit = Unit.VISITS
    veil: Veil = Veil.NONE


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is neither of these: a mean, a ratio, money. None where nothing can be said.

    fewest: the smallest number of visits that could be computed back from it; None where that is n.
    """

    value: float | None
    n: int
    unit: Unit
    decimals: int = 2
    fewest: int | None = None
    veil: Veil = Veil.NONE

    @property
    def known(self) -> bool:
        """Whether there is an amount to tell."""
        return self.value is not None and self.veil is not Veil.WITHHELD


@dataclass(frozen=True, slots=True)
class Saving:
    """What something would save, and between what it lies 19 times out of 20. value: None where `high` is only the most it can be.

    n: visits it rests on. Where `high` is None, nothing can be said.
    """

    n: int
    unit: Unit
    value: float | None = None
    low: float = 0.0
    high: float | None = None
    veil: Veil = Veil.NONE

    @property
    def known(self) -> bool:
        """Whether there is anything to tell, if only a bound."""
        return self.high is not None and self.veil is not Veil.WITHHELD

    @property
    def bound(self) -> bool:
        """Whether only the most it can be is known."""
        return self.known and self.value is None

    def times(self, factor: float, unit: Unit) -> Saving:
        """Return it in another unit: so much for each."""
        value, high = (None if one is None else one * factor for one in (self.value, self.high))
        return replace(self, unit=unit, value=value, low=self.low * factor, high=high)


Quantity = Share | Quantiles | Count | Amount | Saving


def quantiles(durations: Iterable[int]) -> Quantiles:
    """Return the nearest-rank quantiles of durations in milliseconds.

    >>> quantiles([3, 1, 2, 4, 5, 6, 7, 8, 9, 10]).p90
    9
    """
    ranked = sorted(durations)
    if not ranked:
        return Quantiles(0)
    return Quantiles(len(ranked), nearest_rank(ranked, 50), nearest_rank(ranked, 90), ranked[-1])


def whole_up(value: float) -> int:
    """Return the next whole number, and the same for one that is whole but for what a computer adds: 0.55 x 20 is 11, not 11.000000000000002.

    >>> whole_up(0.55 * 20), whole_up(11.01)
    (11, 12)
    """
    return ceil(round(value, 6))


def nearest_rank(ranked: Sequence[int], percent: int) -> int:
    """Return the smallest of the sorted values that at least `percent` of them do not exceed."""
    place = -(-percent * len(ranked) // 100)  # whole numbers: 0.9 x 10 must be 9
    return ranked[max(place, 1) - 1]


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the Wilson score interval of `k` of `n` at 95 %.

    >>> [round(end, 4) for end in wilson(9, 10)]
    [0.5958, 0.9821]
    """
    if n == 0:
        return 0.0, 1.0
    share, z2 = k / n, Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def pinball(actual: float, forecast: float, level: float) -> float:
    """Return the pinball loss of one forecast quantile: 0 is perfect; the unit is the unit of the values.

    The mean over many is least where the forecast is the true quantile (Koenker and Bassett 1978).
    """
    over = actual - forecast
    return level * over if over >= 0 else (level - 1) * over


def round_half_up(value: float) -> int:
    """Return the nearest whole number, halves up, as people do it."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


def tenths(ms: int) -> str:
    """Return a duration in minutes with one decimal, halves up: `9.4`."""
    tenth = (ms * 10 + MINUTE_MS // 2) // MINUTE_MS
    return f"{tenth // 10}.{tenth % 10}"
