"""Whether what visitors were told came true, and whether anything was asked of them twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from greeter.model.visit import MINUTE_MS
from greeter.queueing.forecast import LONG, upper_minutes
from greeter.reports.grouping import by_service, service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Count, Share, Unit, pinball
from greeter.reports.said import Filled
from greeter.reports.table import Column, Line, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.evidence import Evidence, Told
    from greeter.reports.quantities import Quantity

COVERAGE_GOAL = (0.75, 0.85)
"""An honest range from P10 to P90 holds between these shares of the waits."""
UPPER_GOAL = (0.85, 0.95)
"""And so many stay under the upper number that was told."""
RECENT = 500
_COLUMNS = (
    Column("inside", "Inside P10 to P90", Measure.COVERAGE),
    Column("under", "Under the upper number", Measure.UPPER),
    Column("pinball", "Pinball loss, min", Measure.PINBALL),
)
_LEVELS = (0.1, 0.5, 0.9)


def forecasts(evidence: Evidence) -> Table:
    """Return how often the announced range was right, by service."""
    office, judged = evidence.office, [_judge(one) for one in evidence.told]
    lines = tuple(
        Line(service, service_name(office, service), _quality(its))
        for service, its in by_service(office, judged, lambda one: one.service).items()
    )
    total = Line("all", "All services", _quality(judged))
    return Table("forecasts", "What we announced, and what came", "Service", _COLUMNS, lines, total)


def recent_forecasts(evidence: Evidence) -> Table:
    """Return the same of the last 500 announcements of four weeks, which an unusual day moves less."""
    line = Line("recent", Filled("The last {n}", n=RECENT), _quality([_judge(one) for one in evidence.told[-RECENT:]]))
    return Table("recent_forecasts", Filled("The last {n} announcements", n=RECENT), "Announcements", _COLUMNS, (line,))


def transfers(evidence: Evidence, check_ins_twice: int) -> Table:
    """Return how often visitors were sent on, and whether any was asked to begin again."""
    n = len(evidence.visits)
    moves = [
        sum(request.moved for request in visit.requests)
        for visit in evidence.visits
        if visit.first.moved or len(visit.requests) > 1
    ]
    whole = sum(moves)
    values: tuple[Quantity, ...] = (
        Amount(whole / n if n else None, n, Unit.NUMBER, fewest=whole),
        Share(sum(move > 0 for move in moves), n),
        Share(sum(move > 1 for move in moves), n),
        Count(check_ins_twice),
    )
    columns = (
        Column("mean", "Transfers a visit", Measure.TRANSFERS),
        Column("moved", "Sent on", Measure.TRANSFERS),
        Column("moved_twice", "More than once", Measure.TRANSFERS),
        Column("asked_twice", "Asked twice", Measure.ASKED_TWICE),
    )
    return Table("transfers", "Sent on, and asked twice", "Visits", columns, (Line("all", "All visits", values),))


def moves(evidence: Evidence) -> Table:
    """Return from which service to which visitors were sent on, the most frequent first."""
    office = evidence.office
    came = evidence.requests_by_service
    lines = tuple(
        Line(
            f"{before}>{after}",
            Filled("{first} to {other}", first=service_name(office, before), other=service_name(office, after)),
            (Share(len(found), len(came[before])),),
        )
        for (before, after), found in sorted(evidence.moves.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    column = Column("requests", "Of those at the first", Measure.TRANSFERS)
    return Table("moves", "From where to where", "Services", (column,), lines)


def upper_ms(told: Told) -> int | None:
    """Return the upper number that was told, in milliseconds, or None where it was "more than an hour"."""
    high = upper_minutes(told.high_ms)
    return None if high > LONG else high * MINUTE_MS


class _Judged(NamedTuple):
    """Whether an announcement held; None where nobody knows. loss: pinball, in milliseconds; None for who was not served."""

    service: str
    inside: bool | None
    under: bool | None
    loss: float | None


def _judge(told: Told) -> _Judged:
    actual, upper = told.actual_ms, upper_ms(told)
    if not told.served:
        return _Judged(
            told.service,
            False if actual > told.high_ms else None,
            False if upper is not None and actual > upper else None,
            None,
        )
    low, middle, high = _LEVELS
    loss = (
        pinball(actual, told.low_ms, low)
        + pinball(actual, told.middle_ms, middle)
        + pinball(actual, told.high_ms, high)
    )
    inside, under = told.low_ms <= actual <= told.high_ms, None if upper is None else actual <= upper
    return _Judged(told.service, inside, under, loss / 3)


def _quality(judged: Sequence[_Judged]) -> tuple[Quantity, ...]:
    inside = [one.inside for one in judged if one.inside is not None]
    under = [one.under for one in judged if one.under is not None]
    losses = [one.loss for one in judged if one.loss is not None]
    mean = sum(losses) / len(losses) / MINUTE_MS if losses else None
    return (
        Share(sum(inside), len(inside)),
        Share(sum(under), len(under)),
        Amount(mean, len(losses), Unit.MINUTES),
    )
