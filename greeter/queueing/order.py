"""Who is next, and why. Pure: the same line always gives the same answer.

`promise`: each visitor has used some share of the wait that was promised, `credit = minutes waited / target minutes x weight`; the highest credit is
next, ties go by arrival. This is an accumulating priority queue whose rates are the service standards (Kleinrock 1964; Stanford, Taylor and
Ziedins 2014). Nobody is overtaken more than three times by later arrivals, nor at all past twice their target.

`arrival`: first come, first served.

To add an order: 1. a member of `Order` in `model/catalogue.py`; 2. its key in `_key`; 3. its sentence in `explain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from greeter.model.catalogue import Order

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_OVERTAKEN = 3
LATE_SHARE = 2.0
"""Past so many times the target nobody is overtaken."""


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

    @property
    def credit(self) -> float:
        """Share of the promised wait used, times the weight."""
        return self.waited / self.target * self.weight

    @property
    def kept(self) -> bool:
        """Whether no later arrival may go first any more."""
        return self.overtaken >= MOST_OVERTAKEN or self.waited > LATE_SHARE * self.target


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the order: who, and why in one line that a clerk can repeat to the room."""

    candidate: InLine
    why: str


def ranked(line: list[InLine], rule: Order = Order.PROMISE) -> list[Place]:
    """Return the whole line in the order in which it would be called, were everyone called now.

    Kept visitors hold back whoever came later, however high the credit of these.
    """
    ordered = sorted(line, key=_key(rule))
    if rule is Order.PROMISE:
        ordered = _caps_kept(ordered)
    places: list[Place] = []
    due: InLine | None = None
    most_credit = 0.0
    for candidate in reversed(ordered):
        places.append(Place(candidate, explain(candidate, due, rule, lets_wait=most_credit > candidate.credit)))
        due = candidate if candidate.appointment else due
        most_credit = max(most_credit, candidate.credit)
    return places[::-1]


def first(line: list[InLine], rule: Order = Order.PROMISE) -> Place | None:
    """Return who is next, or None when nobody waits."""
    if not line:
        return None
    pool = [candidate for candidate in line if candidate.kept] if rule is Order.PROMISE else []
    if pool:
        # Somebody may not be overtaken: only they, and whoever came before them, may go.
        last_kept = max(candidate.waited for candidate in pool)
        pool = [candidate for candidate in line if candidate.waited >= last_kept]
    chosen = min(pool or line, key=_key(rule))
    others = [other for other in line if other is not chosen]
    due = min((other for other in others if other.appointment), key=lambda one: one.appointment, default=None)
    lets_wait = any(other.credit > chosen.credit for other in others)
    return Place(chosen, explain(chosen, due, rule, lets_wait=lets_wait))


def explain(candidate: InLine, due: InLine | None, rule: Order = Order.PROMISE, *, lets_wait: bool = False) -> str:
    """Say why this one is next: "13 of 15 promised minutes used. B007 has an appointment at 10:30.".

    due: somebody behind who has an appointment. lets_wait: whether somebody with more credit must wait for this one.
    """
    used = f"{max(0, int(candidate.waited))} of {int(candidate.target)} promised minutes used."
    if candidate.by_name:
        return f"Was sent on to you. {used}"
    if candidate.appointment:
        return f"Has an appointment at {candidate.appointment}."
    if rule is Order.ARRIVAL:
        return f"Came first. {used}"
    if candidate.kept and lets_wait:
        return f"Has let others go first often enough. {used}"
    return f"{used} {due.number} has an appointment at {due.appointment}." if due else used


def _key(rule: Order) -> Callable[[InLine], tuple[bool, float, float, str]]:
    if rule is Order.ARRIVAL:
        return lambda one: (not one.by_name, -one.waited, 0.0, one.request)
    return lambda one: (not one.by_name, -one.credit, -one.waited, one.request)


def _caps_kept(ordered: list[InLine]) -> list[InLine]:
    """Let whoever came before a kept visitor, and that visitor, go before all who came later."""
    by_arrival = sorted(ordered, key=lambda one: -one.waited)
    place = {one.request: index for index, one in enumerate(ordered)}
    heap: list[tuple[int, InLine]] = []
    result: list[InLine] = []
    placed: set[str] = set()
    joined = 0
    for kept in [one for one in by_arrival if one.kept]:
        while joined < len(by_arrival) and by_arrival[joined].waited >= kept.waited:
            heappush(heap, (place[by_arrival[joined].request], by_arrival[joined]))
            joined += 1
        while kept.request not in placed:
            result.append(heappop(heap)[1])
            placed.add(result[-1].request)
    return result + [one for one in ordered if one.request not in placed]
