"""What the lobby board decides to show: calls one after another, none hidden by the next, never a name."""

import sys
import wave
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from greeter.access.post import InLobby
from greeter.front_desk.room import Notice
from greeter.model.catalogue import Order
from greeter.problems import Problem, StoreProblem
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.views.board_view import BoardCall, BoardNews, BoardView, BoardWait, read_board
from greeter.views.levels import Level
from tests.ui.server import Bugs, News
from ui.board.chime import PLAYERS, SOUND, Silence, SystemChime
from ui.board.presenter import BoardPresenter, Pace
from ui.board.wording import call_words, news_pages, sentence_words, told_pages, waits_words

HOURS = 10**7
STILL = Pace(alone=HOURS, turn=HOURS, refresh=HOURS)
"""Nothing moves by itself: the test says when time is over."""


class Inline(Bugs):
    """Runs acts at once, on the desk of the test, as the background worker would."""

    def __init__(self, desk):
        super().__init__()
        self.desk = desk
        self.broken = None

    def run(self, act, done=None, problem=None):
        try:
            if self.broken is not None:
                raise self.broken
            with self.desk.standing_at(InLobby()):
                result = act(self.desk)
        except Problem as met:
            if problem is not None:
                problem(met)
        else:
            if done is not None:
                done(result)


class Heard:
    """A chime that counts."""

    def __init__(self):
        self.times = 0

    def play(self):
        self.times += 1

    def close(self):
        pass


class Lobby:
    """A board on a desk, with the states it showed."""

    def __init__(self, desk, pace=STILL):
        self.desk, self.news, self.chime, self.background = desk, News(), Heard(), Inline(desk)
        self.presenter = BoardPresenter(self.background, self.news, Texts(), self.chime, pace)
        self.states = []
        self.presenter.changed.connect(self.states.append)
        self.presenter.read()

    @property
    def now(self):
        return self.states[-1]

    @property
    def numbers(self):
        """The number in the large place, then those beneath."""
        called = [self.now.called.number] if self.now.called else []
        return called + [call.number for call in self.now.earlier]

    def changed(self):
        self.news.changed.emit()

    def alone_is_over(self):
        self.presenter._alone.timeout.emit()

    def settle(self):
        while self.presenter._announcing is not None:
            self.alone_is_over()


@pytest.fixture
def lobby(qapp, desk):
    opened = Lobby(desk)
    yield opened
    opened.presenter.close()


def arrive(desk, n, service="permit"):
    return [desk.check_in(service=service, name="Maria Okafor", reason="a deck").visit_id for _ in range(n)]


def call(desk, visit, counter, clerk=None):
    return desk.call(visit, counter=counter, clerk=clerk or f"clerk{counter}", reason="test")


