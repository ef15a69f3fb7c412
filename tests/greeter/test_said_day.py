"""Days and times as clerks write them."""

from __future__ import annotations

from datetime import date

import pytest

from greeter.guidance.said_day import between_read, day_said
from greeter.model.follow_up import Between
from greeter.problems import BadInput
from greeter.texts import Texts

TODAY = date(2026, 11, 27)
"""A Friday."""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", TODAY), ("Tomorrow", date(2026, 11, 28)), ("fri", date(2026, 12, 4)), ("Monday", date(2026, 11, 30)),
        ("3 days", date(2026, 11, 30)), ("in 2 weeks", date(2026, 12, 11)), ("next week", date(2026, 12, 4)),
        ("Dec 7", date(2026, 12, 7)), ("7 dec.", date(2026, 12, 7)), ("Jan 3", date(2027, 1, 3)), ("feb 29", None),
        ("2026-12-24", date(2026, 12, 24)), ("someday", None), ("", None), ("32 dec", None), ("abc 3", None),
    ],
)  # fmt: skip
def test_days(words, day):
    if day is None:
        with pytest.raises(BadInput, match="can’t be read"):
            day_said(Texts(), words, TODAY)
    else:
        assert day_said(Texts(), words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "between"),
    [
        ("", None), ("14-16", Between(840, 960)), ("9:30 to 11", Between(570, 660)), ("after 15", Between(900, 1439)),
        ("before 10:30", Between(0, 630)), ("Morning", Between(480, 720)),
    ],
)  # fmt: skip
def test_times(words, between):
    assert between_read(words) == between


@pytest.mark.parametrize("words", ["16-14", "25-26", "soon", "14-"])
def test_times_that_are_none(words):
    with pytest.raises(BadInput):
        between_read(words)
