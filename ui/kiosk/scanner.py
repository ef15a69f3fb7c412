"""A code scanner types like a keyboard, but faster than fingers, and ends with Enter: what it reads is taken together, and touches nothing.

The first two signs of a burst reach the page as any key does, for nobody can know yet; what they typed there is taken back. Letters do nothing on a
button, and a code begins with none of the keys that do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from greeter.clock import Clock
    from ui.kiosk.window import KioskWindow

APART_MS = 35
"""A scanner's signs come at most so far apart: 28 a second at the slowest. Fast typists reach 15."""
SURE = 2
"""After so many signs in a row that are so close, it is no finger."""
LEAST = 4
"""Signs of the shortest scan."""
MOST = 600
QUIET_MS = 80
"""After Enter: a scan of several lines goes on sooner than that."""
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Scanner(QObject):
    """Watches the keys of the kiosk's window. It is there only where a scanner is plugged in: then pages speak of it, too."""

    def __init__(self, window: KioskWindow, clock: Clock) -> None:
        super().__init__(window)
        presenter = window.presenter
        self._window, self._presenter, self._clock = window, presenter, clock
        self._text = ""
        self._last = -10 * APART_MS
        self._close = 0
        self._swallowed: set[int] = set()
        self._before = presenter.state.walk
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._end)
        presenter.booked.has_scanner = True

    def watch(self) -> None:
        """Begin, before all others that look at keys. The window must be shown."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Collect signs that come too fast for fingers, and keep them from the page."""
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress:
            return self._press(event)
        if event.type() is QEvent.Type.KeyRelease and event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        ends = event.key() in _ENDS
        sign = "\n" if ends else event.text()
        if not sign or not (ends or sign.isprintable()):
            return self._close >= SURE and event.key() == Qt.Key.Key_Shift
        now = self._clock.read().steady
        fast = now - self._last <= APART_MS
        self._last = now
        if not fast and not self._quiet.isActive():
            self._text, self._close = "", 0
            self._before = self._presenter.state.walk
        self._close = self._close + 1 if fast else 0
        self._text = (self._text + sign)[:MOST]
        if self._close < SURE:
            return False
        self._swallowed.add(event.key())
        if ends:
            self._quiet.start()
        elif self._quiet.isActive():
            self._quiet.stop()
        return True

    def _end(self) -> None:
        text, self._text, self._close = self._text.strip(), "", 0
        if len(text) >= LEAST:
            self._presenter.booked.scanned(text, self._before)
