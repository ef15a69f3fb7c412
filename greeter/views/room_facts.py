"""What suggestions for the room rest on, beside the queue itself: what another counter would change, who was told nothing, who came back again.

It is read less often than the queue: what a counter would change is played forward.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, Familiarity
from greeter.queueing.announcement import Again, read_again
from greeter.queueing.what_if import WhatIf, what_if
from greeter.views.closing import Outlook, read_outlook
from greeter.views.earlier_visits import WITHIN_DAYS
from greeter.views.follow_ups import Owed, read_owed

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.in_parts import Parts
    from greeter.queueing.forecast import Forecast, Look


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What was found. Visits are told by their ids."""

    what_if: WhatIf = field(default_factory=WhatIf)
    untold: frozenset[str] = frozenset()
    """Who took a ticket at a kiosk, and of whom nobody has noted or said anything since."""
    came_before: dict[str, int] = field(default_factory=dict)
    """How often those who wait came about the same in the last 14 days, by their own word and name; only who did."""

    waits: dict[str, Forecast] = field(default_factory=dict)
    """How much longer each of those in line waits; only who can be told."""
    again: tuple[Again, ...] = ()
    """Whose wait has moved since it was told."""
    owed: tuple[Owed, ...] = ()
    """What the office owes and is due, or late."""
    outlook: Outlook | None = None
    """How the line stands to closing time; None where that is far away."""


def read_room_facts(desk: FrontDesk, look: Look) -> Parts[RoomFacts]:
    """Read what suggestions for the room rest on, in parts. Reads only. look: at the same office and store, just now."""
    changed = yield from what_if(look.room, look.learned)
    yield
    tick, outlook = desk.tick(), read_outlook(desk, look.waits)
    values = {"office": desk.office.id}
    untold = desk.store.rows(_UNTOLD, values)
    since = {"since_ms": WITHIN_DAYS * 24 * 60 * MINUTE_MS, "returning": Familiarity.RETURNING.value}
    before = desk.store.rows(_CAME_BEFORE, {**values, **since})
    return RoomFacts(
        changed,
        frozenset(row["visit"] for row in untold),
        {row["visit"]: row["n"] for row in before},
        look.waits,
        tuple(read_again(desk.store.port, desk.office, lambda _: look.likely, tick)),
        read_owed(desk),
        outlook if outlook is not None and outlook.is_near else None,
    )


_UNTOLD = """
select r.visit from request r join visit v on v.id = r.visit
where r.office = :office and r.state = 'waiting' and r.ordinal = 1 and v.origin = 'kiosk' and v.came_from is null
  and not exists (select 1 from told t where t.request = r.id)
  and not exists (select 1 from journal j where j.visit = v.id and j.clerk is not null)
"""
_CAME_BEFORE = """
select v.id as visit, count(distinct o.visit) as n
from request r join visit v on v.id = r.visit
join personal p on p.visit = v.id and p.field = 'name' and p.value like '% %'
join request o on o.office = r.office and o.opened_at >= v.arrived_at - :since_ms and o.opened_at < v.arrived_at
  and o.service = r.service and o.started_at is not null and o.visit <> v.id
join personal q on q.visit = o.visit and q.field = 'name' and lower(q.value) = lower(p.value)
where r.office = :office and r.state = 'waiting' and v.familiarity = :returning
group by v.id
"""
"""As `read_earlier_visits` counts for one visit, for all who wait at once."""
