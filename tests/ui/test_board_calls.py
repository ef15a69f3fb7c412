"""What is heard of the calls: each said once and in order after its chime, in the visitor's language and the office's."""

import logging

import pytest

from greeter.texts import Texts
from greeter.views.board_view import BoardCall
from tests.ui.server import News
from tests.ui.test_board import Inline, call
from ui.board.caller import Caller
from ui.board.presenter import BoardPresenter, Pace
from ui.board.spoken import HURRY, call_phrases
from ui.speech.recording import RecordingVoice
from ui.speech.voice import Lack

HOURS = 10**7


class Room:
    """What sounds in the lobby, in order; time passes when the test says so."""

    def __init__(self, desk, voice):
        self.sounds, self.desk, self.voice, self.news = [], desk, voice, News()
        said = voice.say

        def say(words, language, volume):
            assert voice.saying is None, "one call is cut off by the next"
            if voice.lack is None:
                self.sounds.append((language, words))
            said(words, language, volume)

        voice.say = say
        pace = Pace(alone=HOURS, chime=HOURS, turn=HOURS, refresh=HOURS)
        self.presenter = BoardPresenter(Inline(desk), self.news, Texts(), self, pace, voice=voice)
        self.states = []
        self.presenter.changed.connect(self.states.append)
        self.news.changed.emit()

    def play(self):
        assert self.voice.saying is None, "a chime sounds while a call is said"
        self.sounds.append("chime")

    def close(self):
        pass

    def look(self):
        self.news.changed.emit()

    def time_passes(self):
        """Let the chime die away and the call stand alone, for each call there is."""
        while self.presenter._announcing is not None:
            self.presenter._chimed.timeout.emit()
            self.presenter._alone.timeout.emit()

    @property
    def words(self):
        return [sound[1] for sound in self.sounds if sound != "chime"]


@pytest.fixture
def room(qapp, desk):
    opened = Room(desk, RecordingVoice())
    yield opened
    opened.presenter.close()


def arrive(desk, n=1, language="en"):
    return [desk.check_in(service="permit", language=language).visit_id for _ in range(n)]


def test_a_call_is_said_after_the_chime_in_the_visitors_language_and_then_the_offices(desk, room):
    (visit,) = arrive(desk, language="es")
    call(desk, visit, "3")
    room.look()
    assert room.sounds == ["chime"]
    room.time_passes()
    assert room.sounds == [
        "chime",
        ("es", "Número P, 0, 0, 1, ventanilla 3."),
        ("en", "Number P, 0, 0, 1, counter 3."),
    ]
    for _ in range(3):
        room.look()
        room.time_passes()
    assert len(room.sounds) == 3, "nothing is said twice"


def test_a_visitor_of_the_offices_language_is_called_once_only(desk, room):
    (visit,) = arrive(desk)
    call(desk, visit, "12B")
    room.look()
    room.time_passes()
    assert room.words == ["Number P, 0, 0, 1, counter 12B."]


def test_twenty_calls_within_a_second_are_all_seen_at_once_and_all_said_in_order(desk, room, clock):
    for n, visit in enumerate(arrive(desk, 20), start=1):
        call(desk, visit, str(n))
        clock.advance(seconds=0.05)
        if n % 6 == 0:
            room.look()
    room.look()
    seen = {room.states[-1].called.number, *(one.number for one in room.states[-1].earlier)}
    while len(seen) < 20:
        before = len(seen)
        room.presenter._turns.timeout.emit()
        seen |= {one.number for one in room.states[-1].earlier}
        assert len(seen) > before, "every page of the list shows others"
    room.time_passes()
    assert room.sounds.count("chime") == 20
    assert room.words == [f"Number P, {', '.join(f'{n:03}')}, counter {n}." for n in range(1, 21)]


def test_the_next_call_waits_until_this_one_has_been_said(desk, room):
    room.voice.holds = True
    first, second = arrive(desk, 2)
    call(desk, first, "1")
    call(desk, second, "2")
    room.look()
    room.presenter._chimed.timeout.emit()
    room.presenter._alone.timeout.emit()
    room.look()
    assert room.states[-1].called.number == "P001", "what is heard is what is seen"
    assert room.sounds.count("chime") == 1
    room.voice.end()
    assert room.states[-1].called.number == "P002"
    assert room.sounds[-1] == "chime"


def test_a_recall_is_said_again(desk, room, clock):
    (visit,) = arrive(desk)
    call(desk, visit, "1")
    room.look()
    room.time_passes()
    clock.advance(seconds=31)
    desk.recall(visit)
    room.look()
    room.time_passes()
    assert room.words == ["Number P, 0, 0, 1, counter 1."] * 2


def test_where_many_wait_each_is_said_in_the_visitors_language_only():
    one = BoardCall("P014", "3", 1, "es", answered=False)
    assert [phrase.language for phrase in call_phrases(Texts(), one, HURRY)] == ["es", "en"]
    assert [phrase.language for phrase in call_phrases(Texts(), one, HURRY + 1)] == ["es"]


def test_without_a_voice_for_the_language_the_call_is_said_in_the_offices(qapp, desk):
    room = Room(desk, RecordingVoice(languages={"en"}))
    for n, visit in enumerate(arrive(desk, HURRY + 3, language="vi"), start=1):
        call(desk, visit, str(n))
    room.look()
    room.time_passes()
    assert [sound[0] for sound in room.sounds if sound != "chime"] == ["en"] * (HURRY + 3)
    room.presenter.close()


@pytest.mark.parametrize("lack", [Lack.VOICE, Lack.SOUND])
def test_without_a_voice_the_chime_goes_on_and_the_log_says_it_once(desk, room, caplog, lack):
    caplog.set_level(logging.WARNING, "greeter.board")
    room.voice.lack = lack
    for n, visit in enumerate(arrive(desk, 3), start=1):
        call(desk, visit, str(n))
    room.look()
    room.time_passes()
    assert room.sounds == ["chime"] * 3
    assert [record.getMessage() for record in caplog.records] == [
        f"the board can't speak (no {lack.value}); calls are shown, with the chime"
    ]
    caplog.clear()


def test_a_voice_that_hangs_does_not_keep_the_others_from_being_called(qapp, caplog):
    voice = RecordingVoice(holds=True)
    caller, done = Caller(voice), []
    caller.done.connect(lambda: done.append(True))
    caller.say(call_phrases(Texts(), BoardCall("P014", "3", 1, "es", answered=False)))
    assert caller.speaking
    caplog.set_level(logging.WARNING, "greeter.board")
    caller._hangs.timeout.emit()
    assert (done, caller.speaking, voice.saying) == ([True], False, None)
    caplog.clear()
    caller.close()
