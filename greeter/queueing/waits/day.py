"""A day as far as it is known: who waits, who is served, and what ended lately. A replay and a live room feed it alike."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greeter.queueing.waits.past import PastVisit

LATELY = 1800.0
"""Seconds; what is older is no longer counted as lately."""
RECENT = 20
"""So many of the last waits and service times are remembered."""
LEFT, STARTED, FINISHED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ended:
    """A wait that ended by a call: when, how long it was, for which service and priority."""

    at: float
    wait: float
    service: str
    priority: int
    reckoned: float
    """What the line played forward said of it at the arrival, in seconds; 0: nothing."""


class Day:
    """What is known of a day at a moment. Tell it each thing as it happens, in order of time.

    A visitor is known by any hashable key. Times are seconds of the day.
    """

    def __init__(self) -> None:
        self.waiting: dict[object, PastVisit] = {}
        self.reckoned: dict[object, float] = {}
        self.serving: dict[object, tuple[str, float, str]] = {}
        """Counter, since when, service."""
        self.ended: deque[Ended] = deque(maxlen=RECENT)
        self.service_times: deque[float] = deque(maxlen=RECENT)
        self.joins: deque[float] = deque()
        self.starts: deque[float] = deque()
        self.lefts: deque[float] = deque()
        self.seen: dict[str, float] = {}
        """Counter to when it last began or ended a service."""

    def joined(self, key: object, visit: PastVisit, reckoned: float = 0.0) -> None:
        """A visitor came: only what is known on arrival is read of them."""
        self.joins.append(visit.arrival)
        self.reckoned[key] = reckoned
        self.waiting[key] = visit

    def started(self, key: object, counter: str, at: float) -> None:
        """A wait ended at a counter."""
        visit, reckoned = self.waiting.pop(key), self.reckoned.pop(key)
        if at > visit.arrival:
            self.ended.append(Ended(at, at - visit.arrival, visit.service, visit.priority, reckoned))
            self.starts.append(at)
        self.serving[key] = (counter, at, visit.service)
        if counter:
            self.seen[counter] = at

    def finished(self, key: object, at: float) -> None:
        """A service ended."""
        counter, since, _ = self.serving.pop(key)
        self.service_times.append(at - since)
        if counter:
            self.seen[counter] = at

    def left(self, key: object, at: float) -> None:
        """A visitor gave up."""
        del self.waiting[key], self.reckoned[key]
        self.lefts.append(at)

    def forget(self, now: float) -> None:
        """Drop what is no longer lately."""
        for times in (self.joins, self.starts, self.lefts):
            while times and times[0] < now - LATELY:
                times.popleft()


def replay(visits: Sequence[PastVisit], day: Day, now: float = inf) -> Iterator[tuple[int, PastVisit]]:
    """Play a day again until now: at each arrival, yield the visitor's key and the visitor, while the day is as it was known just then.

    Whoever reads may tell the day of this arrival themselves (`Day.joined`). What happened in the same second is known.
    """
    coming: list[tuple[float, int, int, PastVisit]] = []
    for key, visit in enumerate(sorted(visits, key=lambda one: one.arrival)):
        if visit.arrival > now:
            break
        _catch_up(day, coming, visit.arrival)
        yield key, visit
        if key not in day.waiting:
            day.joined(key, visit)
        if visit.start is not None:
            heappush(coming, (max(visit.start, visit.arrival), key, STARTED, visit))
        elif visit.left is not None:
            heappush(coming, (max(visit.left, visit.arrival), key, LEFT, visit))
    _catch_up(day, coming, now)


def _catch_up(day: Day, coming: list[tuple[float, int, int, PastVisit]], now: float) -> None:
    while coming and coming[0][0] <= now:
        at, key, what, visit = heappop(coming)
        if what == LEFT:
            day.left(key, at)
        elif what == STARTED:
            day.started(key, visit.counter, at)
            if visit.end is not None:
                heappush(coming, (max(visit.end, at), key, FINISHED, visit))
        else:
            day.finished(key, at)
    day.forget(now)
