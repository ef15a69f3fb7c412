"""Sets a scene up in an empty store, through the front desk: earlier visits, colleagues at their counters, who else waits, and the visitor."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from greeter.demo.morning import DAY
from greeter.front_desk.check_in import Origin
from greeter.model.catalogue import NextStep, Owner
from greeter.model.visit import MINUTE_MS, Familiarity
from greeter.problems import BadInput
from greeter.queueing.forecast import Forecast
from greeter.simulate.demand import spans_of
from greeter.simulate.people import reason_for
from greeter.simulate.roster import clerk_at
from greeter.simulate.simulation import first_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import ManualClock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Counter, Office, Service
    from greeter.practice.scene import Before, Scene

YOU = "You"
"""Who serves in a practice: nobody's name is written down."""
INTO_THE_DAY = timedelta(hours=2, minutes=20)
"""A scene begins so long after opening, or half way through a shorter day."""
LOOKED_AHEAD = 30
OTHERS = 5
"""So many others wait when a scene begins."""
_Act = tuple[datetime, "Callable[[], object]"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene that is set up."""

    scene: Scene
    seed: int
    counter: str
    visit_id: str
    who: str
    """The visitor's name."""
    begins: datetime
    """In the office's zone."""
    seq: int
    """The journal's last line when the scene begins: what follows is the practice."""
    closed: frozenset[str]
    """Counters that stay closed; simulated colleagues sit at the others."""


def counter_of(office: Office, scene: Scene) -> str:
    """Return the counter at which a scene is played."""
    service = office.service(scene.service)
    return scene.counter or next(counter.id for counter in office.counters if counter.serves(service))


def time_before(office: Office, scene: Scene) -> datetime:
    """Return the time at which the manual clock has to stand before `set_up`. Raises BadInput for an office that never opens."""
    furthest = max((before.days for before in scene.before), default=1)
    first = first_day(office, furthest + 1, _day(office))
    return datetime.combine(first, time(), office.zone)


def set_up(desk: FrontDesk, clock: ManualClock, scene: Scene, seed: int = 1) -> Stage:
    """Play all that was before the scene; the clock then stands at its beginning."""
    return _Setting(desk, clock, scene, seed).made()


class _Setting:
    """What is put in its place before the scene begins."""

    def __init__(self, desk: FrontDesk, clock: ManualClock, scene: Scene, seed: int) -> None:
        self._desk, self._clock, self._scene, self._seed = desk, clock, scene, seed
        self._office = desk.office
        self._draw = random.Random(f"{seed} {scene.id} stage")
        self._place = self._draw.randrange(len(scene.person.names))
        self._counter = counter_of(self._office, scene)
        self._service = self._office.service(scene.service)
        self._begins = begins_at(self._office)
        self._closed: set[str] = set()
        self._visit = ""

    def made(self) -> Stage:
        earlier = ""
        for before in sorted(self._scene.before, key=lambda one: -one.days):
            earlier = self._came_before(before, earlier)
        acts = [*self._colleagues(), *self._others(), self._arrival(earlier)]
        for at, act in sorted(acts, key=lambda each: each[0]):
            self._clock.move_to(at)
            act()
        self._clock.move_to(self._begins)
        seq = self._desk.store.rows("select seq from journal_head where office = :office", {"office": self._office.id})[
            0
        ]["seq"]
        closed = frozenset(self._closed)
        return Stage(self._scene, self._seed, self._counter, self._visit, self._name, self._begins, seq, closed)

    @property
    def _name(self) -> str:
        return self._scene.person.names[self._place]

    def _came_before(self, before: Before, goes_on: str) -> str:
        """Play an earlier visit at the same counter, and return it."""
        desk, clerk = self._desk, self._colleague()
        day = first_day(self._office, before.days, self._begins.date())
        opens = spans_of(self._office, day)[0][0]
        self._clock.move_to(opens + timedelta(hours=1))
        ticket = desk.check_in(
            service=self._service.id, reason=self._scene.person.reason, name=self._name,
            language=self._language, goes_on=goes_on or None,
        )  # fmt: skip
        at = {"counter": self._counter, "clerk": clerk}
        self._clock.advance(minutes=6)
        desk.call(ticket.visit_id, **at, reason="First in line")
        self._clock.advance(seconds=20)
        desk.start(ticket.visit_id, **at)
        if before.note:
            desk.note(ticket.visit_id, before.note, **at)
        if before.step:
            desk.add_step(ticket.visit_id, NextStep(before.step, Owner.OFFICE, due_days=5), clerk=clerk)
        self._clock.advance(minutes=8)
        desk.finish(ticket.visit_id, outcome=before.outcome)
        desk.close_counter(self._counter, clerk=clerk)
        return ticket.visit_id

    def _colleague(self) -> str:
        """Return who usually sits at the clerk's counter."""
        return clerk_at([counter.id for counter in self._office.counters].index(self._counter))

    def _colleagues(self) -> list[_Act]:
        """Open the other counters; whoever sits there serves everything but what the scene is about."""
        acts: list[_Act] = []
        opens = self._begins - timedelta(minutes=100)
        for place, counter in enumerate(self._office.counters):
            mine = [service.id for service in self._served(counter) if service.id != self._service.id]
            if counter.id == self._counter or not mine:
                self._closed.add(counter.id)
                continue
            clerk = clerk_at(place)
            acts.append((opens, partial(self._desk.open_counter, counter.id, clerk=clerk)))
            if len(mine) < len(self._served(counter)):
                acts.append((opens, partial(self._desk.serve_today, counter.id, mine, clerk=clerk)))
        return acts

    def _served(self, counter: Counter) -> list[Service]:
        return [service for service in self._office.services if counter.serves(service)]

    def _others(self) -> list[_Act]:
        """Let others wait, for a smaller share of what they were promised; colleagues serve some of them."""
        services = [one for one in self._office.services if one.listed and one.id != self._service.id]
        share = self._scene.person.waited / self._service.standard.minutes
        acts: list[_Act] = []
        for service in self._draw.sample(services, min(OTHERS, len(services))):
            minutes = self._draw.uniform(0.2, 0.8) * min(share, 1.0) * service.standard.minutes
            reason = reason_for(service, self._draw)
            at = self._begins - timedelta(minutes=minutes, seconds=1)
            acts.append((at, partial(self._check_in_other, service, reason)))
        return acts

    def _check_in_other(self, service: Service, reason: str) -> None:
        self._desk.check_in(service=service.id, reason=reason, origin=Origin.KIOSK)

    def _arrival(self, earlier: str) -> _Act:
        person = self._scene.person

        def come() -> None:
            say_name = person.say_names[self._place] if person.say_names else ""
            ticket = self._desk.check_in(
                service=self._service.id, reason=person.reason, name=self._name, say_name=say_name,
                language=self._language, needs=person.needs, origin=Origin.KIOSK, people=person.people,
                familiarity=Familiarity.RETURNING if earlier else person.familiarity,
                goes_on=earlier or None, told=self._told(),
            )  # fmt: skip
            self._visit = ticket.visit_id

        return self._begins - timedelta(minutes=person.waited), come

    @property
    def _language(self) -> str:
        return self._scene.person.language or self._office.language

    def _told(self) -> Forecast | None:
        told = self._scene.person.told
        if told is None:
            return None
        low, high = told
        middle = min(low + 3, high - 1)
        return Forecast(low * MINUTE_MS, middle * MINUTE_MS, high * MINUTE_MS, 3, self._scene.person.why)


def begins_at(office: Office) -> datetime:
    """Return when scenes begin at an office. Raises BadInput where it never opens."""
    opens, closes = spans_of(office, _day(office))[0]
    return opens + min(INTO_THE_DAY, (closes - opens) / 2)


def _day(office: Office) -> date:
    for later in range(LOOKED_AHEAD):
        day = DAY + timedelta(days=later)
        if spans_of(office, day):
            return day
    raise BadInput(f"{office.name} has no opening hours.", "Give it some in its office file.")
