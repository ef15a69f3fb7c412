"""How long people waited, against the standard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.grouping import goal_of, service_name, within_share
from greeter.reports.measures import Measure
from greeter.reports.quantities import Quantiles, Share, Veil, quantiles
from greeter.reports.said import Filled, HourOf, Listed, Weekday
from greeter.reports.table import Column, Line, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.reports.evidence import Evidence, RequestFacts, VisitFacts

WAIT = Column("wait", "Wait, minutes", Measure.WAIT)
WITHIN = Column("within", "Within standard", Measure.WITHIN)


class Mark(StrEnum):
    """How a wait is drawn."""

    WITHIN = "within"
    OVER = "over"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Dot:
    """One visit in the chart of waits."""

    service: str
    wait_ms: int
    target_ms: int
    mark: Mark
    hour: int
    """Local hour of arrival."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one weekday in the heat map."""

    weekday: int
    hour: int
    k: int
    n: int
    veil: Veil = Veil.NONE

    def share(self, goal: float) -> Share:
        """Return the share within standard, held against a goal."""
        return Share(self.k, self.n, goal, self.veil)


def waits_by_service(evidence: Evidence) -> Table:
    """Return the first wait of each visit by service, with its standard."""
    office = evidence.office
    lines = []
    for service, visits in evidence.by_service.items():
        targets = sorted({visit.first.target_ms // MINUTE_MS for visit in visits})
        values = wait_values((visit.first for visit in visits), goal_of(office, service))
        lines.append(
            Line(
                service,
                service_name(office, service),
                values,
                Filled("standard {minutes} min", minutes=Listed(list(map(str, targets)))),
            )
        )
    total = Line("all", "All services", (evidence.waits, evidence.within_standard))
    return Table("waits_by_service", "Waits by service", "Service", (WAIT, WITHIN), tuple(lines), total)


def waits_by_hour(evidence: Evidence) -> Table:
    """Return the first wait of each visit by the hour of arrival."""
    office = evidence.office
    lines = [
        Line(f"{hour:02}", HourOf(hour), wait_values((visit.first for visit in visits), office.goal))
        for hour, visits in evidence.by_hour.items()
    ]
    total = Line("all", "All hours", (evidence.waits, evidence.within_standard))
    columns = (Column("wait", "Wait, minutes", Measure.HOUR), WITHIN)
    return Table("waits_by_hour", "Waits by hour of arrival", "Hour", columns, tuple(lines), total)


def waits_by_weekday(evidence: Evidence) -> Table:
    """Return the first wait of each visit by weekday."""
    days = evidence.by_weekday
    lines = [
        Line(
            WEEKDAYS[day].lower(), Weekday(day), wait_values((visit.first for visit in days[day]), evidence.office.goal)
        )
        for day in days
    ]
    total = Line("all", "All days", (evidence.waits, evidence.within_standard))
    return Table("waits_by_weekday", "Waits by weekday", "Weekday", (WAIT, WITHIN), tuple(lines), total)


def other_waits(evidence: Evidence) -> Table:
    """Return the waits that are kept apart: after a transfer, of a moved visit together, and before the ticket."""
    moved = [request for visit in evidence.visits for request in visit.requests[1:]]
    again = [visit for visit in evidence.visits if any(request.started for request in visit.requests[1:])]
    back_dated = [visit.first.back_dated_ms for visit in evidence.visits if visit.first.back_dated_ms > 0]
    apart = (
        ("after_transfer", Measure.MOVED_WAIT, _waits(moved)),
        ("visit_together", Measure.SUMMED_WAIT, quantiles(_summed(visit) for visit in again)),
        ("before_ticket", Measure.BEFORE_TICKET, quantiles(back_dated)),
    )
    lines = tuple(Line(key, measure.value, (found,), measure=measure) for key, measure, found in apart)
    column = Column("wait", "Minutes", Measure.MOVED_WAIT)
    return Table("waits_apart", "Waits kept apart", "Wait", (column,), lines)


def within_after_transfer(evidence: Evidence) -> Table:
    """Return how many who were moved on were served again within the standard of where they went."""
    requests = [request for visit in evidence.visits for request in visit.requests[1:]]
    share = within_share(requests, evidence.office.goal)
    column = Column("within", "Within standard", Measure.MOVED_WAIT)
    line = Line("all", "After a transfer", (share,))
    return Table("within_after_transfer", "Within standard after a transfer", "Wait", (column,), (line,))


def dots(evidence: Evidence) -> tuple[Dot, ...]:
    """Return each visit that counts for the standard, to be drawn."""
    found = []
    for visit in evidence.visits:
        request = visit.first
        if request.judged and not (request.night and not request.started):
            mark = Mark.LEFT if not request.started else Mark.WITHIN if request.within else Mark.OVER
            found.append(Dot(request.service, request.wait_ms, request.target_ms, mark, visit.hour))
    return tuple(found)


def heat_map(evidence: Evidence) -> tuple[Cell, ...]:
    """Return the share within standard by weekday and hour of arrival."""
    counts: dict[tuple[int, int], list[int]] = {}
    for visit in evidence.visits:
        if visit.first.judged:
            count = counts.setdefault((visit.weekday, visit.hour), [0, 0])
            count[0] += visit.first.within
            count[1] += 1
    return tuple(Cell(weekday, hour, k, n) for (weekday, hour), (k, n) in sorted(counts.items()))


def wait_values(requests: Iterable[RequestFacts], goal: float) -> tuple[Quantiles, Share]:
    """Return how long these were waited for, and the share within standard."""
    kept = list(requests)
    return _waits(kept), within_share(kept, goal)


def _waits(requests: Iterable[RequestFacts]) -> Quantiles:
    return quantiles(request.wait_ms for request in requests if request.waited)


def _summed(visit: VisitFacts) -> int:
    return sum(request.wait_ms for request in visit.requests if request.started)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
