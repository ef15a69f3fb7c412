"""Whose visit has just ended, and who was not asked yet how it went: for the kiosk's survey. Numbers only, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.access.post import open_to_all
from greeter.clock import to_ms
from greeter.front_desk.case import Question, answer_key

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk

LATELY_MS = 2 * 3_600_000
"""So long after a visit its number is offered."""
LONGEST_VISIT_MS = 12 * 3_600_000
MOST = 24


@dataclass(frozen=True, slots=True)
class Unrated:
    """A visit that was finished, and whose first question nobody has answered."""

    visit_id: str
    number: str


@open_to_all
def read_unrated(desk: FrontDesk) -> tuple[Unrated, ...]:
    """Read them, who went last first. A kiosk that keeps tickets alone knows of nobody."""
    if desk.block:
        return ()
    values = {"since": desk.tick() - LATELY_MS, "came": to_ms(desk.clock.now()) - LONGEST_VISIT_MS, "most": MOST}
    rows = desk.store.rows(
        _FINISHED, {"office": desk.office.id, "first": answer_key("", Question.SATISFACTION), **values}
    )
    return tuple(Unrated(row["id"], row["number"]) for row in rows)


_FINISHED = """
select v.id, v.number from request r join visit v on v.id = r.visit and v.request = r.id
where r.office = :office and r.opened_at > :came and r.state = 'finished' and r.state_tick > :since and coalesce(r.note, '') <> 'night'
  and not exists (select 1 from request_key k where k.office = v.office and k.key = :first || v.id)
order by r.state_tick desc, v.number desc limit :most
"""
