"""Twenty clerks on one queue of 10,000, over PostgreSQL: each calls, starts and finishes as fast as the store lets them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle
from math import ceil

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from tests.postgres_server import PostgresServer

WAITING, PROCESSES, EACH, SECONDS = 10_000, 4, 5, 10
SERVICES = ("permit", "property-tax", "business", "parking", "dog", "water", "vote", "trash", "problem")
BEGINS = datetime(2026, 11, 24, 16, tzinfo=UTC)


def measure(folder):
    """Return calls a second of all 20 together, p50 and p99 of a call, and how many visits were called twice."""
    server = PostgresServer(durable=True)
    try:
        url = server.database("queue")
        services, clock = cycle(SERVICES), ManualClock(BEGINS)
        with open_front_desk(url, clock=clock, durable=False) as desk:
            for _ in range(WAITING):
                desk.check_in(service=next(services))
                clock.advance(seconds=0.5)
        command = [sys.executable, "-m", "tests.benchmarks.one_queue", url]
        clerks = [subprocess.Popen([*command, str(me)], stdout=subprocess.PIPE, text=True) for me in range(PROCESSES)]
        told = [json.loads(one.communicate()[0]) for one in clerks]
    finally:
        server.close()
    calls = sorted(ms for one in told for ms in one["ms"])
    visits = [visit for one in told for visit in one["visits"]]
    return {
        "queue_20_clerks_calls_per_second": len(calls) / SECONDS,
        "queue_20_clerks_call_p50_ms": calls[ceil(0.5 * len(calls)) - 1],
        "queue_20_clerks_call_p99_ms": calls[ceil(0.99 * len(calls)) - 1],
        "queue_20_clerks_called_twice": len(visits) - len(set(visits)),
    }


def serve(url, counter, told, until):
    """Call, start and finish, one after another."""
    clock = ManualClock(BEGINS + timedelta(hours=2))
    with open_front_desk(url, clock=clock) as desk:
        while time.monotonic() < until:
            begun = time.perf_counter_ns()
            called = desk.call_next(counter=counter, clerk=f"clerk {counter} {threading.get_ident()}")
            took = (time.perf_counter_ns() - begun) / 1e6
            if called is None:
                return
            told["ms"].append(took)
            told["visits"].append(called.visit_id)
            desk.start(called.visit_id)
            desk.finish(called.visit_id, outcome="resolved")


def main():
    """Be five of the clerks."""
    url, me = sys.argv[1], int(sys.argv[2])
    told, until = {"ms": [], "visits": []}, time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=serve, args=(url, str(2 + me * EACH + number), told, until)) for number in range(EACH)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
