"""Ten years in one store, 1.5 million visits: a month's report and a year's, and whether the counter is as quick as on an empty store.

Six weeks are played and laid over ten years (`ten_year_store`), which takes some 20 minutes and 12 GB; GREETER_TEN_YEARS names a store from an
earlier run to use instead, or where to keep this one. Reports are whole processes; "first" is the first one ever, with nothing kept of closed days.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from greeter import open_front_desk
from greeter.clock import ManualClock
from tests.benchmarks.call_next import SERVICES
from tests.benchmarks.ten_year_store import DAYS, PLAYED_DAYS, PLAYED_FIRST, Played, Writer
from tests.benchmarks.timing import Runs

MONTH, YEAR = ("2025-03-01", "2025-03-31"), ("2025-01-01", "2025-12-31")
ACTS = 300


def measure(folder):
    """Return the store's size, seconds and memory of reports, and medians of acts against an empty store, in turn."""
    store = Path(os.environ.get("GREETER_TEN_YEARS") or folder / "ten-years.db")
    if not store.exists():
        build(store, folder)
    open_front_desk(f"sqlite:///{store}").close()  # brought to the newest form, where it is of an older one
    Path(f"{store}.figures").unlink(missing_ok=True)
    figures = {"ten_year_store_gb": store.stat().st_size / 1e9, "machine_s": machine()}
    for name, days in (("month_first", MONTH), ("month", MONTH), ("year_first", YEAR), ("year", YEAR)):
        figures |= {f"ten_year_{name}_{what}": value for what, value in report(store, days, folder).items()}
    figures["ten_year_year_ratio"] = figures["ten_year_year_cpu_s"] / figures["machine_s"]
    return figures | acts(store, folder)


def build(store, folder):
    """Play some weeks, and lay them over ten years."""
    played = folder / "played.db"
    command = [sys.executable, "-m", "greeter", "simulate", "--days", str(PLAYED_DAYS), "--from", PLAYED_FIRST]
    subprocess.run([*command, "--db", f"sqlite:///{played}"], check=True, stdout=subprocess.DEVNULL)
    open_front_desk(f"sqlite:///{store}").close()
    Writer(store, Played(played)).write(DAYS)


def report(store, days, folder):
    """Write a PDF in a process of its own; return its seconds, those of the processor, and its greatest memory."""
    command = [sys.executable, "-m", "greeter", "report", "--from", days[0], "--to", days[1]]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--pdf", folder / "report.pdf", "--db", f"sqlite:///{store}"], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return {
        "s": time.perf_counter() - began,
        "cpu_s": used.ru_utime + used.ru_stime,
        "memory_mb": used.ru_maxrss / 1024,
    }


def machine():
    """Return the processor's seconds for ten million additions: how fast this machine is just now."""
    began = time.process_time()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - began


def acts(store, folder):
    """Check in and call on both stores in turn; return the medians' ratios."""
    clock, services = ManualClock(datetime(2026, 11, 24, 18, tzinfo=UTC)), cycle(SERVICES)
    run = time.time_ns()  # the store may have been measured before
    runs = {name: (Runs(), Runs()) for name in ("empty", "full")}
    with (
        open_front_desk(f"sqlite:///{folder / 'empty.db'}", clock=clock) as empty,
        open_front_desk(f"sqlite:///{store}", clock=clock) as full,
    ):
        for number in range(ACTS):
            service = next(services)
            for name, desk in (("empty", empty), ("full", full)):
                with runs[name][0].timed():
                    desk.check_in(service=service, request_key=f"tap {run} {number}")
                with runs[name][1].timed():
                    called = desk.call_next(counter="2", clerk="ben")
                desk.start(called.visit_id)
                desk.finish(called.visit_id, outcome="resolved")
            clock.advance(seconds=2)
    return {
        "ten_year_check_in_ratio": runs["full"][0].p50 / runs["empty"][0].p50,
        "ten_year_call_next_ratio": runs["full"][1].p50 / runs["empty"][1].p50,
        "ten_year_check_in_p99_ms": runs["full"][0].p99,
        "ten_year_call_next_p99_ms": runs["full"][1].p99,
    }
