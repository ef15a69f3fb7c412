"""A clock that begins at a time of one's choice and runs on from there, at one's pace."""

from __future__ import annotations

from datetime import UTC
from time import monotonic_ns
from typing import TYPE_CHECKING
from uuid import uuid4

from greeter.clock import Instant, from_ms, to_ms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class PacedClock:
    """Runs `speed` times as fast as the machine's steady clock, from `start` on. May be read by any thread.

    nanoseconds: where the steady time is read, for tests.
    """

    def __init__(self, start: datetime, speed: float = 1.0, *, nanoseconds: Callable[[], int] = monotonic_ns) -> None:
        self._start_ms = to_ms(start.astimezone(UTC))
        self._speed = speed
        self._nanoseconds = nanoseconds
        self._begun = nanoseconds()
        self._run = f"paced-{uuid4().hex[:8]}"

    def read(self) -> Instant:
        """Return the wall and the steady time of now."""
        gone = int((self._nanoseconds() - self._begun) * self._speed) // 1_000_000
        return Instant(self._start_ms + gone, gone, self._run)

    def now(self) -> datetime:
        """Return the wall time of now, in UTC."""
        return from_ms(self.read().wall)
