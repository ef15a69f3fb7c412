"""What is wrong with a store at its start, as far as it shows within milliseconds; and the words for it.

Looked at: whether the file is there and whole, whether its `-wal` was taken away, whether its tables can be read, whether the last line of each
journal is as it was written, and whether the journals have come as far as they were seen before (`known`). What lies deeper shows when it is met, or
in the check of the next copy.
"""

from __future__ import annotations

import shlex
import sqlite3
import struct
from typing import TYPE_CHECKING

from greeter.clock import SystemClock, to_ms
from greeter.model.journal import hash_of
from greeter.problems import StoreDamaged, StoreProblem
from greeter.records.copies import own_folder
from greeter.records.heads import HEADS, last_written
from greeter.records.integrity import Unreadable, lines
from greeter.records.known import Known, newest_copy, read_known
from greeter.records.reader import Manner, Reader
from greeter.records.times import minutes_words, moment_words
from greeter.store.sqlite_files import beside, wal_is_gone

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from greeter.records.manifest import Manifest

DAMAGED = "The store is damaged."
_WAL_HEADER, _FRAME_HEADER = 32, 24


class Guard:
    """Looks at one store before it is opened, and finds the words when it turns out to be damaged later."""

    def __init__(self, store: Path) -> None:
        self.store = store.resolve()

    def look(self) -> None:
        """Raise StoreDamaged where something is wrong. A store that is not there yet, or can't be looked at just now, is left to who opens it."""
        known = read_known(self.store)
        fault = self.fault(known)
        if fault:
            raise tell(self.store, StoreDamaged(fault), known)

    def fault(self, known: Known) -> str:
        """Return what is wrong, in sentences; empty where nothing shows."""
        return self._at_its_files(known) or self._inside(known)

    def tell(self, damage: StoreDamaged) -> StoreDamaged:
        """Return the same with the newest copy, and what would be lost."""
        return tell(self.store, damage)

    def _at_its_files(self, known: Known) -> str:
        if wal_is_gone(self.store):
            return (
                f"{DAMAGED} The file {self.store.name}-wal was taken away, and with it what was written last. Close every Greeter window on this"
                " machine and start again; that may mend it."
            )
        if _size(self.store) or not known.lines:
            return ""
        return f"The store is gone: {self.store} is not there, or empty."

    def _inside(self, known: Known) -> str:
        if not _size(self.store):
            return ""
        try:
            with Reader(self.store, Manner.LIVE) as reader:
                reader.stand_still()
                return cut_short(reader) or _at_the_journals(reader, known)
        except StoreProblem as problem:
            return self._at_its_files(known) or _fault_of(problem.__cause__, known)  # it may have gone just now


def _size(store: Path) -> int:
    """Return the size of a store's file in bytes; 0 where it is not there."""
    try:
        return store.stat().st_size
    except OSError:
        return 0


def tell(store: Path, damage: StoreDamaged, known: Known | None = None) -> StoreDamaged:
    """Return a damage with the newest good copy, what would be lost with it, and what to do."""
    known = known or read_known(store)
    copy = newest_copy(known)
    address = shlex.quote(f"sqlite:///{store.absolute()}")
    away = f"To begin anew instead, move the folder {own_folder(store)} away." if not store.exists() else ""
    if copy is None:
        there = f"What can still be read is kept with: greeter restore --from {shlex.quote(str(store))} --db {address}"
        return StoreDamaged(damage.what, f"There is no good copy of it. {away or there}")
    loss = loss_words(store, known, copy.manifest)
    return StoreDamaged(
        f"{damage.what} {loss}", f"Restore it with: greeter restore --db {address} {away}".strip(), copy.file.name
    )


def loss_words(store: Path, known: Known, newest: Manifest) -> str:
    """Return of when the newest copy is, and how many minutes of the store's life it does not hold."""
    when = moment_words(newest.made_at, to_ms(SystemClock().now()))
    lost = last_write(store, known) - newest.made_at
    if lost <= 0:
        return f"The newest good copy is of {when}; nothing was written after it."
    return f"The newest good copy is of {when}: what happened in the {minutes_words(lost)} after it would be lost."


