"""Whether two numbers of some days differ by more than chance, where that can be said honestly.

Visits of one day are not drawn one by one: a clerk who is ill makes all of that day's waits long. So days are what chance draws, and a number's
spread is that between days: for a ratio of sums by the linearised variance of a ratio (Cochran, Sampling Techniques, 1977, section 6.3), for half of
the waits by Woodruff's interval (Woodruff 1952), from the same variance. The spread is never taken to be less than that of visits drawn one by one.
A difference has the interval of its two sides together (Zou and Donner 2008), with the t quantile of Welch and Satterthwaite's degrees of freedom.
With fewer than 5 days or 30 visits on a side nothing is said.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from math import ceil, sqrt
from typing import TYPE_CHECKING

from greeter.reports.quantities import Z95, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_DAYS = 5
FEWEST_VISITS = 30


@dataclass(frozen=True, slots=True)
class Spread:
    """A number with its standard error, and the days it rests on."""

    value: float
    error: float
    days: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference, and between what the true one lies 19 times out of 20; None where that can't be said."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def beyond_chance(self) -> bool:
        """Whether 0 lies outside."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def of_days(days: Sequence[tuple[float, float]]) -> Spread | None:
    """Return the ratio of two sums over days, such as visits served in time of visits judged; None where nothing was counted."""
    kept = [(part, whole) for part, whole in days if whole > 0]
    whole = sum(one for _, one in kept)
    if not whole:
        return None
    value, m = sum(part for part, _ in kept) / whole, len(kept)
    apart = sum((part - value * all_of) ** 2 for part, all_of in kept)
    return Spread(value, sqrt(m / (m - 1) * apart) / whole if m > 1 else 0.0, m)


def share_of_days(days: Sequence[tuple[int, int]]) -> Spread | None:
    """Return a share of visits over days; its spread is at least that of visits drawn one by one (Wilson)."""
    found = of_days(days)
    if found is None:
        return None
    low, high = wilson(sum(k for k, _ in days), sum(n for _, n in days))
    return Spread(found.value, max(found.error, (high - low) / 2 / Z95), found.days)


def difference(now: Spread, then: Spread, visits: int) -> Difference:
    """Return how much `now` is more than `then`. visits: the fewer of the two sides."""
    apart = now.value - then.value
    if min(now.days, then.days) < FEWEST_DAYS or visits < FEWEST_VISITS:
        return Difference(apart)
    half = t95(_freedom(now, then)) * sqrt(now.error**2 + then.error**2)
    return Difference(apart, apart - half, apart + half)


def median_difference(now: Sequence[Sequence[int]], then: Sequence[Sequence[int]]) -> Difference | None:
    """Return how much half of the waits is more than it was. Each side: the sorted waits of each day. None where a side has none."""
    if not any(now) or not any(then):
        return None
    (half, low, high), (half_then, low_then, high_then) = _median(now), _median(then)
    apart = half - half_then
    if low is None or high is None or low_then is None or high_then is None:
        return Difference(apart)
    down = sqrt((half - low) ** 2 + (high_then - half_then) ** 2)
    up = sqrt((high - half) ** 2 + (half_then - low_then) ** 2)
    return Difference(apart, apart - down, apart + up)


def t95(freedom: float) -> float:
    """Return the t quantile of a 95 % interval, by the expansion of Cornish and Fisher (1960); within 0.01 from 4 degrees of freedom on.

    >>> round(t95(10), 2)
    2.23
    """
    z = Z95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _freedom(now: Spread, then: Spread) -> float:
    spread = now.error**2 + then.error**2
    parts = now.error**4 / (now.days - 1) + then.error**4 / (then.days - 1)
    return spread**2 / parts if parts else now.days + then.days - 2


def _median(days: Sequence[Sequence[int]]) -> tuple[int, int | None, int | None]:
    """Return half of the waits, with Woodruff's interval."""
    ranked = sorted(chain.from_iterable(days))
    half = ranked[_place(0.5, len(ranked))]
    under = share_of_days([(bisect_right(day, half), len(day)) for day in days])
    if under is None or under.days < FEWEST_DAYS or len(ranked) < FEWEST_VISITS:
        return half, None, None
    reach = t95(under.days - 1) * under.error
    return half, ranked[_place(0.5 - reach, len(ranked))], ranked[_place(0.5 + reach, len(ranked))]


def _place(share: float, n: int) -> int:
    return min(max(ceil(share * n), 1), n) - 1
