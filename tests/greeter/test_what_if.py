"""What opening or closing a counter would change, by playing the room with it and without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from greeter.in_parts import whole
from greeter.model.catalogue import Counter
from greeter.queueing.arrivals import Usual
from greeter.queueing.learned import Learned
from greeter.queueing.room import AtCounter, InRoom, Room
from greeter.queueing.spread import Spread
from greeter.queueing.what_if import IDLE_MINUTES, Closing, WhatIf, may_close, what_if, worth_opening

NOW = datetime(2026, 11, 24, 10, 5)  # noqa: DTZ001
EXACT = Spread((0.0,))


@pytest.fixture
def learned(office):
    """Every service takes its usual time, to the minute; nobody else comes."""
    times = {service.id: Spread((service.minutes,)) for service in office.services}
    return Learned(times, answers=EXACT, gaps=EXACT)


def waiting(office, *line):
    """Return people in line: service and minutes waited, longest first."""
    return tuple(
        InRoom(f"r{place}", f"v{place}", service, -waited, -waited, office.service(service).standard.minutes)
        for place, (service, waited) in enumerate(line)
    )


def busy(office, number, service="permit", served=0.0):
    return AtCounter(office.counter(number), service=service, served=served)


def idle(office, number, minutes):
    return AtCounter(office.counter(number), free_for=minutes)


def test_one_more_counter_keeps_the_promise_to_so_many_people(office, learned):
    """Counter 2 is busy for 12 minutes, then takes 12 for each: P waits 14 and 26. With counter 3 the second is called after 12."""
    room = Room(office, (busy(office, "2"),), waiting(office, ("permit", 2), ("permit", 0)))
    found = whole(worth_opening(room, learned))
    assert (found.counter, found.helped, found.over, found.waiting, found.minutes) == ("3", 1, 1, 2, 15)
    assert found.sooner == 12


def test_the_counter_that_can_serve_them_is_the_one_to_open(office, learned):
    """Nobody who is there does family records; only counter 1 can."""
    line = waiting(office, ("records", 3), ("records", 1))
    found = whole(worth_opening(Room(office, (busy(office, "2"), busy(office, "3")), line), learned))
    assert found.counter == "1"
    assert found.helped == 2
    assert (found.minutes, found.over) == (20, 2)


def test_where_the_helped_have_different_promises_none_is_named(office, learned):
    line = waiting(office, ("dog", 8), ("permit", 7))
    found = whole(worth_opening(Room(office, (busy(office, "2"),), line), learned))
    assert (found.helped, found.over, found.minutes) == (2, 2, None)


def test_too_late_for_all_and_still_much_sooner(office, learned):
    line = waiting(office, *(("permit", 40 - place) for place in range(8)))
    found = whole(worth_opening(Room(office, (busy(office, "2"),), line), learned))
    assert (found.helped, found.over, found.waiting) == (0, 8, 8)
    assert found.sooner > 20


@pytest.mark.parametrize("line", [[], [("permit", 0)], [("permit", 1), ("dog", 0)]], ids=len)
def test_nothing_is_suggested_where_nobody_waits_too_long(office, learned, line):
    free = Room(office, (AtCounter(office.counter("2")), AtCounter(office.counter("3"))), waiting(office, *line))
    assert whole(worth_opening(free, learned)) is None


def test_a_counter_that_helps_nobody_is_not_suggested(office, learned):
    """All others are open; the one that is shut can't serve them."""
    narrow = replace(office, counters=(Counter("1", frozenset({"records"})), Counter("2", frozenset({"permits"}))))
    room = Room(
        narrow, (AtCounter(narrow.counter("2"), service="permit"),), waiting(office, ("permit", 14), ("permit", 3))
    )
    assert whole(worth_opening(room, learned)) is None


def test_with_every_counter_open_there_is_none_to_open(office, learned):
    room = Room(office, tuple(busy(office, one.id) for one in office.counters), waiting(office, *[("permit", 30)] * 9))
    assert whole(what_if(room, learned)) == WhatIf()


def test_before_enough_is_known_nothing_is_suggested(office):
    assert whole(what_if(Room(office, (busy(office, "2"),), waiting(office, *[("permit", 30)] * 9)), None)) == WhatIf()


def rush(learned, an_hour, *services):
    """Let so many come an hour, as they do on any day, as many for each service as for another."""
    rates, shares = (an_hour / 60,) * 24, (1 / len(services),) * len(services)
    return replace(learned, arrivals=Usual(rates, services, shares))


