"""Simulated visitors, and clerks at the other counters, beside people who play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from greeter.clock import to_ms
from greeter.simulate.office_day import OfficeDay

if TYPE_CHECKING:
    from collections.abc import Collection

    from greeter.front_desk import FrontDesk
    from ui.background import Background

LOOK_MS = 400


class Crowd(QObject):
    """Lets happen, twice a second, what was to happen by now. It has a worker of its own, so that no window waits for it.

    own_counters: belong to people, or are closed; the simulation leaves them alone.
    """

    def __init__(
        self, background: Background, seed: int, own_counters: Collection[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._seed = seed
        self._own_counters = own_counters
        self._day: OfficeDay | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        background.bug.connect(self._done)

    def begin(self) -> None:
        """Begin with the time that the clock shows now."""
        self._timer.start()

    def look(self) -> None:
        """Let happen what is due, unless that is under way."""
        if not self._busy:
            self._busy = True
            self._background.run(self._play, self._done, self._done)

    def close(self) -> None:
        """Let nothing more happen."""
        self._timer.stop()

    def _play(self, desk: FrontDesk) -> None:
        now = to_ms(desk.clock.now())
        if self._day is None:
            day = desk.office.business_day(desk.clock.now())
            self._day = OfficeDay(desk, day, self._seed, own_counters=self._own_counters, from_ms=now)
        self._day.play_until(now)

    def _done(self, _: object) -> None:
        self._busy = False
