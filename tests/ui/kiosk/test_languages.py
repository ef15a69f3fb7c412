"""Every page in every language, on every screen, with and without the aids: nothing cut, nothing on top of something else."""

from __future__ import annotations

import pytest

from tests.ui.kiosk.test_layout import AIDS, SCREENS, look_at_every_page

LANGUAGES = ("ar", "es", "fr", "vi", "zh")


@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language(hand, language, screen, aids):
    look_at_every_page(hand, screen, aids, "permit", language)
