"""How likely chance alone would show as much, and which of many looks may be told so that few are false alarms.

Whoever looks at ten services, twelve hours and six languages finds something odd by chance alone. So what is found is told only as far as the
procedure of Benjamini and Hochberg (1995, Journal of the Royal Statistical Society B 57) lets it stand: of what is told, one in twenty is a false
alarm at most, on average; where there is nothing to find, anything at all is told in one office of twenty.
"""

from __future__ import annotations

from math import erfc, exp, inf, lgamma, log, sqrt
from typing import TYPE_CHECKING, TypeVar

from greeter.reports.chance import FEWEST_DAYS, share_of_days

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")
FALSE = 0.05
"""So large a part of what is told may be false alarms."""


def standing(found: Sequence[tuple[Item, float]], looks: int) -> list[Item]:
    """Return what stands of what was found, each with its p-value. looks: how often was looked, with and without success."""
    ranked = sorted(found, key=lambda one: one[1])
    last = max((place for place, (_, p) in enumerate(ranked, 1) if p <= FALSE * place / max(looks, 1)), default=0)
    return [item for item, _ in ranked[:last]]


def as_many(k: int, n: int, share: float) -> float:
    """Return how likely `k` or more of `n` are where each is so with a chance of `share` (the tail of the binomial distribution).

    >>> round(as_many(2, 2, 0.5), 3)
    0.25
    """
    if k <= 0:
        return 1.0
    if not 0 < share < 1 or k > n:
        return 1.0 if share >= 1 else 0.0
    one = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log(1 - share)
    term = exp(one)
    total = 0.0
    for place in range(k, n + 1):
        total += term
        term *= (n - place) / (place + 1) * share / (1 - share)
        if term < total * 1e-12 and place > n * share:
            break
    return min(total, 1.0)


def as_few(days: Sequence[tuple[int, int]], goal: float) -> float:
    """Return how likely as small a share as that of these days is where the true one is the goal.

    Of five days or more their own spread counts: one bad day makes many visits late, and is one thing.
    """
    k, n = sum(one for one, _ in days), sum(one for _, one in days)
    by_visits = as_many(n - k, n, 1 - goal)
    found = share_of_days(days)
    if found is None or found.days < FEWEST_DAYS or not found.error:
        return by_visits
    return max(by_visits, t_above((goal - found.value) / found.error, found.days - 1))


def sum_above_chance(parts: Sequence[float], variance: float) -> float:
    """Return how likely as large a sum is where 0 is expected of each of its parts, such as those of hours. variance: of visits drawn one by one.

    Of five parts or more their own spread counts where it is larger, as in `as_few`.
    """
    total, m = sum(parts), len(parts)
    by_visits = above(total / sqrt(variance))
    if m < FEWEST_DAYS:
        return by_visits
    return max(by_visits, t_above(total / spread_of_sum(parts, variance), m - 1))


def spread_of_sum(parts: Sequence[float], variance: float) -> float:
    """Return the standard error of a sum, as `sum_above_chance` takes it."""
    total, m = sum(parts), len(parts)
    if m < FEWEST_DAYS:
        return sqrt(variance)
    return sqrt(max(variance, sum((one - total / m) ** 2 for one in parts) * m / (m - 1)))


def t_above(t: float, freedom: float) -> float:
    """Return how likely Student's t is above `t`, by the transformation of Wallace (1959); within 0.002 from 4 degrees of freedom on."""
    z = sqrt(freedom * log(1 + t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3) if t < inf else inf
    return above(z if t > 0 else -z)


def above(z: float) -> float:
    """Return how likely a standard normal number is above `z`."""
    return 0.5 * erfc(z / sqrt(2))
