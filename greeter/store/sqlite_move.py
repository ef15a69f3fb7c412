"""A file as the source and as the target of a move."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from greeter.problems import NotFound
from greeter.store.form import refuse_unready
from greeter.store.misfit import misfit
from greeter.store.sqlite import BUSY_SECONDS, SqliteStore
from greeter.store.sqlite import _told_plainly as told_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BATCH = 2_000


class SqliteSource:
    """A store in a file, as it was when this was opened. Nothing is written to it, not even to bring it to form."""

    def __init__(self, path: str) -> None:
        """Open the file. Raises NotFound where there is none, StoreProblem where it is no store of this program's form."""
        if not Path(path).exists():
            raise NotFound(f"There is no store at {path}.", "Check the address of the source.")
        with told_plainly():
            self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
            try:
                self._connection.row_factory = sqlite3.Row
                self._connection.execute("pragma query_only=on")
                self._connection.execute("pragma trusted_schema=off")
                self._connection.execute("begin")
                refuse_unready(Database(self._connection, execute_plugins=False))  # this read is the moment
            except BaseException:
                self._connection.close()
                raise

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[sqlite3.Row]:
        """Return the rows of a query; columns by name."""
        with told_plainly():
            return self._connection.execute(sql, values or {}).fetchall()

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        return _columns(self._connection, table)

    def batches(self, sql: str, values: Mapping[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a query, some thousand at a time."""
        return _batches(self._connection, sql, values)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class SqliteTarget(SqliteStore):
    """A store in a file that takes offices in."""

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        return _columns(self._db.conn, table)

    def batches(self, sql: str, values: Mapping[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a query, some thousand at a time."""
        return _batches(self._db.conn, sql, values)

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Hold the one transaction in which everything is written. Whoever works in this file waits."""
        with self.atomic():
            self.run("update server_clock set shift = shift where id = 1")  # a write first: see `atomic`
            yield

    def add_many(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows. Raises StoreProblem where one of them does not fit."""
        places = ", ".join("?" * len(columns))
        try:
            self._db.conn.executemany(f"insert into {table} ({', '.join(columns)}) values ({places})", rows)
        except sqlite3.IntegrityError as fault:
            raise misfit(table) from fault


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    with told_plainly():
        found = connection.execute(f"select * from {table} limit 0").description
    return tuple(column[0] for column in found)


def _batches(connection: sqlite3.Connection, sql: str, values: Mapping[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
    with told_plainly():
        cursor = connection.cursor()
        cursor.row_factory = None
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(BATCH):
            yield batch
