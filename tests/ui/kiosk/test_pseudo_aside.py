"""The pages beside the walk with words 40 % longer, where there is least room: survey, coming back, appointments."""

from __future__ import annotations

import pytest

from tests.pseudo import ACCENTED, MIRRORED, office_in, pseudo_catalogues
from tests.ui.kiosk import test_appointments as appointments
from tests.ui.kiosk import test_coming_back as coming_back
from tests.ui.kiosk import test_survey as survey

booked, ticket, served = appointments.booked, coming_back.ticket, survey.served


@pytest.fixture(scope="module", autouse=True)
def catalogues(tmp_path_factory):
    with pseudo_catalogues(tmp_path_factory.mktemp("locale")):
        yield


@pytest.fixture
def office(office):
    return office_in(office)


def test_the_survey(hand, served):
    hand.presenter.choose_language(MIRRORED)
    survey.test_every_step_on_every_screen(hand, served, "low", "larger")
    assert hand.state.answers.screen_language == MIRRORED


def test_coming_back(hand, look_up, ticket):
    hand.presenter.choose_language(ACCENTED)
    coming_back.test_every_page_of_it_on_every_screen(hand, look_up, ticket, "low", "all")
    assert hand.state.answers.screen_language == ACCENTED


def test_an_appointment(hand, booked, look_up, office):
    hand.presenter.choose_language(MIRRORED)
    appointments.test_every_page_of_it_on_every_screen(hand, booked, look_up, office, "low", "larger")
    assert hand.state.answers.screen_language == MIRRORED
