"""The trends, day by day: the same numbers as the report's, each worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from greeter.model.visit import MINUTE_MS
from greeter.problems import NotAllowed
from greeter.reports.day_keys import keys_of
from greeter.reports.figures import read_figures
from greeter.reports.grouping import grouped
from greeter.reports.quantities import Quantiles, Share
from greeter.reports.span import Span
from greeter.reports.trends import MOST_DAYS, Point, TrendDay, read_trends, trends, trends_table
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, Counter, a_day, left, request, visit

MONDAY = TUESDAY - timedelta(days=1)


NOTHING = Point(MONDAY, MONDAY, Quantiles(0), Share(0, 0), 0, Share(0, 0))


def found(visits, satisfied=None, span=None):
    satisfied = satisfied or {}
    by_day = {day: [] for day in satisfied} | grouped(visits, lambda one: one.day)
    days = [TrendDay(keys_of(day, came), satisfied.get(day, (0, 0))) for day, came in by_day.items()]
    return trends(span or Span(TUESDAY - timedelta(days=40), TUESDAY), days, NOTHING, 0.8)


class TestPoints:
    def test_each_day_with_visits_has_its_point(self):
        visits = [
            visit(1, request(wait=5), day=MONDAY),
            visit(2, request(wait=15), day=MONDAY),
            visit(3, request(wait=16), day=MONDAY),
            visit(4, left(wait=20), day=TUESDAY),
        ]
        monday, tuesday = found(visits).points
        assert (monday.first, monday.last, monday.arrivals) == (MONDAY, MONDAY, 3)
        assert (monday.wait.p50, monday.wait.p90, monday.wait.n) == (15 * MINUTE_MS, 16 * MINUTE_MS, 3)
        assert monday.within == Share(2, 3, 0.8)
        assert (tuesday.wait.known, tuesday.within) == (False, Share(0, 1, 0.8))

    def test_an_answer_counts_on_its_day_and_in_the_whole_alone_where_nobody_came(self):
        visits = [visit(1, request(), day=MONDAY), visit(2, request(), day=TUESDAY)]
        trend = found(visits, {MONDAY - timedelta(days=1): (1, 1), MONDAY: (1, 2)})
        assert [point.good for point in trend.points] == [Share(1, 2), Share(0, 0)]
        assert trend.whole.good == Share(2, 3)

    def test_more_than_a_quarter_is_shown_by_the_week(self):
        span = Span(TUESDAY - timedelta(days=MOST_DAYS), TUESDAY)
        days = (TUESDAY, MONDAY, MONDAY - timedelta(days=1))
        trend = found([visit(n, request(), day=day) for n, day in enumerate(days)], span=span)
        assert trend.by_week
        assert [(point.first, point.last, point.arrivals) for point in trend.points] == [
            (date(2026, 11, 16), date(2026, 11, 22), 1),
            (MONDAY, TUESDAY, 2),
        ]

    def test_the_table_says_the_same(self):
        table = trends_table(Texts(), found([visit(1, request(wait=5), day=MONDAY)]))
        (line,) = table.lines
        assert (line.key, line.name) == ("2026-11-23", "Monday, November 23, 2026")
        assert [value.n for value in line.values] == [1, 1, 1, 0]
        assert table.total.values == line.values


class TestReading:
    def test_the_whole_is_what_the_report_says(self, desk, clock):
        a_day(Counter(desk, clock))
        span = Span(TUESDAY - timedelta(days=27), TUESDAY)
        trend, figures = read_trends(desk, span), read_figures(desk, span)
        assert trend.whole.within == figures.within
        assert trend.whole.arrivals == figures.arrivals == 8
        assert trend.whole.wait == figures.quantiles("waits_by_service", "wait")
        assert [point.arrivals for point in trend.points] == [8]

    def test_a_short_span_is_shown_with_the_weeks_before(self, desk):
        trend = read_trends(desk, Span(TUESDAY, TUESDAY))
        assert (trend.span.days, trend.span.last, trend.points) == (28, TUESDAY, ())
        assert trend.before_span.last == TUESDAY - timedelta(days=28)

    def test_only_a_manager_may_see_them(self, desk):
        desk.add_person("Maya Lind", "manager", "quiet rivers run")
        with pytest.raises(NotAllowed, match="Only a manager may see how the office did"):
            read_trends(desk, Span(TUESDAY, TUESDAY))
