"""The figures of several offices of a store, each by the days of its own zone: together, and side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from greeter.model.visit import State
from greeter.reports.alarms import standing
from greeter.reports.days import read_days
from greeter.reports.evidence import Evidence
from greeter.reports.figures import OfficeDays, assemble
from greeter.reports.given import read_answers
from greeter.reports.grouping import within_share
from greeter.reports.improve import look, told_of
from greeter.reports.journal_lines import read_journal
from greeter.reports.kept import kept_days
from greeter.reports.measures import Measure
from greeter.reports.only import ALL
from greeter.reports.other_days import read_other_days
from greeter.reports.other_days import together as together_days
from greeter.reports.public import Audience, for_public
from greeter.reports.quantities import Amount, Count, Share, Unit, quantiles
from greeter.reports.reading import read_steps
from greeter.reports.table import Column, Line, Table
from greeter.reports.together import OfOffice, Together, together_journal
from greeter.reports.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.evidence import JournalFacts, VisitFacts
    from greeter.reports.figures import Figures
    from greeter.reports.findings import Finding
    from greeter.reports.only import Only
    from greeter.reports.other_days import OtherDays
    from greeter.reports.quantities import Quantity
    from greeter.reports.span import Span
    from greeter.texts import Texts

TABLE = "offices"
_COLUMNS = (
    Column("arrivals", "Visits", Measure.DEMAND),
    Column("wait", "Wait, min", Measure.WAIT),
    Column("within", "Within standard", Measure.WITHIN),
    Column("left", "Left", Measure.LEFT),
)


@uncollected()
def read_several(
    store: Rows,
    offices: Sequence[Office],
    span: Span,
    written: datetime,
    texts: Texts,
    audience: Audience = Audience.OFFICE,
    only: Only = ALL,
) -> Figures:
    """Read and compute the figures of several offices' days. Reads only.

    Quantiles and shares are of all their visits together, not means of the offices' own. texts: in which the offices are named together.
    only: of which visits; offices without the service are left out. Raises BadInput where none has it.
    """
    asked, offices = offices, only.offices(offices)
    window = span.window()
    read = [_read_one(store, office, span, written, only) for office in offices]
    longs, journals = [one.long for one in read], [one.journal for one in read]
    parts = [replace(long.within(span), answers=long.answers, steps=long.steps) for long in longs]
    found = found_in(parts, longs, journals) if audience is Audience.OFFICE else ()
    together = Together(texts, offices, only)
    together.weigh((part.office, part.all_waits.judged) for part in parts)
    table = side_by_side(parts, together.office.goal)
    long = together.evidence(window, longs)
    evidence = replace(long.within(span), answers=long.answers)
    held = together_days(one.held for one in read)
    earlier = held.earlier(together.office.goal)
    compared = held.tables(together.office, changes=audience is Audience.OFFICE)
    figures = assemble(evidence, long, earlier, together_journal(journals), written, audience, found, compared)
    tables = (
        figures.tables
        if together.office.currency
        else {key: _without_money(one) for key, one in figures.tables.items()}
    )
    shown = for_public(table) if audience is Audience.PUBLIC else table
    days = tuple(OfficeDays(office, journal.verdict) for office, journal in zip(offices, journals, strict=True))
    left_out = tuple(one for one in asked if one not in offices)
    return replace(figures, tables={TABLE: shown, **tables}, offices=days, left_out=left_out)


def found_in(
    parts: Sequence[Evidence], longs: Sequence[Evidence], journals: Sequence[JournalFacts]
) -> tuple[Finding, ...]:
    """Return what to improve in each office, the weightiest first.

    The looks at all offices are one family: of twenty offices in which there is nothing, one would be alarmed were each looked at alone.
    """
    looked = [look(part, long, journal) for part, long, journal in zip(parts, longs, journals, strict=True)]
    family = [((place, one), p) for place, (found, _) in enumerate(looked) for one, p in found]
    stands = standing(family, sum(looks for _, looks in looked))
    each = [
        OfOffice(part.office, one)
        for place, part in enumerate(parts)
        for one in told_of([one for where, one in stands if where == place])
    ]
    return tuple(sorted(each, key=lambda one: (-one.weight, one.subject)))


class _Read(NamedTuple):
    """What was read of one office."""

    long: Evidence
    journal: JournalFacts
    held: OtherDays


def _read_one(store: Rows, office: Office, span: Span, written: datetime, only: Only) -> _Read:
    window, today = span.window(), office.business_day(written)
    with kept_days(store, office, today) as kept:
        visits, told = read_days(store, office, window, today, kept)
        answers, steps = read_answers(store, office, span, kept), read_steps(store, office, span)
        evidence = Evidence(office, window, visits, told, answers, steps=steps).of(only)
        held = read_other_days(store, office, span, today, kept, only)
        return _Read(evidence, read_journal(store, office, span, kept), held)


def side_by_side(parts: Sequence[Evidence], goal: float) -> Table:
    """Return visits, waits, share within standard and departures of each office, by its name; the last line is of all visits together."""
    named = sorted(parts, key=lambda part: (part.office.name.casefold(), part.office.id))
    lines = tuple(
        Line(part.office.id, part.office.name, _values(part.visits, part.office.goal), _place(part.office))
        for part in named
    )
    total = Line("all", "All offices", _values([visit for part in parts for visit in part.visits], goal))
    return Table(TABLE, "The offices, by name", "Office", _COLUMNS, lines, total)


def _place(office: Office) -> str:
    """Return the place that an office's time zone is named after."""
    return office.zone.key.rpartition("/")[2].replace("_", " ")


def _values(visits: Sequence[VisitFacts], goal: float) -> tuple[Quantity, ...]:
    firsts = [visit.first for visit in visits]
    left = sum(request.state is State.LEFT and not request.started and not request.sent_home for request in firsts)
    return (
        Count(len(firsts)),
        quantiles(request.wait_ms for request in firsts if request.waited),
        within_share(firsts, goal),
        Share(left, len(firsts)),
    )


def _without_money(table: Table) -> Table:
    """Return a table without what is told in money: these offices do not reckon alike."""
    sample = table.every_line[0].values if table.every_line else ()
    kept = [place for place, value in enumerate(sample) if not (isinstance(value, Amount) and value.unit is Unit.MONEY)]
    if len(kept) == len(sample):
        return table

    def cut(line: Line) -> Line:
        return replace(line, values=tuple(line.values[place] for place in kept))

    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        lines=tuple(map(cut, table.lines)),
        total=None if table.total is None else cut(table.total),
    )
