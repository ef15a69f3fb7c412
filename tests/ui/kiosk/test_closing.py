"""Closing time at the kiosk: no ticket that can't be kept, and a kind word for who was sent home."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from greeter.views import kiosk_menu
from tests.ui.kiosk.test_coming_back import come_back
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check_sheets
from tests.ui.kiosk.test_trust import told
from ui.kiosk.walk import Page

CLOSES = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
"""16:30 on the Tuesday."""


def late(monkeypatch, *services):
    """Let the line be too long for some services."""

    def too_late(office, now, forecasts):
        return frozenset(services or (service.id for service in office.services))

    monkeypatch.setattr(kiosk_menu, "too_late", too_late)


def test_where_all_who_wait_are_served_nobody_gets_a_ticket_any_more(hand, look_up):
    look_up(lambda desk: desk.serve_the_line(clerk="lee"))
    hand.wait(15)
    assert hand.page is Page.NOT_TAKING
    assert told(hand).startswith("No more tickets today.")
    assert "We open tomorrow at 8:00 am." in told(hand)
    assert "A clerk can give you an appointment." in told(hand)
    check_sheets(hand)
    look_up(lambda desk: desk.give_tickets_again(clerk="lee"))
    hand.wait(15)
    assert hand.page is Page.WELCOME


def test_where_nobody_more_can_be_served_it_stops_earlier_and_says_why(hand, clock, monkeypatch):
    clock.move_to(CLOSES - timedelta(minutes=40))
    late(monkeypatch)
    hand.wait(15)
    assert hand.page is Page.NOT_TAKING
    assert told(hand).startswith("We can’t see more people today.")
    assert "We close at 4:30 pm, and the line is longer than that." in told(hand)
    assert "I have an appointment" in [button.text() for button in hand.buttons()], "they were promised a time"


def test_one_service_that_can_t_be_done_leaves_the_others(hand, clock, monkeypatch, look_up):
    clock.move_to(CLOSES - timedelta(minutes=40))
    late(monkeypatch, "permit")
    hand.presenter.read_menu()
    hand.settle()
    hand.touch("Start")
    hand.touch("Build or repair")
    assert hand.page is Page.NOT_TODAY
    assert hand.window.shown.heading.text() == "We can’t do this one before we close."
    check_sheets(hand)
    hand.touch("Something else")
    assert hand.page is Page.REASON
    hand.touch("Parking")
    assert hand.page is Page.BEFORE
    hand.touch("Back")
    hand.touch("Build or repair")
    hand.touch("See a clerk")
    assert hand.page is Page.HELP
    assert look_up(lambda desk: [row.service for row in desk.queue()]) == ["help"]


def test_who_was_sent_home_reads_when_to_come_back(hand, look_up):
    def send_home(desk):
        ticket = desk.check_in(service="permit")
        desk.send_home(ticket.visit_id, reason="We close", clerk="lee", appointments=True)

    look_up(send_home)
    come_back(hand)
    assert hand.page is Page.BACK_TOLD
    assert hand.window.shown.heading.text() == "We could not serve you today. We’re sorry."
    assert hand.window.shown.lede.text() == "We open again: Wednesday, November 25, 8:00 am.", "a number tells no more"
    assert look_up(lambda desk: desk.queue()) == ()


def test_nothing_is_cut_on_low_screens_in_a_language_of_long_words(hand, clock, monkeypatch):
    clock.move_to(CLOSES - timedelta(minutes=40))
    hand.resize(*SCREENS["low"])
    late(monkeypatch)
    for aids in AIDS.values():
        hand.presenter.wipe()
        for aid in aids:
            hand.presenter.toggle_aid(aid)
        hand.presenter.choose_language("fr")
        hand.settle()
        assert hand.page is Page.NOT_TAKING
        check_sheets(hand)
        shown = " ".join([hand.window.shown.lede.text(), told(hand)])
        assert "Nous ouvrons demain" in shown, "when to come back is never left out"
