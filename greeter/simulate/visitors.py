"""What visitors do: arrive, hear the wait, take a ticket or turn away, wait, and leave when it takes too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.front_desk.check_in import Origin
from greeter.model.catalogue import HELP
from greeter.model.visit import Printed
from greeter.problems import OfficeClosed, Unlawful
from greeter.simulate.words import LEAVING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.simulate.lobby import Lobby
    from greeter.simulate.people import Person

TURNS_AWAY_ABOVE = 60
"""Minutes told, above which some don't take a ticket."""
_TURNS_AWAY, _PRINTER_FAILS, _ASKS_FOR_PERSON = 0.4, 0.01, 0.012


def visit(lobby: Lobby, person: Person) -> Iterator[float | None]:
    """Arrive, take a ticket, and wait as long as patience lasts."""
    if _asks_for_person(lobby, person):
        return
    due = person.appointment_ms
    told = lobby.told.of(person.service, None if due is None else due - lobby.agenda.now)
    if told is not None and told.shown[1] > TURNS_AWAY_ABOVE and person.draw.random() < _TURNS_AWAY:
        lobby.tally.turned_away += 1
        return
    try:
        ticket = lobby.desk.check_in(
            service=person.service, reason=person.reason, name=person.name, say_name=person.say_name, language=person.language,
            needs=person.needs, familiarity=person.familiarity, channel=person.channel, origin=person.origin,
            appointment_at=None if due is None else from_ms(due), told=told,
        )  # fmt: skip
    except OfficeClosed:
        lobby.tally.turned_away += 1
        return
    lobby.tally.visits += 1
    lobby.tally.came_again += person.comes_again
    lobby.knows(ticket.visit_id, person)
    if person.origin is Origin.KIOSK:
        paper = Printed.NOT_PRINTED if person.draw.random() < _PRINTER_FAILS else Printed.PRINTED
        lobby.desk.printed(ticket.visit_id, paper)
    yield from wait(lobby, person, ticket.visit_id, person.service)


def wait(lobby: Lobby, person: Person, visit_id: str, service: str) -> Iterator[float | None]:
    """Wait for a service until patience ends; then leave, with or without a word."""
    person.waiting = True
    person.waits += 1
    this_wait = person.waits
    lobby.wake_for(service)
    until_due = 0 if person.appointment_ms is None else max(person.appointment_ms - lobby.agenda.now, 0)
    yield until_due / 1000 + person.patience_minutes * 60
    if not person.waiting or person.waits != this_wait:
        return  # was served meanwhile, and may even have been sent on and wait again
    person.waiting = False
    if person.tells:
        try:
            lobby.desk.leave(visit_id, reason=person.draw.choice(LEAVING))
            lobby.tally.left += 1
        except Unlawful:
            lobby.tally.disturbed += 1


def _asks_for_person(lobby: Lobby, person: Person) -> bool:
    """Touch "Talk to a person" instead of choosing, as a few do."""
    if (
        person.origin is not Origin.KIOSK
        or person.appointment_ms is not None
        or not lobby.desk.office.has_service(HELP)
    ):
        return False
    if person.draw.random() >= _ASKS_FOR_PERSON:
        return False
    ticket = lobby.desk.ask_for_person(language=person.language, needs=person.needs)
    lobby.tally.visits += 1
    person.waiting = True
    lobby.knows(ticket.visit_id, person)
    lobby.wake_for(ticket.service)
    return True
