"""What is kept of days that are over, so that a report reads no visit and no line of the journal twice.

It lies in a file beside the store, may be thrown away at any time, and holds nothing that the store does not hold: the facts of each closed day
that figures are functions of, the answers given on it, its key numbers, and what whole thousands of lines of the journal said when their chain was
computed. No name and no word of a visitor is in it.

A kept day is thrown away as soon as a later line of the journal is about one of its visits, or of those that answered on it: an act taken back, an
arrival or a ticket handed in later, a mark that a matter came back. So figures with and without it are the same to the digit. Where the file can't
be read or written, everything is computed from the store.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from greeter.clock import from_ms
from greeter.model.journal import Kind
from greeter.reports import given, reading
from greeter.reports.packed import (
    PACKED,
    pack_answers,
    pack_day,
    pack_keys,
    pack_lines,
    unpack_answers,
    unpack_day,
    unpack_keys,
    unpack_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.day_keys import DayKeys
    from greeter.reports.days import Day
    from greeter.reports.given import Given
    from greeter.reports.journal_lines import LineFacts
    from greeter.reports.span import Span

Found = TypeVar("Found")
FORM = sha256(f"{PACKED} {reading.VISITS} {reading.TOLD} {given.GIVEN}".encode()).hexdigest()[:16]
"""What was kept in another form, or read by another query, is not used; nor where the office's days end otherwise since."""
BUSY_SECONDS = 2
_TABLES = """
create table if not exists looked (office text not null primary key, form text not null, seq integer not null, hash text not null) strict;
create table if not exists day (
  office text not null, day text not null, visits integer not null, facts blob not null, keys blob not null, primary key (office, day)
) strict;
create table if not exists given (
  office text not null, day text not null, overall blob not null, others blob not null, primary key (office, day)
) strict;
create table if not exists lines (
  office text not null, part integer not null, previous text not null, hash text not null, facts blob not null, primary key (office, part)
) strict;
"""
_TOUCHED = """
select distinct v.business_day as day from journal j join visit v on v.id = j.visit
where j.office = :office and j.seq > :seq and v.office = :office
"""
_ANSWERED = """
select distinct g.at from journal j join journal g on g.visit = j.visit
where j.office = :office and j.seq > :seq and g.office = :office and g.kind = :kind
"""


