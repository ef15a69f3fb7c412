"""What clerks do: call, serve, hold, hand on, finish, take breaks, answer calls and letters when the room is empty."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, RECALL_GAP_MS, Outcome, State
from greeter.problems import Unlawful
from greeter.simulate.course import days_until_return, draw_course, draw_survey
from greeter.simulate.lobby import REACTION_SECONDS, Held
from greeter.simulate.visitors import wait

if TYPE_CHECKING:
    import random
    from collections.abc import Generator, Iterator

    from greeter.front_desk.line import Called
    from greeter.model.catalogue import Service
    from greeter.simulate.course import Course, Hold
    from greeter.simulate.lobby import Lobby
    from greeter.simulate.people import Person
    from greeter.simulate.roster import Shift

RECALL_SECONDS = RECALL_GAP_MS / 1000 + 5
LATEST_MS = 120 * MINUTE_MS
"""So long after closing the last clerk goes, whoever is still there."""


class SimulatedClerk:
    """A clerk at a counter, for one day."""

    def __init__(self, lobby: Lobby, shift: Shift, draw: random.Random) -> None:
        self.shift = shift
        self.idle_since: int | None = None
        """Since when the clerk has been free with nobody to call, or None while busy."""
        self.at_work = False
        self._lobby = lobby
        self._draw = draw
        self._process = self._day()
        lobby.agenda.add(shift.begins_ms, self._process)
        for pause in shift.breaks:
            lobby.agenda.once(pause.at_ms, self.wake)
        lobby.agenda.once(shift.ends_ms, self.wake)

    def wake(self) -> None:
        """Look up: somebody has come, a break is due, or the day is over."""
        if self.idle_since is not None:
            self.idle_since = None
            self._lobby.agenda.after(self._draw.uniform(*REACTION_SECONDS), self._process)

    @property
    def _place(self) -> dict[str, str]:
        return {"counter": self.shift.counter.id, "clerk": self.shift.clerk}

    def _day(self) -> Iterator[float | None]:
        desk, lobby = self._lobby.desk, self._lobby
        desk.open_counter(**self._place)
        self.at_work = True
        yield from self._take_over()
        while lobby.agenda.now < self.shift.ends_ms + LATEST_MS:
            pause = self.shift.break_due(lobby.agenda.now)
            if pause is not None and lobby.agenda.now < self.shift.ends_ms:
                desk.close_counter(**self._place, reason=pause.reason)
                yield pause.seconds
                desk.open_counter(**self._place)
            try:
                busy = yield from self._next_thing()
            except Unlawful:
                lobby.tally.disturbed += 1
                busy = True
            if busy:
                yield self._draw.uniform(8, 30)
            elif lobby.agenda.now >= self.shift.ends_ms and not lobby.held_for(self.shift.counter):
                break
            else:
                self.idle_since = lobby.agenda.now
                yield None
        self.at_work = False
        desk.close_counter(**self._place, reason="Shift over")

    def _take_over(self) -> Iterator[float | None]:
        """Go on with whom somebody else has left at this counter, where the day did not begin with the simulation."""
        if not self._lobby.begun_before:
            return
        for row in self._lobby.desk.queue():
            if row.counter == self.shift.counter.id and row.state in {State.CALLED, State.SERVING}:
                if row.state is State.CALLED:
                    self._lobby.desk.start(row.visit_id, **self._place)
                service, person = (
                    self._lobby.desk.office.service(row.service),
                    self._lobby.person(row.visit_id, row.service),
                )
                yield from self._serve(row.visit_id, service, person, draw_course(service, [], person), 0.0)
                yield self._draw.uniform(8, 30)

    def _next_thing(self) -> Generator[float | None, None, bool]:
        """Do one thing, and return whether there was any."""
        lobby = self._lobby
        serves = self.shift.counter.serves
        back = next((visit for visit in lobby.back_from_hold if serves(lobby.held[visit].service)), None)
        if back is not None:
            lobby.back_from_hold.remove(back)
            yield from self._resume(back)
            return True
        called = lobby.desk.call_next(**self._place)
        if called is not None:
            yield from self._receive(called)
            return True
        mine = [one for one in lobby.contacts if serves(lobby.desk.office.service(one.service))]
        if not mine or lobby.agenda.now >= self.shift.ends_ms:
            return False
        lobby.contacts.remove(mine[0])
        yield from self._answer(mine[0])
        return True

    def _receive(self, called: Called) -> Iterator[float | None]:
        desk, lobby = self._lobby.desk, self._lobby
        person = lobby.person(called.visit_id, called.service)
        there = person.waiting and not person.wanders_minutes
        person.waiting = False
        if not there or not person.hears:
            person.hears = True
            yield RECALL_SECONDS
            desk.recall(called.visit_id)
            lobby.tally.recalls += 1
        if not there:
            yield RECALL_SECONDS
            desk.no_show(called.visit_id)
            lobby.tally.no_shows += 1
            if person.wanders_minutes:
                lobby.agenda.after(person.wanders_minutes * 60, _comes_back_late(lobby, person, called))
            return
        yield self._draw.uniform(6, 30)
        desk.start(called.visit_id)
        service = desk.office.service(called.service)
        waited = lobby.agenda.now - person.at_ms if person.at_ms else 0
        course = draw_course(service, lobby.elsewhere(service, self.shift.counter.id), person)
        yield from self._serve(called.visit_id, service, person, course, waited / MINUTE_MS / service.standard.minutes)

    def _serve(
        self, visit_id: str, service: Service, person: Person, course: Course, waited_share: float
    ) -> Iterator[float | None]:
        desk, seconds = self._lobby.desk, course.minutes * self.shift.pace * 60
        yield seconds * 0.4
        if course.missing:
            desk.describe(visit_id, clerk=self.shift.clerk, missing=course.missing)
        if course.note:
            desk.note(visit_id, course.note, clerk=self.shift.clerk, counter=self.shift.counter.id)
        if course.hold is not None:
            self._hold(visit_id, service, person, course, course.hold, waited_share)
            return
        yield from self._end(visit_id, service, person, course, waited_share)

    def _end(
        self, visit_id: str, service: Service, person: Person, course: Course, waited_share: float
    ) -> Iterator[float | None]:
        desk, lobby, clerk = self._lobby.desk, self._lobby, self.shift.clerk
        steps = desk.take_steps(visit_id, service.steps, clerk=clerk) if service.steps else []
        for step in steps[: course.ticks]:
            desk.tick_step(step, clerk=clerk)
        yield course.minutes * self.shift.pace * 36
        if course.sent_to and course.sent_to in lobby.elsewhere(service, self.shift.counter.id):
            desk.transfer(visit_id, service=course.sent_to, note=course.sent_note)
            lobby.tally.transfers += 1
            lobby.agenda.after(0, wait(lobby, person, visit_id, course.sent_to))
            return
        if course.added_step:
            desk.add_step(visit_id, course.added_step, clerk=clerk)
        desk.finish(visit_id, outcome=course.outcome, came_back=True if person.comes_again else None)
        lobby.tally.served += 1
        if course.judged is not None:
            desk.judge(visit_id, course.judged, clerk=clerk)
        self._afterwards(visit_id, person, course.outcome, waited_share)

    def _afterwards(self, visit_id: str, person: Person, outcome: Outcome, waited_share: float) -> None:
        lobby = self._lobby
        if not person.at_ms:
            return
        days = days_until_return(outcome, person.draw)
        if days is not None and lobby.comes_again is not None:
            lobby.comes_again(person, days)
        said = draw_survey(person, waited_share, outcome)
        if said is not None:
            at_ms = lobby.agenda.now + round(person.draw.uniform(20, 240) * 1000)
            lobby.agenda.once(at_ms, partial(_survey, lobby, visit_id, said))

    def _hold(
        self, visit_id: str, service: Service, person: Person, course: Course, hold: Hold, waited_share: float
    ) -> None:
        lobby = self._lobby
        lobby.desk.hold(visit_id, reason=hold.reason)
        lobby.tally.holds += 1
        lobby.held[visit_id] = Held(service, person, course, waited_share)
        lobby.agenda.after(hold.minutes * 60, _hold_ends(lobby, visit_id, hold))

    def _resume(self, visit_id: str) -> Iterator[float | None]:
        lobby = self._lobby
        held = lobby.held.pop(visit_id)
        lobby.desk.resume(visit_id, **self._place)
        yield from self._end(visit_id, held.service, held.person, held.course, held.waited_share)

    def _answer(self, person: Person) -> Iterator[float | None]:
        """Log and serve a call or a letter: it never stands in line."""
        desk, lobby = self._lobby.desk, self._lobby
        service = desk.office.service(person.service)
        contact = desk.log_contact(
            channel=person.channel, service=service.id, reason=person.reason, name=person.name,
            counter=self.shift.counter.id, clerk=self.shift.clerk,
        )  # fmt: skip
        lobby.tally.visits += 1
        lobby.tally.contacts += 1
        yield from self._serve(contact.visit_id, service, person, draw_course(service, [], person), 0.0)


def still_there(lobby: Lobby) -> int:
    """Send home whoever is left when the last clerk goes, with a word; return how many that were."""
    rows = [row for row in lobby.desk.queue() if row.state in {State.WAITING, State.ON_HOLD, State.CALLED}]
    for row in rows:
        lobby.desk.leave(row.visit_id, reason="We had to close")
    return len(rows)


def _comes_back_late(lobby: Lobby, person: Person, called: Called) -> Iterator[float | None]:
    if any(clerk.at_work for clerk in lobby.clerks):
        lobby.desk.reinstate(called.visit_id)
        lobby.tally.no_shows -= 1
        person.wanders_minutes = 0.0
        yield from wait(lobby, person, called.visit_id, called.service)


def _hold_ends(lobby: Lobby, visit_id: str, hold: Hold) -> Iterator[float | None]:
    if hold.comes_back:
        lobby.back_from_hold.append(visit_id)
    else:
        yield 15 * 60.0
        lobby.held.pop(visit_id)
        lobby.desk.leave(visit_id, reason="Did not come back")
        lobby.tally.left += 1
    lobby.wake_all()


def _survey(lobby: Lobby, visit_id: str, said: tuple[dict[str, int], str]) -> None:
    answers, comment = said
    lobby.desk.survey(visit_id, answers, comment=comment)
    lobby.tally.surveys += 1
