"""Reads what some days are held against: key numbers of other days and of other offices, without holding their visits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.catalogue.neighbours import Neighbours
from greeter.problems import CatalogueProblem
from greeter.reports.compared import BEFORE, LAST_YEAR, Keys, compared
from greeter.reports.days import read_keys
from greeter.reports.given import read_good
from greeter.reports.quantities import Share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.kept import KeptDays
    from greeter.reports.only import Only
    from greeter.reports.span import Span
    from greeter.reports.table import Table


ALIKE = 0.6
"""One share stands beside another on the first page only where its days with visits are at least so many of the others'."""
MOST_OFFICES = 12
"""Of a store with more offices, one office's report does not tell of the others; `--all-offices` does."""


@dataclass(frozen=True, slots=True)
class OtherDays:
    """The key numbers of the days of a report, of those before, and of those a year ago."""

    now: Keys
    before: Keys
    year_ago: Keys

    def earlier(self, goal: float | None) -> Share:
        """Return the share within standard of the days before; none where the office saw visitors on far fewer of them, as in its first month."""
        now, before = (sum(day.arrivals > 0 for day in keys.days) for keys in (self.now, self.before))
        return self.before.within(goal) if before >= now * ALIKE else Share(0, 0, goal)

    def tables(self, office: Office, *, changes: bool) -> tuple[Table, ...]:
        """Return the days held against the others; against a year ago only where anybody came then."""
        made = [compared(office, BEFORE, self.now, self.before, changes=changes)]
        if self.year_ago.arrivals:
            made.append(compared(office, LAST_YEAR, self.now, self.year_ago, changes=changes))
        return tuple(made)


def read_keys_of(
    store: Rows, office: Office, span: Span | None, today: date, kept: KeptDays | None, only: Only
) -> Keys:
    """Read the key numbers of some days."""
    if span is None:
        return Keys(())
    good = read_good(store, office, span, kept, only)
    return Keys(read_keys(store, office, span, today, kept, only), tuple(good.values()))


def read_other_days(
    store: Rows, office: Office, span: Span, today: date, kept: KeptDays | None, only: Only
) -> OtherDays:
    """Read the key numbers of some days, and of those they are held against."""
    spans = span, span.earlier(), span.a_year_ago()
    now, before, year_ago = (read_keys_of(store, office, one, today, kept, only) for one in spans)
    return OtherDays(now, before, year_ago)


def together(parts: Iterable[OtherDays]) -> OtherDays:
    """Return the days of several offices as one; each day of each office stays a day of its own."""
    known = list(parts)
    return OtherDays(
        _one(part.now for part in known), _one(part.before for part in known), _one(part.year_ago for part in known)
    )


def _one(parts: Iterable[Keys]) -> Keys:
    known = list(parts)
    return Keys(
        tuple(day for part in known for day in part.days), tuple(one for part in known for one in part.satisfied)
    )


def other_offices(store: Rows, office: Office) -> tuple[Office, ...]:
    """Return the other offices of a store whose files can be read; none where there are very many."""
    neighbours = Neighbours(store.rows)
    named = [one.id for one in neighbours.named() if one.id != office.id]
    found = []
    for one in named if len(named) < MOST_OFFICES else ():
        with suppress(CatalogueProblem):
            found.append(neighbours.office(one))
    return tuple(found)
