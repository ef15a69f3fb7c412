"""How the window lies in every size and theme, and that the keyboard alone reaches everything and is always seen."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from greeter.front_desk.case import Field
from greeter.texts import Texts, texts_for
from ui import theme
from ui.kit.button import Button
from ui.kit.paragraph import Paragraph
from ui.kit.sizes import StaffSizes
from ui.staff.action_bar import ActionBar
from ui.staff.acts import Act, face_of
from ui.staff.facts import wait_in_short
from ui.staff.queue_column import QueueList
from ui.staff.window import LEAST

Key = Qt.Key
SIZES = [(1440, 900), (1280, 800), (1100, 800), (1024, 640), (1920, 1080), (853, 533), LEAST]
"""853x533: a screen of 1280x800 at 150 %."""


def within(window, part):
    """Return where a part lies in its window."""
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def beyond(window):
    """Return every button that is cut off by what it lies in, other than where one scrolls to it."""
    return [
        one.text() for one in window.findChildren(QAbstractButton)
        if one.isVisible() and not one.parentWidget().rect().contains(one.geometry())
    ]  # fmt: skip


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

    @pytest.mark.parametrize("size", [(1280, 800), (853, 533), LEAST], ids=str)
    def test_every_question_and_form_keeps_its_words_and_its_buttons(self, staffed, size):
        counter = staffed(size=size)
        panes = counter.panes
        asks = (panes.strip.finish, panes.strip.hold, panes.strip.delay, panes.strip.announce, panes.strip.pulse)
        for ask in asks:
            ask.ask("P014", "P014")
            panes.strip.open_for(ask)
            self._is_whole(counter, ask)
        counter.press(Key.Key_F6)
        self._is_whole(counter, panes.strip.transfer)
        counter.press(Key.Key_Escape)
        for opened in (
            panes.open_check_in,
            panes.open_follow_ups,
            partial(panes.open_call_back, None, date(2026, 11, 24)),
        ):
            opened()
            self._is_whole(counter, panes.panel)

    @staticmethod
    def _is_whole(counter, part):
        """See that a part lies in the window, and that no button in it is cut or breaks its word."""
        counter.qtbot.waitUntil(lambda: beyond(part) == [])
        shown = [one for one in part.findChildren(Button) if one.isVisible()]
        counter.qtbot.waitUntil(lambda: [one.text() for one in shown if one.width() < one.sizeHint().width()] == [])
        assert counter.window.rect().contains(within(counter.window, part))

    def test_the_fields_of_a_check_in_have_room_for_a_name(self, staffed):
        counter = staffed(size=(1280, 800))
        counter.press(Key.Key_F9)
        form = counter.panes.check_in
        counter.qtbot.waitUntil(lambda: form.name.width() >= 190)
        assert form.say_name.width() >= 150
        assert form.language.width() >= 180

    def test_what_the_keyboard_comes_to_is_brought_into_view_whole(self, staffed):
        counter = staffed(size=(853, 533))
        window, steps = counter.window, counter.panes.steps
        for key, part in ((Key.Key_E, counter.panes.card.know.fields[Field.NAME]), (Key.Key_A, steps.steps.adding)):
            counter.press(key)
            counter.qtbot.waitUntil(lambda part=part: part.visibleRegion().boundingRect().height() == part.height())
            assert window.rect().contains(within(window, part))
            counter.press(Key.Key_Escape)

    def test_the_row_with_the_keyboard_stays_in_sight_when_rows_get_less_room(self, staffed):
        counter = staffed(size=(1280, 800))
        rows = counter.panes.queue.list
        for _ in range(4):
            counter.press(Key.Key_Down)
        counter.window.resize(853, 533)
        counter.qtbot.waitUntil(lambda: counter.panes.top.height() < 56)
        counter.qtbot.waitUntil(lambda: rows.viewport().rect().contains(rows.visualRect(rows.currentIndex())))

    def test_next_steps_begin_at_their_first_for_another_visitor(self, staffed):
        counter = staffed(size=(853, 533))
        counter.press(Key.Key_A)
        bar = counter.panes.steps._page.verticalScrollBar()
        counter.qtbot.waitUntil(lambda: bar.value() > 0)
        counter.press(Key.Key_Escape)
        counter.window.presenter.look_at(counter.visits["P018"])
        counter.settle()
        assert bar.value() == 0

    def test_a_short_word_for_a_wait_is_true(self):
        said = [wait_in_short(Texts(), minutes, 15) for minutes in (9, 13, 20)]
        assert said == ["9 of 15 min", "13 of 15 min", "5 min over"]

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

    @pytest.mark.parametrize("width", [1440, 1280, 1024, 853])
    @pytest.mark.parametrize("language", ["en", "fr", "es"])
    def test_the_action_bar_gives_way_before_a_word_breaks(self, app, qtbot, language, width):
        texts = texts_for(language)
        bar = ActionBar(texts, StaffSizes())
        qtbot.addWidget(bar)
        bar.fit(width)
        for act, main in bar._mains.items():
            main.set_words(texts(face_of(act).named, number="P014"))
            main.show()
            assert bar.layout().totalMinimumSize().width() <= width
            main.hide()

    def test_dim_buttons_stay_pressable(self, staffed):
        bar = staffed().panes.bar
        assert all(bar.buttons[act].isEnabled() for act in (Act.CALL_NEXT, Act.START, Act.UNDO))
