"""How waits, the promise, arrivals and satisfaction went day by day, or week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from greeter.front_desk.case import Question
from greeter.model.person import Right
from greeter.reports.grouping import within_share
from greeter.reports.measures import Measure
from greeter.reports.quantities import Count, Quantiles, Share, Unit, quantiles
from greeter.reports.reading import read_answers, read_visits
from greeter.reports.satisfaction import GOOD
from greeter.reports.shown import office_shown, offices_shown
from greeter.reports.span import WINDOW_DAYS, Span
from greeter.reports.table import Column, Line, Table
from greeter.reports.together import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.reports.evidence import Answer, VisitFacts
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
class Trends:
    """The points of a span that have visits, in their order; the whole span, and the one before."""

    span: Span
    by_week: bool
    points: tuple[Point, ...]
    whole: Point
    before: Point
    before_span: Span
    goal: float


def read_trends(desk: FrontDesk, span: Span, office: str = "", *, session: str = "") -> Trends:
    """Read the trends of a span; of the four weeks that end with it, where it is shorter. office: another one's id, or `ALL`.

    session: a manager's sign-in, where the office has people. Raises NotAllowed, NotFound, CatalogueProblem. Reads only.
    """
    desk.allow(Right.FIGURES, session)
    names = [one.id for one in offices_shown(desk)] if office == ALL else [office]
    offices = [office_shown(desk, name) for name in names]
    long = span.window() if span.days < WINDOW_DAYS else span
    before = long.earlier()
    visits, answers = _read(desk, offices, long)
    earlier = _read(desk, offices, before)
    goal = offices[0].goal if len(offices) == 1 else desk.office.goal
    return trends(long, visits, answers, _point(before.first, before.last, *earlier, goal), goal)


def _read(desk: FrontDesk, offices: Sequence[Office], span: Span) -> tuple[list[VisitFacts], list[Answer]]:
    visits = [visit for office in offices for visit in read_visits(desk.store, office, span)]
    answers = [answer for office in offices for answer in read_answers(desk.store, office, span)]
    return visits, [one for one in answers if one.question == Question.SATISFACTION.value]


def trends(span: Span, visits: Sequence[VisitFacts], answers: Sequence[Answer], before: Point, goal: float) -> Trends:
    """Compute the trends of what was read. An answer counts on the day of its visit; where that lies outside, in the whole alone."""
    by_week = span.days > MOST_DAYS
    day_of = {visit.id: visit.day for visit in visits}
    by_begin: dict[date, tuple[list[VisitFacts], list[Answer]]] = {}
    for visit in visits:
        by_begin.setdefault(_begin(visit.day, by_week=by_week), ([], []))[0].append(visit)
    for answer in answers:
        day = day_of.get(answer.visit)
        if day is not None:
            by_begin[_begin(day, by_week=by_week)][1].append(answer)
    points = []
    for begin, (some, said) in sorted(by_begin.items()):
        last = min(begin + timedelta(days=6), span.last) if by_week else begin
        points.append(_point(max(begin, span.first), last, some, said, goal))
    whole = _point(span.first, span.last, visits, answers, goal)
    return Trends(span, by_week, tuple(points), whole, before, Span(before.first, before.last), goal)


def _begin(day: date, *, by_week: bool) -> date:
    return day - timedelta(days=day.weekday()) if by_week else day


def _point(first: date, last: date, visits: Sequence[VisitFacts], answers: Sequence[Answer], goal: float) -> Point:
    firsts = [visit.first for visit in visits]
    good = sum(one.answer >= GOOD for one in answers)
    waits = quantiles(one.wait_ms for one in firsts if one.waited)
    return Point(first, last, waits, within_share(firsts, goal), len(visits), Share(good, len(answers)))


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
