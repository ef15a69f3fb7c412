"""A clerk's own counter by key: breaks, open and closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(staffed):
    return staffed(counter="4", clerk="Eve Lind", told=False)


def test_a_break_needs_no_word_and_colleagues_see_it(counter, staffed):
    nobody = counter.panes.card.nobody
    counter.press(Key.Key_B, CTRL)
    assert counter.panes.strip.open_ask is counter.panes.strip.rest
    counter.press(Key.Key_1)
    assert (counter.state.queue.own.on_break, counter.state.queue.own.break_reason) == (True, "Lunch")
    assert nobody.title.text() == "You are on a break."
    assert counter.panes.top.clerk.words.text() == "Eve Lind, on a break"
    assert "4" not in counter.state.queue.open_counters
    counter.press(Key.Key_B, CTRL)
    assert counter.state.queue.own.is_open
    assert nobody.title.text() == "Nobody is with you."
    counter.press(Key.Key_B, CTRL)
    counter.press(Key.Key_Return)
    assert counter.state.queue.own.break_reason == ""
    counter.press(Key.Key_B, CTRL)
    counter.press(Key.Key_B, CTRL)
    counter.press(Key.Key_Escape)
    assert counter.state.queue.own.is_open
    counter.window.day.take_break("Lunch")
    counter.settle()
    other = staffed(counter="2", clerk="Sam Whitfield")
    assert other.panes.card.nobody._away.text() == "On a break: Eve Lind since 08:00 (Lunch)."


def test_the_counter_opens_and_closes_by_key_but_not_beneath_a_visitor(counter):
    counter.press(Key.Key_M, CTRL)
    assert not counter.state.queue.own.is_open
    assert counter.panes.top.clerk.words.text() == "Eve Lind, counter closed"
    counter.press(Key.Key_M, CTRL)
    assert counter.state.queue.own.is_open
    counter.desk.check_in(service="permit")
    counter.seen()
    counter.press(Key.Key_F2)
    assert counter.state.current is not None
    for key in (Key.Key_B, Key.Key_M):
        counter.press(key, CTRL)
        assert counter.said == "P001 is at your counter. Finish, hold or transfer first."
        assert counter.state.queue.own.is_open


def test_the_palette_knows_them(counter):
    names = {one.name: one.key for one in counter.window.day.commands(counter.state)}
    more = {one.name: one.key for one in counter.window.everything.more(counter.state)}
    assert names.items() <= more.items()
    assert names == {"Take a break": "Ctrl B", "Close the counter": "Ctrl M", "Lock this window": "Ctrl L"}


def test_the_palette_narrows_what_is_served_today(counter):
    def press(name):
        command = next(one for one in counter.window.everything.last() if one.name == name)
        command.does()
        counter.settle()

    counter.desk.check_in(service="permit")
    counter.seen()
    permit = counter.desk.office.service("permit").name
    press(f"Don’t serve {permit} today")
    assert counter.state.queue.mine == ()
    assert "permit" not in counter.state.queue.own.only
    assert counter.panes.card.nobody._away.text().startswith("Today you serve only: ")
    assert permit not in counter.said
    press(f"Serve {permit} again")
    assert counter.state.queue.own.only is None
    assert [row.service for row in counter.state.queue.mine] == ["permit"]