class TestAnnouncing:
    def test_a_call_stands_alone_with_one_chime_and_then_with_the_earlier_ones(self, desk, lobby):
        first, second = arrive(desk, 2)
        call(desk, first, "1")
        lobby.changed()
        lobby.settle()
        desk.start(first)
        call(desk, second, "3")
        lobby.changed()
        assert (lobby.now.called.number, lobby.now.called.words) == ("P002", "Counter 3")
        assert lobby.now.earlier == ()
        assert lobby.now.heading == "Now calling"
        assert lobby.chime.times == 2
        lobby.alone_is_over()
        assert lobby.numbers == ["P002", "P001"]
        assert lobby.chime.times == 2

    def test_a_second_call_never_hides_the_first(self, desk, lobby):
        first, second = arrive(desk, 2)
        call(desk, first, "1")
        lobby.changed()
        lobby.alone_is_over()
        call(desk, second, "2")
        lobby.changed()
        assert lobby.numbers == ["P002", "P001"]  # even while the second stands in the large place
        lobby.alone_is_over()
        assert lobby.numbers == ["P002", "P001"]

    def test_two_called_at_once_are_announced_in_order_and_both_visible(self, desk, lobby):
        first, second = arrive(desk, 2)
        call(desk, first, "1")
        call(desk, second, "2")
        lobby.changed()
        assert lobby.numbers == ["P001", "P002"]  # who waits to be announced is seen already
        lobby.alone_is_over()
        assert lobby.numbers == ["P002", "P001"]
        lobby.alone_is_over()
        assert lobby.numbers == ["P002", "P001"]
        assert lobby.chime.times == 2

    def test_twenty_calls_in_a_second_are_all_shown_in_order(self, desk, lobby):
        visits = arrive(desk, 20)
        for n, visit in enumerate(visits, start=1):
            call(desk, visit, str(n))
            if n % 7 == 0:
                lobby.changed()
        lobby.changed()
        lobby.settle()
        shown = list(dict.fromkeys(state.called.number for state in lobby.states if state.called))
        assert shown == [f"P{n:03}" for n in range(1, 21)]
        assert lobby.chime.times == 20

    def test_each_stays_alone_until_its_time_is_over_whatever_changes_meanwhile(self, desk, lobby):
        first, second = arrive(desk, 2)
        call(desk, first, "1")
        lobby.changed()
        call(desk, second, "2")
        for _ in range(5):
            lobby.changed()
        assert lobby.now.called.number == "P001"

    def test_a_recall_is_announced_again_with_its_chime(self, desk, lobby, clock):
        (visit,) = arrive(desk, 1)
        call(desk, visit, "1")
        lobby.changed()
        lobby.settle()
        before = lobby.now.called.key
        clock.advance(seconds=31)
        desk.recall(visit)
        lobby.changed()
        assert lobby.now.called.number == "P001"
        assert lobby.now.called.key > before
        assert lobby.chime.times == 2

    def test_who_is_put_back_in_line_before_the_announcement_is_not_announced(self, desk, lobby):
        first, second, third = arrive(desk, 3)
        call(desk, first, "1")
        call(desk, second, "2")
        call(desk, third, "3")
        lobby.changed()
        desk.requeue(second)
        lobby.changed()
        lobby.settle()
        assert lobby.numbers == ["P003", "P001"]
        assert lobby.chime.times == 2

    def test_who_is_called_to_another_counter_before_the_announcement_is_announced_once(self, desk, lobby):
        first, second = arrive(desk, 2)
        call(desk, first, "1")
        call(desk, second, "2")
        lobby.changed()
        desk.requeue(second)
        call(desk, second, "4")
        lobby.changed()
        lobby.settle()
        assert lobby.now.called.words == "Counter 4"
        assert lobby.chime.times == 2

    def test_what_was_called_before_the_board_started_is_shown_without_a_chime(self, qapp, desk):
        (visit,) = arrive(desk, 1)
        call(desk, visit, "2")
        late = Lobby(desk)
        assert late.numbers == ["P001"]
        assert late.chime.times == 0
        late.presenter.close()

    def test_the_time_alone_runs_by_itself(self, qtbot, qapp, desk):
        quick = Lobby(desk, Pace(alone=0, turn=HOURS, refresh=HOURS))
        for n, visit in enumerate(arrive(desk, 3), start=1):
            call(desk, visit, str(n))
        quick.changed()
        qtbot.waitUntil(lambda: quick.presenter._announcing is None)
        assert quick.numbers == ["P003", "P002", "P001"]
        assert quick.chime.times == 3
        quick.presenter.close()

    def test_the_design_says_how_long(self):
        assert Pace().alone == 1_600


