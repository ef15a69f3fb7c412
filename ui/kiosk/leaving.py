"""How staff end a locked kiosk: five touches in the upper corner at the start of a line, then the PIN. Nobody else finds anything there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QMouseEvent, QTouchEvent

from ui.kiosk.pin_panel import PinPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.access.pin import Pin
    from greeter.clock import Clock
    from ui.kiosk.window import KioskWindow

TOUCHES = 5
WITHIN_MS = 5_000
CORNER_MM = 20
AWAY_MS = 20_000
"""After so long without a touch the panel goes away."""
_log = logging.getLogger("greeter.kiosk")


class CornerGesture:
    """Counts touches in a corner. Touches elsewhere begin anew."""

    def __init__(self) -> None:
        self._touches: list[int] = []

    def touch(self, at_ms: int, *, in_corner: bool) -> bool:
        """Take in a touch; return whether it was the last of the gesture."""
        if not in_corner:
            self._touches.clear()
            return False
        self._touches = [*(one for one in self._touches if at_ms - one < WITHIN_MS), at_ms]
        if len(self._touches) < TOUCHES:
            return False
        self._touches.clear()
        return True


class Leaving(QObject):
    """Watches the window for the gesture, asks for the PIN, and calls `end` when it is right. Without a PIN the gesture does nothing."""

    def __init__(self, window: KioskWindow, pin: Pin, clock: Clock, end: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._pin, self._clock, self._end = window, pin, clock, end
        self._gesture = CornerGesture()
        self.panel: PinPanel | None = None
        self._away = QTimer(self, singleShot=True, interval=AWAY_MS)
        self._away.timeout.connect(self._close)

    def watch(self) -> None:
        """Begin. The window must be shown."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See each touch before the window does; take none away."""
        place: QPointF | None = None
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            place = event.position()
        elif event.type() is QEvent.Type.TouchBegin and isinstance(event, QTouchEvent) and event.points():
            place = event.points()[0].position()
        if place is not None:
            self._away.start()
            if self.panel is None and self._gesture.touch(self._clock.read().steady, in_corner=self._in_corner(place)):
                QTimer.singleShot(0, self, self._ask)
        return super().eventFilter(watched, event)

    def _in_corner(self, place: QPointF) -> bool:
        side = self._window.frame.sizes.mm(CORNER_MM)
        x = self._window.width() - place.x() if self._window.presenter.state.texts.right_to_left else place.x()
        return x < side and place.y() < side

    def _ask(self) -> None:
        if self.panel is not None or not self._pin.is_set:
            return
        self.panel = PinPanel(self._window.frame, self._window.presenter.state.texts, self._window)
        self.panel.entered.connect(self._try)
        self.panel.left.connect(self._close)
        self.panel.show()
        self.panel.raise_()
        self.panel.setFocus()
        self._away.start()

    def _try(self, digits: str) -> None:
        texts = self._window.presenter.state.texts
        if self._pin.is_right(digits):
            _log.info("staff ended the kiosk")
            self._close()
            self._window.presenter.wipe()
            self._end()
            return
        _log.warning("a wrong PIN at the kiosk")
        wait = -(-self._pin.wait_ms() // 1000)
        assert self.panel is not None  # noqa: S101 (it has asked)
        self.panel.tell(
            texts.count(wait, "Not this one. Try again in {n} second.", "Not this one. Try again in {n} seconds.")
            if wait
            else texts("Not this one. Try again.")
        )

    def _close(self) -> None:
        self._away.stop()
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
