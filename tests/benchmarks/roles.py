"""What it costs that the server itself keeps each login to its offices: a clerk's acts beside the owner's, who is asked nothing."""

from __future__ import annotations

from itertools import cycle

from greeter.catalogue.office_file import load
from greeter.opening import open_front_desk
from greeter.settings import DEFAULT_OFFICE
from greeter.views.queue_view import read_queue
from tests.benchmarks.timing import Runs
from tests.store.guarded import GuardedStore, guarded_server
from tests.store.two_offices import NORTH, noon, of

WAITING, ROUNDS, CALLS, LOOKS, ARRIVALS = 10_000, 5, 60, 2, 40


def measure(folder):
    """Return clerk_call_next_ratio, clerk_read_queue_ratio and clerk_check_in_ratio: medians, against the owner's, taken in turns."""
    office = of(load(DEFAULT_OFFICE), NORTH)
    services = [service.id for service in office.services if service.listed]
    server = guarded_server(durable=True)
    try:
        store = GuardedStore(server, NORTH)
        with open_front_desk(store.url, clock=(clock := noon(office)), catalogue=office, durable=False) as desk:
            for _, service in zip(range(WAITING), cycle(services)):
                desk.check_in(service=service, reason="I want to build a deck", name="Ada")
        store.run("analyze")
        addresses = {"owner": store.url, "clerk": store.login("clerk")}
        desks = {who: open_front_desk(url, clock=clock, catalogue=office) for who, url in addresses.items()}
        acts = {
            "call_next": (CALLS, lambda desk: desk.call_next(counter="3", clerk="dana")),
            "read_queue": (LOOKS, lambda desk: read_queue(desk, "3", "dana")),
            "check_in": (ARRIVALS, lambda desk: desk.check_in(service=services[0], name="Ada")),
        }
        runs = {(name, who): Runs() for name in acts for who in desks}
        for name, (times, act) in acts.items():
            for _ in range(ROUNDS):
                for who, desk in desks.items():
                    act(desk)
                    for _ in range(times):
                        with runs[name, who].timed():
                            act(desk)
        for desk in desks.values():
            desk.close()
        store.close()
    finally:
        server.close()
    return {f"clerk_{name}_ratio": runs[name, "clerk"].p50 / runs[name, "owner"].p50 for name in acts}
