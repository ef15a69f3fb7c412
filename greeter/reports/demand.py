"""Who came, for what, when, in which language, by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import Channel, Familiarity, Need
from greeter.reports.grouping import grouped, service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Share, Unit
from greeter.reports.said import HourOf, LanguageName, Weekday
from greeter.reports.table import Column, Line, Table
from greeter.reports.waits import WEEKDAYS
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from greeter.reports.evidence import Evidence, VisitFacts

_ARRIVALS = Column("arrivals", "Arrivals", Measure.DEMAND)
_PEOPLE = Column("people", "People", Measure.PEOPLE)
_PER_DAY = Column("per_day", "A day", Measure.PER_DAY)

CHANNELS = {
    Channel.COUNTER: for_texts("Walked in"),
    Channel.APPOINTMENT: for_texts("Appointment"),
    Channel.PHONE: for_texts("Phone"),
    Channel.EMAIL: for_texts("E-mail"),
    Channel.LETTER: for_texts("Letter"),
    Channel.WEB: for_texts("Web"),
}
NEEDS = {
    Need.SEAT: for_texts("A seat"),
    Need.INTERPRETER: for_texts("An interpreter"),
    Need.HEARING_LOOP: for_texts("A hearing loop"),
    Need.WHEELCHAIR: for_texts("Room for a wheelchair"),
    Need.QUIET: for_texts("A quiet place"),
    Need.MORE_TIME: for_texts("More time"),
}
FAMILIARITY = {
    Familiarity.NEW: for_texts("New"),
    Familiarity.RETURNING: for_texts("Here about this before"),
    Familiarity.UNKNOWN: for_texts("Not said"),
}


def demand_by_hour(evidence: Evidence) -> Table:
    """Return arrivals by local hour, and how many that is on a day with visitors."""
    days = _days(evidence.visits)
    lines = tuple(
        Line(f"{hour:02}", HourOf(hour), (*_share(visits, evidence), _mean(len(visits), days)))
        for hour, visits in evidence.by_hour.items()
    )
    return _table("hour", (for_texts("By hour"), for_texts("Hour")), lines, evidence, days, _PER_DAY)


def demand_by_weekday(evidence: Evidence) -> Table:
    """Return arrivals by weekday, and how many that is on such a day with visitors."""
    groups = evidence.by_weekday
    lines = tuple(
        Line(
            WEEKDAYS[day].lower(),
            Weekday(day),
            (*_share(groups[day], evidence), _mean(len(groups[day]), _days(groups[day]))),
        )
        for day in groups
    )
    return _table(
        "weekday", (for_texts("By weekday"), for_texts("Weekday")), lines, evidence, _days(evidence.visits), _PER_DAY
    )


def demand_by_service(evidence: Evidence) -> Table:
    """Return arrivals by the service they came for first, and how many people that were."""
    groups = evidence.by_service
    lines = tuple(
        Line(service, service_name(evidence.office, service), (*_share(visits, evidence), _people(visits)))
        for service, visits in groups.items()
    )
    n = len(evidence.visits)
    total = Line("all", "All arrivals", (Share(n, n), _people(evidence.visits)))
    return Table("demand_by_service", "By service", "Service", (_ARRIVALS, _PEOPLE), lines, total)


def demand_by_language(evidence: Evidence) -> Table:
    """Return arrivals by the language they chose, the most frequent first."""
    return _by(
        evidence,
        "language",
        (for_texts("By language"), for_texts("Language")),
        lambda visit: visit.language,
        LanguageName,
    )


def demand_by_channel(evidence: Evidence) -> Table:
    """Return arrivals by the way they reached the office."""
    return _by(
        evidence,
        "channel",
        (for_texts("By channel"), for_texts("Channel")),
        lambda visit: visit.channel,
        lambda key: CHANNELS[Channel(key)],
    )


def demand_by_familiarity(evidence: Evidence) -> Table:
    """Return arrivals by whether they said to have been here about this before."""
    title = for_texts("By new or returning"), for_texts("New or returning")
    return _by(
        evidence, "familiarity", title, lambda visit: visit.familiarity, lambda key: FAMILIARITY[Familiarity(key)]
    )


def demand_by_need(evidence: Evidence) -> Table:
    """Return arrivals by need. Some have several, so the lines do not add up, and there is no total."""
    n = len(evidence.visits)
    asked = [visit.needs for visit in evidence.visits if visit.needs]
    lines = []
    for need in Need:
        k = sum(need.value in needs for needs in asked)
        if k:
            lines.append(Line(need.value, NEEDS[need], (Share(k, n),)))
    return Table("demand_by_need", "By need", "Need", (Column("arrivals", "Arrivals", Measure.NEED),), tuple(lines))


def _by(
    evidence: Evidence,
    key: str,
    titles: tuple[str, str],
    group: Callable[[VisitFacts], str],
    name: Callable[[str], str],
) -> Table:
    groups = grouped(evidence.visits, group)
    ranked = sorted(groups, key=lambda one: (-len(groups[one]), one))
    lines = tuple(Line(one, name(one), _share(groups[one], evidence)) for one in ranked)
    return _table(key, titles, lines, evidence)


def _table(
    key: str,
    titles: tuple[str, str],
    lines: tuple[Line, ...],
    evidence: Evidence,
    days: int | None = None,
    *more: Column,
) -> Table:
    n = len(evidence.visits)
    values = (Share(n, n),) if days is None else (Share(n, n), _mean(n, days))
    return Table(f"demand_by_{key}", *titles, (_ARRIVALS, *more), lines, Line("all", "All arrivals", values))


def _share(visits: Sequence[VisitFacts], evidence: Evidence) -> tuple[Share]:
    return (Share(len(visits), len(evidence.visits)),)


def _people(visits: Sequence[VisitFacts]) -> Amount:
    return Amount(sum(visit.people for visit in visits), len(visits), Unit.VISITS, 0)


def _mean(n: int, days: int) -> Amount:
    return Amount(n / days if days else None, n, Unit.VISITS, 1)


def _days(visits: Iterable[VisitFacts]) -> int:
    return len({visit.day for visit in visits})
