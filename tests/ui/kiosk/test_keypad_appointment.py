"""An appointment by ear alone: a code on a keypad with figures, and a code or a name letter by letter with the five keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from greeter.model.spoken import in_language
from greeter.texts import texts_for
from tests.ui.kiosk.test_appointments import booked, rosa, visits  # noqa: F401 (a fixture)
from tests.ui.kiosk.test_keypad import MOST_PRESSES, make_ear, voice  # noqa: F401 (fixtures)
from ui.kiosk.keypad import PadKey
from ui.kiosk.speech_settings import Audio

MOST_BY_LETTERS = 90
"""Whoever has no figures goes through an alphabet: 89 presses for a code of four signs."""


class Booked:
    """Somebody who sees nothing, and has an appointment."""

    def __init__(self, ear, office, language):
        self.ear, self.office = ear, in_language(office, language)
        self.texts = texts_for(language)
        self.typed = 0

    def come(self):
        """Come to where the code is asked."""
        texts, ear = self.texts, self.ear
        ear.press(PadKey.DOWN)
        if texts.language != self.office.language:
            ear.choose_language(texts.language)
        ear.choose(texts("Start"))
        assert ear.has_heard(texts("What brings you in today?"))
        ear.choose(texts("I have an appointment"))
        assert ear.has_heard(texts("What is your code?"))
        assert ear.has_heard(texts("It is on your letter or message."))

    def press_figures(self, code):
        """Press figures on a keypad that has them; each is heard."""
        for figure in code:
            heard = self.ear.press(Qt.Key(ord(figure)))
            assert heard == figure
            self.typed += 1

    def pick(self, signs):
        """Go into the letters, and through them the shorter way; each is heard."""
        ear, texts = self.ear, self.texts
        assert texts("Press up or down for letters, and select to write one. Press back when done.") in ear.press(
            PadKey.SELECT
        )
        steps = ear.hand.window.listening.steps
        for sign in signs:
            names = [(key.text() or key.accessibleName()).casefold() for key in steps._keyboard.letters]
            ahead = (names.index(sign.casefold()) - steps._keyboard.letters.index(ear.hand.window.focusWidget())) % len(
                names
            )
            ear.go_to(sign, PadKey.DOWN if ahead <= len(names) // 2 else PadKey.UP)
            ear.press(PadKey.SELECT)
        ear.press(PadKey.BACK)
        ear.choose(texts("Find it"))

    def hears_all(self, look_up):
        """Hear what was found, say yes, and hear the ticket."""
        texts, ear = self.texts, self.ear
        starts = self.office.local(ear.hand.clock.now()).replace(hour=10, minute=45)
        time = texts.clock(starts)
        assert ear.has_heard(texts("Your appointment is at {time}.", time=time))
        assert ear.has_heard(texts.clock(starts - timedelta(minutes=10)))  # until then they may go for a walk
        service = self.office.service("permit")
        for words in (service.name, texts("With {name}", name="Dana"), texts("What to have ready"), *service.bring):
            assert ear.has_heard(words)
        ear.choose(texts("Yes, I am here"))
        (visit,) = look_up(visits)
        assert (visit["lane"], visit["language"]) == ("permit@appointment", texts.language)
        for words in (texts("You’re in line."), texts("Where to go"), self.office.where_to_wait):
            assert ear.has_heard(words)
        assert ", ".join(visit["number"]) in ear.heard
        assert {one.language for one in ear.voice.heard} == {texts.language}


@pytest.fixture
def visitor(make_ear, office):  # noqa: F811
    def make(language="en"):
        return Booked(make_ear(audio=Audio.HEADPHONES), office, language)

    return make


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_by_a_code_of_figures(visitor, booked, look_up, language):  # noqa: F811
    booked(code="407193")
    somebody = visitor(language)
    somebody.come()
    somebody.press_figures("407193")
    somebody.ear.press(PadKey.SELECT)
    somebody.hears_all(look_up)
    assert somebody.ear.presses - somebody.typed < MOST_PRESSES


def test_by_a_code_with_five_keys(visitor, booked, look_up):  # noqa: F811
    booked()
    somebody = visitor()
    somebody.come()
    somebody.pick("K7P4")
    somebody.hears_all(look_up)
    assert somebody.ear.presses < MOST_BY_LETTERS


def test_by_a_name_with_five_keys(visitor, booked, look_up):  # noqa: F811
    booked(name="Bo Li")
    somebody = visitor()
    somebody.come()
    somebody.ear.choose(somebody.texts("I have no code"))
    assert somebody.ear.has_heard("What name did you book with? Type your first and last name.")
    somebody.pick(["B", "o", "Space", "l", "i"])
    somebody.hears_all(look_up)
    assert somebody.ear.presses < MOST_BY_LETTERS
