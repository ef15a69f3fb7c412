"""How the weeks of an office's staff were, as a manager sees them: only weeks that are over, only coarse, and never of few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from greeter.clock import to_ms
from greeter.model.pulse import FEWEST_ANSWERS, FEWEST_PEOPLE, WELL, Pulse, week_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.model.catalogue import Office
    from greeter.store.store import Store

WEEKS = 12
_WEEK = timedelta(days=7)
_STEP = 5
"""How many answers there were is told rounded down to this."""


@dataclass(frozen=True, slots=True)
class PulseWeek:
    """One week that is over. `begins`: its Monday."""

    begins: date
    good_of_ten: int | None = None
    """Of ten days, about so many were good, from 1 to 9: all or none would tell what each has said. None where too few answered."""
    answers: int = 0
    """So many answers or more, rounded down to five; 0 where too few answered."""

    @property
    def is_shown(self) -> bool:
        """Whether enough answered."""
        return self.good_of_ten is not None


def read_pulse(store: Store, office: Office, today: date) -> tuple[PulseWeek, ...]:
    """Return the last weeks that are over, the earliest first, from the first one in which anybody answered."""
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - _WEEK * back for back in range(WEEKS, 0, -1)]
    values = {"office": office.id, "first": week_of(mondays[0]), "last": week_of(mondays[-1])}
    found = {row["week"]: row for row in store.rows(_COUNTS, values)}
    weeks = [_week(store, office, monday, found.get(week_of(monday))) for monday in mondays]
    first = next((place for place, monday in enumerate(mondays) if week_of(monday) in found), len(weeks))
    return tuple(weeks[first:])


def lately(weeks: tuple[PulseWeek, ...], *, back: int = 0, of: int = 4) -> int | None:
    """Return how many of ten days were good in the last `of` shown weeks, or in as many before the last `back`; None where none is shown."""
    shown = [one.good_of_ten for one in weeks if one.good_of_ten is not None]
    some = shown[max(len(shown) - back - of, 0) : len(shown) - back]
    return round(sum(some) / len(some)) if some else None


def _week(store: Store, office: Office, monday: date, row: Mapping[str, int] | None) -> PulseWeek:
    n = 0 if row is None else sum(row[each.value] for each in Pulse)
    if row is None or n < FEWEST_ANSWERS or _people(store, office, monday) < FEWEST_PEOPLE:
        return PulseWeek(monday)
    well = sum(row[each.value] for each in WELL)
    return PulseWeek(monday, min(max(round(10 * well / n), 1), 9), n - n % _STEP)


def _people(store: Store, office: Office, monday: date) -> int:
    """Return how many people opened a counter in a week, by the journal."""
    begin, end = (to_ms(office.day_begins(day)) for day in (monday, monday + _WEEK))
    return int(store.rows(_PEOPLE, {"office": office.id, "begin": begin, "end": end})[0]["n"])


_COUNTS = """
select week, very_good, good, all_right, hard, very_hard from pulse where office = :office and week between :first and :last
"""
_PEOPLE = """
select count(distinct clerk) as n from journal
where office = :office and kind = 'open_counter' and at >= :begin and at < :end
"""
