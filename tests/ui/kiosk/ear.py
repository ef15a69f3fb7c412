"""A visitor who sees nothing: they press the keys of the keypad, and know what they have heard."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.languages import language_of
from ui.kiosk.keypad import PadKey
from ui.speech.clear import spelled

KEYS = {
    PadKey.UP: Qt.Key.Key_Up, PadKey.DOWN: Qt.Key.Key_Down, PadKey.SELECT: Qt.Key.Key_Return, PadKey.BACK: Qt.Key.Key_Escape,
    PadKey.HELP: Qt.Key.Key_F1, PadKey.LOUDER: Qt.Key.Key_VolumeUp, PadKey.SOFTER: Qt.Key.Key_VolumeDown,
    PadKey.PAUSE: Qt.Key.Key_VolumeMute,
}  # fmt: skip
"""The keypad with arrows."""


def plain(words):
    """Return words without signs, for comparing what is written with what is heard."""
    return " ".join(re.sub(r"[^\w$%&@#+=/]+", " ", spelled(words).replace("’", "'")).casefold().split())


class Ear:
    """Presses keys on the kiosk's window, as the system would, and hears a recording voice."""

    def __init__(self, hand, voice):
        self.hand, self.voice = hand, voice
        self.presses = 0

    def press(self, key):
        """Press a key; return what was heard after it."""
        self.voice.forget()
        self.presses += 1
        QTest.keyClick(self.hand.window.windowHandle(), KEYS[key] if isinstance(key, PadKey) else key)
        self.hand.settle()
        return self.heard

    def touch(self, words):
        """Touch a button where it is seen, as fingers do."""
        button = self.hand.button(words)
        place = button.mapTo(self.hand.window, button.rect().center())
        QTest.mouseClick(self.hand.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
        self.hand.settle()

    @property
    def heard(self):
        """What was heard since the last key."""
        return self.voice.words

    def go_to(self, words, key=PadKey.DOWN, most=40):
        """Go on until these words are heard as a sentence of their own."""
        for _ in range(most):
            if any(plain(one.words) == plain(words) for one in self.voice.heard):
                return
            self.press(key)
        raise AssertionError(f"“{words}” is not heard; at last: {self.heard}")

    def has_heard(self, words):
        """Whether these words were heard since the last key, be it in several sentences."""
        return f" {plain(words)} " in f" {plain(self.heard)} "

    def choose_language(self, code):
        """Go up to a language, which is heard in itself, and select it."""
        own = language_of(code).own_name
        for _ in range(12):
            self.press(PadKey.UP)
            if any((one.language, plain(one.words)) == (code, plain(own)) for one in self.voice.heard):
                return self.press(PadKey.SELECT)
        raise AssertionError(f"{own} is not heard")

    def choose(self, words, key=PadKey.DOWN):
        """Go to what says these words, and select it."""
        self.go_to(words, key)
        return self.press(PadKey.SELECT)
