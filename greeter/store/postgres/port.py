"""A store on a PostgreSQL server, through psycopg 3: one store for many machines.

Connections come from a pool that the process shares; one that died is replaced. The server does not let an office wait for another: each turn
locks the row of its own office alone. Who looks at the office is woken after the commit (LISTEN/NOTIFY); the head of the journal is the truth.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors

from greeter.problems import StoreAway, StoreForbids, StoreProblem
from greeter.settings import data_folder
from greeter.store.postgres.away import away_words
from greeter.store.postgres.connecting import PATIENCE_S, Connecting
from greeter.store.postgres.dialect import for_postgres
from greeter.store.postgres.form import bring_to_form
from greeter.store.postgres.pools import lease, living, release
from greeter.store.postgres.server_clock import ServerClock
from greeter.store.postgres.waking import channel_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greeter.clock import Clock
    from greeter.store.postgres.connecting import PatientConnection

_BUSY = ("Another program keeps the store busy. Nothing was changed.", "Try again in a moment.")
_WORDS: tuple[tuple[type[psycopg.Error], tuple[str, str]], ...] = (
    (errors.DiskFull, ("The server's disk is full. Nothing was changed.", "Make room on the server's disk, then try again.")),
    (errors.ReadOnlySqlTransaction, ("The store can only be read. Nothing was changed.", "Ask who runs the server: it may be a standby.")),
    (errors.InsufficientPrivilege, ("This login may not do that.", "Use the login of somebody who may, or ask who runs the server.")),
    (errors.LockNotAvailable, _BUSY),
    (errors.DeadlockDetected, _BUSY),
    (errors.QueryCanceled, _BUSY),
    (errors.IdleInTransactionSessionTimeout, ("This machine took too long over its turn, and lost it. Nothing was changed.", "Do it again.")),
    (errors.TooManyConnections, ("The server takes no more connections.", "Close what is not needed, or raise max_connections.")),
    (errors.DataCorrupted, ("The store is damaged.", "Restore it from a copy.")),
    (errors.IndexCorrupted, ("The store is damaged.", "Restore it from a copy.")),
    (errors.IoError, ("The server's disk did not answer as it should. Nothing was changed.", "Check the server's disk.")),
)  # fmt: skip


class PostgresStore:
    """The port to one PostgreSQL database: read rows, run a statement, take the turn. It belongs to one thread."""

    def __init__(self, url: str, *, durable: bool = True, patience_s: float = PATIENCE_S) -> None:
        """Reach the database at `url`, and make the store where there is none and this login may.

        durable: False lets the server keep commits in memory for a moment, for simulations. patience_s: seconds after which a server that does not
        answer counts as away. Raises StoreProblem; StoreAway where the server can't be reached.
        """
        self._connecting = Connecting(url, durable=durable, patience_s=patience_s)
        self._held: PatientConnection | None = None
        with told_plainly(), self._connecting.connect() as connection:
            self.migrated = bring_to_form(connection)
        self._pool = lease(self._connecting)

    @property
    def kept_beside(self) -> str | None:
        """The place on this machine beside which something may be kept that can be computed again: one for each server and login."""
        return str(data_folder() / "figures" / sha256(self._connecting.url.encode()).hexdigest()[:16])

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows that a query gives; columns are reached by name."""
        with told_plainly(), self._connection() as connection:
            return connection.execute(for_postgres(sql), values or {}).fetchall()

    def run(self, sql: str, values: Mapping[str, Any] | None = None) -> int:
        """Run one statement inside the turn and return how many rows it touched."""
        with told_plainly(), self._connection() as connection:
            return connection.execute(for_postgres(sql), values or {}).rowcount

    @contextmanager
    def atomic(self, *offices: str | None) -> Iterator[None]:
        """Hold a write transaction. All or nothing of it is kept; then whoever looks at these offices is woken."""
        with told_plainly(), living(self._pool) as connection:
            try:
                with connection.transaction():
                    self._held = connection
                    yield
            finally:
                self._held = None
            # In a transaction of its own: inside, the server would let all commits wait for each other. Where it fails, the act is kept all the same.
            with suppress(psycopg.OperationalError):
                for office in offices:
                    if office is not None:
                        connection.execute("select pg_notify(%s, '')", (channel_of(office),))

    def clock(self) -> Clock:
        """Return the server's clock, which all machines share."""
        return ServerClock(self, same_machine=self._connecting.same_machine)

    def forget_earlier(self) -> None:
        """Do nothing: what the server keeps of earlier versions, only who runs it can read."""

    def write_anew(self) -> None:
        """Do nothing: the server cleans its files by itself (autovacuum)."""

    def close(self) -> None:
        """Give the connections back. A closed store is not used again."""
        release(self._pool)

    @contextmanager
    def _connection(self) -> Iterator[PatientConnection]:
        if self._held is not None:
            yield self._held
            return
        with living(self._pool) as connection:
            yield connection


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise the server's errors as Problems, in words."""
    try:
        yield
    except psycopg.Error as fault:
        for kind, words in _WORDS:
            if isinstance(fault, kind):
                forbidden = isinstance(fault, errors.InsufficientPrivilege)
                raise (StoreForbids if forbidden else StoreProblem)(*words) from fault
        if isinstance(fault, (psycopg.OperationalError, psycopg.InterfaceError)):
            raise StoreAway(*away_words(fault)) from fault
        raise
