"""Reads the office files that were published in a store, as light as it can: a window asks for its own before it paints.

Writing one is an act: `greeter.front_desk.publishing`.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greeter.problems import StoreProblem
from greeter.store.address import MEMORY, Engine, driver_missing, engine_of, sqlite_path
from greeter.store.sqlite_files import wal_is_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Rows = Callable[[str, Mapping[str, Any]], list[Any]]

PATIENCE_S = 3.0
"""Seconds after which a server that does not answer is away: a kiosk starts with its last good copy then."""


class Version(NamedTuple):
    """One version of an office's file: when it was published, in wall milliseconds."""

    office: str
    version: int
    at: int


class OfficeFiles:
    """The office files of a store; `published_in` opens it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def newest(self) -> dict[str, int]:
        """Return the newest version of each office, by its id."""
        sql = "select office, max(version) as version from office_file group by office order by office"
        return {row["office"]: row["version"] for row in self._rows(sql, {})}

    def versions(self, office: str | None = None) -> list[Version]:
        """Return all versions, of one office or of all, the newest of each first."""
        sql = "select office, version, at from office_file where {where} order by office, version desc"
        where = "1 = 1" if office is None else "office = :office"
        found = self._rows(sql.format(where=where), {} if office is None else {"office": office})
        return [Version(row["office"], row["version"], row["at"]) for row in found]

    def openings(self, characters: int) -> dict[str, str]:
        """Return the first characters of each office's newest file, by its id: its name stands there."""
        sql = (
            "select f.office, substr(f.text, 1, :most) as opening from office_file f"
            " where f.version = (select max(version) from office_file n where n.office = f.office) order by f.office"
        )
        return {row["office"]: row["opening"] for row in self._rows(sql, {"most": characters})}

    def text(self, office: str, version: int) -> str | None:
        """Return the text of a version, or None where there is no such version."""
        values = {"office": office, "version": version}
        found = self._rows("select text from office_file where office = :office and version = :version", values)
        return found[0]["text"] if found else None


@contextmanager
def published_in(url: str) -> Iterator[OfficeFiles]:
    """Open the office files of the store at an address. A store that is not there has none, and is not made.

    Raises StoreProblem where they can't be read; StoreAway where the server can't be reached.
    """
    opened = _postgres if engine_of(url) is Engine.POSTGRESQL else _sqlite
    with opened(url) as rows:
        yield OfficeFiles(rows)


def _nothing(sql: str, values: Mapping[str, Any]) -> list[Any]:  # noqa: ARG001 (a store that is not there)
    return []


@contextmanager
def _sqlite(url: str) -> Iterator[Rows]:
    path = sqlite_path(url)
    if path == MEMORY or not Path(path).exists():
        yield _nothing
        return
    if wal_is_gone(path):  # SQLite would make a new one, and the sign of the damage would be gone
        raise StoreProblem("The store's -wal file was taken away.", "Restore the store.")
    import sqlite3  # not before there is a file to look into

    def rows(sql: str, values: Mapping[str, Any]) -> list[Any]:
        try:
            with closing(
                sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE_S)
            ) as one:
                one.row_factory = sqlite3.Row
                return one.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as fault:
            if "no such table" in str(fault):  # a store of before there were office files
                return []
            raise StoreProblem(f"The store's office files can't be read ({fault}).", "Check the store.") from fault

    yield rows


@contextmanager
def _postgres(url: str) -> Iterator[Rows]:
    try:
        from greeter.store.postgres.reading import reading  # its driver is an extra
    except ImportError as missing:
        raise driver_missing(missing) from missing
    with reading(url, PATIENCE_S) as rows:
        yield rows
