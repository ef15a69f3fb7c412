"""Who was here today, with the name where it is known: for a clerk who looks somebody up. Read only while somebody looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.model.visit import State

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk


@dataclass(frozen=True, slots=True)
class PersonToday:
    """One visit of today, or one that is not over yet."""

    visit_id: str
    number: str
    name: str
    """As it was given; empty where it was not."""
    service: str
    """The service's name."""
    state: State


def read_people_today(desk: FrontDesk) -> tuple[PersonToday, ...]:
    """Read them, who came last first."""
    office = desk.office
    rows = desk.store.rows(_TODAY, {"office": office.id, "today": desk.today()})
    return tuple(
        PersonToday(
            visit_id=row["id"],
            number=row["number"],
            name=row["name"] or "",
            service=office.service(row["service"]).name if office.has_service(row["service"]) else row["service"],
            state=State(row["state"]),
        )
        for row in rows
    )


_TODAY = """
select v.id, v.number, p.value as name, r.service, r.state, r.opened_tick
from visit v join request r on r.id = v.request
left join personal p on p.visit = v.id and p.field = 'name'
where v.office = :office and v.business_day = :today
order by r.opened_tick desc, v.number desc
"""