class TestEarlier:
    def test_three_earlier_calls_stand_beneath(self, desk, lobby):
        for visit in arrive(desk, 6):
            call(desk, visit, "2")
            desk.start(visit)
            desk.finish(visit, outcome="resolved")
        lobby.changed()
        lobby.settle()
        assert lobby.numbers == ["P006", "P005", "P004", "P003"]
        assert lobby.now.heading == "Last called"
        assert all(one.answered for one in lobby.now.earlier)

    def test_those_still_on_their_way_come_before_those_who_have_come(self, desk, lobby):
        first, second, third = arrive(desk, 3)
        call(desk, first, "1")
        call(desk, second, "2")
        desk.start(second)
        call(desk, third, "3")
        lobby.changed()
        lobby.settle()
        assert lobby.numbers == ["P003", "P001", "P002"]
        desk.start(third)
        lobby.changed()
        assert lobby.numbers == ["P001", "P003", "P002"]
        assert lobby.now.heading == "Now calling"
        assert lobby.chime.times == 3  # nobody is announced anew

    def test_twelve_on_their_way_stand_beneath_and_more_take_turns_in_pages_of_one_length(self, desk, lobby):
        for n, visit in enumerate(arrive(desk, 15), start=1):
            call(desk, visit, str(n))
        lobby.changed()
        lobby.settle()
        seen = set(lobby.numbers)
        assert len(lobby.now.earlier) == 7
        assert lobby.now.waits == (), "the list takes the place of the waits"
        lobby.presenter._turns.timeout.emit()
        seen |= set(lobby.numbers)
        assert len(lobby.now.earlier) == 7
        assert seen == {f"P{n:03}" for n in range(1, 16)}
        lobby.presenter._turns.timeout.emit()
        assert len(lobby.now.earlier) == 7

    def test_turns_end_when_all_fit_again(self, desk, lobby):
        visits = arrive(desk, 15)
        for n, visit in enumerate(visits, start=1):
            call(desk, visit, str(n))
        lobby.changed()
        lobby.settle()
        assert lobby.presenter._turns.isActive()
        for visit in visits[:5]:
            desk.start(visit)
        lobby.changed()
        assert not lobby.presenter._turns.isActive()

    def test_nobody_called_yet_is_a_welcome(self, desk, lobby):
        assert lobby.now.called is None
        assert lobby.now.welcome.lead == "Good morning."
        assert lobby.now.heading == ""


class TestTrouble:
    def test_a_store_that_fails_is_told_and_the_calls_stay(self, desk, lobby):
        (visit,) = arrive(desk, 1)
        call(desk, visit, "1")
        lobby.changed()
        lobby.background.broken = StoreProblem("The disk is full.")
        lobby.changed()
        assert lobby.now.trouble
        assert lobby.numbers == ["P001"]
        assert lobby.now.sentences[0].lead == "This board has stopped."
        assert "disk" not in repr(lobby.now.sentences)
        lobby.background.broken = None
        lobby.changed()
        assert not lobby.now.trouble

    def test_a_store_that_never_worked_is_told_too(self, qapp, desk):
        lobby = Lobby.__new__(Lobby)
        lobby.news, lobby.background = News(), Inline(desk)
        lobby.background.broken = StoreProblem("The store is newer than this program.")
        presenter = BoardPresenter(lobby.background, lobby.news, Texts(), Silence(), STILL)
        states = []
        presenter.changed.connect(states.append)
        presenter.read()
        assert states[-1].trouble
        assert states[-1].welcome.lead == "This board has stopped."
        presenter.close()

    def test_a_disk_that_takes_nothing_does_not_keep_the_board_from_reading(self, desk, lobby, monkeypatch):
        (visit,) = arrive(desk, 1)

        def full():
            raise StoreProblem("The disk is full.")

        monkeypatch.setattr(desk, "tell_who_waits", full)
        call(desk, visit, "1")
        lobby.changed()
        assert lobby.numbers == ["P001"]
        assert not lobby.now.trouble

    def test_after_a_bug_it_says_that_it_has_stopped_and_reads_again(self, desk, lobby, monkeypatch):
        (visit,) = arrive(desk, 1)
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(lobby.background, "run", lambda *_: None)  # a bug calls nobody back
            lobby.changed()
            lobby.background.bug.emit(RuntimeError())
        assert lobby.now.trouble
        call(desk, visit, "1")
        lobby.presenter.read()
        assert (lobby.now.trouble, lobby.numbers) == (False, ["P001"])

    def test_readings_do_not_pile_up(self, qapp, desk):
        class Slow(Inline):
            asked = ()

            def run(self, act, done=None, problem=None):
                self.asked = (*self.asked, (act, done))

        background, news = Slow(desk), News()
        presenter = BoardPresenter(background, news, Texts(), Silence(), STILL)
        for _ in range(50):
            news.changed.emit()
        assert len(background.asked) == 1
        act, done = background.asked[0]
        done(act(desk))
        assert len(background.asked) == 2  # once more, for what changed meanwhile
        presenter.close()


