"""What is kept of days that are over: the figures with it are those without it, and whatever happens to a day later is not missed."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.records.proof import chain_and_figures
from greeter.reports import journal_lines
from greeter.reports.figures import figures_of, read_figures
from greeter.reports.kept import kept_path
from greeter.reports.pages.frame import journal_words
from greeter.reports.quantities import Share
from greeter.reports.span import Span
from greeter.reports.trends import read_trends
from greeter.simulate.simulation import Simulation
from greeter.texts import Texts
from tests.greeter.report_days import CLERK, TUESDAY, Counter

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 4)


class Bare:
    """A store that no file belongs to, beside which something could be kept."""

    def __init__(self, store):
        self.rows = store.rows


def computed(desk, span):
    return figures_of(Bare(desk.store), desk.office, span, desk.office.local(desk.clock.now()))


@pytest.fixture(scope="module")
def played(tmp_path_factory, form, office):
    """A file in which three days have passed, and a morning."""
    url = f"sqlite:///{shutil.copyfile(form, tmp_path_factory.mktemp('played') / 'office.db')}"
    clock = ManualClock(datetime(2026, 11, 2, 8, tzinfo=UTC))
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as opened:
        for _ in Simulation(opened, clock, seed=9).play(FIRST, 3):
            pass
        clock.advance(hours=12)
        yield opened


class TestSimulated:
    def test_figures_are_equal_without_it_while_it_is_made_and_with_it(self, played, monkeypatch):
        monkeypatch.setattr(journal_lines, "PART", 500)
        kept_path(played.store).unlink(missing_ok=True)  # of another test
        span = Span(FIRST, LAST)
        without = computed(played, span)
        assert without.arrivals > 100
        made = read_figures(played, span)
        assert made == without
        assert journal_words(Texts(), made).startswith(
            f"Journal lines 1 to {made.journal.last:,} of these days verified, head "
        )
        with sqlite3.connect(kept_path(played.store)) as file:
            assert file.execute("select count(*) from day where visits > 0").fetchone()[0] == 3
            assert file.execute("select count(*) from lines").fetchone()[0] > 2
        again = read_figures(played, span)
        assert again == without
        now = again.journal.lines - again.journal.earlier
        assert (0 < now < 1000, again.journal.earlier % 500) == (True, 0)
        assert f": {now} verified now, {again.journal.earlier:,} for an earlier report." in journal_words(
            Texts(), again
        )

    def test_nothing_of_a_closed_day_is_read_again(self, played, monkeypatch):
        monkeypatch.setattr(journal_lines, "PART", 500)
        read_figures(played, Span(FIRST, LAST))
        asked = []
        rows = played.store.rows
        monkeypatch.setattr(played.store, "rows", lambda sql, values=None: asked.append(sql) or rows(sql, values))
        read_figures(played, Span(FIRST, LAST))
        assert [sql for sql in asked if "join told" in sql or "r.serve_ms" in sql or "from survey" in sql] == []
        assert sum("as line from journal" in sql for sql in asked) <= 2  # what is no whole part, at the two ends

    def test_trends_read_no_visit_of_a_closed_day_again(self, played, monkeypatch):
        asked, rows = [], played.store.rows
        first = read_trends(played, Span(FIRST, LAST))
        assert first.whole.arrivals == computed(played, Span(FIRST, LAST)).arrivals
        monkeypatch.setattr(played.store, "rows", lambda sql, values=None: asked.append(sql) or rows(sql, values))
        assert read_trends(played, Span(FIRST, LAST)) == first
        assert [sql for sql in asked if "r.serve_ms" in sql] == []

    def test_a_damaged_file_is_computed_again_and_replaced(self, played):
        span = Span(FIRST, LAST)
        without, path = computed(played, span), kept_path(played.store)
        read_figures(played, span)
        path.write_bytes(b"no database" * 1000)
        assert read_figures(played, span) == without
        assert read_figures(played, span) == without
        with sqlite3.connect(path) as file:
            assert file.execute("select count(*) from day").fetchone()[0] > 0

    def test_it_holds_no_name_and_no_word(self, played):
        read_figures(played, Span(FIRST, LAST))
        with sqlite3.connect(kept_path(played.store)) as file:
            columns = {
                row[1]
                for table in ("looked", "day", "given", "lines")
                for row in file.execute(f"pragma table_info({table})")
            }
        assert columns == {
            "office",
            "form",
            "seq",
            "hash",
            "day",
            "visits",
            "facts",
            "keys",
            "overall",
            "others",
            "part",
            "previous",
        }


@pytest.fixture
def desk(url, office, clock):
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as opened:
        yield opened


def survey_later(desk, visit, clock):
    desk.survey(visit, {"satisfaction": 2})


def describe_later(desk, visit, clock):
    desk.describe(visit, clerk="dana", reason="asks for the plan, too")


def arrive_back_dated(desk, visit, clock):
    in_the_evening = clock.now() - timedelta(hours=11)
    desk.check_in(service="permit", arrived=in_the_evening)


@pytest.mark.parametrize("act", [survey_later, describe_later, arrive_back_dated])
def test_what_happens_to_a_day_later_is_not_missed(desk, clock, act):
    counter = Counter(desk, clock)
    visit = counter.serve("permit", 5, 10)
    counter.arrive("permit")  # still in line when the night comes
    clock.advance(hours=20)
    spans = Span(TUESDAY, TUESDAY), Span(TUESDAY, TUESDAY + timedelta(days=1))
    for span in spans:
        assert read_figures(desk, span) == computed(desk, span)
    act(desk, visit, clock)
    for span in spans:
        assert read_figures(desk, span) == computed(desk, span)


def test_an_answer_that_reaches_a_closed_day_later_is_not_missed(desk, clock):
    counter = Counter(desk, clock)
    soon, later = counter.serve("permit", 5, 10), counter.serve("permit", 5, 10)
    clock.advance(hours=24)
    desk.survey(soon, {"satisfaction": 2})
    clock.advance(hours=24)
    spans = [Span(TUESDAY + timedelta(days=n), TUESDAY + timedelta(days=1)) for n in (0, 1)]
    for span in spans:
        assert read_figures(desk, span).share("satisfaction", "good", "satisfaction") == Share(0, 1)
        assert read_figures(desk, span) == computed(desk, span)
    clock.jump(timedelta(hours=-24))
    desk.survey(later, {"satisfaction": 5})
    clock.jump(timedelta(hours=24))
    for span in spans:
        assert read_figures(desk, span).share("satisfaction", "good", "satisfaction") == Share(1, 2)
        assert read_figures(desk, span) == computed(desk, span)


def test_an_act_taken_back_after_the_day_ended_is_not_missed(desk, clock):
    counter = Counter(desk, clock)
    visit = counter.arrive("permit")
    counter.begin(visit, 5)
    clock.advance(hours=17, minutes=49)  # a minute before the next day begins
    desk.finish(visit, outcome="resolved")
    clock.advance(seconds=65)
    span = Span(TUESDAY, TUESDAY)
    before = read_figures(desk, span)
    assert before.share("outcomes", "visits", "resolved").k == 1
    desk.undo(clerk=CLERK["clerk"])
    assert read_figures(desk, span) == computed(desk, span)
    assert read_figures(desk, span).share("outcomes", "visits", "resolved").k == 0


def test_a_store_that_is_older_than_what_was_kept_is_not_told_by_it(desk, clock):
    counter = Counter(desk, clock)
    counter.serve("permit", 5, 10)
    clock.advance(hours=20)
    span = Span(TUESDAY, TUESDAY)
    read_figures(desk, span)
    with sqlite3.connect(kept_path(desk.store)) as file:
        file.execute("update looked set hash = 'of another journal'")
        file.execute("update day set facts = x'00'")
    assert read_figures(desk, span) == computed(desk, span)


def test_where_nothing_can_be_written_all_is_computed(desk, clock):
    Counter(desk, clock).serve("permit", 5, 10)
    clock.advance(hours=20)
    span = Span(TUESDAY, TUESDAY)
    kept_path(desk.store).mkdir()
    assert read_figures(desk, span) == computed(desk, span)


def test_a_store_in_memory_keeps_nothing(office, clock):
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as opened:
        assert kept_path(opened.store) is None


def test_a_proof_is_of_the_rows_alone(desk, clock):
    Counter(desk, clock).serve("permit", 5, 10)
    clock.advance(hours=20)
    proof = chain_and_figures(desk.store, desk.office.id)
    assert proof.figures.arrivals == 1
    assert not kept_path(desk.store).exists()


@pytest.mark.parametrize("carry_over", [False, True])
def test_no_figure_moves_when_the_night_is_closed_after_the_report(url, office, clock, carry_over):
    with open_front_desk(url, clock=clock, catalogue=replace(office, carry_over=carry_over), durable=False) as desk:
        counter = Counter(desk, clock)
        for _ in range(2):
            counter.serve("permit", 5, 10)
            counter.arrive("dog")  # never called
        desk.call(counter.arrive("permit"), reason="next", **CLERK)
        counter.begin(counter.arrive("permit"), 3)  # never finished
        for act in (
            lambda visit: desk.hold(visit, reason="fetches the plan"),
            lambda visit: desk.transfer(visit, service="dog", note="needs a dog licence, too"),
        ):
            visit = counter.arrive("permit")
            counter.begin(visit, 4)
            act(visit)
        clock.advance(hours=22)
        span = Span(TUESDAY, TUESDAY)
        before = read_figures(desk, span)
        assert before.share("ends", "visits", "waiting").k == (2 if carry_over else 0)
        assert before.share("data_quality", "found", "night").k == (3 if carry_over else 6)
        assert desk.close_nights() == (3 if carry_over else 6)
        clock.move_to(clock.now() + timedelta(hours=1))
        written = before.written
        assert replace(read_figures(desk, span), written=written) == before
        assert replace(computed(desk, span), written=written) == before