def last_write(store: Path, known: Known) -> int:
    """Return when something was written to the store for the last time, as far as its files tell: milliseconds since 1970 UTC."""
    times = [last_written(known.heads)]
    last = (
        "-shm" if wal_is_gone(store) else "-wal"
    )  # the system notes when its memory was written to, give or take half a minute
    for file in (store, beside(store, last)):
        try:
            found = file.stat()
        except OSError:
            continue
        if found.st_size:  # SQLite makes an empty -wal when it opens a store
            times.append(found.st_mtime_ns // 1_000_000)
    return max(times)


def cut_short(reader: Reader) -> str:
    """Return what to tell where the file is shorter than its pages need; what is still in the `-wal` is not missed. Raises StoreProblem.

    The reader must stand still, so that nobody puts the `-wal` away meanwhile.
    """
    size = reader.rows("pragma page_size")[0][0]
    wanted = reader.rows("pragma page_count")[0][0]
    there = reader.path.stat().st_size // size
    if there >= wanted:
        return ""
    missing = set(range(there + 1, wanted + 1)) - _pages_in_wal(beside(reader.path, "-wal"), size)
    return f"{DAMAGED} Its file is cut short: {len(missing):,} of {wanted:,} pages are missing." if missing else ""


def _pages_in_wal(wal: Path, size: int) -> set[int]:
    """Return the numbers of the pages in a `-wal` (sqlite.org/fileformat2.html, section 4). SQLite holds no lock on this file."""
    found: set[int] = set()
    try:
        with wal.open("rb") as file:
            salt = file.read(_WAL_HEADER)[16:24]
            while len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER:
                if frame[8:16] == salt:
                    found.add(struct.unpack(">I", frame[:4])[0])
                file.seek(size, 1)
    except OSError:
        return set()
    return found


def _at_the_journals(reader: Reader, known: Known) -> str:
    if not reader.rows("select 1 from sqlite_master where name = 'journal_head'"):
        return f"{DAMAGED} Its tables are gone." if known.lines else ""
    heads = {row["office"]: row for row in reader.rows(HEADS)}
    for office, head in heads.items():
        fault = _last_line(reader, office, head)
        if fault:
            return f"{DAMAGED} {fault}"
    for office, seen in known.heads.items():
        end = heads[office]["seq"] if office in heads else 0
        if end < seen.seq:
            missing = seen.seq - end
            lines_are = "1 line is" if missing == 1 else f"{missing:,} lines are"
            return f"{DAMAGED} {lines_are} missing from the journal of {office}: it ends at line {end:,}, and line {seen.seq:,} had been written."
        if seen.seq and _hash_at(reader, office, seen.seq) != seen.hash:
            return f"{DAMAGED} Line {seen.seq:,} of the journal of {office} is another than was written."
    return ""


def _last_line(reader: Reader, office: str, head: Any) -> str:
    """Return what is wrong with the end of an office's journal, or an empty text."""
    seq, last = head["seq"], head["last"] or 0
    if last != seq:
        return f"The journal of {office} ends at line {last:,}, and its head says {seq:,}."
    if not seq:
        return ""
    for line in lines(reader, office, seq, seq):
        if isinstance(line, Unreadable):
            return f"The last line of the journal of {office} can't be read."
        if hash_of(line["previous"], line["line"]) == line["hash"] == head["hash"]:
            return ""
    return f"The last line of the journal of {office} is not as it was written."


def _hash_at(reader: Reader, office: str, seq: int) -> str:
    found = reader.rows(
        "select hash from journal where office = :office and seq = :seq", {"office": office, "seq": seq}
    )
    return found[0]["hash"] if found else ""


def _fault_of(fault: BaseException | None, known: Known) -> str:
    """Return what to tell of what SQLite says; empty where it is no damage, or the file never was a store."""
    name = getattr(fault, "sqlite_errorname", "")
    if name.startswith("SQLITE_NOTADB"):
        return f"{DAMAGED} The beginning of its file is gone." if known.lines else ""
    if name.startswith("SQLITE_CORRUPT") or (isinstance(fault, sqlite3.OperationalError) and "decode" in str(fault)):
        return DAMAGED
    return ""
