"""Tells the screens that something has changed, whoever did it."""

from __future__ import annotations

from random import randrange
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from greeter.store.watch import Watch

LOOK_MS = 50
SPREAD_MS = 60
"""What others did is told up to so much later, by each window's own draw: where many share a machine, whoever acts there has it first."""
AWAY_MS = 3_000
"""A server that was silent for so long is away."""


class Feed(QObject):
    """Looks at an office in the store twenty times a second.

    Signals:
        changed(): somebody, we ourselves included, has committed since the last look; up to `SPREAD_MS` later unless somebody asks (`look`).
            Also said at the first look, for nobody knows what was committed before it.
        away(): the store's server has been silent for a while: what is shown grows old (`away_ms`).
        back(): it answers again; `changed` follows where something was done meanwhile.
    """

    changed = Signal()
    away = Signal()
    back = Signal()

    def __init__(self, url: str, office: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._url = url
        self._office = office
        self._is_away = False
        self._watch: Watch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look_round)
        self._timer.start()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.changed)

    def look(self) -> None:
        """Look at once, and tell at once."""
        if self._has_moved() or self._soon.isActive():
            self._soon.stop()
            self.changed.emit()

    def _look_round(self) -> None:
        if self._watch is None:
            self.look()
        elif self._has_moved() and not self._soon.isActive():
            self._soon.start(randrange(SPREAD_MS))

    def _has_moved(self) -> bool:
        if self._watch is None:
            from greeter.store.watch import watch  # the greeting is painted before the first look

            self._watch = watch(self._url, self._office)
            self._watch.moved()
            return True
        is_away = self._watch.away_ms() > AWAY_MS
        if is_away is not self._is_away:
            self._is_away = is_away
            (self.away if is_away else self.back).emit()
        return self._watch.moved()

    @property
    def away_ms(self) -> int:
        """For how many milliseconds the store's server has been silent; 0 while it answers."""
        return self._watch.away_ms() if self._watch is not None and self._is_away else 0

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        self._soon.stop()
        if self._watch is not None:
            self._watch.close()
