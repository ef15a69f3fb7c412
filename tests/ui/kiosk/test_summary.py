"""The summary with all that it may have to say: a wait longer than promised, why, and four needs, in the languages whose words are longest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greeter.model.visit import Need
from greeter.queueing.forecast import Forecast
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check_sheets
from ui.kiosk.walk import Page
from ui.kit.choice_card import ChoiceCard

MINUTE = 60_000


def tell(hand):
    """Let the menu tell a wait, with its reason."""
    menu, wait = hand.state.menu, Forecast(5 * MINUTE, 12 * MINUTE, 19 * MINUTE, 4, "two clerks of four are out")
    hand.presenter._menu = replace(menu, forecasts=dict.fromkeys(menu.ahead, wait), ahead=dict.fromkeys(menu.ahead, 4))
    hand.presenter.turned()


def test_own_words_stand_between_the_marks_of_the_language(hand):
    show = hand.presenter
    show.choose_language("fr")
    show.open_page(Page.SAY_IT)
    show.type_reason("Une terrasse")
    show.choose_service("permit")
    show.skip_questions()
    for page in (Page.SUMMARY, Page.SOMETHING_ELSE):
        show.open_page(page)
        hand.settle()
        assert "«\u00a0Une terrasse\u00a0»" in hand.words()


@pytest.mark.parametrize(
    ("language", "screen", "aids"),
    [
        ("fr", "portrait", "larger"),
        ("fr", "portrait", "all"),
        ("fr", "low", "larger"),
        ("fr", "low", "all"),
        ("vi", "portrait", "larger"),
    ],
)
def test_wait_reason_and_four_needs_lie_on_nothing(hand, language, screen, aids):
    hand.resize(*SCREENS[screen])
    show = hand.presenter
    for aid in AIDS[aids]:
        show.toggle_aid(aid)
    show.choose_language(language)
    show.start()
    show.type_reason("I want to build a deck behind my house and a fence")
    show.choose_service("permit")
    hand.settle()
    hand.window.shown.explain(0)
    tell(hand)
    check_sheets(hand)
    for need in (Need.SEAT, Need.QUIET, Need.MORE_TIME, Need.HEARING_LOOP):
        show.toggle_need(need)
    show.type_name("Maximiliana Featherstonehaugh")
    show.skip_questions()
    hand.settle()
    tell(hand)
    assert hand.page is Page.SUMMARY
    check_sheets(hand)
    answers = [card for card in hand.window.shown.findChildren(ChoiceCard) if card.isVisible() and "+ 3" in card.text()]
    for card in answers:
        assert card._name(card._text_width(card.width())).layout.text().endswith("+ 3")
    assert answers or screen == "portrait" or aids == "all"
    assert "2" in hand.window.shown.wait.reason
