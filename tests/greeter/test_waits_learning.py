"""Experts, their blend, the correction that keeps them honest, and the learner as a whole."""

from __future__ import annotations

import pickle
import random
import sys
from dataclasses import replace
from statistics import mean

import pytest

from greeter.queueing.waits import LEVELS, Guess, PastVisit, WaitLearner, boosted, newcomer
from greeter.queueing.waits.asked import read
from greeter.queueing.waits.blend import Blend
from greeter.queueing.waits.experts import Experts
from greeter.queueing.waits.guess import in_order, pinball
from greeter.queueing.waits.honest import FROM, Honest
from greeter.queueing.waits.usual import Usual
from tests.greeter.simulated_line import simulated_day, simulated_days

DAY = "2026-03-30"


def test_pinball_by_hand():
    assert pinball(0.9, 10.0, 20.0) == pytest.approx(9.0)
    assert pinball(0.9, 20.0, 10.0) == pytest.approx(1.0)
    assert pinball(0.5, 7.0, 7.0) == 0


def test_quantiles_never_cross_and_are_never_negative():
    assert in_order(5.0, 3.0, -1.0, -2.0) == (0.0, 3.0, 5.0, 0.0)


class TestBlend:
    RIGHT, WRONG, NEAR = Guess(10, 50, 90, 50), Guess(200, 300, 400, 300), Guess(20, 60, 100, 60)

    def test_of_one_it_is_that_one(self):
        assert Blend().blend({"one": self.RIGHT}) == self.RIGHT

    def test_at_first_all_count_the_same(self):
        assert Blend().blend({"a": Guess(0, 10, 20, 10), "b": Guess(10, 20, 30, 20)}) == (5, 15, 25, 15)

    def test_it_comes_to_trust_who_is_right(self):
        blend, draw = Blend(), random.Random(1)
        guesses = {"wrong": self.WRONG, "right": self.RIGHT}
        for _ in range(300):
            blend.learn(guesses, draw.uniform(0.0, 100.0), 1.0)
        assert min(blend.weights(guesses)["right"]) > 0.95
        assert blend.blend(guesses).middle < 60
        assert blend.blend(guesses).quantiles == blend.blend(guesses)[:3]

    def test_a_mixture_may_be_better_than_either(self):
        blend, draw = Blend(), random.Random(2)
        guesses = {"low": Guess(0, 20, 60, 20), "high": Guess(20, 80, 120, 80)}
        for _ in range(3000):
            blend.learn(guesses, draw.uniform(0.0, 100.0), 1.0)
        assert blend.blend(guesses) == pytest.approx((10, 50, 90, 50), abs=6)

    def test_who_has_no_guess_is_left_out(self):
        blend = Blend()
        for _ in range(50):
            blend.learn({"a": self.RIGHT, "b": self.WRONG}, 50.0, 1.0)
        assert blend.blend({"b": self.WRONG}) == self.WRONG
        assert set(blend.weights({"a": self.RIGHT, "new": self.NEAR})) == {"a", "new"}

    def test_a_heavier_wait_teaches_more(self):
        light, heavy = Blend(), Blend()
        guesses = {"a": self.RIGHT, "b": self.NEAR}
        for blend, weight in ((light, 1.0), (heavy, 9.0)):
            blend.learn(guesses, 5.0, 1.0)
            blend.learn(guesses, 300.0, weight)
        assert heavy.weights(guesses)["b"][1] > light.weights(guesses)["b"][1]


def drifting(days=30, each=100):
    """Waits whose spread and level double by and by, while the guess stays as on the first day."""
    draw = random.Random(5)
    for day in range(days):
        drift = 1.0 + day / days
        yield [drift * draw.expovariate(1 / 100.0) for _ in range(each)]


STALE = Guess(10.5, 69.3, 230.3, 100.0)
"""The quantiles of an exponential time with a mean of 100."""


