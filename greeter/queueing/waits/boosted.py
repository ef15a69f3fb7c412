"""Gradient-boosted quantiles of scikit-learn, which is an extra: it is loaded when there is enough to learn from, and not before."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from greeter.queueing.waits.guess import LEVELS, Guess, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.queueing.waits.state import State

ENOUGH = 200
"""Waits without which it learns nothing: each leaf of a tree wants a few dozen."""
ROUNDS = 200
RATE = 0.05
LEAVES = 12
MOST_CLASSES = 30
"""So many services are told apart, the commonest; the others are one."""


class Boosted:
    """Four boosted models of waits by state: three quantiles and the mean. Seconds.

    past: states, the waits that came, and for how many each stands; at least ENOUGH. Raises ImportError without scikit-learn.
    """

    def __init__(
        self, states: Sequence[State], waits: Sequence[float], weights: Sequence[float], *, seed: int = 0
    ) -> None:
        from sklearn.ensemble import HistGradientBoostingRegressor
        from threadpoolctl import threadpool_limits

        self._services = _commonest(states)
        rows = self._rows(states)
        leaf = max(10, min(40, len(waits) // 60))
        rounds = ROUNDS if len(waits) >= 2000 else ROUNDS // 2
        shared: dict[str, Any] = {
            "max_iter": rounds, "learning_rate": RATE, "max_leaf_nodes": LEAVES, "min_samples_leaf": leaf,
            "early_stopping": False, "random_state": seed,
        }  # fmt: skip
        self._models = [
            *(HistGradientBoostingRegressor(loss="quantile", quantile=level, **shared) for level in LEVELS),
            HistGradientBoostingRegressor(**shared),
        ]
        with threadpool_limits(limits=1):  # a busy machine is not made busier; small data gain nothing by threads
            for model in self._models:
                model.fit(rows, waits, sample_weight=weights)

    def guesses(self, states: Sequence[State]) -> list[Guess]:
        """Return a guess for each state; many at once cost little more than one."""
        if not states:
            return []
        from threadpoolctl import threadpool_limits

        rows = self._rows(states)
        with threadpool_limits(limits=1):
            found = [model.predict(rows) for model in self._models]
        return [in_order(*map(float, each)) for each in zip(*found, strict=True)]

    def _rows(self, states: Sequence[State]) -> Any:
        import numpy as np

        rest = float(len(self._services))
        return np.array([(*state.row, self._services.get(state.service, rest)) for state in states], dtype=float)


def available() -> bool:
    """Return whether scikit-learn is installed, without loading it."""
    return find_spec("sklearn") is not None


def _commonest(states: Sequence[State]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for state in states:
        counts[state.service] = counts.get(state.service, 0) + 1
    common = sorted(counts, key=lambda service: (-counts[service], service))[:MOST_CLASSES]
    return {service: float(place) for place, service in enumerate(common)}
