"""The key numbers of one business day: small enough that years can be compared, exact enough that nothing is lost by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.model.visit import Outcome, State
from greeter.reports.resolution import finished, is_repeat, resolved, service_ms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from greeter.reports.evidence import VisitFacts


@dataclass(frozen=True, slots=True)
class DayKeys:
    """What is counted on a day. `waits`: of visits that were served, in milliseconds, sorted; all else are counts."""

    day: date
    arrivals: int
    waits: tuple[int, ...]
    within: int
    judged: int
    left: int
    no_show: int
    finished: int
    first_contact: int
    repeats: int
    service_ms: int
    resolved: int


def keys_of(day: date, visits: Sequence[VisitFacts]) -> DayKeys:
    """Count the key numbers of a day's visits, each as its table of the report counts it."""
    firsts = [visit.first for visit in visits]
    ended = finished(visits)
    requests = [request for visit in visits for request in visit.requests]
    return DayKeys(
        day=day,
        arrivals=len(firsts),
        waits=tuple(sorted(one.wait_ms for one in firsts if one.waited)),
        within=sum(one.within for one in firsts),
        judged=sum(one.judged for one in firsts),
        left=sum(one.state is State.LEFT and not one.started and not one.sent_home for one in firsts),
        no_show=sum(one.state is State.NO_SHOW for one in firsts),
        finished=len(ended),
        first_contact=sum(resolved(visit) and not visit.came_back for visit in ended),
        repeats=sum(is_repeat(visit) for visit in ended),
        service_ms=service_ms(requests),
        resolved=sum(one.outcome == Outcome.RESOLVED for one in requests),
    )
