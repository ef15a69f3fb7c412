"""Many days of an office, one after another, with visitors who come again."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from greeter.problems import BadInput
from greeter.simulate.demand import LOAD, spans_of
from greeter.simulate.lobby import Tally
from greeter.simulate.office_day import OfficeDay
from greeter.simulate.people import draw_again
from greeter.views.follow_ups import read_follow_ups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from greeter.clock import ManualClock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.simulate.people import Person

OFFICE = "Back office"
"""Who does what no clerk of a counter was named for."""
LOOKED_AHEAD = 366
"""Days within which an office must open."""
_EARLY = timedelta(minutes=15)
_AHEAD = timedelta(days=3)
"""A Friday's evening does what is due on Monday."""


class Simulation:
    """An office's days through its front desk. The desk's clock must be this manual one."""

    def __init__(self, desk: FrontDesk, clock: ManualClock, *, seed: int, load: float = LOAD) -> None:
        self.tally = Tally()
        self._desk = desk
        self._clock = clock
        self._seed = seed
        self._load = load
        self._again: dict[date, list[Person]] = {}
        self._today: date | None = None

    def play(self, first: date, days: int) -> Iterator[date]:
        """Play so many open days from a date on; yield each when it is over. Raises BadInput where the office never opens."""
        for day in open_days(self._desk.office, first, days):
            self.play_day(day)
            yield day

    def play_day(self, day: date) -> Tally:
        """Play one day on which the office opens, and return what happened."""
        office = self._desk.office
        self._today = day
        self._clock.move_to(spans_of(office, day)[0][0] - _EARLY)
        played = OfficeDay(
            self._desk, day, self._seed, clock=self._clock, again=self._again.pop(day, ()), comes_again=self._comes_again, load=self._load
        ).play()  # fmt: skip
        self._do_what_is_due(day)
        played.days = 1
        self.tally.add(played)
        return played

    def _do_what_is_due(self, day: date) -> None:
        """Let the office do in the evening what it owes within the next days, by whoever it is for."""
        for owed in read_follow_ups(self._desk).open:
            if owed.due is not None and owed.due <= day + _AHEAD:
                self._desk.close_follow_up(owed.step_id, clerk=owed.for_clerk or OFFICE)

    def _comes_again(self, person: Person, days: int) -> None:
        """Let somebody come again so many open days later, at an hour of their own."""
        assert self._today is not None  # noqa: S101 (somebody comes again from a day that is played)
        office = self._desk.office
        *_, day = open_days(office, self._today + timedelta(days=1), days)
        opens, closes = spans_of(office, day)[0]
        draw = random.Random(f"{self._seed} {day} {person.at_ms} again")
        at = opens + draw.random() * (closes - opens) * 0.95
        self._again.setdefault(day, []).append(draw_again(person, round(at.timestamp() * 1000), draw))


def open_days(office: Office, first: date, days: int) -> Iterator[date]:
    """Yield so many days on which the office opens, from a date on. Raises BadInput where it never opens."""
    day, found, closed_for = first, 0, 0
    while found < days:
        if spans_of(office, day):
            found, closed_for = found + 1, 0
            yield day
        else:
            closed_for += 1
            if closed_for > LOOKED_AHEAD:
                raise BadInput(f"{office.name} has no opening hours from {first} on.", "Check the office file.")
        day += timedelta(days=1)


def first_day(office: Office, days: int, before: date) -> date:
    """Return the date from which so many open days end before a date."""
    day, found = before, 0
    for _ in range(days * 10 + LOOKED_AHEAD):
        day -= timedelta(days=1)
        found += bool(spans_of(office, day))
        if found == days:
            return day
    raise BadInput(f"{office.name} has too few open days before {before}.", "Check the office file.")


def midnight(office: Office, day: date) -> datetime:
    """Return the beginning of a date in the office's zone."""
    return datetime.combine(day, time(), office.zone)
