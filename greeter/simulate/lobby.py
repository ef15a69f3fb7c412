"""The room in which visitors and clerks meet: who is in it, who is free, and what has been counted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from greeter.simulate.people import Person, stranger
from greeter.simulate.told import ToldForecasts

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Counter, Service
    from greeter.simulate.agenda import Agenda
    from greeter.simulate.clerks import SimulatedClerk
    from greeter.simulate.course import Course

REACTION_SECONDS = (2.0, 9.0)
"""How long a free clerk takes to see that somebody has come."""


@dataclass(slots=True)
class Tally:
    """What a simulation has played."""

    days: int = 0
    visits: int = 0
    served: int = 0
    left: int = 0
    no_shows: int = 0
    transfers: int = 0
    holds: int = 0
    recalls: int = 0
    came_again: int = 0
    contacts: int = 0
    surveys: int = 0
    turned_away: int = 0
    """Heard how long it takes, or that no more tickets are given, and went: never a visit."""
    disturbed: int = 0
    """Acts that a colleague outside the simulation was faster with."""

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for column in fields(self):
            setattr(self, column.name, getattr(self, column.name) + getattr(other, column.name))


@dataclass(frozen=True, slots=True)
class Held:
    """A service that was interrupted."""

    service: Service
    person: Person
    course: Course
    waited_share: float


class Lobby:
    """An office's room on one day."""

    def __init__(
        self, desk: FrontDesk, agenda: Agenda, comes_again: Callable[[Person, int], None] | None, *, begun_before: bool
    ) -> None:
        self.desk = desk
        self.agenda = agenda
        self.tally = Tally()
        self.told = ToldForecasts(desk)
        self.clerks: list[SimulatedClerk] = []
        self.back_from_hold: list[str] = []
        """Visits on hold whose visitors are there again, in the order of their coming."""
        self.held: dict[str, Held] = {}
        """Visits on hold, with what goes on afterwards."""
        self.contacts: list[Person] = []
        """Calls and letters that nobody has answered yet."""
        self.comes_again = comes_again
        self.begun_before = begun_before
        """Whether people were at work before the simulation joined them."""
        self._people: dict[str, Person] = {}

    def knows(self, visit_id: str, person: Person) -> None:
        """Remember whose visit it is."""
        self._people[visit_id] = person

    def person(self, visit_id: str, service: str) -> Person:
        """Return the person of a visit; one whom the simulation has not brought is patient."""
        return self._people.get(visit_id) or stranger(service)

    def wake_for(self, service: str) -> None:
        """Let the clerk who has been free the longest, among those who serve it, see that somebody waits."""
        wanted = self.desk.office.service(service)
        free = [clerk for clerk in self.clerks if clerk.idle_since is not None and clerk.shift.counter.serves(wanted)]
        if free:
            min(free, key=lambda clerk: clerk.idle_since or 0).wake()

    def wake_all(self) -> None:
        """Let every free clerk look: somebody outside the simulation may have checked in."""
        for clerk in self.clerks:
            if clerk.idle_since is not None:
                clerk.wake()

    def held_for(self, counter: Counter) -> bool:
        """Whether somebody is on hold whom this counter could serve on."""
        return any(counter.serves(held.service) for held in self.held.values())

    def elsewhere(self, service: Service, counter: str) -> list[str]:
        """Return services to which a visitor can be handed on now: somebody else, who is at work, serves them."""
        at_work = [clerk.shift.counter for clerk in self.clerks if clerk.at_work and clerk.shift.counter.id != counter]
        return [
            other.id
            for other in self.desk.office.services
            if other.listed and other.id != service.id and any(desk.serves(other) for desk in at_work)
        ]
