"""What a finding would save: each estimate by a second way, with what it must never be."""

from __future__ import annotations

import random

import pytest

from greeter.model.visit import MINUTE_MS
from greeter.reports.quantities import Saving, Unit, wilson
from greeter.reports.savings import as_in_time_as, as_seldom_as, as_short_as, up_to_goal
from greeter.reports.wording import between_text, parts, saved_text, saving_text
from greeter.texts import Texts

TEXTS = Texts()


def test_what_a_goal_needs_lies_as_far_from_it_as_the_share():
    found = up_to_goal([(50, 100)], 0.8)
    low, high = wilson(50, 100)
    assert found.value == 30
    assert (found.low, found.high) == (pytest.approx(100 * (0.8 - high)), pytest.approx(100 * (0.8 - low)))


def test_a_goal_that_is_whole_needs_nobody_more():
    assert [up_to_goal([(0, n)], goal).value for n, goal in ((20, 0.55), (25, 0.56), (75, 0.68))] == [11, 14, 51]


def test_nobody_is_saved_who_was_not_lost():
    found = as_in_time_as([(99, 100)] * 6, [(90, 100)] * 6)
    assert found.value == pytest.approx(54)
    assert 0 <= found.low < found.value < found.high <= 60


def test_the_others_are_no_measure_where_they_fare_no_better_or_are_few():
    for others in ([(60, 100)], [(0, 29)], []):
        found = as_seldom_as(others, [(50, 100)])
        assert found.bound
        assert (found.low, found.high) == (0, 50)
    assert as_seldom_as([(10, 100)], [(50, 100)]).value == pytest.approx(40)


def test_days_that_differ_make_it_less_sure():
    alike, apart = [(40, 50)] * 6, [(50, 50), (30, 50)] * 3
    widths = [found.high - found.low for days in (alike, apart) for found in [up_to_goal(days, 0.95)]]
    assert widths[1] > 1.5 * widths[0]


def test_the_interval_of_longer_work_holds_as_often_as_it_says():
    dice, held = random.Random(4), 0
    for _ in range(300):
        long, usual = ([int(dice.gauss(mean, 4) * MINUTE_MS) for _ in range(15)] for mean in (14, 8))
        found = as_short_as(usual, long)
        held += found.low <= 6 * 15 <= found.high
    assert 0.91 <= held / 300 <= 0.985


@pytest.mark.parametrize(
    ("found", "inside", "alone", "between"),
    [
        (Saving(50, Unit.IN_TIME, 41.4, 12.0, 70.0), "41 (12 to 70)", "41 in time", "12 to 70"),
        (Saving(50, Unit.SPARED, high=1200.0), "up to 1,200", "up to 1,200 visits", ""),
        (Saving(50, Unit.WAITING, 84.0, 60.0, 99.5), "84 (60 to 100)", "84 min waiting", "60 to 100"),
        (Saving(50, Unit.SPARED), "–", "not known", ""),
    ],
)
def test_is_told_with_its_unit(found, inside, alone, between):
    assert (saved_text(TEXTS, found), saving_text(TEXTS, found), between_text(TEXTS, found)) == (inside, alone, between)
    assert [part.text for part in parts(found)][1:2] == ["" if not found.known else str(int(found.low))]
