"""The words for a wait, and the levels of a promise."""

from __future__ import annotations

import pytest

from greeter.queueing.forecast import Forecast, wait_words
from greeter.texts import Texts
from greeter.views.board_view import promise_level
from greeter.views.levels import Level, level_of

MINUTE = 60_000


def forecast(middle, high, low=0.0):
    return Forecast(int(low * MINUTE), int(middle * MINUTE), int(high * MINUTE), 0)


@pytest.mark.parametrize(
    ("middle", "high", "words", "short"),
    [
        (11, 18, "About 10 to 20 minutes", "10 to 20 min"),
        (10, 20, "About 10 to 20 minutes", "10 to 20 min"),
        (0.5, 4.9, "Less than 5 minutes", "Less than 5 min"),
        (0.5, 5.1, "Up to 10 minutes", "Up to 10 min"),
        (50, 61, "More than an hour", "Over an hour"),
        (40, 60, "About 40 to 60 minutes", "40 to 60 min"),
    ],
)
def test_a_range_is_rounded_outward_to_five(middle, high, words, short):
    assert wait_words(Texts(), forecast(middle, high)) == words
    assert wait_words(Texts(), forecast(middle, high), short=True) == short


def test_levels():
    assert [level_of(minutes, 15) for minutes in (11.9, 12, 15.9, 16)] == [
        Level.WITHIN,
        Level.NEAR,
        Level.NEAR,
        Level.OVER,
    ]
    assert promise_level(None, 15) is Level.WITHIN
    assert [promise_level(forecast(*told), 15) for told in ((3, 8), (11, 18), (16, 30))] == [
        Level.WITHIN, Level.NEAR, Level.OVER,
    ]  # fmt: skip
