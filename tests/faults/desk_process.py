"""A front desk in a process of its own. It does what its standard input says, and answers with a line.

Called as `desk_process.py URL [DURABILITY] [SHOWN]`: DURABILITY is `full`, `normal`, `off`; each ticket and call is written to the file SHOWN once
the act has returned. As a window does, it closes the store after a StoreProblem and opens it again for the next act, and looks at it with a
connection apart. With DISK_LOG the page cache forgets, when it is asked to, what a failed sync has left in it; with CACHE_KEEPS it never does.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.problems import Problem
from greeter.reach import StoreReach
from greeter.settings import DEFAULT_OFFICE
from greeter.store import sqlite  # noqa: F401 (imported once, for all copies of this process)
from greeter.store.watch import watch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


class FarDesk:
    """A desk over a store that is opened when it is needed."""

    def __init__(self, url, durability="full", shown=""):
        self.url, self.durability = url, durability
        self.office = load(DEFAULT_OFFICE)
        self.clock = ManualClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC))
        self.reach, self.watch = StoreReach(self.open_desk), None
        self.setting = ""
        self.shown = os.open(shown, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644) if shown else None

    def open_desk(self):
        desk = open_front_desk(self.url, clock=self.clock, catalogue=self.office, durable=self.durability != "off")
        if self.durability == "normal":
            desk.store.rows("pragma synchronous=normal")
        if self.setting:
            desk.store.rows(f"pragma {self.setting}")
        self.watch = self.watch or watch(self.url, self.office.id)
        self.watch.moved()
        return desk

    def obey(self, command, *words):
        """Do it, and return the answer."""
        self.clock.advance(seconds=1)
        if self.watch is not None:
            self.watch.moved()
        try:
            return getattr(self, f"do_{command}")(*words)
        except Problem as met:
            return f"refused {type(met).__name__} {met}"

    def do_check_in(self, key=None):
        ticket = self.reach.run(lambda desk: desk.check_in(service="permit", reason="A fence", request_key=key))
        return self.tell(f"shown {ticket.number}")

    def do_call(self, counter="2"):
        called = self.reach.run(lambda desk: desk.call_next(counter=counter, clerk=f"clerk-{counter}"))
        return self.tell(f"called {called.number}") if called else "nobody"

    def do_setting(self, pragma):
        """Open the store with a pragma from now on."""
        self.reach.close()
        self.setting = pragma
        return "set"

    def do_open(self):
        self.reach.run(lambda desk: desk.today())
        return "opened"

    def do_close(self):
        self.reach.close()
        if self.watch is not None:
            self.watch.close()
        self.watch = None
        return "closed"

    def do_child(self, *command):
        """Do a command in a process that is a copy of this one: again and again, until somebody ends it, where none is given."""
        child = os.fork()
        if child == 0:
            try:
                for index in range(1 if command else 10_000):
                    print(self.obey(*(command or ("check_in", f"{os.getpid()}-{index}"))), flush=True)
                os._exit(0)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        return f"ended {os.waitstatus_to_exitcode(status)}"

    def tell(self, line):
        if self.shown is not None:
            os.write(self.shown, f"{line}\n".encode())
        return line


def forget(descriptor, _start, _length, _advice):
    """Stand in for `posix_fadvise(DONTNEED)`."""
    from tests.faults.power_loss import forget_cached

    path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
    forget_cached(os.environ["DISK_LOG"], os.environ["DISK_FOLDER"], path)


def keep(*_advice):
    """Stand in for a system that does nothing when it is advised."""


def main():
    if "DISK_LOG" in os.environ:
        os.posix_fadvise = keep if "CACHE_KEEPS" in os.environ else forget
    desk = FarDesk(*sys.argv[1:])
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "quit":
            break
        print(desk.obey(*line.split()), flush=True)
    desk.do_close()


if __name__ == "__main__":
    main()
