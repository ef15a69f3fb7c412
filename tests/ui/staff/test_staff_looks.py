"""How the window lies in every size and theme, and that the keyboard alone reaches everything and is always seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.kit.button import Button
from ui.kit.paragraph import Paragraph
from ui.staff.acts import Act
from ui.staff.queue_column import QueueList

Key = Qt.Key
SIZES = [(1440, 900), (1280, 800), (1100, 800), (1024, 640), (1920, 1080)]


def walk(counter, steps=120):
    """Press Tab until the keyboard is back where it began; return where it was."""
    start = QApplication.focusWidget()
    seen = [start]
    for _ in range(steps):
        counter.qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        if QApplication.focusWidget() is start:
            return seen
        seen.append(QApplication.focusWidget())
    raise AssertionError("Tab does not come back to where it began")


class TestKeyboard:
    def test_tab_reaches_every_button_and_field_and_comes_back(self, staffed):
        counter = staffed(print_take_away=lambda page, texts: "")
        seen = walk(counter)
        missed = [
            one for one in counter.window.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one not in seen
        ]  # fmt: skip
        assert missed == []
        assert all(one.isVisible() for one in seen)
        reached = {one.text() for one in seen if isinstance(one, Button)}
        assert {
            "Check in",
            "Edit",
            "Add step",
            "Hand over on paper",
            "Helped",
            "Did not",
            "Tell them",
            "Finish P014",
        } <= reached

    def test_where_the_keyboard_is_shows_on_everything_it_reaches(self, staffed):
        counter = staffed()
        start = QApplication.focusWidget()
        assert isinstance(start, QueueList)
        for _ in range(40):
            counter.qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            now = QApplication.focusWidget()
            counter.settle()
            if now is start:
                break
            if not isinstance(now, QueueList):
                counter.qtbot.waitUntil(lambda: counter.window.ring.followed is QApplication.focusWidget())
                assert QApplication.focusWidget() is now

    def test_a_whole_visit_by_keys_alone(self, staffed):
        counter = staffed(told=False)
        for key, words in (
            (Key.Key_F9, "I want to build a deck"), (Key.Key_Return, ""), (Key.Key_F2, ""), (Key.Key_F4, ""),
            (Key.Key_Space, ""), (Key.Key_N, "Twelve by sixteen"), (Key.Key_Return, ""), (Key.Key_Escape, ""),
            (Key.Key_F8, ""), (Key.Key_1, ""),
        ):  # fmt: skip
            counter.press(key)
            if words:
                counter.write(words)
        kinds = [row["kind"] for row in counter.desk.store.rows("select kind from journal order by seq")]
        assert kinds == ["open_counter", "check_in", "call", "start", "step", "step", "note", "finish"]

    def test_esc_brings_the_keyboard_back_to_the_queue(self, staffed):
        counter = staffed()
        for key in (Key.Key_N, Key.Key_E, Key.Key_W, Key.Key_A, Key.Key_F9, Key.Key_F6):
            counter.press(key)
            assert QApplication.focusWidget() is not counter.panes.queue.list
            counter.press(Key.Key_Escape)
            assert QApplication.focusWidget() is counter.panes.queue.list, key


class TestSizes:
    @pytest.mark.parametrize("size", SIZES, ids=str)
    def test_every_part_lies_within_the_window_and_keeps_its_words(self, staffed, size):
        counter = staffed(size=size)
        window = counter.window
        assert (window.width(), window.height()) == size

        def cut():
            seen = [one for one in window.findChildren(Button) if not one.visibleRegion().isEmpty()]
            return [one.text() for one in seen if one.width() < one.sizeHint().width()]

        counter.qtbot.waitUntil(lambda: not cut())
        for part in (counter.panes.top, counter.panes.strip, counter.panes.bar):
            for one in part.findChildren(QWidget):
                if one.isVisible():
                    left = one.mapTo(window, QPoint(0, 0)).x()
                    assert left >= 0, one
                    assert left + one.width() <= size[0], one

    def test_the_parts_have_the_sizes_of_the_design(self, staffed):
        panes = staffed().panes
        assert (panes.top.height(), panes.queue.width(), panes.steps.width()) == (56, 404, 388)
        assert (panes.strip.height(), panes.bar.height()) == (76, 72)
        assert panes.card.width() >= 560

    def test_under_1280_the_steps_are_a_tab_of_the_card(self, staffed):
        counter = staffed(size=(1100, 800))
        panes = counter.panes
        assert (panes.card.isVisible(), panes.steps.isVisible(), panes.tabs.isVisible()) == (True, False, True)
        counter.press(Key.Key_S)
        assert (panes.card.isVisible(), panes.steps.isVisible()) == (False, True)
        assert panes.steps.steps.items[2].check.hasFocus()
        counter.press(Key.Key_S)
        assert panes.card.isVisible()
        counter.window.resize(1440, 900)
        assert (panes.card.isVisible(), panes.steps.isVisible(), panes.tabs.isVisible()) == (True, True, False)

    def test_wide_windows_do_not_stretch_the_lines(self, staffed):
        counter = staffed(size=(1920, 1080))
        assert counter.panes.card.open_with.width() <= 880


class TestThemes:
    @pytest.mark.parametrize("look", list(theme.Look))
    def test_a_window_may_have_a_look_of_its_own(self, staffed, look):
        counter = staffed(look=look)
        picture = counter.window.grab().toImage()
        wanted = theme.Theme.load(look)
        spots = {
            theme.Token.PLINTH: QPoint(4, 4), theme.Token.SUNK: QPoint(4, 300), theme.Token.PAPER: QPoint(410, 700),
        }  # fmt: skip
        assert {token: picture.pixelColor(spot).name() for token, spot in spots.items()} == {
            token: wanted.color(token).name() for token in spots
        }

    def test_no_text_is_smaller_than_14(self, staffed):
        counter = staffed()
        sizes = {label._lettering.size for label in counter.window.findChildren(Paragraph)}
        assert min(sizes) >= 14

    def test_dim_buttons_stay_pressable(self, staffed):
        bar = staffed().panes.bar
        assert all(bar.buttons[act].isEnabled() for act in (Act.CALL_NEXT, Act.START, Act.UNDO))
