"""How long visitors are ready to wait, from those who gave up and those who were served first."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from greeter.queueing.spread import POINTS, Spread

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDLESS = Spread((inf,))
"""Nobody gives up."""


def patience_of(waits: Iterable[tuple[float, bool]], points: int = POINTS) -> Spread:
    """Return the spread of patience in minutes; infinite where it was not seen to end.

    waits: minutes, and whether the visitor gave up then. Who was served first had more patience than that, how much more is not known: such waits
    are censored, not dropped (Kaplan and Meier 1958).
    """
    ordered = sorted(waits, key=lambda one: (one[0], not one[1]))
    staying, at_risk = 1.0, len(ordered)
    steps: list[tuple[float, float]] = []
    for minutes, gave_up in ordered:
        if gave_up:
            staying *= 1 - 1 / at_risk
            steps.append((minutes, 1 - staying))
        at_risk -= 1
    values, step = [], 0
    for place in range(points):
        share = (place + 0.5) / points
        while step < len(steps) and steps[step][1] < share:
            step += 1
        values.append(steps[step][0] if step < len(steps) else inf)
    return Spread(tuple(values))
