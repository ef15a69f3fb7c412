"""The room as a manager sees it: counted by service, against the promise, with the counters and what the room needs."""

from __future__ import annotations

import pytest

from greeter.problems import NotAllowed
from greeter.texts import Texts
from greeter.views.levels import Level
from greeter.views.room_now import read_room_now


def test_an_empty_room_has_its_counters_and_nothing_else(desk):
    room = read_room_now(desk, Texts())
    assert (room.waiting, room.services, room.longest, room.judged_today) == (0, (), None, 0)
    assert [one.counter for one in room.counters] == ["1", "2", "3", "4"]
    assert room.open_counters == 0
    assert all(one.since is None for one in room.counters)


def test_who_waits_is_counted_by_service_the_one_furthest_past_its_promise_first(desk, clock):
    desk.open_counter("1", clerk="ana")
    desk.open_counter("2", clerk="ben")
    desk.take_break("2", clerk="ben", reason="Lunch")
    first = desk.check_in(service="permit").visit_id
    desk.check_in(service="dog")
    clock.advance(minutes=14)
    desk.check_in(service="permit")
    desk.check_in(service="permit")
    desk.call(first, counter="1", clerk="ana", reason="next")
    clock.advance(minutes=2)
    room = read_room_now(desk, Texts())
    dog, permit = room.services
    assert (dog.service, dog.waiting, dog.over, dog.longest_minutes, dog.level) == ("dog", 1, 1, 16, Level.OVER)
    assert (permit.service, permit.waiting, permit.over, permit.longest_minutes) == ("permit", 2, 0, 2)
    assert permit.forecast
    assert (room.waiting, room.longest) == (3, dog)
    one, two, three, _ = room.counters
    assert (one.clerk, one.number, one.called, one.is_open) == ("ana", "P001", True, True)
    assert (two.is_open, two.break_reason, three.since) == (False, "Lunch", None)
    assert any("D001" in need.what for need in room.needs)


def test_only_a_manager_may_see_it(desk):
    desk.add_person("Maya Lind", "manager", "quiet rivers run")
    with pytest.raises(NotAllowed, match="Only a manager may see how the office did"):
        read_room_now(desk, Texts())
