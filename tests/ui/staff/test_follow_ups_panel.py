"""Follow-ups, calls back and contacts in the staff window: one key opens, figures act, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greeter.guidance.suggestion import RoomNeed
from greeter.model.catalogue import NextStep, Owner
from greeter.model.follow_up import Between
from greeter.model.visit import Channel, Outcome, State
from greeter.views.follow_ups import Group, read_follow_ups
from greeter.views.visit_card import read_visit_card
from ui.staff.call_back_form import Whom

Key = Qt.Key


@pytest.fixture
def counter(staffed):
    return staffed()


def owe(counter, what="Send the inspector’s answer", days=0):
    """Let the office owe something of a visit that is over."""
    (row,) = counter.desk.store.rows("select id from visit where ended_at is not null order by number limit 1", {})
    return counter.desk.add_step(row["id"], NextStep(what, Owner.OFFICE, "", days), clerk="Ruth Abrams")


def listed(counter):
    return read_follow_ups(counter.desk)


def open_list(counter, n):
    counter.press(Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    counter.qtbot.waitUntil(lambda: len(counter.panes.follow_ups.rows) == n)


def look_at_room(counter):
    """Let the room be read anew; a look that is under way may be too early."""
    room = counter.window.presenter.room
    counter.qtbot.waitUntil(lambda: not room.is_reading)
    room.look()


class TestFollowUps:
    def test_one_key_opens_the_list_and_a_figure_closes_what_is_done(self, counter):
        owe(counter)
        owe(counter, "Look for the deed of 1962", 6)
        open_list(counter, 2)
        panel = counter.panes.follow_ups
        assert [row.row.group for row in panel.rows] == [Group.TODAY, Group.LATER]
        assert QApplication.focusWidget() is panel.rows[0]
        counter.press(Key.Key_1)
        counter.qtbot.waitUntil(lambda: [row.row.group for row in panel.rows] == [Group.LATER, Group.CLOSED])
        assert counter.said == "Closed. Under “Closed today” it can be opened again."
        assert QApplication.focusWidget() is panel.rows[0]
        counter.press(Key.Key_Down)
        assert panel.chosen.group is Group.CLOSED
        assert QApplication.focusWidget() is panel.rows[1]
        counter.press(Key.Key_1)
        counter.qtbot.waitUntil(lambda: len(listed(counter).open) == 2)
        counter.press(Key.Key_Escape)
        assert not panel.isVisible()

    def test_it_is_handed_over_and_put_off_with_a_reason(self, counter):
        owe(counter)
        open_list(counter, 1)
        panel = counter.panes.follow_ups
        counter.press(Key.Key_2)
        counter.write("Sam Whitfield")
        counter.press(Key.Key_Return)
        counter.qtbot.waitUntil(lambda: panel.rows[0].row.for_clerk == "Sam Whitfield")
        counter.press(Key.Key_3)
        counter.write("someday")
        counter.press(Key.Key_Return)
        assert panel.day.title.text().startswith("That day can’t be read.")
        panel.day.day.setText("tomorrow")
        counter.press(Key.Key_Return)
        assert QApplication.focusWidget() is panel.day.reason
        counter.write("The inspector is away")
        counter.press(Key.Key_Return)
        tomorrow = date.fromisoformat(counter.desk.today()) + timedelta(days=1)
        counter.qtbot.waitUntil(lambda: panel.rows[0].row.due == tomorrow)
        notes = read_visit_card(counter.desk, panel.rows[0].row.visit_id).notes
        assert "The inspector is away" in [note.text for note in notes]

    def test_esc_puts_a_question_off_before_it_leaves_the_list(self, counter):
        owe(counter)
        open_list(counter, 1)
        panel = counter.panes.follow_ups
        counter.press(Key.Key_3)
        counter.press(Key.Key_Escape)
        assert panel.isVisible()
        assert QApplication.focusWidget() is panel.rows[0]

    def test_what_is_late_is_a_suggestion_for_the_room_and_what_falls_due_is_told_once(self, counter):
        said = []
        counter.window.presenter.told.connect(lambda words, _: said.append(words))
        step = owe(counter)
        look_at_room(counter)
        counter.qtbot.waitUntil(lambda: said == ["1 follow-up is due today. Shift F shows it."])
        assert counter.panes.queue.follow_ups.text() == "Follow-ups, 1 today"
        with counter.desk.store.port.atomic():
            counter.desk.store.port.run("update step set due = '2026-11-20' where id = :id", {"id": step})
        look_at_room(counter)
        counter.qtbot.waitUntil(lambda: RoomNeed.OWED in [one.kind for one in counter.state.room])
        (found,) = [one for one in counter.state.room if one.kind is RoomNeed.OWED]
        assert (found.what, found.why) == ("1 follow-up is late.", "Somebody waits to hear from us.")
        counter.window.presenter.accept(found)
        assert counter.panes.follow_ups.isVisible()
        assert len(said) == 1


class TestCallBacks:
    def test_the_visit_on_the_card_is_called_back_and_tried_again(self, counter):
        open_list(counter, 0)
        counter.press(Key.Key_Escape)
        counter.window.presenter.look_at(counter.visits["P016"])
        counter.settle()
        counter.press(Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
        counter.press(Key.Key_1)
        form = counter.panes.call_back
        assert form.isVisible()
        assert QApplication.focusWidget() is form.phone
        counter.write("555 0142")
        form.between.setText("14-16")
        form.matter.setText("The height of the fence")
        counter.press(Key.Key_Return)
        panel = counter.panes.follow_ups
        counter.qtbot.waitUntil(lambda: len(panel.rows) == 1)
        row = panel.rows[0].row
        assert (row.reach_at, row.between, row.visit_id) == ("555 0142", Between(840, 960), counter.visits["P016"])
        counter.press(Key.Key_2)
        counter.write("tomorrow")
        counter.press(Key.Key_Return)
        counter.qtbot.waitUntil(lambda: panel.rows[0].row.tries == 1)
        assert panel.rows[0].row.between == Between(840, 960)

    def test_who_left_word_is_called_back_though_somebody_is_at_the_counter(self, counter):
        form, window = counter.panes.call_back, counter.window
        assert counter.state.current.number == "P014"
        counter.panes.open_call_back(counter.state.card, counter.state.queue.now.date())
        form.whom.chip(Whom.OTHER).click()
        form.service.field.setFocus()
        counter.write("my dog needs a tag")
        form.phone.setText("555 0199")
        counter.press(Key.Key_Return)
        window.after.owing.look()
        counter.qtbot.waitUntil(lambda: len(listed(counter).open) == 1)
        (row,) = listed(counter).open
        visit = counter.desk.store.visit(row.visit_id)
        assert (visit.channel, row.reason, row.ticket, visit.ended_at is not None) == (
            Channel.PHONE, "my dog needs a tag", "", True,
        )  # fmt: skip


class TestContacts:
    def test_two_keys_open_the_log_and_it_ends_as_a_visit(self, staffed):
        counter = staffed(told=False)
        counter.press(Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
        counter.press(Key.Key_2)
        form = counter.panes.check_in
        assert (form.channel.chosen, form.came_at.isVisible(), form.reach_at.isVisible()) == (
            Channel.EMAIL,
            False,
            True,
        )
        counter.write("my dog needs a tag")
        form.reach_at.setText("rosa@example.org")
        counter.press(Key.Key_Return)
        current = counter.state.current
        assert (current.number, current.state, counter.state.queue.waiting) == ("E-mail 1", State.SERVING, 0)
        counter.press(Key.Key_F8)
        counter.press(Key.Key_1)
        counter.settle()
        visit = counter.desk.store.visit(current.visit_id)
        assert counter.desk.store.request(visit.request).outcome is Outcome.RESOLVED
        counter.press(Key.Key_F9)
        assert form.channel.chosen is Channel.COUNTER

    def test_while_somebody_is_at_the_counter_it_says_so_and_keeps_what_was_written(self, counter):
        counter.press(Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
        counter.press(Key.Key_1)
        counter.write("my dog needs a tag")
        counter.press(Key.Key_Return)
        assert counter.said == "P014 is at counter 3. Finish, hold or transfer first."
        assert counter.panes.check_in.service.words == "my dog needs a tag"
