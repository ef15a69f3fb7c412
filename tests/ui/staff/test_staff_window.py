"""Every act of a counter through the real window and its keys: what is shown, what is in the store, and what is said where it can't be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greeter.model.visit import Outcome, State
from greeter.views.visit_card import read_visit_card
from ui.staff.acts import Act

Key = Qt.Key


@pytest.fixture
def counter(staffed):
    """Counter 3 at 10:31, with P014 at the desk."""
    return staffed()


def free(counter):
    """Finish P014, so that nobody is at the counter."""
    counter.press(Key.Key_F8)
    counter.press(Key.Key_1)
    assert counter.state.current is None


class TestTheStory:
    def test_the_card_tells_the_story_of_the_pictures(self, counter):
        card = counter.panes.card
        assert card.head.number.text() == "P014"
        assert card.head.name.text() == "Maria Okafor"
        assert card.head.say.text() == "Say “oh-KAH-for”. Ms."
        assert card.open_with.words.text() == (
            "“Good morning, Ms. Okafor. Thank you for waiting. I’m sorry it was longer than we promise."
            " You’d like to build a deck, right?”"
        )
        assert card.open_with.minded.text() == "Waited 18 of 15 min, 3 over. Acknowledge it first."

    def test_the_top_bar_tells_counter_figures_clerk_and_time(self, counter):
        assert [label.text() for label in counter.panes.top.labels()] == [
            "Counter 3", "Alder Creek Town Hall", "8 waiting", "Within standard today: 83%, n 41", "Printer ready", "Dana Reyes", "10:31",
        ]  # fmt: skip

    def test_the_suggested_card_says_who_and_why(self, counter):
        assert counter.panes.queue.card.row.number == "P016"
        assert "13 of 15 promised minutes used." in counter.panes.queue.card.accessibleName()

    def test_finish_is_the_light_button_and_what_is_unlawful_is_dim(self, counter):
        bar = counter.panes.bar
        assert bar.main.text() == "Finish P014"
        assert {act for act, button in bar.buttons.items() if button.dim_reason} == {
            Act.CALL_NEXT, Act.CALL_AGAIN, Act.START, Act.UNDO,
        }  # fmt: skip


class TestServing:
    def test_finish_asks_the_outcome_in_the_strip_and_a_figure_answers(self, counter):
        counter.press(Key.Key_F8)
        assert counter.panes.strip.finish.isVisible()
        assert not counter.panes.strip.room.isVisible()
        counter.press(Key.Key_2)
        assert counter.state_of("P014") is State.FINISHED
        assert (
            counter.desk.store.request(counter.desk.store.visit(counter.visits["P014"]).request).outcome
            is Outcome.FOLLOW_UP
        )
        assert counter.panes.strip.room.isVisible()
        assert counter.panes.card.nobody.isVisible()
        assert counter.panes.bar.main.text() == "Call P016"

    def test_finish_keeps_that_the_same_matter_came_back(self, counter):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_5)
        counter.press(Key.Key_1)
        assert counter.desk.store.visit(counter.visits["P014"]).came_back == 1

    def test_finish_may_be_put_off(self, counter):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_Escape)
        assert counter.panes.strip.room.isVisible()
        assert counter.state_of("P014") is State.SERVING

    def test_hold_takes_a_figure_for_a_common_reason(self, counter):
        counter.press(Key.Key_F5)
        counter.press(Key.Key_1)
        assert counter.state_of("P014") is State.ON_HOLD
        assert [row.hold_reason for row in counter.state.queue.on_hold] == [
            "Fetching a site plan from the car", "Fetching something",
        ]  # fmt: skip

    def test_hold_takes_a_reason_in_words_and_esc_keeps_what_was_begun(self, counter):
        counter.press(Key.Key_F5)
        counter.write("Feeding the meter")
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_F5)
        assert counter.panes.strip.hold.field.text() == "Feeding the meter"
        counter.press(Key.Key_Return)
        assert counter.state.queue.on_hold[-1].hold_reason == "Feeding the meter"

    def test_hold_without_a_reason_asks_again_kindly(self, counter):
        counter.press(Key.Key_F5)
        counter.press(Key.Key_Return)
        assert counter.panes.strip.hold.title.text() == "Write the reason in a few words, or press a figure."
        assert counter.state_of("P014") is State.SERVING

    def test_transfer_by_what_was_said_with_a_note(self, counter):
        counter.press(Key.Key_F6)
        counter.write("birth certificate")
        assert counter.panes.strip.transfer.service.chosen.id == "records"
        counter.panes.strip.transfer.note.setFocus()
        counter.write("Needs her own record for the permit")
        counter.press(Key.Key_Return)
        card = read_visit_card(counter.desk, counter.visits["P014"])
        assert (card.service_id, card.state) == ("records", State.WAITING)
        assert card.notes[-1].text == "Needs her own record for the permit"
        assert counter.state.current is None

    def test_transfer_to_a_counter_and_a_clerk(self, counter):
        counter.press(Key.Key_F6)
        ask = counter.panes.strip.transfer
        ask.counter.chip("2").click()
        ask.clerk.chip("Sam Whitfield").click()
        counter.press(Key.Key_Return)
        row = next(row for row in counter.state.queue.others if row.number == "P014")
        assert (row.service, row.for_counter, row.for_clerk) == ("permit", "2", "Sam Whitfield")

    def test_transfer_to_nobody_asks_for_whom(self, counter):
        counter.press(Key.Key_F6)
        counter.press(Key.Key_Return)
        assert "Choose another service" in counter.panes.strip.transfer.title.text()
        assert counter.state_of("P014") is State.SERVING

    def test_transfer_keeps_what_was_begun(self, counter):
        counter.press(Key.Key_F6)
        counter.write("tax")
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_F6)
        assert counter.panes.strip.transfer.service.words == "tax"

    def test_transfer_offers_only_counters_that_serve_it(self, counter):
        counter.press(Key.Key_F6)
        ask = counter.panes.strip.transfer
        assert [chip.text() for chip in ask.counter.findChildren(type(ask.counter.chip("")))] != []
        counter.write("birth certificate")
        ask.counter.chip("1").click()
        assert ask.counter.chosen == "1"


class TestCalling:
    def test_call_next_then_start(self, counter):
        free(counter)
        counter.press(Key.Key_F2)
        assert counter.state_of("P016") is State.CALLED
        assert counter.panes.bar.main.text() == "Start P016"
        counter.press(Key.Key_F4)
        assert counter.state_of("P016") is State.SERVING

    def test_call_next_while_somebody_is_here_says_why_not(self, counter):
        counter.press(Key.Key_F2)
        assert counter.said == "P014 is with you. Finish, hold or transfer first."
        assert counter.state_of("P016") is State.WAITING

    def test_why_not_is_taken_back_once_they_are_finished(self, counter):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_F2)
        assert counter.said == "P014 is with you. Finish, hold or transfer first."
        counter.press(Key.Key_1)
        assert counter.state_of("P014") is State.FINISHED
        assert counter.said == ""

    def test_a_dim_button_says_the_same_when_it_is_pressed(self, counter):
        counter.qtbot.mouseClick(counter.panes.bar.buttons[Act.START], Qt.MouseButton.LeftButton)
        counter.settle()
        assert counter.said == "P014 is with you already."

    def test_keys_pressed_fast_are_answered_in_their_order(self, counter):
        free(counter)
        for key in (Key.Key_F2, Key.Key_F4, Key.Key_F2):
            counter.qtbot.keyClick(counter.panes.queue.list, key)
        counter.settle()
        assert counter.state_of("P016") is State.SERVING
        assert counter.state_of("T021") is State.WAITING
        assert counter.said == "P016 is with you. Finish, hold or transfer first."

    def test_call_again_too_soon_is_told_and_later_announces(self, counter):
        free(counter)
        counter.press(Key.Key_F2)
        counter.press(Key.Key_F3)
        assert counter.said == "P016 was announced a moment ago. Try again in 30 seconds."
        counter.clock.advance(seconds=31)
        counter.press(Key.Key_F3)
        assert counter.state.current.calls == 2
        assert counter.said == ""

    def test_back_in_line(self, counter):
        free(counter)
        counter.press(Key.Key_F2)
        counter.press(Key.Key_F7)
        assert counter.state_of("P016") is State.WAITING
        assert counter.state.queue.suggested.number == "P016"

    def test_no_show_needs_a_second_call_and_bringing_back_undoes_it(self, counter):
        free(counter)
        counter.press(Key.Key_F2)
        counter.press(Key.Key_F10)
        assert "announced once only" in counter.said
        counter.clock.advance(seconds=31)
        counter.press(Key.Key_F3)
        counter.press(Key.Key_F10)
        assert counter.state_of("P016") is State.NO_SHOW
        assert [row.number for row in counter.state.queue.no_shows] == ["P016"]
        counter.window.presenter.look_at(counter.visits["P016"])
        counter.settle()
        counter.press(Key.Key_B)
        assert counter.state_of("P016") is State.WAITING

    def test_they_left(self, counter):
        free(counter)
        counter.press(Key.Key_F2)
        counter.press(Key.Key_F11)
        assert counter.state_of("P016") is State.LEFT

    def test_undo_takes_the_last_act_back_and_shows_the_visit(self, counter):
        free(counter)
        counter.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert counter.state_of("P014") is State.SERVING
        assert counter.panes.card.head.number.text() == "P014"
        counter.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert counter.said.startswith("There is nothing of yours to take back.")

    def test_the_acts_of_a_called_visitor_stand_on_the_card(self, counter):
        free(counter)
        counter.press(Key.Key_F2)
        head = counter.panes.card.head
        shown = [act for act in (Act.BACK_IN_LINE, Act.NO_SHOW, Act.LEFT) if head.button(act).isVisible()]
        assert shown == [Act.BACK_IN_LINE, Act.NO_SHOW, Act.LEFT]
        counter.qtbot.mouseClick(head.button(Act.BACK_IN_LINE), Qt.MouseButton.LeftButton)
        counter.settle()
        assert counter.state_of("P016") is State.WAITING


class TestLooking:
    def test_the_arrows_show_those_who_wait_and_esc_goes_back(self, counter):
        counter.press(Key.Key_Down)
        first = counter.panes.card.head.number.text()
        counter.press(Key.Key_Down)
        second = counter.panes.card.head.number.text()
        assert first != second
        assert "P014" not in {first, second}
        assert counter.state.looking
        counter.press(Key.Key_Escape)
        assert counter.panes.card.head.number.text() == "P014"

    def test_acts_keep_to_the_visitor_at_the_counter_while_looking_at_another(self, counter):
        counter.press(Key.Key_Down)
        counter.press(Key.Key_F5)
        counter.press(Key.Key_3)
        assert counter.state_of("P014") is State.ON_HOLD

    def test_pressing_the_suggested_card_shows_the_visitor(self, counter):
        counter.qtbot.mouseClick(counter.panes.queue.card, Qt.MouseButton.LeftButton)
        counter.settle()
        assert counter.panes.card.head.number.text() == "P016"

    def test_call_one_out_of_order_asks_why(self, counter):
        free(counter)
        counter.window.presenter.look_at(counter.visits["D005"])
        counter.settle()
        counter.press(Key.Key_C)
        assert counter.panes.strip.call.isVisible()
        counter.press(Key.Key_2)
        assert counter.state_of("D005") is State.CALLED
        assert counter.state.current.number == "D005"

    def test_calling_out_of_order_while_somebody_is_here_says_why_not(self, counter):
        counter.press(Key.Key_Down)
        counter.press(Key.Key_C)
        assert counter.said == "P014 is with you. Finish, hold or transfer first."

    def test_go_on_with_one_on_hold(self, counter):
        free(counter)
        counter.window.presenter.look_at(counter.visits["P012"])
        counter.settle()
        assert counter.panes.card.open_with.words.text() == "Fetching a site plan from the car"
        counter.press(Key.Key_R)
        assert counter.state.current.number == "P012"
        assert counter.state_of("P012") is State.SERVING

    def test_one_who_waits_has_left(self, counter):
        counter.window.presenter.look_at(counter.visits["T021"])
        counter.settle()
        counter.press(Key.Key_F11)
        assert counter.state_of("T021") is State.LEFT
        assert counter.state_of("P014") is State.SERVING

    def test_an_act_on_nobody_says_so(self, counter):
        free(counter)
        counter.press(Key.Key_R)
        assert counter.said == "Nobody is shown. Choose someone in the queue first."


class TestNothingIsInTheWay:
    def test_no_window_ever_opens_over_the_work(self, counter):
        for key in (
            Key.Key_F2,
            Key.Key_F5,
            Key.Key_Escape,
            Key.Key_F6,
            Key.Key_Escape,
            Key.Key_F8,
            Key.Key_Escape,
            Key.Key_F9,
        ):
            counter.press(key)
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [counter.window]
        assert QApplication.activeModalWidget() is None

    def test_letters_write_while_a_field_has_the_keyboard(self, counter):
        counter.press(Key.Key_N)
        counter.write("Can go on Ben's plan")
        assert counter.panes.card.notes.field.toPlainText() == "Can go on Ben's plan"
        assert not counter.panes.check_in.isVisible()
        assert counter.said == ""

    def test_closing_the_window_closes_the_counter(self, counter, qtbot):
        assert "3" in counter.state.queue.open_counters
        counter.window.close()
        rows = "select open from counter where id = '3'"
        qtbot.waitUntil(lambda: counter.desk.store.rows(rows)[0]["open"] == 0)


def test_the_card_begins_at_its_head_for_each_visitor_and_after_a_note(staffed):
    counter = staffed(size=(1280, 800))
    bar = counter.panes.card.verticalScrollBar()
    counter.press(Key.Key_N)
    counter.qtbot.waitUntil(lambda: bar.value() > 0)
    counter.press(Key.Key_Escape)
    assert bar.value() == 0
    counter.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    counter.window.presenter.look_at(counter.visits["P016"])
    counter.settle()
    assert bar.value() == 0
