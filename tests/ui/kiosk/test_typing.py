"""What visitors type with the keys of their language, as the kiosk keeps it; and what the keypad's voice says meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.tones import TONES
from ui.keyboard import WordKey
from ui.kiosk.walk import Page


def key(hand, sign):
    QTest.mouseClick(hand.window.shown.keyboard.key(sign), Qt.MouseButton.LeftButton)
    hand.settle()


def test_tones_and_arabic_and_latin_letters(hand):
    show = hand.presenter
    show.choose_language("vi")
    show.start()
    show.open_page(Page.SAY_IT)
    for sign in ("h", "o", "a", "n", "g", TONES[1]):
        key(hand, sign)
    assert hand.state.answers.reason == "Hoàng"
    field = hand.window.shown.field
    field.setCursorPosition(3)
    key(hand, TONES[1])
    assert (hand.state.answers.reason, field.cursorPosition()) == ("Hoang", 3)
    show.choose_language("ar")
    show.type_reason("")
    hand.settle()
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).left() > field.width() / 2, "an empty line"
    for sign in "سياج":
        key(hand, sign)
    hand.touch("ABC")
    key(hand, "x")
    assert hand.state.answers.reason == "سياجx"
    assert hand.button("حروف لغتك") is hand.window.shown.keyboard.word_key(WordKey.LATIN)


@pytest.mark.parametrize(
    ("language", "sign", "name"), [("vi", TONES[4], "dấu nặng"), ("vi", "ơ", "o móc, chữ ơ"), ("es", "ñ", "Ñ")]
)
def test_keys_are_called_by_their_names(hand, language, sign, name):
    hand.presenter.choose_language(language)
    hand.presenter.start()
    hand.presenter.open_page(Page.SAY_IT)
    hand.settle()
    pressed = hand.window.shown.keyboard.key(sign)
    assert pressed.accessibleName() == name
    assert [phrase.words.rstrip(".") for phrase in hand.window.listening.teller.name(pressed)] == [name]
