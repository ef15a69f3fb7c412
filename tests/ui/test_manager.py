"""What the manager window decides to show and to save: days, figures, words; the same numbers as in the report."""

import threading
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from greeter.model.visit import Outcome
from greeter.problems import BadInput, Problem, StoreProblem
from greeter.queueing.forecast import Forecast
from greeter.reports.figures import read_figures
from greeter.reports.formats import Format
from greeter.reports.public import Audience
from greeter.reports.span import Span
from greeter.texts import Texts
from greeter.views.levels import Level
from tests.ui.server import Bugs, News
from ui.manager.figures_model import LEVEL_ROLE, TOTAL_ROLE, FiguresModel
from ui.manager.forms import ending
from ui.manager.presenter import FRESH_MS, ManagerPresenter
from ui.manager.reading import FIRST_PAGE, definitions, read_report
from ui.manager.state import Days, Tone, span_of
from ui.manager.subjects import SUBJECTS

TUESDAY = date(2026, 11, 24)


def serve(desk, clock, n, *, waited=5, service="permit"):
    """Serve `n` visitors, each after so many minutes."""
    for _ in range(n):
        visit = desk.check_in(service=service, name="Maria Okafor").visit_id
        clock.advance(minutes=waited)
        desk.call(visit, counter="3", clerk="ana", reason="test")
        desk.start(visit, counter="3", clerk="ana")
        clock.advance(minutes=1)
        desk.finish(visit, outcome=Outcome.RESOLVED)


class Inline(Bugs):
    """Runs acts at once, or keeps them until the test lets them go."""

    def __init__(self, desk):
        super().__init__()
        self.desk, self.broken, self.kept, self.keep = desk, None, [], False

    def run(self, act, done=None, problem=None):
        if self.keep:
            self.kept.append((act, done, problem))
            return
        try:
            if self.broken is not None:
                raise self.broken
            result = act(self.desk)
        except Problem as met:
            problem(met)
        else:
            done(result)

    def let_go(self):
        self.keep = False
        kept, self.kept = self.kept, []
        for each in kept:
            self.run(*each)


class Manager:
    """A presenter on a desk, with what it showed and told."""

    def __init__(self, desk):
        self.desk, self.news, self.background = desk, News(), Inline(desk)
        self.presenter = ManagerPresenter(self.background, self.news, Texts())
        self.states, self.told = [], []
        self.presenter.shown.connect(self.states.append)
        self.presenter.told.connect(lambda words, tone: self.told.append((words, tone)))

    @property
    def now(self):
        return self.states[-1]


@pytest.fixture
def manager(qapp, desk):
    opened = Manager(desk)
    yield opened
    opened.presenter.close()


