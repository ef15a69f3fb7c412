"""What is found of an appointment or a ticket, in every language that the kiosk speaks: nothing cut, nothing on top of something else."""

from __future__ import annotations

import pytest

from tests.ui.kiosk.test_appointments import at, booked, rosa  # noqa: F401 (a fixture)
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check_sheets
from ui.kiosk.booking import Way
from ui.kiosk.walk import Page

LANGUAGES = ("es", "fr", "vi", "zh", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("aids", ["larger", "all"])
@pytest.mark.parametrize("screen", list(SCREENS))
def test_what_is_found(hand, booked, look_up, office, screen, aids, language):  # noqa: F811
    booked(
        rosa(office, uid="u2", code="B2", starts=at(office, 10, 45, 26)),
        rosa(office, uid="u4", code="D4", starts=at(office, 9, 30)),
    )
    hand.resize(*SCREENS[screen])
    show = hand.presenter
    for aid in AIDS[aids]:
        show.toggle_aid(aid)

    def look(page, way, text, leads_to):
        show.open_page(page)
        show.booked.type_in(way, text)
        show.booked.look(way)
        hand.settle()
        assert hand.page is leads_to
        check_sheets(hand)

    show.choose_language(language)
    assert hand.state.texts.language == language
    show.start()
    look(Page.APPOINTMENT, Way.CODE, "NO", Page.APPOINTMENT)
    look(Page.APPOINTMENT, Way.CODE, "K7P4", Page.BOOKED)
    look(Page.APPOINTMENT, Way.CODE, "D4", Page.BOOKED)
    look(Page.APPOINTMENT, Way.CODE, "B2", Page.NOT_BOOKED)
    look(Page.APPOINTMENT, Way.CODE, "NO", Page.NOT_BOOKED)
    look(Page.BOOKED_NAME, Way.NAME, "", Page.BOOKED_NAME)
    look(Page.BOOKED_NAME, Way.NAME, "Rosa Delgado", Page.BOOKED_TIME)
    look(Page.BACK, Way.NUMBER, "X9", Page.BACK)
    show.open_page(Page.REASON)
    show.choose_service("records")
    for _ in range(4):
        show.go_on()
    assert hand.page is Page.PEOPLE
    check_sheets(hand)
    ticket = look_up(lambda desk: desk.check_in(service="permit"))
    look_up(
        lambda desk: (desk.call(ticket.visit_id, counter="3", clerk="dana", reason="x"), desk.start(ticket.visit_id))
    )
    look(Page.BACK, Way.NUMBER, "P1", Page.BACK_TOLD)
    look_up(lambda desk: desk.finish(ticket.visit_id, outcome="resolved"))
    look(Page.BACK, Way.NUMBER, "P1", Page.BACK_AGAIN)
