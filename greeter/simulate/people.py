"""Who comes: language, needs, words, name, patience. Every draw is made from the person's own numbers, whatever the others do."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.front_desk.check_in import Origin
from greeter.model.visit import Channel, Familiarity, Need
from greeter.simulate.words import NAMES, OPENINGS, SAID

if TYPE_CHECKING:
    from greeter.model.catalogue import Office, Service
    from greeter.simulate.demand import Arrival

_LANGUAGES = {"en": 0.8, "es": 0.1, "zh": 0.03, "vi": 0.03, "ar": 0.02, "fr": 0.01, "so": 0.005, "uk": 0.005}
_NEEDS = {Need.SEAT: 0.06, Need.WHEELCHAIR: 0.02, Need.HEARING_LOOP: 0.015, Need.QUIET: 0.015, Need.MORE_TIME: 0.03}
_INTERPRETER = 0.5
_NAMED, _IN_OWN_WORDS, _AT_KIOSK, _BOOKED = 0.55, 0.75, 0.88, 0.07
_HALF_LEAVE_AFTER, _PATIENCE_SPREAD = 48.0, 0.75
"""Minutes of the wait after which half would have left, and the lognormal spread of it."""
_GOES_SILENTLY, _MISSES_FIRST_CALL, _WANDERS = 0.35, 0.05, 0.012
QUARTER_MS = 15 * 60_000


@dataclass(slots=True)
class Person:
    """A visitor, and how they behave. Times are milliseconds since 1970 UTC."""

    at_ms: int
    service: str
    draw: random.Random
    channel: Channel = Channel.COUNTER
    origin: Origin = Origin.KIOSK
    language: str = "en"
    needs: tuple[Need, ...] = ()
    familiarity: Familiarity = Familiarity.UNKNOWN
    reason: str = ""
    name: str = ""
    say_name: str = ""
    appointment_ms: int | None = None
    patience_minutes: float = 1e9
    tells: bool = True
    """Says so when leaving; otherwise is called in vain."""
    hears: bool = True
    """Comes at the first call, not the second."""
    wanders_minutes: float = 0.0
    """Is away when called, and back so much later; 0 is there."""
    comes_again: bool = False
    """Was here about this matter before."""
    waiting: bool = False
    waits: int = 0
    """How often they have begun to wait."""


def draw_person(office: Office, arrival: Arrival, draw: random.Random) -> Person:
    """Draw who arrives at the counter for a service."""
    service = office.service(arrival.service)
    language = draw.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0]
    person = Person(arrival.at_ms, service.id, draw, language=language, needs=_needs(language, draw))
    person.reason = reason_for(service, draw) if draw.random() < (_IN_OWN_WORDS if language == "en" else 0.2) else ""
    if draw.random() < _NAMED:
        person.name = draw.choice(NAMES)
        person.say_name = SAID.get(person.name, "")
    person.familiarity = draw.choices(list(Familiarity), (0.62, 0.1, 0.28))[0]
    if draw.random() >= _AT_KIOSK:
        person.origin = Origin.DESK
    if draw.random() < _BOOKED:
        person.channel = Channel.APPOINTMENT
        person.appointment_ms = -(-(arrival.at_ms + 120_000) // QUARTER_MS) * QUARTER_MS
    draw_manner(person)
    return person


def draw_again(before: Person, at_ms: int, draw: random.Random) -> Person:
    """Draw the same person's coming again about the same matter."""
    person = Person(
        at_ms, before.service, draw, language=before.language, needs=before.needs, reason=before.reason, name=before.name,
        say_name=before.say_name, familiarity=Familiarity.RETURNING, comes_again=True,
    )  # fmt: skip
    draw_manner(person)
    return person


def draw_contact(office: Office, arrival: Arrival, draw: random.Random) -> Person:
    """Draw somebody who calls or writes: a clerk logs it, and serves it when free."""
    service = office.service(arrival.service)
    channel = Channel.PHONE if draw.random() < 0.7 else Channel.EMAIL
    return Person(
        arrival.at_ms, service.id, draw, channel=channel, origin=Origin.DESK, reason=reason_for(service, draw), name=draw.choice(NAMES),
    )  # fmt: skip


def draw_manner(person: Person) -> None:
    """Draw how patient somebody is, and whether they come when called."""
    draw = person.draw
    person.patience_minutes = max(_HALF_LEAVE_AFTER * draw.lognormvariate(0.0, _PATIENCE_SPREAD), 2.0)
    person.tells = draw.random() >= _GOES_SILENTLY
    person.hears = draw.random() >= _MISSES_FIRST_CALL
    person.wanders_minutes = draw.uniform(4, 15) if draw.random() < _WANDERS else 0.0


def stranger(service: str) -> Person:
    """Return somebody whom the simulation has not brought: patient, and there at the first call."""
    return Person(0, service, random.Random(service), waiting=True)


def reason_for(service: Service, draw: random.Random) -> str:
    """Draw what somebody says who comes for a service: the catalogue's own synonyms, as people put them."""
    words = draw.choice(service.synonyms) if service.synonyms else service.name
    return draw.choice(OPENINGS).format(words=words)


def _needs(language: str, draw: random.Random) -> tuple[Need, ...]:
    found = [need for need, share in _NEEDS.items() if draw.random() < share]
    if language != "en" and draw.random() < _INTERPRETER:
        found.append(Need.INTERPRETER)
    return tuple(found)
