"""What visitors are told on arrival, at a price that a simulation can pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.queueing.forecast import Forecaster

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.queueing.forecast import Forecast

FRESH_MS = 6 * 60_000
DRAWS = 24


class ToldForecasts:
    """Forecasts that are drawn anew at most every six minutes of office time."""

    def __init__(self, desk: FrontDesk) -> None:
        self._desk = desk
        self._forecaster = Forecaster(desk.store.port, desk.office, draws=DRAWS)
        self._found: dict[str, Forecast | None] = {}
        self._until = -1

    def of(self, service: str, now_ms: int) -> Forecast | None:
        """Return what somebody who arrives now for this service is told; None where no time can be given yet."""
        if now_ms >= self._until:
            self._found = self._forecaster.newcomers(self._desk.tick())
            self._until = now_ms + FRESH_MS
        return self._found.get(service)
