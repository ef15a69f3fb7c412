"""The kiosk in two languages that nobody speaks, 40 % longer and mirrored: nothing is clipped on upright and wide screens.

Larger text upright, and low screens, are not held to it: some sections are too high for such words. Real languages are measured on every
screen (`test_languages.py`).
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
@pytest.mark.parametrize(("screen", "aids"), [("portrait", ""), ("landscape", "larger")])
def test_every_page_with_longer_words(make_kiosk, office, paper, screen, aids, language):
    hand = make_kiosk(printer=paper, at=office_in(office))
    look_at_every_page(hand, screen, aids, "permit", language)
    assert hand.state.answers.screen_language == language
