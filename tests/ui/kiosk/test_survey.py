"""How did it go? Five touches, each of them kept."""

from __future__ import annotations

import pytest

from greeter.problems import StoreProblem
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check, check_sheets
from ui.kiosk.survey import Step
from ui.kiosk.walk import Page


@pytest.fixture
def served(look_up, hand):
    """Three visits that are over; their ids."""

    def serve(desk):
        visits = []
        for _ in range(3):
            visits.append(desk.check_in(service="permit").visit_id)
            desk.call_next(counter="3", clerk="dana")
            desk.start(visits[-1])
            desk.finish(visits[-1], outcome="resolved")
        return visits

    visits = look_up(serve)
    hand.presenter.read_menu()
    hand.settle()
    return visits


def kept(look_up, visit):
    ask = "select question, answer from survey where visit = :visit"
    return {row["question"]: row["answer"] for row in look_up(lambda desk: desk.store.rows(ask, {"visit": visit}))}


def test_nobody_is_asked_before_somebody_was_served(hand):
    assert all(button.text() != "How did it go?" for button in hand.buttons())


def test_five_touches_say_it_all(hand, served, look_up):
    for words in ("How did it go?", "P003", "Very good", "I fully agree", "It was easy"):
        hand.touch(words)
    assert hand.state.survey.step is Step.THANKS
    assert kept(look_up, served[2]) == {"satisfaction": 5, "trust": 5, "ease": 5}
    hand.touch("Finish")
    assert hand.page is Page.WELCOME


def test_a_bad_visit_is_heard_as_one(hand, served, look_up):
    for words in ("How did it go?", "P001", "Bad", "In between"):
        hand.touch(words)
    assert hand.window.shown.heading.text() == "What did not go well?"
    hand.touch("It took too long")
    assert kept(look_up, served[0]) == {"satisfaction": 2, "trust": 3, "efficiency": 1}


def test_whoever_walks_away_has_been_heard(hand, served, look_up):
    for words in ("How did it go?", "P002", "Very bad"):
        hand.touch(words)
    hand.wait(70)
    assert hand.page is Page.WELCOME
    assert kept(look_up, served[1]) == {"satisfaction": 1}
    hand.touch("How did it go?")
    assert [one.number for one in hand.state.survey.unrated] == ["P003", "P001"]


def test_back_looks_again_and_the_first_answer_stays(hand, served, look_up):
    for words in ("How did it go?", "P002", "Good", "Back", "Bad", "I agree", "None of these"):
        hand.touch(words)
    assert kept(look_up, served[1])["satisfaction"] == 4
    for words in ("Finish", "How did it go?", "Back"):
        hand.touch(words)
    assert hand.page is Page.WELCOME


def comments(look_up, visit):
    ask = "select value from personal where visit = :visit and field = 'comment'"
    return [row["value"] for row in look_up(lambda desk: desk.store.rows(ask, {"visit": visit}))]


def test_who_likes_to_says_more_after_five_touches(hand, served, look_up):
    for words in ("How did it go?", "P003", "Good", "I agree", "It was easy"):
        hand.touch(words)
    hand.touch("Say more in your own words")
    hand.type("kind")
    hand.presenter.surveying.write(f"{hand.window.shown.field.text()}. My number is 123-45-6789")
    hand.touch("Done")
    assert hand.window.shown.heading.text() == "Thank you."
    assert comments(look_up, served[2]) == ["Kind. My number is •••-••-••••"]
    assert all(button.text() != "Say more in your own words" for button in hand.buttons())
    hand.touch("Finish")
    assert hand.page is Page.WELCOME


def test_a_comment_that_is_not_sent_is_forgotten(hand, served, look_up):
    for words in ("How did it go?", "P003", "Good", "I agree", "It was easy", "Say more in your own words"):
        hand.touch(words)
    hand.type("giraffe")
    hand.wait(70)
    assert hand.page is Page.WELCOME
    assert comments(look_up, served[2]) == []
    assert "giraffe" not in hand.words().lower()


def test_back_from_a_comment_leads_to_the_thanks(hand, served):
    for words in ("How did it go?", "P003", "Good", "I agree", "It was easy", "Say more in your own words", "Back"):
        hand.touch(words)
    assert hand.window.shown.heading.text() == "Thank you."
    hand.touch("Finish")
    assert hand.page is Page.WELCOME


def test_a_store_that_fails_leads_to_the_desk(hand, served):
    hand.touch("How did it go?")
    hand.presenter._store_failed(StoreProblem("The disk is full."))
    assert hand.page is Page.SORRY


def test_where_nobody_is_left_to_ask_it_says_so(hand):
    hand.presenter.surveying.begin()
    hand.settle()
    assert "Nobody has left just now." in hand.window.shown.lede.text()


@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_step_on_every_screen(hand, served, screen, aids):
    hand.resize(*SCREENS[screen])
    for aid in AIDS[aids]:
        hand.presenter.toggle_aid(aid)
    check(hand)
    surveying = hand.presenter.surveying
    surveying.begin()
    hand.settle()
    check_sheets(hand)
    surveying.choose(served[0])
    check(hand)
    assert len(hand.window.shown.grid.shown) >= 5, "a scale is seen at once"
    surveying.satisfied(4)
    check(hand)
    surveying.trusts(4)
    check_sheets(hand)
    surveying.driver(None)
    check(hand)
    hand.presenter.open_page(Page.COMMENT)
    surveying.write("It took long, and I was seen kindly.")
    hand.settle()
    check_sheets(hand)
