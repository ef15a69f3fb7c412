"""The kiosk in two languages that nobody speaks, 40 % longer and mirrored: nothing is clipped, torn or on top of something else.

Between them the walks cover every screen, text size and reach in one of the two languages; each part of a page is measured (`test_layout.check`).
"""

from __future__ import annotations

import pytest

from tests.pseudo import ACCENTED, MIRRORED, office_in, pseudo_catalogues
from tests.ui.kiosk.test_layout import look_at_every_page

WALKS = [
    ("portrait", "", MIRRORED, "records"),
    ("portrait", "larger", ACCENTED, "permit"),
    ("portrait", "all", MIRRORED, "permit"),
    ("landscape", "larger", ACCENTED, "records"),
    ("low", "", ACCENTED, "permit"),
    ("low", "larger", MIRRORED, "records"),
    ("low", "all", ACCENTED, "records"),
]
"""Screen, aids, language, and the service: one that is told of at length, and one with questions of its own."""


@pytest.fixture(scope="module", autouse=True)
def catalogues(tmp_path_factory):
    with pseudo_catalogues(tmp_path_factory.mktemp("locale")):
        yield


@pytest.mark.parametrize(("screen", "aids", "language", "service"), WALKS)
def test_every_page_with_longer_words(make_kiosk, office, paper, screen, aids, language, service):
    hand = make_kiosk(printer=paper, at=office_in(office))
    look_at_every_page(hand, screen, aids, service, language)
    assert hand.state.answers.screen_language == language
