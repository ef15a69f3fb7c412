"""Plays a line through the order itself: who comes when, for what, to which counters; without a store, so that many days take seconds."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from greeter.model.catalogue import Order
from greeter.queueing.order import CAPS, Caps, InLine, first


@dataclass(frozen=True, slots=True)
class Kind:
    """A service, as the order sees it."""

    target: float = 15.0
    weight: float = 1.0
    priority_class: int = 5


@dataclass(slots=True)
class Visitor:
    """One who comes: when, for which kind, for how long; and what became of it. Minutes."""

    came: float
    kind: int
    minutes: float
    began: float = -1.0
    overtaken: int = 0
    """By later arrivals, at counters that could have served this one."""
    last_overtaken: float = -1.0
    """How long this one had waited then."""

    @property
    def waited(self):
        return self.began - self.came


def play(
    visitors: list[Visitor],
    kinds: list[Kind],
    counters: list[frozenset[int]] | None = None,
    rule: Order = Order.PROMISE,
    caps: Caps | None = None,
) -> list[Visitor]:
    """Serve everybody and return them in the order in which they were called.

    visitors: by the time they come. counters: the kinds that each serves; None: one that serves all. As in the store, an order sees the first of
    each lane, and how often that one was overtaken.
    """
    may = [sorted(one) for one in counters] if counters else [list(range(len(kinds)))]
    counts = (CAPS[rule] if caps is None else caps).most_overtaken is not None or counters is not None
    lanes: list[list[Visitor]] = [[] for _ in kinds]
    begins = [0] * len(kinds)
    free = [(0.0, index) for index in range(len(may))]
    heapify(free)
    called: list[Visitor] = []
    joined = 0
    while free:
        now, counter = heappop(free)
        while joined < len(visitors) and visitors[joined].came <= now:
            lanes[visitors[joined].kind].append(visitors[joined])
            joined += 1
        line = [
            _in_line(kind, lanes[kind][begins[kind]], now, kinds[kind])
            for kind in may[counter]
            if begins[kind] < len(lanes[kind])
        ]
        next_one = first(line, rule, caps)
        if next_one is None:
            later = joined
            while later < len(visitors) and visitors[later].kind not in may[counter]:
                later += 1
            if later < len(visitors):
                heappush(free, (visitors[later].came, counter))
            continue
        kind = int(next_one.candidate.request)
        chosen = lanes[kind][begins[kind]]
        begins[kind] += 1
        chosen.began = now
        called.append(chosen)
        if counts:
            for other in may[counter]:
                for place in range(begins[other], len(lanes[other])):
                    one = lanes[other][place]
                    if one.came >= chosen.came:
                        break
                    one.overtaken += 1
                    one.last_overtaken = now - one.came
        heappush(free, (now + chosen.minutes, counter))
    return called


def _in_line(kind: int, one: Visitor, now: float, service: Kind) -> InLine:
    return InLine(
        str(kind), str(kind), str(kind), now - one.came, service.target, service.weight, one.overtaken,
        priority_class=service.priority_class,
    )  # fmt: skip
