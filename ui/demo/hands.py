"""What people's hands do: touch, and type. Through the same events that a screen and a keyboard send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.keyboard import WordKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.keyboard import Keyboard


class OutOfReach(Exception):
    """There is nothing to touch: it is not there, hidden, or takes no touch now."""


def touch(widget: QWidget | None) -> None:
    """Touch a control. Raises OutOfReach where a visitor could not."""
    if widget is None or not widget.isVisible() or not widget.isEnabled():
        raise OutOfReach(f"{widget!r} can't be touched")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def spell(keyboard: Keyboard, words: str) -> None:
    """Touch the keys of the kiosk's keyboard one after another."""
    for letter in words:
        touch(keyboard.word_key(WordKey.SPACE) if letter == " " else keyboard.key(letter))


def press(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in a window, wherever the focus is."""
    QTest.keyClick(window.focusWidget() or window, key, held)


def write(window: QWidget, words: str) -> None:
    """Type on a real keyboard, into what has the focus."""
    QTest.keyClicks(window.focusWidget() or window, words)
