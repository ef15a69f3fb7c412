"""The office's own line read from its store, and what its past days add to a play."""

from __future__ import annotations

import pickle
from datetime import timedelta

import pytest

from greeter.in_parts import whole
from greeter.queueing.experience import FEWEST_PLAYED, learn
from greeter.queueing.forecast import Forecast, Forecaster
from greeter.queueing.past_days import read_past_days, read_today
from greeter.queueing.waits.learner import Today
from tests.store.contract.test_forecast import serve

MINUTE = 60_000


def busy_day(desk, clock, visitors):
    """Have visitors come every five minutes, be told a wait that was played, and wait for the one counter."""
    waiting = []
    for number in range(visitors):
        told = Forecast(MINUTE, 5 * MINUTE, 12 * MINUTE, len(waiting), "", MINUTE, 4 * MINUTE, 10 * MINUTE)
        waiting.append(desk.check_in(service="permit" if number % 3 else "dog", told=told))
        clock.advance(minutes=2)
        if number % 2:
            called = desk.call_next(counter="3", clerk="dana")
            desk.start(called.visit_id)
            clock.advance(minutes=4)
            desk.finish(called.visit_id, outcome="resolved")
    while (called := desk.call_next(counter="3", clerk="dana")) is not None:
        desk.start(called.visit_id)
        clock.advance(minutes=3)
        desk.finish(called.visit_id, outcome="resolved")


def test_the_line_of_today_has_who_was_served_who_is_and_who_waits(desk, clock):
    desk.check_in(service="dog")
    assert desk.call_next(counter="3", clerk="dana").number == "D001"
    clock.advance(hours=26)
    desk.close_nights()
    arrived = desk.tick()
    first, second, third = (desk.check_in(service="permit").visit_id for _ in range(3))
    clock.advance(minutes=6)
    desk.call(first, counter="3", clerk="dana", reason="next")
    desk.start(first)
    clock.advance(minutes=4)
    desk.finish(first, outcome="resolved")
    desk.call(second, counter="3", clerk="dana", reason="next")
    desk.start(second)
    line = read_today(desk.store.port, desk.office, desk.tick())
    assert [visit.day for visit in line.visits] == [desk.today()] * 3
    served, serving, waits = sorted(line.visits, key=lambda one: (one.start is None, one.end is None))
    assert (served.start - served.arrival, served.end - served.start) == (360.0, 240.0)
    assert (serving.start - serving.arrival, serving.end) == (600.0, None)
    assert (waits.start, waits.left, waits.service) == (None, None, "permit")
    assert line.tick(served) == arrived
    assert line.second(served.day, desk.tick()) - served.arrival == 600.0
    local = desk.office.local(desk.clock.now())
    assert line.second(served.day, desk.tick()) == pytest.approx(
        local.hour * 3600 + local.minute * 60 + local.second, abs=1
    )
    past = read_past_days(desk.store.port, desk.office)
    assert [visit.end is not None for visit in past.visits] == [True], (
        "whose wait has ended; whom the night sent home is no wait"
    )
    assert desk.visit(third).id == third


def test_who_left_has_no_start(desk, clock):
    visit = desk.check_in(service="permit").visit_id
    clock.advance(minutes=9)
    desk.leave(visit)
    (left,) = read_past_days(desk.store.port, desk.office).visits
    assert (left.start, left.end, left.left - left.arrival) == (None, None, 540.0)


def test_an_appointment_has_a_promise_of_its_own(desk, clock):
    at = desk.clock.now() + timedelta(minutes=20)
    desk.check_in(service="permit", appointment_at=at)
    (visit,) = read_today(desk.store.port, desk.office, desk.tick()).visits
    assert (visit.priority, visit.pace, visit.early) == (1, 5.0, -1200.0)


def test_from_too_little_nothing_is_learned(desk, clock):
    assert read_today(desk.store.port, desk.office, desk.tick()).visits == []
    busy_day(desk, clock, 12)
    assert learn(desk.store.port, desk.office, "2027-01-01") is None


