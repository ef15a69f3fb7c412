"""The server does not answer: the staff window keeps the last truth with its age, says what waits, and loses nothing that was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from greeter.front_desk.case import Field
from greeter.guidance.suggestion import RoomNeed
from greeter.model.catalogue import NextStep, Owner
from greeter.model.visit import Need, State
from greeter.opening import open_front_desk
from greeter.reach import StoreReach, open_desk_later
from greeter.texts import Texts
from greeter.views.levels import Level
from greeter.views.visit_card import read_visit_card
from tests.postgres_server import PostgresServer
from tests.ui.staff.conftest import CLERKS
from ui.background import Background
from ui.feed import Feed
from ui.last_truth import LastTruth
from ui.staff.acts import Act, face_of
from ui.staff.window import StaffWindow

Key = Qt.Key
WAITS = "Not done: the server has not answered since 10:31. Do it again when it is back."
LOST = "The server did not answer. Whether this was kept, you see when it is back."
STAYS = "What you wrote stays."
MODIFIERS = {"Ctrl": Qt.KeyboardModifier.ControlModifier}


@pytest.fixture
def counter(staffed):
    """Counter 3 at 10:31, with Maria Okafor; Dana looks at what is shown."""
    return staffed()


@pytest.fixture(params=["known", "met"])
def cut(request, counter):
    """Cut the server off: the window knows, or meets it with its next act. Returns what is then said."""

    def away():
        if request.param == "known":
            counter.server.goes()
            return f"{WAITS} {STAYS}"
        counter.server.away = True
        return f"{LOST} {STAYS}"

    return away


def back(counter):
    with counter.qtbot.waitSignal(counter.window.presenter.shown):
        counter.server.comes_back()
        counter.window.presenter.look_again()
    counter.settle()


def strip(counter):
    row = counter.panes.strip.room.rows[0]
    return row.what.text(), row.why.text()


def older(counter):
    """Let the window look at its clock, as it does every few seconds."""
    counter.window.presenter.truth.older.emit()


def notes_of(counter, number="P014"):
    return [note.text for note in read_visit_card(counter.desk, counter.visits[number]).notes]


class TestTheLastTruth:
    def test_it_stays_with_its_age_and_waits_count_on(self, counter):
        counter.server.goes()
        what, why = strip(counter)
        assert what == "The server has not answered since 10:31."
        assert why.startswith(
            "You see what was true then, with the waits counted on. Calling, checking in and notes can’t be"
        )
        assert counter.said == ""
        assert counter.panes.queue.card.row.number == "P016"
        counter.clock.advance(minutes=4)
        older(counter)
        assert strip(counter)[0] == "The server has not answered since 10:31, for 4 minutes."
        row = counter.state.queue.suggested
        assert (row.number, row.minutes, row.level, row.why) == ("P016", 17, Level.OVER, "First in line at 10:31.")
        assert counter.panes.top.time.text() == "10:35"
        assert counter.panes.card.head.name.text() == "Maria Okafor"
        assert counter.state.card.with_clerk == timedelta(minutes=12)
        assert counter.state.card.waited == timedelta(minutes=18)
        counter.clock.advance(hours=3)
        older(counter)
        assert strip(counter)[0] == "The server has not answered since 10:31, for 3 hours."

    def test_the_age_counts_from_the_last_sign_of_life(self, counter):
        counter.clock.advance(minutes=3)
        counter.server.goes(silent_ms=60_000)
        assert strip(counter)[0] == "The server has not answered since 10:33, for 1 minute."

    def test_it_has_the_whole_strip_and_the_rest_is_counted(self, counter):
        assert counter.panes.strip.room.rows[0].suggestion.kind is RoomNeed.OVERDUE
        counter.server.goes()
        room = counter.panes.strip.room
        assert [row.isVisible() for row in room.rows] == [True, False]
        assert [one.kind for one in room.suggestions] == [RoomNeed.SERVER, RoomNeed.OVERDUE]
        assert room._more.text() == "and 1 more"

    def test_when_it_is_back_the_truth_is_read_and_a_short_word_said(self, counter):
        counter.server.goes()
        counter.desk.check_in(service="dog", name="Ada")
        back(counter)
        assert counter.said == "The server is back."
        assert counter.panes.strip.room.rows[0].suggestion.kind is RoomNeed.OVERDUE
        assert counter.state.queue.waiting == 9
        assert counter.state.silence is None
        assert counter.panes.bar.main.dim_reason == ""

    def test_a_feed_that_is_deaf_alone_makes_no_lasting_line(self, counter):
        counter.feed.look()
        counter.feed._watch.away_ms = lambda: 3_500
        counter.feed.look()
        assert counter.state.silence is not None
        counter.window.presenter.look_again()
        counter.qtbot.waitUntil(lambda: counter.state.silence is None)
        assert counter.said == "The server is back."

    def test_a_question_stays_open_and_the_banner_tells(self, counter):
        counter.press(Key.Key_F5)
        counter.write("Looks for")
        counter.server.goes()
        assert counter.panes.strip.open_ask is counter.panes.strip.hold
        assert counter.said == "The server has not answered since 10:31."
        assert counter.panes.strip.hold.field.text() == "Looks for"

    def test_the_age_goes_on_by_itself(self, counter):
        counter.server.goes()
        said = []
        counter.window.presenter.shown.connect(lambda state: said.append(state.silence.minutes))
        counter.clock.advance(minutes=2)
        truth = counter.window.presenter.truth
        assert truth._timer.isActive()
        truth._timer.setInterval(1)
        counter.qtbot.waitUntil(lambda: 2 in said)


class TestWhatCanNotBeDone:
    def test_every_act_says_at_once_that_it_waits_and_is_never_done_later(self, counter):
        counter.server.goes()
        counter.settle()
        before = counter.desk.store.rows("select max(seq) as seq from journal")[0]["seq"]
        asked = counter.server.asked
        bar = counter.panes.bar
        assert {button.dim_reason for act, button in bar.buttons.items() if act is not Act.CHECK_IN} == {WAITS}
        for act in Act:
            if act is Act.CHECK_IN:
                continue
            counter.panes.banner.clear()
            counter.window.perform(act)
            assert counter.said == WAITS, act
        counter.press(Key.Key_G)
        assert counter.said == WAITS
        counter.press(Key.Key_Space)
        assert not counter.panes.steps.steps.items[2].check.isChecked()
        assert counter.server.asked == asked
        back(counter)
        assert counter.desk.store.rows("select max(seq) as seq from journal")[0]["seq"] == before

    def test_a_key_pressed_behind_an_act_that_hangs_is_not_done_later(self, counter):
        presenter = counter.window.presenter
        presenter._acts += 1  # an act whose answer does not come
        presenter.perform(Act.UNDO)
        assert len(presenter._intents) == 1
        counter.server.goes()
        assert (presenter._intents, counter.said) == ([], WAITS)
        presenter._acts -= 1

    def test_a_key_pressed_behind_an_act_that_fails_is_not_done_later(self, counter):
        counter.server.away = True
        counter.qtbot.keyClick(counter.panes.queue.list, Key.Key_F8)
        counter.qtbot.keyClick(counter.window, Key.Key_1)
        counter.qtbot.keyClick(counter.panes.queue.list, Key.Key_F2)
        counter.settle()
        assert counter.said == LOST
        back(counter)
        assert counter.state_of("P014") is State.SERVING
        assert counter.state_of("P016") is State.WAITING

    def test_another_card_can_not_be_read_and_the_own_one_comes_back(self, counter):
        counter.press(Key.Key_Down)
        assert counter.state.card.number == "T021"
        counter.server.goes()
        counter.clock.advance(minutes=1)
        older(counter)
        assert counter.state.card.waited == timedelta(minutes=8)
        counter.window.presenter.look_at(counter.visits["P017"])
        assert counter.said == "This visit can’t be read until the server is back."
        assert counter.state.card.number == "T021"
        counter.panes.banner.clear()
        counter.window.put_off()
        assert counter.panes.card.head.name.text() == "Maria Okafor"
        assert counter.state.card.with_clerk == timedelta(minutes=9)
        assert counter.said == ""
        back(counter)
        assert counter.state.card.number == "P014"

    def test_nobody_at_the_counter_is_shown_as_nobody(self, counter):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_1)
        counter.press(Key.Key_Down)
        counter.server.goes()
        counter.window.presenter.look_at("")
        assert (counter.state.card, counter.said) == (None, "")
        counter.window.presenter.look_at("")
        assert counter.said == ""

    def test_closing_asks_nothing_of_a_server_that_is_away(self, counter):
        counter.server.goes()
        counter.settle()
        asked = counter.server.asked
        counter.window.close()
        older(counter)
        assert counter.server.asked == asked
        assert counter.desk.store.rows("select open from counter where id = '3'")[0]["open"] == 1


class TestNothingIsLost:
    def test_a_note(self, counter, cut):
        counter.press(Key.Key_N)
        counter.write("Bring the plan on Friday")
        said = cut()
        counter.press(Key.Key_Return)
        field = counter.panes.card.notes.field
        assert (counter.said, field.toPlainText()) == (said, "Bring the plan on Friday")
        back(counter)
        assert field.toPlainText() == "Bring the plan on Friday"
        counter.press(Key.Key_Return)
        assert (notes_of(counter)[1:], field.toPlainText()) == (["Bring the plan on Friday"], "")

    def test_a_note_and_what_was_begun_behind_it(self, counter):
        field = counter.panes.card.notes.field
        counter.press(Key.Key_N)
        counter.write("Second thought")
        counter.panes.card.notes.give_back(counter.visits["P014"], "First thought")
        counter.write("s")
        assert field.toPlainText() == "First thought\nSecond thoughts"
        counter.panes.card.notes.give_back(counter.visits["P014"], "")
        assert field.toPlainText() == "First thought\nSecond thoughts"
        for text in ("One", "Two"):
            counter.panes.card.notes.give_back(counter.visits["P016"], text)
        counter.window.presenter.look_at(counter.visits["P016"])
        counter.settle()
        assert field.toPlainText() == "Two\nOne"

    def test_who_is_to_be_checked_in(self, counter, cut):
        counter.press(Key.Key_F9)
        form = counter.panes.check_in
        counter.write("my dog needs a new tag")
        form.name.setText("Ms. Ana Ruiz")
        form.needs[Need.SEAT].click()
        said = cut()
        form.service.field.setFocus()
        counter.press(Key.Key_Return)
        assert counter.said == said
        assert form.isVisible()
        back(counter)
        assert (form.service.words, form.name.text()) == ("my dog needs a new tag", "Ms. Ana Ruiz")
        assert form.needs[Need.SEAT].isChecked()
        counter.press(Key.Key_Return)
        assert counter.said.startswith("D006 is checked in: Dog license.")
        assert not form.isVisible()

    def test_checking_in_may_be_begun_and_says_that_it_can_not_be_done_now(self, counter):
        counter.server.goes()
        counter.press(Key.Key_F9)
        assert counter.panes.check_in.isVisible()
        assert counter.said == "Checking in can’t be done until the server is back. What you write stays."

    def test_why_on_hold(self, counter, cut):
        counter.press(Key.Key_F5)
        counter.write("Looks for a drawing")
        said = cut()
        counter.press(Key.Key_Return)
        assert counter.said == said
        back(counter)
        counter.press(Key.Key_F5)
        assert counter.panes.strip.hold.field.text() == "Looks for a drawing"
        counter.press(Key.Key_Return)
        assert counter.state_of("P014") is State.ON_HOLD

    def test_a_reason_by_figure_needs_no_draft(self, counter, cut):
        counter.press(Key.Key_F5)
        cut()
        counter.press(Key.Key_1)
        back(counter)
        counter.press(Key.Key_F5)
        assert counter.panes.strip.hold.field.text() == ""

    def test_why_before_the_others(self, counter, cut):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_1)
        counter.window.presenter.look_at(counter.visits["P018"])
        counter.settle()
        counter.press(Key.Key_C)
        counter.write("The van waits")
        said = cut()
        counter.press(Key.Key_Return)
        assert counter.said == said
        back(counter)
        counter.window.presenter.look_at(counter.visits["P018"])
        counter.settle()
        counter.press(Key.Key_C)
        assert counter.panes.strip.call.field.text() == "The van waits"
        counter.press(Key.Key_Return)
        assert counter.state_of("P018") is State.CALLED

    def test_where_to_send_on(self, counter, cut):
        counter.press(Key.Key_F6)
        ask = counter.panes.strip.transfer
        counter.write("tax")
        ask.note.setText("Has paid the fee")
        said = cut()
        counter.press(Key.Key_Return)
        assert counter.said == said
        assert counter.panes.card.notes.field.toPlainText() == ""
        back(counter)
        counter.press(Key.Key_F6)
        assert (ask.service.words, ask.note.text()) == ("tax", "Has paid the fee")
        counter.press(Key.Key_Return)
        visit = counter.desk.store.visit(counter.visits["P014"])
        assert counter.desk.store.request(visit.request).service == "property-tax"

    def test_a_step(self, counter, cut):
        counter.press(Key.Key_A)
        counter.write("Bring the neighbor's letter")
        adding = counter.panes.steps.steps.adding
        adding.owner.chip(Owner.OFFICE).click()
        adding.field.setFocus()
        said = cut()
        counter.press(Key.Key_Return)
        assert counter.said == said
        assert (adding.isVisible(), adding.field.text()) == (True, "Bring the neighbor's letter")
        back(counter)
        assert adding.owner.chosen is Owner.OFFICE
        adding.field.setFocus()
        counter.press(Key.Key_Return)
        last = counter.state.card.steps[-1]
        assert (last.what, last.owner) == ("Bring the neighbor's letter", Owner.OFFICE)
        assert (adding.isVisible(), adding.field.text()) == (False, "")

    def test_a_step_for_a_visit_that_is_not_shown_any_more(self, counter):
        steps = counter.panes.steps.steps
        steps.give_back(counter.visits["P016"], NextStep("A letter", Owner.OFFICE))
        assert not steps.adding.isVisible()
        counter.window.presenter.look_at(counter.visits["P016"])
        counter.settle()
        assert steps.adding.field.text() == "A letter"

    def test_what_is_known(self, counter, cut):
        counter.press(Key.Key_E)
        know = counter.panes.card.know
        know.fields[Field.BROUGHT].setText("A plot plan, too")
        know.needs[Need.QUIET].click()
        said = cut()
        counter.press(Key.Key_Return)
        assert counter.said == said
        assert know.edit.text() == "Edit, not kept yet"
        back(counter)
        counter.press(Key.Key_E)
        assert know.fields[Field.BROUGHT].text() == "A plot plan, too"
        assert know.needs[Need.QUIET].isChecked()
        counter.press(Key.Key_Return)
        assert counter.state.card.fields[Field.BROUGHT] == "A plot plan, too"
        assert Need.QUIET in counter.state.card.needs

    def test_whether_it_helped(self, counter, cut):
        steps = counter.panes.steps
        said = cut().removesuffix(f" {STAYS}")
        counter.qtbot.mouseClick(steps.helped, Qt.MouseButton.LeftButton)
        counter.settle()
        assert counter.said == said
        assert steps.helped.isVisible()
        back(counter)
        counter.qtbot.mouseClick(steps.helped, Qt.MouseButton.LeftButton)
        counter.settle()
        assert not steps.helped.isVisible()


class TestTheAnswerIsLost:
    """The act was kept, and nobody was told. After reconnecting the truth is shown, and nothing is done twice."""

    def test_a_call_that_happened_is_seen(self, counter):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_1)
        counter.server.loses_answer = True
        counter.press(Key.Key_F2)
        assert counter.said == LOST
        assert counter.state.current is None
        back(counter)
        assert counter.state.current.number == "P016"
        assert counter.said == "The server is back. What you see now is what was kept."
        calls = "select count(*) as n from journal where kind = 'call' and visit = :visit"
        assert counter.desk.store.rows(calls, {"visit": counter.visits["P016"]})[0]["n"] == 1
        assert counter.state_of("T021") is State.WAITING

    def test_a_note_that_was_kept_is_not_offered_again(self, counter):
        counter.press(Key.Key_N)
        counter.write("Bring the plan  on Friday")
        counter.server.loses_answer = True
        counter.press(Key.Key_Return)
        field = counter.panes.card.notes.field
        assert field.toPlainText() == "Bring the plan  on Friday"
        back(counter)
        assert (field.toPlainText(), len(notes_of(counter))) == ("", 2)

    def test_a_step_that_was_kept_is_not_offered_again(self, counter):
        counter.press(Key.Key_A)
        counter.write("Bring the letter")
        counter.server.loses_answer = True
        counter.press(Key.Key_Return)
        adding = counter.panes.steps.steps.adding
        assert adding.field.text() == "Bring the letter"
        back(counter)
        assert (adding.isVisible(), adding.field.text()) == (False, "")
        assert [step.what for step in counter.state.card.steps].count("Bring the letter") == 1

    def test_a_check_in_that_was_kept_gives_the_same_number(self, counter):
        counter.press(Key.Key_F9)
        counter.write("my dog needs a new tag")
        counter.server.loses_answer = True
        counter.press(Key.Key_Return)
        back(counter)
        assert counter.state.queue.waiting == 9
        counter.press(Key.Key_Return)
        assert counter.said.startswith("D006 is checked in")
        assert counter.state.queue.waiting == 9


class TestBeginning:
    def test_while_the_server_is_away_the_counter_opens_later(self, staffed):
        counter = staffed(away=True)
        counter.qtbot.waitUntil(lambda: bool(counter.said))
        assert counter.said == "The server does not answer. This counter opens as soon as it does."
        assert counter.panes.strip.room._idle.text() == ""
        counter.panes.banner.clear()
        counter.window.perform(Act.CALL_NEXT)
        assert counter.said == "The server does not answer. This counter opens as soon as it does."
        counter.desk.close_counter("3", clerk=CLERKS["3"])
        counter.server.away = False
        counter.window.presenter.look_again()
        counter.settle()
        assert counter.said == "The server is back."
        assert "3" in counter.state.queue.open_counters


def test_the_clock_that_counts_the_age_may_be_the_machines_own(office, url, qtbot):
    feed = Feed(url, office.id)
    truth = LastTruth(feed)
    assert (truth.is_silent, truth.silence) == (False, None)
    truth.missed()
    assert (truth.is_silent, truth.silence) == (True, None)
    assert truth.age >= timedelta()
    feed.close()


@pytest.fixture(scope="module")
def server():
    made = PostgresServer(durable=True)  # what was kept before it is stopped must be there after
    yield made
    made.close()


def test_a_server_that_is_stopped_and_started(app, server, office, qtbot):
    """A real server: what was true stays with its age, nothing is done, and it goes on where it was."""
    url = server.database("staff")
    with open_front_desk(url, catalogue=office, durable=False) as desk:
        desk.check_in(service="permit", name="Maria Okafor")
    background = Background(StoreReach(open_desk_later(url, office, patience_s=2.0)))
    feed = Feed(url, office.id)
    window = StaffWindow(background, feed, office, "3", "Dana Reyes", Texts())
    presenter, room = window.presenter, window.panes.strip.room
    try:
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: presenter.is_settled, timeout=20_000)
        assert presenter.state.queue.suggested.number == "P001"
        server.stop("immediate")
        qtbot.waitUntil(lambda: presenter.truth.is_silent, timeout=20_000)
        assert room.rows[0].what.text().startswith("The server has not answered since ")
        assert presenter.state.queue.suggested.number == "P001"
        window.perform(Act.CALL_NEXT)
        assert window.panes.banner.words.startswith("Not done: the server has not answered since ")
        server.start()
        qtbot.waitUntil(lambda: not presenter.truth.is_silent and presenter.is_settled, timeout=20_000)
        assert window.panes.banner.words == "The server is back."
        assert presenter.state.queue.suggested.number == "P001"
        window.perform(Act.CALL_NEXT)
        qtbot.waitUntil(lambda: presenter.is_settled and presenter.state.current is not None, timeout=20_000)
        assert (presenter.state.current.number, face_of(presenter.state.main).word) == ("P001", "Start")
    finally:
        window.close()
        feed.close()
        background.close()
