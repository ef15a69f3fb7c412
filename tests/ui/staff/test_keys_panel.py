"""Every key on one page: the acts' and the panels', none twice, found by ? and by the palette."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.staff.acts import Act, face_of
from ui.staff.commands import cap
from ui.staff.room_strip import KEYS

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_every_key_stands_on_one_page(staffed):
    counter = staffed(clerk="Dana Reyes")
    counter.settle()
    counter.press(Key.Key_Question)
    panel = counter.panes.keys
    assert (panel.isVisible(), panel.area.hasFocus()) == (True, True)
    shown = [line.key for line in panel.lines]
    assert len(set(shown)) == len(shown)
    bound = {re.sub(r"\+", " ", key.key().toString()) for key in counter.window._keys}
    rest = bound - set(shown) - {cap(key) for key in KEYS.values()}
    assert {face_of(act).cap for act in Act} <= set(shown)
    assert rest == set(), "what the room may suggest says its own key"
    assert {"G", "Shift C"} <= set(shown), "what it suggests now, too"
    assert "Call next: F2" in panel.area.accessibleDescription()
    counter.press(Key.Key_Escape)
    assert not panel.isVisible()
    assert counter.panes.queue.list.hasFocus()


def test_the_palette_finds_it(staffed):
    counter = staffed(clerk="Dana Reyes")
    counter.settle()
    counter.press(Key.Key_K, CTRL)
    counter.write("shortcuts")
    counter.press(Key.Key_Return)
    assert counter.panes.keys.isVisible()
    counter.qtbot.waitUntil(lambda: QApplication.focusWidget() is counter.panes.keys.area)
