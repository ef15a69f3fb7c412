"""Who is next, and why."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greeter.model.catalogue import Order
from greeter.opening import open_front_desk
from greeter.queueing.order import CAPS, LATE_SHARE, MOST_OVERTAKEN, NO_CAPS, Caps, InLine, first, ranked
from greeter.views.queue_view import read_queue


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


class TestClasses:
    """The office gives its services a class: the lowest number goes first, and within it who came first."""

    line = (
        someone("P001", 14, 15, priority_class=5),
        someone("T001", 9, 10, priority_class=2),
        someone("T002", 3, 10, priority_class=2),
    )

    def test_the_lowest_class_is_next_and_in_it_who_came_first(self):
        places = ranked(list(self.line), Order.CLASSES)
        assert [place.candidate.number for place in places] == ["T001", "T002", "P001"]
        assert first(list(self.line), Order.CLASSES).why == "Came first in class 2. 9 of 10 promised minutes used."

    def test_overtaken_any_number_of_times_until_twice_the_promise(self):
        often = someone("P001", 30, 15, priority_class=5, overtaken=9)
        late = someone("P001", 30.1, 15, priority_class=5)
        assert first([often, *self.line[1:]], Order.CLASSES).candidate.number == "T001"
        place = first([late, *self.line[1:]], Order.CLASSES)
        assert place.candidate.number == "P001"
        assert place.why == "Has let others go first often enough. 30 of 15 promised minutes used."

    def test_names_and_appointments_are_told_as_in_any_order(self):
        by_name = someone("V001", 1, 20, by_name=True)
        assert first([*self.line, by_name], Order.CLASSES).why == "Was sent on to you. 1 of 20 promised minutes used."
        due = someone("B001", 2, 5, appointment="10:30", priority_class=1)
        assert first([*self.line, due], Order.CLASSES).why == "Has an appointment at 10:30."


def test_the_caps_can_be_others_than_those_of_the_rule():
    line = [someone("V001", 41, 20, overtaken=3), someone("T001", 40, 10)]
    assert [first(line, caps=caps).candidate.number for caps in (None, Caps(4, None), Caps(4, 2.0), NO_CAPS)] == [
        "V001", "T001", "V001", "T001",
    ]  # fmt: skip
    assert [place.candidate.number for place in ranked(line, caps=NO_CAPS)] == ["T001", "V001"]


def test_who_goes_before_a_kept_visitor_is_not_said_to_have_let_others_go():
    """T001 came before V001, who holds back T002; T001 itself is not kept."""
    line = [someone("V001", 12, 20, overtaken=3), someone("T001", 13, 10), someone("T002", 11, 5)]
    assert first(line).why == "13 of 10 promised minutes used."
    assert [place.why for place in ranked(line)][1].startswith("Has let others go first")


people = st.builds(
    InLine,
    request=st.uuids().map(str),
    lane=st.sampled_from("PTV"),
    number=st.just("P001"),
    waited=st.one_of(st.floats(-30, 120), st.sampled_from([5.0, 10.0, 20.0])),
    target=st.sampled_from([5.0, 10.0, 15.0, 20.0]),
    overtaken=st.integers(0, 3),
    by_name=st.booleans(),
    appointment=st.sampled_from(["", "", "", "10:30", "10:45"]),
    priority_class=st.integers(1, 3),
)
lines = st.lists(people, max_size=12, unique_by=lambda one: one.request)
rules = st.sampled_from(Order)
unhurried = settings(deadline=None)


@unhurried
@given(lines, rules)
def test_the_order_is_a_permutation_and_agrees_with_who_is_next(line, rule):
    places = ranked(line, rule)
    assert sorted(place.candidate.request for place in places) == sorted(one.request for one in line)
    if line:
        assert places[0].candidate == first(line, rule).candidate


@unhurried
@given(lines, rules, st.randoms(use_true_random=False))
def test_in_whatever_order_the_line_is_read_the_answer_is_the_same(line, rule, draw):
    shuffled = list(line)
    draw.shuffle(shuffled)
    assert ranked(shuffled, rule) == ranked(line, rule)
    assert first(shuffled, rule) == first(line, rule)


@unhurried
@given(lines, rules)
def test_kept_visitors_stand_before_all_who_came_later(line, rule):
    order = [place.candidate for place in ranked(line, rule)]
    for index, one in enumerate(order):
        if CAPS[rule].keep(one):
            assert all(earlier.waited >= one.waited for earlier in order[:index])


@unhurried
@given(lines)
def test_first_come_first_served_looks_at_the_arrival_alone(line):
    called = [place.candidate for place in ranked(line, Order.ARRIVAL) if not place.candidate.by_name]
    assert called == sorted(called, key=lambda one: (-one.waited, one.request))


@unhurried
@given(lines)
def test_classes_hold_among_those_who_are_not_late(line):
    soon = [one for one in line if one.waited <= LATE_SHARE * one.target and not one.by_name]
    called = [place.candidate for place in ranked(soon, Order.CLASSES)]
    assert called == sorted(called, key=lambda one: (one.priority_class, -one.waited, one.request))


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

    @pytest.mark.parametrize("rule", Order)
    def test_the_suggestion_is_who_is_called(self, office, clock, rule):
        services = tuple(replace(one, priority_class=place % 3 + 1) for place, one in enumerate(office.services))
        chosen = replace(office, order=rule, services=services)
        with open_front_desk("sqlite://", clock=clock, catalogue=chosen) as desk:
            for service in ("permit", "records", "dog", "vote", "permit", "property-tax", "water"):
                desk.check_in(service=service)
                clock.advance(minutes=2)
            for _ in range(7):
                for counter in ("1", "2", "3", "4"):
                    view = read_queue(desk, counter, "ana")
                    called = desk.call_next(counter=counter, clerk="ana")
                    suggested = view.suggested
                    assert (suggested.visit_id if suggested else None) == (called.visit_id if called else None)
                    if called:
                        assert called.why == suggested.why
                clock.advance(minutes=1)

    def test_the_office_s_classes_decide_at_the_counter(self, office, clock):
        services = tuple(replace(one, priority_class=1 if one.id == "vote" else 5) for one in office.services)
        with open_front_desk(
            "sqlite://", clock=clock, catalogue=replace(office, order=Order.CLASSES, services=services)
        ) as desk:
            for service in ("permit", "dog", "vote", "permit", "vote"):
                desk.check_in(service=service)
                clock.advance(minutes=1)
            called = [desk.call_next(counter="2", clerk="ben") for _ in range(3)]
        assert [one.number for one in called] == ["E001", "E002", "P001"]
        assert called[0].why == "Came first in class 1. 3 of 10 promised minutes used."

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

    @pytest.mark.parametrize("seed", range(4))
    def test_caps_hold_over_random_mornings_at_real_counters(self, desk, clock, office, seed):
        """Everybody who is called later than somebody who came after them is counted here anew, without the store's own count."""
        draw = random.Random(seed)
        services = [one for one in office.services if one.listed]
        waiting: dict[str, list] = {}
        worst = 0
        for _ in range(160):
            clock.advance(seconds=draw.randint(5, 90))
            if draw.random() < 0.62:
                service = draw.choice(services)
                ticket = desk.check_in(service=service.id)
                waiting[ticket.visit_id] = [clock.now(), service, 0]
                continue
            counter = office.counter(draw.choice("1234"))
            called = desk.call_next(counter=counter.id, clerk=f"clerk {counter.id}")
            if called is None:
                assert not any(counter.serves(service) for _, service, _ in waiting.values())
                continue
            came, _, _ = waiting.pop(called.visit_id)
            for one in waiting.values():
                if one[0] < came and counter.serves(one[1]):
                    one[2] += 1
                    worst = max(worst, one[2])
                    assert clock.now() - one[0] <= timedelta(minutes=LATE_SHARE * one[1].standard.minutes)
            desk.start(called.visit_id)
            desk.finish(called.visit_id, outcome="resolved")
        assert worst == MOST_OVERTAKEN