class TestToldAnew:
    def test_the_foot_turns_its_pages(self, desk, lobby, monkeypatch):
        ten = datetime(2026, 11, 24, 10, 45, tzinfo=UTC)
        news = tuple(BoardNews(f"P{n:03}", ten, ten, later=True) for n in range(4))
        read = read_board
        monkeypatch.setattr("ui.board.presenter.read_board", lambda of, area: replace(read(of, area), news=news))
        lobby.changed()
        assert "P002 10:45" in lobby.now.sentences[0].text
        lobby.presenter._turns.timeout.emit()
        assert lobby.now.sentences[0].text == "P003 10:45 to 10:45."


class TestPrivacy:
    def test_never_a_name_nor_a_reason(self, desk, lobby):
        (visit,) = arrive(desk, 1)
        call(desk, visit, "1")
        desk.describe(visit, clerk="ana", say_name="oh-KAH-for")
        lobby.changed()
        said = repr(lobby.states) + repr(read_board(desk))
        for word in ("Okafor", "Maria", "deck", "KAH"):
            assert word not in said


SOON = Forecast(0, 60_000, 240_000, 0)
LATE = Forecast(0, 1_560_000, 1_980_000, 5)


def view(desk, **changes):
    return replace(read_board(desk), **changes)


class TestWords:
    def test_waits_with_their_promise_and_what_it_means(self, desk):
        waits = (
            BoardWait("permit", "Build or repair", Forecast(0, 660_000, 1_080_000, 3), 3, 15, Level.NEAR),
            BoardWait("records", "Family records", LATE, 5, 20, Level.OVER),
            BoardWait("", "", SOON, 0, 10, Level.WITHIN),
        )
        heading, rows = waits_words(Texts(), view(desk, waits=waits))
        assert heading == "If you arrive now, your wait is about"
        assert [(row.name, row.wait, row.note) for row in rows] == [
            ("Build or repair", "10 to 20 min", "May be late"),
            ("Family records", "25 to 35 min", "Late. We’re sorry"),
            ("Everything else", "Less than 5 min", "On time"),
        ]
        assert rows[0].promise == "Promise: 15 min"

    def test_nothing_is_promised_where_no_time_can_be_given(self, desk):
        heading, rows = waits_words(Texts(), read_board(desk))
        assert heading == "If you arrive now"
        assert {(row.wait, row.note, row.level) for row in rows} == {("Nobody ahead", "No time known yet", None)}
        arrive(desk, 2)
        _, rows = waits_words(Texts(), read_board(desk))
        assert "2 people ahead" in {row.wait for row in rows}

    def test_why_and_what_the_order_means(self, desk):
        why, how = sentence_words(Texts(), view(desk, reason="one clerk of four is out"), Order.PROMISE)
        assert (why.lead, why.text) == ("Why some waits are longer:", "one clerk of four is out.")
        assert (how.lead, how.text) == (
            "How we call:",
            "by how much of the promised time is used. Numbers may not come in order.",
        )

    def test_whose_wait_was_announced_again_stands_first(self, desk):
        ten = datetime(2026, 11, 24, 10, 45, tzinfo=UTC)
        later = BoardNews("P014", ten, ten + timedelta(minutes=15), later=True)
        sooner = BoardNews("D004", ten, ten + timedelta(minutes=5), later=False)
        several = view(desk, news=(sooner, later), reason="one clerk is out")
        told = told_pages(Texts(), several, several.now)
        said, why = sentence_words(Texts(), several, Order.PROMISE, told[0])
        assert (said.lead, said.text) == ("Later than we said, we’re sorry:", "P014 10:45 to 11:00.")
        assert why.text == "one clerk is out."
        assert (told[1].lead, told[1].text) == ("Sooner than we said:", "D004 10:45 to 10:50.")
        said, how = sentence_words(Texts(), view(desk, reason=""), Order.PROMISE, told[1])
        assert (said.lead, said.text) == ("Sooner than we said:", "D004 10:45 to 10:50.")
        assert how.lead == "How we call:"
        endless = replace(later, ends=None)
        (said,) = told_pages(Texts(), view(desk, news=(endless,)), several.now)
        assert said.text == "P014 after 10:45."

    def test_many_waits_told_anew_take_turns_and_none_is_left_out(self, desk):
        ten = datetime(2026, 11, 24, 10, 45, tzinfo=UTC)
        news = tuple(BoardNews(f"P{n:03}", ten, ten, later=n < 5) for n in range(9))
        pages = news_pages(view(desk, news=news))
        assert [[one.number for one in page] for page in pages] == [
            ["P000", "P001", "P002"],
            ["P003", "P004"],
            ["P005", "P006", "P007"],
            ["P008"],
        ]
        assert news_pages(view(desk, news=())) == []

    def test_another_order_is_explained_as_what_it_is(self, desk):
        how, other = sentence_words(Texts(), view(desk, reason=""), Order.ARRIVAL)
        assert how.text.startswith("first come, first served")
        assert other.lead == "Can’t wait?"
        how, _ = sentence_words(Texts(), view(desk, reason=""), Order.CLASSES)
        assert how.text == "some services go first. Within each, first come, first served."

    def test_what_staff_tell_the_room_is_the_reason(self, desk, lobby):
        desk.give_notice(Notice.DELAY, text="The computers are slow today!")
        lobby.changed()
        assert lobby.now.sentences[0].text == "The computers are slow today!"

    def test_the_counter_is_said_in_the_visitors_language_too(self, monkeypatch):
        class Spanish(Texts):
            def __call__(self, sentence, /, **values):
                return "Ventanilla" if sentence == "Counter" else super().__call__(sentence, **values)

        monkeypatch.setattr("ui.board.wording.texts_for", lambda language: Spanish() if language == "es" else Texts())
        assert call_words(Texts(), BoardCall("P014", "3", 1, "es", answered=False)).label == "Ventanilla · Counter"
        assert call_words(Texts(), BoardCall("P014", "3", 1, "en", answered=False)).words == "Counter 3"

    def test_the_view_says_who_has_come(self, desk):
        first, second = arrive(desk, 2)
        call(desk, first, "1")
        call(desk, second, "2")
        desk.start(second)
        assert [(one.number, one.answered) for one in read_board(desk).calls] == [("P001", False), ("P002", True)]


