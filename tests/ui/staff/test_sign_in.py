"""Signing in at a counter, the lock, and who comes after: by the keyboard alone, with nothing lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from greeter.front_desk.case import Field
from greeter.model.visit import State
from ui.kit.paragraph import Paragraph
from ui.sign_in import panel as panel_module
from ui.sign_in.panel import Asking
from ui.sign_in.signing import IDLE_MS, MANAGER_IDLE_MS
from ui.staff import aloud

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PASSWORD, DANA_PIN, RUTH_PIN = "quiet rivers run", "482913", "705316"


def add_people(desk):
    """Close the counter of the story, and let people sign in."""
    desk.close_counter("3", clerk="Dana Reyes")
    desk.add_person("Maya Lind", "manager", PASSWORD)
    session = desk.sign_in("Maya Lind", PASSWORD).session
    desk.add_person("Dana Reyes", "clerk", DANA_PIN, session=session)
    desk.add_person("Ruth Abrams", "clerk", RUTH_PIN, session=session)


@pytest.fixture
def opened(staffed):
    """Open a window over a told story where people sign in."""

    def make(clerk=""):
        return staffed(clerk=clerk, prepare=add_people)

    return make


def open_counters(counter):
    rows = counter.desk.store.rows("select id from counter where open = 1")
    return [row["id"] for row in rows]


def panel(counter):
    return counter.panes.sign_in


def wait(counter, what):
    counter.qtbot.waitUntil(what)


def asked(counter, asking):
    wait(counter, lambda: panel(counter).isVisible() and panel(counter).asking is asking)


def type_in(counter, text, *, key=Key.Key_Return):
    counter.write(text)
    counter.qtbot.keyClick(QApplication.focusWidget(), key)


def sign_in(counter, name, pin):
    panel(counter).name.setFocus()
    panel(counter).name.selectAll()
    type_in(counter, name)
    type_in(counter, pin)
    wait(counter, lambda: not panel(counter).isVisible())
    counter.settle()


def test_name_and_pin_open_the_counter_and_nothing_shows_before(opened):
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    assert panel(counter).title.text() == "Sign in at counter 3"
    assert not counter.panes.work.isVisible()
    assert not counter.panes.top.clerk.isVisible()
    assert counter.state is None
    assert "3" not in open_counters(counter)
    assert panel(counter).name.hasFocus()
    assert panel(counter).secret.echoMode() is QLineEdit.EchoMode.Password
    type_in(counter, "dana reyes")
    type_in(counter, RUTH_PIN)
    wait(counter, lambda: panel(counter).banner.isVisible())
    assert panel(counter).banner.words == "This name and PIN don’t belong together. Try once more."
    assert (panel(counter).name.text(), panel(counter).secret.text()) == ("dana reyes", "")
    type_in(counter, DANA_PIN)
    wait(counter, lambda: not panel(counter).isVisible())
    counter.settle()
    assert counter.window.presenter.clerk == "Dana Reyes"
    assert counter.panes.top.clerk.words.text() == "Dana Reyes"
    assert counter.state.current.number == "P014"
    assert "3" in open_counters(counter)
    assert (panel(counter).name.text(), panel(counter).secret.text()) == ("", "")


def test_who_can_not_see_hears_what_is_asked_and_why_it_was_refused(opened, monkeypatch):
    said = []
    monkeypatch.setattr(panel_module, "announce", lambda _, words: said.append(words))
    counter = opened(clerk="Dana Reyes")
    asked(counter, Asking.SIGN_IN)
    assert said[-1] == "Sign in at counter 3. Your counter opens when you are signed in."
    type_in(counter, RUTH_PIN)
    wait(counter, lambda: panel(counter).banner.isVisible())
    assert said[-1] == "This name and PIN don’t belong together. Try once more."
    type_in(counter, DANA_PIN)
    wait(counter, lambda: not panel(counter).isVisible())
    counter.settle()
    counter.window.signing.lock(idle=True)
    assert said[-1] == "Counter 3 is locked. Nobody touched it for a while. What you wrote is kept."


def test_a_clerk_who_was_named_is_asked_for_the_pin(opened):
    counter = opened(clerk="Dana Reyes")
    asked(counter, Asking.SIGN_IN)
    assert panel(counter).name.text() == "Dana Reyes"
    assert panel(counter).secret.hasFocus()
    assert counter.state is None


def test_locked_the_case_is_hidden_and_comes_back_with_what_was_typed(opened):
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    sign_in(counter, "Dana Reyes", DANA_PIN)
    counter.press(Key.Key_N)
    counter.write("Half a note")
    counter.qtbot.keyClick(counter.window, Key.Key_L, CTRL)
    asked(counter, Asking.UNLOCK)
    assert not counter.panes.work.isVisible()
    assert not [
        one.text() for one in counter.window.findChildren(Paragraph) if one.isVisible() and "Okafor" in one.text()
    ]
    before = counter.state_of("P014")
    for key in (Key.Key_F8, Key.Key_F5, Key.Key_F2, Key.Key_Escape):
        counter.qtbot.keyClick(counter.window, key)
    assert panel(counter).isVisible()
    assert counter.panes.strip.open_ask is None
    assert panel(counter).secret.hasFocus()
    assert "3" in open_counters(counter)
    type_in(counter, DANA_PIN)
    wait(counter, lambda: counter.panes.work.isVisible())
    counter.settle()
    assert counter.panes.card.notes.field.toPlainText() == "Half a note"
    assert counter.panes.card.notes.field.hasFocus()
    assert counter.state_of("P014") is before is State.SERVING


def test_while_it_is_locked_nothing_is_read_and_the_case_is_there_again_at_once(opened):
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    sign_in(counter, "Dana Reyes", DANA_PIN)
    before = counter.state
    counter.qtbot.keyClick(counter.window, Key.Key_L, CTRL)
    asked(counter, Asking.UNLOCK)
    counter.desk.describe(before.current.visit_id, clerk="Ruth Abrams", reason="A deck, and a fence")
    refused = []
    counter.background.signed_out.connect(refused.append)
    counter.window.presenter.look_again()
    counter.window.presenter.room.look()
    wait(counter, lambda: len(refused) >= 2)
    assert counter.state is before
    type_in(counter, DANA_PIN)
    wait(counter, lambda: counter.panes.work.isVisible())
    assert counter.state.card.visit_id == before.card.visit_id
    wait(counter, lambda: counter.state.card.fields[Field.REASON] == "A deck, and a fence")
    assert counter.state.current.visit_id == before.current.visit_id


def test_a_colleague_unlocks_and_goes_on_with_the_visitor(opened):
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    sign_in(counter, "Dana Reyes", DANA_PIN)
    counter.press(Key.Key_N)
    counter.write("Half a note")
    counter.qtbot.keyClick(counter.window, Key.Key_L, CTRL)
    asked(counter, Asking.UNLOCK)
    sign_in(counter, "Ruth Abrams", RUTH_PIN)
    wait(counter, lambda: counter.state.current.clerk == "Ruth Abrams")
    assert counter.panes.top.clerk.words.text() == "Ruth Abrams"
    assert counter.state_of("P014") is State.SERVING
    assert counter.state.card.number == "P014"
    assert counter.panes.card.notes.field.toPlainText() == "Half a note"
    kinds = [row["kind"] for row in counter.desk.store.rows("select kind from journal order by seq desc limit 3")]
    assert kinds == ["resume", "hold", "open_counter"]


def test_who_unlocks_hears_who_is_at_the_counter(opened, monkeypatch):
    said = []
    monkeypatch.setattr(aloud, "announce", lambda _, words: said.append(words))
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    sign_in(counter, "Dana Reyes", DANA_PIN)
    assert said == ["P014 is with you: Build or repair."]
    counter.qtbot.keyClick(counter.window, Key.Key_L, CTRL)
    asked(counter, Asking.UNLOCK)
    sign_in(counter, "Ruth Abrams", RUTH_PIN)
    wait(counter, lambda: counter.state.current.clerk == "Ruth Abrams")
    assert said == ["P014 is with you: Build or repair."] * 2


def test_a_window_that_was_open_before_anybody_signed_in_asks_for_the_pin_from_then_on(staffed):
    counter = staffed()
    counter.desk.add_person("Maya Lind", "manager", PASSWORD)
    session = counter.desk.sign_in("Maya Lind", PASSWORD).session
    counter.desk.add_person("Dana Reyes", "clerk", DANA_PIN, session=session)
    counter.window.presenter.note(counter.visits["P014"], "Not yet")
    asked(counter, Asking.SIGN_IN)
    assert panel(counter).name.text() == "Dana Reyes"
    assert counter.state_of("P014") is State.SERVING
    type_in(counter, DANA_PIN)
    wait(counter, lambda: not panel(counter).isVisible())
    counter.settle()
    counter.window.presenter.note(counter.visits["P014"], "Signed in now")
    counter.settle()
    assert "Signed in now" in [note.text for note in counter.state.card.notes]


def test_who_signs_in_elsewhere_is_asked_once_more_and_nothing_was_done(opened):
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    sign_in(counter, "Dana Reyes", DANA_PIN)
    counter.desk.sign_in("Dana Reyes", DANA_PIN, counter="5")
    before = counter.desk.store.rows("select count(*) as n from journal")[0]["n"]
    counter.window.presenter.note(counter.state.current.visit_id, "A note")
    asked(counter, Asking.UNLOCK)
    assert panel(counter).words.text() == "This sign-in has ended. Sign in here again; what you wrote is kept."
    assert counter.desk.store.rows("select count(*) as n from journal")[0]["n"] == before
    sign_in(counter, "Dana Reyes", DANA_PIN)
    counter.window.presenter.note(counter.state.current.visit_id, "A note")
    counter.settle()
    assert "A note" in str([note.text for note in counter.state.card.notes])


def test_left_alone_it_locks_itself(opened):
    counter = opened()
    asked(counter, Asking.SIGN_IN)
    sign_in(counter, "Dana Reyes", DANA_PIN)
    idle = counter.window.signing._idle
    assert (idle.isActive(), idle.interval()) == (True, IDLE_MS)
    assert not counter.window.signing.eventFilter(counter.window, QEvent(QEvent.Type.KeyPress))
    assert idle.isActive()
    idle.timeout.emit()
    asked(counter, Asking.UNLOCK)
    assert panel(counter).words.text() == "Nobody touched it for a while. What you wrote is kept."
    sign_in(counter, "Maya Lind", PASSWORD)
    assert idle.interval() == MANAGER_IDLE_MS


def test_the_first_run_makes_the_manager(staffed):
    counter = staffed(clerk="", told=False)
    asked(counter, Asking.FIRST_MANAGER)
    panel(counter).name.setFocus()
    type_in(counter, "Maya Lind")
    type_in(counter, PASSWORD)
    type_in(counter, "another one")
    assert panel(counter).banner.words == "The two passwords differ. Write them once more."
    type_in(counter, PASSWORD)
    type_in(counter, PASSWORD)
    wait(counter, lambda: not panel(counter).isVisible())
    counter.settle()
    (maya,) = counter.desk.people()
    assert (maya.name, maya.role.value) == ("Maya Lind", "manager")
    assert open_counters(counter) == ["3"]


def test_without_people_a_name_opens_the_counter_and_nothing_can_be_locked(staffed):
    counter = staffed(clerk="", told=False)
    asked(counter, Asking.FIRST_MANAGER)
    panel(counter).by_name.click()
    assert panel(counter).banner.words == "Write your name first."
    panel(counter).name.setText("Dana Reyes")
    panel(counter).by_name.click()
    counter.settle()
    assert counter.desk.people() == ()
    assert open_counters(counter) == ["3"]
    counter.qtbot.keyClick(counter.window, Key.Key_L, CTRL)
    assert counter.panes.work.isVisible()
    assert counter.said.startswith("This office doesn’t sign in with PINs")
