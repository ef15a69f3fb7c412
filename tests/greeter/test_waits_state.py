"""What is known of a line at a moment, what is usual, and the tables that go by it."""

from __future__ import annotations

import pytest

from greeter.queueing.patience import LEAST, Patience
from greeter.queueing.waits import PastVisit, by_day, newcomer
from greeter.queueing.waits.asked import read
from greeter.queueing.waits.day import Day, replay
from greeter.queueing.waits.forward import flow, turns
from greeter.queueing.waits.state import FEATURES, NEVER, UNKNOWN, state_of, weekday_of
from greeter.queueing.waits.table import BIN, Table
from greeter.queueing.waits.usual import AWAY, NO_SERVICE, SKILL_FROM, Usual
from tests.greeter.simulated_line import simulated_day

DAY = "2026-03-02"  # a Monday


def visit(arrival, start=None, end=None, left=None, service="A", **more):
    return PastVisit(DAY, arrival, start, end, left, service, **more)


def feature(state, name):
    return state.row[FEATURES.index(name)]


LINE = [
    visit(0, 0, 100, counter="C1"),
    visit(10, 10, 310, counter="C2", service="B"),
    visit(20, 100, 400, counter="C1"),
    visit(40, left=90),
    visit(60, 310, 500, counter="C2", service="B"),
    visit(130, 400, 480, counter="C1", priority=2, early=90.0),
]
"""At 150: C1 serves since 100, C2 since 10; waiting are the B of 60 and the A of 130, who stands as if of 40."""


@pytest.fixture
def at_150():
    usual, day = Usual(), Day()
    list(replay(LINE, day, 150.0))
    return usual, day


def test_the_line_at_a_moment(at_150):
    state = state_of(at_150[1], at_150[0], visit(150), 150.0)
    assert (state.ahead, feature(state, "waiting")) == (2, 2)
    assert feature(state, "ahead_same") == 1
    assert (state.hol, feature(state, "hol_same"), feature(state, "wait_mean")) == (90, 20, 55)
    assert (feature(state, "serving"), feature(state, "able"), feature(state, "seen_10")) == (2, 2, 2)
    assert (feature(state, "lasted_most"), feature(state, "lasted_mean")) == (140, 95)
    assert (state.les, feature(state, "since_1"), feature(state, "since_2")) == (80, 50, NEVER)
    assert (feature(state, "starts_2"), feature(state, "joins_5"), feature(state, "lefts_5")) == (1, 6, 1)
    assert feature(state, "service_lately") == 100
    assert (feature(state, "second"), feature(state, "weekday")) == (150, 0)
    assert state.rule == pytest.approx(3 * NO_SERVICE / 2)
    assert len(state.row) == len(FEATURES)


def test_who_joins_earlier_stands_before_those_who_came_first(at_150):
    usual, day = at_150
    assert state_of(day, usual, visit(150, priority=2, early=95.0), 150.0).ahead == 1
    assert state_of(day, usual, visit(150, early=120.0), 150.0).ahead == 0


def test_the_order_goes_by_the_share_of_the_pace():
    day = Day()
    day.joined("slow", visit(0, pace=30.0))
    day.joined("quick", visit(60, pace=5.0))
    asks = visit(40, pace=10.0)
    assert state_of(day, Usual(), asks, 100.0).ahead == 1  # 6 of 10 against 3.3 and 8
    assert state_of(day, Usual(), asks, 60.0).ahead == 1  # 2 against 2 and 0


def test_who_waits_already_counts_only_those_before_them(at_150):
    usual, day = at_150
    assert state_of(day, usual, LINE[4], 150.0).ahead == 1  # the priority stands before
    assert state_of(day, usual, LINE[5], 150.0).ahead == 0
    assert feature(state_of(day, usual, LINE[5], 150.0), "hol_same") == 0


def test_nothing_is_known_before_the_first():
    state = state_of(Day(), Usual(), newcomer(DAY, 5.0, "A"), 5.0)
    assert (state.ahead, state.les, state.mean_20, state.hol) == (0, UNKNOWN, UNKNOWN, 0)
    assert state.turns == NO_SERVICE
    assert feature(state, "pace_20") == 1


def test_a_replay_knows_what_was_and_nothing_else():
    day = Day()
    counts = [(len(day.waiting), len(day.serving)) for _ in replay(LINE, day)]
    assert counts == [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (1, 2)]
    assert not day.waiting
    assert not day.serving


