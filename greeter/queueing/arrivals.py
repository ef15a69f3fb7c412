"""Who is likely to come: how many an hour, and for what."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from math import inf, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

LATELY = 60.0
"""Minutes of which those who came tell how busy today is."""
HOURS = 4
"""So many hours ahead arrivals are foreseen."""
USUAL_COUNTS = 6.0
"""For so many arrivals what is usual at this hour counts against those."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Later arrivals as a Poisson process whose rate changes by the hour."""

    hours: tuple[tuple[float, float], ...] = ()
    """Until when, in minutes from now, and how many come a minute until then; nobody comes after the last."""
    services: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    """What they come for, as parts of 1."""

    def drawn(self, draw: Callable[[], float]) -> Iterator[tuple[float, int]]:
        """Draw who comes when, in minutes from now, and for which of `services` (its place). draw: gives chances from 0 to 1."""
        if not self.services:
            return
        upto = list(accumulate(self.shares))
        last = len(upto) - 1
        now = 0.0
        for until, rate in self.hours:
            while True:
                now += -log(1.0 - draw()) / rate if rate > 0 else inf
                if now >= until:
                    now = until
                    break
                yield now, min(bisect_right(upto, draw()), last)


@dataclass(frozen=True, slots=True)
class Usual:
    """Who comes on a usual day: arrivals a minute by the hour of the day, and what for."""

    hours: tuple[float, ...] = ()
    services: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()

    def ahead(self, now: datetime | None, lately: int) -> Arrivals:
        """Return the arrivals of the next hours: as usual, and in this one as busy as it has been. now: None: nothing is known.

        lately: how many came in the last `LATELY` minutes.
        """
        if now is None or not self.services:
            return Arrivals()
        rates = [self.hours[(now.hour + later) % 24] for later in range(HOURS)]
        rates[0] = _rate_now(rates[0], lately)
        left = 60.0 - now.minute
        return Arrivals(
            tuple((left + 60 * later, rate) for later, rate in enumerate(rates)), self.services, self.shares
        )


def _rate_now(usual: float, came: int) -> float:
    """Return arrivals a minute by what is usual now and by how many came lately.

    The mean of a gamma distribution that begins with the usual rate, as if `USUAL_COUNTS` had come at it (a conjugate prior of a Poisson rate).
    """
    return (USUAL_COUNTS + came) / (USUAL_COUNTS / usual + LATELY) if usual > 0 else came / LATELY