class TestChime:
    def test_the_sound_is_short_and_neither_silent_nor_clipped(self):
        with wave.open(str(SOUND)) as sound:
            assert 0.5 < sound.getnframes() / sound.getframerate() < 1.6
            frames = sound.readframes(sound.getnframes())
        loudest = max(
            abs(int.from_bytes(frames[n : n + 2], sys.byteorder, signed=True)) for n in range(0, len(frames), 2)
        )
        assert 8_000 < loudest < 32_700

    def test_plays_with_the_first_player_there_is(self, tmp_path, monkeypatch, qapp):
        player = tmp_path / "paplay"
        player.write_text(f'#!/bin/sh\necho "$*" > "{tmp_path}/played"\n')
        player.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        chime = SystemChime(players=PLAYERS)
        chime.play()
        assert chime._playing.wait(10) == 0
        assert (tmp_path / "played").read_text().strip() == str(SOUND)
        chime.close()

    def test_a_player_that_fails_is_left_for_the_next(self, tmp_path, monkeypatch, qapp):
        for name, script in (("pw-play", "exit 1"), ("aplay", f'echo "$1" > "{tmp_path}/played"')):
            (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
            (tmp_path / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        chime = SystemChime(players=(("pw-play",), ("aplay", "-q")))
        chime.play()
        assert chime._playing.wait(10) == 1
        chime.play()
        assert chime._playing.wait(10) == 0
        assert (tmp_path / "played").read_text().strip() == "-q"
        chime.close()

    def test_a_machine_without_sound_is_silent(self, tmp_path, monkeypatch, qapp):
        monkeypatch.setenv("PATH", str(tmp_path))
        chime = SystemChime()
        chime.play()
        assert chime._playing is None
        chime.close()

    def test_a_player_that_plays_on_is_cut_off(self, tmp_path, monkeypatch, qapp):
        (tmp_path / "paplay").write_text("#!/bin/sh\nexec sleep 60\n")
        (tmp_path / "paplay").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        chime = SystemChime(players=(("paplay",),))
        chime.play()
        first = chime._playing
        chime.play()
        assert first.returncode is not None
        assert chime._playing is not first
        second = chime._playing
        chime.close()
        assert second.returncode is not None

    def test_silence_is_a_chime(self):
        Silence().play()
        Silence().close()


def test_a_view_is_a_value(desk):
    assert isinstance(read_board(desk), BoardView)
    assert read_board(desk) == read_board(desk)
