"""Has what is due forgotten while a window is open, where its office file asks for it: once a day, between the acts of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.problems import NotAllowed, StoreForbids
from greeter.reach import StoreReach, open_desk_later
from greeter.records.nightly import NightlyPurge
from ui.background import Background

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.problems import Problem

BEGIN_MS = 300_000
"""The morning's first visitors come first."""
PAUSE_MS = 2_000
"""Between two turns: whoever presses a key is served in between."""
LOOK_MS = 900_000
"""So often it is looked whether a new day has begun, and again after trouble."""


def forgetting_apart(url: str, office: Office) -> Forgetting:
    """Return what forgets over a connection and a thread of its own: to find what is due may take seconds in a large store."""
    return Forgetting(Background(StoreReach(open_desk_later(url, office, None))), office)


class Forgetting(QObject):
    """Looks after one window's share. A login that may not forget leaves it to others.

    Signals:
        stepped(bool): after each turn: whether there may be more today.
    """

    stepped = Signal(bool)

    def __init__(self, background: Background, office: Office, parent: QObject | None = None) -> None:
        """background: its own, and closed with it."""
        super().__init__(parent)
        self._background = background
        self._purge = NightlyPurge()
        self._timer = QTimer(self, interval=BEGIN_MS)
        self._timer.timeout.connect(self.step)
        if office.retention.is_nightly:
            self._timer.start()

    @property
    def is_looking(self) -> bool:
        """Whether it goes on looking."""
        return self._timer.isActive()

    def step(self) -> None:
        """Forget the next few, and come back soon where there may be more."""
        self._timer.stop()
        self._background.run(self._purge.step, self._stepped, self._failed)

    def close(self) -> None:
        """Stop, once the turn under way has ended."""
        self._timer.stop()
        self._background.close()

    def _stepped(self, more: bool) -> None:
        self._timer.start(PAUSE_MS if more else LOOK_MS)
        self.stepped.emit(more)

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, (StoreForbids, NotAllowed)):
            self._timer.start(LOOK_MS)
