"""How long things take once a visitor is called: to the desk, in service, on hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import State
from greeter.reports.grouping import service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Quantiles, quantiles
from greeter.reports.table import Column, Line, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.evidence import Evidence, RequestFacts


def times_by_service(evidence: Evidence) -> Table:
    """Return call to desk, service and hold times by service, for each service request."""
    office = evidence.office
    lines = tuple(
        Line(service, service_name(office, service), _times(its))
        for service, its in evidence.requests_by_service.items()
    )
    columns = (
        Column("call_to_desk", "Call to desk", Measure.CALL_TO_DESK),
        Column("service", "Service", Measure.SERVICE_TIME),
        Column("hold", "Hold", Measure.HOLD_TIME),
    )
    total = Line("all", "All services", _times(evidence.requests))
    return Table("times_by_service", "Times by service, minutes", "Service", columns, lines, total)


def served_fully(request: RequestFacts) -> bool:
    """Whether a clerk brought the request to its end, so that its service time is known."""
    return request.state is State.FINISHED and request.started and not request.night


def _times(requests: Sequence[RequestFacts]) -> tuple[Quantiles, Quantiles, Quantiles]:
    return (
        quantiles(request.answer_ms for request in requests if request.waited),
        quantiles(request.serve_ms for request in requests if served_fully(request)),
        quantiles(request.hold_ms for request in requests if request.hold_ms > 0 and not request.night),
    )
