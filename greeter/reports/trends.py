"""How waits, the promise, arrivals and satisfaction went day by day, or week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from greeter.model.person import Right
from greeter.reports.compared import Keys
from greeter.reports.days import read_keys
from greeter.reports.given import read_good
from greeter.reports.grouping import grouped
from greeter.reports.kept import kept_days
from greeter.reports.measures import Measure
from greeter.reports.quantities import Count, Quantiles, Share, Unit
from greeter.reports.shown import offices_wanted
from greeter.reports.span import WINDOW_DAYS, Span
from greeter.reports.table import Column, Line, Table
from greeter.reports.wanted import OWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.reports.day_keys import DayKeys
    from greeter.reports.only import Only
    from greeter.reports.wanted import Wanted
    from greeter.texts import Texts

MOST_DAYS = 92
"""A longer span is shown by the week."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day, or the days of one week that lie in the span. Each quantity holds the n that it rests on."""

    first: date
    last: date
    wait: Quantiles
    within: Share
    arrivals: int
    good: Share
    """Good answers to how it went overall."""

    @property
    def some(self) -> bool:
        """Whether anybody came."""
        return self.arrivals > 0

    def words(self, texts: Texts) -> str:
        """Say which days these are."""
        return Span(self.first, self.last).words(texts)


@dataclass(frozen=True, slots=True)
class TrendDay:
    """What is known of a day of an office: its key numbers, and how many of the answers given on it were good, of how many."""

    keys: DayKeys
    satisfied: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Trends:
    """The points of a span that have visits, in their order; the whole span, and the one before."""

    span: Span
    by_week: bool
    points: tuple[Point, ...]
    whole: Point
    before: Point
    before_span: Span
    goal: float


def read_trends(desk: FrontDesk, span: Span, wanted: Wanted = OWN, *, session: str = "") -> Trends:
    """Read the trends of a span; of the four weeks that end with it, where it is shorter.

    session: a manager's sign-in, where the office has people. Raises NotAllowed, NotFound, CatalogueProblem, BadInput where no office has the
    service that is looked at alone. Reads only.
    """
    desk.allow(Right.FIGURES, session)
    offices, only = wanted.only.offices(offices_wanted(desk, wanted)), wanted.only
    long = span.window() if span.days < WINDOW_DAYS else span
    before = long.earlier()
    goal = offices[0].goal if len(offices) == 1 else desk.office.goal
    earlier = _point(before.first, before.last, _read(desk, offices, before, only), goal)
    return trends(long, _read(desk, offices, long, only), earlier, goal)


def _read(desk: FrontDesk, offices: Sequence[Office], span: Span, only: Only) -> list[TrendDay]:
    """Read a span a day at a time, out of what is kept where it can be; a day of another office is a day of its own."""
    found, now = [], desk.clock.now()
    for office in offices:
        today = office.business_day(now)
        with kept_days(desk.store, office, today) as kept:
            good = read_good(desk.store, office, span, kept, only)
            keys = read_keys(desk.store, office, span, today, kept, only)
            found += [TrendDay(one, good.get(one.day, (0, 0))) for one in keys]
    return found


def trends(span: Span, days: Sequence[TrendDay], before: Point, goal: float) -> Trends:
    """Compute the trends of what was read. An answer counts on the day it was given; where nobody came on that day, in the whole alone."""
    by_week = span.days > MOST_DAYS
    parts = grouped(days, lambda one: _begin(one.keys.day, by_week=by_week))
    points = []
    for begin, some in sorted(parts.items()):
        last = min(begin + timedelta(days=6), span.last) if by_week else begin
        points.append(_point(max(begin, span.first), last, some, goal))
    whole = _point(span.first, span.last, days, goal)
    came = tuple(one for one in points if one.some)
    return Trends(span, by_week, came, whole, before, Span(before.first, before.last), goal)


def _begin(day: date, *, by_week: bool) -> date:
    return day - timedelta(days=day.weekday()) if by_week else day


def _point(first: date, last: date, days: Sequence[TrendDay], goal: float) -> Point:
    keys = Keys(tuple(one.keys for one in days), tuple(one.satisfied for one in days))
    return Point(first, last, keys.waits, keys.within(goal), keys.arrivals, keys.good)


def trends_table(texts: Texts, found: Trends) -> Table:
    """Return the points as a table, the whole span as its total: what the charts show, in numbers."""
    columns = (
        Column("arrivals", "Visits", Measure.DEMAND),
        Column("wait", "Wait, min", Measure.WAIT),
        Column("within", "Within standard", Measure.WITHIN),
        Column("good", "4 or 5 of 5", Measure.SATISFACTION),
    )
    lines = tuple(Line(one.first.isoformat(), one.words(texts), _values(one)) for one in found.points)
    whole = Line("all", "All days", _values(found.whole))
    title, by = ("Week by week", "Week") if found.by_week else ("Day by day", "Day")
    return Table("trends", title, by, columns, lines, whole)


def _values(one: Point) -> tuple[Count, Quantiles, Share, Share]:
    return Count(one.arrivals, Unit.VISITS), one.wait, one.within, one.good
