"""Reads now and then what suggestions for the room rest on, beside the queue: it plays the room forward, so it is not read at every change."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.problems import SignedOut, StoreProblem
from greeter.views.room_facts import RoomFacts, read_room_facts

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.in_parts import Parts
    from greeter.problems import Problem
    from ui.background import Background

ROOM_MS = 15_000
"""What is suggested for the room may be so old."""


class RoomReading(QObject):
    """Keeps `facts`.

    Signals:
        found(): there are new facts.
    """

    found = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts: RoomFacts | None = None
        self._background = background
        self._reading = self._over = False
        self._timer = QTimer(self)
        self._timer.setInterval(ROOM_MS)
        self._timer.timeout.connect(self.look)
        background.bug.connect(self._failed)

    @property
    def is_reading(self) -> bool:
        """Whether a look is under way."""
        return self._reading

    def begin(self) -> None:
        """Look now, and then again and again. Does nothing where it has begun, or ended."""
        if not (self._over or self._timer.isActive()):
            self._timer.start()
            self.look()

    def end(self) -> None:
        """Stop looking, for good."""
        self._over = True
        self._timer.stop()

    def look(self) -> None:
        """Look now; while a look is under way, that is enough."""
        if not (self._reading or self._over):
            self._reading = True
            self._background.run_in_parts(self._read, self._take, self._failed)

    @staticmethod
    def _read(desk: FrontDesk) -> Parts[RoomFacts]:
        """Read on the worker's thread; what can't wait for a clerk to say it is announced first, as far as the disk takes it."""
        look = yield from desk.forecaster.look(desk.tick())
        with suppress(StoreProblem):
            yield from desk.telling_who_waits(lambda _: look.likely)
        return (yield from read_room_facts(desk, look))

    def _take(self, facts: RoomFacts) -> None:
        self._reading = False
        if facts != self.facts and not self._over:
            self.facts = facts
            self.found.emit()

    def _failed(self, problem: Problem | BaseException) -> None:
        """After a problem, or a bug of any act, suggest nothing by what may not be so any more; the queue's own reading tells of the trouble."""
        self._reading = False
        if not isinstance(problem, SignedOut):  # locked: what was found comes back with the window
            self.facts = None
