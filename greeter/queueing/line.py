"""Reads the line: the waiting requests as the order needs them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.model.catalogue import USUAL_CLASS
from greeter.model.visit import MINUTE_MS
from greeter.queueing.order import MOST_OVERTAKEN, InLine

if TYPE_CHECKING:
    from greeter.model.catalogue import Counter, Office, Service
    from greeter.store.store import Port

APPOINTMENT = "@appointment"
LOOKED_AT = 3
"""So many of a lane are looked at: behind the first may stand one who was overtaken before the first was sent into this lane."""
APPOINTMENT_TARGET = 5
"""Minutes that a visitor with an appointment is promised to wait past its time."""
_HEAD = (
    "select r.id, r.lane, r.credit_tick, r.opened_tick, r.target_minutes, r.appointment_at, r.for_counter, r.for_clerk, v.number,"
    " (select count(*) from (select 1 from overtaking o where o.office = r.office and o.lane = r.lane"
    " and o.credit_tick > r.credit_tick and o.tick > r.opened_tick limit :cap) later) as times"
    " from request r join visit v on v.id = r.visit where r.office = :office and r.lane = {lane} and r.state = 'waiting'"
    " and (r.for_counter is null or r.for_counter = :counter) and (r.for_clerk is null or r.for_clerk = :clerk)"
    " and r.opened_tick <= :tick order by r.credit_tick, r.id limit :most"
)
"""The first few of a lane who are here, not on the way; and how often a later arrival went before each meanwhile, counted to the cap only."""


def counter_today(port: Port, office: Office, counter: str, clerk: str, today: str) -> Counter:
    """Return a counter as this clerk serves there today. today: the business day, as `2026-11-24`."""
    known = office.counter(counter)
    rows = port.rows(
        "select only_services, only_day from counter where office = :office and id = :id and clerk = :clerk",
        {"office": office.id, "id": counter, "clerk": clerk},
    )
    only = only_of(rows[0], today) if rows else None
    return known if only is None else replace(known, only=only)


def only_of(row: Any, today: str) -> frozenset[str] | None:
    """Return the services that a counter's row names for today; None where it names none, or those of another day."""
    if row["only_services"] is None or row["only_day"] != today:
        return None
    return frozenset(row["only_services"].split(","))


def lane_of(service: str, appointment_at: int | None) -> str:
    """Return the lane in which a request stands."""
    return service if appointment_at is None else service + APPOINTMENT


def heads(port: Port, office: Office, counter: Counter, clerk: str, tick: int) -> list[InLine]:
    """Return the first few of each lane that this counter can serve. Costs the same with 10 waiting and with 10,000.

    Within a lane all are of one class, and the earliest arrival has the highest credit: in any order, nobody behind it can be next. All lanes are
    asked for at once: a server may be a network away.
    """
    mine = [lane for lane in lanes(port, office) if _serves(counter, service_of(office, lane))]
    if not mine:
        return []
    each = " union all ".join(
        f"select * from ({_HEAD.format(lane=f':lane{index}')}) l{index}" for index in range(len(mine))
    )
    values: dict[str, Any] = {
        "office": office.id,
        "counter": counter.id,
        "clerk": clerk,
        "most": LOOKED_AT,
        "cap": MOST_OVERTAKEN,
        "tick": tick,
    }
    rows = port.rows(each, values | {f"lane{index}": lane for index, lane in enumerate(mine)})
    return [in_line(office, row, tick, row["times"]) for row in rows]


def lanes(port: Port, office: Office) -> list[str]:
    """Return the lanes in which somebody waits, skipping from one to the next in the index."""
    rows = port.rows(
        "with recursive found (lane) as ("
        " select (select lane from request where office = :office and state = 'waiting' order by lane limit 1)"
        " union all select"
        " (select lane from request where office = :office and state = 'waiting' and lane > found.lane order by lane limit 1)"
        " from found where found.lane is not null) select lane from found where lane is not null",
        {"office": office.id},
    )
    return [row["lane"] for row in rows]


def service_of(office: Office, lane: str) -> Service | None:
    """Return the service of a lane, or None where the catalogue has it no more: any counter serves those."""
    name = lane.removesuffix(APPOINTMENT)
    return office.service(name) if office.has_service(name) else None


def in_line(office: Office, row: Any, tick: int, times_overtaken: int = 0) -> InLine:
    """Return a row of the line as the order sees it."""
    service = service_of(office, row["lane"])
    at = row["appointment_at"]
    return InLine(
        request=row["id"],
        lane=row["lane"],
        number=row["number"],
        waited=(tick - row["credit_tick"]) / MINUTE_MS,
        target=row["target_minutes"] if at is None else APPOINTMENT_TARGET,
        weight=service.weight if service else 1.0,
        overtaken=times_overtaken,
        appointment="" if at is None else f"{office.local(from_ms(at)):%H:%M}",
        by_name=bool(row["for_counter"] or row["for_clerk"]),
        priority_class=service.priority_class if service else USUAL_CLASS,
    )


def _serves(counter: Counter, service: Service | None) -> bool:
    return service is None or counter.serves(service)
