"""States as a matrix for scikit-learn: the features, and the service as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.queueing.waits.state import State

MOST_SERVICES = 30
"""So many services are told apart, the commonest; the others are one."""


class Columns:
    """How states become rows. It is made from the states that are learned from."""

    def __init__(self, states: Sequence[State]) -> None:
        counts: dict[str, int] = {}
        for state in states:
            counts[state.service] = counts.get(state.service, 0) + 1
        common = sorted(counts, key=lambda service: (-counts[service], service))[:MOST_SERVICES]
        self._services = {service: float(place) for place, service in enumerate(common)}

    def rows(self, states: Sequence[State]) -> Any:
        """Return a matrix: a row a state, FEATURES and the service."""
        import numpy as np

        rest = float(len(self._services))
        return np.array([(*state.row, self._services.get(state.service, rest)) for state in states], dtype=float)
