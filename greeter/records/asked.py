"""Which visits somebody asks about: by ticket and day, by the code of an appointment, by a contact, or all of a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.problems import NotFound
from greeter.records.contacts import contact_of
from greeter.records.holds import appointments_with, visits_with
from greeter.reports.span import parse_day
from greeter.views.coming_back import ticket_numbers

if TYPE_CHECKING:
    from datetime import date

    from greeter.front_desk import FrontDesk
    from greeter.model.visit import Visit


def visit_of_ticket(desk: FrontDesk, ticket: str, day: str = "") -> Visit:
    """Return the visit with this number on a business day, written as `2026-11-24`; today where none is given. Raises NotFound, BadInput."""
    wanted = parse_day(day, "The business day").isoformat() if day else desk.today()
    for number in [ticket, *ticket_numbers(ticket)]:
        rows = desk.store.rows(
            "select id from visit where office = :office and business_day = :day and number = :number",
            {"office": desk.office.id, "day": wanted, "number": number},
        )
        if rows:
            return desk.store.visit(rows[0]["id"])
    raise NotFound(
        f"There is no ticket {ticket[:20]} on {wanted}{'' if day else ', which is today'}.",
        "Give its business day: --day 2026-11-24.",
    )


def visits_of_code(desk: FrontDesk, code: str) -> tuple[list[str], list[str]]:
    """Return visits and appointments of an appointment's code. Raises NotFound."""
    rows = desk.store.rows(
        "select id, visit from appointment where office = :office and lower(code) = lower(:code)",
        {"office": desk.office.id, "code": code.strip()},
    )
    if not rows:
        raise NotFound("There is no appointment with this code.")
    return [row["visit"] for row in rows if row["visit"]], [row["id"] for row in rows]


def visits_of_contact(desk: FrontDesk, contact: str) -> tuple[list[str], list[str]]:
    """Return visits and appointments with a contact. Raises NotFound; what was forgotten is not found any more."""
    contacts = [contact_of(contact)]
    visits = sorted(visits_with(desk.store, desk.office.id, contacts))
    appointments = sorted(appointments_with(desk.store, desk.office.id, contacts))
    if not visits and not appointments:
        raise NotFound("Nothing is held with this contact.", "It may have been forgotten, or be written another way.")
    return visits, appointments


def visits_of_span(desk: FrontDesk, first: date, last: date) -> list[str]:
    """Return the visits of these business days. Raises NotFound where there is none."""
    rows = desk.store.rows(
        "select id from visit where office = :office and business_day >= :first and business_day <= :last order by business_day, arrived_at, number",
        {"office": desk.office.id, "first": first.isoformat(), "last": last.isoformat()},
    )
    if not rows:
        raise NotFound("There is no visit in this span.")
    return [row["id"] for row in rows]
