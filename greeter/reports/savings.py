"""What a finding would save: how large it is, between what it lies, and the most it can be where no more is known.

Each estimate holds what was found against others alike: the other hours, the other services, those who lacked nothing. Shares have the interval of
their days where there are five or more (`greeter.reports.chance`), else Wilson's; a difference has that of its two sides together (Zou and Donner
2008); a difference of means has Welch's.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.chance import FEWEST_DAYS, FEWEST_VISITS, share_of_days, t95
from greeter.reports.quantities import Saving, Unit, whole_up, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence


NOT_KNOWN = Saving(0, Unit.SPARED)


def up_to_goal(days: Sequence[tuple[int, int]], goal: float) -> Saving:
    """Return how many more must be in time for the goal to be reached."""
    k, n = _sums(days)
    _, low, high = _interval(days)
    return _within(Saving(n, Unit.IN_TIME, whole_up(goal * n) - k, (goal - high) * n, (goal - low) * n), n - k)


def as_in_time_as(others: Sequence[tuple[int, int]], days: Sequence[tuple[int, int]]) -> Saving:
    """Return how many more would be in time at the share of the others."""
    k, n = _sums(days)
    value, low, high = _apart(others, days)
    return _within(Saving(n, Unit.IN_TIME, value * n, low * n, high * n), n - k)


def as_seldom_as(others: Sequence[tuple[int, int]], days: Sequence[tuple[int, int]]) -> Saving:
    """Return to how many fewer it would happen at the share of the others; where these fare no better, or are few, up to all."""
    k, n = _sums(days)
    value, low, high = _apart(days, others)
    if _sums(others)[1] < FEWEST_VISITS or value <= 0:
        return Saving(n, Unit.SPARED, high=k)
    return _within(Saving(n, Unit.SPARED, value * n, low * n, high * n), k)


def as_short_as(others: Sequence[int], spans: Sequence[int]) -> Saving:
    """Return how much less work it would be if these took as long as the others, in minutes. Spans in milliseconds, two or more on each side."""
    (mean, error), (usual, spread) = _mean(spans), _mean(others)
    m, squares = len(spans), error**2 + spread**2
    parts = error**4 / (m - 1) + spread**4 / (len(others) - 1)
    half = t95(squares**2 / parts) * sqrt(squares) if parts else 0.0
    low, value, high = ((mean - usual + one) * m / MINUTE_MS for one in (-half, 0.0, half))
    return _within(Saving(m, Unit.WORK, value, low, high), sum(spans) / MINUTE_MS)


def more_in_time(value: float, reach: float, most: int, n: int) -> Saving:
    """Return that so many more would be in time, give or take `reach`, of the `most` who were not."""
    return _within(Saving(n, Unit.IN_TIME, value, value - reach, value + reach), most)


def _within(found: Saving, most: float) -> Saving:
    """Return it between nothing and the most it can be."""
    value, low, high = (min(max(one or 0.0, 0.0), most) for one in (found.value, found.low, found.high))
    return Saving(found.n, found.unit, value, low, high)


def _sums(days: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(k for k, _ in days), sum(n for _, n in days)


def _interval(days: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """Return a share with its interval."""
    k, n = _sums(days)
    found = share_of_days(days)
    if found is None or found.days < FEWEST_DAYS:
        return (k / n if n else 0.0, *wilson(k, n))
    half = t95(found.days - 1) * found.error
    return found.value, max(found.value - half, 0.0), min(found.value + half, 1.0)


def _apart(more: Sequence[tuple[int, int]], less: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """Return by how much one share is more than another, with its interval."""
    (one, low, high), (other, other_low, other_high) = _interval(more), _interval(less)
    down, up = sqrt((one - low) ** 2 + (other_high - other) ** 2), sqrt((high - one) ** 2 + (other - other_low) ** 2)
    return one - other, one - other - down, one - other + up


def _mean(values: Sequence[int]) -> tuple[float, float]:
    """Return a mean with its standard error."""
    mean = sum(values) / len(values)
    return mean, sqrt(sum((one - mean) ** 2 for one in values) / (len(values) - 1) / len(values))
