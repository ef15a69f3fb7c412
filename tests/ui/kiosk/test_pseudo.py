"""The kiosk in two languages that nobody speaks: 40 % longer, and mirrored. Nothing is clipped, and nothing stays English."""

from __future__ import annotations

import pytest

from tests.pseudo import PSEUDO, office_in, pseudo_catalogues
from tests.ui.kiosk.test_layout import AIDS, SCREENS, look_at_every_page


@pytest.fixture(scope="module", autouse=True)
def catalogues(tmp_path_factory):
    with pseudo_catalogues(tmp_path_factory.mktemp("locale")):
        yield


@pytest.fixture
def pseudo_hand(make_kiosk, office, paper):
    return make_kiosk(printer=paper, at=office_in(office))


@pytest.mark.parametrize("language", PSEUDO)
@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_page_with_longer_words(pseudo_hand, screen, aids, language):
    look_at_every_page(pseudo_hand, screen, aids, "permit", language)
