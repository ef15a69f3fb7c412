"""Time: the only place that reads a clock.

Two readings are taken together. The wall clock says when something happened; the steady clock says how long it took. Durations
are always counted with the steady one, so a wall clock that jumps never makes a wait absurd.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Instant:
    """One reading of a clock.

    wall: milliseconds since 1970-01-01 UTC. steady: milliseconds since an arbitrary start, never going backwards.
    run: names that start (a boot of the machine); two steady readings compare only within one run.
    """

    wall: int
    steady: int
    run: str


class Clock(Protocol):
    """What tells the time: the machine's clock, or a test's."""

    def read(self) -> Instant:
        """Return the wall and the steady time of now."""
        ...

    def now(self) -> datetime:
        """Return the wall time of now, in UTC."""
        ...


class SystemClock:
    """The machine's clock. Steady time counts while the machine sleeps, where the system can tell it."""

    def read(self) -> Instant:
        """Return the wall and the steady time of now."""
        return Instant(time.time_ns() // 1_000_000, _steady_ms(), _boot())

    def now(self) -> datetime:
        """Return the wall time of now, in UTC."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until it is told to move. For tests and the simulation.

    >>> clock = ManualClock(datetime(2026, 11, 24, 15, 5, tzinfo=UTC))
    >>> clock.advance(minutes=18)
    >>> clock.now().minute
    23
    """

    def __init__(self, start: datetime | None = None) -> None:
        start = start or datetime(2026, 11, 24, 15, 5, tzinfo=UTC)
        if start.tzinfo is None:
            raise ValueError("a clock needs a time with a zone, for example datetime(..., tzinfo=UTC)")
        self._wall = start.astimezone(UTC)
        self._steady = 0
        self._run = f"manual-{os.urandom(4).hex()}"

    def read(self) -> Instant:
        """Return the wall and the steady time that were set."""
        return Instant(to_ms(self._wall), self._steady, self._run)

    def now(self) -> datetime:
        """Return the wall time that was set, in UTC."""
        return self._wall

    def advance(
        self, delta: timedelta | None = None, *, seconds: float = 0, minutes: float = 0, hours: float = 0
    ) -> None:
        """Let time pass, on the wall and the steady clock alike."""
        delta = (delta or timedelta()) + timedelta(seconds=seconds, minutes=minutes, hours=hours)
        if delta < timedelta():
            raise ValueError("time does not go backwards; jump() moves the wall clock alone")
        self._wall += delta
        self._steady += delta // timedelta(milliseconds=1)

    def move_to(self, when: datetime) -> None:
        """Let time pass until `when`; a time already past changes nothing."""
        self.advance(max(when.astimezone(UTC) - self._wall, timedelta()))

    def jump(self, delta: timedelta) -> None:
        """Move the wall clock alone, as a wrong setting or a correction does."""
        self._wall += delta


def to_ms(when: datetime) -> int:
    """Return milliseconds since 1970-01-01 UTC."""
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def from_ms(ms: int) -> datetime:
    """Return the UTC time of milliseconds since 1970-01-01 UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def _steady_ms() -> int:
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return (time.monotonic_ns() if boot_time is None else time.clock_gettime_ns(boot_time)) // 1_000_000


@cache
def _boot() -> str:
    boot_id = Path("/proc/sys/kernel/random/boot_id")
    return boot_id.read_text().strip() if boot_id.exists() else f"process-{os.urandom(4).hex()}"
