"""What is usual here: how long services take, who serves which, and how soon people give up. Learned from days that are over."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.queueing.waits.past import PastVisit

KEPT = 400
"""So many of the last service times are kept of each service."""
PRIOR = 10.0
"""The mean of all services counts as much as so many observed times of one (an empirical-Bayes weight)."""
RARE = 0.01
"""A counter may serve what made up at least this share of what it served; less is an exception."""
SKILL_FROM = 30
"""Services of a counter without which it is taken to serve everything."""
KEPT_STARTS = 1000
"""So many of a counter's last services tell what it may serve."""
NO_SERVICE = 180.0
"""Seconds of a service, while none was ever seen."""
AWAY = 600.0
"""Seconds without a service after which a counter is no longer taken to be there."""


class Usual:
    """Habits of the place, from the days that were handed to `learn`. Seconds throughout."""

    def __init__(self) -> None:
        self._all: deque[float] = deque(maxlen=KEPT * 4)
        self._by_service: dict[str, deque[float]] = {}
        self._by_counter: dict[str, deque[str]] = {}
        self._between: deque[float] = deque(maxlen=KEPT * 4)
        self._waited = self._left = 0.0
        self._curves: dict[str, _Residual] = {}
        self._pause = _Residual(())
        self._skills: dict[str, frozenset[str]] = {}
        self._means: dict[str, float] = {}
        self.mean = NO_SERVICE

    def learn(self, day: Iterable[PastVisit]) -> None:
        """Take in a day that is over."""
        visits = list(day)
        self._between.extend(_between(visits))
        for visit in visits:
            if visit.in_line and visit.wait is not None:
                self._waited += visit.wait
                self._left += visit.start is None
            if visit.start is not None and visit.end is not None:
                lasted = max(visit.end - visit.start, 0.0)
                self._all.append(lasted)
                self._by_service.setdefault(visit.service, deque(maxlen=KEPT)).append(lasted)
                if visit.counter:
                    self._by_counter.setdefault(visit.counter, deque(maxlen=KEPT_STARTS)).append(visit.service)
        self._settle()

    def _settle(self) -> None:
        if self._all:
            self.mean = sum(self._all) / len(self._all)
        for service, times in self._by_service.items():
            self._means[service] = (sum(times) + PRIOR * self.mean) / (len(times) + PRIOR)
        self._curves = {service: _Residual(times) for service, times in self._by_service.items() if len(times) >= PRIOR}
        self._curves[""] = _Residual(self._all, NO_SERVICE)
        self._pause = _Residual(self._between)
        self._skills = {
            counter: frozenset(each for each in set(served) if served.count(each) >= RARE * len(served))
            for counter, served in self._by_counter.items()
            if len(served) >= SKILL_FROM
        }

    @property
    def giving_up(self) -> float:
        """How many of those in line give up per second (the hazard of a constant rate; 1 in an hour counts beforehand)."""
        return (self._left + 1.0) / (self._waited + 3600.0)

    def service_time(self, service: str) -> float:
        """Return the mean time of a service, drawn to the mean of all while little is known of it."""
        return self._means.get(service, self.mean)

    def still(self, service: str, lasted: float) -> float:
        """Return the mean time that a service still takes when it has lasted so long."""
        curve = self._curves.get(service) or self._curves.get("")
        return curve.after(lasted) if curve else self.mean

    @property
    def between(self) -> float:
        """The mean time from the end of a service to the next call, while somebody waits."""
        return self._pause.mean

    def pauses(self, since: float) -> float:
        """Return the mean time that a counter still needs until its next call, so long after its last service."""
        return self._pause.after(since)

    def serves(self, counter: str, service: str) -> bool:
        """Return whether a counter serves this service; unknown counters serve everything."""
        skills = self._skills.get(counter)
        return skills is None or service in skills


class _Residual:
    """The mean residual life: of those that lasted longer than t, how much longer."""

    def __init__(self, times: Iterable[float], otherwise: float = 0.0) -> None:
        self._times = sorted(times)
        self._sums = [0.0]
        for each in reversed(self._times):
            self._sums.append(self._sums[-1] + each)
        self.mean = self._sums[-1] / len(self._times) if self._times else otherwise

    def after(self, lasted: float) -> float:
        longer = len(self._times) - bisect_right(self._times, lasted)
        if longer < PRIOR:  # out in the tail: as long again as any
            return self.mean
        return self._sums[longer] / longer - lasted


def _between(visits: Sequence[PastVisit]) -> list[float]:
    """Return how long each counter paused before it called somebody who had waited through the pause."""
    ended: dict[str, float] = {}
    pauses = []
    for visit in sorted((one for one in visits if one.start is not None and one.counter), key=_start):
        begin = ended.get(visit.counter)
        if begin is not None and visit.arrival <= begin <= _start(visit) <= begin + AWAY:
            pauses.append(_start(visit) - begin)
        if visit.end is not None:
            ended[visit.counter] = visit.end
    return pauses


def _start(visit: PastVisit) -> float:
    return visit.start or 0.0