def test_a_replay_stops_now():
    day = Day()
    assert len(list(replay(LINE, day, 50.0))) == 4
    assert (len(day.waiting), len(day.serving)) == (2, 2)


def test_a_counter_that_pauses_is_there_a_little_longer():
    day = Day()
    list(replay([visit(0, 0, 100, counter="C1")], day, 120.0))
    assert feature(state_of(day, Usual(), visit(120), 120.0), "idle") == 1
    assert feature(state_of(day, Usual(), visit(200), 200.0), "idle") == 0
    assert feature(state_of(day, Usual(), visit(200), 200.0), "seen_10") == 1
    assert feature(state_of(day, Usual(), visit(900), 900.0), "seen_10") == 0


def test_old_arrivals_are_forgotten():
    day = Day()
    list(replay([visit(0, 0, 10), visit(100, 105, 110), visit(4000, 4000, 4001)], day, 4500.0))
    assert len(day.joins) == 1
    assert not day.starts


def test_a_wait_remembers_what_was_reckoned_of_it():
    asked, day = read([visit(0, 0, 100, counter="C1"), visit(10, 100, 150, counter="C1")], Usual())
    assert [one.visit.arrival for one in asked] == [10]
    assert day.ended[-1].reckoned == asked[0].state.turns > 0
    assert (asked[0].wait, asked[0].left, asked[0].known_at) == (90, False, 100)


def test_what_a_play_says_is_part_of_the_state():
    asked, _ = read(LINE, Usual(), play=lambda day, usual, one, now: (1.0, 2.0, now))
    assert [one.state.played for one in asked] == [(1, 2, one.visit.arrival) for one in asked]


class TestUsual:
    def test_a_rare_service_is_drawn_to_the_mean_of_all(self):
        usual = Usual()
        usual.learn([*(visit(0, 0, 100) for _ in range(90)), *(visit(0, 0, 300, service="B") for _ in range(10))])
        assert usual.mean == 120
        assert usual.service_time("B") == pytest.approx((10 * 300 + 10 * 120) / 20)
        assert usual.service_time("C") == 120

    def test_how_long_it_still_takes(self):
        usual = Usual()
        usual.learn([visit(0, 0, end) for end in [100] * 20 + [300] * 20])
        assert usual.still("A", 0) == 200
        assert usual.still("A", 100) == 200
        assert usual.still("A", 299) == 1
        assert usual.still("A", 300) == usual.mean  # nobody took longer: as long again as any
        assert usual.still("new", 100) == 200
        assert Usual().still("A", 50) == NO_SERVICE

    def test_what_a_counter_hardly_ever_served_it_does_not_serve(self):
        usual = Usual()
        served = [visit(0, 0, 10, counter="C1") for _ in range(199)]
        usual.learn([*served, visit(0, 0, 10, counter="C1", service="B"), visit(0, 0, 10, counter="C2", service="B")])
        assert usual.serves("C1", "A")
        assert not usual.serves("C1", "B")
        assert usual.serves("C2", "A")  # too little is known of it
        assert SKILL_FROM > 1

    def test_how_soon_people_give_up(self):
        usual = Usual()
        usual.learn([visit(0, left=600) for _ in range(10)] + [visit(0, 600, 700)])
        assert usual.giving_up == pytest.approx(11 / (6600 + 3600))

    def test_pauses_between_services(self):
        usual = Usual()
        calls = [
            visit(0, 0, 100, counter="C1"),
            visit(50, 120, 200, counter="C1"),  # waited through 20 s
            visit(260, 260, 300, counter="C1"),  # nobody waited
            visit(250, 300 + AWAY + 1, 2000, counter="C1"),  # the counter was away
            visit(1900, 2040, None, counter="C1"),  # 40 s
            visit(2030, 2050, 2060, counter="C1"),
        ]
        usual.learn(calls)
        assert usual.between == 30
        assert usual.pauses(10) == 30  # two are too few to say how much longer


