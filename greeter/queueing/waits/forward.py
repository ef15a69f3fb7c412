"""The line played forward by mean times: two quick reckonings of when a newcomer's turn comes. Seconds."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.queueing.waits.usual import Usual

SHORTEST = 5.0
"""Seconds: no counter is taken to be free sooner."""


def flow(usual: Usual, line: Sequence[str], still: Sequence[float]) -> float:
    """Return when the line ahead has flowed off, as water: counters end at rates that add up, and those who wait give up at the usual rate.

    still: how long until each counter calls. Whitt's fluid of a queue with impatience, step by step.
    """
    if not still:
        return (len(line) + 1) * usual.mean
    time = 1.0 / sum(1.0 / max(each, SHORTEST) for each in still)
    mean = sum(usual.service_time(service) for service in line) / len(line) if line else usual.mean
    rate = len(still) / max(mean + usual.between, SHORTEST)
    for left in range(len(line), 0, -1):
        time += 1.0 / (rate + usual.giving_up * left)
    return time


def turns(usual: Usual, line: Sequence[str], counters: Sequence[str], still: Sequence[float], service: str) -> float:
    """Return when somebody behind this line is called, if each counter takes the first whom it may serve.

    The counters end in the order of their remaining means, spread as so many exponential times would be (the first of n after 1/n of the mean);
    those ahead need their mean times, less the share who will have given up.
    """
    if not still:
        return (len(line) + 1) * usual.mean
    spread, free = 0.0, []
    for place, (each, counter) in enumerate(sorted(zip(still, counters, strict=True))):
        spread += 1.0 / (len(still) - place)
        free.append((each * spread, place, counter))
    heapify(free)
    todo, last = list(line), 0.0
    while free:
        last, place, counter = heappop(free)
        taken = next((index for index, one in enumerate(todo) if usual.serves(counter, one)), None)
        if taken is not None:
            lasts = (usual.service_time(todo.pop(taken)) + usual.between) * exp(-usual.giving_up * last)
            heappush(free, (last + lasts, place, counter))
        elif usual.serves(counter, service):
            return last
    return last + usual.mean