@pytest.fixture
def experienced(desk, clock):
    """A front desk after days on which the play said four minutes and more came, and what it learned by counting."""
    days = 5
    for _ in range(days):
        busy_day(desk, clock, FEWEST_PLAYED // days + 4)
        clock.jump(timedelta(days=1) - timedelta(minutes=clock.now().hour * 60 + clock.now().minute - 9 * 60))
        desk.close_nights()
    experience = learn(desk.store.port, desk.office, desk.today(), boosted=False)
    assert experience is not None
    return desk, pickle.loads(pickle.dumps(experience))


def test_what_past_days_add_is_told_and_what_was_played_is_kept(experienced, clock):
    desk, experience = experienced
    serve(desk, clock, 1)
    for _ in range(3):
        desk.check_in(service="permit")
        clock.advance(minutes=2)
    forecaster, tick = Forecaster(desk.store.port, desk.office), desk.tick()
    played = forecaster.newcomer("permit", tick)
    others = forecaster.waiting(tick)
    added = Forecaster(desk.store.port, desk.office)
    added.experience = experience
    told = added.newcomer("permit", tick)
    kept = ("played_low_ms", "played_middle_ms", "played_high_ms", "ahead")
    assert [getattr(told, name) for name in kept] == [getattr(played, name) for name in kept]
    assert told.low_ms <= told.middle_ms <= told.high_ms
    assert told.row() != played.row()
    assert told == added.newcomers(tick)["permit"]
    assert added.waiting(tick).keys() == others.keys()
    assert all(one.played_middle_ms == others[request].played_middle_ms for request, one in added.waiting(tick).items())


def asked_of(desk, clock, visitors):
    """Let so many come, a minute apart; return when that is, and what was played for each."""
    for _ in range(visitors):
        desk.check_in(service="permit")
        clock.advance(minutes=1)
    tick = desk.tick()
    return tick, [(one, (5.0, 9.0, 16.0)) for one in desk.forecaster.room(tick).line]


def test_a_long_line_is_reckoned_a_few_at_a_time_and_comes_to_the_same(experienced, clock, monkeypatch):
    desk, experience = experienced
    tick, asked = asked_of(desk, clock, 9)
    at_once = whole(copied(experience).added(desk.store.port, desk.office, tick, asked))
    monkeypatch.setattr("greeter.queueing.experience.AT_ONCE", 2)
    read, told = [], []
    monkeypatch.setattr(Today, "follow", noting(Today.follow, read))
    monkeypatch.setattr(Today, "tell", noting(Today.tell, told))
    parts = copied(experience).added(desk.store.port, desk.office, tick, asked)
    for number, _ in enumerate(parts, 1):
        assert len(read) + len(told) <= number
    assert whole(copied(experience).added(desk.store.port, desk.office, tick, asked)) == at_once
    assert told[:5] == [2, 2, 2, 2, 1]


def test_who_asks_between_the_parts_changes_nothing(experienced, clock, monkeypatch):
    desk, experience = experienced
    tick, asked = asked_of(desk, clock, 5)
    at_once = whole(copied(experience).added(desk.store.port, desk.office, tick, asked))
    monkeypatch.setattr("greeter.queueing.experience.AT_ONCE", 2)
    parts = experience.added(desk.store.port, desk.office, tick, asked)
    next(parts)
    desk.check_in(service="dog")
    clock.advance(minutes=9)
    whole(experience.added(desk.store.port, desk.office, desk.tick(), asked))
    assert whole(parts) == at_once


def copied(experience):
    """Return the same experience as it was learned: nothing of today."""
    return pickle.loads(pickle.dumps(experience))


def noting(method, into):
    """Return a method that notes how many it was called for."""

    def noted(self, visits, *rest):
        into.append(len(visits))
        return method(self, visits, *rest)

    return noted


def test_before_anybody_came_today_what_is_played_is_told(experienced):
    desk, experience = experienced
    room = Forecaster(desk.store.port, desk.office).room(desk.tick())
    asked = [(room.newcomers[0], (1.0, 2.0, 3.0))]
    assert read_today(desk.store.port, desk.office, desk.tick()).visits == [], "yesterday is over"
    assert whole(experience.added(desk.store.port, desk.office, desk.tick(), asked)) == [(1.0, 2.0, 3.0)]
