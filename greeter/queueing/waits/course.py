"""The course of a day: what is told to each who asks, and what the waits that ended meanwhile teach."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from greeter.queueing.waits.blend import Blend
from greeter.queueing.waits.honest import Honest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.queueing.waits.asked import Asked
    from greeter.queueing.waits.experts import Experts
    from greeter.queueing.waits.guess import Guess
    from greeter.queueing.waits.state import State


@dataclass(frozen=True, slots=True)
class Told:
    """What was told to one who asked: the guess, corrected; the blend before the correction; and each expert's own guess. Seconds."""

    state: State
    guess: Guess
    blended: Guess
    guesses: Mapping[str, Guess]


class Course:
    """What the days taught so far about whom to trust and by how much to correct. Goes on from day to day."""

    def __init__(self) -> None:
        self.blend = Blend()
        self.honest = Honest()

    def copy(self) -> Course:
        """Return one that goes its own way from here, on a new day."""
        own = deepcopy(self)
        own.honest.new_day()
        return own

    def tell(self, states: Sequence[State], experts: Experts) -> list[Told | None]:
        """Return what is told in each state now; None where no expert knows anything."""
        return [self._told(state, guesses) for state, guesses in zip(states, experts.guesses(states), strict=True)]

    def observe(self, told: Told, wait: float, weight: float) -> None:
        """Learn from a wait that ended by a call, and that stands for so many."""
        self.honest.learn(told.blended, told.guess, wait)
        self.blend.learn(told.guesses, wait, weight)

    def follow(
        self, day: Sequence[Asked], experts: Experts, guesses: Sequence[Mapping[str, Guess]] | None = None
    ) -> list[Told | None]:
        """Live through a day: return what was told at each question, having learned before it from the waits that had ended, and from no other.

        guesses: of the experts for each question, where they are known already.
        """
        self.honest.new_day()
        ended: list[tuple[float, int, Told]] = []
        told: list[Told | None] = []
        known = experts.guesses([each.state for each in day]) if guesses is None else guesses
        for place, (one, guess) in enumerate(zip(day, known, strict=True)):
            self._learn(day, ended, one.state.at, experts)
            told.append(self._told(one.state, guess))
            if told[-1] is not None and one.wait is not None and not one.left:
                heappush(ended, (one.known_at, place, told[-1]))
        self._learn(day, ended, float("inf"), experts)
        return told

    def _learn(self, day: Sequence[Asked], ended: list[tuple[float, int, Told]], now: float, experts: Experts) -> None:
        while ended and ended[0][0] <= now:
            _, place, told = heappop(ended)
            wait = day[place].wait
            assert wait is not None  # noqa: S101 (only ended ones are kept)
            self.observe(told, wait, experts.patience.weight(wait))

    def _told(self, state: State, guesses: Mapping[str, Guess]) -> Told | None:
        if not guesses:
            return None
        blended = self.blend.blend(guesses)
        return Told(state, self.honest.corrected(blended), blended, guesses)
