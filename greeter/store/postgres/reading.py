"""Reads a few rows from a PostgreSQL store over one connection, without a pool and without bringing the store to form."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from psycopg import errors

from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.dialect import for_postgres
from greeter.store.postgres.port import told_plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@contextmanager
def reading(url: str, patience_s: float) -> Iterator[Callable[[str, Mapping[str, Any]], list[Any]]]:
    """Give what runs a query on the server; a table that is not there yet has no rows.

    patience_s: seconds after which a server that does not answer counts as away. Raises StoreProblem; StoreAway where it can't be reached.
    """
    with told_plainly(), Connecting(url, patience_s=patience_s).connect() as connection:

        def rows(sql: str, values: Mapping[str, Any]) -> list[Any]:
            try:
                return connection.execute(for_postgres(sql), values).fetchall()
            except errors.UndefinedTable:
                return []

        yield rows
