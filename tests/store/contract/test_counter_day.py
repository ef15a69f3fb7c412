"""A counter's day: breaks, who may sit down, and the services that are served today."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from greeter.problems import BadInput, NotAllowed
from greeter.queueing.room import read_room
from greeter.views.queue_view import read_queue

DANA = {"counter": "3", "clerk": "Dana Reyes"}


def own(desk, counter="3", clerk="Dana Reyes"):
    return read_queue(desk, counter, clerk).own


def at(desk, counter="3"):
    room = read_room(desk.store.port, desk.office, desk.tick())
    return next((one for one in room.counters if one.counter.id == counter), None)


def test_a_break_is_shown_to_colleagues_and_counts_as_not_serving(desk, clock):
    desk.open_counter(**DANA)
    desk.open_counter("2", clerk="Sam Whitfield")
    clock.advance(minutes=1)
    desk.take_break("3", clerk="Dana Reyes", reason="Lunch")
    view = read_queue(desk, "2", "Sam Whitfield")
    (dana,) = (one for one in view.counters if one.on_break)
    assert (dana.counter, dana.clerk, dana.break_reason, dana.is_open) == ("3", "Dana Reyes", "Lunch", False)
    assert dana.since == view.now
    assert view.open_counters == ("2",)
    assert at(desk) is None or at(desk).away_for is not None
    (line,) = desk.store.rows("select data from journal where kind = 'close_counter'")
    assert json.loads(line["data"]) == {"reason": "Lunch", "on_break": True}
    desk.open_counter(**DANA)
    assert own(desk).is_open
    assert not own(desk).on_break


def test_a_break_needs_no_reason_and_calling_or_closing_ends_it(desk):
    desk.check_in(service="permit")
    desk.take_break("3", clerk="Dana Reyes")
    assert own(desk).on_break
    assert desk.call_next(**DANA).number == "P001"
    assert not own(desk).on_break
    desk.take_break("3", clerk="Dana Reyes")
    desk.close_counter(**DANA)
    assert (own(desk).on_break, own(desk).is_open) == (False, False)


def test_a_break_that_nobody_ended_is_over_the_next_day(desk, clock):
    desk.take_break("3", clerk="Dana Reyes")
    clock.advance(hours=24)
    assert read_queue(desk, "3", "Dana Reyes").counters == ()


def test_call_next_and_the_forecast_honour_the_services_of_today(desk, clock):
    desk.open_counter(**DANA)
    desk.check_in(service="permit")
    clock.advance(seconds=1)
    desk.check_in(service="dog")
    desk.serve_today("3", ["dog"], clerk="Dana Reyes")
    assert own(desk).only == {"dog"}
    view = read_queue(desk, "3", "Dana Reyes")
    assert [row.service for row in view.mine] == ["dog"]
    assert [row.service for row in view.others] == ["permit"]
    assert at(desk).counter.only == {"dog"}
    assert desk.call_next(**DANA).service == "dog"
    assert desk.call_next(**DANA) is None
    desk.serve_today("3", None, clerk="Dana Reyes")
    assert own(desk).only is None
    assert desk.call_next(**DANA).service == "permit"


def test_it_ends_with_the_day_and_with_the_clerk(desk, clock):
    desk.serve_today("3", ["dog"], clerk="Dana Reyes")
    desk.open_counter("3", clerk="Ruth Abrams")
    assert own(desk).only is None
    desk.serve_today("3", ["dog"], clerk="Ruth Abrams")
    clock.advance(hours=24)
    desk.check_in(service="permit")
    assert desk.call_next(counter="3", clerk="Ruth Abrams").service == "permit"


@pytest.mark.parametrize(
    ("services", "says"), [([], "No service is chosen"), (["moon"], "can’t serve “moon”"), ("dog", "must be a list")]
)
def test_services_that_cannot_be_served(desk, services, says):
    with pytest.raises(BadInput, match=says):
        desk.serve_today("3", services, clerk="Dana Reyes")


def test_where_people_sign_in_nobody_else_sits_down(desk):
    desk.add_person("Maya Lind", "manager", "quiet rivers run")
    with pytest.raises(NotAllowed, match="“Dana Reyes” doesn’t sign in at this office"):
        desk.open_counter(**DANA)
    desk.open_counter("3", clerk="Maya Lind")
    assert own(desk).since - desk.office.local(desk.clock.now()) == timedelta(0)