class TestForward:
    @pytest.fixture
    def usual(self):
        usual = Usual()
        usual.learn([visit(0, 0, 100, counter="C1") for _ in range(50)])
        usual.learn([visit(0, 0, 100, counter="C2", service="B") for _ in range(50)])
        return usual

    def test_a_newcomer_waits_for_the_first_who_ends(self, usual):
        assert flow(usual, [], [60.0, 30.0]) == pytest.approx(20.0)
        assert turns(usual, [], ["C1", "C9"], [60.0, 30.0], "A") == pytest.approx(15.0)

    def test_each_one_ahead_takes_a_share_of_the_rate(self, usual):
        usual._left, usual._waited = -1.0, 0.0  # nobody gives up
        assert flow(usual, ["A", "A"], [50.0, 50.0]) == pytest.approx(25.0 + 2 * 50.0)
        assert turns(usual, ["A", "A"], ["C7", "C8"], [50.0, 50.0], "A") == pytest.approx(125.0)

    def test_only_counters_that_may_serve_take_part(self, usual):
        usual._left, usual._waited = -1.0, 0.0
        assert turns(usual, ["B", "B", "B"], ["C1", "C2"], [80.0, 80.0], "A") == pytest.approx(40.0)
        assert turns(usual, ["A"], ["C1"], [80.0], "A") == pytest.approx(180.0)

    def test_where_nobody_may_serve_it_takes_a_service_longer(self, usual):
        assert turns(usual, [], ["C2"], [80.0], "A") == pytest.approx(180.0)

    def test_without_a_counter_each_takes_a_mean(self, usual):
        assert flow(usual, ["A"], []) == turns(usual, ["A"], [], [], "A") == 200.0


class TestPatience:
    def test_the_share_who_stay(self):
        patience = Patience([(10, True), (20, False), (30, True), (40, False)])
        assert [patience.stays(wait) for wait in (5, 10, 11, 30, 31)] == [1, 1, 0.75, 0.75, 0.375]

    def test_a_wait_stands_for_those_who_left_before(self):
        patience = Patience([(10, True), (20, False)])
        assert patience.weight(20) == 2
        assert patience.weight(5) == 1

    def test_few_waits_never_say_all(self):
        assert Patience([(1, True)] * 99 + [(2, False)]).weight(2) == 1 / LEAST

    def test_without_anybody_all_stay(self):
        assert Patience([]).weight(100) == 1


class TestTable:
    def test_quantiles_by_bin(self):
        table = Table([(0, wait, 1.0) for wait in range(1, 101)] + [(5, wait + 1000, 1.0) for wait in range(1, 101)])
        assert table.guess(0) == (10, 50, 90, 50.5)
        assert table.guess(4.9) == (10, 50, 90, 50.5)
        assert table.guess(5) == table.guess(99) == (1010, 1050, 1090, 1050.5)

    def test_weights(self):
        table = Table([(0, 10, 1.0), (0, 20, 8.0), (0, 30, 1.0)])
        assert table.guess(0) == (10, 20, 20, 20)  # the mean is of all three, each once

    def test_a_bin_has_enough_and_the_last_takes_the_rest(self):
        table = Table([(number, number, 1.0) for number in range(2 * BIN - 1)])
        assert table.guess(0) == table.guess(2 * BIN)

    def test_an_empty_one_has_no_guess(self):
        assert Table([]).guess(1) is None


def test_the_past_by_day():
    late, early, before = visit(9, 9, 10), visit(3, 4, 10), PastVisit("2026-03-01", 1, None, None, 5, "A")
    days = by_day([late, early, before])
    assert list(days) == ["2026-03-01", DAY]
    assert days[DAY] == [early, late]
    assert (late.in_line, early.in_line, before.in_line) == (False, True, True)
    assert (late.wait, early.wait, before.wait, newcomer(DAY, 1, "A").wait) == (0, 1, 4, None)
    assert newcomer(DAY, 1, "A").in_line


def test_weekdays():
    assert weekday_of("2026-03-08") == 6
    assert weekday_of("day 7") == UNKNOWN


def test_altering_the_future_changes_no_earlier_state():
    visits, _ = simulated_day(DAY, 3, patience=400.0)
    moment = visits[100].arrival
    altered = [
        one if (one.wait is None or one.arrival + one.wait < moment) and (one.end or 0) < moment
        else PastVisit(DAY, one.arrival, moment + 5000, moment + 9000, None, "A", counter="C9")
        for one in visits[:100]
    ]  # fmt: skip
    # who is being served now keeps the start, which was known
    altered = [
        PastVisit(DAY, one.arrival, one.start, moment + 9000, None, "A", counter=one.counter)
        if one.start is not None and one.start < moment <= (one.end or 0) else new
        for one, new in zip(visits, altered, strict=False)
    ]  # fmt: skip
    before = {one.visit.arrival: one.state for one in read(visits, Usual())[0] if one.visit.arrival < moment}
    after = {one.visit.arrival: one.state for one in read(altered, Usual())[0]}
    assert before
    assert all(after[arrival] == state for arrival, state in before.items() if arrival in after)
