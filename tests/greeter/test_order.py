"""Who is next, and why."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.model.catalogue import Order
from greeter.queueing.order import InLine, first, ranked


def someone(number, waited, target=15.0, **more):
    return InLine(request=number, lane=more.pop("lane", number[0]), number=number, waited=waited, target=target, **more)


def test_the_highest_share_of_the_promise_is_next():
    line = [someone("P016", 13, 15), someone("V009", 15, 20), someone("T021", 7, 10)]
    assert [place.candidate.number for place in ranked(line)] == ["P016", "V009", "T021"]
    assert first(line).why == "13 of 15 promised minutes used."


def test_ties_go_by_arrival():
    assert first([someone("A001", 5, 10), someone("B001", 10, 20)]).candidate.number == "B001"


def test_weight_multiplies_the_share():
    assert first([someone("A001", 9, 10), someone("B001", 5, 10, weight=2.0)]).candidate.number == "B001"


def test_first_come_first_served_is_a_choice():
    line = [someone("T001", 9, 10), someone("V001", 12, 20)]
    assert first(line, Order.PROMISE).candidate.number == "T001"
    assert first(line, Order.ARRIVAL).candidate.number == "V001"
    assert first(line, Order.ARRIVAL).why == "Came first. 12 of 20 promised minutes used."


def test_nobody_is_overtaken_more_than_three_times():
    line = [someone("V001", 12, 20, overtaken=3), someone("T001", 9, 10)]
    place = first(line)
    assert place.candidate.number == "V001"
    assert place.why == "Has let others go first often enough. 12 of 20 promised minutes used."
    assert first([someone("V001", 12, 20, overtaken=2), someone("T001", 9, 10)]).candidate.number == "T001"


def test_nobody_is_overtaken_past_twice_the_target():
    late = someone("V001", 41, 20)
    assert first([late, someone("T001", 40, 10)]).candidate.number == "V001"


def test_who_came_before_a_kept_visitor_may_still_go_first():
    line = [someone("V001", 12, 20, overtaken=3), someone("T001", 13, 10), someone("T002", 11, 10)]
    assert [place.candidate.number for place in ranked(line)] == ["T001", "V001", "T002"]


def test_an_appointment_is_told():
    line = [someone("P016", 13, 15), someone("B007", -4, 5, appointment="10:45")]
    assert first(line).why == "13 of 15 promised minutes used. B007 has an appointment at 10:45."
    assert first(line[1:]).why == "Has an appointment at 10:45."


def test_who_was_sent_on_to_this_counter_is_first():
    place = first([someone("P001", 14, 15), someone("T001", 2, 10, by_name=True)])
    assert place.candidate.number == "T001"
    assert place.why.startswith("Was sent on to you.")


def test_nobody():
    assert first([]) is None
    assert ranked([]) == []


people = st.builds(
    InLine,
    request=st.uuids().map(str),
    lane=st.sampled_from("PTV"),
    number=st.just("P001"),
    waited=st.floats(-30, 120),
    target=st.sampled_from([5.0, 10.0, 15.0, 20.0]),
    overtaken=st.integers(0, 3),
)


@given(st.lists(people, max_size=12, unique_by=lambda one: one.request))
def test_the_order_is_a_permutation_and_agrees_with_who_is_next(line):
    places = ranked(line)
    assert sorted(place.candidate.request for place in places) == sorted(one.request for one in line)
    if line:
        assert places[0].candidate == first(line).candidate


@given(st.lists(people, max_size=12, unique_by=lambda one: one.request))
def test_kept_visitors_stand_before_all_who_came_later(line):
    order = [place.candidate for place in ranked(line)]
    for index, one in enumerate(order):
        if one.kept:
            assert all(earlier.waited >= one.waited for earlier in order[:index])


class TestThroughTheStore:
    def test_caps_hold_at_the_counter(self, desk, clock):
        """A slow service waits while a quick one keeps coming; it is overtaken three times and no more."""
        slow = desk.check_in(service="records").number
        for _ in range(5):
            clock.advance(seconds=5)
            desk.check_in(service="vote")
            clock.advance(minutes=3)
        called = [desk.call_next(counter="1", clerk="ana").number for _ in range(6)]
        assert called.index(slow) <= 3

    def test_the_suggestion_is_who_is_called(self, desk, clock):
        for service in ("permit", "records", "dog", "vote", "permit", "property-tax", "water"):
            desk.check_in(service=service)
            clock.advance(minutes=2)
        from greeter.views.queue_view import read_queue

        for _ in range(7):
            for counter in ("1", "2", "3", "4"):
                view = read_queue(desk, counter, "ana")
                called = desk.call_next(counter=counter, clerk="ana")
                assert (view.suggested.visit_id if view.suggested else None) == (called.visit_id if called else None)
                if called:
                    assert called.why == view.suggested.why
            clock.advance(minutes=1)

    def test_the_queue_tells_waits_and_order(self, desk, clock):
        desk.check_in(service="property-tax")
        clock.advance(minutes=1)
        desk.check_in(service="dog")
        clock.advance(minutes=6)
        rows = desk.queue()
        assert [(row.number, row.waited) for row in rows] == [
            ("T001", timedelta(minutes=7)),
            ("D001", timedelta(minutes=6)),
        ]


def test_mean_waits_of_an_accumulating_priority_queue():
    """One server, arrivals .06, .06, .03 a minute, service 6 min (exponential), rates 1, 2, 4: mean waits 78.83, 43.75, 24.84 min.

    Kleinrock 1964: the order itself (without the caps, which are ours) is played over a long run.
    """
    draw = random.Random(4)
    rates = (1.0, 2.0, 4.0)
    arrivals = []
    for kind, rate in enumerate((0.06, 0.06, 0.03)):
        now = 0.0
        while now < 2_000_000:
            now += draw.expovariate(rate)
            arrivals.append((now, kind))
    arrivals.sort()
    lanes: list[list[float]] = [[], [], []]
    heads = [0, 0, 0]
    waits: list[list[float]] = [[], [], []]
    now, index = 0.0, 0
    while index < len(arrivals) or any(len(lanes[kind]) > heads[kind] for kind in range(3)):
        while index < len(arrivals) and arrivals[index][0] <= now:
            lanes[arrivals[index][1]].append(arrivals[index][0])
            index += 1
        line = [
            someone(f"{kind}", now - lanes[kind][heads[kind]], 1e9, weight=rates[kind])
            for kind in range(3)
            if heads[kind] < len(lanes[kind])
        ]
        if not line:
            now = arrivals[index][0]
            continue
        kind = int(first(line).candidate.number)
        waits[kind].append(now - lanes[kind][heads[kind]])
        heads[kind] += 1
        now += draw.expovariate(1 / 6)
    means = [sum(found) / len(found) for found in waits]
    assert means == pytest.approx([78.83, 43.75, 24.84], rel=0.1)
