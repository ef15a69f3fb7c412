"""Who read what: the journal's lines about a visit, and the looks of those who were not serving it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.model.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.visit import Visit


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Somebody who had a visit before their eyes. `at` is office-local; where: the counter.

    what: `read`, `gave out`, or `served` and how for whoever acted on it.
    """

    at: datetime
    clerk: str
    what: str
    number: str
    where: str


def reads_of(desk: FrontDesk, visit: Visit) -> list[ReadLine]:
    """Return who read, served or gave out a visit, in order; one line for each act of a clerk, and for each look."""
    acts = desk.store.rows(
        "select at, clerk, counter, kind, data from journal where visit = :visit and clerk is not null order by seq",
        {"visit": visit.id},
    )
    served = [(row["at"], row["clerk"], f"served: {row['kind']}", row["counter"]) for row in acts]
    looks = desk.store.rows(
        "select at, clerk, counter, data from journal where office = :office and at >= :since and kind = :kind order by seq",
        {"office": desk.office.id, "since": visit.arrived_at, "kind": Kind.READ.value},
    )
    read = [
        (at, row["clerk"], "read", row["counter"])
        for row in looks
        for seen, at in json.loads(row["data"])["visits"]
        if seen == visit.id
    ]
    gave = desk.store.rows(
        "select at, clerk from journal where office = :office and at >= :since and kind = :kind and data like :named order by seq",
        {
            "office": desk.office.id,
            "since": visit.arrived_at,
            "kind": Kind.DISCLOSE.value,
            "named": f'%"{visit.id}"%',
        },
    )
    given = [(row["at"], row["clerk"], "gave out", None) for row in gave]
    return _lines(desk, ((*one, visit.number) for one in (*served, *read, *given)))


def reads_by(desk: FrontDesk, clerk: str) -> list[ReadLine]:
    """Return what one person read beside whom they served, and what they gave out, in order."""
    rows = desk.store.rows(
        "select at, kind, clerk, counter, data from journal"
        " where office = :office and kind in (:read, :disclose) and clerk = :clerk order by seq",
        {
            "office": desk.office.id,
            "read": Kind.READ.value,
            "disclose": Kind.DISCLOSE.value,
            "clerk": clerk.strip(),
        },
    )
    numbers: dict[str, str] = {}
    found = []
    for row in rows:
        data, gave_out = json.loads(row["data"]), row["kind"] == Kind.DISCLOSE
        seen = [(visit, row["at"]) for visit in data.get("ids", ())] if gave_out else data["visits"]
        for visit, at in seen:
            if visit not in numbers:
                known = desk.store.rows("select number, business_day from visit where id = :id", {"id": visit})
                numbers[visit] = f"{known[0]['number']} of {known[0]['business_day']}" if known else visit
            found.append((at, row["clerk"], "gave out" if gave_out else "read", row["counter"], numbers[visit]))
    return _lines(desk, found)


def _lines(desk: FrontDesk, found: Iterable[tuple[Any, ...]]) -> list[ReadLine]:
    return [
        ReadLine(desk.office.local(from_ms(at)), clerk, what, number, f"counter {counter}" if counter else "")
        for at, clerk, what, counter, number in sorted(found, key=lambda one: one[0])
    ]
