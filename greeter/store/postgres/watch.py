"""Notices that an office in a PostgreSQL store has changed, and that its server is away.

A thread of its own listens, so that no screen ever waits for the network. A notification wakes it at once; the head of the journal, read then and
once a second, is the truth: what a lost notification did not tell is seen a second later.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import psycopg

from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.waking import channel_of

if TYPE_CHECKING:
    from greeter.store.postgres.connecting import PatientConnection

LOOK_S = 1.0
_NAP_S = 0.2
"""How long it listens before it asks whether it shall end."""
_PATIENCE_S = 3.0
_AGAIN_S = (0.2, 0.5, 1.0, 2.0)
"""Pauses between tries to reach a server that is away; the last is kept."""
_NEVER = -1


class PostgresWatch:
    """Looks at an office's journal head on a server. `moved` and `away_ms` never wait."""

    def __init__(self, url: str, office: str) -> None:
        self._connecting = Connecting(url, patience_s=_PATIENCE_S)
        self._office = office
        self._head = _NEVER
        self._moved = False
        self._alive_at = time.monotonic()
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._look_until_closed, name="watch", daemon=True)
        self._thread.start()

    def moved(self) -> bool:
        """Whether somebody has committed since the last look."""
        with self._lock:
            moved, self._moved = self._moved, False
        return moved

    def away_ms(self) -> int:
        """Return for how long the server has given no sign of life; 0 while it does."""
        silent = time.monotonic() - self._alive_at
        return round(silent * 1000) if silent > 2 * LOOK_S else 0

    def close(self) -> None:
        """Stop looking."""
        self._ending.set()
        self._thread.join(timeout=_PATIENCE_S)

    def _look_until_closed(self) -> None:
        failed = 0
        while not self._ending.is_set():
            try:
                with self._connecting.connect() as connection:
                    connection.execute(f"listen {channel_of(self._office)}")
                    failed = 0
                    self._listen(connection)
            except psycopg.Error:
                self._ending.wait(_AGAIN_S[min(failed, len(_AGAIN_S) - 1)])
                failed += 1

    def _listen(self, connection: PatientConnection) -> None:
        looked = 0.0
        while not self._ending.is_set():
            if time.monotonic() - looked >= LOOK_S:
                self._look(connection)
                looked = time.monotonic()
            if list(connection.notifies(timeout=_NAP_S, stop_after=1)):
                self._look(connection)

    def _look(self, connection: PatientConnection) -> None:
        row = connection.execute("select seq from journal_head where office = %s", (self._office,)).fetchone()
        head = row["seq"] if row else 0
        self._alive_at = time.monotonic()
        if head != self._head:
            with self._lock:
                self._head, self._moved = head, True
