"""Appointments at the staff window: found in the check-in panel, one ticket each; what the queue tells of groups and of who is back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from greeter.appointments.booking import Booking, Standing
from greeter.guidance.suggestion import RoomNeed
from greeter.model.visit import Channel
from greeter.texts import Texts
from greeter.views.appointments import find_by_code, read_appointments
from greeter.views.visit_card import read_visit_card
from ui.staff import match_picker
from ui.staff.arrival import party
from ui.staff.facts import card_facts, row_fact
from ui.staff.story import visit_so_far

Key = Qt.Key


@pytest.fixture
def counter(staffed):
    return staffed()


@pytest.fixture
def booked(counter, office):
    """Rosa at 10:45, Ng at 14:30 and one who has come."""

    def at(hour, minute):
        return datetime(2026, 11, 24, hour, minute, tzinfo=office.zone)

    counter.desk.book(
        [
            Booking("1", at(10, 45), "permit", code="K7P4", name="Rosa Delgado", note="Food truck", host="Dana", people=3),
            Booking("2", at(14, 30), "dog", code="482913", name="Thi Ng"),
            Booking("3", at(10, 30), "records", code="ZZ9", name="Rosa Park"),
        ]
    )  # fmt: skip
    counter.desk.check_in_appointment(find_by_code(counter.desk, "ZZ9").found.id)
    counter.seen()
    return counter


def open_panel(counter):
    counter.press(Key.Key_F9)
    form = counter.panes.check_in
    counter.qtbot.waitUntil(lambda: bool(form.appointment._all))
    form.appointment.field.setFocus()
    return form


def shown(form):
    return [row.code for row in form.appointment.found]


@pytest.mark.parametrize(
    ("words", "codes"),
    [("ros", ["K7P4", "ZZ9"]), ("ng", ["482913"]), ("10:45", ["K7P4"]), ("4829", ["482913"]), ("pony", [])],
)
def test_found_by_name_code_and_time_those_to_come_first(booked, words, codes):
    form = open_panel(booked)
    assert form.appointment.note.text() == "2 people are still expected today."
    booked.write(words)
    assert shown(form) == codes
    assert (form.appointment.chosen.code if form.appointment.chosen else "") == (codes[0] if codes else "")


def test_enter_checks_them_in_and_says_what_to_tell_them(booked):
    form = open_panel(booked)
    booked.write("rosa")
    assert form.go.text() == "Check in for 10:45"
    booked.press(Key.Key_Return)
    assert booked.said.startswith("P019 is checked in: Build or repair. Tell them: ")
    (rosa,) = [row for row in read_appointments(booked.desk) if row.code == "K7P4"]
    assert (rosa.state, rosa.number) == (Standing.CAME, "P019")
    assert not booked.panes.check_in.isVisible()
    row = next(row for row in (*booked.state.queue.mine, *booked.state.queue.others) if row.number == "P019")
    assert row.people == 3
    assert row_fact(Texts(), row).words == "3 people"
    visit = booked.desk.visit(row.visit_id)
    assert (visit.channel, visit.origin) == (Channel.APPOINTMENT, "desk")
    card = read_visit_card(booked.desk, row.visit_id)
    assert "3 people" in [fact.words for fact in card_facts(Texts(), card)]
    told = [line.words for line in visit_so_far(Texts(), booked.desk.office, card.story)]
    assert told[0].startswith("Checked in. Appointment at 10:45.")


def test_what_else_they_came_for_is_asked_by_one_key_and_follows_the_appointment(booked):
    form = open_panel(booked)
    control = Qt.KeyboardModifier.ControlModifier
    booked.write("rosa")
    assert (form.service.isVisible(), form.also.one_more.isVisible()) == (False, True)
    booked.press(Key.Key_Return, control)
    assert form.service.field.hasFocus()
    assert form.service.field.accessibleName() == "What else, in their own words"
    assert "permit" not in [one.id for one in form.service.found]
    booked.write("building permit")
    assert "permit" not in [one.id for one in form.service.found], "it is what was booked"
    form.service.field.clear()
    booked.write("my dog needs a new tag")
    booked.press(Key.Key_Return, control)
    assert (form.also.is_full, form.also.one_more.isVisible()) == (True, False)
    booked.write("property tax")
    booked.press(Key.Key_Return)
    assert booked.said.startswith("P019 is checked in: Build or repair. Then: Dog license, Property tax. Tell them: ")
    row = next(row for row in (*booked.state.queue.mine, *booked.state.queue.others) if row.number == "P019")
    visit = booked.desk.visit(row.visit_id)
    assert (visit.channel, visit.to_come) == (Channel.APPOINTMENT, ("dog", "property-tax"))
    assert row.reason == "my dog needs a new tag; property tax"
    open_panel(booked)
    assert (form.service.isVisible(), form.also.services) == (True, [])
    assert form.service.field.accessibleName() == "What brings them in, in their own words"
    assert "permit" in [one.id for one in form.service.found]


def test_words_that_stood_there_before_an_appointment_was_chosen_are_no_further_service(booked):
    booked.press(Key.Key_F9)
    form = booked.panes.check_in
    booked.qtbot.waitUntil(lambda: bool(form.appointment._all))
    form.service.field.setFocus()
    booked.write("my dog needs a new tag")
    form.appointment.field.setFocus()
    booked.write("rosa")
    booked.press(Key.Key_Return)
    row = next(row for row in (*booked.state.queue.mine, *booked.state.queue.others) if row.number == "P019")
    assert (booked.desk.visit(row.visit_id).to_come, row.reason) == ((), "my dog needs a new tag")


def test_another_is_chosen_with_the_arrows_and_one_who_came_gives_the_same_ticket(booked):
    form = open_panel(booked)
    booked.write("rosa")
    booked.press(Key.Key_Down)
    assert form.appointment.chosen.code == "ZZ9"
    waiting = booked.state.queue.waiting
    booked.press(Key.Key_Return)
    assert "is checked in: Family records" in booked.said
    assert booked.state.queue.waiting == waiting


def test_words_that_fit_no_appointment_are_told_and_nobody_is_checked_in(booked):
    form = open_panel(booked)
    waiting = booked.state.queue.waiting
    booked.write("pony")
    booked.press(Key.Key_Return)
    assert booked.said == "No appointment of today fits these words. Take them out, or try others."
    assert booked.state.queue.waiting == waiting
    assert form.isVisible()


def test_a_colleague_who_checks_them_in_meanwhile_is_seen_while_the_panel_is_open(booked):
    form = open_panel(booked)
    booked.write("rosa d")
    booked.desk.check_in_appointment(form.appointment.chosen.id)
    booked.seen()
    booked.qtbot.waitUntil(lambda: form.appointment.chosen is None)
    assert "Came already: P019" in form.appointment.rows[0].accessibleName()


def test_where_the_chosen_one_has_come_meanwhile_no_other_takes_the_place(booked, office):
    at = datetime(2026, 11, 24, 11, 0, tzinfo=office.zone)
    booked.desk.book([Booking("4", at, "permit", code="K7P5", name="Rosa Diaz")])
    booked.seen()
    form = open_panel(booked)
    booked.write("rosa d")
    booked.press(Key.Key_Down)
    assert form.appointment.chosen.code == "K7P5"
    waiting = booked.state.queue.waiting
    booked.desk.check_in_appointment(form.appointment.chosen.id)
    booked.seen()
    booked.qtbot.waitUntil(lambda: "Came already" in form.appointment.rows[1].accessibleName())
    assert form.appointment.chosen is None
    assert form.go.text() == "Check in"
    booked.press(Key.Key_Return)
    assert booked.said == "Choose the appointment first, with Up and Down."
    assert booked.state.queue.waiting == waiting + 1
    booked.press(Key.Key_Down)
    assert form.appointment.chosen.code == "K7P4"


def test_who_can_not_see_hears_which_one_the_arrows_chose(booked, monkeypatch):
    said = []
    monkeypatch.setattr(match_picker, "announce", lambda _, words: said.append(words))
    open_panel(booked)
    booked.write("rosa")
    booked.press(Key.Key_Down)
    booked.press(Key.Key_Up)
    assert [words.partition(". ")[2].partition(". ")[0] for words in said] == ["Rosa Park", "Rosa Delgado"]


def test_who_is_late_is_told_so_in_the_story(booked, office):
    booked.clock.advance(timedelta(hours=1))
    open_panel(booked)
    booked.write("rosa d")
    booked.press(Key.Key_Return)
    row = next(row for row in (*booked.state.queue.mine, *booked.state.queue.others) if row.number == "P019")
    assert row.appointment is None
    card = read_visit_card(booked.desk, row.visit_id)
    told = [line.words for line in visit_so_far(Texts(), office, card.story)]
    assert "Appointment at 10:45; came 46 min late, and waits in line." in told[0]


def test_how_many_they_are_is_written_for_anybody(booked):
    form = open_panel(booked)
    form.service.field.setFocus()
    booked.write("dog")
    form.people.setText("4")
    booked.press(Key.Key_Return)
    row = next(row for row in (*booked.state.queue.mine, *booked.state.queue.others) if row.people == 4)
    assert row.service == "dog"


def test_a_number_of_people_that_is_none_is_told_and_keeps_everything(booked):
    form = open_panel(booked)
    form.service.field.setFocus()
    booked.write("dog")
    form.people.setText("many")
    booked.press(Key.Key_Return)
    assert booked.said == "“many” is no number of people. Write a number from 1 to 99, or nothing."
    assert form.isVisible()


def test_on_a_day_without_appointments_none_is_asked_for(counter):
    counter.press(Key.Key_F9)
    counter.settle()
    assert not counter.panes.check_in.appointment.isVisible()
    assert counter.panes.check_in.service.isVisible()


def test_party():
    assert (party(""), party(" 3 "), party("99")) == (None, 3, 99)


def test_who_is_back_from_a_hold_is_seen_at_once(booked):
    held = booked.state.queue.on_hold[0]
    booked.desk.is_back(held.visit_id)
    booked.seen()
    assert booked.state.queue.on_hold[0].is_back
    first = booked.panes.strip.room.suggestions[0]
    assert (first.kind, first.visit, first.what) == (RoomNeed.BACK, held.visit_id, f"{held.number} is back.")
    model = booked.panes.queue.list.model()
    sentences = [model.index(row).data() for row in range(model.rowCount())]
    assert any(f"{held.number}, on hold" in words and "Is back. " in words for words in sentences)
    booked.press(Key.Key_I)
    assert booked.state.card.visit_id == held.visit_id
