"""Closing time in the staff window: told in time, decided by keys, taken back by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from greeter.access.post import AtCounter
from greeter.model.notice import Notice
from greeter.model.visit import SENT_HOME, State
from greeter.tickets.sent_home import PEOPLE
from tests.ui.staff.conftest import MORNING
from ui.staff.acts import Act
from ui.staff.closing_panel import NONE, OTHER, OWN, What, Whom

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def printed():
    return []


@pytest.fixture
def counter(staffed, printed):
    """Counter 3 at 16:10, with the story's line still there."""

    def to_paper(page, texts):
        printed.append((page.number, page.goodbye, texts.language))
        return "Printed."

    made = staffed(print_take_away=to_paper)
    made.clock.move_to(MORNING + timedelta(hours=8, minutes=10))
    return made


def open_panel(counter):
    counter.press(Key.Key_C, Shift)
    counter.qtbot.waitUntil(counter.panes.closing.isVisible)
    return counter.panes.closing


def waiting(counter):
    rows = counter.desk.store.rows(
        "select v.number from request r join visit v on v.id = r.visit where r.state = 'waiting'"
    )
    return {row["number"] for row in rows}


def test_the_room_is_told_and_all_who_wait_are_served(counter):
    counter.window.presenter.room.look()
    counter.qtbot.waitUntil(lambda: "We close at 16:30" in " ".join(one.what for one in counter.state.room))
    panel = open_panel(counter)
    assert panel.title.text().startswith("We close at 16:30, and 8 people wait")
    assert panel.what.chosen is What.SERVE
    counter.press(Key.Key_Return)
    counter.qtbot.waitUntil(lambda: counter.desk.is_told(Notice.LAST))
    counter.qtbot.waitUntil(lambda: not panel.isVisible())
    assert counter.said == "All who wait are served. The kiosk gives no more tickets today."
    panel = open_panel(counter)
    assert panel.what.answers == [What.TICKETS, What.HOME]
    counter.press(Key.Key_Return)
    counter.qtbot.waitUntil(lambda: not counter.desk.is_told(Notice.LAST))


def test_the_line_goes_home_from_one_on_and_one_key_takes_it_back(counter, printed):
    panel = open_panel(counter)
    panel.what.chip(What.HOME).click()
    assert panel.whom.chosen is Whom.FROM
    panel.first_home.chip(panel.first_home.answers[2]).click()
    going = [one.number for one in panel.going]
    assert len(going) == 6
    panel.why.chip(PEOPLE).click()
    panel.when.chip("0").click()
    assert panel.go.text() == "Send 6 home"
    before = waiting(counter)
    panel.go.click()
    counter.qtbot.waitUntil(lambda: waiting(counter) == before - set(going))
    counter.settle()
    assert {number for number, *_ in printed} == set(going)
    assert all(page.reason == PEOPLE and page.starts is not None and page.code for _, page, _ in printed)
    assert {"es"} <= {language for *_, language in printed}
    counter.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert waiting(counter) == before


def test_one_visitor_goes_home_with_a_time_of_their_own(counter):
    counter.panes.queue.chosen.emit(counter.visits["P017"])
    counter.settle()
    counter.press(Key.Key_H, Shift)
    panel = counter.panes.closing
    counter.qtbot.waitUntil(panel.isVisible)
    assert panel.going[0].number == "P017"
    assert panel.whom.chosen is Whom.ONE
    panel.why.chip(OWN).click()
    panel.go.click()
    assert "Write why" in counter.said, "the visitors read it"
    panel.own.setText("The plans have to be looked at by two of us")
    panel.when.chip(OTHER).click()
    panel.day.setText("friday")
    panel.at.setText("25:10")
    panel.go.click()
    assert "can’t be read" in counter.said
    assert panel.isVisible()
    panel.at.setText("9:30")
    panel.go.click()
    counter.qtbot.waitUntil(lambda: counter.state_of("P017") is State.LEFT)
    counter.settle()
    assert "P017 is sent home. Tell them: Friday, November 27, 09:30, code " in counter.said
    assert counter.said.endswith("Printed.")
    assert panel.when.chosen == NONE, "the next one begins anew"
    counter.panes.queue.chosen.emit(counter.visits["P017"])
    counter.settle()
    assert counter.state.card.sent_home
    request = counter.desk.store.request(counter.desk.visit(counter.visits["P017"]).request)
    assert request.note == SENT_HOME


def test_who_is_served_can_t_be_sent_home_and_a_clerk_may_not(counter):
    counter.press(Key.Key_H, Shift)
    assert counter.said == "P014 is being served."
    assert not counter.panes.closing.isVisible()
    assert counter.window.presenter.why_not(Act.SEND_HOME) == "P014 is being served."
    counter.desk.add_person("Maya Lind", "manager", "a long password")
    maya = counter.desk.sign_in("Maya Lind", "a long password").session
    counter.desk.add_person("Dana Reyes", "clerk", "482913", session=maya)
    counter.background.stand_at(AtCounter("3", counter.desk.sign_in("Dana Reyes", "482913", counter="3")))
    panel = open_panel(counter)
    panel.go.click()
    counter.settle()
    assert counter.said.startswith("Only a lead or manager may decide who is served at closing time.")
    assert panel.isVisible()
