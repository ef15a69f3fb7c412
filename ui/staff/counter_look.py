"""What one look at the store gives a counter's window: the queue, the card that is shown, and what can be taken back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from greeter.problems import Problem
from greeter.views.queue_view import QueueView, read_queue
from greeter.views.step_evidence import StepEvidence
from greeter.views.visit_card import VisitCard, read_visit_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Found:
    """What was seen, all of it at least as new as the last act in `seen`."""

    seen: int
    queue: QueueView
    card: VisitCard | None
    undo: tuple[str, str] | None

    def clerks(self, own: str) -> tuple[str, ...]:
        """Return the clerks who are with a visitor now, but for one."""
        named = {row.clerk for row in (*self.queue.at_counters, *self.queue.on_hold)}
        return tuple(sorted(named - {own, ""}))


@dataclass(frozen=True)
class Acted(Generic[_T]):
    """What an act gave, and what was seen after it; None where that could not be read."""

    result: _T
    found: Found | None


class CounterLook:
    """Looks for one counter. It keeps what earlier visits taught of next steps, and is used by the store's thread alone."""

    def __init__(self, counter: str) -> None:
        self._counter = counter
        self._evidence = StepEvidence()

    def __call__(self, desk: FrontDesk, clerk: str, looked_at: str, unless: int | None = None) -> Found | None:
        """Look; looked_at: the visit whose card is shown, or empty for who is at this counter. None where the last act is still `unless`."""
        seen = desk.last_act()
        if seen == unless:
            return None
        queue = read_queue(desk, self._counter, clerk)
        visit = looked_at or (queue.current.visit_id if queue.current else "")
        card = read_visit_card(desk, visit, self._evidence) if visit else None
        return Found(seen, queue, card, desk.can_undo(clerk=clerk))

    def after(self, act: Callable[[FrontDesk], _T], clerk: str, looked_at: str) -> Callable[[FrontDesk], Acted[_T]]:
        """Return an act that looks as soon as it is done: one way to the store and back. What it did stands where the look fails."""

        def run(desk: FrontDesk) -> Acted[_T]:
            result = act(desk)
            with suppress(Problem):
                return Acted(result, self(desk, clerk, looked_at))
            return Acted(result, None)

        return run