class TestExpected:
    """Who will come within the hour counts as well, before a line has formed."""

    def test_one_counter_can_t_serve_the_next_hour_in_time(self, office, learned):
        """10 permits an hour of 12 minutes each: one counter ends five of them."""
        room = Room(office, (busy(office, "2"),), (), now=NOW, lately=10)
        found = whole(worth_opening(room, rush(learned, 10, "permit")))
        assert (found.counter, found.waiting, found.expected, found.minutes) == ("3", 0, 10, 15)
        assert 5 <= found.helped <= found.over <= 10

    def test_those_who_wait_are_told_apart(self, office, learned):
        room = Room(office, (busy(office, "2"),), waiting(office, ("permit", 4)), now=NOW, lately=10)
        found = whole(worth_opening(room, rush(learned, 10, "permit")))
        assert (found.waiting, found.expected) == (1, 10)

    def test_two_counters_can(self, office, learned):
        room = Room(office, (busy(office, "2"), AtCounter(office.counter("3"))), (), now=NOW, lately=8)
        assert whole(worth_opening(room, rush(learned, 8, "permit"))) is None

    def test_services_come_in_their_shares(self, office, learned):
        """Of 12, half are for family records; only counter 1 is missing."""
        room = Room(office, (busy(office, "2"), busy(office, "3")), (), now=NOW, lately=12)
        found = whole(worth_opening(room, rush(learned, 12, "dog", "records")))
        assert (found.counter, found.expected, found.helped, found.minutes) == ("1", 12, 6, 20)

    def test_the_hours_ahead_have_rates_of_their_own(self, office, learned):
        """From 11:00 on nobody comes: of 12 an hour, those before 10:55 from now are expected."""
        hours = tuple(12 / 60 if hour == 10 else 0.0 for hour in range(24))
        usual = replace(learned, arrivals=Usual(hours, ("permit",), (1.0,)))
        late = NOW.replace(minute=35)
        found = whole(worth_opening(Room(office, (busy(office, "2"),), (), now=late, lately=12), usual))
        assert found.expected == 5


def test_a_counter_that_may_come_back_is_one_to_open(office, learned):
    """Counter 1 is away: it can be opened now, and is the only one for family records."""
    away = AtCounter(office.counter("1"), away_for=20.0)
    room = Room(office, (busy(office, "2"), away), waiting(office, ("records", 15), ("records", 14)))
    long_pauses = replace(learned, pauses=Spread((90.0,)))
    found = whole(worth_opening(room, long_pauses))
    assert (found.counter, found.helped) == ("1", 1)


class TestClosing:
    def room(self, office, *line, minutes=(2.0, 25.0, 12.0)):
        counters = (busy(office, "1", "records"), *(idle(office, n, m) for n, m in zip("234", minutes, strict=True)))
        return Room(office, counters, waiting(office, *line), now=NOW)

    def test_the_one_that_is_idle_longest_can_close(self, office, learned):
        assert whole(what_if(self.room(office), learned)).closing == Closing("3", 25, 3)

    def test_not_before_it_was_idle_for_a_while(self, office, learned):
        assert whole(may_close(self.room(office, minutes=(1.0, IDLE_MINUTES - 0.1, 3.0)), learned)) is None

    def test_not_one_that_has_just_opened_nor_one_that_is_away(self, office, learned):
        opened, away = AtCounter(office.counter("2")), AtCounter(office.counter("3"), free_for=40.0, away_for=30.0)
        room = Room(office, (busy(office, "1", "records"), busy(office, "4"), opened, away), (), now=NOW)
        assert whole(may_close(room, learned)) is None

    def test_not_the_last_counter(self, office, learned):
        assert whole(may_close(Room(office, (idle(office, "3", 60),), (), now=NOW), learned)) is None

    def test_not_the_only_one_for_a_service(self, office, learned):
        room = Room(office, (idle(office, "1", 60), idle(office, "3", 0)), (), now=NOW)
        assert whole(may_close(room, learned)) is None

    def test_not_while_somebody_would_wait_too_long(self, office, learned):
        two = Room(
            office, (busy(office, "2", served=1.0), idle(office, "4", 30)), waiting(office, ("permit", 5)), now=NOW
        )
        assert whole(may_close(two, learned)) is None

    def test_not_where_somebody_was_sent_to_it_by_name(self, office, learned):
        line = tuple(replace(one, for_counter="3", by_name=True) for one in waiting(office, ("permit", 1)))
        assert whole(may_close(replace(self.room(office), line=line), learned)) is None

    def test_not_where_the_next_hour_will_need_it(self, office, learned):
        """24 permits an hour of 12 minutes each keep 4.8 counters busy; 4 an hour, not one."""
        quiet, rush = (replace(learned, arrivals=Usual((rate / 60,) * 24, ("permit",), (1.0,))) for rate in (4.0, 24.0))
        room = self.room(office)
        assert whole(may_close(replace(room, lately=4), quiet)) is not None
        assert whole(may_close(replace(room, lately=24), rush)) is None
        # 14 an hour could just be served by three counters, and would wait for too long.
        busy_hour = replace(learned, arrivals=Usual((14.0 / 60,) * 24, ("permit",), (1.0,)))
        assert whole(may_close(replace(room, lately=14), busy_hour)) is None


def test_the_same_room_gives_the_same_answer(office):
    learned = Learned({service.id: Spread((2.0, 8.0, 20.0)) for service in office.services})
    room = Room(office, (busy(office, "2"),), waiting(office, *(("permit", 12 - place) for place in range(9))))
    assert whole(what_if(room, learned)) == whole(what_if(room, learned))
