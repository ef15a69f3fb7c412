"""What is no longer believed of a SQLite file after the disk has refused or failed under it: docs/decisions/0010-io-errors.md.

After a failed sync the system takes pages for written that never arrived, and says so to nobody again. So the doubt belongs to the file and not to a
connection: it outlives closing and opening, until the disk has taken a write and has itself answered for what it holds.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from greeter.store.sqlite_files import FileIdentity, beside, identity

if TYPE_CHECKING:
    import sqlite3

TAIL = 500
"""So many of the journal's last lines are looked at before a file is believed again."""


PROBE = 65_536
"""Bytes: about what a check-in writes."""


class Doubt(IntEnum):
    """What is not believed."""

    NONE = 0
    HAS_ROOM = 1
    """The disk was full."""
    TAKES_WRITES = 2
    """It could only be read, or not opened."""
    HOLDS_WHAT_IT_TOOK = 3
    """A write, a read or a sync failed."""


@dataclass(slots=True)
class Standing:
    """How a file stands with all connections of this process."""

    doubt: Doubt = Doubt.NONE
    failures: int = 0
    """Of the disk. A connection that is older than the latest of them writes nothing more."""
    shut_out: int = 0
    """How often it took no writes. A connection that is older than the latest time is closed, a reader's too: SQLite opens the shared memory once for
    all connections of a process, and where that was for reading alone, none of them writes before all have gone."""

    def lose(self, doubt: Doubt) -> None:
        """Believe less of it."""
        self.doubt = max(self.doubt, doubt)
        self.failures += doubt is Doubt.HOLDS_WHAT_IT_TOOK
        self.shut_out += doubt is Doubt.TAKES_WRITES

    def regain(self, failures: int) -> None:
        """Believe it again, unless the disk has failed anew since there were this many failures."""
        if failures == self.failures:
            self.doubt = Doubt.NONE


def standing(path: str) -> Standing:
    """Return how the file at a path stands."""
    return _STANDINGS.setdefault(str(Path(path).resolve()), Standing())


def forget_cached(path: str, doubt: Doubt) -> None:
    """Make the system read a store from the disk again, where it can be asked to.

    The `-wal` always: what a program left there whose sync had failed must not be taken for written by the next. The store itself when it is in
    doubt. What is not yet written stays, and so do SQLite's locks: it holds none on the `-wal`, and the store's descriptor is never closed.
    """
    advise = getattr(os, "posix_fadvise", None)  # Linux
    if advise is None:
        return
    with suppress(OSError):
        wal = os.open(beside(path, "-wal"), os.O_RDONLY)
        try:
            advise(wal, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(wal)
    named = identity(path)
    if doubt is Doubt.HOLDS_WHAT_IT_TOOK and named is not None:
        with suppress(OSError):
            if named not in _KEPT_OPEN:
                _KEPT_OPEN[named] = os.open(path, os.O_RDONLY)
            advise(_KEPT_OPEN[named], 0, 0, os.POSIX_FADV_DONTNEED)


def probe(path: str) -> None:
    """Write a small file beside a store, onto the disk, and remove it: SQLite would wait for 20 s before it says that a folder is read-only.

    Raises OSError where the disk does not take it.
    """
    beside_it = beside(path, "-probe")
    descriptor = os.open(beside_it, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, bytes(PROBE))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
        beside_it.unlink(missing_ok=True)


def touch(connection: sqlite3.Connection) -> None:
    """Write a page as it is, and wait until it is on the disk: no content changes. Raises sqlite3.Error where the disk does not take it."""
    version = connection.execute("pragma user_version").fetchone()[0]
    connection.execute(f"pragma user_version={version}")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page is in order, and the journal's last lines hang together and end where its head says."""
    pages = connection.execute("pragma quick_check(1)").fetchone()[0]
    return pages == "ok" and connection.execute(_TORN, {"tail": TAIL}).fetchone() is None


_STANDINGS: dict[str, Standing] = {}
_KEPT_OPEN: dict[FileIdentity, int] = {}
_TORN = """
select h.office from journal_head h where h.seq > 0
  and not exists (select 1 from journal j where j.office = h.office and j.seq = h.seq and j.hash = h.hash)
union all
select office from (
  select j.office, j.previous, lag(j.hash) over (partition by j.office order by j.seq) as before
  from journal_head h join journal j on j.office = h.office and j.seq > h.seq - :tail
) where previous <> before
"""
"""Offices whose journal is torn: its head names a line that is not there, or a line does not follow the one before it."""
