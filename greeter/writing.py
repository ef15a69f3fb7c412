"""Writing files whole or not at all, with a plain word where they can't be written."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from threading import get_ident
from typing import TYPE_CHECKING

from greeter.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; who looks while it is written sees the old one or the new one, several writers at once too.

    Raises BadInput where a database lies there, Problem where it can't be written.
    """
    spare_databases(path)
    aside = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.part")
    with _told_plainly(path):
        try:
            aside.write_bytes(content)
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise


def spare_databases(path: Path, mark: int | None = None) -> None:
    """Write over no database, whatever name was mistyped: it may be the store. mark: the `application_id` of those that may be written over.

    Raises BadInput. The id stands in bytes 68 to 71 of the file (The SQLite Database File Format, section 1.3).
    """
    log_of = next((path.with_name(path.name.removesuffix(end)) for end in _LOGS if path.name.endswith(end)), path)
    for file in {path, log_of}:
        try:
            with file.open("rb") as there:
                head = there.read(_HEAD)
        except OSError:
            continue
        known = mark is not None and file == path and head[_MARK] == mark.to_bytes(4)
        if head.startswith(_DATABASE) and not known:
            raise BadInput(f"{file} is a database, and may be a store.", "Nothing was written. Name another file.")


_DATABASE, _HEAD, _MARK = b"SQLite format 3\0", 72, slice(68, 72)
_LOGS = ("-wal", "-shm", "-journal")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing. Raises Problem."""
    with _told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)


def remove_old(file: Path) -> None:
    """Take a file away that was written earlier, where it is there. Raises Problem."""
    with _told_plainly(file):
        if file.is_file():
            file.unlink(missing_ok=True)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        why = (fault.strerror or "the system refused it").lower()
        raise Problem(f"{path} can't be written: {why}.", "Choose another place.") from fault
