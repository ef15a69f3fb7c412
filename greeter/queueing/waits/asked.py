"""A day read again as questions: at each arrival in line, what was known then, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from greeter.queueing.waits.day import Day, replay
from greeter.queueing.waits.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.queueing.waits.past import PastVisit
    from greeter.queueing.waits.state import Quantiles, State
    from greeter.queueing.waits.usual import Usual

    Play = Callable[[Day, Usual, PastVisit, float], Quantiles | None]
    """A play of the line from outside: quantiles of the seconds that this visitor waits from now on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One visitor who had to wait: the state when they joined, and the seconds until they were called or gave up; None while they wait."""

    visit: PastVisit
    state: State
    wait: float | None

    @property
    def left(self) -> bool:
        """Whether they gave up: their wait would have been longer."""
        return self.visit.start is None

    @property
    def known_at(self) -> float:
        """The second of the day at which the wait had ended."""
        return self.state.at + (self.wait or 0.0)


def read(
    visits: Sequence[PastVisit],
    usual: Usual,
    *,
    play: Play | None = None,
    now: float = inf,
    known: dict[object, State] | None = None,
) -> tuple[list[Asked], Day]:
    """Return the questions of a day, by arrival, and the day as it is at its end, or now.

    known: states of arrivals that were read before, which are not read again; those that are new are added.
    """
    states: dict[object, State] = {} if known is None else known
    asked: list[Asked] = []
    day = Day()
    for key, visit in replay(visits, day, now):
        if visit.in_line:
            state = states.get((key, visit.arrival, visit.service))
            if state is None:
                played = play(day, usual, visit, visit.arrival) if play else None
                state = states[key, visit.arrival, visit.service] = state_of(day, usual, visit, visit.arrival, played)
            asked.append(Asked(visit, state, visit.wait))
            day.joined(key, visit, state.turns)
    return asked, day
