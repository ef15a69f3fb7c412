"""The server does not answer: board and manager window keep the last truth, and don't look live."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from greeter.opening import open_front_desk
from greeter.problems import StoreProblem
from greeter.reach import StoreReach, open_desk_later
from greeter.reports.formats import Format
from greeter.reports.public import Audience
from greeter.texts import Texts
from tests.postgres_server import PostgresServer
from tests.ui.server import AWAY, Bugs, News
from ui.background import Background
from ui.board.chime import Silence
from ui.board.presenter import BoardPresenter, Pace
from ui.board.window import BoardWindow
from ui.feed import Feed
from ui.manager.presenter import ManagerPresenter
from ui.manager.state import Days, Tone
from ui.manager.window import ManagerWindow

HOURS = 10**7
STILL = Pace(alone=HOURS, turn=HOURS, refresh=HOURS)
NOT_DONE = "Not done: the server has not answered since 10:05. Do it again when it is back."
LISTEN = "We still call you. Listen for your number, or ask at a counter."


class Way(Bugs):
    """Runs acts at once, or says that the server is away."""

    def __init__(self, desk):
        super().__init__()
        self.desk, self.problem, self.asked = desk, None, 0

    def run(self, act, done=None, problem=None):
        self.asked += 1
        if self.problem is not None:
            problem(self.problem)
        else:
            result = act(self.desk)
            if done is not None:
                done(result)


class Screen:
    """A presenter on a desk, with what it showed and told."""

    def __init__(self, desk, make):
        self.news, self.way = News(), Way(desk)
        self.presenter = make(self.way, self.news)
        self.states, self.told = [], []
        (self.presenter.changed if hasattr(self.presenter, "changed") else self.presenter.shown).connect(
            self.states.append
        )

    @property
    def now(self):
        return self.states[-1]

    def goes(self):
        self.way.problem = AWAY
        self.news.away.emit()

    def comes_back(self):
        self.way.problem = None
        self.news.back.emit()

    def older(self):
        self.presenter._truth.older.emit()


@pytest.fixture
def board(qapp, desk, clock):
    opened = Screen(desk, lambda way, news: BoardPresenter(way, news, Texts(), Silence(), STILL, clock))
    opened.presenter.read()
    yield opened
    opened.presenter.close()
    opened.presenter.close()


@pytest.fixture
def manager(qapp, desk, clock):
    opened = Screen(desk, lambda way, news: ManagerPresenter(way, news, Texts(), clock=clock))
    opened.presenter.told.connect(lambda words, tone: opened.told.append((words, tone)))
    yield opened
    opened.presenter.close()


class TestBoard:
    def called(self, desk, board):
        visit = desk.check_in(service="permit").visit_id
        desk.call(visit, counter="3", clerk="dana", reason="test")
        board.news.changed.emit()
        board.presenter._announced()

    def test_for_a_minute_it_stays_as_it_is_with_its_clock_going_on(self, desk, clock, board):
        self.called(desk, board)
        before = board.now
        assert (before.heading, before.clock) == ("Now calling", "10:05")
        board.goes()
        clock.advance(seconds=59)
        board.presenter.read()
        assert board.now == before
        assert not board.now.trouble

    def test_after_a_minute_it_says_of_when_it_is_and_does_not_look_live(self, desk, clock, board):
        self.called(desk, board)
        before = board.now
        board.goes()
        clock.advance(minutes=4)
        board.older()
        now = board.now
        assert (now.called.number, now.called.counter) == ("P001", "3")
        assert (now.heading, now.waits_heading) == ("Last called, as of 10:05", "Waits as of 10:05")
        assert [(one.lead, one.text) for one in now.sentences] == [("No news since 10:05.", LISTEN)]
        assert (now.clock, now.trouble) == ("10:09", False)
        assert [wait.wait for wait in now.waits] == [wait.wait for wait in before.waits] != []
        assert {(wait.note, wait.level) for wait in now.waits} == {("", None)}, "whether it is on time is not known"

    def test_nobody_called_needs_no_heading(self, clock, board):
        board.goes()
        clock.advance(minutes=1)
        board.older()
        assert (board.now.heading, board.now.called) == ("", None)
        assert board.now.waits_heading == "Waits as of 10:05"

    def test_another_day_is_named(self, clock, board):
        board.goes()
        clock.advance(hours=20)
        board.older()
        assert board.now.waits_heading == "Waits as of Nov 24, 10:05"
        assert board.now.day.endswith("Wednesday, November 25")

    def test_when_it_is_back_it_is_read_at_once(self, desk, clock, board):
        board.goes()
        clock.advance(minutes=4)
        board.older()
        before = board.now
        visit = desk.check_in(service="permit").visit_id
        desk.call(visit, counter="3", clerk="dana", reason="test")
        board.comes_back()
        assert board.now.called.number == "P001"
        assert board.now.heading == "Now calling"
        assert board.now.sentences != before.sentences

    def test_a_reading_that_meets_it_says_nothing_loud(self, clock, board):
        board.way.problem = AWAY
        board.presenter.read()
        assert not board.now.trouble
        board.way.problem = StoreProblem("The disk is full.")
        board.presenter.read()
        assert board.now.trouble
        clock.advance(minutes=2)
        board.older()
        assert board.now.sentences[0].lead == "This board has stopped."

    def test_a_board_that_starts_meanwhile_sends_people_to_the_counters(self, qapp, desk, clock):
        screen = Screen(desk, lambda way, news: BoardPresenter(way, news, Texts(), Silence(), STILL, clock))
        screen.presenter._lobby = None
        screen.way.problem = AWAY
        screen.presenter.read()
        assert screen.now.trouble
        assert screen.now.welcome.lead == "This board has stopped."
        screen.presenter.close()


class TestManager:
    def test_the_figures_stay_with_their_age(self, desk, clock, manager):
        manager.presenter.begin()
        assert (manager.now.away, manager.now.clock) == ("", "10:05")
        manager.goes()
        assert manager.now.away == "The server has not answered since 10:05. You see the figures of 10:05."
        clock.advance(minutes=3)
        manager.older()
        assert manager.now.away == (
            "The server has not answered since 10:05, for 3 minutes. You see the figures of 10:05."
        )
        assert manager.now.report is not None
        assert manager.told == []

    def test_the_age_counts_from_the_last_sign_of_life(self, clock, manager):
        manager.presenter.begin()
        clock.advance(minutes=30)
        manager.goes()
        assert manager.now.away == "The server has not answered since 10:35. You see the figures of 10:05."

    @pytest.mark.parametrize(
        "ask",
        [
            lambda presenter: presenter.choose(Days.YESTERDAY),
            lambda presenter: presenter.choose_from_to("2026-11-01", "2026-11-02"),
            lambda presenter: presenter.show_for(Audience.PUBLIC),
            lambda presenter: presenter.save(Format.PDF, None),
        ],
    )
    def test_what_is_asked_for_says_at_once_that_it_waits(self, manager, ask):
        manager.presenter.begin()
        manager.goes()
        asked = manager.way.asked
        ask(manager.presenter)
        assert manager.told == [(NOT_DONE, Tone.TELL)]
        assert (manager.now.days, manager.now.public, manager.now.busy) == (Days.TODAY, False, "")
        assert manager.way.asked == asked

    def test_what_meets_it_is_told_and_tried_again_by_itself(self, clock, manager):
        manager.presenter.begin()
        manager.way.problem = AWAY
        manager.presenter.choose(Days.YESTERDAY)
        assert manager.told[-1] == (NOT_DONE, Tone.TELL)
        assert manager.now.away.startswith("The server has not answered since 10:05.")
        manager.way.problem = None
        manager.older()
        assert manager.told[-1] == ("The server is back.", Tone.DONE)
        assert (manager.now.away, manager.now.days) == ("", Days.YESTERDAY)

    def test_when_it_is_back_the_figures_are_read(self, desk, clock, manager):
        manager.presenter.begin()
        manager.goes()
        clock.advance(minutes=3)
        desk.check_in(service="dog")
        manager.comes_back()
        assert manager.told == [("The server is back.", Tone.DONE)]
        assert (manager.now.clock, manager.now.report.figures.arrivals) == ("10:08", 1)

    def test_a_window_that_opens_meanwhile_reads_as_soon_as_it_can(self, manager):
        manager.way.problem = AWAY
        manager.presenter.begin()
        words = "The server does not answer. The figures are read as soon as it does."
        assert (manager.now.away, manager.now.report) == (words, None)
        assert manager.told == [(words, Tone.TELL)]
        manager.older()
        assert manager.now.report is None
        manager.comes_back()
        assert manager.now.report is not None
        assert manager.told[-1] == ("The server is back.", Tone.DONE)

    def test_the_window_shows_the_line_and_takes_it_away(self, qtbot, desk, clock):
        way, news = Way(desk), News()
        window = ManagerWindow(way, news, desk.office, Texts(), clock=clock)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        way.problem = AWAY
        news.away.emit()
        assert window.banner.words.startswith("The server has not answered since 10:05. You see")
        qtbot.mouseClick(window.bar.answers[Days.YESTERDAY], Qt.MouseButton.LeftButton)
        assert window.banner.words == NOT_DONE
        assert window.bar.answers[Days.TODAY].isChecked()
        clock.advance(minutes=2)
        window.presenter._truth.older.emit()
        assert window.banner.words.startswith("The server has not answered since 10:05, for 2 minutes.")
        way.problem = None
        news.back.emit()
        assert window.banner.words == "The server is back."


@pytest.fixture(scope="module")
def server():
    made = PostgresServer(durable=True)
    yield made
    made.close()


def test_a_server_that_is_stopped_and_started(qapp, server, office, clock, qtbot):
    """A real server: board and manager window keep what they showed, and read again when it is back."""
    url = server.database("lobby")
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        visit = desk.check_in(service="permit").visit_id
        desk.call(visit, counter="3", clerk="dana", reason="test")
    ways = [
        (Background(StoreReach(open_desk_later(url, office, clock, patience_s=2.0))), Feed(url, office.id))
        for _ in range(2)
    ]
    board = BoardWindow(*ways[0], office, Texts(), chime=Silence(), pace=Pace(1, HOURS, 500), clock=clock)
    manager = ManagerWindow(*ways[1], office, Texts(), clock=clock)
    windows = (board, manager)
    try:
        for window in windows:
            window.show()
        qtbot.waitUntil(lambda: board._state is not None and board._state.called is not None, timeout=20_000)
        qtbot.waitUntil(lambda: manager.presenter.span is not None, timeout=20_000)
        server.stop("immediate")
        qtbot.waitUntil(lambda: all(window.presenter._truth.is_silent for window in windows), timeout=20_000)
        clock.advance(timedelta(minutes=4))
        for window in windows:
            window.presenter._truth.older.emit()
        assert board._state.called.number == "P001"
        assert board._state.waits_heading == "Waits as of 10:05"
        assert manager.banner.words == (
            "The server has not answered since 10:05, for 4 minutes. You see the figures of 10:05."
        )
        server.start()
        qtbot.waitUntil(lambda: not any(window.presenter._truth.is_silent for window in windows), timeout=20_000)
        assert board._state.heading == "Now calling"
        assert manager.banner.words == "The server is back."
    finally:
        for window, (background, feed) in zip(windows, ways, strict=True):
            window.close()
            feed.close()
            background.close()
