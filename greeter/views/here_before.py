"""When somebody was here about the same before: by the ticket they showed, by the contact they gave, or by their own word and full name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.model.visit import MINUTE_MS, Familiarity, Outcome
from greeter.views.earlier_visits import WITHIN_DAYS

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.visit import Visit
    from greeter.views.coming_back import GoesOn

MOST = 3
"""So many are told, the latest first."""


@dataclass(frozen=True, slots=True)
class HereBefore:
    """An earlier visit about the same. `at` is office-local."""

    number: str
    at: datetime
    outcome: Outcome | None
    counter: str
    clerk: str


def read_here_before(
    desk: FrontDesk, visit: Visit, goes_on: GoesOn | None, *, name: str, contact: str
) -> tuple[HereBefore, ...]:
    """Return the latest earlier visits about the same within 14 days, and the one whose ticket was shown, whenever that was.

    A name counts as in `read_earlier_visits`: it is a full one, of somebody who said that they were here before. A contact is the visitor's alone.
    """
    full = " ".join(name.split())
    by_name = full if visit.familiarity is Familiarity.RETURNING and " " in full else ""
    found = _read(desk, visit, by_name, contact.strip()) if by_name or contact.strip() else []
    if goes_on is None:
        return tuple(found)
    shown = HereBefore(goes_on.number, goes_on.at, goes_on.outcome, goes_on.counter, goes_on.clerk)
    return (shown, *(one for one in found if (one.number, one.at) != (shown.number, shown.at)))[:MOST]


def _read(desk: FrontDesk, visit: Visit, name: str, contact: str) -> list[HereBefore]:
    values = {
        "office": desk.office.id, "visit": visit.id, "name": name, "contact": contact,
        "since": visit.arrived_at - WITHIN_DAYS * 24 * 60 * MINUTE_MS, "until": visit.arrived_at, "most": MOST,
    }  # fmt: skip
    return [
        HereBefore(
            row["number"],
            desk.office.local(from_ms(row["arrived_at"])),
            Outcome(row["outcome"]) if row["outcome"] else None,
            row["counter"] or "",
            row["clerk"] or "",
        )
        for row in desk.store.rows(_BEFORE, values)
    ]


_BEFORE = """
select v.number, v.arrived_at, r.outcome, r.counter, r.clerk from request r join visit v on v.id = r.visit
where r.office = :office and r.opened_at >= :since and r.opened_at < :until and r.visit <> :visit and r.started_at is not null
  and r.service in (select service from request where visit = :visit)
  and r.visit in (
    select p.visit from personal p
    where (p.field = 'name' and lower(p.value) = lower(:name)) or (p.field = 'contact' and lower(p.value) = lower(:contact)))
order by v.arrived_at desc limit :most
"""
