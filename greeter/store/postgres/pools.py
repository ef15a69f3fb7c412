"""The pools of connections of this process: one for each address, shared by all who use it."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from greeter.store.postgres.connecting import PatientConnection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.store.postgres.connecting import Connecting

MOST = 8
RECONNECT_S = 1.0
"""So long the pool goes on by itself after it could not connect; then the next act makes it try again, at once."""
RESTED_S = 1.0
"""A connection that rested longer is asked whether it still lives, before somebody's act depends on it."""

logging.getLogger("psycopg").setLevel(logging.ERROR)  # what fails is told by the act that it fails: StoreAway

Pool = ConnectionPool[PatientConnection]


@dataclass(slots=True)
class _Shared:
    pool: Pool
    users: int


_lock = threading.Lock()
_pools: dict[Connecting, _Shared] = {}


def lease(connecting: Connecting) -> Pool:
    """Return the pool of an address, opened for its first user."""
    with _lock:
        shared = _pools.get(connecting)
        if shared is None:
            shared = _pools[connecting] = _Shared(_open(connecting), 0)
        shared.users += 1
        return shared.pool


def release(pool: Pool) -> None:
    """Give a pool back; its last user closes it."""
    with _lock:
        for connecting, shared in _pools.items():
            if shared.pool is pool:
                shared.users -= 1
                if shared.users == 0:
                    del _pools[connecting]
                    break
        else:
            return
    pool.close(timeout=0.2)  # threads that are stuck on their way to a server that is away end by themselves


@contextmanager
def living(pool: Pool) -> Iterator[PatientConnection]:
    """Lend a connection that is not known to be dead. Dead ones are let go, and the pool replaces them. Raises psycopg's errors.

    The pool's own check pauses between dead ones, longer each time: after a server was started again, that is longer than an act may take.
    """
    ends = time.monotonic() + pool.timeout
    while True:
        connection = pool.getconn()
        try:
            _probe(connection)
            break
        except BaseException as fault:
            pool.putconn(connection)
            if time.monotonic() > ends or not isinstance(fault, psycopg.Error):
                raise
    try:
        yield connection
    finally:
        pool.putconn(connection)


def _open(connecting: Connecting) -> Pool:
    return ConnectionPool(
        kwargs={**connecting.words, "autocommit": True, "row_factory": dict_row},
        connection_class=PatientConnection,
        configure=connecting.prepare,
        min_size=1,
        max_size=MOST,
        max_idle=60.0,
        timeout=min(connecting.patience_s, 3.0),
        reconnect_timeout=min(connecting.patience_s, RECONNECT_S),
        name="greeter",
        open=True,
    )


def _probe(connection: PatientConnection) -> None:
    """Raise psycopg's error where a connection is dead, as far as that can be told without waiting; ask it where it has rested."""
    connection.pgconn.consume_input()  # what the server said before it hung up,
    connection.pgconn.consume_input()  # and then that it has
    now = time.monotonic()
    if now - connection.used_at > RESTED_S:
        connection.execute("")
    connection.used_at = now
