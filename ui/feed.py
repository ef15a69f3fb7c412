"""Tells the screens that something has changed, whoever did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from greeter.store.watch import Watch

LOOK_MS = 50


class Feed(QObject):
    """Looks at the store twenty times a second.

    Signals:
        changed(): somebody, we ourselves included, has committed since the last look. Also said at the first look, for nobody knows
            what was committed before it.
    """

    changed = Signal()

    def __init__(self, url: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._url = url
        self._watch: Watch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look at once."""
        if self._watch is None:
            from greeter.store.watch import Watch  # the greeting is painted before the first look

            self._watch = Watch(self._url)
            self._watch.moved()
            self.changed.emit()
        elif self._watch.moved():
            self.changed.emit()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        if self._watch is not None:
            self._watch.close()
