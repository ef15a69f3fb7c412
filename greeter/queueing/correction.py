"""Sets a forecast right by how the last announced ones came true, so that its ranges hold as often as they say.

For each quantile, what came is compared with what was played, as a ratio; the new quantile is stretched by the ratio that so many of the last
announcements stayed under. Announcements of waits like this one count more, and late ones more than earlier ones: an online conformal correction
(Vovk and others 2005; weighted for drift as Barber and others 2023 do). With few of them it stays near what was played. Who left before being
served would have waited longer, how much is not known: their weight goes to those who waited longer (Kaplan and Meier 1958; Efron's
redistribution to the right), instead of being dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.store.store import Port

LEVELS = (0.1, 0.5, 0.9)
WINDOW = 300
"""Announcements that count."""
DOUBT = 12.0
"""For so many of them what was played counts."""
LIKE = 0.6
"""Waits whose ratio is e to this power count for exp(-1/2) of the same wait."""
FADES = 0.996
"""An announcement counts for so much of the next one."""
ADDED = 1.0
"""Minutes added on both sides of a ratio: half a minute for none is not much of an error."""
_GRID = 0.2
_LEAST = 1e-4

Triple = tuple[float, float, float]
"""P10, P50 and P90, in minutes."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A wait that was announced: the quantiles that were played, what came in minutes, and whether they were served."""

    played: Triple
    came: float
    served: bool


class Correction:
    """What the last announcements teach. `announced`: the latest first."""

    def __init__(self, announced: Sequence[Announced]) -> None:
        late = [FADES**age for age in range(len(announced))]
        self._near = [log(one.played[1] + ADDED) for one in announced]
        self._late = late
        self._scores = [_scores(announced, level) for level in range(len(LEVELS))]
        self._shifts: dict[int, Triple] = {}

    def of(self, played: Triple) -> Triple:
        """Return the quantiles of a wait, set right, ascending."""
        step = round(log(played[1] + ADDED) / _GRID)
        if step not in self._shifts:
            self._shifts[step] = self._shift(step * _GRID)
        moved = [
            max((one + ADDED) * exp(shift) - ADDED, 0.0) for one, shift in zip(played, self._shifts[step], strict=True)
        ]
        low, middle, high = sorted(moved)
        return low, middle, high

    def _shift(self, near: float) -> Triple:
        weights = [
            late * exp(-(((one - near) / LIKE) ** 2) / 2) for late, one in zip(self._late, self._near, strict=True)
        ]
        total = sum(weights)
        if total < _LEAST:
            return 0.0, 0.0, 0.0
        trust = total / (total + DOUBT)
        # One over how many they are worth widens the range to hold with few of them; above, rounding outward to five minutes does more than that.
        wider = sum(weight * weight for weight in weights) / (total * total)
        low, middle, high = (
            trust * _quantile(ordered, weights, min(level, 0.5 + (level - 0.5) * (1 + wider)))
            for ordered, level in zip(self._scores, LEVELS, strict=True)
        )
        return low, middle, high


def read_correction(port: Port, office: str) -> Correction:
    """Read how the last announcements came true."""
    rows = port.rows(
        "select played_low_ms, played_middle_ms, played_high_ms, came_ms, served from told_waits where office = :office"
        " order by seq desc limit :window",
        {"office": office, "window": WINDOW},
    )
    announced = [
        Announced(
            (row["played_low_ms"] / MINUTE_MS, row["played_middle_ms"] / MINUTE_MS, row["played_high_ms"] / MINUTE_MS),
            max(row["came_ms"], 0) / MINUTE_MS,
            bool(row["served"]),
        )
        for row in rows
    ]
    return Correction(announced)


def _scores(announced: Sequence[Announced], level: int) -> list[tuple[float, int, bool]]:
    """Return the log ratio of what came to what was played, its place, and whether they were served; ascending, who left behind who was served."""
    found = [
        (log((one.came + ADDED) / (one.played[level] + ADDED)), not one.served, place)
        for place, one in enumerate(announced)
    ]
    return [(score, place, not left) for score, left, place in sorted(found)]


def _quantile(ordered: Sequence[tuple[float, int, bool]], weights: Sequence[float], level: float) -> float:
    """Return the weighted quantile of scores by the Kaplan-Meier estimate; the largest where that many were not seen to end."""
    at_risk = sum(weights)
    staying = 1.0
    for score, place, served in ordered:
        weight = weights[place]
        if served:
            staying *= 1 - weight / at_risk if at_risk > _LEAST else 0.0
            if 1 - staying >= level:
                return score
        at_risk -= weight
    return ordered[-1][0]
