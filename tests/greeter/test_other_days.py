"""What stands beside the share within standard on the first page: the days before, where they are enough to stand there."""

from __future__ import annotations

from datetime import timedelta

from greeter.reports.compared import Keys
from greeter.reports.day_keys import DayKeys
from greeter.reports.other_days import OtherDays
from greeter.reports.quantities import Share
from tests.greeter.report_days import TUESDAY


def keys(*arrivals):
    """Days with so many visits, all of them served in time."""
    return Keys(
        tuple(
            DayKeys(TUESDAY + timedelta(days=place), n, (), n, n, 0, 0, n, n, 0, 0, n)
            for place, n in enumerate(arrivals)
        )
    )


def test_a_first_month_is_held_against_no_four_days():
    month = keys(*[10] * 20)
    assert OtherDays(month, keys(*[0] * 16, *[10] * 4), Keys(())).earlier(0.8) == Share(0, 0, 0.8)
    assert OtherDays(month, keys(*[10] * 12), Keys(())).earlier(0.8) == Share(120, 120, 0.8)
    assert not OtherDays(month, Keys(()), Keys(())).earlier(0.8).known
