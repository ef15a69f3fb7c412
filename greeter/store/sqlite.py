"""A store in one SQLite file, through sqlite-utils.

Every write is on the disk before it is told (WAL, `synchronous=FULL`). One connection belongs to one thread.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from greeter.clock import Clock, SystemClock
from greeter.problems import StoreDamaged, StoreProblem, StoreReplaced
from greeter.store.address import MEMORY
from greeter.store.doubt import Doubt, Standing, forget_cached, is_sound, probe, standing, touch
from greeter.store.migrate import migrate
from greeter.store.network_drive import refuse_network_drive
from greeter.store.sqlite_files import FileIdentity, address_of, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BUSY_SECONDS = 10
LOOK_S = 0.005
"""A reader looks so often whether its file is still the one that the path names."""
_WORDS = {
    "locked": ("Another program keeps the store busy.", "Try again in a moment."),
    "full": ("The disk is full. Nothing was changed.", "Make room on the disk, then try again."),
    "readonly": ("The store can only be read. Nothing was changed.", "Check who may write to the file and its folder."),
    "unable to open": ("The store can't be opened.", "Check that the folder is there and that you may write to it."),
    "locking protocol": ("The store can't be opened.", "Check that you may write to the file and its folder."),
    "disk i/o": ("The disk did not answer as it should. Nothing was changed.", "Check the disk, and the room on it."),
    "malformed": ("The store is damaged.", "Restore it from a copy."),
    "could not decode": ("A text in the store is damaged.", "Restore it from a copy."),
    "not a database": ("This file is not a Greeter store.", "Check the address given with --db."),
}
_DOUBTS = {
    "disk i/o": Doubt.HOLDS_WHAT_IT_TOOK,
    "full": Doubt.HAS_ROOM,
    "readonly": Doubt.TAKES_WRITES,
    "unable to open": Doubt.TAKES_WRITES,
    "locking protocol": Doubt.TAKES_WRITES,
}
_SIGNS = {
    errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "readonly", errno.EACCES: "readonly", errno.EPERM: "readonly",
}  # fmt: skip
_DAMAGE = frozenset({"malformed", "could not decode", "not a database"})
_REPLACED = ("Another file was put in the store's place. Nothing was kept.", "Do it again.")
_NO_CACHE = {
    "synchronous": "full",
    "foreign_keys": "on",
    "secure_delete": "on",
    "trusted_schema": "off",
}


class SqliteStore:
    """The port to one SQLite database: read rows, run a statement, take the turn."""

    def __init__(
        self, path: str, *, durable: bool = True, tell_damage: Callable[[StoreDamaged], StoreDamaged] | None = None
    ) -> None:
        """Open or make the store at `path` (`:memory:` for one that is gone when closed).

        durable=False gives up the promise at a loss of power, for simulations. tell_damage: says more of a damage, such as which copy is the
        newest. Raises StoreProblem.
        """
        self.path = path
        self.durable = durable
        self._standing = Standing() if path == MEMORY else standing(path)
        self._failures, self._shut_out = self._standing.failures, self._standing.shut_out
        self._tell_damage = tell_damage
        self._file: FileIdentity | None = None
        self._looked = 0.0
        with _told_plainly(self._mark):
            if path != MEMORY:
                _make_folder(Path(path).parent)
                refuse_network_drive(Path(path))
                self._file = identity(path)
                self._look_at_disk()
            named = path if self._file is None else address_of(path)
            connection = sqlite3.connect(named, timeout=BUSY_SECONDS, uri=named != path)
            try:
                connection.row_factory = sqlite3.Row
                self._db = Database(connection, execute_plugins=False)
                _write_ahead(connection)
                for name, value in _NO_CACHE.items():
                    connection.execute(f"pragma {name}={value}")
                if not durable:
                    connection.execute("pragma synchronous=off")
                self.migrated = migrate(self._db, self._copy_before_migration)
                if self._standing.doubt is not Doubt.NONE:
                    self._believe_again()
            except BaseException:
                connection.close()
                raise
        if path != MEMORY and self._file is None:
            self._file = identity(path)

    @property
    def kept_beside(self) -> str | None:
        """The file beside which something may be kept that can be computed again; None for a store in memory."""
        return None if self.path == MEMORY else self.path

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[sqlite3.Row]:
        """Return the rows that a query gives; columns are reached by name."""
        if monotonic() - self._looked > LOOK_S:
            self._refuse_replaced()
        if self._standing.shut_out != self._shut_out:
            raise StoreProblem(*_WORDS["readonly"])
        with _told_plainly(self._mark):
            found: list[sqlite3.Row] = self._db.conn.execute(sql, values or {}).fetchall()
            return found

    def run(self, sql: str, values: Mapping[str, Any] | None = None) -> int:
        """Run one statement inside the turn and return how many rows it touched."""
        return self._db.conn.execute(sql, values or {}).rowcount

    @contextmanager
    def atomic(self, *offices: str | None) -> Iterator[None]:  # noqa: ARG002 (whoever looks sees the file move)
        """Hold a write transaction; its first statement must be a write. All or nothing of it is kept."""
        if self._standing.failures != self._failures:
            raise StoreProblem(*_WORDS["disk i/o"])
        self._refuse_replaced()
        with _told_plainly(self._mark_write), self._db.atomic():
            yield
        self._refuse_replaced()  # where a restore moved the file away meanwhile, SQLite has written into the old one

    def clock(self) -> Clock:
        """Return the machine's clock: whoever uses this file runs on this machine."""
        return SystemClock()

    def forget_earlier(self) -> None:
        """Empty the log beside the file, which holds pages as they were before; not where somebody reads it just now."""
        with suppress(StoreProblem), _told_plainly(self._mark):
            self._db.conn.execute("pragma busy_timeout=0")
            try:
                self._db.conn.execute("pragma wal_checkpoint(truncate)").fetchall()
            finally:
                self._db.conn.execute(f"pragma busy_timeout={BUSY_SECONDS * 1000}")

    def write_anew(self) -> None:
        """Write the file anew without its free pages, and empty its log. Raises StoreProblem where somebody keeps it busy, or the disk is full."""
        with _told_plainly(self._mark):
            self._db.conn.execute("vacuum")
        self.forget_earlier()

    def close(self) -> None:
        """Close the file. A closed store is not used again."""
        self._db.close()

    def _refuse_replaced(self) -> None:
        """Raise StoreReplaced where the path names another file than the one that is open, or none."""
        if self._file is not None and identity(self.path) != self._file:
            raise StoreReplaced(*_REPLACED)
        self._looked = monotonic()

    def _mark(self, fault: sqlite3.Error) -> None:
        said = str(fault).lower()
        for sign, doubt in _DOUBTS.items():
            if sign in said:
                self._standing.lose(doubt)
        for sign in _DAMAGE:
            if sign in said:
                damage = StoreDamaged(*_WORDS[sign])
                raise (self._tell_damage(damage) if self._tell_damage else damage) from fault

    def _mark_write(self, fault: sqlite3.Error) -> None:
        self._mark(fault)
        if self._standing.failures != self._failures:
            # What a commit wrote whose sync failed lies in the log as if it had worked: after a crash it would count. Write over it.
            with suppress(sqlite3.Error):
                self._db.conn.execute("pragma busy_timeout=0")
                touch(self._db.conn)

    def _look_at_disk(self) -> None:
        """Ask the disk before the file is opened, not what the system remembers of it. Raises StoreProblem while it takes no writes."""
        forget_cached(self.path, self._standing.doubt)
        if self._standing.doubt is not Doubt.NONE:
            try:
                probe(self.path)
            except OSError as fault:
                raise StoreProblem(*_WORDS[_SIGNS.get(fault.errno or 0, "disk i/o")]) from fault

    def _believe_again(self) -> None:
        """Let the disk answer for the store under which it has failed. Raises StoreProblem while it can't."""
        touch(self._db.conn)
        if self._standing.doubt is Doubt.HOLDS_WHAT_IT_TOOK and not is_sound(self._db.conn):
            raise sqlite3.DatabaseError("malformed: what the disk holds is not what it was given")
        self._standing.regain(self._failures)

    def _copy_before_migration(self) -> None:
        if self.path == MEMORY:
            return
        copy = Path(f"{self.path}.before-migration")
        begun = Path(f"{copy}.begun")
        try:
            begun.unlink(missing_ok=True)
            # Our own connection holds the write lock, so that nobody else migrates meanwhile; another one reads.
            with closing(sqlite3.connect(self.path)) as reader:
                reader.execute("vacuum into :copy", {"copy": str(begun)})
            _sync(begun)
            begun.replace(copy)
        except OSError as fault:
            raise StoreProblem(
                f"The copy before the change to a newer form can't be made: {fault.strerror}.",
                "Check the disk and its folder.",
            ) from fault


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. Of two that open a new store at once, SQLite sends one away without waiting; it does wait for a turn to write."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode=wal")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or monotonic() > until:
                raise
            connection.execute("begin immediate")
            connection.rollback()
        else:
            return


@contextmanager
def _told_plainly(mark: Any = None) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as fault:
        if mark is not None:
            mark(fault)
        said = str(fault).lower()
        for sign, words in _WORDS.items():
            if sign in said:
                raise StoreProblem(*words) from fault
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreProblem(
            f"The folder {folder} can't be made: {fault.strerror}.", "Choose another with --db."
        ) from fault


def _sync(path: Path) -> None:
    """Bring a file onto the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
