"""Suggestions for the room that rest on more than the queue: read now and then, and accepted by one key each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from greeter.guidance.suggestion import RoomNeed, RoomSuggestion
from greeter.model.visit import MINUTE_MS
from greeter.problems import StoreProblem
from greeter.queueing.announcement import Again, News
from greeter.queueing.forecast import Forecast
from greeter.queueing.what_if import Closing, Opening, WhatIf
from greeter.texts import Texts
from greeter.views.room_facts import RoomFacts
from ui.staff import room_reading
from ui.staff.card_head import likely_words
from ui.staff.room_strip import KEYS

Key = Qt.Key
OPENING = Opening("4", 4, 12, 6, 9, 14, 15)


@pytest.fixture
def counter(staffed):
    return staffed()


@pytest.fixture
def found(counter, monkeypatch):
    """Let the next looks at the room find this."""

    def find(facts):
        monkeypatch.setattr(room_reading, "read_room_facts", lambda desk, look: at_once(facts))
        look(counter)

    return find


def at_once(facts):
    """Read facts in one part."""
    yield
    return facts


def look(counter):
    """Look at the room anew, after any look that is under way."""
    room = counter.window.presenter.room
    counter.qtbot.waitUntil(lambda: not room.is_reading)
    room.look()
    counter.qtbot.waitUntil(lambda: not room.is_reading)
    counter.settle()


def kinds(counter):
    return [one.kind for one in counter.panes.strip.room.suggestions]


def is_open(counter, number):
    return number in counter.state.queue.open_counters


def test_m_opens_a_counter_and_says_what_is_still_to_do(counter, found):
    found(RoomFacts(WhatIf(opening=OPENING)))
    assert RoomNeed.OPEN_COUNTER in kinds(counter)
    counter.press(Key.Key_M)
    assert is_open(counter, "4")
    assert is_open(counter, "3"), "who opens it for a colleague stays where they are"
    assert counter.said == "Counter 4 is open. Ask a colleague to serve there."
    assert RoomNeed.OPEN_COUNTER not in kinds(counter)


def test_x_closes_a_counter_with_its_reason_in_the_journal(counter, found):
    counter.desk.open_counter("4", clerk="Eve Lind")
    counter.seen()
    found(RoomFacts(WhatIf(closing=Closing("4", 18, 3))))
    assert kinds(counter)[-1] is RoomNeed.CLOSE_COUNTER
    counter.press(Key.Key_X)
    assert not is_open(counter, "4")
    assert counter.said == "Counter 4 is closed. Calling someone there opens it again."
    [line] = counter.desk.store.rows("select data from journal where kind = 'close_counter' and counter = '4'")
    assert "Nobody would wait longer than promised" in line["data"]


def test_y_notes_that_somebody_was_greeted_and_asks_no_more(counter):
    ticket = counter.desk.check_in(service="permit", origin="kiosk")
    counter.visits[ticket.number] = ticket.visit_id
    counter.clock.advance(minutes=6)
    counter.seen()
    look(counter)
    assert RoomNeed.UNGREETED in kinds(counter)
    counter.press(Key.Key_Y)
    counter.qtbot.waitUntil(lambda: RoomNeed.UNGREETED not in kinds(counter))
    notes = counter.desk.store.rows(
        "select value from personal where visit = :v and field = 'note'", {"v": ticket.visit_id}
    )
    assert any("Greeted in line." in row["value"] for row in notes)


def test_q_shows_whose_words_tell_of_hardship(counter):
    ticket = counter.desk.check_in(service="problem", reason="We are being evicted")
    counter.seen()
    counter.press(Key.Key_Q)
    assert counter.panes.card.head.number.text() == ticket.number


def test_what_was_suggested_while_the_store_worked_is_not_kept_while_it_does_not(counter, found, monkeypatch):
    found(RoomFacts(WhatIf(opening=OPENING)))

    def fail(desk, look):
        raise StoreProblem("The disk is full.")

    monkeypatch.setattr(room_reading, "read_room_facts", fail)
    look(counter)
    assert counter.window.presenter.room.facts is None


def test_one_look_at_a_time(counter, monkeypatch):
    asked = []
    room = counter.window.presenter.room
    counter.qtbot.waitUntil(lambda: not room.is_reading)
    monkeypatch.setattr(room_reading, "read_room_facts", lambda desk, look: asked.append(1) or at_once(RoomFacts()))
    for _ in range(3):
        room.look()
    counter.qtbot.waitUntil(lambda: not room.is_reading)
    assert len(asked) == 1


def test_what_has_no_act_is_accepted_by_nothing(counter):
    counter.window.presenter.accept(RoomSuggestion(RoomNeed.STORE, "Nothing can be saved.", "Full."))
    counter.settle()
    assert counter.said == ""


def test_every_act_of_the_room_has_a_key_and_no_two_share_one():
    assert len(set(KEYS.values())) == len(KEYS)
    told = {RoomNeed.STORE, RoomNeed.SERVER, RoomNeed.KIOSK_SILENT, RoomNeed.KIOSK_BRINGS}
    assert set(KEYS) == set(RoomNeed) - told


def longer(counter, number="P016"):
    """Somebody who was told too little, as it is found when the room is looked at."""
    visit = counter.visits[number]
    counter.desk.tell(visit, Forecast(0, 2 * MINUTE_MS, 5 * MINUTE_MS, 1))
    [row] = counter.desk.store.rows("select max(seq) as seq from told where visit = :v", {"v": visit})
    told, now = (
        Forecast(0, 2 * MINUTE_MS, 5 * MINUTE_MS, 1),
        Forecast(0, 11 * MINUTE_MS, 1_080_000, 1, "one clerk is out"),
    )
    return Again(visit, number, row["seq"], told, now, News.LATER, pressing=False)


def told_again(counter, visit):
    rows = counter.desk.store.rows(
        "select clerk, data from journal where visit = :v and kind = 'told' and data like '%instead_of%'", {"v": visit}
    )
    return [row["clerk"] for row in rows]


def test_j_tells_those_who_wait_longer_than_we_said_once(counter, found):
    again = longer(counter)
    found(RoomFacts(again=(again,)))
    [row] = [one for one in counter.panes.strip.room.suggestions if one.kind is RoomNeed.LONGER]
    assert row.what == "P016 will wait longer than we said."
    assert row.why == "P016 was told “less than 5 minutes”. Now it is about 10 to 20 minutes more. One clerk is out."
    counter.press(Key.Key_J)
    assert told_again(counter, again.visit) == ["Dana Reyes"]
    counter.press(Key.Key_J)
    assert told_again(counter, again.visit) == ["Dana Reyes"], "who was told is told once"


def test_many_who_wait_longer_are_counted_and_who_left_is_not(counter, found):
    one = longer(counter)
    four = tuple(replace(one, visit=counter.visits[number]) for number in ("P016", "P018", "T021", "D005"))
    found(RoomFacts(again=(*four, replace(one, visit="gone"))))
    [row] = [one for one in counter.panes.strip.room.suggestions if one.kind is RoomNeed.LONGER]
    assert row.what == "4 people will wait longer than we said."
    assert row.act == "Tell P016"
    assert len(row.again) == 1, "one press tells the one whose new wait is shown"
    found(RoomFacts(again=(replace(one, visit="gone"), replace(one, news=News.SOONER))))
    assert RoomNeed.LONGER not in kinds(counter)


def test_the_card_says_how_much_longer_who_is_looked_at_waits(counter, found):
    visit = counter.visits["P016"]
    found(RoomFacts(waits={visit: Forecast(0, 480_000, 890_000, 2)}))
    counter.window.presenter.look_at(visit)
    counter.settle()
    head = counter.panes.card.head
    assert head.likely.text() == "Likely 8 to 15 more minutes"
    assert head.likely.isVisible()
    found(RoomFacts())
    assert not head.likely.isVisible()
    counter.window.presenter.look_at("")
    counter.settle()
    assert counter.state.likely is None, "who is here waits no more"


@pytest.mark.parametrize(
    ("middle", "high", "words"),
    [
        (0.2, 0.9, "Likely next, within a minute"),
        (0.2, 1.4, "Likely 0 to 2 more minutes"),
        (50, 70, "Likely more than an hour more"),
    ],
)
def test_how_much_longer_is_said_in_whole_minutes(middle, high, words):
    assert likely_words(Texts(), Forecast(0, int(middle * MINUTE_MS), int(high * MINUTE_MS), 0)) == words
