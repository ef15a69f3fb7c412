"""Simple rules for the next step, to hold ours against.

To add one: its class with `ask` and `learn`, a line in RULES, and a test that computes it by hand.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.backtest.step_cases import Question


class Rule(Protocol):
    """What foretells the next step."""

    def ask(self, question: Question) -> dict[str, float]:
        """Return the chance of each step."""

    def learn(self, question: Question, happened: str) -> None:
        """Learn what followed."""


class Markov:
    """The last steps alone: how often each followed the longest ending of the case that was seen before, of at most `longest` steps.

    With 0 it is the majority.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._counts: dict[tuple[str, ...], Counter[str]] = {}

    def ask(self, question: Question) -> dict[str, float]:
        """Return the shares after the longest ending that is known; nothing when none is."""
        known = [counts for counts in map(self._counts.get, self._endings(question)) if counts is not None]
        return {what: count / known[-1].total() for what, count in known[-1].items()} if known else {}

    def learn(self, question: Question, happened: str) -> None:
        """Count a step for every ending."""
        for ending in self._endings(question):
            self._counts.setdefault(ending, Counter())[happened] += 1

    def _endings(self, question: Question) -> list[tuple[str, ...]]:
        """Return the endings, shortest first."""
        steps = tuple(step.what for step in question.done[-self._longest :]) if self._longest else ()
        return [steps[len(steps) - n :] for n in range(len(steps) + 1)]


class Interpolated(Markov):
    """All endings up to `longest` steps, the longer ones resting on the shorter ones as Witten and Bell (1991) do."""

    def ask(self, question: Question) -> dict[str, float]:
        """Return the interpolated shares; nothing when nothing is known."""
        chances: dict[str, float] = {}
        for ending in self._endings(question):
            counts = self._counts.get(ending)
            if counts is None:
                break
            rest = len(counts) if chances else 0
            whole = counts.total() + rest
            chances = {what: chance * rest / whole for what, chance in chances.items()}
            for what, count in counts.items():
                chances[what] = chances.get(what, 0.0) + count / whole
        return chances


class Named(NamedTuple):
    """A rule of the table. learns_on: whether it learns while it is asked, too."""

    make: Callable[[], Rule]
    learns_on: bool = False


RULES: dict[str, Named] = {
    "majority": Named(lambda: Markov(0)),
    "Markov 1": Named(lambda: Markov(1)),
    "Markov 3": Named(lambda: Markov(3)),
    "interpolated up to 4": Named(lambda: Interpolated(4)),
    "learning as it goes": Named(lambda: Interpolated(4), learns_on=True),
}
"""By their names in the table."""
