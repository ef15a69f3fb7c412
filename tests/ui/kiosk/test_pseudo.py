"""The kiosk in two languages that nobody speaks, 40 % longer and mirrored: nothing is clipped on an upright screen in normal text.

Larger text and low screens are not held to it: there the row of three buttons and the space over the keyboard are too small for such words. Real
languages are measured on every screen (`test_languages.py`).
"""

from __future__ import annotations

import pytest

from tests.pseudo import ACCENTED, MIRRORED, office_in, pseudo_catalogues
from tests.ui.kiosk.test_layout import look_at_every_page


@pytest.fixture(scope="module", autouse=True)
def catalogues(tmp_path_factory):
    with pseudo_catalogues(tmp_path_factory.mktemp("locale")):
        yield


@pytest.mark.parametrize("language", [ACCENTED, MIRRORED])
def test_every_page_with_longer_words(make_kiosk, office, paper, language):
    hand = make_kiosk(printer=paper, at=office_in(office))
    look_at_every_page(hand, "portrait", "", "permit", language)
    assert hand.state.answers.screen_language == language
