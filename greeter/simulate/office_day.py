"""One day of an office: who comes, who works, and everything that follows."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from greeter.simulate.agenda import Agenda
from greeter.simulate.clerks import SimulatedClerk, still_there
from greeter.simulate.demand import LOAD, Demand
from greeter.simulate.lobby import Lobby
from greeter.simulate.people import draw_contact, draw_person
from greeter.simulate.roster import roster
from greeter.simulate.visitors import visit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from greeter.clock import ManualClock
    from greeter.front_desk import FrontDesk
    from greeter.simulate.lobby import Tally
    from greeter.simulate.people import Person

_CONTACTS = 0.07
"""Of those who turn to the office, so many call or write."""


class OfficeDay:
    """A day that is played all at once by a manual clock, or bit by bit beside people, by theirs.

    own_counters: are left to people; the simulation serves the others.
    """

    def __init__(
        self,
        desk: FrontDesk,
        day: date,
        seed: int,
        *,
        clock: ManualClock | None = None,
        again: Collection[Person] = (),
        comes_again: Callable[[Person, int], None] | None = None,
        own_counters: Collection[str] = (),
        from_ms: int = 0,
        load: float = LOAD,
    ) -> None:
        self.agenda = Agenda(clock)
        self.lobby = Lobby(desk, self.agenda, comes_again, begun_before=from_ms > 0)
        draw = random.Random(f"{seed} {day}")
        for shift in roster(desk.office, day, random.Random(f"{seed} {day} roster")):
            if shift.counter.id not in own_counters and shift.ends_ms > from_ms:
                shift.begins_ms = max(shift.begins_ms, from_ms)
                shift.breaks = [pause for pause in shift.breaks if pause.at_ms >= from_ms]
                mine = random.Random(f"{seed} {day} {shift.counter.id}")
                self.lobby.clerks.append(SimulatedClerk(self.lobby, shift, mine))
        for place, arrival in enumerate(Demand(desk.office, load).arrivals(day, draw)):
            own = random.Random(f"{seed} {day} {place}")
            contact = own.random() < _CONTACTS
            person = (draw_contact if contact else draw_person)(desk.office, arrival, own)
            if person.at_ms >= from_ms:
                self._add(person, contact=contact)
        for person in again:
            self._add(person, contact=False)

    @property
    def tally(self) -> Tally:
        """What has been played so far."""
        return self.lobby.tally

    def play(self) -> Tally:
        """Play the day to its end, and send home who is left."""
        self.agenda.play()
        self.lobby.tally.left += still_there(self.lobby)
        return self.lobby.tally

    def play_until(self, now_ms: int) -> None:
        """Play what was to happen up to now, beside people who do things of their own."""
        self.agenda.play(now_ms)
        if self.lobby.desk.waiting_count():
            self.lobby.wake_all()

    def _add(self, person: Person, *, contact: bool) -> None:
        if contact:
            self.agenda.once(person.at_ms, lambda: self._contact(person))
        else:
            self.agenda.add(person.at_ms, visit(self.lobby, person))

    def _contact(self, person: Person) -> None:
        self.lobby.contacts.append(person)
        self.lobby.wake_for(person.service)
