"""Many offices on one PostgreSQL server: whole days of 200 offices with 8 counters and 500 visits each, played as fast as it goes.

Every act is the front desk's own and durable. What is measured is the store under acts alone: screens that look, and forecasts, are not in it.
GREETER_OFFICES, GREETER_VISITS and GREETER_PLAYERS (processes) make it smaller or larger.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from heapq import heappop, heappush
from math import ceil

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock, from_ms, to_ms
from greeter.model.catalogue import Counter
from greeter.opening import open_front_desk
from greeter.settings import DEFAULT_OFFICE
from tests.postgres_server import PostgresServer

OFFICES = int(os.environ.get("GREETER_OFFICES", "200"))
VISITS = int(os.environ.get("GREETER_VISITS", "500"))
PLAYERS = int(os.environ.get("GREETER_PLAYERS", "4"))
COUNTERS = 8
OPENS = datetime(2026, 11, 24, 16, tzinfo=UTC)
OPEN_HOURS = 8.5
LOOKS = 0.05
"""So often somebody reads the whole queue, as a staff window does after each act; it is timed apart."""
BUSIEST = 1.6
"""Arrivals of the busiest hour against the mean: two humps, in the late morning and after lunch."""
MINUTE = 60_000


def measure(folder):
    """Return acts a second, p50 and p99 of each act, and how many times over the busiest hour's acts fit in."""
    server = PostgresServer(durable=True, settings=["shared_buffers = 512MB", "max_wal_size = 4GB"])
    try:
        url = server.database("country")
        open_front_desk(url).close()
        begun = time.monotonic()
        players = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.benchmarks.offices", url, str(me)], stdout=subprocess.PIPE, text=True
            )
            for me in range(PLAYERS)
        ]
        told = [json.loads(player.communicate()[0]) for player in players]
        took = time.monotonic() - begun
        return figures(told, took) | sizes(url)
    finally:
        server.close()


def figures(told, took):
    """Return the figures of all players together."""
    acts = {}
    for one in told:
        for act, ms in one.items():
            acts.setdefault(act, []).extend(ms)
    looks = sorted(acts.pop("look"))
    took -= sum(looks) / 1000 / PLAYERS
    every = sorted(ms for each in acts.values() for ms in each)
    a_second = len(every) / took
    busiest = len(every) / (OPEN_HOURS * 3600) * BUSIEST
    found = {
        "offices": OFFICES,
        "visits": len(acts["check_in"]),
        "acts": len(every),
        "seconds": took,
        "acts_per_second": a_second,
        "acts_per_second_in_the_busiest_hour": busiest,
        "head_room": a_second / busiest,
        "act_p50_ms": quantile(every, 0.5),
        "act_p99_ms": quantile(every, 0.99),
        "act_most_ms": every[-1],
        "look_p50_ms": quantile(looks, 0.5),
        "look_p99_ms": quantile(looks, 0.99),
    }
    for act, ms in sorted(acts.items()):
        found[f"{act}_p99_ms"] = quantile(sorted(ms), 0.99)
    return found


def sizes(url):
    """Return what the day has left on the disk."""
    with open_front_desk(url) as desk:
        row = desk.store.rows(
            "select pg_database_size(current_database()) as bytes, (select count(*) from journal) as lines"
        )[0]
    return {"megabytes": row["bytes"] / 1e6, "journal_lines": row["lines"]}


def quantile(ordered, share):
    """Return the nearest-rank quantile."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


class Player:
    """Plays the days of some offices, event after event, in the order of the office's own time."""

    def __init__(self, url, me):
        self.random = random.Random(me)
        self.clock = ManualClock(OPENS)
        town = load(DEFAULT_OFFICE)
        counters = tuple(Counter(str(number)) for number in range(1, COUNTERS + 1))
        self.desks = [
            open_front_desk(url, clock=self.clock, catalogue=replace(town, id=f"office-{number:03}", counters=counters))
            for number in range(me, OFFICES, PLAYERS)
        ]
        self.services = [service for service in town.services if service.listed]
        self.events, self.order = [], 0
        self.free = {desk.office.id: [counter.id for counter in counters] for desk in self.desks}
        self.took = {}

    def play(self):
        """Play the day to its end, and return how long each act took, in milliseconds."""
        for desk in self.desks:
            for _ in range(VISITS):
                self.later(self.arrival_ms(), self.arrives, desk)
        while self.events:
            at, _, event, arguments = heappop(self.events)
            self.clock.move_to(from_ms(max(at, to_ms(self.clock.now()))))
            event(*arguments)
        for desk in self.desks:
            desk.close()
        return self.took

    def arrival_ms(self):
        """Draw when somebody comes: half of all around two humps."""
        hours = self.random.choice(
            [self.random.uniform(0, 8), self.random.gauss(2.5, 0.8), self.random.gauss(5.5, 0.8)]
        )
        return to_ms(OPENS) + round(min(max(hours, 0), 8) * 60) * MINUTE

    def later(self, at, event, *arguments):
        self.order += 1
        heappush(self.events, (at, self.order, event, arguments))

    def in_minutes(self, minutes, event, *arguments):
        self.later(to_ms(self.clock.now()) + round(minutes * MINUTE), event, *arguments)

    def act(self, name, act):
        begun = time.perf_counter_ns()
        result = act()
        self.took.setdefault(name, []).append((time.perf_counter_ns() - begun) / 1e6)
        return result

    def arrives(self, desk):
        service = self.random.choice(self.services).id
        self.act(
            "check_in",
            lambda: desk.check_in(
                service=service,
                reason="In my own words",
                origin="desk",
                needs=["seat"] if self.random.random() < 0.1 else [],
            ),
        )
        if self.random.random() < LOOKS:
            self.act("look", desk.queue)
        self.calls(desk)

    def calls(self, desk):
        free = self.free[desk.office.id]
        if not free:
            return
        counter = free.pop()
        called = self.act("call_next", lambda: desk.call_next(counter=counter, clerk=f"clerk-{counter}"))
        if called is None:
            free.append(counter)
        else:
            self.in_minutes(0.5, self.begins, desk, counter, called.visit_id)

    def begins(self, desk, counter, visit):
        self.act("start", lambda: desk.start(visit))
        if self.random.random() < 0.3:
            self.act("note", lambda: desk.note(visit, "Brought the plan", clerk=f"clerk-{counter}"))
        self.in_minutes(self.random.expovariate(1 / 6), self.ends, desk, counter, visit)

    def ends(self, desk, counter, visit):
        if self.random.random() < 0.08:
            self.act(
                "transfer",
                lambda: desk.transfer(visit, service=self.random.choice(self.services).id, note="Please look"),
            )
        else:
            self.act("finish", lambda: desk.finish(visit, outcome="resolved", next_steps=["Pay the fee"]))
        self.free[desk.office.id].append(counter)
        self.calls(desk)


if __name__ == "__main__":
    print(json.dumps(Player(sys.argv[1], int(sys.argv[2])).play()))
