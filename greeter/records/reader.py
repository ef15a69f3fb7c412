"""Reads a SQLite file without ever writing to it: a copy, or a store that may be damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any

from greeter.problems import StoreProblem
from greeter.store.sqlite_files import wal_is_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

BUSY_SECONDS = 10


class Manner(Enum):
    """How a file is read."""

    FINISHED = "mode=ro&immutable=1"
    """Nobody writes to it: a copy. SQLite puts nothing beside it, so that a disk that can only be read will do."""
    LIVE = "mode=ro"
    """Others may write meanwhile, and its `-wal` is read along."""


class Reader:
    """One connection that only reads. It belongs to the thread that made it."""

    def __init__(self, path: Path, manner: Manner, *, between: Callable[[], None] | None = None) -> None:
        """Open a file. between: called before each query; what it raises ends the reading. Raises StoreProblem."""
        if manner is Manner.LIVE and wal_is_gone(
            path
        ):  # SQLite would make a new one, and whoever still holds the old one would write past us
            raise StoreProblem(f"The file {path.name}-wal was taken away.")
        self.path = path
        self._between = between
        with _told(path):
            self.connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{manner.value}", uri=True, timeout=BUSY_SECONDS
            )
            self.connection.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[sqlite3.Row]:
        """Return the rows of a query. Raises StoreProblem where they can't be read."""
        if self._between is not None:
            self._between()
        with _told(self.path), closing(self.connection.execute(sql, values or {})) as found:
            rows: list[sqlite3.Row] = found.fetchall()
            return rows

    def stand_still(self) -> None:
        """Read one moment from now on, whatever others write meanwhile; they are not kept waiting. Raises StoreProblem."""
        self.rows("begin")
        self.rows("select count(*) from sqlite_master")

    def tables(self) -> dict[str, int]:
        """Return how many rows each table holds. Raises StoreProblem."""
        names = [
            row["name"]
            for row in self.rows(
                "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by 1"
            )
        ]
        return {name: self.rows(f'select count(*) as n from "{name}"')[0]["n"] for name in names}


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        raise StoreProblem(f"{path.name} can't be read: {fault}.") from fault
