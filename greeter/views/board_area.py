"""What one board is for: the whole office, or the counters of one area of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.access.post import open_to_all
from greeter.problems import BadInput
from greeter.queueing.line import in_line, lanes, service_of
from greeter.queueing.order import ranked

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office, Service

FIRST = 3
"""So many of each lane are looked at: within a lane nobody goes before who came earlier."""
MOST_NEXT = 4
"""So many next in line stand on the board."""


@dataclass(frozen=True, slots=True)
class Area:
    """The counters that a board calls to. An empty name is the whole office."""

    office: Office
    name: str = ""

    def __post_init__(self) -> None:
        """Raise BadInput where the office has no such area."""
        if self.name and self.name not in self.office.areas:
            known = ", ".join(f"“{each}”" for each in self.office.areas)
            remedy = f"Choose one of these: {known}." if known else "Give counters an area in the office's file first."
            raise BadInput(f"This office has no area “{self.name}”.", remedy)

    def has(self, counter: str) -> bool:
        """Whether its board calls to a counter."""
        return not self.name or self.office.counter(counter).area == self.name

    def serves(self, service: Service) -> bool:
        """Whether one of its counters serves a service."""
        return not self.name or any(
            counter.serves(service) for counter in self.office.counters if counter.area == self.name
        )

    def serves_id(self, service: str) -> bool:
        """Whether one of its counters serves a service; one that the file has no more is served everywhere."""
        return not self.office.has_service(service) or self.serves(self.office.service(service))


@open_to_all
def next_up(desk: FrontDesk, area: Area) -> tuple[str, ...]:
    """Return the numbers that are likely called next in an area. It is no promise: each counter calls whom it can serve.

    How often each was overtaken is not read, for a board may not; so near the cap the order may differ by a place.
    """
    office, tick = desk.office, desk.tick()
    line = []
    for lane in lanes(desk.store.port, office):
        service = service_of(office, lane)
        if service is not None and not area.serves(service):
            continue
        rows = desk.store.rows(_FIRST, {"office": office.id, "lane": lane, "tick": tick, "most": FIRST})
        line += [in_line(office, row, tick) for row in rows if not row["for_counter"] or area.has(row["for_counter"])]
    return tuple(place.candidate.number for place in ranked(line, office.order)[:MOST_NEXT])


_FIRST = """
select r.id, r.lane, r.credit_tick, r.target_minutes, r.appointment_at, r.for_counter, r.for_clerk, v.number
from request r join visit v on v.id = r.visit
where r.office = :office and r.lane = :lane and r.state = 'waiting' and r.opened_tick <= :tick
order by r.credit_tick, r.id limit :most
"""
