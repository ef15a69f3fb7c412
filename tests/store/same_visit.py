"""Desks that all call the same visitor at the same moment, each in a process of its own; one of them may win."""

from __future__ import annotations

from dataclasses import dataclass, field

from greeter import open_front_desk
from tests import warm


@dataclass
class Outcome:
    """For each race who won; how long each call took, in milliseconds; what else was said."""

    winners: list[list[str]] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)


def race(url, *, races, processes):
    """Let so many desks race for one visitor after another."""
    with open_front_desk(url) as desk:
        visits = [desk.check_in(service="permit").visit_id for _ in range(races)]
    outcome = Outcome()
    pipes = {"stdin": warm.PIPE, "stdout": warm.PIPE}
    racers = [warm.begin("-c", RACER, url, f"C{number}", **pipes) for number in range(processes)]
    for racer in racers:
        assert racer.stdout.readline() == b"ready\n"
    for visit in visits:
        for racer in racers:
            racer.stdin.write(f"{visit}\n".encode())
        outcome.winners.append([])
        for number, racer in enumerate(racers):
            said, _, took = racer.stdout.readline().decode().strip().partition(" ")
            if said == "won":
                outcome.winners[-1].append(f"C{number}")
            elif said != "lost":
                outcome.astray.append(said)
            outcome.took_ms.append(float(took or 0))
    for racer in racers:
        racer.communicate()
        assert racer.returncode == 0
    return outcome


RACER = """
import sys, time
from greeter import open_front_desk
from greeter.problems import Problem, Unlawful
url, counter = sys.argv[1:]
with open_front_desk(url) as desk:
    desk.queue()
    print("ready", flush=True)
    for visit in sys.stdin:
        begun = time.perf_counter()
        try:
            desk.call(visit.strip(), counter=counter, clerk=f"clerk-{counter}", reason="a race")
            said = "won"
        except Unlawful:
            said = "lost"
        except Problem as met:
            said = type(met).__name__
        print(said, (time.perf_counter() - begun) * 1e3, flush=True)
"""
