"""Reads who is expected today, for the panel that checks visitors in. It knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.background import Background
    from ui.feed import Feed


class Expecting(QObject):
    """Reads today's appointments while somebody looks at them.

    Signals:
        read(tuple): today's appointments (`AppointmentRow`), by time.
    """

    read = Signal(object)

    def __init__(self, background: Background, feed: Feed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._wanted = False
        feed.changed.connect(self._changed)

    def look(self) -> None:
        """Read now, and after each change from now on. While they can't be read, the last ones stay."""
        self._wanted = True
        self._read()

    def rest(self) -> None:
        """Read no more until the next look."""
        self._wanted = False

    def _changed(self) -> None:
        if self._wanted:
            self._read()

    def _read(self) -> None:
        from greeter.views.appointments import read_appointments  # for who opens the panel

        self._background.run(read_appointments, self.read.emit, lambda _: None)
