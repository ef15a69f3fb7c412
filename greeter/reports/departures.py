"""Who left unserved, who did not answer, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, State
from greeter.reports.grouping import service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Share
from greeter.reports.table import Column, Line, Table
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.evidence import Evidence, RequestFacts, VisitFacts

SOON_MS = 5 * MINUTE_MS
"""Who leaves sooner has not really waited."""


def ends(evidence: Evidence) -> Table:
    """Return each arrival by how its first wait ended; the lines add up to the arrivals."""
    firsts = evidence.firsts
    n = len(firsts)
    parts = (
        ("served", for_texts("Served"), sum(request.started for request in firsts)),
        ("left_before", for_texts("Left before the target"), sum(_left(one) and not one.gone_late for one in firsts)),
        ("left_after", for_texts("Left after the target"), sum(_left(one) and one.gone_late for one in firsts)),
        ("sent_home", for_texts("Sent home at closing time"), sum(one.sent_home and not one.started for one in firsts)),
        ("no_show", for_texts("Did not answer"), sum(_no_show(request) for request in firsts)),
        ("waiting", for_texts("Still waiting when this was written"), sum(_in_line(request) for request in firsts)),
    )
    lines = tuple(Line(key, name, (Share(k, n),)) for key, name, k in parts)
    column = Column("visits", "Arrivals", Measure.ENDS)
    return Table("ends", "How visits ended", "End", (column,), lines, Line("all", "All arrivals", (Share(n, n),)))


def left_when(evidence: Evidence) -> Table:
    """Return how soon visitors left who left unserved; the lines add up to all who left."""
    soon = sum(request.wait_ms < SOON_MS and not request.night for request in _all_left(evidence))
    return _left_table(
        "left_when",
        for_texts("When they left"),
        evidence,
        ("soon", for_texts("Within 5 minutes")),
        ("later", for_texts("Later")),
        soon,
    )


def left_called(evidence: Evidence) -> Table:
    """Return whether those who left unserved had been called; the lines add up to all who left."""
    uncalled = sum(not request.called for request in _all_left(evidence))
    before, after = ("uncalled", for_texts("Before being called")), ("called", for_texts("After being called"))
    return _left_table("left_called", for_texts("Called or not"), evidence, before, after, uncalled)


def departures(evidence: Evidence) -> Table:
    """Return as shares of arrivals: not answered, sent home, served once and gone before the end, gone on to another office."""
    n = len(evidence.visits)
    later = [visit for visit in evidence.visits if visit.first.started]
    absent = sum(_no_show(request) for request in evidence.firsts)
    held, moved = sum(_left_on_hold(visit) for visit in later), sum(_gone_moved(visit) for visit in later)
    home = sum(visit.last.sent_home for visit in evidence.visits)
    lines: tuple[Line, ...] = (
        Line("no_show", "Did not answer; always after the call", (Share(absent, n),), measure=Measure.NO_SHOW),
        Line("left_on_hold", "Left while on hold", (Share(held, n),)),
        Line("sent_home", "Sent home at closing time", (Share(home, n),), measure=Measure.SENT_HOME),
        Line("gone_after_transfer", "Gone while waiting after a transfer", (Share(moved, n),)),
    )
    sent = sum(visit.last.moved for visit in evidence.visits)
    if sent:
        lines += (Line("sent_on", "Sent on to another office", (Share(sent, n),), measure=Measure.TRANSFERS),)
    column = Column("visits", "Share of arrivals", Measure.LEFT)
    return Table("departures", "Others who went", "Departure", (column,), lines)


def departures_by_service(evidence: Evidence) -> Table:
    """Return by service who left and who did not answer."""
    office = evidence.office
    lines = tuple(
        Line(service, service_name(office, service), _by_service(visits))
        for service, visits in evidence.by_service.items()
    )
    columns = (Column("left", "Left unserved", Measure.LEFT), Column("no_show", "Did not answer", Measure.NO_SHOW))
    total = Line("all", "All services", _by_service(evidence.visits))
    return Table("departures_by_service", "Left and did not answer, by service", "Service", columns, lines, total)


def _left_table(
    key: str, title: str, evidence: Evidence, one: tuple[str, str], other: tuple[str, str], in_one: int
) -> Table:
    n, left = len(evidence.visits), len(_all_left(evidence))
    lines = (Line(*one, (Share(in_one, n),)), Line(*other, (Share(left - in_one, n),)))
    column = Column("visits", "Share of arrivals", Measure.LEFT)
    return Table(key, title, "Departure", (column,), lines, Line("all", "Left unserved", (Share(left, n),)))


def _all_left(evidence: Evidence) -> list[RequestFacts]:
    return [request for request in evidence.firsts if _left(request)]


def _by_service(visits: Sequence[VisitFacts]) -> tuple[Share, Share]:
    n = len(visits)
    return Share(sum(_left(visit.first) for visit in visits), n), Share(
        sum(_no_show(visit.first) for visit in visits), n
    )


def _left(request: RequestFacts) -> bool:
    return request.state is State.LEFT and not request.started and not request.sent_home


def _no_show(request: RequestFacts) -> bool:
    return request.state is State.NO_SHOW


def _in_line(request: RequestFacts) -> bool:
    return not request.started and not request.state.ended


def _left_on_hold(visit: VisitFacts) -> bool:
    return visit.last.state is State.LEFT and visit.last.started and not visit.last.sent_home


def _gone_moved(visit: VisitFacts) -> bool:
    return len(visit.requests) > 1 and (_left(visit.last) or _no_show(visit.last))