class TestHonest:
    def test_it_holds_under_drift_over_all_and_every_day(self):
        honest, inside, days = Honest(), [], []
        for waits in drifting():
            honest.new_day()
            today = []
            for wait in waits:
                told = honest.corrected(STALE)
                today.append(told.low <= wait <= told.high)
                honest.learn(STALE, told, wait)
            inside += today
            days.append(mean(today))
        stale = [STALE.low <= wait <= STALE.high for waits in drifting() for wait in waits]
        assert mean(stale) < 0.76
        assert mean(inside) == pytest.approx(0.8, abs=0.02)
        assert 0.7 <= min(days) <= max(days) <= 0.9

    def test_each_quantile_holds_for_itself(self):
        honest, under = Honest(), [0, 0, 0]
        waits = [wait for day in drifting() for wait in day][:1500]
        for wait in waits:
            told = honest.corrected(STALE)
            under = [count + (wait <= told[place]) for place, count in enumerate(under)]
            honest.learn(STALE, told, wait)
        assert [count / len(waits) for count in under] == pytest.approx(LEVELS, abs=0.03)

    def test_a_few_waits_move_little_and_the_window_nothing(self):
        honest = Honest()
        for _ in range(FROM - 1):
            honest.learn(STALE, STALE, 1000.0)
        honest.new_day()
        assert honest.corrected(STALE) == STALE
        honest.learn(STALE, STALE, 1000.0)
        honest.new_day()
        assert honest.corrected(STALE).low > STALE.high

    def test_today_s_misses_push_at_once_and_are_forgotten_tomorrow(self):
        honest = Honest()
        for _ in range(3):
            honest.learn(STALE, STALE, 1000.0)
        assert honest.corrected(STALE).high > STALE.high
        honest.new_day()
        assert honest.corrected(STALE) == STALE


@pytest.fixture(scope="module")
def past():
    return simulated_days(8, patience=300.0, counters=2, gap=75.0)


@pytest.fixture(scope="module")
def counting(past):
    learner = WaitLearner(boosted=False)
    learner.learn(past)
    return learner


@pytest.fixture(scope="module")
def judged_by_truth():
    """Questions of ten days to learn from; and of six more, each with the wait that it would have come to."""
    usual, train, test = Usual(), [], []
    for number in range(16):
        visits, offered = simulated_day("2026-03-01", number, patience=200.0, counters=2, gap=60.0, people=250)
        asked, _ = read(visits, usual)
        usual.learn(visits)
        truth = dict(zip(visits, offered, strict=True))
        (train if number < 10 else test).extend((one, truth[one.visit]) for one in asked)
    return [one for one, _ in train], test


class TestCensoring:
    """Those who gave up would have waited longer; the simulation knows how long."""

    def test_counting_them_as_censored_beats_dropping_them(self, judged_by_truth):
        train, test = judged_by_truth
        loss = {}
        for name, learned in (("censored", train), ("dropped", [one for one in train if not one.left])):
            guesses = Experts(learned, with_boosted=False).guesses([one.state for one, _ in test])
            loss[name] = mean(
                pinball(level, each["table"][place], wait)
                for each, (_, wait) in zip(guesses, test, strict=True) for place, level in enumerate(LEVELS)
            )  # fmt: skip
        assert loss["censored"] < 0.97 * loss["dropped"]

    def test_who_waits_still_teaches_nothing(self):
        asked, _ = read([newcomer(DAY, 5.0, "A")], Usual())
        assert Experts(asked).guesses([asked[0].state]) == [{}]


