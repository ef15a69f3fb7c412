"""Who left unserved, who did not answer, and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, State
from greeter.reports.grouping import service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Share
from greeter.reports.table import Column, Line, Table
from greeter.texts import for_texts

if TYPE_CHECKING:
    from greeter.reports.evidence import Evidence, RequestFacts, VisitFacts

SOON_MS = 5 * MINUTE_MS
"""Who leaves sooner has not really waited."""


def ends(evidence: Evidence) -> Table:
    """Return each arrival by how its first wait ended; the lines add up to the arrivals."""
    n, unserved = len(evidence.firsts), evidence.unserved
    left = [one for one in unserved if _left(one)]
    late = sum(one.gone_late for one in left)
    parts = (
        ("served", for_texts("Served"), n - len(unserved)),
        ("left_before", for_texts("Left before the target"), len(left) - late),
        ("left_after", for_texts("Left after the target"), late),
        ("sent_home", for_texts("Sent home at closing time"), sum(one.sent_home for one in unserved)),
        ("no_show", for_texts("Did not answer"), sum(_no_show(one) for one in evidence.firsts)),
        ("waiting", for_texts("Still waiting when this was written"), sum(not one.state.ended for one in unserved)),
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
    absent = sum(_no_show(request) for request in evidence.firsts)
    held = sum(_left_on_hold(*pair) for pair in zip(evidence.firsts, evidence.lasts, strict=True))
    moved = sum(_gone_moved(visit) for visit in evidence.further)
    home = sum(request.sent_home for request in evidence.lasts)
    lines: tuple[Line, ...] = (
        Line("no_show", "Did not answer; always after the call", (Share(absent, n),), measure=Measure.NO_SHOW),
        Line("left_on_hold", "Left while on hold", (Share(held, n),)),
        Line("sent_home", "Sent home at closing time", (Share(home, n),), measure=Measure.SENT_HOME),
        Line("gone_after_transfer", "Gone while waiting after a transfer", (Share(moved, n),)),
    )
    sent = sum(request.moved for request in evidence.lasts)
    if sent:
        lines += (Line("sent_on", "Sent on to another office", (Share(sent, n),), measure=Measure.TRANSFERS),)
    column = Column("visits", "Share of arrivals", Measure.LEFT)
    return Table("departures", "Others who went", "Departure", (column,), lines)


def departures_by_service(evidence: Evidence) -> Table:
    """Return by service who left and who did not answer."""
    office = evidence.office
    left = Counter(request.service for request in _all_left(evidence))
    absent = Counter(request.service for request in evidence.firsts if _no_show(request))
    lines = tuple(
        Line(service, service_name(office, service), _shares(left[service], absent[service], len(visits)))
        for service, visits in evidence.by_service.items()
    )
    columns = (Column("left", "Left unserved", Measure.LEFT), Column("no_show", "Did not answer", Measure.NO_SHOW))
    total = Line("all", "All services", _shares(left.total(), absent.total(), len(evidence.visits)))
    return Table("departures_by_service", "Left and did not answer, by service", "Service", columns, lines, total)


def _left_table(
    key: str, title: str, evidence: Evidence, one: tuple[str, str], other: tuple[str, str], in_one: int
) -> Table:
    n, left = len(evidence.visits), len(_all_left(evidence))
    lines = (Line(*one, (Share(in_one, n),)), Line(*other, (Share(left - in_one, n),)))
    column = Column("visits", "Share of arrivals", Measure.LEFT)
    return Table(key, title, "Departure", (column,), lines, Line("all", "Left unserved", (Share(left, n),)))


def _all_left(evidence: Evidence) -> list[RequestFacts]:
    return [request for request in evidence.unserved if _left(request)]


def _shares(left: int, absent: int, n: int) -> tuple[Share, Share]:
    return Share(left, n), Share(absent, n)


def _left(request: RequestFacts) -> bool:
    return request.state is State.LEFT and not request.started and not request.sent_home


def _no_show(request: RequestFacts) -> bool:
    return request.state is State.NO_SHOW


def _left_on_hold(first: RequestFacts, last: RequestFacts) -> bool:
    return last.state is State.LEFT and last.started and not last.sent_home and first.started


def _gone_moved(visit: VisitFacts) -> bool:
    return visit.first.started and (_left(visit.last) or _no_show(visit.last))
