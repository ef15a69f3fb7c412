"""Plays the story of the pictures: four weeks, then one Tuesday morning until 10:31, through the front desk and a manual clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from greeter.clock import to_ms
from greeter.demo import morning
from greeter.demo.morning import Line, Visitor
from greeter.front_desk.check_in import Origin
from greeter.model.visit import MINUTE_MS, Outcome, Printed
from greeter.queueing.forecast import Forecaster
from greeter.simulate.roster import clerk_at
from greeter.simulate.simulation import Simulation, first_day, midnight

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import ManualClock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office, Service
    from greeter.queueing.forecast import Forecast

SEED = 9
"""Of the four weeks before. Its last day comes nearest to the report's picture."""
OPEN_DAYS = 20
CHECKED_IN = time(10, 5)
CALLED = time(10, 23, 5)
WINDOW = time(10, 31, 30)
"""The moments of the pictures: kiosk, board, staff window."""


_Act = tuple[datetime, "Callable[[], object]"]


class OtherNumber(Exception):
    """The order of the line gave another number than the script has: one of the two is wrong."""


class Hero(Enum):
    """Who does what the pictures show of P014."""

    SCRIPTED = "scripted"
    BY_HAND = "by hand"
    """Somebody else, when the time has come: check-in, call, start, note and ticks. All others are scripted."""


