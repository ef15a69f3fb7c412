"""Eight processes on one store, a file and a server: they check in and call, and they all call the same visitor, a thousand times.

Who was called or issued twice; how many races had another number of winners than one.
"""

from __future__ import annotations

import subprocess
import sys

from greeter import open_front_desk
from tests.postgres_server import PostgresServer
from tests.store.same_visit import race

PROCESSES = 8
EACH = 250
RACES = 1_000
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
    """Return for the file, and with `server_` before for PostgreSQL: called_twice, issued_twice, calls, race_call_p99_ms (the slowest process's),
    same_visit_races, same_visit_not_one_winner, same_visit_p99_ms.
    """
    found = both(f"sqlite:///{folder / 'one.db'}", f"sqlite:///{folder / 'other.db'}")
    server = PostgresServer(durable=True)
    try:
        on_server = both(server.database("one"), server.database("other"))
    finally:
        server.close()
    return found | {f"server_{name}": value for name, value in on_server.items()}


def both(one, other):
    return check_in_and_call(one) | same_visit(other)


def same_visit(url):
    """Let all desks call the same visitor."""
    outcome = race(url, races=RACES, processes=PROCESSES)
    assert not outcome.astray, outcome.astray
    return {
        "same_visit_races": len(outcome.winners),
        "same_visit_not_one_winner": sum(len(winners) != 1 for winners in outcome.winners),
        "same_visit_p99_ms": sorted(outcome.took_ms)[int(len(outcome.took_ms) * 0.99)],
    }


def check_in_and_call(url):
    """Let all desks check in and call the next."""
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
