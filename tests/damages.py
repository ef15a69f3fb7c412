"""What is done to a store in tests of what finds it and puts it back: visits, damages, and what a store holds."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from greeter.opening import open_front_desk
from greeter.records.plan import manner_for
from greeter.records.reader import Reader
from greeter.store.sqlite_files import beside
from tests import warm

PAGE = 4096
ROOT_OF = "select rootpage from sqlite_master where name = ?"

WRITER = """
import sys
from greeter.opening import open_front_desk
url, visits = sys.argv[1:]
with open_front_desk(url) as desk:
    for _ in range(int(visits)):
        desk.check_in(service="permit", reason="x" * 200)
    print("written", flush=True)
    sys.stdin.readline()
"""


def check_in(url, office, visits, clock=None):
    """Check so many in, by a program that ends as it should."""
    with open_front_desk(url, catalogue=office, clock=clock) as desk:
        for _ in range(visits):
            desk.check_in(service="permit", reason="x" * 200)


def killed_after(url, visits):
    """Check so many in, by a process that is then killed: its `-wal` stays."""
    process = warm.begin("-c", WRITER, url, visits, stdin=warm.PIPE, stdout=warm.PIPE)
    said = process.stdout.readline()
    process.kill()
    process.communicate()
    assert said == b"written\n"


def put_away(store):
    """Bring all that is in the `-wal` into the store's file."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0] == 0


def cut(store):
    """Leave half of the file."""
    os.truncate(store, store.stat().st_size // 2 // PAGE * PAGE)


def flip(store, table="journal"):
    """Turn the bits of the page that a table begins with."""
    put_away(store)
    with closing(sqlite3.connect(store)) as connection:
        page = connection.execute(ROOT_OF, (table,)).fetchone()[0]
    with store.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        turned = bytes(byte ^ 0xFF for byte in file.read(PAGE))
        file.seek((page - 1) * PAGE)
        file.write(turned)


def zero_header(store):
    """Write zeros over the beginning of the file."""
    with store.open("r+b") as file:
        file.write(bytes(100))


def lose_wal(store):
    """Take the `-wal` away, and leave the `-shm`."""
    beside(store, "-wal").unlink()


def remove(store):
    """Take the store away, with what lies beside it."""
    for file in (store, beside(store, "-wal"), beside(store, "-shm")):
        file.unlink(missing_ok=True)


def content(store):
    """Return every row of every table of a store, or of a copy."""
    with Reader(store, manner_for(store)) as reader:
        return {
            table: [tuple(row) for row in reader.rows(f'select * from "{table}" order by 1, 2')]
            for table in reader.tables()
        }
