"""A database on a server as the source and as the target of a move. Each has a connection of its own, beside the pool, without its time-outs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors
from psycopg.rows import tuple_row

from greeter.problems import StoreProblem
from greeter.store.misfit import misfit
from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.dialect import for_postgres
from greeter.store.postgres.form import bring_to_form, refuse_unready
from greeter.store.postgres.port import told_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greeter.store.postgres.connecting import PatientConnection

BATCH = 2_000
PATIENCE_S = 600.0
"""A count over millions of rows takes its time."""
_SETTINGS = "set idle_in_transaction_session_timeout = 0; set statement_timeout = 0; set row_security = off"
"""With the last, a login from which the server hides rows is refused; else its offices would seem to be all there is."""


class _End:
    """One end of a move: a connection, and how it is read."""

    def __init__(self, url: str) -> None:
        with told_plainly():
            self._connection: PatientConnection = Connecting(url).connect()
        try:
            with told_plainly():
                self._connection.execute(_SETTINGS)
                self._connection.patience_s = PATIENCE_S
                self._begin()
        except BaseException:
            self._connection.close()
            raise

    def _begin(self) -> None:
        """Make the connection ready for its end."""

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query; columns by name."""
        with told_plainly():
            return self._connection.execute(for_postgres(sql), values or {}).fetchall()

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        with told_plainly():
            found = self._connection.execute(f"select * from {table} limit 0".encode()).description or ()
            return tuple(column.name for column in found)

    def batches(self, sql: str, values: Mapping[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a query, some thousand at a time: through a cursor on the server."""
        with (
            told_plainly(),
            psycopg.ServerCursor(self._connection, "greeter_rows", row_factory=tuple_row) as cursor,
        ):
            cursor.execute(for_postgres(sql).encode(), values)
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def close(self) -> None:
        """Close the connection; what was not committed is gone."""
        self._connection.close()


class PostgresSource(_End):
    """A store on a server, as it was when this was opened. It is only read."""

    def _begin(self) -> None:
        self._connection.execute("begin isolation level repeatable read, read only")
        refuse_unready(self._connection)


class PostgresTarget(_End):
    """A store on a server that takes offices in. Nobody in other offices waits for it."""

    def _begin(self) -> None:
        bring_to_form(self._connection)

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Hold the one transaction in which everything is written."""
        with told_plainly(), self._connection.transaction():
            yield

    def add_many(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows, through COPY. Raises StoreProblem where one of them does not fit."""
        sql = f"copy {table} ({', '.join(columns)}) from stdin"
        try:
            with self._connection.cursor() as cursor, cursor.copy(sql.encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        except errors.IntegrityError as fault:
            raise misfit(table) from fault
        except psycopg.DataError as fault:
            raise StoreProblem(
                f"A row of “{table}” holds a sign that PostgreSQL can't keep. Nothing was copied.",
                "A text with the sign U+0000 must be mended in the source.",
            ) from fault
