"""Calling the next visitor with 10, 1,000 and 10,000 waiting."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import cycle

from greeter import open_front_desk
from greeter.clock import ManualClock
from tests.benchmarks.timing import Runs

RUNS = 600
SERVICES = ("permit", "property-tax", "business", "parking", "dog", "water", "vote", "trash", "problem")


def measure(folder):
    """Return call_next_p50_ms and _p99_ms for 10, 1k and 10k waiting; every call is durable and the line is kept that long."""
    figures = {}
    for name, waiting in (("10", 10), ("1k", 1_000), ("10k", 10_000)):
        url = f"sqlite:///{folder / f'{name}.db'}"
        clock = ManualClock(datetime(2026, 11, 24, 16, tzinfo=UTC))
        services = cycle(SERVICES)
        with open_front_desk(url, clock=clock, durable=False) as desk:
            for _ in range(waiting):
                desk.check_in(service=next(services))
                clock.advance(seconds=1)
        runs = Runs()
        with open_front_desk(url, clock=clock) as desk:
            for _ in range(RUNS):
                with runs.timed():
                    called = desk.call_next(counter="2", clerk="ben")
                assert called is not None
                desk.check_in(service=next(services))
                clock.advance(seconds=1)
        figures |= {f"call_next_p50_ms_{name}": runs.p50, f"call_next_p99_ms_{name}": runs.p99}
    return figures
