"""Brings a store on PostgreSQL to the form that this program needs. One program at a time, all steps or none.

The steps are those of SQLite: `greeter.store.migrations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import errors

from greeter.problems import StoreProblem
from greeter.store.form import refuse_other_form
from greeter.store.migrate import STEPS, refuse_newer
from greeter.store.postgres.dialect import DATETIME, tables_for_postgres
from greeter.store.postgres.fit_server import refuse_unfit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.store.postgres.connecting import PatientConnection

LOCK = 0x67726565746572
"""The advisory lock of whoever brings a store to form: "greeter" in ASCII."""


def bring_to_form(connection: PatientConnection, steps: Mapping[str, str] = STEPS) -> list[str]:
    """Apply the steps that are missing and return their names.

    Raises StoreProblem when a newer program has written to the store, this login may not change its form, or the server can't keep one.
    """
    refuse_unfit(connection.info)
    missing = _missing(connection, steps)
    if not missing:
        return []
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
        missing = _missing(connection, steps)  # another program may have been faster
        try:
            for name in missing:
                _apply(connection, name, steps[name])
        except errors.InsufficientPrivilege as fault:
            raise StoreProblem(
                "This store is not ready for this program, and this login may not make it so.",
                "Who runs the server calls: greeter database setup",
            ) from fault
    return missing


def refuse_unready(connection: PatientConnection) -> None:
    """Raise StoreProblem where a database is not of this program's form: older, newer, or no store at all. Nothing is written."""
    refuse_other_form(_applied(connection), "who runs the server calls: greeter database setup")


def _missing(connection: PatientConnection, steps: Mapping[str, str]) -> list[str]:
    applied = _applied(connection)
    refuse_newer([name for name in applied if name not in steps])
    return [name for name in steps if name not in applied]


def _applied(connection: PatientConnection) -> list[str]:
    # Not to_regclass: within a transaction it says what it has said before, though another program has made the table meanwhile.
    there = connection.execute("select 1 from pg_class where relname = 'greeter_step' and pg_table_is_visible(oid)")
    if there.fetchone() is None:
        return []
    return [row["name"] for row in connection.execute("select name from greeter_step order by name").fetchall()]


def _apply(connection: PatientConnection, name: str, script: str) -> None:
    connection.execute("create table if not exists greeter_step (name text primary key, at timestamptz default now())")
    if "datetime(" in script:
        connection.execute(DATETIME)
    connection.execute(tables_for_postgres(script).encode())
    connection.execute("insert into greeter_step (name) values (%s)", (name,))
