"""Has the forecasts of a window learn from past days: a while after the start, and twice a day."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.queueing.experience import Experience
    from greeter.study import Study
    from ui.background import Background

BEGIN_MS = 90_000
"""Whoever is at the window comes first."""
ANEW_MS = 12 * 3_600_000
AGAIN_MS = 60_000
"""A front desk that was opened anew, after its store had failed or was restored, gets it so soon again."""


class Studying(QObject):
    """Learns in a process of its own, and hands over what was learned to the worker's front desk; again where that was opened anew.

    Signals:
        handed_over(): forecasts go by what was learned from here on.
    """

    handed_over = Signal()
    _learned = Signal(object)

    def __init__(
        self,
        background: Background,
        url: str,
        office: Office,
        *,
        begin_ms: int = BEGIN_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._url, self._office = background, url, office
        self._study: Study | None = None
        self._experience: Experience | None = None
        self._learned.connect(self._take, Qt.ConnectionType.QueuedConnection)
        background.store_works.connect(self._hand_over)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._hand_over)
        self._timer = QTimer(self, interval=begin_ms)
        self._timer.timeout.connect(self._begin)
        self._timer.start()

    def close(self) -> None:
        """Stop, and end what goes on apart."""
        self._timer.stop()
        self._again.stop()
        if self._study is not None:
            self._study.close()

    def _begin(self) -> None:
        from greeter.study import Study  # long after the greeting

        self._timer.setInterval(ANEW_MS)
        if self._study is None:
            self._study = Study(self._url, self._office)
            Thread(target=self._wait, args=(self._study,), name="study", daemon=True).start()

    def _wait(self, study: Study) -> None:
        found = study.wait()  # what it brings loads scikit-learn: here, and not on the screen's thread
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._learned.emit(found)

    @Slot(object)
    def _take(self, found: Experience | None) -> None:
        self._study = None
        if found is not None:
            self._experience = found
            self._hand_over()
            self._again.start()

    def _hand_over(self) -> None:
        experience = self._experience
        if experience is None:
            return

        def give(desk: FrontDesk) -> None:
            desk.forecaster.experience = experience

        self._background.run(give, lambda _: self.handed_over.emit())
