"""Visitors whom another office of the store has sent here: which office, and what they were there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.model.journal import Kind

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Where a visitor came from: the office's name, their number there, and who sent them."""

    office: str
    number: str
    counter: str
    clerk: str


def came_from(facts: dict[str, Any]) -> CameFrom | None:
    """Return where a check-in's facts say that the visitor came from; None for everybody who just came in."""
    came = facts.get("came")
    if came is None:
        return None
    return CameFrom(came["name"], came["number"], came["counter"] or "", came["clerk"] or "")


def read_sent_here(desk: FrontDesk) -> dict[str, CameFrom]:
    """Return the visits that are here now and were sent by another office, by their ids."""
    rows = desk.store.rows(_SENT_HERE, {"office": desk.office.id, "kind": Kind.CHECK_IN.value, "today": desk.today()})
    found = {row["visit"]: came_from(json.loads(row["data"])) for row in rows}
    return {visit: came for visit, came in found.items() if came is not None}


_SENT_HERE = """
select j.visit, j.data from visit v join request r on r.id = v.request join journal j on j.visit = v.id and j.kind = :kind
where v.office = :office and v.came_from is not null
  and (r.state in ('waiting', 'called', 'serving', 'on_hold') or v.business_day = :today)
"""
