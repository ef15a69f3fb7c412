"""Notices that somebody has changed the store, for microseconds a look.

SQLite: `pragma data_version` moves when another connection has committed (sqlite.org/pragma.html#pragma_data_version).
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from greeter.store.address import sqlite_path

_NOTHING = -1


class Watch:
    """Looks at a store with a connection of its own. It belongs to the thread that made it."""

    def __init__(self, url: str) -> None:
        self._path = sqlite_path(url)
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None

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

    def close(self) -> None:
        """Close the connection; a later look opens it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _version(self) -> int | None:
        if self._connection is None:
            if not Path(self._path).exists():
                return _NOTHING
            self._connection = sqlite3.connect(self._path, timeout=0)
            self._seen = (
                None if self._seen is None else -1
            )  # the number is a connection's own: look again at everything
        version: int = self._connection.execute("pragma data_version").fetchone()[0]
        return version
