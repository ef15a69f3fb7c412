"""What a ticket says, wherever it is shown: on the kiosk's screen, on paper and in its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.model.catalogue import HELP
from greeter.model.spoken import in_language
from greeter.queueing.forecast import wait_words
from greeter.tickets.code_text import PlainTicket, link, plain_text

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.model.catalogue import Office
    from greeter.model.visit import ServiceRequest, Visit
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class TicketFace:
    """A ticket in words, in the visitor's language. Never a name."""

    number: str
    office: str
    service: str
    arrived: str
    """Day and time: "Tuesday, November 24, 10:05 am"."""
    wait: str
    """The range that was told: "About 10 to 20 minutes"."""
    wait_note: str
    where: tuple[str, ...]
    """Where to go, in sentences."""
    bring: tuple[str, ...]
    happens: tuple[str, ...]
    """What happens next, in order."""
    phone: str
    address: str
    code: str
    """What the QR code holds: a link, or the ticket as plain text."""
    code_words: str
    """What the code is for."""
    language: str
    kept_words: str = ""
    """What is said first of a ticket that is kept here while the store's server is away; "" of any other."""


def ticket_face(
    visit: Visit, request: ServiceRequest, told: Forecast | None, office: Office, texts: Texts, *, kept: bool = False
) -> TicketFace:
    """Return what the ticket of a visit says. `told` is the wait that was announced last; None where none could be given.

    kept: no clerk can know of it yet, so no call is promised.
    """
    office = in_language(office, texts.language)
    service = office.service(request.service) if office.has_service(request.service) else None
    bring = service.bring if service else ()
    happens = (service.happens if service else ()) + _then(visit, office, texts)
    arrived = office.local(from_ms(visit.arrived_at))
    if office.web_base_url:
        code, code_words = link(office.web_base_url, visit.token), texts("Follow your place on your phone")
    else:
        plain = PlainTicket(visit.number, office.name, short_day(texts, arrived), bring, happens, office.phone)
        code, code_words = plain_text(plain, texts), texts("Keep this ticket on your phone")
    return TicketFace(
        number=visit.number,
        office=office.name,
        service=service.name if service else request.service,
        arrived=texts("{day}, {time}", day=texts.day(arrived), time=texts.clock(arrived)),
        wait=wait_words(texts, told),
        wait_note=_kept_note(texts) if kept else _wait_note(texts, told, request, office),
        where=_where_meanwhile(request, office, texts) if kept else _where(office, texts),
        bring=bring,
        happens=happens,
        phone=office.phone,
        address=office.address,
        code=code,
        code_words=code_words,
        language=texts.language,
        kept_words=texts("Your place is kept.") if kept else "",
    )


def _then(visit: Visit, office: Office, texts: Texts) -> tuple[str, ...]:
    """Say which services come after the first."""
    names = [office.service(one).name for one in visit.to_come if office.has_service(one)]
    return (texts("Then we go on with: {services}.", services=texts.listed(names)),) if names else ()


def _where(office: Office, texts: Texts) -> tuple[str, ...]:
    called = texts("A chime sounds, and the board shows your number and counter.")
    return (office.where_to_wait, called) if office.where_to_wait else (called,)


def _where_meanwhile(request: ServiceRequest, office: Office, texts: Texts) -> tuple[str, ...]:
    """Say where to go while nobody can be called. Who asked for a person finds one at the desk alone."""
    if request.service == HELP:
        return (texts("Please come to the desk."),)
    return (office.where_to_wait,) if office.where_to_wait else ()


def _kept_note(texts: Texts) -> str:
    return texts("Our network is away. Staff see your number when it is back, with the time you came.")


def _wait_note(texts: Texts, told: Forecast | None, request: ServiceRequest, office: Office) -> str:
    if request.appointment_at is not None:
        time = texts.clock(office.local(from_ms(request.appointment_at)))
        return texts("Your appointment is at {time}.", time=time)
    if told is None:
        return texts("We’ll call you as soon as we can.")
    return texts("We’ll tell you if that changes, and why.")


def short_day(texts: Texts, when: datetime) -> str:
    """Return the day and time that stand on a plain ticket."""
    return texts("{date}, {time}", date=texts.short_date(when), time=texts.clock(when))
