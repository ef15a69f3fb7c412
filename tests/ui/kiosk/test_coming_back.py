"""I'm back: the ticket brings a visitor to where they were. And: how many they are, and who does not see their reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.model.visit import Familiarity
from greeter.texts import Texts
from greeter.views.ticket_view import read_ticket
from greeter.views.visit_card import read_visit_card
from tests.ui.kiosk.test_appointments import kiosk_of, visits
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check_sheets
from ui.kiosk.booking import Way
from ui.kiosk.walk import Page
from ui.staff.facts import card_facts

AT_3 = {"counter": "3", "clerk": "dana"}


@pytest.fixture
def ticket(look_up):
    return look_up(lambda desk: desk.check_in(service="permit", reason="my deck"))


def come_back(hand, number="P001"):
    hand.touch("Start")
    hand.touch("I’m back")
    hand.type(number)
    hand.touch("Find it")


def at_counter(look_up, ticket, *acts):
    def act(desk):
        desk.call(ticket.visit_id, reason="next", **AT_3)
        for one in acts:
            one(desk, ticket.visit_id)

    look_up(act)


def missed(hand):
    def act(desk, visit):
        hand.clock.advance(minutes=1)
        desk.recall(visit)
        desk.no_show(visit)

    return act


def test_who_still_waits_sees_the_same_ticket(hand, look_up, ticket):
    come_back(hand, "p1")
    assert hand.page is Page.TICKET
    assert hand.window.shown.heading.text() == "You’re still in line."
    assert hand.state.walk.ticket.face.number == "P001"
    assert len(look_up(visits)) == 1


def test_who_did_not_come_when_called_is_in_line_again_with_the_first_arrival(hand, look_up, ticket):
    at_counter(look_up, ticket, missed(hand))
    hand.clock.advance(minutes=7)
    come_back(hand)
    assert hand.window.shown.heading.text() == "You’re back in line."
    assert look_up(lambda desk: [(row.number, row.minutes) for row in desk.queue()]) == [("P001", 8)]


def test_who_is_back_from_a_hold_is_told_that_staff_know(hand, look_up, ticket):
    at_counter(look_up, ticket, lambda d, v: d.start(v), lambda d, v: d.hold(v, reason="Fetching the plan"))
    come_back(hand)
    assert hand.page is Page.BACK_TOLD
    assert hand.window.shown.heading.text() == "We told our staff that you are back."
    assert "P001" in hand.window.shown.lede.text()
    assert look_up(lambda desk: [row.is_back for row in desk.queue()]) == [True]
    hand.touch("Thank you. Finish")
    assert hand.page is Page.WELCOME


@pytest.mark.parametrize(
    ("acts", "heading"),
    [((), "Counter 3 is calling you now."), ((lambda d, v: d.start(v),), "Please go back to counter 3.")],
)
def test_who_is_called_or_served_is_told_where_to_go(hand, look_up, ticket, acts, heading):
    at_counter(look_up, ticket, *acts)
    come_back(hand)
    assert hand.window.shown.heading.text() == heading


def test_who_comes_back_about_the_same_goes_on_with_the_earlier_visit(hand, look_up, ticket):
    at_counter(
        look_up, ticket, lambda d, v: d.start(v), lambda d, v: d.note(v, "Brings the plan.", clerk="dana"),
        lambda d, v: d.finish(v, outcome="follow-up"),
    )  # fmt: skip
    come_back(hand)
    assert hand.page is Page.BACK_AGAIN
    hand.touch("Yes, the same")
    assert hand.page is Page.BEFORE
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert hand.state.walk.ticket.face.number == "P002"
    new = hand.state.walk.ticket.visit_id
    card = look_up(lambda desk: read_visit_card(desk, new))
    assert (card.familiarity, card.goes_on.number, card.goes_on.clerk) == (Familiarity.RETURNING, "P001", "dana")
    assert [note.text for note in card.notes] == ["Brings the plan."]
    assert "Was here as P001" in [fact.words for fact in card_facts(Texts(), card)]


def test_who_comes_back_about_something_else_is_asked_what(hand, look_up, ticket):
    at_counter(look_up, ticket, lambda d, v: d.start(v), lambda d, v: d.finish(v, outcome="resolved"))
    come_back(hand)
    hand.touch("Something else")
    assert hand.page is Page.REASON
    hand.touch("Parking")
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert look_up(visits)[-1]["goes_on"] is None


def test_a_number_that_is_not_there_is_told_and_there_is_another_way(hand):
    come_back(hand, "X9")
    assert hand.page is Page.BACK
    assert hand.window.shown.missing.text() == "We don’t find this number today. Check it, or go on without it."
    hand.touch("I have no ticket")
    assert hand.page is Page.BACK_FOR


def test_a_ticket_held_to_the_scanner_is_enough(background, office, clock, qtbot, qapp, look_up, ticket):
    code = look_up(lambda desk: read_ticket(desk, ticket.visit_id).code)
    hand = kiosk_of(background, office, clock, qtbot, scanner=True)
    handle = hand.window.windowHandle()
    for line in code.split("\n"):
        for sign in line:
            QTest.keyClick(handle, sign)
        QTest.keyClick(handle, Qt.Key.Key_Return)
    hand.qtbot.waitUntil(lambda: hand.page is Page.TICKET)
    assert hand.state.walk.ticket.face.number == "P001"


def test_a_typed_number_shows_no_link_that_is_another_persons(make_kiosk, office, look_up, ticket, paper):
    from dataclasses import replace

    web = replace(office, web_base_url="https://aldercreek.example")
    hand = make_kiosk(at=web, printer=paper)
    come_back(hand)
    shown = hand.state.walk.ticket
    assert (shown.face.code, shown.code, shown.prints) == ("", (), False)
    assert ticket.token not in hand.words()
    hand.presenter.print_again()
    hand.settle()
    assert paper.printed == []


def test_how_many_they_are_is_asked_where_families_come_and_one_ticket_is_for_all(hand, look_up):
    hand.touch("Start")
    hand.touch("Family records")
    hand.touch("Continue")
    hand.touch("Skip this question")
    hand.touch("Continue without a name")
    hand.touch("I need none of these")
    assert hand.page is Page.PEOPLE
    assert hand.window.shown.eyebrow.text() == "Question 5 of 6, optional"
    hand.touch("4 people")
    assert hand.page is Page.SUMMARY
    assert hand.window.shown.rows[3].answer.text() == "Nothing special, 4 people"
    hand.touch("Change: What helps you")
    hand.touch("I need none of these")
    assert hand.page is Page.PEOPLE
    hand.touch("5 people")
    assert hand.page is Page.SUMMARY
    hand.touch("Yes, get my ticket")
    assert look_up(visits)[0]["people"] == 5
    assert look_up(lambda desk: desk.queue()[0].people) == 5


def test_how_many_they_are_may_be_skipped_and_is_not_asked_of_others(hand, look_up):
    hand.touch("Start")
    hand.touch("Family records")
    hand.touch("Continue")
    for words in ("Skip this question", "Continue without a name", "I need none of these", "Skip this question"):
        hand.touch(words)
    assert hand.page is Page.SUMMARY
    hand.presenter.leave()
    hand.touch("Start")
    hand.touch("Parking")
    hand.touch("Continue")
    for words in ("Skip this question", "Continue without a name", "I need none of these"):
        hand.touch(words)
    assert hand.page is Page.SUMMARY
    assert [row.answer.text() for row in hand.window.shown.rows if row.answer.isVisible()][-1] == "English"


def test_who_does_not_see_their_reason_says_it_and_is_offered_what_fits_and_a_person(hand, look_up):
    hand.touch("Start")
    hand.touch("Something else")
    assert hand.window.shown.heading.text() == "You don’t see your reason?"
    assert [choice.name for choice in hand.window.shown.grid.shown] == ["See a clerk"]
    hand.type("i want to build a deck")
    hand.qtbot.waitUntil(lambda: "permit" in hand.state.matches)
    names = [choice.name for choice in hand.window.shown.grid.shown]
    assert "Build or repair" in names
    assert "None of these" in names
    assert len(names) <= 4
    hand.touch("None of these")
    assert hand.page is Page.SOMETHING_ELSE
    hand.touch("Get my ticket")
    assert hand.page is Page.HELP
    said = look_up(lambda desk: desk.store.rows("select value from personal"))
    assert [row["value"] for row in said] == ["I want to build a deck"]


def test_who_does_not_want_to_write_sees_a_clerk(hand, look_up):
    hand.touch("Start")
    hand.touch("Something else")
    hand.touch("See a clerk")
    hand.touch("Get my ticket")
    assert hand.page is Page.HELP


@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_page_of_it_on_every_screen(hand, look_up, ticket, screen, aids):
    hand.resize(*SCREENS[screen])
    for aid in AIDS[aids]:
        hand.presenter.toggle_aid(aid)
    show = hand.presenter

    def look(number, page):
        show.open_page(Page.BACK)
        show.booked.type_in(Way.NUMBER, number)
        show.booked.look(Way.NUMBER)
        hand.settle()
        assert hand.page is page
        check_sheets(hand)

    show.start()
    look("P9", Page.BACK)
    at_counter(look_up, ticket)
    look("P1", Page.BACK_TOLD)
    look_up(lambda desk: desk.start(ticket.visit_id))
    look("P1", Page.BACK_TOLD)
    look_up(lambda desk: desk.hold(ticket.visit_id, reason="Fetching the plan"))
    look("P1", Page.BACK_TOLD)
    look_up(lambda desk: (desk.resume(ticket.visit_id), desk.finish(ticket.visit_id, outcome="resolved")))
    look("P1", Page.BACK_AGAIN)
    show.choose_service("records")
    for _ in range(4):
        show.go_on()
    assert hand.page is Page.PEOPLE
    check_sheets(hand)
    show.answer_people(4)
    hand.settle()
    check_sheets(hand)
    show.open_page(Page.NO_REASON)
    check_sheets(hand)
    show.type_reason("a dog")
    hand.settle()
    check_sheets(hand)
    hand.window.shown.end_typing()
    check_sheets(hand)
