"""How often a visitor came about the same thing lately, by their own word and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, Familiarity

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.model.visit import Visit

WITHIN_DAYS = 14
"""A visit about the same within so many days is a repeat visit."""


def read_earlier_visits(desk: FrontDesk, visit: Visit, name: str) -> int:
    """Return how many visits of the 14 days before this one had the same full name and one of the same services.

    0 for those who did not say that they were here about this before, and for a name of one word: too many share it. Capitals do not count.
    """
    full = " ".join(name.split())
    if visit.familiarity is not Familiarity.RETURNING or " " not in full:
        return 0
    values = {
        "office": desk.office.id,
        "visit": visit.id,
        "name": full,
        "since": visit.arrived_at - WITHIN_DAYS * 24 * 60 * MINUTE_MS,
        "until": visit.arrived_at,
    }
    found: int = desk.store.rows(_EARLIER, values)[0]["n"]
    return found


_EARLIER = """
select count(distinct r.visit) as n from request r join personal p on p.visit = r.visit and p.field = 'name'
where r.office = :office and r.opened_at >= :since and r.opened_at < :until and r.visit <> :visit and lower(p.value) = lower(:name)
  and r.started_at is not null and r.service in (select service from request where visit = :visit)
"""