class Story:
    """The story over a store that is empty. The desk's clock must be this manual one."""

    def __init__(self, desk: FrontDesk, clock: ManualClock, hero: Hero = Hero.SCRIPTED) -> None:
        self._desk = desk
        self._clock = clock
        self._hero = hero
        self._forecaster = Forecaster(desk.store.port, desk.office)
        self._visits: dict[str, str] = {}
        self._agenda = sorted(self._acts(), key=lambda act: act[0])

    def before(self, days: int = OPEN_DAYS, told: Callable[[int], None] | None = None) -> None:
        """Play the open days before the morning; `told` is called with 1 after each of them."""
        simulation = Simulation(self._desk, self._clock, seed=SEED)
        for _ in simulation.play(first_day(self._desk.office, days, morning.DAY), days):
            if told is not None:
                told(1)

    def play_to(self, when: time) -> None:
        """Play the morning up to and including a time of day, and stop the clock there."""
        until = datetime.combine(morning.DAY, when, self._desk.office.zone)
        while self._agenda and self._agenda[0][0] <= until:
            at, act = self._agenda.pop(0)
            self._clock.move_to(at)
            act()
        self._clock.move_to(until)

    def visit_id(self, number: str) -> str:
        """Return the visit of a number of the morning, whoever checked it in."""
        if number not in self._visits:
            rows = self._desk.store.rows(
                "select id from visit where office = :office and business_day = :day and number = :number",
                {"office": self._desk.office.id, "day": morning.DAY.isoformat(), "number": number},
            )
            if not rows:
                raise OtherNumber(f"{number} has not checked in")
            self._visits[number] = rows[0]["id"]
        return self._visits[number]

    def tell_facts(self, number: str = morning.HERO) -> None:
        """Let the clerk fill in what a visitor told at the counter."""
        facts = morning.VISITORS.get(number, Visitor()).facts
        if facts:
            self._desk.describe(self.visit_id(number), clerk=self._clerk(number), **facts)

    def _acts(self) -> list[_Act]:
        acts: list[_Act] = []
        for place, counter in enumerate(self._desk.office.counters):
            acts.append((self._at("7:58:00"), partial(self._open, counter.id, clerk_at(place))))
        counter_id, ill_at, reason = morning.ILL
        acts.append((self._at(ill_at), partial(self._close, counter_id, reason)))
        for line in morning.lines():
            if line.number == morning.HERO and self._hero is Hero.BY_HAND:
                continue
            acts.append((self._at(line.arrived), partial(self._check_in, line)))
            if line.called:
                acts += self._service(line)
        for at, act, number, said in morning.HOLDS:
            acts.append((self._at(at), partial(self._hold if act == "hold" else self._resume, number, said)))
        if self._hero is Hero.SCRIPTED:
            acts.append((self._at(morning.NOTE[0]), self._note))
            acts.append((self._at(morning.TICKED[0]), self._tick))
        return acts

    def _service(self, line: Line) -> list[_Act]:
        called = self._at(line.called)
        if line.ended == "left":
            return [(called, partial(self._leave, line.number))]
        acts: list[_Act] = [(called, partial(self._call, line))]
        if line.ended == "did-not-come":
            again, given_up = called + timedelta(seconds=35), called + timedelta(seconds=75)
            acts.append((again, lambda: self._desk.recall(self.visit_id(line.number))))
            acts.append((given_up, lambda: self._desk.no_show(self.visit_id(line.number))))
            return acts
        acts.append((called + timedelta(seconds=morning.ANSWER_SECONDS), partial(self._start, line.number)))
        if line.ended not in {"there", "held"}:
            acts.append((self._at(line.ended), partial(self._finish, line.number)))
        return acts

    def _at(self, clock_time: str) -> datetime:
        hour, minute, second = map(int, clock_time.split(":"))
        return datetime.combine(morning.DAY, time(hour, minute, second), self._desk.office.zone)

    def _open(self, counter: str, clerk: str) -> None:
        self._desk.open_counter(counter, clerk=clerk)

    def _close(self, counter: str, reason: str) -> None:
        self._desk.close_counter(counter, clerk=clerk_of(self._desk.office, counter), reason=reason)

    def _check_in(self, line: Line) -> None:
        service = self._service_of(line.number)
        known = morning.VISITORS.get(line.number, Visitor())
        due = self._at(known.appointment) if known.appointment else None
        ticket = self._desk.check_in(
            service=service.id, reason=known.reason, name=known.name, say_name=known.say_name, language=known.language,
            needs=known.needs, familiarity=known.familiarity, channel=known.channel, origin=Origin.KIOSK,
            appointment_at=due,
            told=self._told(line.number, service.id, due),
        )  # fmt: skip
        if ticket.number != line.number:
            raise OtherNumber(f"{ticket.number} was given, the script has {line.number}")
        self._visits[line.number] = ticket.visit_id
        self._desk.printed(ticket.visit_id, Printed.PRINTED)

    def _told(self, number: str, service: str, due: datetime | None) -> Forecast | None:
        now = self._desk.tick()
        if due is not None:
            due_tick = now + to_ms(due) - to_ms(self._desk.clock.now())
            return self._forecaster.with_appointment(service, due_tick, now)
        forecast = self._forecaster.newcomer(service, now)
        if number != morning.HERO or forecast is None:
            return forecast
        low, middle, high = (minutes * MINUTE_MS for minutes in morning.TOLD_MINUTES)
        return replace(forecast, low_ms=low, middle_ms=middle, high_ms=high)

    def _call(self, line: Line) -> None:
        called = self._desk.call_next(counter=line.counter, clerk=clerk_of(self._desk.office, line.counter))
        if called is None or called.number != line.number:
            raise OtherNumber(f"{called and called.number} is next at {line.called}, the script has {line.number}")

    def _start(self, number: str) -> None:
        self._desk.start(self.visit_id(number))
        self.tell_facts(number)

    def _finish(self, number: str) -> None:
        visit_id, service = self.visit_id(number), self._service_of(number)
        steps = self._desk.take_steps(visit_id, service.steps, clerk=self._clerk(number))
        for step in steps[:2]:
            self._desk.tick_step(step, clerk=self._clerk(number))
        self._desk.finish(visit_id, outcome=Outcome.RESOLVED)

    def _leave(self, number: str) -> None:
        self._desk.leave(self.visit_id(number), reason="Did it online meanwhile")

    def _hold(self, number: str, reason: str) -> None:
        self._desk.hold(self.visit_id(number), reason=reason)

    def _resume(self, number: str, counter: str) -> None:
        self._desk.resume(self.visit_id(number), counter=counter, clerk=clerk_of(self._desk.office, counter))

    def _note(self) -> None:
        visit_id = self.visit_id(morning.HERO)
        self._desk.note(visit_id, morning.NOTE[1], clerk=self._clerk(morning.HERO), counter=self._counter(morning.HERO))

    def _tick(self) -> None:
        visit_id, clerk = self.visit_id(morning.HERO), self._clerk(morning.HERO)
        steps = self._desk.take_steps(visit_id, self._service_of(morning.HERO).steps, clerk=clerk)
        for step in steps[: morning.TICKED[1]]:
            self._desk.tick_step(step, clerk=clerk)

    def _service_of(self, number: str) -> Service:
        return next(one for one in self._desk.office.services if one.letter == number[0])

    def _counter(self, number: str) -> str:
        return next(line.counter for line in morning.lines() if line.number == number)

    def _clerk(self, number: str) -> str:
        return clerk_of(self._desk.office, self._counter(number))


def clerk_of(office: Office, counter: str) -> str:
    """Return who usually sits at a counter of the sample town hall."""
    return clerk_at(next(place for place, one in enumerate(office.counters) if one.id == counter))


def story_begins(office: Office, days: int = OPEN_DAYS) -> datetime:
    """Return the time at which the clock of a story must stand before its first day."""
    return midnight(office, first_day(office, days, morning.DAY))
