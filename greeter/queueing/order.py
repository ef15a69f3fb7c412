"""Who is next, and why. Pure: the same line always gives the same answer.

`promise`: each visitor has used some share of the wait that was promised, `credit = minutes waited / target minutes x weight`; the highest credit is
next, ties go by arrival. This is an accumulating priority queue whose rates are the service standards (Kleinrock 1964; Stanford, Taylor and
Ziedins 2014). Nobody is overtaken more than three times by later arrivals, nor at all past twice their target.

`arrival`: first come, first served.

`classes`: the office gives each service a priority class; the lowest number goes first, and within a class who came first (non-preemptive
priorities, Cobham 1954). Past twice their target nobody is overtaken here either, so that a low class waits long at worst, and not for ever.

To add an order: 1. a member of `Order` in `model/catalogue.py`; 2. its key in `_key` and its caps in `CAPS`; 3. its sentence in `explain`; 4. how the
board says it, in `ui/board/wording.py`; 5. its line in `docs/catalogue.md`. `line.heads` reads the first few of each service, so within a service
an order must go by arrival.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from greeter.model.catalogue import USUAL_CLASS, Order

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_OVERTAKEN = 3
LATE_SHARE = 2.0
"""Past so many times the target nobody is overtaken."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How far an order may go in letting later arrivals first. None: without a bound."""

    most_overtaken: int | None = MOST_OVERTAKEN
    late_share: float | None = LATE_SHARE

    def keep(self, one: InLine) -> bool:
        """Whether no later arrival may go before this one any more."""
        often = self.most_overtaken is not None and one.overtaken >= self.most_overtaken
        return often or (self.late_share is not None and one.waited > self.late_share * one.target)


NO_CAPS = Caps(None, None)
CAPS = {Order.PROMISE: Caps(), Order.ARRIVAL: NO_CAPS, Order.CLASSES: Caps(None, LATE_SHARE)}
"""Of each order. Who comes first in a class is overtaken by each higher class at once: counting to three would make it first come, first served."""


@dataclass(frozen=True, slots=True)
class InLine:
    """A waiting request, as the order sees it. Minutes are since arrival, or since the time of the appointment."""

    request: str
    lane: str
    number: str
    waited: float
    target: float
    weight: float = 1.0
    overtaken: int = 0
    """How often a later arrival was called first by a counter that could have served this one."""
    appointment: str = ""
    """Its time as `10:30`, where it has one."""
    by_name: bool = False
    """Transferred to this very counter or clerk."""
    priority_class: int = USUAL_CLASS
    """That of its service: 1 goes first."""

    @property
    def credit(self) -> float:
        """Share of the promised wait used, times the weight."""
        return self.waited / self.target * self.weight


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the order: who, and why in one line that a clerk can repeat to the room."""

    candidate: InLine
    why: str


def ranked(line: list[InLine], rule: Order = Order.PROMISE, caps: Caps | None = None) -> list[Place]:
    """Return the whole line in the order in which it would be called, were everyone called now.

    Kept visitors hold back whoever came later, whatever the rule says of these. caps: other than the rule's own.
    """
    bounds = CAPS[rule] if caps is None else caps
    ordered = _caps_kept(sorted(line, key=_key(rule)), bounds)
    places: list[Place] = []
    due: InLine | None = None
    before = _before(rule)
    best: InLine | None = None
    for candidate in reversed(ordered):
        lets_wait = best is not None and bounds.keep(candidate) and before(best, candidate)
        places.append(Place(candidate, explain(candidate, due, rule, lets_wait=lets_wait)))
        due = candidate if candidate.appointment else due
        if best is None or before(candidate, best):
            best = candidate
    return places[::-1]


def first(line: list[InLine], rule: Order = Order.PROMISE, caps: Caps | None = None) -> Place | None:
    """Return who is next, or None when nobody waits. caps: other than the rule's own."""
    if not line:
        return None
    bounds = CAPS[rule] if caps is None else caps
    last_kept = max((one.waited for one in line if bounds.keep(one)), default=None)
    # Where somebody may not be overtaken, only they, and whoever came before them, may go.
    pool = line if last_kept is None else [one for one in line if one.waited >= last_kept]
    chosen = min(pool, key=_key(rule))
    others = [other for other in line if other is not chosen]
    due = min(
        (other for other in others if other.appointment), key=lambda one: (one.appointment, one.request), default=None
    )
    before = _before(rule)
    lets_wait = bounds.keep(chosen) and any(before(other, chosen) for other in others)
    return Place(chosen, explain(chosen, due, rule, lets_wait=lets_wait))


def explain(candidate: InLine, due: InLine | None, rule: Order = Order.PROMISE, *, lets_wait: bool = False) -> str:
    """Say why this one is next: "13 of 15 promised minutes used. B007 has an appointment at 10:30.".

    due: somebody behind who has an appointment. lets_wait: whether this one may not be overtaken any more, and
    somebody whom the rule alone would call sooner waits for them.
    """
    used = f"{max(0, int(candidate.waited))} of {int(candidate.target)} promised minutes used."
    if candidate.by_name:
        return f"Was sent on to you. {used}"
    if candidate.appointment:
        return f"Has an appointment at {candidate.appointment}."
    if rule is Order.ARRIVAL:
        return f"Came first. {used}"
    if lets_wait:
        return f"Has let others go first often enough. {used}"
    if rule is Order.CLASSES:
        return f"Came first in class {candidate.priority_class}. {used}"
    return f"{used} {due.number} has an appointment at {due.appointment}." if due else used


def _key(rule: Order) -> Callable[[InLine], tuple[bool, float, float, str]]:
    """Return by what an order sorts; the id comes last, so that the same line gives the same answer in whatever order it is read."""
    if rule is Order.ARRIVAL:
        return lambda one: (not one.by_name, -one.waited, 0.0, one.request)
    if rule is Order.CLASSES:
        return lambda one: (not one.by_name, one.priority_class, -one.waited, one.request)
    return lambda one: (not one.by_name, -one.credit, -one.waited, one.request)


def _before(rule: Order) -> Callable[[InLine, InLine], bool]:
    """Return whether the rule alone, without names and caps, puts the first of two before the second."""
    if rule is Order.CLASSES:
        return lambda one, other: one.priority_class < other.priority_class
    return lambda one, other: one.credit > other.credit


def _caps_kept(ordered: list[InLine], caps: Caps) -> list[InLine]:
    """Let whoever came before a kept visitor, and that visitor, go before all who came later."""
    kept_ones = [one for one in ordered if caps.keep(one)]
    if not kept_ones:
        return ordered
    by_arrival = sorted(ordered, key=lambda one: -one.waited)
    place = {one.request: index for index, one in enumerate(ordered)}
    heap: list[tuple[int, InLine]] = []
    result: list[InLine] = []
    placed: set[str] = set()
    joined = 0
    for kept in sorted(kept_ones, key=lambda one: -one.waited):
        while joined < len(by_arrival) and by_arrival[joined].waited >= kept.waited:
            heappush(heap, (place[by_arrival[joined].request], by_arrival[joined]))
            joined += 1
        while kept.request not in placed:
            result.append(heappop(heap)[1])
            placed.add(result[-1].request)
    return result + [one for one in ordered if one.request not in placed]
