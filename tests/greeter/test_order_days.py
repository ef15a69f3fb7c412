"""The orders over thousands of random days: everybody is called, and nobody is overtaken more than the caps allow."""

from __future__ import annotations

import random

import pytest

from greeter.model.catalogue import Order
from greeter.queueing.order import LATE_SHARE, MOST_OVERTAKEN, NO_CAPS
from tests.played_line import Kind, Visitor, play

TARGETS = (5.0, 10.0, 15.0, 30.0)


def day(seed):
    """Return a day: a rush of 8 to 16 visitors of up to four kinds, and one to three counters, the last of which serves all."""
    draw = random.Random(seed)
    kinds = [
        Kind(draw.choice(TARGETS), draw.choice((1.0, 1.0, 2.0)), draw.randint(1, 3)) for _ in range(draw.randint(2, 4))
    ]
    counters = [frozenset(kind for kind in range(len(kinds)) if draw.random() < 0.6) for _ in range(draw.randint(0, 2))]
    counters.append(frozenset(range(len(kinds))))
    now, visitors = 0.0, []
    for _ in range(draw.randint(8, 16)):
        now += draw.expovariate(0.5)
        visitors.append(Visitor(now, draw.randrange(len(kinds)), draw.expovariate(1 / 8)))
    return kinds, counters, visitors


def overtaken(visitors, called):
    """Count anew, from who was called when, how often each was overtaken; of one counter that serves all."""
    place = {id(one): index for index, one in enumerate(called)}
    return {
        id(one): sum(
            other.came > one.came and other.began >= one.came and place[id(other)] < place[id(one)]
            for other in visitors
        )
        for one in visitors
    }


def check(rule, kinds, counters, visitors):
    called = play(visitors, kinds, counters, rule)
    assert len(called) == len(visitors), "somebody was never called"
    assert all(one.began >= one.came for one in visitors)
    if rule is Order.ARRIVAL:
        assert all(one.overtaken == 0 for one in visitors)
    if rule is Order.PROMISE:
        assert max(one.overtaken for one in visitors) <= MOST_OVERTAKEN
    assert all(one.last_overtaken <= LATE_SHARE * kinds[one.kind].target for one in visitors)
    if len(counters) == 1 and rule is Order.PROMISE:
        # Nobody starves: before somebody are called as many as came before them, and three more at most.
        counted = overtaken(visitors, called)
        for arrival, one in enumerate(visitors):
            assert called.index(one) <= arrival + MOST_OVERTAKEN
            assert counted[id(one)] == one.overtaken


@pytest.mark.parametrize("part", range(4))
def test_caps_hold_on_ten_thousand_random_days(part):
    for seed in range(2_500 * part, 2_500 * (part + 1)):
        check(Order.PROMISE, *day(seed))


@pytest.mark.parametrize("rule", [Order.ARRIVAL, Order.CLASSES])
def test_the_other_orders_call_everybody_within_their_bounds(rule):
    for seed in range(1_000):
        check(rule, *day(seed))


def test_the_days_are_such_that_the_caps_matter():
    """Without them somebody is overtaken more than three times, and past twice the promise, on many days."""
    often = late = 0
    for seed in range(200):
        kinds, counters, visitors = day(seed)
        play(visitors, kinds, counters, Order.PROMISE, NO_CAPS)
        often += any(one.overtaken > MOST_OVERTAKEN for one in visitors)
        late += any(one.last_overtaken > LATE_SHARE * kinds[one.kind].target for one in visitors)
    assert often > 30
    assert late > 30
