"""Opens a store of an older form in copies of itself, and ends them at a statement that it is told.

Called as `migration_process.py PATH STEPS`: STEPS is a file of SQL, a step after the newest. It is told the number of the statement before which the
copy ends, as by `kill -9`, or 0 for none; it answers `opened STATEMENTS`, where the copy came to its end, and `ended CODE`.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path

from greeter.store import migrate
from greeter.store.sqlite import SqliteStore

_connect = sqlite3.connect


class Statements:
    """Counts what is run on any connection, and ends the process before one."""

    def __init__(self, last):
        self.last, self.count = last, 0

    def connect(self, *arguments, **options):
        connection = _connect(*arguments, **options)
        connection.set_trace_callback(self.see)
        return connection

    def see(self, _statement):
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def open_in_a_copy(path, last):
    child = os.fork()
    if child == 0:
        statements = Statements(last)
        sqlite3.connect = statements.connect
        try:
            SqliteStore(path).close()
            print("opened", statements.count, flush=True)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    print("ended", os.waitstatus_to_exitcode(status), flush=True)


def main(path, steps):
    migrate.STEPS |= {"9999_long": Path(steps).read_text()}
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "quit":
            break
        open_in_a_copy(path, int(line))


if __name__ == "__main__":
    main(*sys.argv[1:])
