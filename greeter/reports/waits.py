"""How long people waited, against the standard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from greeter.model.visit import MINUTE_MS
from greeter.reports.grouping import goal_of, grouped, service_name, within_share
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


class Dot(NamedTuple):
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
    found = evidence.waits.by([one.service for one in evidence.firsts])
    targets = grouped({(one.service, one.target_ms // MINUTE_MS) for one in evidence.firsts}, lambda pair: pair[0])
    lines = tuple(
        Line(
            service,
            service_name(office, service),
            found[service].values(goal_of(office, service)),
            Filled("standard {minutes} min", minutes=Listed([str(target) for _, target in sorted(targets[service])])),
        )
        for service in evidence.by_service
    )
    total = Line("all", "All services", evidence.all_waits.values(office.goal))
    return Table("waits_by_service", "Waits by service", "Service", (WAIT, WITHIN), lines, total)


def waits_by_hour(evidence: Evidence) -> Table:
    """Return the first wait of each visit by the hour of arrival."""
    goal = evidence.office.goal
    found = evidence.waits.by([visit.hour for visit in evidence.visits])
    lines = [Line(f"{hour:02}", HourOf(hour), found[hour].values(goal)) for hour in evidence.by_hour]
    total = Line("all", "All hours", evidence.all_waits.values(goal))
    columns = (Column("wait", "Wait, minutes", Measure.HOUR), WITHIN)
    return Table("waits_by_hour", "Waits by hour of arrival", "Hour", columns, tuple(lines), total)


def waits_by_weekday(evidence: Evidence) -> Table:
    """Return the first wait of each visit by weekday."""
    goal = evidence.office.goal
    found = evidence.waits.by([visit.weekday for visit in evidence.visits])
    lines = [Line(WEEKDAYS[day].lower(), Weekday(day), found[day].values(goal)) for day in sorted(found)]
    total = Line("all", "All days", evidence.all_waits.values(goal))
    return Table("waits_by_weekday", "Waits by weekday", "Weekday", (WAIT, WITHIN), tuple(lines), total)


def other_waits(evidence: Evidence) -> Table:
    """Return the waits that are kept apart: after a transfer, of a moved visit together, and before the ticket."""
    moved = [request for visit in evidence.further for request in visit.requests[1:]]
    again = [visit for visit in evidence.further if any(request.started for request in visit.requests[1:])]
    back_dated = [request.back_dated_ms for request in evidence.firsts if request.back_dated_ms > 0]
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
    requests = [request for visit in evidence.further for request in visit.requests[1:]]
    share = within_share(requests, evidence.office.goal)
    column = Column("within", "Within standard", Measure.MOVED_WAIT)
    line = Line("all", "After a transfer", (share,))
    return Table("within_after_transfer", "Within standard after a transfer", "Wait", (column,), (line,))


def dots(evidence: Evidence) -> tuple[Dot, ...]:
    """Return each visit that counts for the standard, to be drawn."""
    return tuple(
        Dot(
            one.service,
            one.wait_ms,
            one.target_ms,
            Mark.WITHIN if one.within else Mark.OVER if one.started else Mark.LEFT,
            visit.hour,
        )
        for visit, one in zip(evidence.visits, evidence.firsts, strict=True)
        if one.judged and (one.started or not one.night)
    )


def heat_map(evidence: Evidence) -> tuple[Cell, ...]:
    """Return the share within standard by weekday and hour of arrival."""
    counts = evidence.waits.shares((visit.weekday, visit.hour) for visit in evidence.visits)
    return tuple(Cell(weekday, hour, k, n) for (weekday, hour), (k, n) in sorted(counts.items()))


def _waits(requests: Iterable[RequestFacts]) -> Quantiles:
    return quantiles(request.wait_ms for request in requests if request.waited)


def _summed(visit: VisitFacts) -> int:
    return sum(request.wait_ms for request in visit.requests if request.started)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