class KeptDays:
    """What is kept of one office's days. Close it when the report is read."""

    def __init__(self, path: Path, store: Rows, office: Office, today: date) -> None:
        """Look whether what lies in the file at `path` still holds. today: the business day that is not over yet."""
        self._store, self._office, self._today = store, office, today
        self._form = f"{FORM} {office.zone.key} {office.cutover_hour} {'carried over' if office.carry_over else ''}"
        self._there: dict[str, int] = {}
        self._stale: set[str] = set()
        self._path, self._seq = path, 0
        self._db: sqlite3.Connection | None = None
        self._tried(self._open)

    def look_at(self, span: Span) -> None:
        """Learn how many visits the store holds of each day, against which what is kept is held."""
        rows = self._store.rows(
            "select business_day as day, count(*) as n from visit"
            " where office = :office and business_day between :first and :last group by business_day",
            {"office": self._office.id, "first": span.first.isoformat(), "last": span.last.isoformat()},
        )
        self._there |= {row["day"]: row["n"] for row in rows}

    def day(self, day: date) -> Day | None:
        """Return a day as it was kept, or None."""
        return self._tried(lambda: unpack_day(day, blob) if (blob := self._blob("facts", day)) else None)

    def keys(self, day: date) -> DayKeys | None:
        """Return a day's key numbers as they were kept, or None."""
        return self._tried(lambda: unpack_keys(day, blob) if (blob := self._blob("keys", day)) else None)

    def answers(self, day: date, *, overall: bool = False) -> list[Given] | None:
        """Return the answers given on a day as they were kept, or None. overall: those to the overall question alone."""
        return self._tried(lambda: self._answers(day, "overall" if overall else "overall, others"))

    def keep_answers(self, days: Mapping[date, tuple[Given, ...]]) -> None:
        """Keep the answers of days, those that are over."""
        rows = [
            (self._office.id, day.isoformat(), *(pack_answers(part) for part in given.parted(found)))
            for day, found in days.items()
            if day < self._today
        ]
        self._write("insert or replace into given (office, day, overall, others) select ?, ?, ?, ?", rows)

    def keep(self, days: Sequence[Day]) -> None:
        """Keep days, those that are over."""
        rows = [
            (self._office.id, text, self._there.get(text, 0), pack_day(one), pack_keys(one))
            for one in days
            for text in [one.day.isoformat()]
            if one.day < self._today
        ]
        self._write("insert or replace into day (office, day, visits, facts, keys) select ?, ?, ?, ?, ?", rows)

    def lines(self, part: int, previous: str, last: str) -> LineFacts | None:
        """Return what a part of the journal said, where it lay between the same two hashes as now; else None."""
        sql = "select facts from lines where office = ? and part = ? and previous = ? and hash = ?"
        values = (self._office.id, part, previous, last)
        return self._tried(lambda: unpack_lines(blob) if (blob := self._first(sql, values)) else None)

    def keep_lines(self, part: int, previous: str, last: str, facts: LineFacts) -> None:
        """Keep what a part of the journal said, whose chain was computed and is sound."""
        row = (self._office.id, part, previous, last, pack_lines(facts))
        self._write("insert or replace into lines (office, part, previous, hash, facts) select ?, ?, ?, ?, ?", [row])

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        self._db.execute("pragma synchronous=off")  # what a loss of power takes is computed again
        self._look()

    def _look(self) -> None:
        """Throw away the days that the lines since the last look are about; all, where the journal is not the one it was."""
        assert self._db is not None  # noqa: S101
        office, head = self._office.id, self._head()
        self._seq = head[0]
        form = self._db.execute("select 1 from sqlite_master where name = 'looked'").fetchone()
        row = None
        if form is not None:
            row = self._db.execute("select form, seq, hash from looked where office = ?", (office,)).fetchone()
        usable = False
        if row is not None and row[0] == self._form and self._hash_at(row[1]) == row[2]:
            if row[1] == head[0]:
                return
            usable = True
            self._stale = self._touched(row[1])
        try:
            self._begin(head, usable=usable)
        except sqlite3.OperationalError:
            if not usable:
                raise
        else:
            self._stale = set()

    def _touched(self, seq: int) -> set[str]:
        """Return the days of the visits that later lines are about, and those on which their answers were given."""
        values = {"office": self._office.id, "seq": seq}
        answered = self._store.rows(_ANSWERED, {**values, "kind": Kind.SURVEY.value})
        days = {self._office.business_day(from_ms(row["at"])).isoformat() for row in answered}
        return days | {row["day"] for row in self._store.rows(_TOUCHED, values)}

    def _begin(self, head: tuple[int, str], *, usable: bool) -> None:
        assert self._db is not None  # noqa: S101
        office = self._office.id
        with self._db:
            self._db.executescript(_TABLES)
            for table in () if usable else ("day", "given", "lines"):
                self._db.execute(f"delete from {table} where office = ?", (office,))
            for table in ("day", "given"):
                stale = [(office, day) for day in self._stale]
                self._db.executemany(f"delete from {table} where office = ? and day = ?", stale)
            self._db.execute("insert or replace into looked values (?, ?, ?, ?)", (office, self._form, *head))

    def _head(self) -> tuple[int, str]:
        found = self._store.rows(
            "select seq, hash from journal where office = :office order by seq desc limit 1",
            {"office": self._office.id},
        )
        return (found[0]["seq"], found[0]["hash"]) if found else (0, "")

    def _hash_at(self, seq: int) -> str:
        found = self._store.rows(
            "select hash from journal where office = :office and seq = :seq", {"office": self._office.id, "seq": seq}
        )
        return str(found[0]["hash"]) if found else ""

    def _blob(self, column: str, day: date) -> bytes | None:
        text = day.isoformat()
        if text in self._stale or day >= self._today:
            return None
        sql = f"select {column} from day where office = ? and day = ? and visits = ?"
        return self._first(sql, (self._office.id, text, self._there.get(text, 0)))

    def _answers(self, day: date, columns: str) -> list[Given] | None:
        text = day.isoformat()
        if self._db is None or text in self._stale or day >= self._today:
            return None
        sql = f"select {columns} from given where office = ? and day = ?"
        row = self._db.execute(sql, (self._office.id, text)).fetchone()
        return None if row is None else [one for blob in row for one in unpack_answers(blob)]

    def _first(self, sql: str, values: tuple[object, ...]) -> bytes | None:
        found = None if self._db is None else self._db.execute(sql, values).fetchone()
        return None if found is None else found[0]

    def _write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Write, unless another has looked since: it may know of a line that these rows are older than."""
        looked = " where exists (select 1 from looked where office = ? and seq = ?)"

        def write() -> None:
            if self._db is not None and rows:
                with self._db:
                    self._db.executemany(sql + looked, [(*row, self._office.id, self._seq) for row in rows])

        self._tried(write)

    def _tried(self, act: Callable[[], Found]) -> Found | None:
        """Go on without the file where it can't be used: it may be another's, damaged, or on a full disk."""
        try:
            return act()
        except (sqlite3.Error, OSError, ValueError, zlib.error) as fault:
            self.close()
            if not isinstance(fault, sqlite3.OperationalError | OSError):
                with suppress(OSError):
                    self._path.unlink()  # damaged
            return None


@contextmanager
def kept_days(store: Rows, office: Office, today: date) -> Iterator[KeptDays | None]:
    """Open what is kept of an office's days; None where the store has no file of its own."""
    path = kept_path(store)
    if path is None:
        yield None
        return
    kept = KeptDays(path, store, office, today)
    try:
        yield kept
    finally:
        kept.close()


def kept_path(store: Rows) -> Path | None:
    """Return the file for what is kept of a store's days: beside its file, for a server in the data folder; None in memory, and of a copy."""
    port = getattr(store, "port", store)
    path = getattr(port, "kept_beside", None)
    return None if path is None else Path(f"{path}.figures")
