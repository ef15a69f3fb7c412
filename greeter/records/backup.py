"""Makes a copy of a SQLite store while the counter works, and checks it.

SQLite's online backup reads one moment of the store in small steps. Whoever writes meanwhile is not kept waiting; without one moment to read, each
write by somebody else would make it begin anew (sqlite.org/backup.html), and in a busy office it would never end.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from greeter.problems import StoreDamaged, StoreProblem
from greeter.records.copies import Copies, Copy, Kept, cannot_write
from greeter.records.examination import Depth, examine
from greeter.records.heads import Heads, read_heads
from greeter.records.left_out import leave_out_running_week
from greeter.records.manifest import Manifest
from greeter.records.reader import Manner, Reader
from greeter.store.sqlite_files import wal_is_gone

if TYPE_CHECKING:
    from pathlib import Path

STEP_PAGES = 256
"""Read at once, 1 MB as a rule; then others have their turn at the disk."""
PAUSE_S = 0.001
LONGEST_S = 1_800.0
"""A copy that takes longer is given up: while it lasts, SQLite can't put away what is written meanwhile."""
SPARE_BYTES = 64 << 20
"""So much room must be left on the disk when a copy is made, for it may be the disk of the store."""
_FULL = ("The disk for copies is full.", "Make room on it, or keep fewer copies.")


class GivenUp(StoreProblem):
    """The copy was broken off because the program ends."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of the store that a copy is of: what its check is compared with."""

    heads: Heads
    visits: dict[str, int]
    tables: dict[str, int]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a copy may take, and what ends it before. stop: set when the program ends."""

    stop: Event
    until: float
    """By `time.monotonic`, in seconds."""

    def pause(self) -> None:
        """Let others have their turn. Raises GivenUp, and StoreProblem when it takes too long."""
        if self.stop.wait(PAUSE_S):
            raise GivenUp("The copy was broken off.")
        if monotonic() > self.until:
            raise StoreProblem(
                "The disk for copies is too slow: a copy was given up.", "Check that disk, or name another."
            )


def make_copy(
    copies: Copies, made_at: int, *, kept: Kept | None = None, stop: Event | None = None, longest_s: float = LONGEST_S
) -> Copy:
    """Copy the store, check the copy, and let old ones go; return the new one. Ask for it only while `Alone` with the copies.

    made_at: now, milliseconds since 1970 UTC. stop: breaks it off when set.
    Raises StoreDamaged where the store itself is damaged, StoreProblem where no good copy could be made; then nothing of it is left.
    """
    patience = Patience(stop or Event(), monotonic() + longest_s)
    copies.make_ready()
    copies.drop_drafts()
    _refuse_full(copies)
    name = copies.new_name(made_at)
    draft = copies.draft(f"{name}.db")
    try:
        moment = _write(copies.store, draft, patience, made_at)
        to_the_disk(draft)
        _check(copies.store, draft, moment, patience)
        copy = _finish(copies, draft, name, made_at, moment)
    except OSError as fault:
        raise _told(copies, fault) from fault
    finally:
        copies.drop_drafts()
    if kept is not None:
        copies.thin(kept, made_at)
    return copy


def _write(store: Path, draft: Path, patience: Patience, made_at: int) -> Moment:
    """Write the draft, and return of which moment it is."""
    if wal_is_gone(store):
        raise StoreDamaged("The store's -wal file is gone.")
    with Reader(store, Manner.LIVE) as source:
        source.stand_still()
        moment = Moment(read_heads(source), _visits(source), source.tables())
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as target:
                for pragma in (
                    "journal_mode=off",
                    "synchronous=off",
                ):  # the draft counts only once it was synced and checked
                    target.execute(f"pragma {pragma}")
                source.connection.backup(target, pages=STEP_PAGES, progress=lambda *_: patience.pause())
                leave_out_running_week(target, made_at)
                target.execute("pragma journal_mode=delete")  # so that it can be read on a disk that can't be written
        except sqlite3.Error as fault:
            raise _words(fault) from fault
    return moment


def _check(store: Path, draft: Path, moment: Moment, patience: Patience) -> None:
    """Look at the whole copy. Raises StoreDamaged where the store is no better."""
    with Reader(draft, Manner.FINISHED, between=patience.pause) as reader:
        found = examine(reader, Depth.QUICK)
        if found.sound and found.heads == moment.heads and reader.tables() == moment.tables:
            return
    with Reader(store, Manner.LIVE, between=patience.pause) as reader:
        own = examine(reader, Depth.QUICK)
    if not own.sound:
        raise StoreDamaged(f"The store is damaged. {own.fault}")
    raise StoreProblem(
        f"A copy came out damaged. {found.fault or 'It does not hold what the store holds.'}",
        "Check the disk for copies.",
    )


def _finish(copies: Copies, draft: Path, name: str, made_at: int, moment: Moment) -> Copy:
    """Give the checked draft its name. What is written beside it comes first: without its file that does not count."""
    with draft.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = Manifest(
        copy=f"{name}.db",
        store=copies.place,
        made_at=made_at,
        size=draft.stat().st_size,
        sha256=sha256,
        heads=moment.heads,
        visits=moment.visits,
        tables=moment.tables,
        beside=copies.folder == copies.own,
    )
    beside = copies.folder / f"{name}.json"
    aside = copies.draft(f"{name}.json")
    aside.write_text(f"{manifest.text()}\n", encoding="utf-8")
    to_the_disk(aside)
    aside.replace(beside)
    final = copies.folder / manifest.copy
    try:
        draft.replace(final)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(copies.folder)
    return Copy(final, manifest)


def sync_folder(folder: Path) -> None:
    """See to it that a new name in a folder outlives a loss of power, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def to_the_disk(file: Path) -> None:
    """Sync a file, and forget what the system holds of it in memory, so that the check reads the disk. Raises OSError."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _refuse_full(copies: Copies) -> None:
    try:
        needed = copies.store.stat().st_size + SPARE_BYTES
        free = shutil.disk_usage(copies.folder).free
    except OSError as fault:
        raise _told(copies, fault) from fault
    if free < needed:
        raise StoreProblem(
            f"The disk for copies is full: {free >> 20:,} MB are free, {needed >> 20:,} MB are needed.", _FULL[1]
        )


def _visits(source: Reader) -> dict[str, int]:
    return {row["office"]: row["n"] for row in source.rows("select office, count(*) as n from visit group by office")}


def _words(fault: sqlite3.Error) -> StoreProblem:
    """Return what to tell when SQLite could not write the draft, or read the store."""
    name = getattr(fault, "sqlite_errorname", "")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreDamaged("The store is damaged.")
    if name == "SQLITE_FULL":
        return StoreProblem(*_FULL)
    return StoreProblem(f"The disk for copies did not take a copy: {fault}.", "Check the disk for copies.")


def _told(copies: Copies, fault: OSError) -> StoreProblem:
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreProblem(*_FULL)
    return cannot_write(copies.folder, fault)
