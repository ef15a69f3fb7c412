"""Everyone who guesses at a wait: tables of past waits from the first day, boosted quantiles once there is enough, a play from outside.

To add an expert: 1. its name and the number of the state that its table goes by in TABLES, or its guesses in `Experts.guesses`; 2. a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.queueing.patience import Patience
from greeter.queueing.waits import boosted
from greeter.queueing.waits.guess import Guess
from greeter.queueing.waits.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from greeter.queueing.waits.asked import Asked
    from greeter.queueing.waits.state import State

TABLES: Mapping[str, Callable[[State], float]] = {
    "table": lambda state: float(state.ahead),
    "rule": lambda state: state.rule,
    "turns": lambda state: state.turns,
    "head of line": lambda state: state.hol,
    "last to enter": lambda state: state.les,
}
"""Expert to the number by which past waits are looked up."""


class Experts:
    """What was learned from questions whose waits have ended. Those who gave up count through the waits that came (`Patience.weight`).

    with_boosted: quantiles by gradient boosting too, where scikit-learn is installed and there is enough.
    """

    def __init__(self, past: Sequence[Asked], *, with_boosted: bool = True, before: Experts | None = None) -> None:
        ended = [(one, one.wait) for one in past if one.wait is not None]
        self.patience = Patience((wait, one.left) for one, wait in ended)
        came = [(one.state, wait) for one, wait in ended if not one.left]
        weights = [self.patience.weight(wait) for _, wait in came]
        self._tables = {
            name: Table([(number(state), wait, weight) for (state, wait), weight in zip(came, weights, strict=True)])
            for name, number in TABLES.items()
        }
        self._boosted: dict[str, boosted.Quantile | boosted.Located] = before._boosted if before else {}
        if with_boosted and len(came) >= boosted.ENOUGH and boosted.available():
            learned = [state for state, _ in came], [wait for _, wait in came], weights
            self._boosted = {"quantiles": boosted.Quantile(*learned), "located": boosted.Located(*learned)}

    def guesses(self, states: Sequence[State]) -> list[dict[str, Guess]]:
        """Return for each state the guess of each expert who has one."""
        found = [self._counted(state) for state in states]
        for name, expert in self._boosted.items():
            for guesses, guess in zip(found, expert.guesses(states), strict=True):
                guesses[name] = guess
        return found

    def _counted(self, state: State) -> dict[str, Guess]:
        found = {name: self._tables[name].guess(number(state)) for name, number in TABLES.items()}
        if state.played is not None:
            low, middle, high = state.played
            found["played"] = Guess(low, middle, high, 0.3 * low + 0.4 * middle + 0.3 * high)  # Swanson's rule
        return {name: guess for name, guess in found.items() if guess is not None}
