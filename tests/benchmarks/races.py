"""Eight processes check in and call on one file; who was called or issued twice."""

from __future__ import annotations

import subprocess
import sys

from greeter import open_front_desk

PROCESSES = 8
EACH = 250
RACER = """
import sys, time
from greeter import open_front_desk
url, me, each = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_front_desk(url) as desk:
    print("ready", flush=True)
    sys.stdin.readline()
    numbers = [desk.check_in(service="permit", request_key=f"{me}-{index}").number for index in range(each)]
    won, took = [], []
    while True:
        begun = time.perf_counter()
        called = desk.call_next(counter=me, clerk=f"clerk-{me}")
        took.append((time.perf_counter() - begun) * 1e3)
        if called is None:
            break
        won.append(called.visit_id)
    took.sort()
    print(" ".join(numbers)); print(" ".join(won)); print(took[int(len(took) * 0.99)] if took else 0)
"""


def measure(folder):
    """Return called_twice, issued_twice, calls, and the slowest process's race_call_p99_ms."""
    url = f"sqlite:///{folder / 'office.db'}"
    open_front_desk(url).close()
    counters = [str(number) for number in (2, 3, 4, 5, 6, 7, 8, 9)]
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, url, counter, str(EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for counter in counters
    ]
    for racer in racers:
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [racer.communicate()[0].splitlines() for racer in racers]
    numbers = [number for answer in answers for number in answer[0].split()]
    won = [visit for answer in answers for visit in answer[1].split()]
    assert len(numbers) == PROCESSES * EACH
    return {
        "called_twice": len(won) - len(set(won)),
        "issued_twice": len(numbers) - len(set(numbers)),
        "calls": len(won),
        "race_call_p99_ms": max(float(answer[2]) for answer in answers),
    }
