"""A monkey at the real kiosk: taps, keys, drags and many fingers at once. No crash, no escape, no ticket faster than allowed, memory flat."""

from __future__ import annotations

import gc
import random

import psutil
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.kiosk.checking_in import APART_MS
from ui.kiosk.leaving import Leaving

MONKEYS = 4
EVENTS, THOROUGH_EVENTS = 1_000, 20_000
"""Of each; the second is the first monkey's when there is time: by then every page was seen, and every cache is full."""
MOST_GROWTH_MB = 16
"""What caches of laid-out text and of fonts may still take once every page was seen."""
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
    Qt.Key.Key_Right, Qt.Key.Key_F1, Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_A, Qt.Key.Key_Q, Qt.Key.Key_5, Qt.Key.Key_Menu, Qt.Key.Key_Print,
    Qt.Key.Key_Home, Qt.Key.Key_Delete, Qt.Key.Key_Insert,
)  # fmt: skip
HELD = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier,
)  # fmt: skip


@pytest.fixture(scope="module")
def fingers(qapp):
    return QTest.createTouchDevice()


class Monkey:
    """Does one thing after another, by chance; a third of its taps hit something that can be touched."""

    def __init__(self, hand, fingers, seed):
        self.hand, self.fingers, self.draw = hand, fingers, random.Random(seed)
        self.window = hand.window.windowHandle()
        self.seen, self.acts = [], 0

    def act(self):
        if self.acts % 10 == 0:  # to look for buttons takes longer than to touch one
            self.seen = self.hand.buttons()
        self.acts += 1
        self.draw.choices((self.tap, self.press, self.drag, self.many, self.time), (60, 20, 6, 10, 4))[0]()

    def somewhere(self):
        if self.draw.random() < 0.35:
            buttons = [button for button in self.seen if isValid(button) and button.isVisible()]
            if buttons:
                button = self.draw.choice(buttons)
                return button.mapTo(self.hand.window, button.rect().center())
        return QPoint(self.draw.randrange(self.hand.window.width()), self.draw.randrange(self.hand.window.height()))

    def tap(self):
        place, button = (
            self.somewhere(),
            self.draw.choice((Qt.MouseButton.LeftButton,) * 4 + (Qt.MouseButton.RightButton,)),
        )
        for _ in range(self.draw.choice((1, 1, 1, 2, 3))):
            QTest.mouseClick(self.window, button, pos=place)

    def press(self):
        QTest.keyClick(self.window, self.draw.choice(KEYS), self.draw.choice(HELD))

    def drag(self):
        begin, end = self.somewhere(), self.somewhere()
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, pos=begin)
        QTest.mouseMove(self.window, (begin + end) / 2)
        QTest.mouseMove(self.window, end)
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, pos=end)

    def many(self):
        places = [self.somewhere() for _ in range(self.draw.randint(2, 10))]
        touch = QTest.touchEvent(self.window, self.fingers, autoCommit=False)
        for number, place in enumerate(places):
            touch.press(number, place, self.window)
        touch.commit()
        for number, place in enumerate(places):
            touch.move(number, place + QPoint(3, 3), self.window)
        touch.commit()
        for number, place in enumerate(places):
            touch.release(number, place, self.window)
        touch.commit()

    def time(self):
        self.hand.clock.advance(seconds=self.draw.choice((1, 1, 2, 5, 30)))
        self.hand.presenter.second()


def memory_mb():
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


@pytest.mark.parametrize("seed", range(MONKEYS))
def test_a_monkey_finds_no_way_out(hand, fingers, look_up, tmp_path, clock, seed, thorough):
    from greeter.access.pin import Pin

    pin = Pin(tmp_path / "kiosk-pin.json", clock)
    pin.set("2580")
    ended = []
    leaving = Leaving(hand.window, pin, clock, lambda: ended.append(1))
    leaving.watch()
    monkey, began, size = Monkey(hand, fingers, seed), clock.now(), hand.window.size()
    after_a_while, events = 0.0, THOROUGH_EVENTS if thorough and seed == 0 else EVENTS
    for event in range(events):
        monkey.act()
        if event % 100 == 0:
            hand.settle()
            assert QApplication.activeModalWidget() is None
            assert QApplication.activePopupWidget() is None
            assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [hand.window]
        if event == events * 2 // 3:
            after_a_while = memory_mb()
    hand.settle()
    growth = memory_mb() - after_a_while
    assert ended == [], "nobody entered the PIN"
    assert hand.window.isVisible()
    assert hand.window.size() == size
    assert growth < MOST_GROWTH_MB, f"{growth:.1f} MB"
    passed = (clock.now() - began).total_seconds() * 1000
    at = look_up(lambda desk: desk.store.rows("select at from journal where kind = 'check_in' order by seq"))
    assert len(at) <= 2 * (passed / APART_MS + 1), "a ticket and a help ticket each ten seconds, at most"
