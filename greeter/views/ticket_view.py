"""A visit's ticket and take-away, read from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.directory import for_service
from greeter.guidance.next_steps import due_date
from greeter.model.catalogue import Owner
from greeter.model.spoken import in_language, translated
from greeter.problems import NotFound
from greeter.queueing.forecast import Forecast
from greeter.texts import texts_for
from greeter.tickets.face import TicketFace, ticket_face
from greeter.tickets.take_away import TakeAway, TakeAwayStep
from greeter.views.closing import read_goodbye
from greeter.views.summary import summary_of
from greeter.views.visit_card import StepRow, read_visit_card

if TYPE_CHECKING:
    from datetime import date

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office


def find_visit(desk: FrontDesk, words: str) -> str:
    """Return the id of a visit from its id, or from a ticket number of today in any case of letters. Raises NotFound."""
    wanted = words.strip()
    rows = desk.store.rows(
        "select id from visit where office = :office and (id = :id or (business_day = :today and number = :number))"
        " order by arrived_at desc limit 1",
        {"office": desk.office.id, "id": wanted.lower(), "number": wanted.upper(), "today": desk.today()},
    )
    if not rows:
        raise NotFound(f"There is no ticket “{wanted}” today.", "Give today's number, such as P014, or the visit's id.")
    found: str = rows[0]["id"]
    return found


def read_ticket(desk: FrontDesk, visit_id: str) -> TicketFace:
    """Read what a visit's ticket says, in the visitor's language. Raises NotFound."""
    visit = desk.visit(visit_id)
    request = desk.store.request(visit.request)
    rows = desk.store.rows(
        "select low_ms, middle_ms, high_ms, ahead, reason from told where request = :request order by seq desc limit 1",
        {"request": request.id},
    )
    told = Forecast(**dict(rows[0])) if rows else None
    return ticket_face(visit, request, told, desk.office, texts_for(visit.language))


def read_take_away(desk: FrontDesk, visit_id: str) -> TakeAway:
    """Read a visit's written next steps: those that the staff window shows, by whose they are. Raises NotFound."""
    card = read_visit_card(desk, visit_id)
    language = desk.visit(visit_id).language
    office = in_language(desk.office, language)
    service = office.service(card.service_id) if office.has_service(card.service_id) else None
    today = card.now.date()
    summary = summary_of(desk.office, card, texts_for(desk.office.language))
    goodbye = read_goodbye(desk, card)
    agreed = [row for row in card.steps if row.id or goodbye is None]  # who was not served is owed no usual step
    open_steps = [row for row in agreed if row.done_at is None]
    return TakeAway(
        number=card.number,
        office=office,
        service=service.name if service else card.service_id,
        day=today,
        token=card.token,
        yours=tuple(_step(desk.office, language, row, today) for row in open_steps if row.owner is Owner.VISITOR),
        ours=tuple(_step(desk.office, language, row, today) for row in open_steps if row.owner is not Owner.VISITOR),
        done=tuple(translated(desk.office, language, row.what) for row in card.steps if row.done_at is not None),
        ask=tuple(for_service(office, service)) if service else (),
        summary=tuple(summary.spoken.split("\n")) if summary.is_kept else (),
        is_agreed=summary.is_agreed,
        goodbye=goodbye,
    )


def _step(office: Office, language: str, row: StepRow, today: date) -> TakeAwayStep:
    due = row.due
    if due is None and row.suggested is not None and row.suggested.due_days is not None:
        due = due_date(office, today, row.suggested.due_days)
    what, detail = (translated(office, language, words) for words in (row.what, row.detail))
    return TakeAwayStep(what, due, detail)
