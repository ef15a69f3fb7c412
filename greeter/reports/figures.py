"""All figures of some days: read once, computed by pure functions, the same for page, screen and file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.reports import (
    data_quality,
    demand,
    departures,
    honesty,
    need,
    resolution,
    satisfaction,
    times,
    waits,
    waits_by_visitor,
)
from greeter.reports.compared import compared_offices
from greeter.reports.days import read_days
from greeter.reports.evidence import Evidence
from greeter.reports.found import MOST_LINES, improve
from greeter.reports.given import read_answers
from greeter.reports.improve import MOST, findings
from greeter.reports.journal_lines import read_journal
from greeter.reports.kept import kept_days
from greeter.reports.only import ALL
from greeter.reports.other_days import other_offices, read_keys_of, read_other_days
from greeter.reports.public import Audience, cells_for_public, for_public, veiled
from greeter.reports.quantities import Amount, Quantiles, Share
from greeter.reports.reading import read_steps
from greeter.reports.uncollected import uncollected
from greeter.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from greeter.front_desk.desk import Desk
    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows, Verdict
    from greeter.reports.evidence import JournalFacts
    from greeter.reports.findings import Finding
    from greeter.reports.only import Only
    from greeter.reports.span import Span
    from greeter.reports.table import Table
    from greeter.reports.waits import Cell, Dot

TABLES: tuple[Callable[[Evidence], Table], ...] = (
    waits.waits_by_service,
    waits.waits_by_hour,
    waits.waits_by_weekday,
    waits_by_visitor.waits_by_channel,
    waits_by_visitor.waits_by_language,
    waits.other_waits,
    waits.within_after_transfer,
    times.times_by_service,
    departures.ends,
    departures.left_when,
    departures.left_called,
    departures.departures,
    departures.departures_by_service,
    honesty.forecasts,
    honesty.moves,
    satisfaction.satisfaction,
    satisfaction.satisfaction_by_service,
    satisfaction.answers,
    satisfaction.praise,
    satisfaction.praise_ratio,
    resolution.outcomes,
    resolution.first_contact,
    resolution.repeats,
    resolution.resolved_cost,
    demand.demand_by_service,
    demand.demand_by_hour,
    demand.demand_by_weekday,
    demand.demand_by_channel,
    demand.demand_by_language,
    demand.demand_by_need,
    demand.demand_by_familiarity,
)
"""The tables that are functions of the days' visits alone.

`transfers` and `data_quality` look at the journal, too, `recent_forecasts` and `clerks_needed` at four weeks, `compared` at other days and offices.
"""


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """One of several offices, and whether its journal's lines of these days are as they were written."""

    office: Office
    journal: Verdict


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of the days of a span, as their audience may see them."""

    office: Office
    span: Span
    audience: Audience
    written: datetime
    """When, in the office's zone."""
    tables: dict[str, Table]
    earlier: Share
    """Within standard in the days before, `span.earlier()`."""
    dots: tuple[Dot, ...]
    """Each visit's wait; none for the public."""
    window: Span
    heat: tuple[Cell, ...]
    """Within standard by weekday and hour, over `window`."""
    findings: tuple[Finding, ...]
    """What to improve, the most telling first."""
    journal: Verdict
    offices: tuple[OfficeDays, ...] = ()
    """The offices that these figures are of together; empty where they are of one."""
    left_out: tuple[Office, ...] = ()
    """Offices that were asked for, too, and have no such service."""
    only: Only = ALL
    """Of which visits all but the journal's lines are."""

    def share(self, table: str, column: str, line: str = "all") -> Share:
        """Return a share by the keys of its table, column and line; an empty one where the table has no such line."""
        found = self._value(table, column, line)
        return found if isinstance(found, Share) else Share(0, 0)

    def quantiles(self, table: str, column: str, line: str = "all") -> Quantiles:
        """Return quantiles by the keys of their table, column and line."""
        found = self._value(table, column, line)
        return found if isinstance(found, Quantiles) else Quantiles(0)

    def amount(self, table: str, column: str, line: str = "all") -> Amount | None:
        """Return an amount by the keys of its table, column and line; None where the table has no such column or line."""
        if not any(one.key == column for one in self.tables[table].columns):
            return None
        found = self._value(table, column, line)
        return found if isinstance(found, Amount) else None

    @property
    def first_findings(self) -> tuple[Finding, ...]:
        """What to improve first: so much the first page tells."""
        return self.findings[:MOST]

    @property
    def within(self) -> Share:
        """Within standard, all services."""
        return self.share("waits_by_service", "within")

    @property
    def arrivals(self) -> int:
        """How many visits began; 0 where that is withheld."""
        return self.share("ends", "visits").n

    def _value(self, table: str, column: str, line: str) -> object:
        found = self.tables[table]
        places = [one.key for one in found.columns]
        lines = [one for one in found.every_line if one.key == line]
        return lines[0].values[places.index(column)] if lines else None


