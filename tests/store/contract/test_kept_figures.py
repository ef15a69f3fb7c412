"""What is kept of closed days, over each kind of store: figures are the same with it, and follow what happens later."""

from __future__ import annotations

import sqlite3

from greeter.reports import journal_lines
from greeter.reports.figures import figures_of, read_figures
from greeter.reports.kept import kept_path
from greeter.reports.span import Span
from tests.greeter.report_days import TUESDAY, Counter, a_day


class Bare:
    """A store beside which nothing is kept."""

    def __init__(self, store):
        self.rows = store.rows


def test_figures_are_those_without_it(desk, clock, monkeypatch):
    monkeypatch.setattr(journal_lines, "PART", 5)
    counter, span = Counter(desk, clock), Span(TUESDAY, TUESDAY)
    a_day(counter)
    visit = counter.serve("permit", 5, 10)
    clock.advance(hours=20)

    def computed():
        return figures_of(Bare(desk.store), desk.office, span, desk.office.local(desk.clock.now()))

    for _ in range(2):
        assert read_figures(desk, span) == computed()
    desk.describe(visit, clerk="dana", missing="the plan")
    desk.survey(visit, {"satisfaction": 5})
    assert read_figures(desk, span) == computed()
    path = kept_path(desk.store)
    if path is not None:  # a store in memory keeps nothing
        with sqlite3.connect(path) as file:
            assert file.execute("select count(*) from lines").fetchone()[0] > 3
            assert file.execute("select count(*) from day where visits = 9").fetchone()[0] == 1
