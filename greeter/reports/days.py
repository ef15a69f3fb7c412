"""A business day at a time: its visits and what was told, out of the store, or out of what is kept of days that are over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.reports.day_keys import DayKeys, keys_of
from greeter.reports.grouping import grouped
from greeter.reports.only import ALL
from greeter.reports.reading import read_told, read_visits
from greeter.reports.span import Span, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.evidence import Told, VisitFacts
    from greeter.reports.kept import KeptDays
    from greeter.reports.only import Only

AT_ONCE = 14
"""So many days are read at once: memory stays small however long the span is."""


@dataclass(frozen=True, slots=True)
class Day:
    """One business day."""

    day: date
    visits: tuple[VisitFacts, ...]
    told: tuple[Told, ...]


def each_day(store: Rows, office: Office, span: Span, today: date, kept: KeptDays | None = None) -> Iterator[Day]:
    """Give the days of a span in order. Days that are over, before `today`, and are not kept yet are kept then."""
    if kept is not None:
        kept.look_at(span)
    missing: list[date] = []
    for day in span.dates:
        known = None if kept is None else kept.day(day)
        if known is None:
            missing.append(day)
        if missing and (known is not None or len(missing) == AT_ONCE):
            yield from _read(store, office, Span(missing[0], missing[-1]), today, kept)
            missing = []
        if known is not None:
            yield known
    if missing:
        yield from _read(store, office, Span(missing[0], missing[-1]), today, kept)


def read_days(
    store: Rows, office: Office, span: Span, today: date, kept: KeptDays | None = None
) -> tuple[tuple[VisitFacts, ...], tuple[Told, ...]]:
    """Read the visits of some days, and what was told of their waits."""
    visits: list[VisitFacts] = []
    told: list[Told] = []
    for day in each_day(store, office, span, today, kept):
        visits += day.visits
        told += day.told
    return tuple(visits), tuple(told)


def read_keys(
    store: Rows, office: Office, span: Span, today: date, kept: KeptDays | None = None, only: Only = ALL
) -> tuple[DayKeys, ...]:
    """Read the key numbers of each day of a span, without holding its visits."""
    if kept is None or only != ALL:
        return tuple(keys_of(one.day, _of(one.visits, only)) for one in each_day(store, office, span, today, kept))
    kept.look_at(span)
    known = {day: kept.keys(day) for day in span.dates}
    found = {day: keys for day, keys in known.items() if keys is not None}
    for part in stretches([day for day in known if day not in found]):
        found |= {one.day: keys_of(one.day, one.visits) for one in each_day(store, office, part, today, kept)}
    return tuple(found[day] for day in sorted(found))


def _of(visits: tuple[VisitFacts, ...], only: Only) -> tuple[VisitFacts, ...]:
    return tuple(one for one in visits if only.holds(one.first.service, one.channel, one.language))


def _read(store: Rows, office: Office, span: Span, today: date, kept: KeptDays | None) -> Iterator[Day]:
    visits = grouped(read_visits(store, office, span, today), lambda visit: visit.day)
    told = grouped(read_told(store, office, span), lambda one: one.day)
    found = [Day(day, tuple(visits.get(day, ())), tuple(told.get(day.isoformat(), ()))) for day in span.dates]
    if kept is not None:
        kept.keep(found)
    yield from found
