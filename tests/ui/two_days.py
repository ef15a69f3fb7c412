"""The days that tests of the manager's pages look at: three visits on Monday, and one on Tuesday by 10:05, when they look."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from tests.conftest import TUESDAY_10_05
from tests.greeter.report_days import Counter


@contextmanager
def two_days(office):
    """A front desk in memory, and its clock."""
    clock = ManualClock(TUESDAY_10_05 - timedelta(days=1))
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as desk:
        for minutes in (4, 8, 20):
            Counter(desk, clock).serve("permit", minutes, 5)
        clock.move_to(TUESDAY_10_05)
        Counter(desk, clock).serve("permit", 6, 5)
        yield desk, clock
