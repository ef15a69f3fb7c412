"""When a visitor came, by the clock as it is now: whom the night ends, and whom a clock that was set must not end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from greeter.clock import ManualClock
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.reports.figures import read_figures
from greeter.reports.span import Span

TO_1970 = timedelta(days=-20_000)


def state_of(desk, visit):
    return desk.store.request(desk.store.visit(visit).request).state


class TestClocksThatAreSet:
    def test_who_came_under_a_wrong_clock_goes_on_whoever_acts_first_when_it_is_right(self, desk, clock):
        desk.leave(desk.check_in(service="permit").visit_id)
        clock.jump(TO_1970)
        visit = desk.check_in(service="permit").visit_id
        clock.jump(-TO_1970)
        desk.open_counter("3", clerk="dana")  # a line tells of the step already
        clock.advance(minutes=5)
        assert desk.close_nights() == 0
        assert state_of(desk, visit) is State.WAITING

    def test_the_night_ends_their_visit_when_it_comes(self, desk, clock):
        desk.leave(desk.check_in(service="permit").visit_id)
        clock.jump(TO_1970)
        visit = desk.check_in(service="permit").visit_id
        clock.jump(-TO_1970)
        desk.open_counter("3", clerk="dana")
        clock.advance(hours=24)
        assert desk.close_nights() == 1
        assert state_of(desk, visit) is State.LEFT

    @pytest.mark.parametrize("minutes", [60, -60])
    def test_an_hour_makes_no_other_day_of_it(self, desk, clock, minutes):
        visit = desk.check_in(service="permit").visit_id
        clock.jump(timedelta(minutes=minutes))
        desk.open_counter("3", clerk="dana")
        clock.advance(hours=10)
        assert desk.close_nights() == 0
        clock.advance(hours=10)
        assert desk.close_nights() == 1
        assert state_of(desk, visit) is State.LEFT

    def test_an_hour_on_before_the_cut_over_puts_the_night_behind_nobody(self, desk, clock):
        clock.advance(hours=17, minutes=30)  # 03:35
        visit = desk.check_in(service="permit").visit_id
        clock.jump(timedelta(hours=1))
        desk.open_counter("3", clerk="dana")
        assert desk.close_nights() == 0
        assert state_of(desk, visit) is State.WAITING


class TestMachinesThatWereOff:
    @pytest.mark.parametrize("staff_first", [True, False])
    @pytest.mark.parametrize("days", [1, 13, 30, 400])
    def test_what_was_left_open_before_a_long_rest_is_ended(self, url, office, clock, days, staff_first):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            visit = desk.check_in(service="permit").visit_id
        later = ManualClock(clock.now() + timedelta(days=days))
        with open_front_desk(url, clock=later, catalogue=office) as desk:
            if staff_first:
                desk.open_counter("3", clerk="dana")
                later.advance(minutes=5)
            assert desk.close_nights() == 1
            assert state_of(desk, visit) is State.LEFT

    def test_a_new_store_has_nothing_to_end(self, desk):
        assert desk.close_nights() == 0


class TestTheReportOfADayWhoseClockWasSetBack:
    @pytest.mark.parametrize("minutes", [60, -60])
    def test_every_line_of_the_day_is_counted(self, desk, clock, minutes):
        day = date(2026, 11, 24)
        for _ in range(3):
            desk.check_in(service="permit")
            clock.jump(timedelta(minutes=minutes))
        desk.check_in(service="permit")
        lines = read_figures(desk, Span(day, day)).journal.lines
        assert lines == desk.store.rows("select count(*) as n from journal")[0]["n"]
        clock.advance(hours=24)
        desk.check_in(service="permit")
        assert read_figures(desk, Span(day, day)).journal.lines == lines
