"""What to improve: drivers that the data itself shows, each with its n. Silent where nothing stands out.

Nothing is said from fewer than 30 visits, and nothing about a single clerk. A share counts as missing its goal only where its whole 95 % interval
lies below, so that chance alone is not made into advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.findings import CameBack, Lacking, OverWeeks, SentOn, SlowHours, SlowService
from greeter.reports.grouping import by_service, goal_of, grouped, service_name, within_share
from greeter.reports.quantities import Share, round_half_up
from greeter.reports.resolution import cost, is_repeat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greeter.reports.evidence import Evidence, JournalFacts, RequestFacts, VisitFacts
    from greeter.reports.findings import Finding

FEWEST = 30
"""Visits from which anything is said."""
MOST = 3
LONGEST_BLOCK = 3
"""Hours that are put together at most."""
FREQUENT = 0.1
"""From this share on, what is missing or sent on stands out."""
FREQUENT_BACK = 0.2
FEWEST_CASES = 5


def findings(evidence: Evidence, window: Evidence, journal: JournalFacts) -> tuple[Finding, ...]:
    """Return up to three findings of these days; where there are fewer, those that four weeks show."""
    found = _ranked(_search(evidence, journal.lacking))
    if len(found) < MOST and window.span != evidence.span:
        known = {one.subject for one in found}
        found += [OverWeeks(one) for one in _ranked(_search(window, set())) if one.subject not in known]
    return tuple(found[:MOST])


def _ranked(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: (-one.weight, one.subject))


def _search(evidence: Evidence, lacking: set[str]) -> Iterator[Finding]:
    if len(evidence.visits) < FEWEST:
        return
    hours = slow_hours(evidence)
    if hours is not None:
        yield hours
    yield from slow_services(evidence)
    yield from lacking_services(evidence, lacking)
    yield from sent_on(evidence)
    yield from came_back(evidence)


def slow_hours(evidence: Evidence) -> SlowHours | None:
    """Return the one to three hours in a row in which most more would be in time if they did as well as the others."""
    office = evidence.office
    hours = grouped((visit for visit in evidence.visits if visit.first.judged), lambda visit: visit.hour)
    whole = within_share(visit.first for visit in evidence.visits)
    best: SlowHours | None = None
    for first in sorted(hours):
        for length in range(1, LONGEST_BLOCK + 1):
            block = [visit for hour in range(first, first + length) for visit in hours.get(hour, ())]
            share = within_share((visit.first for visit in block), office.goal)
            rest = Share(whole.k - share.k, whole.n - share.n)
            if share.n < FEWEST or rest.n < FEWEST or share.interval()[1] >= office.goal or first + length > 24:
                continue
            gained = min(round_half_up(rest.value * share.n) - share.k, share.n - share.k)
            if gained > (best.gained if best else 0):
                counters, load = _staffing(evidence, block, range(first, first + length))
                can_open = counters + 0.5 < len(office.counters)
                outside = (share.n - share.k, whole.n - whole.k)
                best = SlowHours(first, first + length, *outside, counters, load, can_open, gained, rest)
    return best


def _staffing(evidence: Evidence, block: Sequence[VisitFacts], hours: range) -> tuple[float, float]:
    """Return how many counters served in these hours, on average, and how many the work that arrived then kept busy."""
    days = {visit.day for visit in block}
    busy = {
        (visit.day, hour, request.counter)
        for visit in evidence.visits
        for request in visit.requests
        if request.started
        for hour in hours
        if request.started_hour <= hour <= max(request.ended_hour, request.started_hour) and visit.day in days
    }
    work_ms = sum(request.serve_ms for visit in block for request in visit.requests if not request.night)
    open_hours = len(days) * len(hours)
    return len(busy) / open_hours, work_ms / (60 * MINUTE_MS) / open_hours


def slow_services(evidence: Evidence) -> Iterator[SlowService]:
    """Return the services whose share within standard lies below their goal beyond chance."""
    office = evidence.office
    for service, visits in by_service(office, evidence.visits, lambda visit: visit.first.service).items():
        share = within_share((visit.first for visit in visits), goal_of(office, service))
        if (
            share.n < FEWEST
            or share.goal is None
            or share.interval()[1] >= share.goal
            or not office.has_service(service)
        ):
            continue
        known = office.service(service)
        serve_it = sum(counter.serves(known) for counter in office.counters)
        target = visits[-1].first.target_ms // MINUTE_MS
        yield SlowService(service, known.name, share, target, serve_it, len(office.counters))


def lacking_services(evidence: Evidence, lacking: set[str]) -> Iterator[Lacking]:
    """Return the services to which one in ten or more come without what is needed, by the clerks' word."""
    office = evidence.office
    served = [visit for visit in evidence.visits if visit.first.started]
    for service, visits in by_service(office, served, lambda visit: visit.first.service).items():
        without = [visit for visit in visits if visit.id in lacking]
        if not _stands_out(len(without), len(visits), FREQUENT):
            continue
        rest = [visit for visit in visits if visit.id not in lacking]
        enough = len(without) >= FEWEST_CASES * 2 and len(rest) >= FEWEST_CASES * 2
        longer = _mean_ms(visit.first for visit in without) - _mean_ms(visit.first for visit in rest) if enough else 0
        usually = office.service(service).usually_missing if office.has_service(service) else ""
        usually = "" if usually.casefold().startswith("nothing") else usually
        name = service_name(office, service)
        yield Lacking(service, name, len(without), len(visits), usually, longer, office.hourly_rate, office.currency)


def sent_on(evidence: Evidence) -> Iterator[SentOn]:
    """Return from where to where one in ten or more are sent on."""
    office = evidence.office
    came = grouped(evidence.requests(), lambda request: request.service)
    pairs = grouped(
        (pair for visit in evidence.visits for pair in zip(visit.requests, visit.requests[1:], strict=False)),
        lambda pair: (pair[0].service, pair[1].service),
    )
    for (service, to), found in sorted(pairs.items()):
        if service == to or not _stands_out(len(found), len(came[service]), FREQUENT):
            continue
        waits = [after.wait_ms for _, after in found if after.started]
        mean = sum(waits) // len(waits) if waits else 0
        hint = office.service(service).before_transfer if office.has_service(service) else ""
        names = service_name(office, service), service_name(office, to)
        yield SentOn(service, to, *names, len(found), len(came[service]), mean, hint)


def came_back(evidence: Evidence) -> Iterator[CameBack]:
    """Return the services of which one visit in five or more is about a matter that had come back."""
    office = evidence.office
    for service, visits in by_service(office, evidence.visits, lambda visit: visit.first.service).items():
        known = [visit for visit in visits if is_repeat(visit) is not None]
        again = [visit for visit in known if is_repeat(visit)]
        if _stands_out(len(again), len(known), FREQUENT_BACK):
            ms = sum(request.serve_ms for visit in again for request in visit.requests if not request.night)
            name = service_name(office, service)
            yield CameBack(service, name, len(again), len(known), cost(office, ms), office.currency)


def _stands_out(k: int, n: int, share: float) -> bool:
    return n >= FEWEST and k >= FEWEST_CASES and k >= share * n


def _mean_ms(requests: Iterable[RequestFacts]) -> int:
    spans = [request.serve_ms for request in requests if not request.night]
    return sum(spans) // len(spans) if spans else 0
