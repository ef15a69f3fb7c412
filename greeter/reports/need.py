"""How many clerks the week after will need: by weekday and hour, from who came at that hour in the weeks before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS, Channel, State
from greeter.queueing.staffing import fewest_clerks
from greeter.reports.grouping import grouped
from greeter.reports.measures import Measure
from greeter.reports.only import ALL
from greeter.reports.quantities import Amount, Count, Unit
from greeter.reports.said import Filled, HourOf, Weekday
from greeter.reports.span import Span
from greeter.reports.table import Column, Line, Table
from greeter.reports.waits import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.model.catalogue import Office
    from greeter.reports.evidence import Evidence, VisitFacts

TABLE = "clerks_needed"
FEWEST_DAYS = 2
"""What came at an hour once says nothing about the next week."""
MOST_DAYS = 56
"""Eight weeks: what is older may have been otherwise."""
FEWEST_GONE = 5
"""With fewer who left, patience is not known: all are taken to stay."""
SHRINK = 10
"""The catalogue's typical time counts as much as so many observed ones (an empirical-Bayes weight)."""
_HERE = frozenset({Channel.COUNTER, Channel.APPOINTMENT})
_COLUMNS = (
    Column("days", "Days looked at", Measure.ARRIVALS_HOUR),
    Column("arrivals", "Arrivals an hour", Measure.ARRIVALS_HOUR),
    Column("work", "Minutes each", Measure.WORK),
    Column("clerks", "Clerks", Measure.CLERKS),
)


@dataclass(frozen=True, slots=True)
class HourNeed:
    """One hour of one weekday. Where the hour was seen on too few days, nothing can be said: `clerks` is None."""

    weekday: int
    hour: int
    days: int
    """So many such weekdays were looked at."""
    n: int
    """So many visits came at this hour of them."""
    arrivals: float
    """An hour, while the office is open."""
    minutes: float
    clerks: int | None


def hours_needed(evidence: Evidence) -> tuple[HourNeed, ...]:
    """Return the need of each hour in which anybody came, by weekday and hour; of an office without counters of its own, none.

    Clerks are the fewest with whom the office's goal is reached, by Erlang's formulas (`greeter.queueing.staffing`), as though each could serve
    everybody.
    """
    office = evidence.office
    if not office.counters or evidence.only != ALL:  # the others need clerks, too
        return ()
    recent = Span(max(evidence.span.first, evidence.span.last - timedelta(days=MOST_DAYS - 1)), evidence.span.last)
    visits = [visit for visit in evidence.within(recent).visits if _stood_in_line(visit)]
    days = {weekday: len({visit.day for visit in each}) for weekday, each in _by_weekday(visits).items()}
    work, patience = _work(office, visits), _patience(visits)
    cells = grouped(visits, lambda visit: (visit.weekday, visit.hour))
    return tuple(
        _need(office, cells[cell], days[cell[0]], work, patience)
        for cell in sorted(cells, key=lambda cell: (cell[0], (cell[1] - office.cutover_hour) % 24))
    )


def clerks_needed(evidence: Evidence) -> Table:
    """Return the need by weekday and hour."""
    lines = tuple(_line(one) for one in hours_needed(evidence))
    return Table(TABLE, "Clerks needed in the week after", "Weekday and hour", _COLUMNS, lines)


def key_of(weekday: int, hour: int) -> str:
    """Return the key of an hour's line: `monday-10`."""
    return f"{WEEKDAYS[weekday].lower()}-{hour:02}"


def week_after(last: date) -> tuple[date, ...]:
    """Return the days from the Monday after a day to the Sunday after that."""
    monday = last + timedelta(days=7 - last.weekday())
    return tuple(monday + timedelta(days=day) for day in range(7))


def _line(one: HourNeed) -> Line:
    clerks = None if one.clerks is None else float(one.clerks)
    values = (
        Count(one.days, Unit.NUMBER),
        Amount(one.arrivals, one.n, Unit.VISITS, 1),
        Amount(one.minutes, one.n, Unit.MINUTES, 1),
        Amount(clerks, one.n, Unit.NUMBER, 0),
    )
    return Line(
        key_of(one.weekday, one.hour),
        Filled("{weekday}, {hour}", weekday=Weekday(one.weekday), hour=HourOf(one.hour)),
        values,
    )


def _need(
    office: Office, visits: Sequence[VisitFacts], days: int, work: dict[str, float], patience: float | None
) -> HourNeed:
    first = visits[0]
    arrivals = len(visits) / days / _open_share(office, first.weekday, first.hour)
    minutes = sum(work[visit.first.service] for visit in visits) / len(visits)
    clerks = None
    if days >= FEWEST_DAYS:
        targets = grouped(visits, lambda visit: visit.first.target_ms / MINUTE_MS)
        standards = {target: float(len(each)) for target, each in targets.items()}
        goal = min(office.goal, MOST_SHARE)
        clerks = fewest_clerks(arrivals, minutes, standard=standards, share=goal, patience=patience)
    return HourNeed(first.weekday, first.hour, days, len(visits), arrivals, minutes, clerks)


MOST_SHARE = 0.999
"""A goal of all visits can't be planned for: there is always some chance of a longer wait."""


def _stood_in_line(visit: VisitFacts) -> bool:
    """Whether somebody came to a counter; who did not answer the call took no clerk's time."""
    return visit.channel in _HERE and visit.first.state is not State.NO_SHOW


def _by_weekday(visits: Iterable[VisitFacts]) -> dict[int, list[VisitFacts]]:
    return grouped(visits, lambda visit: visit.weekday)


def _work(office: Office, visits: Sequence[VisitFacts]) -> dict[str, float]:
    """Return a clerk's minutes for a visit, by the service that it came for: calls and services of all its requests, transfers too."""
    found = {}
    for service, each in grouped(visits, lambda visit: visit.first.service).items():
        took = [
            sum(one.serve_ms + one.answer_ms for one in visit.requests if one.started) / MINUTE_MS
            for visit in each
            if visit.first.started and not any(one.night for one in visit.requests)
        ]
        typical = office.service(service).minutes if office.has_service(service) else _mean(took) or 1.0
        found[service] = (sum(took) + SHRINK * typical) / (len(took) + SHRINK)
    return found


def _patience(visits: Iterable[VisitFacts]) -> float | None:
    """Return the mean patience in minutes: all minutes waited, by those who were served too, for each who left.

    The likeliest mean of an exponential patience of which most is not seen to its end (Epstein and Sobel 1953). None where too few left.
    """
    firsts = [visit.first for visit in visits if not visit.first.night]
    gone = sum(one.state is State.LEFT and not one.started and not one.sent_home for one in firsts)
    waited = sum(one.wait_ms for one in firsts) / MINUTE_MS
    return waited / gone if gone >= FEWEST_GONE and waited > 0 else None


def _open_share(office: Office, weekday: int, hour: int) -> float:
    """Return the part of an hour in which the office is open, a quarter at least; 1 where people come while it is closed."""
    minutes = 0
    for opens, closes in office.hours.get(weekday, ()):
        start, end = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
        minutes += max(0, min(end, hour * 60 + 60) - max(start, hour * 60))
    return max(minutes, 15) / 60 if minutes else 1.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
