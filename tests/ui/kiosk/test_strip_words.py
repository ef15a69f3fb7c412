"""The words of the access strip, in every language on every screen with every aid: whole, and no word torn."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import Qt

from greeter.scripts import script_of
from greeter.texts import texts_for
from tests.pseudo import PSEUDO, pseudo_catalogues
from tests.ui.kiosk.test_layout import AIDS, SCREENS
from ui.kiosk.frame import Frame, Reach
from ui.kiosk.strip import aid_words, strip_build
from ui.kit.access_strip import AccessStrip
from ui.kit.aid import Aid
from ui.kit.sizes import KioskSizes, TextSize


def built(language, screen, aids, strip=None):
    """Return the strip as the kiosk shows it in a language on a screen, with aids turned on."""
    texts = texts_for(language)
    text = TextSize.LARGE if Aid.LARGER_TEXT in aids else TextSize.NORMAL
    reach = Reach.LOW if Aid.LOW_CONTROLS in aids else Reach.NORMAL
    frame = Frame(*SCREENS[screen], KioskSizes(100, text, script_of(language)), reach)
    strip = strip or AccessStrip(aid_words(texts), texts("Talk to a person"), strip_build(frame))
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft if texts.right_to_left else Qt.LayoutDirection.LeftToRight)
    strip.resize(frame.strip.size())
    strip.set_on(frozenset(aids))
    strip.set_build(strip_build(frame))
    strip.show()  # it is laid out when it is seen
    strip.hide()
    return strip


def torn(strip):
    """Return the words that do not stand whole in their button."""
    return [button.text() for button in (strip.person, *map(strip.aid, strip.aids)) if not button.whole]


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "vi", "zh"])
def test_no_word_of_the_strip_is_torn_or_smaller_than_it_must_be(qapp, language):
    for screen, aids in product(SCREENS, AIDS.values()):
        strip = built(language, screen, aids)
        assert not torn(strip), (screen, aids)
        share = strip.person._build.help_word.size / strip._build.help_word.size
        assert share == 1, f"smaller than larger text may be: {screen}, {aids}"


@pytest.mark.parametrize("language", PSEUDO)
def test_no_longer_word_of_the_strip_is_torn(qapp, tmp_path, language):
    with pseudo_catalogues(tmp_path):
        for screen, aids in product(SCREENS, AIDS.values()):
            assert not torn(built(language, screen, aids)), (screen, aids)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_an_aid_that_is_turned_on_in_sight_gets_the_room_that_its_word_needs(qapp, language):
    texts = texts_for(language)
    frame = Frame(800, 600, KioskSizes(96, TextSize.NORMAL, script_of(language)))
    build = strip_build(frame)

    def shown(on):
        strip = AccessStrip(aid_words(texts), texts("Talk to a person"), build)
        strip.resize(frame.strip.size())
        strip.set_on(on)
        strip.show()
        strip.set_build(build)
        return strip

    seen = shown(frozenset())
    for aid in seen.aids:
        seen.set_on(frozenset({aid}))
        seen.set_build(build)
        anew = shown(frozenset({aid}))
        assert not torn(seen), aid
        assert [seen.aid(one).geometry() for one in seen.aids] == [anew.aid(one).geometry() for one in anew.aids], aid
        anew.hide()
    seen.hide()
