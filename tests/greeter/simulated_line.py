"""Days of a line made of chance: exponential arrivals, services and patience (M/M/c+M), first come, first served."""

from __future__ import annotations

import random
from heapq import heapify, heappop, heappush
from math import inf

from greeter.queueing.waits import PastVisit


def simulated_day(name, seed, *, people=150, gap=60.0, service=170.0, counters=3, patience=inf):
    """Return a day's visits and, apart, the seconds that each would have had to wait with patience without end."""
    draw = random.Random(seed)
    free = [(0.0, f"C{number}") for number in range(counters)]
    heapify(free)
    now, visits, offered = 0.0, [], []
    for _ in range(people):
        now += draw.expovariate(1 / gap)
        stays = inf if patience == inf else draw.expovariate(1 / patience)
        lasts = draw.expovariate(1 / service)
        ready, counter = free[0]
        wait = max(ready - now, 0.0)
        offered.append(wait)
        if wait > stays:
            visits.append(PastVisit(name, now, None, None, now + stays, "A"))
            continue
        heappop(free)
        heappush(free, (now + wait + lasts, counter))
        visits.append(PastVisit(name, now, now + wait, now + wait + lasts, None, "A", counter=counter))
    return visits, offered


def simulated_days(count, *, begin=1, **line):
    """Return so many days by their names."""
    return {
        f"2026-03-{day:02}": simulated_day(f"2026-03-{day:02}", day, **line)[0] for day in range(begin, begin + count)
    }
