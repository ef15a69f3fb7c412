"""Has reports that write themselves delivered while a window is open: it looks once a minute, and a process of its own does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.problems import StoreForbids

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.automatic.apart import Apart
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from ui.background import Background

BEGIN_MS = 20_000
"""The window is painted and at work before the first look."""
LOOK_MS = 60_000
PAUSE_MS = 300_000
"""After a round that could take nothing, because a folder is not here or the store was away: the next one could not, either."""


class Automatic(QObject):
    """Looks for one window. A login that may not read the reports' rows leaves them to others.

    Signals:
        looked(bool): after each look: whether something was due, and a round begun.
    """

    looked = Signal(bool)

    def __init__(
        self,
        background: Background,
        url: str,
        office: Office,
        begin: Callable[[str, Office], Apart] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """begin: begins a round apart; `greeter.automatic.apart.Apart` unless another is given."""
        super().__init__(parent)
        self._background, self._url, self._office = background, url, office
        self._begin = begin
        self._round: Apart | None = None
        self._paused = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer = QTimer(self, interval=BEGIN_MS)
        self._timer.timeout.connect(self.look)
        if office.automatic_reports:
            self._timer.start()

    @property
    def is_looking(self) -> bool:
        """Whether it goes on looking."""
        return self._timer.isActive()

    def look(self) -> None:
        """Look whether something is due, unless a round is still under way, or one could take nothing a moment ago."""
        self._timer.setInterval(LOOK_MS)
        if self._round is not None:
            if self._round.is_running:
                return
            if not self._round.took_something:
                self._paused.start()
            self._round = None
        if self._paused.isActive():
            return
        self._background.run(_is_due, self._looked, lambda _: None)

    def close(self) -> None:
        """Stop looking. A round under way goes on: to end it might leave a mail unknown."""
        self._timer.stop()
        self._paused.stop()

    def _looked(self, due: bool | None) -> None:
        if due is None:
            self.close()
        elif due:
            from greeter.automatic.apart import Apart  # long after the paint

            self._round = (self._begin or Apart)(self._url, self._office)
        self.looked.emit(bool(due))


def _is_due(desk: FrontDesk) -> bool | None:
    """Whether something is due; None where this login may not look. That is no failure of the store, and nobody should be told of one."""
    from greeter.automatic.round import something_is_due

    try:
        return something_is_due(desk)
    except StoreForbids:
        return None
