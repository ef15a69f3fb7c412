"""What staff tell the lobby and each other by a key: a delay that ends by itself, a note for all, and a call for help that one colleague takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greeter.guidance.suggestion import RoomNeed
from greeter.model.notice import Notice
from greeter.problems import Unlawful
from greeter.views.board_view import read_board

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(staffed):
    return staffed()


def needs(counter):
    return {one.kind: one for one in counter.state.room}


class TestDelay:
    def test_a_reason_by_figure_stands_on_the_board_and_ends_by_itself(self, counter):
        home = QApplication.focusWidget()
        counter.press(Key.Key_D, CONTROL)
        assert counter.panes.strip.open_ask is counter.panes.strip.delay
        counter.press(Key.Key_2)
        assert counter.said == "Board and kiosk now say why: a computer is slow."
        assert QApplication.focusWidget() is home
        assert counter.desk.told(Notice.DELAY) == "a computer is slow"
        counter.clock.advance(minutes=29)
        assert counter.desk.forecaster.reason() == "a computer is slow"
        counter.clock.advance(minutes=2)
        assert not counter.desk.is_told(Notice.DELAY)
        counter.desk.check_in(service="permit")
        assert counter.desk.forecaster.reason() != "a computer is slow"
        counter.seen()
        assert Notice.DELAY not in counter.state.queue.notices

    def test_words_of_ones_own_are_told_until_the_same_key_ends_them(self, counter):
        counter.press(Key.Key_D, CONTROL)
        counter.write("the elevator is stuck")
        counter.panes.strip.delay.until.choose(0)
        counter.press(Key.Key_Return)
        counter.clock.advance(minutes=200)
        assert counter.desk.told(Notice.DELAY) == "the elevator is stuck"
        counter.press(Key.Key_D, CONTROL)
        assert (counter.desk.told(Notice.DELAY), counter.said) == (None, "Board and kiosk tell of no delay any more.")

    def test_esc_keeps_what_was_begun(self, counter):
        counter.press(Key.Key_D, CONTROL)
        counter.write("the elev")
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_D, CONTROL)
        assert counter.panes.strip.delay.field.text() == "the elev"


class TestColleagues:
    def test_a_call_for_help_shows_everywhere_until_one_colleague_takes_it(self, counter, staffed):
        other = staffed("2", "Sam Whitfield")
        counter.window.presenter.ask_for_help()
        counter.settle()
        assert needs(counter)[RoomNeed.HELP].what == "You asked for help."
        other.qtbot.waitUntil(lambda: RoomNeed.HELP in needs(other))
        first = other.state.room[0]
        assert (first.kind, first.what, first.act) == (RoomNeed.HELP, "Counter 3 needs help.", "I’ll go")
        other.window.presenter.accept(first)
        other.settle()
        assert RoomNeed.HELP not in needs(other)
        counter.qtbot.waitUntil(lambda: RoomNeed.HELP not in needs(counter))
        with pytest.raises(Unlawful, match="A colleague has taken"):
            counter.desk.end_help("3", clerk="Ruth Abrams")

    def test_who_asked_takes_it_back_by_the_same_key(self, counter):
        counter.press(Key.Key_F1)
        counter.press(Key.Key_F1)
        assert (RoomNeed.HELP in needs(counter), counter.said) == (False, "Your call for help is taken back.")

    def test_a_note_for_all_is_read_by_staff_alone_and_its_words_are_forgotten(self, counter):
        counter.press(Key.Key_N, CONTROL)
        counter.write("The mayor comes at noon")
        counter.press(Key.Key_Return)
        assert needs(counter)[RoomNeed.STAFF_NOTE].why == "Dana Reyes: The mayor comes at noon"
        assert "mayor" not in repr(read_board(counter.desk))
        counter.press(Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
        assert RoomNeed.STAFF_NOTE not in needs(counter)
        for table, column in (("notice", "text"), ("journal", "data")):
            rows = counter.desk.store.rows(f"select {column} as said from {table}")
            assert not [row for row in rows if "mayor" in row["said"]]


class TestEverybody:
    def test_words_stand_on_the_board_until_tonight_and_a_figure_takes_them_down(self, counter):
        ask = counter.panes.strip.announce
        counter.press(Key.Key_T, CONTROL)
        assert (counter.panes.strip.open_ask, ask.down.isHidden()) == (ask, True)
        counter.write("The toilets are closed")
        counter.press(Key.Key_Return)
        assert counter.said == "The board tells everybody: The toilets are closed."
        assert read_board(counter.desk).announcement == "The toilets are closed"
        counter.press(Key.Key_T, CONTROL)
        assert ask.title.text().startswith("The board tells everybody: “The toilets are closed”.")
        assert ask.down.isVisible()
        counter.press(Key.Key_0)
        assert (counter.desk.told(Notice.ANNOUNCEMENT), counter.said) == (None, "The board tells it no more.")
        counter.press(Key.Key_T, CONTROL)
        counter.press(Key.Key_1)
        assert counter.desk.told(Notice.ANNOUNCEMENT) == "The elevator is out of order"
        counter.clock.advance(minutes=24 * 60)
        assert counter.desk.told(Notice.ANNOUNCEMENT) is None

    def test_a_clerk_who_may_not_is_told_who_may_before_writing(self, staffed):
        def people(desk):
            desk.close_counter("3", clerk="Dana Reyes")
            desk.add_person("Maya Lind", "manager", "quiet rivers run")
            maya = desk.sign_in("Maya Lind", "quiet rivers run").session
            desk.add_person("Dana Reyes", "clerk", "482913", session=maya)

        counter = staffed(prepare=people)
        panel = counter.panes.sign_in
        counter.qtbot.waitUntil(panel.isVisible)
        panel.asked.emit("Dana Reyes", "482913")
        counter.qtbot.waitUntil(lambda: counter.window.presenter.is_settled)
        counter.press(Key.Key_T, CONTROL)
        assert counter.panes.strip.open_ask is None
        assert counter.said.startswith("Only a lead or manager may tell everybody something.")
        counter.window.announcing.announce("We close", 60)
        counter.settle()
        assert counter.said.startswith("Only a lead or manager may")
        assert not counter.desk.is_told(Notice.ANNOUNCEMENT)
