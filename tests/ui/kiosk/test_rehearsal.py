"""While nobody is there the greeting is shown unseen in each language, so that a visitor's first touch of one does not wait."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.kiosk.rehearsal import Rehearsal
from ui.kit import face


@pytest.fixture
def rehearsal(hand):
    hand.qtbot.waitUntil(lambda: bool(hand.window.findChildren(Rehearsal)))
    return hand.window.findChild(Rehearsal)


def said(window):
    """Return what the window's parts say, and what they are called."""
    parts = [part for part in window.findChildren(QWidget) if isinstance(part, QLabel | QAbstractButton)]
    return [(part.text(), part.accessibleName(), part.accessibleDescription(), part.isVisible()) for part in parts]


def test_each_language_is_shown_and_nothing_of_it_stays(hand, rehearsal):
    seen, words = hand.window.grab().toImage(), said(hand.window)
    assert rehearsal.to_come
    while rehearsal.to_come:
        rehearsal._next()
    assert hand.window.grab().toImage() == seen
    assert said(hand.window) == words
    written = {str(key[0]) for key in face._FACES._kept}
    assert {"开始", "Empezar"} <= written


def test_it_stops_for_a_visitor_and_goes_on_after_them(hand, rehearsal):
    hand.touch("Start")
    left = list(rehearsal.to_come)
    rehearsal._next()
    assert rehearsal.to_come == left
    hand.presenter.wipe()
    rehearsal._next()
    assert rehearsal.to_come == left[1:]
