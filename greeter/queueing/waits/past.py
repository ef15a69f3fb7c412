"""The past as rows: what became of each visitor, in seconds of their day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One visitor in line. Times are seconds since any zero of their day; None: it has not happened, or never did.

    arrival: when they joined. start: when the wait ended. end: when the service ended. left: when they gave up, instead of start.
    early: they stand in line as if they had joined so many seconds before. pace: the order goes by waited seconds over this number, as the order
    by share of the promised wait does (`greeter.queueing.order`); 1 for all is first come, first served. counter: who serves; empty: unknown.
    waited: whether they had to stand in line at all; None: whoever did not start at once.
    """

    day: str
    arrival: float
    start: float | None
    end: float | None
    left: float | None
    service: str
    priority: int = 0
    counter: str = ""
    early: float = 0.0
    pace: float = 1.0
    waited: bool | None = None

    @property
    def in_line(self) -> bool:
        """Whether they had to wait."""
        return self.start != self.arrival if self.waited is None else self.waited

    @property
    def wait(self) -> float | None:
        """Seconds until the service began, or until they gave up; None while they still wait."""
        ended = self.left if self.start is None else self.start
        return None if ended is None else max(ended - self.arrival, 0.0)


def by_day(visits: Iterable[PastVisit]) -> dict[str, list[PastVisit]]:
    """Return the visits of each day in order of arrival, the days in the order of their names."""
    days: dict[str, list[PastVisit]] = {}
    for visit in visits:
        days.setdefault(visit.day, []).append(visit)
    return {day: sorted(days[day], key=lambda visit: visit.arrival) for day in sorted(days)}


def newcomer(
    day: str, now: float, service: str, *, priority: int = 0, early: float = 0.0, pace: float = 1.0
) -> PastVisit:
    """Return somebody who joins the line now, to ask for."""
    return PastVisit(day, now, None, None, None, service, priority, "", early, pace, waited=True)
