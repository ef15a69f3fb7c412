"""How many visitors come, when, and for what.

Arrivals are a Poisson process whose rate follows the hour and the weekday (thinning: Lewis and Shedler 1979). How many a day is derived from the
catalogue: as many as keep the busiest group of counters at work for `LOAD` of its time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from greeter.clock import to_ms

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from greeter.model.catalogue import Office, Service

LOAD = 0.765
BREAKS_MINUTES = 50
"""What a clerk's breaks take of a day."""
TIDY_MINUTES = 1.0
"""From one visitor to the next: the way to the desk, and putting papers away."""
FALL = 0.75
"""Each service of the kiosk's list is asked for so much as often as the one before it."""
_HOURS = {7: 0.6, 8: 0.95, 9: 1.1, 10: 1.3, 11: 1.2, 12: 0.82, 13: 0.95, 14: 0.95, 15: 0.85, 16: 0.6, 17: 0.5}
_OTHER_HOUR = 0.4
_WEEKDAYS = (1.07, 1.07, 0.95, 0.97, 0.98, 1.0, 0.9)
_DOORS = 0.25
"""Of an hour's visitors, this share stands at the door when it opens."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody comes: when (milliseconds since 1970 UTC), and for what."""

    at_ms: int
    service: str


class Demand:
    """The visitors of an office's days."""

    def __init__(self, office: Office, load: float = LOAD) -> None:
        listed = [service for service in office.services if service.listed] or list(office.services)
        weights = [FALL**place for place in range(len(listed))]
        self._office = office
        self._services = listed
        self._shares = [weight / sum(weights) for weight in weights]
        self._load = load

    def arrivals(self, day: date, draw: random.Random) -> list[Arrival]:
        """Draw the arrivals of a day, in order; none on a day on which the office is closed."""
        spans = spans_of(self._office, day)
        if not spans:
            return []
        weighted_hours = sum(_rate(minute) for span in spans for minute in _minutes(*span)) / 60
        hourly = self.daily(day) * _WEEKDAYS[day.weekday()] / weighted_hours
        return sorted(
            (one for start, end in spans for one in self._span(start, end, hourly, draw)), key=lambda one: one.at_ms
        )

    def daily(self, day: date) -> float:
        """Return how many come on a usual day with these opening hours."""
        minutes = sum((end - start).total_seconds() / 60 for start, end in spans_of(self._office, day))
        per_counter = max(minutes - BREAKS_MINUTES, minutes / 2)
        groups = {self._counters(service) for service in self._services} | {self._counters(None)}
        return min(
            (self._load * len(group) * per_counter / work for group in groups if (work := self._work(group)) > 0),
            default=0.0,
        )

    def _span(self, start: datetime, end: datetime, hourly: float, draw: random.Random) -> Iterator[Arrival]:
        for _ in range(int(hourly * _rate(start) * _DOORS * 2 * draw.random())):
            yield self._arrival(start + timedelta(seconds=draw.uniform(0, 150)), draw)
        most = hourly * max(_rate(minute) for minute in _minutes(start, end))
        now = start
        while True:
            now += timedelta(hours=draw.expovariate(most))
            if now >= end:
                return
            if draw.random() * most <= hourly * _rate(now):
                yield self._arrival(now, draw)

    def _arrival(self, at: datetime, draw: random.Random) -> Arrival:
        return Arrival(to_ms(at), draw.choices(self._services, self._shares)[0].id)

    def _counters(self, service: Service | None) -> frozenset[str]:
        serving = [counter for counter in self._office.counters if service is None or counter.serves(service)]
        return frozenset(counter.id for counter in serving)

    def _work(self, group: frozenset[str]) -> float:
        """Return the minutes that one visitor brings, on average, to a group of counters that nobody else can do."""
        return sum(
            share * (service.minutes + TIDY_MINUTES)
            for service, share in zip(self._services, self._shares, strict=True)
            if self._counters(service) <= group
        )


def spans_of(office: Office, day: date) -> list[tuple[datetime, datetime]]:
    """Return the opening spans of a day, in the office's zone."""
    if day in office.closed_days:
        return []
    return [
        (datetime.combine(day, opens, office.zone), datetime.combine(day, closes, office.zone))
        for opens, closes in office.hours.get(day.weekday(), ())
    ]


def _rate(when: datetime) -> float:
    return _HOURS.get(when.hour, _OTHER_HOUR)


def _minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    for minute in range(int((end - start).total_seconds() // 60)):
        yield start + timedelta(minutes=minute)
