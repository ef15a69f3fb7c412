"""How was your day? Asked once, at the end of the day; one key, or none; and nothing of it leads to who said it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from greeter.model.pulse import Pulse
from greeter.model.visit import Outcome

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(staffed):
    made = staffed()
    made.desk.finish(made.visits["P014"], outcome=Outcome.RESOLVED)
    made.seen()
    return made


def evening(counter):
    counter.clock.advance(hours=7)  # 17:31
    counter.window.presenter.look_again()
    counter.settle()


def counts(counter):
    return [[row[each.value] for each in Pulse] for row in counter.desk.store.rows("select * from pulse")]


def is_asked(counter):
    return counter.panes.strip.open_ask is counter.panes.strip.pulse


def close_by_hand(counter):
    """Close the window as somebody does by its corner."""
    QGuiApplication.sendEvent(counter.window.windowHandle(), QCloseEvent())


def test_it_is_asked_once_when_the_counter_closes_after_hours_and_by_one_key(counter):
    counter.press(Key.Key_M, CONTROL)
    assert (is_asked(counter), counts(counter)) == (False, [])  # at noon a counter closes for other reasons
    counter.press(Key.Key_M, CONTROL)
    evening(counter)
    counter.press(Key.Key_M, CONTROL)
    assert is_asked(counter)
    assert counter.panes.strip.pulse.title.text() == "How was your day?"
    assert QApplication.focusWidget() is counter.panes.strip.pulse.not_now
    before = counter.desk.store.rows("select seq from journal_head")
    counter.press(Key.Key_4)
    assert counts(counter) == [[0, 0, 0, 1, 0]]
    assert counter.said == "Thank you. It counts, and nobody can tell whose it is."
    assert counter.desk.store.rows("select seq from journal_head") == before
    for _ in range(2):
        counter.press(Key.Key_M, CONTROL)
        assert not is_asked(counter)
    counter.press(Key.Key_H, CONTROL)
    assert (is_asked(counter), counter.said) == (False, "You were asked today. Thank you.")


def test_to_say_nothing_takes_one_key_and_is_written_the_same_way(counter):
    counter.press(Key.Key_H, CONTROL)
    counter.press(Key.Key_Escape)
    assert (is_asked(counter), counts(counter)) == (False, [[0] * 5])


def test_who_closes_the_window_in_the_evening_is_asked_before_it_goes(counter):
    evening(counter)
    close_by_hand(counter)
    assert (counter.window.isVisible(), is_asked(counter)) == (True, True)
    counter.qtbot.keyClick(QApplication.focusWidget(), Key.Key_1)
    counter.qtbot.waitUntil(lambda: counts(counter) == [[1, 0, 0, 0, 0]])
    assert not counter.window.isVisible()


def test_who_does_something_else_instead_goes_on_with_it(counter):
    evening(counter)
    close_by_hand(counter)
    counter.press(Key.Key_N, CONTROL)
    assert (is_asked(counter), counts(counter)) == (False, [[0] * 5])
    counter.press(Key.Key_Escape)
    assert counter.window.isVisible()


def test_closing_twice_closes_at_once(counter):
    evening(counter)
    close_by_hand(counter)
    close_by_hand(counter)
    assert not counter.window.isVisible()
    counter.qtbot.waitUntil(lambda: counts(counter) == [[0] * 5])
