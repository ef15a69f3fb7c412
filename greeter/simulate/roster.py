"""Who works at which counter, from when to when, with which breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.clock import to_ms
from greeter.simulate.demand import spans_of

if TYPE_CHECKING:
    import random
    from datetime import date, datetime

    from greeter.model.catalogue import Counter, Office

CLERKS = (
    "Ana Costa", "Ben Walsh", "Dana Reyes", "Sam Tran", "Ines Duarte", "Theo Brandt", "Mei Lin", "Carl Njoroge", "Rosa Petit", "Omid Rahimi",
    "Kate Doyle", "Luis Ortega",
)  # fmt: skip
"""The clerks, in the order of the counters; the third sits at counter 3 of the sample town hall."""
OUT = 0.05
"""Share of days on which a clerk is out."""
LUNCH_MINUTES, PAUSE_MINUTES = 30, 10
_LUNCH_FROM = timedelta(hours=3, minutes=45)
_EACH_LATER = timedelta(minutes=35)
_LONG_DAY = timedelta(hours=5)


@dataclass(slots=True)
class Break:
    """A clerk is away for so many seconds, as soon as they are free after `at_ms`."""

    at_ms: int
    seconds: float
    reason: str


@dataclass(slots=True)
class Shift:
    """A clerk's day at a counter. Times are milliseconds since 1970 UTC."""

    clerk: str
    counter: Counter
    begins_ms: int
    ends_ms: int
    breaks: list[Break] = field(default_factory=list)
    pace: float = 1.0
    """Multiplies the service times."""

    def break_due(self, now_ms: int) -> Break | None:
        """Take and return the break that is due."""
        if self.breaks and self.breaks[0].at_ms <= now_ms:
            return self.breaks.pop(0)
        return None


def roster(office: Office, day: date, draw: random.Random) -> list[Shift]:
    """Return the shifts of a day; a clerk may be out, but no service goes unserved."""
    spans = spans_of(office, day)
    if not spans:
        return []
    out = _who_is_out(office, draw)
    return [
        _shift(office.counters[place], place, spans[0][0], spans[-1][1], draw)
        for place in range(len(office.counters))
        if office.counters[place].id not in out
    ]


def clerk_at(place: int) -> str:
    """Return the name of the clerk who usually sits at the counter at this place of the office's list."""
    again, index = divmod(place, len(CLERKS))
    return CLERKS[index] if not again else f"{CLERKS[index]} {again + 1}"


def _shift(counter: Counter, place: int, opens: datetime, closes: datetime, draw: random.Random) -> Shift:
    begins = opens - timedelta(seconds=draw.uniform(-60, 240))
    breaks = []
    if closes - opens >= _LONG_DAY:
        lunch = opens + _LUNCH_FROM + place % 4 * _EACH_LATER
        breaks = [
            Break(to_ms(lunch), LUNCH_MINUTES * 60, "Lunch"),
            Break(to_ms(lunch + timedelta(hours=2, minutes=30)), PAUSE_MINUTES * 60, "Break"),
        ]
    return Shift(clerk_at(place), counter, to_ms(begins), to_ms(closes), breaks, draw.uniform(0.9, 1.1))


def _who_is_out(office: Office, draw: random.Random) -> set[str]:
    out: set[str] = set()
    for counter in office.counters:
        ill = draw.random() < OUT
        left = [other for other in office.counters if other.id not in out | {counter.id}]
        if ill and all(any(other.serves(service) for other in left) for service in office.services):
            out.add(counter.id)
    return out
