"""When a visitor came, by the clock as it is now.

A wall clock that was wrong when somebody came, or that is set while they are here, puts them on another day; the office time since then tells the
right one. Over a restart of the machine office time knows less than the wall: then what was written at the arrival is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.store.store import JUMP_MS, LONGEST_GAP_MS

if TYPE_CHECKING:
    from greeter.clock import Instant
    from greeter.store.store import Store

_HEAD = "select tick, wall, steady, run from journal_head where office = :office"
_EARLIER = "select 1 from request where office = :office and opened_at > :at and opened_tick <= :tick limit 1"


class Arrivals:
    """Reckons arrivals in an office, at one moment."""

    def __init__(self, store: Store, office: str, now: Instant) -> None:
        self._store, self._office, self._now = store, office, now
        self._tick = store.tick(office, now)
        self._step = self._step_since_the_last_line()

    def at(self, opened_at: int, opened_tick: int) -> int:
        """Return in wall milliseconds when somebody came, from what was written then: wall and office time of the first request."""
        by_office_time = self._now.wall - (self._tick - opened_tick)
        unexplained = by_office_time - opened_at - self._step
        if abs(unexplained) <= LONGEST_GAP_MS or self._was_behind(opened_at, opened_tick):
            return by_office_time
        return opened_at + self._step

    def _step_since_the_last_line(self) -> int:
        """Return by how much the wall clock was set since the journal's last line, as the steady clock has seen it."""
        heads = self._store.rows(_HEAD, {"office": self._office})
        if not heads or heads[0]["run"] != self._now.run:
            return 0
        step: int = self._now.wall - heads[0]["wall"] - (self._now.steady - heads[0]["steady"])
        return step if abs(step) > JUMP_MS else 0

    def _was_behind(self, opened_at: int, opened_tick: int) -> bool:
        """Whether somebody who had come before has a later time than this one: the clock was behind."""
        values: dict[str, Any] = {"office": self._office, "at": opened_at, "tick": opened_tick}
        return bool(self._store.rows(_EARLIER, values))
