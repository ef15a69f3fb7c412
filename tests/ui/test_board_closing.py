"""Closing time on the board: who was sent home sees and hears it in their language, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from greeter.texts import Texts, texts_for
from greeter.views.closing import SentAway
from tests.ui.test_board import Lobby as LiveLobby
from tests.ui.test_board_calls import Room
from ui.board.homeward import MOST_NAMED, Homeward, home_pages, home_phrases
from ui.speech.recording import RecordingVoice

CLOSES = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
SORRY = "We can’t serve you today, we’re sorry. Please come to a counter."


@pytest.fixture
def room(qapp, desk):
    opened = Room(desk, RecordingVoice())
    yield opened
    opened.presenter.close()


def send_home(desk, *languages):
    visits = [desk.check_in(service="permit", language=language).visit_id for language in languages]
    desk.send_home(visits, reason="We close", clerk="lee")


def finish(room):
    room.presenter._chimed.timeout.emit()
    while room.voice.saying is not None:
        room.voice.end()
    room.presenter._alone.timeout.emit()


def test_they_are_told_aloud_once_in_their_language(room, desk, clock):
    clock.advance(seconds=1)
    send_home(desk, "en", "es", "en")
    room.look()
    assert room.sounds == ["chime"]
    finish(room)
    assert room.words == [
        f"Numbers P, 0, 0, 1; P, 0, 0, 3. {SORRY}",
        home_phrases([SentAway("P002", "es", 1)])[0].words,
    ]
    assert "P, 0, 0, 2" in room.words[1]
    room.look()
    assert len(room.words) == 2
    assert room.presenter._announcing is None


def test_a_call_goes_first_and_both_are_said(room, desk, clock):
    clock.advance(seconds=1)
    send_home(desk, "en")
    desk.check_in(service="permit")
    desk.call_next(counter="3", clerk="dana")
    room.look()
    finish(room)
    finish(room)
    assert [words[:10] for words in room.words] == ["Number P, ", "Number P, "]
    assert "counter 3" in room.words[0]
    assert SORRY in room.words[1]


def test_the_foot_says_it_in_the_office_s_language_and_their_own(qapp, desk):
    send_home(desk, "en", "es")
    lobby = LiveLobby(desk)
    sentence = lobby.now.sentences[0]
    assert sentence.lead == "We can’t serve you today, we’re sorry:"
    assert sentence.text == "P001 and P002. Please come to a counter."
    lobby.presenter.close()
    pages = home_pages(Texts(), [SentAway("P002", "es", 1)])
    assert pages[1].lead == texts_for("es")("We can’t serve you today, we’re sorry:")
    assert pages[1].lead != pages[0].lead
    many = [SentAway(f"P{n:03}", "en", n) for n in range(2 * MOST_NAMED + 1)]
    assert len(home_pages(Texts(), many)) == 3


def test_whom_an_undo_took_back_is_not_told():
    told, gone = Homeward(), SentAway("P001", "en", 5)
    told.take([])
    told.take([gone])
    told.take([])
    assert told.next() == ()
    fresh = Homeward()
    fresh.take([gone])
    assert fresh.next() == (), "a board that starts does not tell of those before it"


def test_the_board_says_that_the_line_is_served(qapp, desk, clock):
    clock.move_to(CLOSES - timedelta(minutes=10))
    desk.check_in(service="permit")
    desk.serve_the_line(clerk="lee")
    lobby = LiveLobby(desk)
    assert lobby.now.sentences[0].text == "Everybody who waits is served. The kiosk gives no more tickets today."
    clock.move_to(CLOSES + timedelta(minutes=10))
    lobby.changed()
    assert [one.text for one in lobby.now.sentences] == ["Everybody who waits is still served."]
    lobby.presenter.close()
