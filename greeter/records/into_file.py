"""Writes a copy into the store's own file, in one transaction of SQLite's: whoever has the store open sees it as any other change.

A file whose beginning is gone, or that is shorter than it says, is no database for SQLite. It gets the first page of an empty one; the transaction
then writes every page.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from time import monotonic
from typing import TYPE_CHECKING

from greeter.problems import StoreProblem
from greeter.records.backup import STEP_PAGES, to_the_disk
from greeter.records.plan import manner_for
from greeter.records.reader import Manner, Reader
from greeter.store.sqlite_files import address_of, beside

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_S = 60.0
"""So long a restore waits for somebody who is writing."""
_FORMAT, _PAGES = slice(18, 20), slice(28, 32)
"""Where the first page says that there is a `-wal`, and how many pages there are (sqlite.org/fileformat2.html, section 1.3)."""
_KEPT_OPEN: list[int] = []
"""Descriptors of stores. Closing one would take away the locks that SQLite holds on the file in this process (sqlite.org/howtocorrupt.html, 2.2)."""


def write_into(store: Path, copy: Path, aside: Path) -> None:
    """Keep a store's file aside, as it is, and write a copy into it.

    Raises StoreProblem, OSError; then the file is as it was, or has no tables where it was no database, and is found to be damaged.
    """
    touched = False
    try:
        _keep(store, aside)
        with Reader(copy, manner_for(copy)) as source:
            source.stand_still()
            try:
                _transfer(source, store)
            except sqlite3.DatabaseError as fault:
                if not fault.sqlite_errorname.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
                    raise
                touched = True
                _make_openable(store)
                _transfer(source, store)
    except (sqlite3.DatabaseError, StoreProblem, OSError) as fault:
        if not touched:
            for file in (aside, beside(aside, "-wal")):
                file.unlink(missing_ok=True)
        if isinstance(fault, sqlite3.DatabaseError):
            raise told(fault) from fault
        raise


def _keep(store: Path, aside: Path) -> None:
    """Copy a store's file and its `-wal` under another name, onto the disk. SQLite makes the `-shm` anew out of the `-wal`. Raises OSError."""
    with suppress(StoreProblem), Reader(store, Manner.LIVE) as reader:
        with suppress(StoreProblem):
            reader.stand_still()  # nobody puts the -wal away meanwhile
        _copy(store, aside)
    if not aside.exists():
        _copy(store, aside)


def _copy(store: Path, aside: Path) -> None:
    handle = os.open(store, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    _KEPT_OPEN.append(handle)
    with aside.open("xb") as file, os.fdopen(handle, "rb", closefd=False) as source:
        shutil.copyfileobj(source, file, 1 << 20)
    to_the_disk(aside)
    wal = beside(store, "-wal")
    if wal.exists():  # SQLite holds no lock on it
        shutil.copyfile(wal, beside(aside, "-wal"))
        to_the_disk(beside(aside, "-wal"))


def _transfer(source: Reader, store: Path) -> None:
    """Write every page, in one transaction that is on the disk when it returns. Raises sqlite3.DatabaseError, StoreProblem."""
    until = monotonic() + PATIENCE_S

    def wait(_status: int, remaining: int, total: int) -> None:
        if remaining == total and monotonic() > until:
            raise StoreProblem("Another program keeps the store busy.", "Close every Greeter window, then try again.")

    with closing(sqlite3.connect(address_of(store), uri=True, isolation_level=None)) as target:
        target.execute("pragma synchronous=full")
        source.connection.backup(target, pages=STEP_PAGES, progress=wait)
        with suppress(sqlite3.Error):  # where others read, they do it later
            target.execute("pragma wal_checkpoint(truncate)")


def _make_openable(store: Path) -> None:
    """Give the file the first page of a store without tables, which nobody takes for a sound one. Raises OSError."""
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.execute("pragma user_version=0")
        page = bytearray(empty.serialize()[: empty.execute("pragma page_size").fetchone()[0]])
    handle = os.open(store, os.O_RDWR | getattr(os, "O_BINARY", 0))
    _KEPT_OPEN.append(handle)
    page[_FORMAT] = b"\2\2"
    page[_PAGES] = max(os.fstat(handle).st_size // len(page), 1).to_bytes(4, "big")
    os.write(handle, page)
    os.fsync(handle)


def told(fault: sqlite3.DatabaseError) -> StoreProblem:
    """Return what to tell where SQLite could not write what is put back."""
    if fault.sqlite_errorname == "SQLITE_FULL":
        return StoreProblem(
            "The store's disk is full: there is no room to restore.", "Make room on it, then try again."
        )
    return StoreProblem(f"What is put back could not be written: {fault}.", "Check the store's disk.")
