"""One ticket for several services: named on the summary, in a touch or two."""

from __future__ import annotations

import pytest

from tests.ui.kiosk.test_layout import check_sheets
from ui.kiosk.walk import Page
from ui.kit.aid import Aid


def to_summary(hand):
    hand.touch("Start")
    hand.touch("Build or repair")
    hand.touch("Skip the questions, get my ticket")


def answer(hand):
    return hand.window.shown.rows[0].answer.text()


def labels(hand):
    return [button.text() for button in hand.buttons()]


def test_three_services_make_one_ticket(hand, look_up):
    to_summary(hand)
    hand.touch("One more thing")
    assert hand.page is Page.REASON
    assert hand.window.shown.heading.text() == "What else brings you in?"
    hand.touch("Dog license")
    assert hand.page is Page.SUMMARY
    assert answer(hand) == "Build or repair, then Dog license"
    check_sheets(hand)
    hand.touch("One more thing")
    hand.touch("Parking")
    assert answer(hand) == "Build or repair, then Dog license and Parking"
    assert "One more thing" not in labels(hand), "three are enough"
    hand.touch("Yes, get my ticket")
    assert hand.page is Page.TICKET
    assert any("Dog license and Parking" in line for line in hand.state.walk.ticket.face.happens)
    (row,) = look_up(lambda desk: desk.store.rows("select id from visit"))
    assert look_up(lambda desk: desk.visit(row["id"]).to_come) == ("dog", "parking")


def test_the_same_again_or_going_back_adds_nothing(hand):
    to_summary(hand)
    hand.touch("One more thing")
    hand.touch("Build or repair")
    assert answer(hand) == "Build or repair"
    hand.touch("One more thing")
    hand.touch("Back")
    assert hand.page is Page.SUMMARY
    assert not hand.state.walk.adding
    hand.touch("One more thing")
    hand.touch("Dog license")
    hand.presenter.change(Page.REASON)
    hand.settle()
    hand.touch("Parking")
    assert answer(hand) == "Parking", "who changes what they came for begins anew"
    hand.presenter.wipe()
    assert hand.state.answers.also == ()


@pytest.mark.parametrize("aids", [(Aid.LARGER_TEXT,), (Aid.LARGER_TEXT, Aid.CONTRAST, Aid.LOW_CONTROLS)])
def test_where_the_answers_have_several_sheets_it_stands_on_the_last(make_kiosk, aids):
    hand = make_kiosk(size=(1280, 800))
    for aid in aids:
        hand.presenter.toggle_aid(aid)
    hand.settle()
    hand.presenter.start()
    hand.presenter.choose_service("permit")
    hand.presenter.skip_questions()
    hand.settle()
    page = hand.window.shown
    while "One more thing" not in labels(hand):
        hand.touch("More answers")
    assert page.sheet == page.sheets - 1
    if page.sheets > 1:
        hand.touch("Back")
        assert page.sheet == page.sheets - 2
        assert hand.page is Page.SUMMARY
        hand.touch("More answers")
    hand.touch("One more thing")
    assert hand.page is Page.REASON
    hand.presenter.choose_service("records")
    hand.presenter.add_more()
    hand.presenter.choose_service("dog")
    hand.settle()
    check_sheets(hand)
