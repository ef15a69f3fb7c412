"""A check-in against one raw durable SQLite transaction of the same rows."""

from __future__ import annotations

import sqlite3

from greeter import open_front_desk
from greeter.clock import SystemClock
from tests.benchmarks.timing import Runs

RUNS = 1_500
TABLES = ("visit", "request", "personal", "request_key", "journal")


def measure(folder):
    """Return check_in_ratio (medians, in turn), check_in_p50_ms, check_in_p99_ms, raw_check_in_p50_ms."""
    ours, raw = Runs(), Runs()
    with open_front_desk(f"sqlite:///{folder / 'office.db'}", clock=SystemClock()) as desk:
        open_front_desk(f"sqlite:///{folder / 'raw.db'}", clock=SystemClock()).close()
        reference = Reference(folder / "raw.db", desk)
        for index in range(RUNS):
            with ours.timed():
                ticket = desk.check_in(
                    service="permit",
                    reason="I want to build a deck",
                    name="Maria Okafor",
                    needs=["seat"],
                    request_key=f"tap-{index}",
                )
            rows = reference.rows_of(desk, ticket)
            with raw.timed():
                reference.write(rows)
        reference.connection.close()
    return {
        "check_in_ratio": ours.p50 / raw.p50,
        "check_in_p50_ms": ours.p50,
        "check_in_p99_ms": ours.p99,
        "raw_check_in_p50_ms": raw.p50,
    }


class Reference:
    """The same rows, written by hand into a store of the same form, as durably."""

    def __init__(self, path, desk):
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
            self.connection.execute(f"pragma {pragma}")
        columns = {table: [row["name"] for row in desk.store.rows(f"pragma table_info({table})")] for table in TABLES}
        self._inserts = {
            table: f"insert into {table} values ({', '.join('?' * len(names))})" for table, names in columns.items()
        }
        self.connection.execute("insert into journal_head values ('alder-creek', 0, 0, 0, 0, '', '')")
        self.connection.execute("insert into ticket_number values ('alder-creek', '', 'P', 0)")

    def rows_of(self, desk, ticket):
        """Return the rows that a check-in wrote, by table."""
        values = {"id": ticket.visit_id}
        where = {
            "visit": "id = :id",
            "request": "visit = :id",
            "personal": "visit = :id",
            "request_key": "visit = :id",
            "journal": "visit = :id",
        }
        return {
            table: [tuple(row) for row in desk.store.rows(f"select * from {table} where {where[table]}", values)]
            for table in TABLES
        }

    def write(self, rows):
        """Write them in one durable transaction."""
        run = self.connection.execute
        run("begin immediate")
        run(
            "update journal_head set seq = seq + 1, tick = 0, wall = 0, steady = 0, run = '', hash = '' where office = 'alder-creek'"
        )
        run("update ticket_number set last = last + 1 where letter = 'P'")
        for table in TABLES:
            for row in rows[table]:
                run(self._inserts[table], row)
        run("commit")
