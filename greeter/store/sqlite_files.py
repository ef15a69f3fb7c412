"""The files of a SQLite store: the store itself, its `-wal` with what was written last, and its `-shm`.

They are only asked for with `stat`. On Linux and macOS a process that opens and closes one of these files by itself loses the locks that SQLite holds
on it in the same process (sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

BESIDE = ("-wal", "-shm")
"""What SQLite adds to the store's name for the files beside it."""


class FileIdentity(NamedTuple):
    """Which file a path names: it changes when another file is put in its place, and not when it is written to."""

    device: int
    number: int


def identity(path: str | Path) -> FileIdentity | None:
    """Return which file a path names now; None where there is none, or nobody can tell."""
    try:
        found = os.stat(path)  # noqa: PTH116 (asked at every act: a Path is made once and for all, or not at all)
    except OSError:
        return None
    return FileIdentity(found.st_dev, found.st_ino)


def address_of(path: str | Path) -> str:
    """Return what SQLite opens a file by that must be there: it makes no new one, should somebody take it away just now."""
    return f"{Path(path).absolute().as_uri()}?mode=rw"


def beside(path: str | Path, what: str) -> Path:
    """Return the file beside a store: `what` is `-wal` or `-shm`."""
    return Path(f"{path}{what}")


def wal_is_gone(path: str | Path) -> bool:
    """Whether the `-wal` of a store was taken away: what was written last is missing then.

    SQLite makes the `-wal` before the `-shm`, and removes it after: a `-shm` alone is nothing that it leaves.
    """
    there = (identity(file) is not None for file in (beside(path, "-shm"), path))
    return all(there) and identity(beside(path, "-wal")) is None
