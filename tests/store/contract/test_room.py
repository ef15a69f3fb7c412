"""What a play begins with, read from the store: the room, and what earlier days taught."""

from __future__ import annotations

from math import inf

import pytest

from greeter.front_desk import FrontDesk
from greeter.model.visit import MINUTE_MS
from greeter.queueing.correction import read_correction
from greeter.queueing.forecast import Forecast
from greeter.queueing.learned import LEARNED_FROM, read_learned
from greeter.queueing.line import heads
from greeter.queueing.room import LONGEST_PAUSE, read_room
from greeter.store.store import Store


def room_of(desk):
    return read_room(desk.store.port, desk.office, desk.tick())


def arrive(desk, clock, service="permit", **facts):
    visit = desk.check_in(service=service, **facts).visit_id
    clock.advance(seconds=1)
    return visit


def served(desk, clock, service="permit", counter="3", minutes=8.0, wait=0.5):
    visit = arrive(desk, clock, service)
    clock.advance(minutes=wait)
    desk.call(visit, counter=counter, clerk=f"clerk {counter}", reason="next")
    clock.advance(seconds=20)
    desk.start(visit)
    clock.advance(minutes=minutes)
    desk.finish(visit, outcome="resolved")
    return visit


def test_what_is_still_to_come_is_known_of_who_waits_and_of_who_is_served(desk, clock):
    first, second = (arrive(desk, clock, also=also) for also in (("records", "dog"), ("parking",)))
    desk.call(first, counter="3", clerk="dana", reason="next")
    desk.start(first)
    room = room_of(desk)
    assert [at.more for at in room.counters if at.service] == [("records", "dog")]
    assert [(one.visit, one.more) for one in room.line] == [(second, ("parking",))]
    desk.hold(first, reason="a drawing")
    assert [(one.visit, one.more) for one in room_of(desk).on_hold] == [(first, ("records", "dog"))]


def test_who_is_where(desk, clock):
    before = room_of(desk)
    assert [at.counter.id for at in before.counters] == [counter.id for counter in desk.office.counters]
    assert (before.line, before.now, before.lately) == ((), None, 0)
    first, second, third = (arrive(desk, clock) for _ in range(3))
    desk.call(first, counter="3", clerk="dana", reason="next")
    desk.start(first)
    clock.advance(minutes=4)
    desk.call(second, counter="2", clerk="ben", reason="next")
    clock.advance(minutes=1)
    room = room_of(desk)
    two, three = room.counters
    assert (three.counter.id, three.clerk, three.service, three.called) == ("3", "dana", "permit", None)
    assert three.served == pytest.approx(5.0, abs=0.01)
    assert (two.clerk, two.service, two.served, two.called) == ("ben", "permit", 0.0, pytest.approx(1.0, abs=0.01))
    (one,) = room.line
    assert (one.visit, one.service, one.target, one.overtaken) == (third, "permit", 15, 0)
    assert one.since == one.credit_from == pytest.approx(-5.0, abs=0.1)
    assert room.lately == 3
    assert room.now.tzinfo is desk.office.zone


def test_who_is_on_hold_and_who_was_sent_on_by_name(desk, clock):
    held = arrive(desk, clock)
    desk.call(held, counter="3", clerk="dana", reason="next")
    desk.start(held)
    clock.advance(minutes=3)
    desk.hold(held, reason="Fetching a plan")
    clock.advance(minutes=2)
    sent = arrive(desk, clock)
    desk.call(sent, counter="3", clerk="dana", reason="next")
    desk.start(sent)
    desk.transfer(sent, counter="2", note="The rest is yours")
    clock.advance(minutes=1)
    room = room_of(desk)
    (on_hold,) = room.on_hold
    assert (on_hold.visit, on_hold.by_name) == (held, True)
    assert (on_hold.served, on_hold.since) == (pytest.approx(3.0, abs=0.01), pytest.approx(-3.0, abs=0.1))
    (one,) = room.line
    assert (one.visit, one.for_counter, one.by_name) == (sent, "2", True)
    (three,) = room.counters
    assert three.free_for == pytest.approx(1.0, abs=0.01)
    assert not room.may(three, one)