class TestLearner:
    def test_it_tells_from_the_first_day(self, past):
        learner = WaitLearner()
        assert learner.foretell(past["2026-03-01"])[0][1] is None
        learner.learn({"2026-03-01": past["2026-03-01"]})
        told = [each for _, each in learner.foretell(past["2026-03-02"])]
        assert all(each.guess.low <= each.guess.middle <= each.guess.high for each in told)
        assert len({each.guess.high for each in told}) > 1

    def test_it_is_honest_over_the_days_that_follow(self, past):
        learner = WaitLearner(boosted=False)
        learner.learn(past)
        inside = []
        for day in simulated_days(12, begin=9, counters=2, gap=75.0, patience=300.0).values():
            inside += [
                told.guess.low <= visit.wait <= told.guess.high
                for visit, told in learner.close(day) if visit.start is not None
            ]  # fmt: skip
        assert mean(inside) == pytest.approx(0.8, abs=0.05)

    def test_a_longer_line_is_told_a_longer_wait(self, counting):
        today = counting.today()
        line = [PastVisit(DAY, 0, 0, None, None, "A", counter=f"C{number}") for number in range(2)]
        line += [newcomer(DAY, 10.0 + number, "A") for number in range(6)]
        today.follow(line, 60.0)
        first, last, new = today.tell([line[2], line[7], newcomer(DAY, 60.0, "A")], 60.0)
        assert (first.state.ahead, last.state.ahead, new.state.ahead) == (0, 5, 6)
        assert first.guess.middle < last.guess.middle <= new.guess.middle
        assert first.guess.high < new.guess.high

    def test_today_is_read_anew_each_time_and_as_a_closed_day_was(self, past):
        day = simulated_day(DAY, 30, counters=2, gap=75.0, patience=300.0)[0]
        learner = WaitLearner(boosted=False)
        learner.learn(past)
        today = learner.today()
        asked = next(one for one in day[60:] if one.in_line)
        today.follow(day, 1e9)  # as if all of it had come
        today.follow(_known(day, asked.arrival), asked.arrival)
        live = today.tell([newcomer(DAY, asked.arrival, "A")], asked.arrival)[0]
        closed = dict(learner.close(day))[asked]
        assert live.guess == closed.guess
        assert live.state == closed.state

    def test_a_play_from_outside_is_one_of_those_who_guess(self, counting):
        today = counting.today()
        told = today.tell([newcomer(DAY, 1.0, "A")] * 2, 1.0, played=[(1.0, 2.0, 3.0), None])
        assert told[0].guesses["played"] == (1, 2, 3, pytest.approx(2.0))
        assert "played" not in told[1].guesses

    def test_a_play_that_knows_is_trusted(self, past):
        truth = {visit.arrival: visit.wait for day in past.values() for visit in day}
        learner = WaitLearner(
            boosted=False, play=lambda day, usual, visit, now: (truth[now], truth[now] + 1.0, truth[now] + 2.0)
        )
        learner.learn(past)
        told = learner.today().tell([newcomer(DAY, next(iter(truth)), "A")], next(iter(truth)))[0]
        assert min(learner._course.blend.weights(told.guesses)["played"]) > 0.9

    def test_it_can_be_pickled(self, counting):
        again = pickle.loads(pickle.dumps(counting))
        asks = [newcomer(DAY, 100.0, "A")]
        assert again.today().tell(asks, 100.0)[0].guess == counting.today().tell(asks, 100.0)[0].guess

    def test_old_days_are_forgotten(self, past):
        learner = WaitLearner(boosted=False, days=3)
        learner.learn(past)
        learner.close(simulated_day(DAY, 31, counters=2, gap=75.0)[0])
        assert len(learner._past) == 3
        assert learner._past[-1][0].visit.day == DAY

    def test_altering_the_future_changes_no_earlier_forecast(self, past):
        day = simulated_day(DAY, 32, counters=2, gap=75.0, patience=300.0)[0]
        moment = day[90].arrival
        told = []
        for visits in (day, [*_known(day, moment, later=moment + 7000.0), *_others(moment)]):
            learner = WaitLearner(boosted=False)
            learner.learn(past)
            told.append({visit.arrival: each.guess for visit, each in learner.close(visits) if visit.arrival <= moment})
        assert len(told[0]) > 40
        assert told[0].items() <= told[1].items()


def _known(day, now, later=None):
    """A day as it is known now; what comes after is not, or comes much later."""
    return [
        PastVisit(
            one.day, one.arrival, _until(one.start, now, later), _until(one.end, now, later and later + 50.0),
            _until(one.left, now, later), one.service, counter=one.counter, waited=one.in_line,
        )
        for one in day if one.arrival < now or (later is not None and one.arrival == now)
    ]  # fmt: skip


def _until(at, now, later):
    return at if at is None or at <= now else later


def _others(moment):
    return [PastVisit(DAY, moment + 1.0 + number, None, None, moment + 8000.0, "B") for number in range(40)]


@pytest.fixture(scope="module")
def many():
    """Questions of six days to learn from, and of two more."""
    usual, train, test = Usual(), [], []
    for name, day in simulated_days(8, counters=2, gap=85.0, people=120).items():
        (train if name < "2026-03-07" else test).extend(read(day, usual)[0])
        usual.learn(day)
    return train, test


