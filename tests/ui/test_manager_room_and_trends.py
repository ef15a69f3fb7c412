"""The manager's pages of the room and of trends: what they say, how they answer to keys and the mouse, and when they rest."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from greeter.problems import NotAllowed, StoreProblem
from greeter.reports.span import Span
from greeter.reports.wanted import OWN
from greeter.texts import Texts
from greeter.views.levels import Level
from tests.greeter.report_days import TUESDAY
from tests.ui.server import News
from tests.ui.test_manager_window import Inline
from tests.ui.two_days import two_days
from ui.kit.fonts import load_fonts
from ui.manager.pages import PageName
from ui.manager.room_presenter import RoomPresenter
from ui.manager.state import Days, Tone
from ui.manager.trend_words import axis
from ui.manager.trends_presenter import TrendsPresenter
from ui.manager.window import ManagerWindow

Key = Qt.Key


@contextmanager
def window_of_two_days(office):
    """A window over two days with visits, and a room with some."""
    load_fonts()
    with two_days(office) as (desk, clock):
        desk.open_counter("1", clerk="Sam Ortiz")
        desk.check_in(service="permit")
        clock.advance(minutes=13)
        window = ManagerWindow(Inline(desk), News(), office, Texts())
        window.resize(1440, 900)
        window.show()
        yield window
        window.close()
        window.deleteLater()


@pytest.fixture(scope="module")
def opened(qapp, office):
    """A window built once, for tests that leave its visits as they are."""
    with window_of_two_days(office) as window:
        yield window


@pytest.fixture
def afresh(qapp, office):
    """A window of one test alone, which may serve and check in."""
    with window_of_two_days(office) as window:
        yield window


def trends_of(window):
    window.presenter.choose(Days.TODAY)
    window.pages.links[PageName.TRENDS].click()
    return window.live[PageName.TRENDS]


@pytest.fixture
def trends(opened):
    return trends_of(opened)


class TestRoom:
    def test_it_says_who_waits_is_read_again_when_something_happens_and_rests_when_it_is_not_seen(self, afresh):
        opened = afresh
        opened.pages.links[PageName.ROOM].click()
        room = opened.live[PageName.ROOM]
        assert room.headline.text() == "1 person waits. The longest wait is 13 of 15 minutes."
        assert room.detail.text().startswith("2 counters of 4 are open.")
        row = room.waits.rows[0]
        assert (row.name.text(), row.people.text()) == ("Build or repair", "1 waits")
        assert row.bar.accessibleName() == "13 of 15 min, near"
        assert [row.counter.text() for row in room.counters.rows] == [f"Counter {n}" for n in range(1, 5)]
        assert room.counters.rows[0].who.text() == "Sam Ortiz"
        assert not opened.bar.isVisible()
        assert not opened.read_at.isVisible()
        opened._feed.changed.emit()
        assert room.presenter._soon.isActive()
        opened._background.desk.check_in(service="dog")
        room.presenter._soon.timeout.emit()
        assert room.headline.text().startswith("2 people wait.")
        opened.pages.links[PageName.ALL].click()
        assert not room.presenter._grows.isActive()
        assert opened.bar.isVisible()
        room.presenter._soon.stop()
        opened._feed.changed.emit()
        assert not room.presenter._soon.isActive()

    def test_pages_have_keys(self, opened, qtbot):
        with qtbot.waitActive(opened):
            opened.activateWindow()
        QTest.keyClick(opened, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert opened.page is PageName.ROOM
        QTest.keyClick(opened, Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        assert (opened.page, opened.pages.links[PageName.TRENDS].isChecked()) == (PageName.TRENDS, True)


class TestRoomPresenter:
    class Way:
        def __init__(self, problem):
            self.problem = problem

        def run(self, act, done, problem):
            problem(self.problem)

    @pytest.mark.parametrize("problem", [NotAllowed("No."), StoreProblem("The disk is gone.")])
    def test_what_it_meets_is_told_or_asked(self, qapp, problem):
        presenter = RoomPresenter(self.Way(problem), News(), Texts())
        told, asked = [], []
        presenter.told.connect(lambda words, tone: told.append((words, tone)))
        presenter.sign_in_wanted.connect(lambda: asked.append(True))
        presenter.go_on("")
        presenter.rest()
        expected = [] if isinstance(problem, NotAllowed) else [("The disk is gone.", Tone.TROUBLE)]
        assert (told, asked) == (expected, [] if expected else [True])


class TestTrends:
    def test_each_chart_says_what_it_found(self, trends):
        assert trends.days.text().startswith("October 28 to November 24, 2026. Compared with ")
        assert [heading.text() for heading in trends.headings] == [
            "Half waited up to 6.0 min.",
            "75% within standard.",
            trends.headings[2].text(),
            "Nobody answered the survey.",
        ]

    def test_arrows_go_from_day_to_day_and_all_charts_point_at_it(self, trends):
        chart = trends.charts[0]
        chart.setFocus()
        QTest.keyClick(chart, Key.Key_Home)
        assert trends.readout.text() == (
            "Monday, November 23, 2026: Half waited up to 8.0 min, 9 in 10 up to 20.0 min, n 3."
            " 67% within standard, 2 of 3. 3 visits."
        )
        assert {one.index for one in trends.charts} == {0}
        assert chart.accessibleDescription().startswith("Monday, November 23, 2026: Half waited up to 8.0 min")
        QTest.keyClick(chart, Key.Key_Left)
        assert chart.index == 0
        QTest.keyClick(chart, Key.Key_Right)
        assert trends.readout.text().startswith("Tuesday, November 24, 2026")

    def test_the_mouse_points_too(self, trends):
        chart = trends.charts[2]
        trends.point_at(1)
        QTest.mouseMove(chart, QPoint(round(chart.place_of(0)) + 2, 40))
        assert [one.index for one in trends.charts] == [0] * 4

    def test_the_table_is_the_same_in_numbers(self, trends):
        figures = trends.table.figures
        assert figures.rowCount() == len(trends._state.places) + 1
        shown = [figures.index(0, column).data() for column in range(figures.columnCount())]
        assert shown[:5] == ["Monday, November 23, 2026", "3", "3", "8.0", "20.0"]
        assert trends.table.accessibleName() == "Day by day"

    def test_other_days_are_read_once_they_are_chosen(self, opened, trends):
        opened.presenter.choose_from_to("2026-11-24", "2026-11-24")
        opened.presenter.choose_from_to("2026-10-01", "2026-10-31")
        assert not trends.readout.isVisible()
        assert trends.nothing.isVisible()


def test_trends_that_come_late_are_not_shown(qapp):
    kept = []

    class Way:
        def run(self, act, done, problem):
            kept.append(done)

    presenter, shown = TrendsPresenter(Way(), Texts()), []
    presenter.shown.connect(shown.append)
    presenter.go_on("")
    presenter.look_at(Span(TUESDAY, TUESDAY), OWN)
    presenter.look_at(Span(TUESDAY, TUESDAY), OWN)
    assert len(kept) == 1
    presenter.rest()
    kept[0](None)
    assert shown == []


def test_trends_of_days_that_go_on_are_read_again_with_a_newer_report_and_point_at_the_same_day(afresh):
    opened, trends = afresh, trends_of(afresh)
    trends.point_at(0)
    clock, desk = opened._background.desk.clock, opened._background.desk
    came = trends._state.table.lines[-1].values[0].n
    clock.advance(minutes=1)
    desk.check_in(service="permit")
    opened.presenter._read_quietly()
    assert trends._state.table.lines[-1].values[0].n == came + 1
    assert trends.charts[0].index == 0


@pytest.mark.parametrize(("most", "found"), [(0, (1, 1)), (3.2, (4, 1)), (31, (40, 10)), (168, (200, 50)), (4, (4, 1))])
def test_an_axis_has_few_and_round_numbers(most, found):
    assert axis(most) == found


def test_levels_have_an_order():
    assert list(Level) == [Level.WITHIN, Level.NEAR, Level.OVER]
