"""How long people stay in line: those who were served say only that they stayed at least so long, so both kinds count."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING

from greeter.queueing.spread import POINTS, Spread

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDLESS = Spread((inf,))
"""Nobody gives up."""
LEAST = 0.2
"""No wait that came counts for more than the inverse of this many: few waits would say all."""


class Patience:
    """The share of people who would still be in line after a wait (Kaplan and Meier 1958; giving up is the event, a call the censoring).

    waits: minutes or seconds, and whether they gave up then. Who was served first had more patience than that, how much more is not known: such
    waits are censored, not dropped. At the same wait those who gave up come first.
    """

    def __init__(self, waits: Iterable[tuple[float, bool]]) -> None:
        self._times: list[float] = []
        self._shares: list[float] = []
        ordered = sorted(waits, key=lambda one: (one[0], not one[1]))
        share = 1.0
        for place, (wait, gave_up) in enumerate(ordered):
            if gave_up:
                share *= 1.0 - 1.0 / (len(ordered) - place)
                self._times.append(wait)
                self._shares.append(share)

    def stays(self, wait: float) -> float:
        """Return the share who stay at least so long."""
        place = bisect_left(self._times, wait)
        return self._shares[place - 1] if place else 1.0

    def weight(self, wait: float) -> float:
        """Return for how many a wait that came stands: itself, and those who would have had such a wait but left before.

        Inverse probability of censoring (Robins and Rotnitzky 1992).
        """
        return 1.0 / max(self.stays(wait), LEAST)

    def spread(self, points: int = POINTS) -> Spread:
        """Return patience as equally likely values; infinite where it was not seen to end."""
        values, step = [], 0
        for place in range(points):
            share = 1.0 - (place + 0.5) / points
            while step < len(self._shares) and self._shares[step] > share:
                step += 1
            values.append(self._times[step] if step < len(self._times) else inf)
        return Spread(tuple(values))
