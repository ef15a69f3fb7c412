"""Tells the screens that something has changed, whoever did it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.store.watch import Watch

LOOK_MS = 50


class Feed(QObject):
    """Looks at the store twenty times a second.

    Signals:
        changed(): somebody, we ourselves included, has committed since the last look.
    """

    changed = Signal()

    def __init__(self, url: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch = Watch(url)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()  # what is committed from here on is news

    def look(self) -> None:
        """Look at once."""
        if self._watch.moved():
            self.changed.emit()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        self._watch.close()
