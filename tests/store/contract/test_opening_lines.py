"""What to open with follows from what the store knows of a visit: transfers, returns, appointments, holds, and acts that were taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greeter.model.visit import Need
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.views.opening import open_with
from greeter.views.visit_card import read_visit_card

MINUTE_MS = 60_000


def said(desk, visit):
    return open_with(Texts(), desk.office, read_visit_card(desk, visit))


def begin(desk, visit, *, counter="3", clerk="Dana Reyes"):
    desk.call(visit, counter=counter, clerk=clerk, reason="asked")
    desk.start(visit)


def whole_visit(desk, clock, **facts):
    visit = desk.check_in(service="permit", **facts).visit_id
    begin(desk, visit)
    clock.advance(minutes=5)
    desk.finish(visit, outcome="follow-up")


def test_a_colleague_who_left_a_note_has_told(desk, clock):
    visit = desk.check_in(service="permit", reason="a fence").visit_id
    begin(desk, visit)
    assert "Dana" not in said(desk, visit).say
    desk.transfer(visit, service="property-tax", note="Has the parcel number.")
    assert "Dana has told me about it, so you need not start over." in said(desk, visit).say
    begin(desk, visit, counter="2", clerk="sam")
    clock.advance(minutes=1)
    desk.transfer(visit, service="permit")
    again = said(desk, visit).say
    assert "I’m sorry that we sent you on 2 times. Sam sent you to me, and I see here what you came for." in again
    begin(desk, visit, clerk="sam")
    assert "Sam sent" not in said(desk, visit).say


def test_a_transfer_that_was_taken_back_is_not_told(desk):
    visit = desk.check_in(service="permit").visit_id
    begin(desk, visit)
    desk.transfer(visit, service="property-tax", note="Oh.")
    desk.undo(clerk="Dana Reyes")
    assert "Dana" not in said(desk, visit).say


def test_the_third_visit_about_the_same_within_two_weeks(desk, clock):
    whole_visit(desk, clock, name="Ms. Maria Okafor")
    clock.advance(minutes=4 * 24 * 60)
    whole_visit(desk, clock, name="ms. maria okafor")
    whole_visit(desk, clock, name="Maria")
    whole_visit(desk, clock, name="Ada Moreno")
    clock.advance(minutes=4 * 24 * 60)

    def comes(**facts):
        return said(desk, desk.check_in(**{"service": "permit", "familiarity": "returning", **facts}).visit_id)

    third = comes(name="Ms.  Maria Okafor")
    assert "I’m sorry that it has taken 3 visits. Thank you for sticking with it." in third.say
    assert [mind.words for mind in third.mind] == ["Here 3 times in two weeks. Find out what was in the way."]
    for facts in (
        {"name": "Ada Moreno"},
        {"name": "Maria"},
        {"name": "Ms. Maria Okafor", "service": "property-tax"},
        {},
    ):
        assert comes(**facts).mind == ()
    assert comes(name="Ms. Maria Okafor", familiarity="new").mind == ()
    clock.advance(minutes=7 * 24 * 60)
    assert comes(name="Ms. Maria Okafor").mind == ()


def test_an_appointment_is_known_from_the_check_in(desk, clock):
    at = clock.now() + timedelta(minutes=25)
    visit = desk.check_in(service="permit", appointment_at=at).visit_id
    assert "You are early" in said(desk, visit).say
    clock.advance(minutes=25)
    assert "Thank you for coming at 10:30 am." in said(desk, visit).say
    assert not said(desk, visit).late
    clock.advance(minutes=10)
    assert "I’m sorry: we said 10:30 am, and we are late." in said(desk, visit).say


def test_the_line_stays_as_it_was_when_service_began(desk, clock):
    visit = desk.check_in(service="permit").visit_id
    begin(desk, visit)
    before = said(desk, visit)
    clock.advance(minutes=150)
    assert said(desk, visit) == before
    assert before.say.startswith("Good morning.")


def test_after_a_hold_it_goes_on(desk, clock):
    visit = desk.check_in(service="permit").visit_id
    begin(desk, visit)
    desk.hold(visit, reason="Fetches a plan")
    clock.advance(minutes=3)
    desk.resume(visit)
    assert said(desk, visit).say == "It’s good to have you back. Let’s go on."
    desk.transfer(visit, service="property-tax")
    begin(desk, visit, counter="2", clerk="sam")
    assert said(desk, visit).say.startswith("Good morning.")


def test_who_did_not_come_and_is_here_now(desk, clock):
    visit = desk.check_in(service="permit").visit_id
    desk.call(visit, counter="3", clerk="Dana Reyes", reason="asked")
    clock.advance(seconds=31)
    desk.recall(visit)
    desk.no_show(visit)
    desk.reinstate(visit)
    assert "I’m glad that you are here." in said(desk, visit).say


def test_the_reason_that_was_told_last_is_told_again(desk, clock):
    told = Forecast(MINUTE_MS, 2 * MINUTE_MS, 3 * MINUTE_MS, 1, "one clerk of four is out")
    visit = desk.check_in(service="permit", told=told).visit_id
    clock.advance(minutes=40)
    assert "Here is why: one clerk of four is out." in said(desk, visit).say
    desk.tell(visit, Forecast(MINUTE_MS, 2 * MINUTE_MS, 3 * MINUTE_MS, 1, "the printer was down"))
    assert "Here is why: the printer was down." in said(desk, visit).say


def test_before_closing_what_matters_most_comes_first(desk, clock):
    clock.advance(minutes=6 * 60 + 15)
    visit = desk.check_in(service="permit").visit_id
    assert "We close at 4:30 pm, so let’s do what matters most first." in said(desk, visit).say
    clock.advance(minutes=11)
    assert "We close" not in said(desk, visit).say


def test_needs_language_and_hardship(desk):
    visit = desk.check_in(service="permit", language="es", needs=["interpreter", "seat"]).visit_id
    opened = said(desk, visit)
    assert "Please have a seat." in opened.say
    assert [mind.words for mind in opened.mind] == ["Interpreter for Spanish. Speak to the visitor, and look at them."]
    hard = said(desk, desk.check_in(service="permit", reason="I am being evicted", needs=[Need.QUIET]).visit_id)
    assert "evicted" not in hard.say
    assert hard.mind[0].words.startswith("They may be going through a hard time.")


@pytest.mark.parametrize("service", ["records"])
def test_a_sensitive_service_is_not_said_aloud(desk, service):
    assert desk.office.service(service).sensitive
    visit = desk.check_in(service=service, reason="my mother's papers").visit_id
    assert said(desk, visit).say.endswith("I have read what you told us. Where would you like to start?")


def test_the_office_s_own_words_are_used(desk):
    visit = desk.check_in(service="permit", needs=["quiet"]).visit_id
    assert [mind.words for mind in said(desk, visit).mind] == [
        "Quiet helps them. The small room by the clock is free for this."
    ]
