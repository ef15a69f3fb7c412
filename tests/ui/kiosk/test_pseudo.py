"""The kiosk in a language that nobody speaks, 40 % longer: nothing is clipped on an upright screen in normal text.

Larger text, low screens and the mirrored one are not held to it yet: there some buttons of one line need two.
"""

from __future__ import annotations

import pytest

from tests.pseudo import ACCENTED, office_in, pseudo_catalogues
from tests.ui.kiosk.test_layout import look_at_every_page


@pytest.fixture(scope="module", autouse=True)
def catalogues(tmp_path_factory):
    with pseudo_catalogues(tmp_path_factory.mktemp("locale")):
        yield


def test_every_page_with_longer_words(make_kiosk, office, paper):
    hand = make_kiosk(printer=paper, at=office_in(office))
    look_at_every_page(hand, "portrait", "", "permit", ACCENTED)
    assert hand.state.answers.screen_language == ACCENTED