def read_figures(desk: Desk, span: Span, audience: Audience = Audience.OFFICE, only: Only = ALL) -> Figures:
    """Read and compute all figures of some days. The store is only read.

    Visits are read of these days and of the four weeks that end with them, the journal's lines of these days alone, key figures of the days that
    these are held against. only: of which visits; raises BadInput where the office has no such service.
    """
    office, written = desk.office, desk.office.local(desk.clock.now())
    return figures_of(desk.store, office, span, written, audience, only, other_offices(desk.store, office))


@uncollected()
def figures_of(
    store: Rows,
    office: Office,
    span: Span,
    written: datetime,
    audience: Audience = Audience.OFFICE,
    only: Only = ALL,
    others: Sequence[Office] = (),
    texts: Texts | None = None,
) -> Figures:
    """Read and compute all figures of an office's days without its desk.

    written: when that is, in the office's zone. others: offices of the store that it is held against. texts: in which the visits are named
    where they are not all; in English where none are given.
    """
    named = only.named(texts or Texts(), office)
    window, changes, today = span.window(), audience is Audience.OFFICE, office.business_day(written)
    with kept_days(store, office, today) as kept:
        visits, told = read_days(store, office, window, today, kept)
        long = Evidence(named, window, visits, told)
        answers, steps = read_answers(store, office, span, kept), read_steps(store, office, span)
        evidence = replace(long.within(span), answers=answers, steps=steps).of(only)
        journal = read_journal(store, office, span, kept)
        held = read_other_days(store, office, span, today, kept, only)
    tables = list(held.tables(office, changes=changes))
    if others:
        parts = [(office, held.now)]
        for other in others:
            today = other.business_day(written)
            with kept_days(store, other, today) as kept:
                parts.append((other, read_keys_of(store, other, span, today, kept, only)))
        side_by_side = compared_offices(parts, office.id, changes=changes)
        tables += [side_by_side] if side_by_side else []
    earlier = held.earlier(office.goal)
    return assemble(evidence, long.of(only), earlier, journal, written, audience, compared=tables)


def assemble(
    evidence: Evidence,
    window: Evidence,
    earlier: Share,
    journal: JournalFacts,
    written: datetime,
    audience: Audience,
    found: tuple[Finding, ...] | None = None,
    compared: Sequence[Table] = (),
) -> Figures:
    """Compute the figures of what was read: of the days themselves, the four weeks that end with them, and the share of the days before.

    found: what to improve, where that is known already. compared: these days held against others.
    """
    public = audience is Audience.PUBLIC
    if found is None and not public:
        found = findings(evidence, window, journal)
    made = [*compared, *(make(evidence) for make in TABLES)]
    made += [
        honesty.recent_forecasts(window),
        need.clerks_needed(window),
        honesty.transfers(evidence, journal.check_ins_twice),
        data_quality.data_quality(evidence, journal),
    ]
    made += [] if public else [improve(found or ())]
    tables = {table.key: for_public(table) if public else table for table in made}
    shown = veiled(earlier) if public else earlier
    heat = waits.heat_map(window)
    return Figures(
        office=evidence.office,
        span=evidence.span,
        audience=audience,
        written=written,
        tables=tables,
        earlier=shown if isinstance(shown, Share) else earlier,
        dots=() if public else waits.dots(evidence),
        window=window.span,
        heat=cells_for_public(heat, evidence.office.goal) if public else heat,
        findings=() if public or found is None else found[:MOST_LINES],
        journal=journal.verdict,
        only=evidence.only,
    )
