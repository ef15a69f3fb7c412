"""The visit of a ticket that a visitor shows or types when they come back, and how it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from greeter.access.post import open_to_all
from greeter.clock import from_ms
from greeter.model.visit import SENT_HOME
from greeter.texts import texts_for
from greeter.tickets.code_text import PlainTicket, plain_text
from greeter.tickets.face import short_day
from greeter.tickets.sent_home import Goodbye
from greeter.views.closing import read_sent_home

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Service
    from greeter.model.visit import Outcome, ServiceRequest, State, Visit

_TOKEN = re.compile(r"/v/([A-Za-z0-9_-]{16,64})/?$")
_NUMBER = re.compile(r"([A-Z]{1,3})(\d{1,4})")
_FIRST_LINES = 2
_LONGEST_DAY = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody's visit, found by the ticket. Nothing of it is personal."""

    visit_id: str
    number: str
    state: State
    service: Service | None
    counter: str
    of_today: bool
    surely: bool
    """Whether the ticket itself was read, not only its number typed."""
    goodbye: Goodbye | None = None
    """What is said to who was sent home; None for all others."""


@dataclass(frozen=True, slots=True)
class GoesOn:
    """The earlier visit that a visit goes on with, for staff. `at` is office-local."""

    visit_id: str
    number: str
    at: datetime
    service_name: str
    outcome: Outcome | None
    counter: str
    clerk: str


@open_to_all
def find_ticket(desk: FrontDesk, text: str, *, scanned: bool = False) -> Back | None:
    """Return the visit of a ticket's number of today, or of its code as a scanner reads it; None where there is none.

    A link leads to a visit of an earlier day, too, as far as this login sees it.
    """
    if desk.block:
        return None
    said = text.strip()
    token = _TOKEN.search(said) if scanned else None
    if token:
        rows = desk.store.rows(
            "select id from visit where office = :office and token = :token",
            {"office": desk.office.id, "token": token[1]},
        )
        return read_back(desk, rows[0]["id"], surely=True) if rows else None
    lines = said.splitlines()
    visit = _of_number(desk, lines[0]) if lines else None
    if visit is None:
        return None
    if scanned and len(lines) >= _FIRST_LINES and not _is_ticket_of(desk, visit, lines):
        return None
    return read_back(desk, visit.id, surely=scanned and len(lines) >= _FIRST_LINES)


def read_goes_on(desk: FrontDesk, visit: Visit) -> GoesOn | None:
    """Return the earlier visit that this one goes on with; None for all others."""
    if visit.goes_on is None:
        return None
    rows = desk.store.rows(
        "select * from visit where id = :id and office = :office", {"id": visit.goes_on, "office": desk.office.id}
    )
    if not rows:
        return None
    earlier = desk.store.visit(visit.goes_on)
    request = desk.store.request(earlier.request)
    return GoesOn(
        visit_id=earlier.id,
        number=earlier.number,
        at=desk.office.local(from_ms(earlier.arrived_at)),
        service_name=_name(desk, request),
        outcome=request.outcome,
        counter=request.counter or "",
        clerk=request.clerk or "",
    )


@open_to_all
def visit_of_ticket(desk: FrontDesk, visit_id: str) -> tuple[Visit, ServiceRequest]:
    """Return the visit of a ticket that a visitor holds, and what it is for now."""
    visit = desk.visit(visit_id)
    return visit, desk.store.request(visit.request)


def ticket_numbers(text: str) -> list[str]:
    """Return the numbers that may be meant by what was typed, likeliest first: "p14" is P014, or PA01 as it stands."""
    plain = re.sub(r"[\s.\-]", "", text).upper()
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return []
    letters, figures = found[1], int(found[2])
    padded = f"{letters}{figures:03}" if len(letters) == 1 else f"{letters}{figures:02}"
    return list(dict.fromkeys([plain, padded]))


def _of_number(desk: FrontDesk, text: str) -> Visit | None:
    for number in ticket_numbers(text):
        rows = desk.store.rows(
            "select id from visit where office = :office and business_day = :today and number = :number",
            {"office": desk.office.id, "today": desk.today(), "number": number},
        )
        if rows:
            return desk.store.visit(rows[0]["id"])
    return None


def _is_ticket_of(desk: FrontDesk, visit: Visit, lines: list[str]) -> bool:
    """Whether a ticket's plain text is this visit's: the same number was given on other days, too."""
    texts = texts_for(visit.language)
    arrived = short_day(texts, desk.office.local(from_ms(visit.arrived_at)))
    own = plain_text(PlainTicket(visit.number, desk.office.name, arrived, (), (), ""), texts).splitlines()
    return own[1] == lines[1].strip()


@open_to_all
def read_back(desk: FrontDesk, visit_id: str, *, surely: bool) -> Back:
    """Read how a visit stands for its visitor. surely: whether more than a number or name led to it."""
    visit = desk.store.visit(visit_id)
    request = desk.store.request(visit.request)
    service: Any = desk.office.service(request.service) if desk.office.has_service(request.service) else None
    return Back(
        visit.id,
        visit.number,
        request.state,
        service,
        request.counter or "",
        visit.business_day == desk.today(),
        surely,
        _goodbye(desk, visit.id, surely=surely) if request.note == SENT_HOME else None,
    )


def _goodbye(desk: FrontDesk, visit_id: str, *, surely: bool) -> Goodbye:
    """Return what is said to who was sent home. A number, which others may know, tells no appointment."""
    found = read_sent_home(desk, within=_LONGEST_DAY, visit_id=visit_id) if surely else ()
    return Goodbye("", found[0].appointment if found else None, opens=desk.office.next_opening(desk.clock.now()))


def _name(desk: FrontDesk, request: ServiceRequest) -> str:
    return desk.office.service(request.service).name if desk.office.has_service(request.service) else request.service
