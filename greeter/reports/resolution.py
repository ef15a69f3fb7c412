"""Whether a visit settled the matter: outcomes, first contact, matters that came back and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, Familiarity, Outcome
from greeter.reports.grouping import service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Count, Share, Unit
from greeter.reports.said import Filled
from greeter.reports.table import Column, Line, Table
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.model.catalogue import Office
    from greeter.reports.evidence import Evidence, RequestFacts, VisitFacts
    from greeter.reports.quantities import Quantity

_RESOLVED = Outcome.RESOLVED.value
_NEW, _RETURNING, _UNKNOWN = (one.value for one in (Familiarity.NEW, Familiarity.RETURNING, Familiarity.UNKNOWN))
_NAMES = {
    Outcome.RESOLVED: for_texts("Resolved"),
    Outcome.FOLLOW_UP: for_texts("Follow-up"),
    Outcome.REFERRED: for_texts("Referred"),
    Outcome.NOT_POSSIBLE: for_texts("Not possible"),
}


def outcomes(evidence: Evidence) -> Table:
    """Return how the services ended that a clerk finished; a visit may have several."""
    ended = [request.outcome for request in evidence.requests if request.outcome]
    n = len(ended)
    lines = tuple(Line(outcome.value, _NAMES[outcome], (Share(ended.count(outcome.value), n),)) for outcome in Outcome)
    column = Column("visits", "Finished services", Measure.OUTCOME)
    return Table("outcomes", "Outcomes", "Outcome", (column,), lines, Line("all", "All finished", (Share(n, n),)))


def first_contact(evidence: Evidence) -> Table:
    """Return first-contact resolution by the clerk's word and by the visitor's, side by side, by service."""
    office = evidence.office
    found = {service: _first_contact(ended) for service, ended in evidence.finished_by_service.items()}
    lines = tuple(
        Line(service, service_name(office, service), values, _window(office, service))
        for service, values in found.items()
    )
    columns = (
        Column("clerk", "By the clerk’s word", Measure.FIRST_CONTACT_CLERK),
        Column("visitor", "By the visitor’s word", Measure.FIRST_CONTACT_VISITOR),
    )
    total = Line("all", "All services", _added(found.values()))
    return Table("first_contact", "Settled at the first contact", "Service", columns, lines, total)


def repeats(evidence: Evidence) -> Table:
    """Return repeat visits and what they and the resolved requests cost, by service."""
    office = evidence.office
    again = {service: list(filter(is_repeat, ended)) for service, ended in evidence.finished_by_service.items()}
    lines = tuple(
        Line(service, service_name(office, service), _repeats(office, again[service], len(ended)))
        for service, ended in evidence.finished_by_service.items()
    )
    columns = (
        Column("repeat", "Repeat visits", Measure.REPEAT),
        Column("minutes", "Minutes on them", Measure.REPEAT_COST),
        Column("cost", "Cost", Measure.REPEAT_COST),
    )
    every = [visit for visits in again.values() for visit in visits]
    n = sum(map(len, evidence.finished_by_service.values()))
    total = Line("all", "All services", _repeats(office, every, n))
    return Table("repeats", "Repeat visits and their cost", "Service", columns, lines, total)


def resolved_cost(evidence: Evidence) -> Table:
    """Return what a resolved request costs, by service."""
    office = evidence.office
    lines = tuple(
        Line(service, service_name(office, service), _resolved_cost(office, its))
        for service, its in evidence.requests_by_service.items()
    )
    columns = (
        Column("minutes", "Service minutes", Measure.RESOLVED_COST),
        Column("resolved", "Resolved requests", Measure.RESOLVED_COST),
        Column("cost", "Cost of one", Measure.RESOLVED_COST),
    )
    total = Line("all", "All services", _resolved_cost(office, evidence.requests))
    return Table("resolved_cost", "Cost of a resolved request", "Service", columns, lines, total)


def is_repeat(visit: VisitFacts) -> bool:
    """Whether somebody said that the matter had come back: the clerk, or, where the clerk said nothing, the visitor."""
    if visit.came_back is not None:
        return bool(visit.came_back)
    return visit.familiarity == _RETURNING


def repeat_windows(office: Office, services: Iterable[str]) -> str:
    """Return within how many days a matter counts as come back: `7; Build or repair 30; Property tax 14`."""
    kept = [office.service(service) for service in services if office.has_service(service)]
    others = [f"{service.name} {service.repeat_days}" for service in kept if service.repeat_days != _USUAL_DAYS]
    return "; ".join([str(_USUAL_DAYS), *others])


_USUAL_DAYS = 7


def finished(visits: Iterable[VisitFacts]) -> list[VisitFacts]:
    """Return the visits that a clerk brought to an outcome."""
    return [visit for visit in visits if visit.last.outcome]


def _first_contact(ended: Sequence[VisitFacts]) -> tuple[Share, Share]:
    settled = [visit for visit in ended if resolved(visit)]
    asked = sum(visit.familiarity != _UNKNOWN for visit in ended)
    return (
        Share(sum(not visit.came_back for visit in settled), len(ended)),
        Share(sum(visit.familiarity == _NEW for visit in settled), asked),
    )


def _added(shares: Iterable[tuple[Share, Share]]) -> tuple[Share, Share]:
    known = list(shares)
    clerk, visitor = [one for one, _ in known], [one for _, one in known]
    return (
        Share(sum(one.k for one in clerk), sum(one.n for one in clerk)),
        Share(sum(one.k for one in visitor), sum(one.n for one in visitor)),
    )


def _repeats(office: Office, again: Sequence[VisitFacts], finished: int) -> tuple[Quantity, ...]:
    ms = sum(service_ms(visit.requests) for visit in again)
    return (
        Share(len(again), finished),
        Amount(ms / MINUTE_MS, len(again), Unit.MINUTES, 1),
        Amount(cost(office, ms), len(again), Unit.MONEY),
    )


def _resolved_cost(office: Office, requests: Sequence[RequestFacts]) -> tuple[Quantity, ...]:
    ms = service_ms(requests)
    resolved = sum(request.outcome == _RESOLVED for request in requests)
    served = sum(request.started for request in requests)
    return (
        Amount(ms / MINUTE_MS, served, Unit.MINUTES, 1),
        Count(resolved, Unit.REQUESTS),
        Amount(cost(office, ms) / resolved if resolved else None, resolved, Unit.MONEY),
    )


def cost(office: Office, service_ms: int) -> float:
    """Return what so much service time costs the office, in its currency: hours x loaded hourly rate."""
    return service_ms / (60 * MINUTE_MS) * office.hourly_rate


def service_ms(requests: Iterable[RequestFacts]) -> int:
    """Return the service time of requests, what the night closed left out."""
    return sum(request.serve_ms for request in requests if not request.night)


def resolved(visit: VisitFacts) -> bool:
    """Whether every service of a visit that a clerk finished was resolved."""
    return not any(request.outcome and request.outcome != _RESOLVED for request in visit.requests)


def _window(office: Office, service: str) -> str:
    return Filled("within {days} days", days=office.service(service).repeat_days) if office.has_service(service) else ""