@pytest.fixture(scope="module")
def experts(many):
    """All who guess, with few trees: that is enough to see what they are, and quick."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boosted, "ROUNDS", 40)
        return Experts(many[0])


class TestBoosted:
    def test_both_kinds_beat_a_wait_without_a_state(self, many, experts):
        train, test = many
        ordered = sorted(one.wait for one in train)
        blind = [ordered[int(level * len(ordered))] for level in LEVELS]
        plain = mean(pinball(level, blind[place], one.wait) for one in test for place, level in enumerate(LEVELS))
        told = experts.guesses([one.state for one in test])
        for kind in ("quantiles", "located"):
            loss = mean(
                pinball(level, guesses[kind][place], one.wait)
                for guesses, one in zip(told, test, strict=True) for place, level in enumerate(LEVELS)
            )  # fmt: skip
            assert loss < 0.85 * plain
            assert all(each[kind].low <= each[kind].middle <= each[kind].high for each in told)

    def test_nothing_asked_is_nothing_told(self, experts):
        assert experts.guesses([]) == []

    def test_there_are_none_before_there_is_enough(self, many, experts):
        train, test = many
        few = Experts(train[: boosted.ENOUGH - 50]).guesses([test[0].state])[0]
        enough = experts.guesses([test[0].state])[0]
        assert set(enough) - set(few) == {"quantiles", "located"}

    def test_what_was_boosted_before_serves_until_it_is_due_again(self, many, experts):
        train, test = many
        later = Experts(train[:50], with_boosted=False, before=experts).guesses([test[0].state])[0]
        assert later["quantiles"] == experts.guesses([test[0].state])[0]["quantiles"]

    def test_an_unknown_service_is_as_the_rare_ones(self, experts):
        state = read([newcomer(DAY, 5.0, "never seen")], Usual())[0][0].state
        assert experts.guesses([state])[0]["quantiles"].high > 0

    def test_without_scikit_learn_counting_serves(self, many, monkeypatch):
        monkeypatch.setattr(boosted, "find_spec", lambda name: None)
        monkeypatch.setitem(sys.modules, "sklearn", None)
        train, test = many
        guesses = Experts(train).guesses([test[0].state])[0]
        assert "table" in guesses
        assert "quantiles" not in guesses


def test_it_is_boosted_again_once_enough_is_new(past, monkeypatch):
    asked_for = []

    class Recorded(Experts):
        def __init__(self, rows, *, with_boosted=True, before=None):
            asked_for.append(with_boosted)
            super().__init__(rows, with_boosted=False, before=before)

    monkeypatch.setattr("greeter.queueing.waits.learner.Experts", Recorded)
    learner = WaitLearner()
    learner.learn(past)
    del asked_for[:]
    for number in range(9):
        learner.close(simulated_day(DAY, 40 + number, people=25, gap=75.0, counters=2)[0])
    assert asked_for[0] is False
    assert 1 <= asked_for.count(True) <= 3


class TestTodayReadOn:
    """A day that is followed again and again, as a window does it."""

    def test_reading_on_gives_what_reading_anew_gives(self):
        days = simulated_days(3)
        learner = WaitLearner(boosted=False)
        learner.learn(dict(list(days.items())[:2]))
        visits = list(days.values())[2]
        going = learner.today()
        for now in (visits[5].arrival + 1.0, visits[25].arrival + 1.0, visits[-1].arrival + 1.0):
            known = [until(visit, now) for visit in visits if visit.arrival <= now]
            going.follow(known, now)
            anew = learner.today()
            anew.follow(known, now)
            asked = [newcomer(visits[0].day, now, visits[0].service)]
            assert going.tell(asked, now) == anew.tell(asked, now)

    def test_an_act_that_was_taken_back_is_unlearned(self):
        days = simulated_days(3)
        learner = WaitLearner(boosted=False)
        learner.learn(dict(list(days.items())[:2]))
        visits = list(days.values())[2]
        now = visits[30].arrival + 1.0
        known = [until(visit, now) for visit in visits if visit.arrival <= now]
        undone = [replace(visit, start=None, end=None) if place == 4 else visit for place, visit in enumerate(known)]
        assert undone != known
        going, anew = learner.today(), learner.today()
        going.follow(known, now)
        going.follow(undone, now)
        anew.follow(undone, now)
        asked = [newcomer(visits[0].day, now, visits[0].service)]
        assert going.tell(asked, now) == anew.tell(asked, now)


def until(visit, now):
    """Return what is known of a visitor at a moment."""
    return replace(
        visit,
        start=visit.start if visit.start is not None and visit.start <= now else None,
        end=visit.end if visit.end is not None and visit.end <= now else None,
        left=visit.left if visit.left is not None and visit.left <= now else None,
    )
