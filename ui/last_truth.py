"""How old what a window shows is, while the store's server does not answer."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.clock import Clock, SystemClock
from greeter.guidance.silence import Silence

if TYPE_CHECKING:
    from datetime import datetime

    from ui.feed import Feed

OLDER_MS = 5_000
"""While the server is silent, the age is told anew so often."""


class LastTruth(QObject):
    """Remembers when something was read last. Ages are counted by this machine's steady clock, from the server's time.

    Signals:
        older(): the server does not answer: said at once, and then every few seconds, with what is shown growing older.
        back(): the server answers again; whoever shows something reads it.
    """

    older = Signal()
    back = Signal()

    def __init__(self, feed: Feed, clock: Clock | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._clock = clock or SystemClock()
        self._true_at: datetime | None = None
        self._read_ms = 0
        self._since_ms: int | None = None
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(OLDER_MS)
        self._timer.timeout.connect(self.older)
        feed.away.connect(self.missed)
        feed.back.connect(self.back)

    @property
    def is_silent(self) -> bool:
        """Whether the server does not answer."""
        return self._since_ms is not None

    @property
    def silence(self) -> Silence | None:
        """Since when it has not answered; None while it does, and where nothing was read yet."""
        if self._since_ms is None or self._true_at is None:
            return None
        heard = timedelta(milliseconds=self._since_ms - self._read_ms)
        since = (self._true_at.astimezone(UTC) + heard).astimezone(self._true_at.tzinfo)
        return Silence(since, timedelta(milliseconds=self._now_ms - self._since_ms))

    @property
    def age(self) -> timedelta:
        """How long ago it was read what is shown."""
        return timedelta(milliseconds=self._now_ms - self._read_ms)

    def heard(self, now: datetime) -> bool:
        """Hear that something was read that was true at `now`, in the office's zone. Return whether the server had been silent."""
        was_silent = self.is_silent
        self._true_at, self._read_ms, self._since_ms = now, self._now_ms, None
        self._timer.stop()
        return was_silent

    def missed(self) -> None:
        """Hear that the server did not answer. What is known of its last sign of life is the feed's."""
        if self._since_ms is None and not self._closed:
            heard_ms = self._now_ms - self._feed.away_ms
            self._since_ms = heard_ms if self._true_at is None else max(heard_ms, self._read_ms)
            self._timer.start()
            self.older.emit()

    def close(self) -> None:
        """Stop telling, for good."""
        self._timer.stop()
        if not self._closed:
            self._closed = True
            self._feed.away.disconnect(self.missed)
            self._feed.back.disconnect(self.back)

    @property
    def _now_ms(self) -> int:
        return self._clock.read().steady
