"""Figures where days are odd: midnight, the night, clocks that jump, acts taken back, forecasts, empty days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from greeter.model.visit import MINUTE_MS
from greeter.queueing.forecast import Forecast
from greeter.reports.figures import read_figures
from greeter.reports.public import veiled
from greeter.reports.quantities import Amount, Count, Quantiles, Share, Unit
from greeter.reports.span import Span
from tests.greeter.report_days import TUESDAY, Counter
from tests.kept_tickets import keep_and_hand_in

WEDNESDAY = TUESDAY + timedelta(days=1)


def on(desk, day):
    return read_figures(desk, Span(day, day))


def line(found, table, key="all"):
    return next(one for one in found.tables[table].every_line if one.key == key).values


def minutes(*counts):
    return [count * MINUTE_MS for count in counts]


class TestOddDays:
    def test_a_visit_across_midnight_is_of_the_day_it_began(self, desk, clock):
        clock.move_to(datetime(2026, 11, 25, 7, 50, tzinfo=UTC))  # 23:50 in the office
        Counter(desk, clock).serve("permit", 5, 30)
        assert on(desk, WEDNESDAY).arrivals == 0
        found = on(desk, TUESDAY)
        assert line(found, "waits_by_hour", "23")[0] == Quantiles(1, *minutes(5, 5, 5))
        assert found.quantiles("times_by_service", "service") == Quantiles(1, *minutes(30, 30, 30))

    def test_the_day_on_which_clocks_go_back_adds_up(self, desk, clock, office):
        clock.move_to(datetime(2027, 11, 7, 7, 50, tzinfo=UTC))  # 00:50, seventy minutes before 01:00 comes again
        Counter(desk, clock).serve("permit", 80, 10)
        saturday = date(2027, 11, 6)  # before the cut-over hour it still is
        assert on(desk, saturday).quantiles("waits_by_service", "wait").p50 == 80 * MINUTE_MS
        start, end = Span(saturday, saturday).bounds(office)
        assert end - start == 25 * 60 * MINUTE_MS

    def test_a_clock_that_jumps_is_told_and_makes_no_wait_absurd(self, desk, clock):
        counter = Counter(desk, clock)
        visit = counter.arrive("permit")
        clock.jump(timedelta(hours=1))
        counter.begin(visit, 5)
        found = on(desk, TUESDAY)
        assert found.quantiles("waits_by_service", "wait").longest == 5 * MINUTE_MS
        assert line(found, "data_quality", "clock_jump")[0].n == 1

    def test_what_a_kiosk_kept_while_the_server_was_away_is_told(self, desk, clock, tmp_path):
        Counter(desk, clock).arrive("permit")
        assert line(on(desk, TUESDAY), "data_quality", "kept") == (Count(0),)
        assert line(on(desk, TUESDAY), "data_quality", "longest_kept")[0].value is None
        for name, passed in (("a", 8), ("b", 3)):
            keep_and_hand_in(desk, tmp_path / name, lambda n=passed: clock.advance(minutes=n), service="permit")
        found = on(desk, TUESDAY)
        assert line(found, "data_quality", "kept") == (Count(2),)
        [longest] = line(found, "data_quality", "longest_kept")
        assert (longest.value, longest.n, longest.unit) == (8.0, 2, Unit.MINUTES)
        assert veiled(longest).value is None, "it tells of a single visit"
        assert veiled(Amount(8.0, 200, Unit.MINUTES, 1, fewest=1)).value is None

    def test_what_the_night_closed_is_told_and_never_flatters(self, desk, clock):
        counter = Counter(desk, clock)
        counter.arrive("permit")
        served = counter.arrive("dog")
        counter.begin(served, 2)
        clock.advance(hours=24)
        desk.close_nights()
        found = on(desk, TUESDAY)
        assert line(found, "data_quality", "night") == (Share(2, 2),)
        assert line(found, "data_quality", "never_started") == (Share(1, 2),)
        assert line(found, "data_quality", "no_outcome") == (Share(1, 1),)
        assert found.within == Share(1, 2, 0.8)
        assert found.quantiles("waits_by_service", "wait") == Quantiles(1, *minutes(2, 2, 2))
        assert found.quantiles("times_by_service", "service") == Quantiles(0)
        assert [dot.service for dot in found.dots] == ["dog"]  # nobody knows how long the other one waited

    def test_nobody_came(self, desk):
        found = on(desk, TUESDAY)
        assert found.arrivals == 0
        assert not found.within.known
        assert found.findings == ()

    def test_who_waits_now_counts_on_no_side(self, desk, clock):
        Counter(desk, clock).arrive("permit")
        found = on(desk, TUESDAY)
        assert line(found, "ends", "waiting") == (Share(1, 1),)
        assert found.within == Share(0, 0, 0.8)


class TestActsTakenBack:
    def test_a_start_taken_back_is_no_service(self, desk, clock):
        counter = Counter(desk, clock)
        counter.begin(counter.arrive("permit"), 5)
        desk.undo(clerk="dana")
        found = on(desk, TUESDAY)
        assert found.quantiles("waits_by_service", "wait") == Quantiles(0)
        assert line(found, "ends", "waiting") == (Share(1, 1),)

    def test_a_transfer_taken_back_was_none(self, desk, clock):
        counter = Counter(desk, clock)
        visit = counter.arrive("property-tax")
        counter.begin(visit, 3)
        desk.transfer(visit, service="permit")
        desk.undo(clerk="dana")
        found = on(desk, TUESDAY)
        assert line(found, "transfers")[1] == Share(0, 1)
        assert found.tables["moves"].lines == ()

    def test_a_no_show_who_came_back_was_served(self, desk, clock):
        counter = Counter(desk, clock)
        visit = counter.no_show("permit")  # four minutes
        desk.reinstate(visit)
        counter.begin(visit, 6)
        found = on(desk, TUESDAY)
        assert found.within == Share(1, 1, 0.8)
        assert found.quantiles("waits_by_service", "wait").p50 == 10 * MINUTE_MS
        assert line(found, "departures", "no_show") == (Share(0, 1),)

    def test_who_was_put_back_in_line_and_left_had_not_been_called(self, desk, clock):
        visit = Counter(desk, clock).arrive("permit")
        desk.call(visit, counter="3", clerk="dana", reason="next")
        desk.requeue(visit)
        desk.leave(visit)
        gone = Counter(desk, clock).arrive("permit")
        desk.call(gone, counter="3", clerk="dana", reason="next")
        desk.leave(gone)
        assert [one.values[0].k for one in on(desk, TUESDAY).tables["left_called"].lines] == [1, 1]

    def test_left_from_a_hold_and_after_a_transfer(self, desk, clock):
        counter = Counter(desk, clock)
        held = counter.arrive("permit")
        counter.begin(held, 3)
        desk.hold(held, reason="fetches a paper")
        desk.leave(held)
        moved = counter.arrive("permit")
        counter.begin(moved, 3)
        desk.transfer(moved, service="dog")
        counter.minutes(30)
        desk.leave(moved)
        found = on(desk, TUESDAY)
        assert line(found, "departures", "left_on_hold") == (Share(1, 2),)
        assert line(found, "departures", "gone_after_transfer") == (Share(1, 2),)
        assert found.within == Share(2, 2, 0.8)
        assert line(found, "within_after_transfer") == (Share(0, 1, 0.8),)


class TestForecasts:
    def told(self, counter, wait, low, middle, high, *, leave=False):
        forecast = Forecast(*minutes(low, middle, high), ahead=0)
        visit = counter.arrive("dog", told=forecast)
        if leave:
            counter.minutes(wait)
            counter.desk.leave(visit)
        else:
            counter.begin(visit, wait)
            counter.desk.finish(visit, outcome="resolved")

    def test_coverage_upper_number_and_pinball(self, desk, clock):
        counter = Counter(desk, clock)
        self.told(counter, 5, 2, 5, 9)  # inside; told up to 10; loss (0.1 x 3 + 0 + 0.1 x 4) / 3
        self.told(counter, 10, 2, 5, 9)  # outside; the told 10 held; loss (0.1 x 8 + 0.5 x 5 + 0.9 x 1) / 3
        self.told(counter, 11, 2, 5, 9)  # outside, over 10; loss (0.1 x 9 + 0.5 x 6 + 0.9 x 2) / 3
        inside, under, pinball = line(on(desk, TUESDAY), "forecasts", "dog")
        assert (inside, under) == (Share(1, 3), Share(2, 3))
        assert pinball.value == pytest.approx((0.7 + 4.2 + 5.7) / 9)

    def test_who_left_counts_only_once_the_number_had_passed(self, desk, clock):
        counter = Counter(desk, clock)
        self.told(counter, 4, 2, 5, 9, leave=True)
        self.told(counter, 12, 2, 5, 9, leave=True)
        inside, under, pinball = line(on(desk, TUESDAY), "forecasts", "dog")
        assert (inside, under) == (Share(0, 1), Share(0, 1))
        assert pinball.value is None

    def test_more_than_an_hour_has_no_upper_number(self, desk, clock):
        self.told(Counter(desk, clock), 70, 50, 60, 80)
        inside, under, _ = line(on(desk, TUESDAY), "forecasts", "dog")
        assert (inside, under) == (Share(1, 1), Share(0, 0))

    def test_only_the_first_announcement_counts(self, desk, clock):
        counter = Counter(desk, clock)
        visit = counter.arrive("dog", told=Forecast(*minutes(1, 2, 3), ahead=0))
        counter.minutes(10)
        desk.tell(visit, Forecast(*minutes(1, 2, 3), ahead=0))
        counter.begin(visit, 2)
        assert line(on(desk, TUESDAY), "forecasts", "dog")[:2] == (Share(0, 1), Share(0, 1))


class TestComparedDays:
    def test_the_same_weekday_before(self, desk, clock):
        counter = Counter(desk, clock)
        counter.serve("dog", 2, 3)
        counter.serve("dog", 12, 3)
        clock.move_to(datetime(2026, 12, 1, 18, 5, tzinfo=UTC))
        counter.serve("dog", 2, 3)
        found = on(desk, date(2026, 12, 1))
        assert (found.within, found.earlier) == (Share(1, 1, 0.8), Share(1, 2, 0.8))
        assert sum(cell.n for cell in found.heat) == 3  # the map is of four weeks
