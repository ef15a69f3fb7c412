"""Calling the next visitor with 10, 1,000 and 10,000 waiting; and by each of the orders with 10,000."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle

from greeter import open_front_desk
from greeter.catalogue.office_file import load
from greeter.clock import ManualClock
from greeter.model.catalogue import Order
from greeter.settings import DEFAULT_OFFICE
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
        figures |= {f"{figure}_{name}": value for figure, value in _calls(url, clock, services, Order.PROMISE).items()}
    for rule in (Order.ARRIVAL, Order.CLASSES):
        figures |= {f"{figure}_10k_{rule}": value for figure, value in _calls(url, clock, services, rule).items()}
    return figures


def _calls(url, clock, services, rule):
    office = load(DEFAULT_OFFICE)
    classed = tuple(replace(one, priority_class=place % 9 + 1) for place, one in enumerate(office.services))
    runs = Runs()
    with open_front_desk(url, clock=clock, catalogue=replace(office, order=rule, services=classed)) as desk:
        for _ in range(RUNS):
            with runs.timed():
                called = desk.call_next(counter="2", clerk="ben")
            assert called is not None
            desk.check_in(service=next(services))
            clock.advance(seconds=1)
    return {"call_next_p50_ms": runs.p50, "call_next_p99_ms": runs.p99}
