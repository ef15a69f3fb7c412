"""The backtest of waits: figures and baselines against a line reckoned by hand, the forms of its file and of a store, and no look ahead."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise

import pytest
from click.testing import CliRunner

from greeter.backtest import baselines as simple
from greeter.backtest import waits
from greeter.backtest.baselines import BOOSTED, CONFORMED, RULES, TABLE, baselines, people_waiting
from greeter.backtest.commands import backtest
from greeter.backtest.judged import judged
from greeter.backtest.line_file import COLUMNS, visits_of_file
from greeter.backtest.line_store import visits_of_store
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.queueing.waits import Guess, PastVisit, boosted
from greeter.queueing.waits.asked import read
from greeter.queueing.waits.usual import Usual
from tests.greeter.simulated_line import simulated_days

KEYS = {"mae", "rmse", "pinball", "coverage", "width", "day_coverage_min", "day_coverage_max"}


@pytest.fixture(autouse=True)
def _few_trees(monkeypatch):
    """Enough to see that they grow."""
    monkeypatch.setattr(boosted, "ROUNDS", 8)


@pytest.fixture
def line():
    """Five days of a busy line, about 300 waits."""
    return [
        visit for day in simulated_days(5, counters=2, gap=85.0, people=140, patience=600.0).values() for visit in day
    ]


def written(path, visits, **more):
    """Write visits in the form of the file; more: columns that are put into each row."""
    rows = [",".join(COLUMNS)]
    for one in visits:
        cells = {
            "day": one.day, "arrival": one.arrival, "start": one.start, "end": one.end, "left": one.left, "type": one.service,
            "priority": one.priority, "server": one.counter, "outcome": "left" if one.start is None else "served",
            "queued": int(one.in_line), **more,
        }  # fmt: skip
        rows.append(",".join("" if cells[name] is None else str(cells[name]) for name in COLUMNS))
    data = ("\n".join(rows) + "\n").encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


class TestFigures:
    DAYS, CAME = ["mon", "mon", "tue", "tue"], [10.0, 20.0, 30.0, 100.0]

    def test_by_hand(self):
        figures = judged(self.DAYS, self.CAME, [Guess(10.0, 20.0, 50.0, 30.0)] * 4)
        assert figures["mae"] == pytest.approx((10 + 0 + 10 + 80) / 4)
        assert figures["rmse"] == pytest.approx(((400 + 100 + 0 + 4900) / 4) ** 0.5)
        low = 0.1 * (0 + 10 + 20 + 90)
        middle = 0.5 * (10 + 0 + 10 + 80)
        high = 0.1 * (40 + 30 + 20) + 0.9 * 50
        assert figures["pinball"] == pytest.approx((low + middle + high) / 12)
        assert (figures["coverage"], figures["width"]) == (0.75, 40)
        assert (figures["day_coverage_min"], figures["day_coverage_max"]) == (0.5, 1.0)

    def test_a_rule_is_judged_by_its_own_number(self):
        figures = judged(self.DAYS, self.CAME, [Guess(10.0, 20.0, 50.0, 30.0)] * 4, [40.0] * 4)
        assert figures["mae"] == pytest.approx((30 + 20 + 10 + 60) / 4)
        assert figures["rmse"] == pytest.approx(((900 + 400 + 100 + 3600) / 4) ** 0.5)


class TestBaselines:
    """One counter, services of 100 s: on both days A comes at 0, B at 10, C at 30, D at 140."""

    @pytest.fixture
    def days(self):
        usual, found = Usual(), []
        for day in ("2026-03-02", "2026-03-03"):
            visits = [
                PastVisit(day, 0, 0, 100, None, "A", counter="C1"),
                PastVisit(day, 10, 100, 200, None, "A", counter="C1"),
                PastVisit(day, 30, 200, 300, None, "A", counter="C1"),
                PastVisit(day, 140, 300, 400, None, "A", counter="C1"),
            ]
            found.append(read(visits, usual)[0])
            usual.learn(visits)
        return found

    def test_what_each_rule_says(self, days):
        second, third, fourth = (one.state for one in days[1])
        said = {name: [rule(state) for state in (second, third, fourth)] for name, rule in RULES.items()}
        assert said == {
            "mean of the last 20 waits": [-1, -1, 90],
            "last to enter service (LES)": [-1, -1, 90],
            "head of line (HOL)": [0, 20, 110],
            "(people waiting + 1) x mean service / active servers": [100, 200, 200],
        }
        assert people_waiting(fourth) == 200

    def test_figures_by_hand(self, days):
        found = baselines([days[0]], days[1])
        came, mean = [90.0, 170.0, 160.0], 140.0
        assert set(found) == {*RULES, TABLE}  # too few to boost
        by_hand = {
            "mean of the last 20 waits": [mean, mean, 90],
            "last to enter service (LES)": [mean, mean, 90],
            "head of line (HOL)": [0, 20, 110],
            "(people waiting + 1) x mean service / active servers": [100, 200, 200],
        }
        for name, said in by_hand.items():
            missed = [abs(each - wait) for each, wait in zip(said, came, strict=True)]
            assert found[name]["mae"] == pytest.approx(sum(missed) / 3)
            assert found[name]["rmse"] == pytest.approx((sum(each * each for each in missed) / 3) ** 0.5)
        assert found[TABLE]["mae"] == pytest.approx((70 + 10 + 0) / 3)  # the median of 90, 160 and 170
        assert found[TABLE]["coverage"] == 1

    def test_boosted_ones_where_there_is_enough(self, line):
        usual, found = Usual(), []
        days = sorted({one.day for one in line})
        for day in days:
            visits = [one for one in line if one.day == day]
            found.append(read(visits, usual)[0])
            usual.learn(visits)
        figures = baselines(found[:4], simple.served(found[4]))
        assert {BOOSTED, CONFORMED} < set(figures)
        assert figures[CONFORMED]["width"] != figures[BOOSTED]["width"]

    def test_both_ends_give_way_until_the_range_holds(self):
        guesses = [Guess(10.0, 20.0, 30.0, 20.0)] * 9
        assert (
            simple._wider(guesses, [20.0, 20.0, 20.0, 20.0, 25.0, 35.0, 38.0, 40.0, 90.0]) == 10
        )  # the 8th of 9 misses by 10
        assert simple._wider(guesses, [20.0] * 9) == -10


class TestFile:
    def test_its_form(self, tmp_path):
        path = tmp_path / "line.csv.gz"
        lines = [
            ",".join(COLUMNS),
            "1999-01-01,24926,24943,24997,,PS,2,S17,served,1",
            "1999-01-01,8,,,148,PS,0,,left,1",
            "1999-01-01,25484,25484,25500,,TT,,S13,served,0",
            "1999-01-01,30000,,,,TT,0,,,1",  # nobody knows what became of them
        ]
        path.write_bytes(gzip.compress("\n".join(lines).encode()))
        first, left, at_once = visits_of_file(path)
        assert (first.wait, first.early, first.counter, first.in_line) == (17, 90, "S17", True)
        assert (left.wait, left.start, left.early) == (140, None, 0)
        assert (at_once.wait, at_once.priority, at_once.in_line) == (0, 0, False)

    def test_a_number_that_is_none(self, tmp_path, line):
        path = written(tmp_path / "line.csv", line[:3], arrival="soon")
        with pytest.raises(BadInput, match=r"Row 2 of .*soon"):
            visits_of_file(path)

    def test_nobody_s_wait_ended(self, tmp_path, line):
        path = written(tmp_path / "line.csv", line[:3], start="", left="")
        with pytest.raises(BadInput, match="Nobody in"):
            visits_of_file(path)


class TestWhole:
    def test_ours_beside_each_baseline(self, tmp_path, line):
        ran = CliRunner().invoke(
            backtest,
            [
                "waits",
                "--data",
                str(written(tmp_path / "line.csv", line)),
                "--train-share",
                "0.8",
                "--json",
            ],
        )
        assert ran.exit_code == 0, ran.output
        found = json.loads(ran.output)
        assert set(found) == KEYS | {"baselines", "cold", "n", "ms"}
        assert set(found["baselines"]) == {*RULES, TABLE, BOOSTED, CONFORMED}
        assert all(set(figures) == KEYS for figures in found["baselines"].values())
        assert {"ours", "ours, frozen", *RULES, TABLE} <= set(found["cold"]["first day"])
        assert found["n"] == sum(one.start is not None and one.in_line for one in line if one.day >= "2026-03-05")
        assert found["ms"] > 0
        assert 0.5 < found["coverage"] <= 1

    def test_the_table_says_how_it_was_measured(self, tmp_path, line, monkeypatch):
        monkeypatch.setattr(boosted, "find_spec", lambda name: None)
        ran = CliRunner().invoke(backtest, ["waits", "--data", str(written(tmp_path / "line.csv", line))])
        assert ran.exit_code == 0, ran.output
        assert "first day:" in ran.output
        assert "learn on" in ran.output
        assert waits.COUNTED in ran.output
        assert BOOSTED not in ran.output

    def test_counting_alone_beats_the_last_waits(self, line, monkeypatch):
        monkeypatch.setattr(boosted, "find_spec", lambda name: None)
        result = waits.of_visits(line, train_share=0.6)
        assert result.ours["pinball"] < 0.95 * result.baselines["mean of the last 20 waits"]["pinball"]
        assert result.ours["rmse"] < 0.95 * result.baselines["last to enter service (LES)"]["rmse"]

    def test_what_it_can_t_be_asked(self, line):
        with pytest.raises(BadInput, match="One day"):
            waits.of_visits([one for one in line if one.day == line[0].day], train_share=0.7)
        idle = [PastVisit(day, 0, 0, 9, None, "A") for day in ("2026-03-01", "2026-03-02")]
        with pytest.raises(BadInput, match="Nobody had to wait"):
            waits.of_visits(idle, train_share=0.5)

    def test_a_first_day_on_which_nobody_waited_tells_nothing(self, line):
        calm = [PastVisit("2026-02-01", 0, 0, 9, None, "A")]
        assert waits.of_visits(calm + line, train_share=0.7).cold == {}

    def test_later_days_change_nothing_earlier(self, line):
        """Of two tests that differ on the last day only, all figures of the days before are the same."""
        days = sorted({one.day for one in line})
        until = [one for one in line if one.day != days[-1]]
        twice = [
            PastVisit(one.day, 2 * one.arrival, None, None, 3 * one.arrival + 5, "Z")
            for one in line
            if one.day == days[-1]
        ]
        short = waits.of_visits(until, train_share=0.75)
        longer = waits.of_visits(until + twice, train_share=0.6)
        assert short.ours == longer.ours  # nobody of the last day was served
        assert short.baselines == longer.baselines


class TestStore:
    def lived(self, desk, clock):
        """Three visits: one served after five minutes, one who left, one who still waits."""
        first = desk.check_in(service="permit").visit_id
        clock.advance(minutes=5)
        second = desk.check_in(service="permit").visit_id
        desk.call_next(counter="3", clerk="dana")
        desk.start(first)
        clock.advance(minutes=4)
        desk.leave(second)
        desk.finish(first, outcome="resolved")
        desk.check_in(service="permit")

    def test_an_office_s_own_waits(self, url, office, clock):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            self.lived(desk, clock)
        first, second = visits_of_store(url, None)
        assert first.arrival == 10 * 3600 + 5 * 60
        assert (first.wait, first.end - first.start, first.counter) == (300, 240, "3")
        assert (second.wait, second.start) == (240, None)
        assert all(before.arrival <= after.arrival for before, after in pairwise((first, second)))
        assert first.pace == office.service("permit").standard.minutes

    def test_no_waits_yet(self, url, office, clock):
        open_front_desk(url, clock=clock, catalogue=office).close()
        with pytest.raises(BadInput, match="Nobody has waited"):
            waits.of_store(url, None, train_share=0.7)