class TestDays:
    @pytest.mark.parametrize(
        ("days", "first", "last"),
        [
            (Days.TODAY, TUESDAY, TUESDAY),
            (Days.YESTERDAY, date(2026, 11, 23), date(2026, 11, 23)),
            (Days.THIS_WEEK, date(2026, 11, 23), TUESDAY),
            (Days.LAST_WEEK, date(2026, 11, 16), date(2026, 11, 22)),
            (Days.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
            (Days.THIS_MONTH, date(2026, 11, 1), TUESDAY),
            (Days.FROM_TO, date(2026, 1, 2), date(2026, 3, 4)),
        ],
    )
    def test_each_choice_is_a_span(self, days, first, last):
        assert span_of(days, TUESDAY, (date(2026, 1, 2), date(2026, 3, 4))) == Span(first, last)

    def test_the_first_of_a_month_and_the_turn_of_a_year(self):
        new_year = date(2027, 1, 1)
        assert span_of(Days.THIS_MONTH, new_year, (new_year, new_year)).days == 1
        assert span_of(Days.YESTERDAY, new_year, (new_year, new_year)).first == date(2026, 12, 31)
        assert span_of(Days.LAST_MONTH, new_year, (new_year, new_year)).words(Texts()) == "December 2026"

    def test_days_the_wrong_way_round_are_refused(self):
        with pytest.raises(BadInput):
            span_of(Days.FROM_TO, TUESDAY, (TUESDAY, TUESDAY - timedelta(days=1)))


class TestReading:
    def test_begins_with_today(self, desk, clock, manager):
        serve(desk, clock, 3)
        manager.presenter.begin()
        assert manager.now.days is Days.TODAY
        assert manager.now.report.figures.arrivals == 3
        assert manager.now.report.days == "Tuesday, November 24, 2026"
        assert manager.now.busy == ""
        assert manager.now.clock == "10:23"

    def test_says_what_is_under_way(self, manager):
        manager.background.keep = True
        manager.presenter.begin()
        assert manager.now.busy == "Reading the figures"
        assert manager.now.report is None
        manager.background.let_go()
        manager.background.keep = True
        manager.presenter.choose(Days.THIS_MONTH)
        assert manager.now.busy == "Reading November 1 to 24, 2026"
        assert manager.now.report is not None  # the figures from before stay in view
        manager.background.let_go()
        assert manager.now.busy == ""

    def test_days_chosen_last_win_however_slow_the_first(self, manager):
        manager.presenter.begin()
        manager.background.keep = True
        manager.presenter.choose(Days.THIS_MONTH)
        manager.presenter.choose(Days.YESTERDAY)
        shown = len(manager.states)
        manager.background.let_go()
        assert [state.report.days for state in manager.states[shown:]] == ["Monday, November 23, 2026"]

    def test_from_and_to_are_taken_as_they_are_written(self, manager):
        manager.presenter.begin()
        manager.presenter.choose_from_to(" 2026-11-02", "2026-11-06 ")
        assert manager.now.days is Days.FROM_TO
        assert manager.now.report.figures.span == Span(date(2026, 11, 2), date(2026, 11, 6))

    @pytest.mark.parametrize(
        ("first", "last", "says"),
        [
            ("tomorrow", "2026-11-06", "From, “tomorrow”, is no day."),
            ("2026-11-02", "", "To, “”, is no day."),
            ("2026-11-06", "2026-11-02", "is before the first"),
            ("1026-11-06", "2026-11-02", "too many for one report"),
        ],
    )
    def test_what_is_no_span_is_told_and_the_figures_stay(self, manager, first, last, says):
        manager.presenter.begin()
        before = manager.now.report
        manager.presenter.choose_from_to(first, last)
        assert says in manager.told[-1][0]
        assert manager.told[-1][1] is Tone.TROUBLE
        assert manager.now.report is before

    def test_a_store_that_fails_is_told_and_the_figures_stay(self, manager):
        manager.presenter.begin()
        before = manager.now.report
        manager.background.broken = StoreProblem("The disk can't be read.", "Look at its cable.")
        manager.presenter.choose(Days.LAST_WEEK)
        assert manager.told == [("The disk can't be read. Look at its cable.", Tone.TROUBLE)]
        assert manager.now.report is before
        assert manager.now.busy == ""

    def test_todays_figures_are_read_again_after_a_while(self, desk, clock, manager):
        manager.presenter.begin()
        assert manager.presenter._fresh.interval() == FRESH_MS == 10_000
        serve(desk, clock, 2)
        manager.news.changed.emit()
        assert manager.presenter._fresh.isActive()
        assert manager.now.report.figures.arrivals == 0  # not at every change
        manager.presenter._fresh.timeout.emit()
        assert manager.now.report.figures.arrivals == 2
        assert all(state.busy == "" for state in manager.states[-1:])

    def test_days_that_are_over_are_not_read_again(self, manager):
        manager.presenter.begin()
        manager.presenter.choose(Days.YESTERDAY)
        manager.presenter._fresh.stop()
        manager.news.changed.emit()
        assert not manager.presenter._fresh.isActive()

    def test_today_moves_on_with_the_business_day(self, clock, manager):
        manager.presenter.begin()
        clock.advance(hours=24)
        manager.presenter._fresh.timeout.emit()
        assert manager.now.report.figures.span == Span(date(2026, 11, 25), date(2026, 11, 25))

    def test_for_the_public(self, desk, clock, manager):
        serve(desk, clock, 3)
        manager.presenter.begin()
        manager.presenter.show_for(Audience.PUBLIC)
        assert manager.now.public
        assert manager.now.report.figures.audience is Audience.PUBLIC
        assert manager.now.report.improve_heading == "How to read this"
        manager.presenter.show_for(Audience.OFFICE)
        assert manager.now.report.figures.arrivals == 3


class TestSaving:
    def test_the_report_is_that_of_the_days_shown(self, desk, clock, manager, tmp_path):
        serve(desk, clock, 3)
        manager.presenter.begin()
        manager.presenter.save(Format.PDF, tmp_path / "report.pdf")
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
        assert manager.told == [(f"The report is saved: {tmp_path / 'report.pdf'}", Tone.DONE)]
        assert "Saving the report" in [state.busy for state in manager.states]
        assert manager.now.busy == ""

    def test_the_tables_are_as_many_as_there_are(self, desk, clock, manager, tmp_path):
        serve(desk, clock, 3)
        manager.presenter.begin()
        manager.presenter.save(Format.CSV, tmp_path / "tables")
        files = sorted(path.name for path in (tmp_path / "tables").iterdir())
        assert "figures.csv" in files
        assert {f"{key}.csv" for key in manager.now.report.figures.tables} <= set(files)
        assert manager.told[0][0].startswith(f"{len(files)} tables are saved in ")

    @pytest.mark.parametrize("kind", list(Format))
    def test_a_place_that_cant_be_written_is_told(self, manager, tmp_path, kind):
        (tmp_path / "in the way").write_text("")
        manager.presenter.begin()
        manager.presenter.save(kind, tmp_path / "in the way" / "report.pdf")
        words, tone = manager.told[-1]
        assert "can't be written" in words
        assert tone is Tone.TROUBLE
        assert manager.now.busy == ""

    def test_after_a_bug_other_days_are_read_and_the_report_is_saved(self, manager, tmp_path):
        manager.presenter.begin()
        for act in (
            lambda: manager.presenter.choose(Days.YESTERDAY),
            lambda: manager.presenter.save(Format.CSV, tmp_path / "tables"),
        ):
            manager.background.keep = True  # a bug calls nobody back
            act()
            assert manager.now.busy
            manager.background.bug.emit(RuntimeError())
            manager.background.keep = False
            assert (manager.now.busy, manager.now.may_stop, manager.told[-1][1]) == ("", False, Tone.TROUBLE)
            act()
        assert manager.now.report.figures.span == Span(date(2026, 11, 23), date(2026, 11, 23))
        assert (tmp_path / "tables" / "figures.csv").exists()

    @pytest.mark.parametrize("kind", list(Format))
    def test_nothing_is_saved_before_there_is_anything(self, manager, tmp_path, kind):
        manager.presenter.save(kind, tmp_path / "x")
        assert not (tmp_path / "x").exists()
        assert manager.states == []

    @pytest.mark.parametrize("kind", list(Format))
    def test_what_is_stopped_leaves_nothing_behind(self, manager, tmp_path, kind):
        manager.presenter.begin()
        manager.background.keep = True
        manager.presenter.save(kind, tmp_path / f"mine{ending(kind)}")
        assert manager.now.may_stop
        manager.presenter.stop()
        assert manager.now.busy == "Stopping"
        manager.background.let_go()
        assert manager.told == [("It was stopped. Nothing was saved.", Tone.TELL)]
        assert list(tmp_path.glob("*mine*")) == list(tmp_path.glob(".*")) == []
        assert (manager.now.busy, manager.now.may_stop) == ("", False)

    def test_it_is_told_how_far_the_report_is(self, desk, clock, manager, tmp_path):
        serve(desk, clock, 3)
        manager.presenter.begin()
        manager.presenter._stepped.connect(lambda done, _: manager.presenter.stop() if done == 2 else None)
        manager.presenter.save(Format.PDF, tmp_path / "mine.pdf")
        steps = [(state.done, state.may_stop) for state in manager.states if state.of]
        assert steps[:2] == [(1, True), (2, True)]
        assert (manager.now.of, list(tmp_path.glob("*mine*"))) == (0, [])

    def test_days_that_are_still_read_can_be_given_up(self, manager):
        manager.presenter.begin()
        assert not manager.now.may_stop
        manager.background.keep = True
        manager.presenter.choose(Days.LAST_MONTH)
        assert manager.now.may_stop
        manager.presenter.stop()
        assert manager.told == [("It was stopped. You see the figures from before.", Tone.TELL)]
        assert (manager.now.days, manager.now.first, manager.now.busy) == (Days.TODAY, TUESDAY, "")
        manager.background.let_go()
        assert manager.now.report.days == "Tuesday, November 24, 2026"
        assert manager.now.compared == "Compared with Tuesday, November 17, 2026."


class TestWords:
    def test_the_figures_are_those_of_the_report(self, desk, clock):
        serve(desk, clock, 40, waited=5)
        serve(desk, clock, 10, waited=20)
        span = Span(TUESDAY, TUESDAY + timedelta(days=1))
        report = read_report(desk, span, Audience.OFFICE, Texts())
        assert report.figures.within == read_figures(desk, span).within
        assert (report.big.number, report.big.what) == ("80%", "within standard")
        assert report.big.detail == "40 of 50. Goal 80%."
        assert report.big.level is Level.WITHIN
        assert report.headline[0] == "We kept our promise to 8 in 10 visitors."
        half, honest, twice = report.small
        assert (half.number, half.detail) == ("5.0 min", "1 in 10: over 20.0 min")
        assert (honest.number, honest.detail) == ("–", "too few to judge")
        assert (twice.number, twice.what, twice.detail) == ("0", "asked twice", "0 sent on")
        assert report.sums.startswith("50 arrived, 50 served, 0 left")
        assert report.journal_sound
        assert "verified" in report.journal

    def test_a_goal_that_is_missed_is_over(self, desk, clock):
        serve(desk, clock, 30, waited=20)
        report = read_report(desk, Span(TUESDAY, TUESDAY + timedelta(days=1)), Audience.OFFICE, Texts())
        assert (report.big.number, report.big.level) == ("0%", Level.OVER)

    def test_days_before_and_forecasts_are_told_where_there_are_enough(self, desk, clock):
        for _ in range(2):
            for _ in range(31):
                visit = desk.check_in(service="permit", told=Forecast(60_000, 180_000, 600_000, 1)).visit_id
                clock.advance(minutes=5)
                desk.call(visit, counter="3", clerk="ana", reason="test")
                desk.start(visit)
                desk.finish(visit, outcome=Outcome.RESOLVED)
            clock.advance(hours=7 * 24 - 155 / 60)
        tuesday = TUESDAY + timedelta(days=7)
        report = read_report(desk, Span(tuesday, tuesday), Audience.OFFICE, Texts())
        assert report.big.detail == "31 of 31. Goal 80%. The Tuesday before 100%."
        assert (report.small[1].number, report.small[1].what) == ("100%", "of 31 forecasts held")
        assert report.praise == "Build or repair kept its promise to 100% of 31 visitors."

    def test_too_few_visits_are_not_judged(self, desk, clock):
        serve(desk, clock, 2)
        report = read_report(desk, Span(TUESDAY, TUESDAY), Audience.OFFICE, Texts())
        assert report.big.level is None
        assert report.improve_note.startswith("Nothing stands out")
        assert report.improvements == ()

    def test_no_visits_at_all(self, desk):
        report = read_report(desk, Span(TUESDAY, TUESDAY), Audience.OFFICE, Texts())
        assert report.headline == ("No visits in these days.",)
        assert report.rows == ()

    def test_a_journal_that_was_changed_is_told(self, desk, clock):
        serve(desk, clock, 1)
        desk.store.port.run("update journal set data = '{}' where seq = 2", {})
        report = read_report(desk, Span(TUESDAY, TUESDAY), Audience.OFFICE, Texts())
        assert not report.journal_sound
        assert "NOT as it was written" in report.journal

    def test_each_figure_of_the_first_page_says_how_it_is_computed(self, office):
        found = definitions(Texts(), FIRST_PAGE, office)
        assert [one.name for one in found][:2] == ["Within standard", "Wait"]
        assert all(len(one.how) > 40 for one in found)


class TestTables:
    def test_every_table_of_the_report_answers_one_question(self, desk):
        listed = [key for subject in SUBJECTS for key in subject.tables]
        assert len(listed) == len(set(listed))
        alone = {"compared_last_year", "compared_offices"}  # only where there is something to compare with
        assert set(listed) - alone == set(read_figures(desk, Span(TUESDAY, TUESDAY)).tables)

    def test_a_number_among_shares_stands_there_once(self, desk, clock):
        serve(desk, clock, 3)
        model = FiguresModel(Texts())
        model.show_table(read_figures(desk, Span(TUESDAY, TUESDAY)).tables["compared_before"], "$")
        rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
        assert ["Within standard", "100%", "3 of 3"] in rows
        assert ["Visits", "3", ""] in rows

    def test_a_table_shows_the_digits_of_the_report(self, desk, clock, qtmodeltester):
        serve(desk, clock, 8, waited=5)
        serve(desk, clock, 2, waited=20)
        table = read_figures(desk, Span(TUESDAY, TUESDAY)).tables["waits_by_service"]
        model = FiguresModel(Texts())
        model.show_table(table, "$")
        qtmodeltester.check(model)
        rows = [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        permit = next(row for row in rows if row[0].startswith("Build or repair"))
        assert permit == ["Build or repair, standard 15 min", "10", "5.0", "20.0", "20.0", "80%", "8 of 10"]
        headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
        assert headings[0] == "Service"
        assert headings[2] == "Wait, minutes\nhalf"
        last = model.rowCount() - 1
        assert model.index(last, 0).data(TOTAL_ROLE)
        assert not model.index(0, 0).data(TOTAL_ROLE)
        assert model.index(last, 5).data(LEVEL_ROLE) == Level.WITHIN
        assert model.index(last, 6).data(LEVEL_ROLE) is None

    def test_every_table_can_be_shown_for_office_and_public(self, desk, clock, qtmodeltester):
        serve(desk, clock, 3)
        model = FiguresModel(Texts())
        for audience in Audience:
            for table in read_figures(desk, Span(TUESDAY, TUESDAY), audience).tables.values():
                model.show_table(table, "$")
                shown = [
                    model.index(row, column).data()
                    for row in range(model.rowCount())
                    for column in range(model.columnCount())
                ]
                assert all(isinstance(text, str) for text in shown)

    def test_a_number_about_few_is_withheld_from_the_public(self, desk, clock):
        serve(desk, clock, 3)
        model = FiguresModel(Texts())
        model.show_table(read_figures(desk, Span(TUESDAY, TUESDAY), Audience.PUBLIC).tables["waits_by_service"], "$")
        assert "withheld" in {model.index(0, column).data() for column in range(1, model.columnCount())}


def test_the_presenter_begins_no_thread_of_its_own(qapp, desk):
    before = threading.active_count()
    Manager(desk).presenter.begin()
    assert threading.active_count() == before
