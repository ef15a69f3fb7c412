"""When a visitor has walked away: 45 seconds without a touch, then 20 of warning, then everything of theirs is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.aid import Aid

if TYPE_CHECKING:
    from greeter.clock import Clock

QUIET_S = 45
WARNING_S = 20
PATIENCE = 2
"""With larger text or speech, both times are so many times as long."""
PATIENT = frozenset({Aid.LARGER_TEXT, Aid.LISTEN})
"""The aids with which everything takes longer; then nothing moves on the screen, either."""


class Idle:
    """Counts the seconds since the last touch, by the steady clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since = clock.read().steady

    def touch(self) -> None:
        """Start counting anew."""
        self._since = self._clock.read().steady

    def seconds_left(self, *, patient: bool) -> int | None:
        """Return the seconds of warning that are left, 0 when they are over; None while there is no need to warn."""
        factor = PATIENCE if patient else 1
        quiet = (self._clock.read().steady - self._since) / 1000
        if quiet < QUIET_S * factor:
            return None
        return max(round(QUIET_S * factor + WARNING_S * factor - quiet), 0)
