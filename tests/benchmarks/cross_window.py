"""An act in one process to the painted change in a staff window of another."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from greeter import open_front_desk
from tests.benchmarks.timing import Runs

RUNS = 80
APART_S = 0.15
STAFF = Path(__file__).resolve().parent.parent / "journeys" / "staff_process.py"


def measure(folder):
    """Return cross_window_p50_ms, _p95_ms and _p99_ms: from the beginning of a check-in here to the new row painted there."""
    url = f"sqlite:///{folder / 'office.db'}"
    runs = Runs()
    with open_front_desk(url) as desk:
        desk.check_in(service="permit")
        staff = subprocess.Popen(
            [sys.executable, str(STAFF), url, "3", "dana"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert staff.stdout.readline() == "ready\n"
        assert staff.stdout.readline().startswith("painted P001")
        for _ in range(RUNS):
            begun = time.monotonic_ns()
            number = desk.check_in(service="permit").number
            while True:
                word, *rest = staff.stdout.readline().split()
                if word == "painted" and rest[0] == number:
                    break
            runs.ms.append((int(rest[1]) - begun) / 1e6)
            time.sleep(APART_S)
        staff.stdin.write("quit\n")
        staff.stdin.flush()
        staff.wait()
    return {"cross_window_p50_ms": runs.p50, "cross_window_p95_ms": runs.p95, "cross_window_p99_ms": runs.p99}
