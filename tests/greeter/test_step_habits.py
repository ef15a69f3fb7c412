"""What is learned of a service's steps: order, what is added, what does not fit, where requests go on to, what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greeter.guidance.next_steps import likely_transfer, often_missing, suggested
from greeter.guidance.step_habits import Count, Earlier, EarlierStep, Habits, Origin, StepOrder, Ticked, habits_of
from greeter.model.catalogue import Owner
from greeter.texts import Texts

TEXTS = Texts()


@pytest.fixture
def permit(office):
    return office.service("permit")


def earlier(n, steps=(), **facts):
    return Earlier(**{"request": f"r{n}", "visit": f"v{n}", "resolved": True, "steps": tuple(steps)} | facts)


def worked(service, *first, left_out=(), judged="dropped", added=(), **facts):
    """Steps as a clerk left them who ticked some first, took others out, and added some."""
    ticked = {what: at for at, what in enumerate(first, start=1)}
    listed = [
        EarlierStep(
            step.what,
            step.owner,
            step.detail,
            Origin.CATALOGUE,
            ticked.get(step.what),
            judged * (step.what in left_out),
        )
        for step in service.steps
    ]
    return [*listed, *(EarlierStep(what, **facts) for what in added)]


def known(service, requests):
    return habits_of(service, requests[::-1], StepOrder(service))


def offered(service, requests):
    return [one.step.what for one in suggested(service, known(service, requests))]


def catalogue(service):
    return [step.what for step in service.steps]


class TestOrder:
    def test_with_fewer_than_5_cases_the_catalogue_s_order_stands(self, permit):
        last = catalogue(permit)[-1]
        assert offered(permit, [earlier(n, worked(permit, last)) for n in range(4)]) == catalogue(permit)
        assert offered(permit, [earlier(n, worked(permit, last)) for n in range(5)])[0] == last

    def test_says_why_another_is_first(self, permit):
        first, *_, last = catalogue(permit)
        requests = [earlier(n, worked(permit, first if n == 2 else last)) for n in range(8)]
        requests.append(earlier(9, worked(permit)))
        said = [one.told(TEXTS) for one in suggested(permit, known(permit, requests))]
        assert (said[0], said[1]) == ("Done first in 7 of 8 such requests", "")
        as_listed = [earlier(n, worked(permit, first)) for n in range(8)]
        assert suggested(permit, known(permit, as_listed))[0].told(TEXTS) == "Resolved 8 of 8 like this"

    def test_what_is_known_of_the_visit_tells(self, permit):
        first, *_, last = catalogue(permit)
        order = StepOrder(permit)
        order.learn(
            [earlier(n, worked(permit, (first, last)[n % 2]), known=(("new", "back")[n % 2],)) for n in range(20)]
        )
        assert (order.usual(("new",))[0], order.usual(("back",))[0]) == (first.casefold(), last.casefold())

    def test_keeps_no_words_but_the_catalogue_s(self, permit):
        order = StepOrder(permit)
        order.learn([earlier(n, [*worked(permit), EarlierStep("Call Maria", at=1)]) for n in range(8)])
        assert not any("call maria" in str(kept).casefold() for kept in vars(order._model).values())

    def test_the_others_stay_in_their_order(self, permit):
        *others, last = catalogue(permit)
        assert offered(permit, [earlier(n, worked(permit, last)) for n in range(8)]) == [last, *others]

    def test_what_nobody_touched_tells_no_order(self, permit):
        turned = [step._replace(at=None) for step in reversed(worked(permit))]
        assert offered(permit, [earlier(n, turned) for n in range(9)]) == catalogue(permit)

    def test_a_step_that_was_moved_stands_where_it_was_put(self, permit):
        *others, last = worked(permit, catalogue(permit)[0])
        moved = [last._replace(moved=True), *others]
        assert offered(permit, [earlier(n, moved) for n in range(9)])[:2] == [last.what, others[0].what]

    def test_follows_a_change_of_habit(self, permit):
        first, *_, last = catalogue(permit)
        before = [earlier(n, worked(permit, last)) for n in range(30)]
        now = [earlier(n, worked(permit, first)) for n in range(30, 40)]
        assert offered(permit, before + now)[0] == first

    def test_each_request_is_learned_once(self, permit):
        order = StepOrder(permit)
        requests = [earlier(n, worked(permit, catalogue(permit)[-1])) for n in range(4)]
        for _ in range(3):
            habits_of(permit, requests, order)
        assert order.usual() == ()

    def test_requests_in_which_nobody_worked_with_the_list_tell_no_order(self, permit):
        own = [EarlierStep(catalogue(permit)[-1], at=1)]
        assert offered(permit, [earlier(n, own) for n in range(9)]) == catalogue(permit)


class TestWhatDoesNotFit:
    def test_a_step_that_is_dropped_sinks_to_the_end_and_says_why(self, permit):
        first, *others = catalogue(permit)
        requests = [earlier(n, worked(permit, left_out=[first] if n % 3 else [])) for n in range(9)]
        steps = suggested(permit, known(permit, requests))
        assert [one.step.what for one in steps] == [*others, first]
        assert steps[-1].told(TEXTS) == "Did not fit in 6 of 9 such requests"

    def test_a_word_weighs_more_than_taking_it_out(self, permit):
        first, *others = catalogue(permit)
        some = [earlier(n, worked(permit, left_out=[first] if n < 4 else [])) for n in range(9)]
        assert offered(permit, some) == catalogue(permit)
        said = [earlier(n, worked(permit, left_out=[first] if n < 4 else [], judged="did not")) for n in range(9)]
        assert offered(permit, said) == [*others, first]

    def test_a_good_word_leaves_it_where_it_is(self, permit):
        first = catalogue(permit)[0]
        requests = [earlier(n, worked(permit, left_out=[first], judged="helped")) for n in range(9)]
        assert offered(permit, requests) == catalogue(permit)


class TestWhatIsAdded:
    def test_is_offered_last_with_how_often(self, permit):
        requests = [
            earlier(n, worked(permit, added=["Call the fire office"] if n < 6 else [], owner=Owner.OFFICE))
            for n in range(9)
        ]
        *_, last = suggested(permit, known(permit, requests))
        assert (last.step.what, last.step.owner) == ("Call the fire office", Owner.OFFICE)
        assert last.told(TEXTS) == "Learned: part of 6 of 9 such requests"

    def test_is_the_same_in_other_letters_and_said_as_most_say_it(self, permit):
        words = ["Call fire office", "call fire  office.", "Call fire office", "Call fire office"]
        requests = [earlier(n, [EarlierStep(words[n % 4])]) for n in range(8)]
        assert known(permit, requests).added[0][0].what == "Call fire office"
        assert known(permit, requests).added[0][1] == Count(8, 8)

    def test_what_is_said_in_fewer_than_3_visits_stays_there(self, permit):
        requests = [earlier(n, [EarlierStep("Call Maria")], visit=f"v{n % 2}") for n in range(6)]
        assert known(permit, requests).added == ()

    def test_details_of_fewer_than_3_visits_stay_there(self, permit):
        requests = [earlier(n, [EarlierStep("Call fire office", detail=f"about case {n}")]) for n in range(6)]
        assert known(permit, requests).added[0][0].detail == ""
        requests = [earlier(n, [EarlierStep("Call fire office", detail="by phone")]) for n in range(6)]
        assert known(permit, requests).added[0][0].detail == "by phone"

    def test_is_not_offered_where_it_is_seldom_or_refused(self, permit):
        seldom = [earlier(n, worked(permit, added=["Call fire office"] if n < 3 else [])) for n in range(10)]
        assert known(permit, seldom).added == ()
        said = [EarlierStep("Call fire office", origin=Origin.LEARNED, judged="did not")]
        refused = [earlier(n, [EarlierStep("Call fire office")] if n < 5 else said) for n in range(9)]
        assert known(permit, refused).added == ()

    def test_a_step_of_the_catalogue_is_not_offered_twice(self, permit):
        own = [EarlierStep(catalogue(permit)[0].upper())]
        assert offered(permit, [earlier(n, own) for n in range(9)]) == catalogue(permit)


class TestWhereTheyGoOnTo:
    def test_says_how_many(self, office, permit):
        requests = [earlier(n, resolved=None, went_to="dog") if n < 4 else earlier(n) for n in range(9)]
        dog = office.service("dog").name
        assert likely_transfer(TEXTS, office, known(permit, requests)) == f"4 of 9 such requests went on to {dog}."

    def test_says_nothing_of_few_of_seldom_and_of_services_that_are_gone(self, office, permit):
        few = [earlier(n, resolved=None, went_to="dog") for n in range(4)]
        seldom = [earlier(n, resolved=None, went_to="dog") if n < 3 else earlier(n) for n in range(30)]
        gone = [earlier(n, resolved=None, went_to="closed long ago") for n in range(9)]
        assert [likely_transfer(TEXTS, office, known(permit, each)) for each in (few, seldom, gone)] == ["", "", ""]


class TestWhatIsMissing:
    def test_says_how_many_lacked_what_the_catalogue_names(self, permit):
        service = replace(permit, usually_missing="A plot plan.")
        requests = [earlier(n, missing="a plot plan" if n < 2 else "") for n in range(8)]
        assert often_missing(TEXTS, service, known(service, requests)) == "A plot plan. 2 of 8 lacked it."

    def test_says_what_3_visits_lacked_and_nothing_that_one_visitor_lacked(self, permit):
        service = replace(permit, usually_missing="A plot plan")
        requests = [earlier(n, missing="The deed" if n < 3 else "Letter of Ms. Okafor") for n in range(4)]
        requests += [earlier(n) for n in range(4, 9)]
        assert known(service, requests).missing == (("The deed", Count(3, 9)),)

    def test_says_the_catalogue_s_word_while_little_is_known(self, permit):
        service = replace(permit, usually_missing="A plot plan")
        few = [earlier(n, missing="A plot plan") for n in range(4)]
        assert often_missing(TEXTS, service, known(service, few)) == "A plot plan"
        assert often_missing(TEXTS, service, Habits()) == "A plot plan"


def test_only_ticked_steps_of_ended_requests_speak_for_themselves(permit):
    requests = [
        earlier(1, [EarlierStep("Pay", at=5), EarlierStep("Open")]),
        earlier(2, [EarlierStep("Pay", at=5)], resolved=False),
        earlier(3, [EarlierStep("Pay", at=5)], resolved=None),
    ]
    assert known(permit, requests).ticked == {"pay": Ticked(1, 2)}
