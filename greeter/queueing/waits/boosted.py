"""Gradient-boosted models of scikit-learn, which is an extra: it is loaded when there is enough to learn from, and not before.

Two kinds that err differently, so that their blend is better than either: the quantiles themselves, and the logarithm of the wait with what it missed
by on rows that it had not seen.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from greeter.queueing.waits.columns import Columns
from greeter.queueing.waits.guess import LEVELS, Guess, in_order
from greeter.queueing.waits.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greeter.queueing.waits.state import State

ENOUGH = 200
"""Waits without which nothing is boosted: each leaf of a tree wants some dozen."""
PLENTY = 2000
"""Waits from which on the models may be as fine as they get."""
ROUNDS = 200
"""Trees of a model, where there is plenty; half of them before."""
LONGER = 20.0
"""Seconds added to a wait before its logarithm is taken: the first few seconds make no difference to anybody."""


def available() -> bool:
    """Return whether scikit-learn is installed, without loading it."""
    return find_spec("sklearn") is not None


class Quantile:
    """Four boosted models of waits by state: three quantiles and the mean. Seconds.

    past: states, the waits that came, and for how many each stands; at least ENOUGH. Raises ImportError without scikit-learn.
    """

    def __init__(self, states: Sequence[State], waits: Sequence[float], weights: Sequence[float]) -> None:
        import numpy as np

        self._columns = Columns(states)
        rows, came, times = self._columns.rows(states), np.array(waits), _times(weights)
        with _one_thread():
            self._models = [
                *(
                    _model(len(waits), loss="quantile", quantile=level).fit(rows[times], came[times])
                    for level in LEVELS
                ),
                _model(len(waits)).fit(rows, came),
            ]

    def guesses(self, states: Sequence[State]) -> list[Guess]:
        """Return a guess for each state; many at once cost little more than one."""
        if not states:
            return []
        rows = self._columns.rows(states)
        with _one_thread():
            found = [model.predict(rows).tolist() for model in self._models]
        return [in_order(*each) for each in zip(*found, strict=True)]


class Located:
    """One boosted model of the logarithm of a wait, and the quantiles of what came over what it said, by what it said. Seconds.

    past: as for `Quantile`. What came is held against a model that had seen the other half of the past only.
    """

    def __init__(self, states: Sequence[State], waits: Sequence[float], weights: Sequence[float]) -> None:
        import numpy as np

        self._columns = Columns(states)
        rows, half, logs = self._columns.rows(states), len(waits) // 2, np.log(np.array(waits) + LONGER)
        early, late = _times(weights[:half]), [half + place for place in _times(weights[half:])]
        with _one_thread():
            said = np.concatenate([
                _model(half).fit(rows[late], logs[late]).predict(rows[:half]),
                _model(half).fit(rows[early], logs[early]).predict(rows[half:]),
            ])  # fmt: skip
            self._model = _model(len(waits)).fit(rows[early + late], logs[early + late])
        came = np.exp(logs - said)
        self._over = Table(list(zip(said.tolist(), came.tolist(), weights, strict=True)), most_bins=8)

    def guesses(self, states: Sequence[State]) -> list[Guess]:
        """Return a guess for each state; many at once cost little more than one."""
        if not states:
            return []
        import numpy as np

        with _one_thread():
            said = self._model.predict(self._columns.rows(states))
        found = []
        for log, times in zip(said.tolist(), np.exp(said).tolist(), strict=True):
            over = self._over.guess(log)
            assert over is not None  # noqa: S101 (there were ENOUGH)
            found.append(in_order(*(times * each - LONGER for each in over)))
        return found


def _times(weights: Sequence[float]) -> list[int]:
    """Return the places of rows, each as often as its weight says, rounded so that the sum is kept.

    scikit-learn takes weights as well, at many times the time.
    """
    places, reached = [], 0.0
    for place, weight in enumerate(weights):
        places += [place] * (int(reached + weight) - int(reached))
        reached += weight
    return places


def _model(rows: int, **loss: Any) -> Any:
    from sklearn.ensemble import HistGradientBoostingRegressor

    fine = rows >= PLENTY
    return HistGradientBoostingRegressor(
        max_iter=ROUNDS if fine else ROUNDS // 2, learning_rate=0.05, max_leaf_nodes=12 if fine else 6, max_bins=63,
        min_samples_leaf=40 if fine else 15, early_stopping=False, random_state=0, **loss,
    )  # fmt: skip


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep to one thread: small data gain nothing by more, and a machine that others use is not made to wait."""
    with _pools().limit(limits=1):
        yield


@cache
def _pools() -> Any:
    """The pools of threads of the numeric libraries; to look for them takes longer than a forecast."""
    import sklearn.ensemble  # noqa: F401 (loads them, so that they are found)
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
