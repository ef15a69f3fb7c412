"""What visitors are told on arrival, at a price that a simulation can pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.queueing.forecast import Forecaster

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.queueing.forecast import Forecast

DRAWS = 12


class ToldForecasts:
    """Forecasts of newcomers, played a few times only."""

    def __init__(self, desk: FrontDesk) -> None:
        self._desk = desk
        self._forecaster = Forecaster(desk.store.port, desk.office, draws=DRAWS)

    def of(self, service: str, due_in_ms: int | None = None) -> Forecast | None:
        """Return what somebody who arrives now for this service is told; None where no time can be given yet. due_in_ms: their appointment's."""
        now = self._desk.tick()
        if due_in_ms is None:
            return self._forecaster.newcomer(service, now)
        return self._forecaster.with_appointment(service, now + due_in_ms, now)
