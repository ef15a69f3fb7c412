"""Notices that somebody has changed the store, for microseconds a look.

SQLite: `pragma data_version` moves when another connection has committed (sqlite.org/pragma.html#pragma_data_version).
PostgreSQL: `greeter.store.postgres.watch`.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Protocol

from greeter.store.address import Engine, engine_of, sqlite_path
from greeter.store.doubt import Doubt, standing
from greeter.store.sqlite_files import address_of, identity, wal_is_gone

_NOTHING = -1


class Watch(Protocol):
    """Looks at a store for changes. It belongs to the thread that made it."""

    def moved(self) -> bool:
        """Whether somebody has committed since the last look. Never waits."""
        ...

    def away_ms(self) -> int:
        """Return for how long the store's server has given no sign of life; 0 while it does."""
        ...

    def close(self) -> None:
        """Stop looking."""
        ...


def watch(url: str, office: str) -> Watch:
    """Return what looks at an office in the store at an address. Raises StoreProblem when it is of no known kind."""
    if engine_of(url) is Engine.POSTGRESQL:
        from greeter.store.postgres.watch import PostgresWatch  # its driver is an extra

        return PostgresWatch(url, office)
    return FileWatch(url)


class FileWatch:
    """Looks at a SQLite file with a connection of its own. It belongs to the thread that made it."""

    def __init__(self, url: str) -> None:
        self._path = sqlite_path(url)
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None
        self._file = identity(self._path)
        self._standing = standing(self._path)
        self._shut_out = self._standing.shut_out

    def moved(self) -> bool:
        """Whether somebody has committed since the last look. A store that can't be looked at just now has not moved."""
        try:
            version = self._version()
        except sqlite3.Error:
            self.close()
            return False
        first, moved = self._seen is None, version != self._seen
        self._seen = version
        return moved and not first

    def away_ms(self) -> int:
        """Return 0: a file of this machine is there, or an act says why not."""
        return 0

    def close(self) -> None:
        """Close the connection; a later look opens it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _version(self) -> int | None:
        if self._connection is not None and (
            identity(self._path) != self._file or self._standing.shut_out != self._shut_out
        ):
            self.close()
            return _NOTHING  # another file is in its place, or this one is opened anew; the next look opens it, and says so once more
        if self._connection is None:
            self._file, self._shut_out = identity(self._path), self._standing.shut_out
            if self._file is None or wal_is_gone(self._path) or self._standing.doubt is not Doubt.NONE:
                return _NOTHING
            self._connection = sqlite3.connect(address_of(self._path), uri=True, timeout=0)
            self._seen = (
                None if self._seen is None else -1
            )  # the number is a connection's own: look again at everything
        version: int = self._connection.execute("pragma data_version").fetchone()[0]
        return version
