"""The clock of a PostgreSQL server, which all machines of an office share.

A server's wall clock can be set like any other. Each machine holds it against its own steady clock; the first to see it step notes by how much in the
store (`server_clock.shift`). Wall time less that shift is steady time: it is the same on every machine, and a step makes no wait absurd.

Another database, or a copy on another server, has another shift: its steady time does not compare with this one's. So the run is named by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.clock import Clock, Instant, SystemClock, from_ms

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.store.store import Port

LOOK_EVERY_MS = 1_000
STEP_MS = 2_000
"""Two clocks may differ so much between two looks before it counts as a step."""
_MOST_TRAVEL_MS = 1_000
"""An answer that took longer tells little of the time: the server is asked again, and the quickest of the answers taken."""
_TRIES = 3
_ASK = (
    "select floor(extract(epoch from clock_timestamp()) * 1000) as wall, shift,"
    " (select system_identifier from pg_control_system()) as server,"
    " (select oid from pg_database where datname = current_database()) as database from server_clock where id = 1"
)


@dataclass(frozen=True, slots=True)
class _Look:
    """What was seen when: the server's wall clock and its shift, by this machine's own clocks."""

    server: int
    shift: int
    own: Instant
    doubt: int
    """Milliseconds by which `server` may be wrong: nobody knows on which half of its way an answer was slow."""
    run: str
    """Which server, and which of its databases, it was."""


class ServerClock:
    """The server's clock, looked at once a second at the most and carried on with this machine's steady clock in between.

    same_machine: whether the server runs here. Then both share a wall clock and only the steady one can tell a step; otherwise a machine that
    was suspended, and so lost time on its steady clock alone, is not taken for a step of the server.
    """

    def __init__(self, port: Port, *, same_machine: bool, own: Clock | None = None) -> None:
        self._port = port
        self._same_machine = same_machine
        self._own = own or SystemClock()
        self._look: _Look | None = None

    def read(self) -> Instant:
        """Return the server's time. Raises StoreAway."""
        look, own = self._look, self._own.read()
        if look is None or not 0 <= own.steady - look.own.steady < LOOK_EVERY_MS:
            look = self._look_again(look)
            own = self._own.read()
        wall = look.server + own.steady - look.own.steady
        return Instant(wall, wall - look.shift, look.run)

    def now(self) -> datetime:
        """Return the server's wall time, in UTC. Raises StoreAway."""
        return from_ms(self.read().wall)

    def _look_again(self, before: _Look | None) -> _Look:
        look = self._ask()
        if before is not None and before.run == look.run:
            step = self._step(before, look)
            if step:
                self._port.run(
                    "update server_clock set shift = :new where id = 1 and shift = :old",
                    {"new": look.shift + step, "old": look.shift},
                )
                look = self._ask()
        self._look = look
        return look

    def _ask(self) -> _Look:
        looks = [self._ask_once()]
        while looks[-1].doubt > _MOST_TRAVEL_MS // 2 and len(looks) < _TRIES:
            looks.append(self._ask_once())
        return min(reversed(looks), key=lambda look: look.doubt)

    def _ask_once(self) -> _Look:
        began = self._own.read()
        row = self._port.rows(_ASK)[0]
        ended = self._own.read()
        half = (ended.steady - began.steady) // 2
        return _Look(int(row["wall"]) + half, row["shift"], ended, half, f"server {row['server']} {row['database']}")

    def _step(self, before: _Look, look: _Look) -> int:
        """Return by how many milliseconds the server's clock has stepped and nobody has noted yet; 0 for none."""
        went = look.server - look.shift - (before.server - before.shift)
        off_steady = went - (look.own.steady - before.own.steady)
        off_wall = went - (look.own.wall - before.own.wall)
        least = STEP_MS + before.doubt + look.doubt
        seen = abs(off_steady) > least and (self._same_machine or abs(off_wall) > least)
        return off_steady if seen else 0