def test_a_counter_that_was_closed_after_work_may_open_again_for_a_while(desk, clock):
    served(desk, clock)
    desk.open_counter("2", clerk="ben")
    desk.close_counter("3", clerk="clerk 3", reason="Lunch")
    clock.advance(minutes=10)
    two, three = room_of(desk).counters
    assert (two.counter.id, two.away_for, two.free_for) == ("2", None, inf)
    assert (three.counter.id, three.away_for) == ("3", pytest.approx(10.0, abs=0.01))
    assert room_of(desk).ahead("permit") == 0
    clock.advance(minutes=LONGEST_PAUSE)
    assert [at.counter.id for at in room_of(desk).counters] == ["2"]


def test_who_was_overtaken_is_counted_as_the_order_counts_it(desk, clock):
    early = arrive(desk, clock, "records")
    clock.advance(minutes=1)
    later = [arrive(desk, clock, service) for service in ("dog", "vote", "dog", "dog")]
    for number, visit in enumerate(later, start=1):
        desk.call(visit, counter="1", clerk="ana", reason="quick")
        desk.start(visit)
        clock.advance(seconds=30)
        desk.finish(visit, outcome="resolved")
        mine = next(one for one in room_of(desk).line if one.visit == early)
        counted = heads(desk.store.port, desk.office, desk.office.counter("1"), "ana", desk.tick())
        assert mine.overtaken == next(one.overtaken for one in counted if one.lane == "records") == min(number, 3)


def test_what_a_day_teaches(desk, clock):
    assert read_learned(desk.store.port, desk.office) is None
    for number in range(LEARNED_FROM):
        served(desk, clock, counter="32"[number % 2], minutes=6.0 + number % 5)
    first, second = arrive(desk, clock), arrive(desk, clock)
    clock.advance(minutes=20)
    desk.leave(first)
    desk.call(second, counter="3", clerk="clerk 3", reason="next")
    clock.advance(seconds=35)
    desk.recall(second)
    clock.advance(seconds=35)
    desk.no_show(second)
    learned = read_learned(desk.store.port, desk.office)
    assert learned.times["permit"].middle == pytest.approx(8.0, rel=0.15)
    assert learned.answers.middle == pytest.approx(1 / 3, abs=0.01)
    assert [minutes for minutes in learned.patience.values if minutes < inf]
    assert learned.arrivals.services == ("permit",)
    assert sum(learned.arrivals.hours) * 60 == pytest.approx(LEARNED_FROM + 2)


def test_the_time_between_two_visitors_is_learned_where_the_next_had_been_waiting(desk, clock):
    for _ in range(LEARNED_FROM):
        arrive(desk, clock)
    desk.open_counter("3", clerk="dana")
    while (called := desk.call_next(counter="3", clerk="dana")) is not None:
        clock.advance(seconds=15)
        desk.start(called.visit_id)
        clock.advance(minutes=5)
        desk.finish(called.visit_id, outcome="resolved")
        clock.advance(minutes=2)
    gaps = read_learned(desk.store.port, desk.office).gaps
    assert gaps.middle == pytest.approx(2.0, abs=0.01)


def test_what_came_of_what_was_told_sets_the_next_right(desk, clock):
    told = Forecast(
        MINUTE_MS, 2 * MINUTE_MS, 3 * MINUTE_MS, 0,
        played_low_ms=MINUTE_MS, played_middle_ms=2 * MINUTE_MS, played_high_ms=3 * MINUTE_MS,
    )  # fmt: skip
    assert read_correction(desk.store.port, desk.office.id).of((1.0, 2.0, 3.0)) == pytest.approx((1.0, 2.0, 3.0))
    for number in range(40):
        visit = arrive(desk, clock, told=told)
        clock.advance(minutes=6 + number % 3)
        if number % 8 == 0:
            desk.leave(visit)
            continue
        desk.call(visit, counter="3", clerk="dana", reason="next")
        desk.start(visit)
        desk.finish(visit, outcome="resolved")
    moved = read_correction(desk.store.port, desk.office.id).of((1.0, 2.0, 3.0))
    assert all(after > before + 0.8 for after, before in zip(moved, (1.0, 2.0, 3.0), strict=True))
    again = FrontDesk(Store(desk.store.port), desk.office, desk.clock)
    assert read_correction(again.store.port, desk.office.id).of((1.0, 2.0, 3.0)) == moved, "everybody finds the same"
