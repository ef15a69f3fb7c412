"""Moves offices from one store to another, whatever keeps them: everything, proven to be the same, or nothing.

The source is read as it was at one moment while people go on working in it; only rows after that moment are missing in the copy. The target takes all
rows in one transaction. Before it is kept, every row is read again there, and the journal's chain and the figures are computed from both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from greeter.problems import BadInput, NotFound, StoreProblem
from greeter.store.address import MEMORY, Engine, driver_missing, engine_of, shown, sqlite_path
from greeter.store.tables import OF_OFFICES, OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from greeter.records.integrity import Rows

    Prove = Callable[[Rows, str], object]
    Tell = Callable[["Stage", int, int], None]

FIRST = "journal_head"
"""Written before all else: whoever would open this office in the target waits until the move has ended."""
_64_BITS = (1 << 64) - 1


class Source(Protocol):
    """A store as it was at one moment. It is only read."""

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows of a query; columns by name."""
        ...

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        ...

    def batches(self, sql: str, values: Mapping[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a query, some thousand at a time, so that memory stays the same however many there are."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


class Target(Source, Protocol):
    """A store that takes offices in."""

    def all_or_nothing(self) -> AbstractContextManager[None]:
        """Hold the one transaction in which everything is written; nobody else's time-out ends it."""
        ...

    def add_many(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows. Raises StoreProblem where one of them does not fit."""
        ...


class Stage(Enum):
    """What a move is at; its value says so to a person."""

    SOURCE = "Checking the source"
    WRITING = "Copying"
    COPY = "Checking the copy"


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: the offices, and the rows of each table."""

    offices: tuple[str, ...]
    rows: dict[str, int]


@dataclass(slots=True)
class Tally:
    """How many rows there are, and a sum over all of them that differs where one of them does, in whatever order they come."""

    rows: int = 0
    mixed: int = 0

    def add(self, batch: Sequence[tuple[Any, ...]]) -> None:
        """Count rows in."""
        self.rows += len(batch)
        self.mixed = (self.mixed + sum(map(hash, batch))) & _64_BITS


@dataclass(slots=True)
class _Course:
    """How far it is, for whoever watches."""

    tell: Tell
    total: int = 0
    done: dict[Stage, int] = field(default_factory=dict)

    def goes_on(self, stage: Stage, rows: int = 0) -> None:
        self.done[stage] = self.done.get(stage, 0) + rows
        self.tell(stage, self.done[stage], self.total)


def copy_store(
    source_url: str,
    target_url: str,
    *,
    prove: Prove,
    offices: Sequence[str] = (),
    tell: Tell = lambda *_: None,
) -> Moved:
    """Copy offices of one store into another, all of them by default. Nothing is changed in the source.

    prove: computes from a store what must be the same in an office's copy, such as `greeter.records.proof.chain_and_figures`; it raises a Problem
    where the office itself is not sound. tell: hears the stage, how many rows are done, and how many there are.

    Raises NotFound where there is no such store or office, StoreProblem where one of the offices is in the target already, or anything fails; then
    the target is as it was.
    """
    source = open_source(source_url)
    try:
        wanted = _wanted(source, offices)
        target = open_target(target_url)
        try:
            return _move(source, target, wanted, prove, _Course(tell))
        finally:
            target.close()
    finally:
        source.close()


def open_source(url: str) -> Source:
    """Open a store to read it as it is now. Raises NotFound where there is none; StoreProblem, also where its form is not this program's."""
    if engine_of(url) is Engine.POSTGRESQL:
        try:
            from greeter.store.postgres.move import PostgresSource  # its driver is an extra
        except ImportError as fault:
            raise driver_missing(fault) from fault
        return PostgresSource(url)
    from greeter.store.sqlite_move import SqliteSource

    return SqliteSource(_file_of(url))


def open_target(url: str) -> Target:
    """Open a store to take offices in, and make it where there is none. Raises StoreProblem."""
    if engine_of(url) is Engine.POSTGRESQL:
        try:
            from greeter.store.postgres.move import PostgresTarget  # its driver is an extra
        except ImportError as fault:
            raise driver_missing(fault) from fault
        return PostgresTarget(url)
    from greeter.store.sqlite_move import SqliteTarget

    return SqliteTarget(_file_of(url))


def offices_in(store: Rows) -> list[str]:
    """Return all offices of which a store holds anything, in order."""
    found: set[str] = set()
    for table in _own_office_tables():
        after = ""
        while True:  # from one office to the next in the index: not through all rows
            row = store.rows(f"select min(office) as next from {table} where office > :after", {"after": after})[0]
            if row["next"] is None:
                break
            after = row["next"]
            found.add(after)
    return sorted(found)


def _move(source: Source, target: Target, wanted: list[str], prove: Prove, course: _Course) -> Moved:
    course.goes_on(Stage.SOURCE)
    proofs = {office: prove(source, office) for office in wanted}
    course.total = sum(_count(source, table, office) for table in OF_OFFICES for office in wanted)
    with target.all_or_nothing():
        _refuse_taken(target, wanted)
        written = {
            (office, table): _write(source, target, table, office, course)
            for table in sorted(OF_OFFICES, key=lambda name: name != FIRST)
            for office in wanted
        }
        for (office, table), tally in written.items():
            _refuse_other(tally == _read_again(target, table, office, course), f"Table “{table}” of {office}")
        for office in wanted:
            course.goes_on(Stage.COPY)
            _refuse_other(proofs[office] == prove(target, office), f"What follows from the records of {office}")
    rows = {table: sum(written[office, table].rows for office in wanted) for table in OF_OFFICES}
    return Moved(tuple(wanted), rows)


def _write(source: Source, target: Target, table: str, office: str, course: _Course) -> Tally:
    columns, tally = source.columns(table), Tally()
    for batch in source.batches(_all_of(table, columns), {"office": office}):
        target.add_many(table, columns, batch)
        tally.add(batch)
        course.goes_on(Stage.WRITING, len(batch))
    return tally


def _read_again(target: Target, table: str, office: str, course: _Course) -> Tally:
    tally = Tally()
    for batch in target.batches(_all_of(table, target.columns(table)), {"office": office}):
        tally.add(batch)
        course.goes_on(Stage.COPY, len(batch))
    return tally


def _all_of(table: str, columns: Sequence[str]) -> str:
    return f"select {', '.join(columns)} from {table} where {OF_OFFICES[table]}"


def _count(source: Source, table: str, office: str) -> int:
    found = source.rows(f"select count(*) as n from {table} where {OF_OFFICES[table]}", {"office": office})
    count: int = found[0]["n"]
    return count


def _wanted(source: Source, offices: Sequence[str]) -> list[str]:
    """Return the offices to move: those asked for, each once, or all. Raises NotFound, BadInput."""
    there = offices_in(source)
    if not there:
        raise BadInput(
            "The source holds no office: nothing has happened there yet.", "Give the store to be copied first."
        )
    unknown = [office for office in offices if office not in there]
    if unknown:
        raise NotFound(f"The source has no office {_listed(unknown)}.", f"It has {_listed(there)}.")
    return sorted(set(offices)) or there


def _refuse_taken(target: Target, wanted: list[str]) -> None:
    taken = [
        office
        for office in wanted
        if any(
            target.rows(f"select 1 as one from {table} where {OFFICE} limit 1", {"office": office})
            for table in _own_office_tables()
        )
    ]
    if taken:
        holds = "an office of this name" if len(taken) == 1 else "offices of these names"
        raise StoreProblem(
            f"The target holds {holds} already: {_listed(taken)}. Nothing was copied.",
            "Choose another target, or name the offices that are to be copied with --office.",
        )


def _refuse_other(same: bool, what: str) -> None:
    if not same:
        raise StoreProblem(f"{what} did not arrive as it was. Nothing was copied.", "Check both machines' disks.")


def _own_office_tables() -> list[str]:
    return [table for table, condition in OF_OFFICES.items() if condition == OFFICE]


def _listed(offices: Sequence[str]) -> str:
    return ", ".join(f"“{office}”" for office in offices)


def _file_of(url: str) -> str:
    path = sqlite_path(url)
    if path == MEMORY:
        raise BadInput(
            f"{shown(url)} is a store in memory: it holds nothing for others.", "Name a file: sqlite:///office.db."
        )
    return path
