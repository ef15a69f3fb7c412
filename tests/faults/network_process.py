"""A kiosk or a desk without a screen, in a process of its own, over a store that may go away.

Called as `network_process.py kiosk|desk URL NAME BEGAN PASSED CATALOGUE`. A kiosk checks visitors in, one after another, and says
`shown KEY NUMBER`; a desk calls, serves and finishes them, says `served NUMBER`, and `away` when the store is. They rest when told `rest`,
and end with their input.
BEGAN is the Unix time at which it is 06:00 in the office; the file PASSED has the seconds that went by on top of that.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from greeter.catalogue.office_file import load
from greeter.clock import Instant, to_ms
from greeter.model.visit import State
from greeter.outbox.keeps_going import kiosk_reach
from greeter.problems import Problem, StoreAway
from greeter.reach import StoreReach, open_desk_later

FULL_LOBBY = 60
"""So many numbers of its own a kiosk gives at once; then visitors come more slowly, or a busy machine never gets all of them handed in."""


class SharedClock:
    """The same time in every process; hours can go by at once."""

    def __init__(self, began, passed, office):
        self.began, self.passed = began, Path(passed)
        self.six = datetime(2026, 11, 24, 6, tzinfo=office.zone).astimezone(UTC)

    def read(self):
        passed = round((time.time() - self.began + float(self.passed.read_text() or 0)) * 1000)
        return Instant(to_ms(self.six) + passed, passed, "shared")

    def now(self):
        return self.six + timedelta(milliseconds=self.read().steady)


def walk_in(way, name, ending, resting):
    number = own = 0
    while not ending.wait(0.05 if own < FULL_LOBBY else 0.5):
        if resting.is_set():
            if number >= 0:
                print("rests", flush=True)  # nobody is on the way any more
            number = -1
            continue
        number += 1
        key = f"{name}-{os.getpid()}-{number}"

        def act(desk, key=key):
            return desk.check_in(service="permit", name=f"Visitor {key}", origin="kiosk", request_key=key)

        try:
            shown = way.run(act).number
            own = 0 if shown[1].isdigit() else own + 1
            print("shown", key, shown, flush=True)
        except Problem as problem:
            print("refused", key, problem, flush=True)


def serve(way, name, ending, resting):
    while not ending.wait(0.01) and not resting.is_set():
        try:
            way.run(lambda desk: go_on(desk, name))
        except StoreAway:
            print("away", flush=True)
            ending.wait(0.2)
        except Problem as problem:
            print("refused", problem, flush=True)


def go_on(desk, counter):
    """Do what the store says is next at this counter: a screen holds no truth."""
    mine = desk.store.rows(
        "select r.visit, r.state, v.number from request r join visit v on v.id = r.visit"
        " where r.office = :office and r.state in ('called', 'serving', 'on_hold') and r.counter = :counter",
        {"office": desk.office.id, "counter": counter},
    )
    if not mine:
        desk.call_next(counter=counter, clerk=f"clerk-{counter}")
    elif mine[0]["state"] == State.CALLED.value:
        desk.start(mine[0]["visit"])
    else:
        desk.finish(mine[0]["visit"], outcome="resolved")
        print("served", mine[0]["number"], flush=True)


def main():
    kind, url, name, began, passed, catalogue = sys.argv[1:]
    office = load(catalogue)
    clock = SharedClock(float(began), passed, office)
    ending, resting = threading.Event(), threading.Event()

    def listen():
        for line in sys.stdin:
            if line.strip() == "rest":
                resting.set()
        ending.set()

    threading.Thread(target=listen, daemon=True).start()
    print("ready", flush=True)
    way = (
        kiosk_reach(url, office, clock)
        if kind == "kiosk"
        else StoreReach(open_desk_later(url, office, clock, patience_s=1))
    )
    (walk_in if kind == "kiosk" else serve)(way, name, ending, resting)
    way.close()


if __name__ == "__main__":
    main()
