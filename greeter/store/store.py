"""All writing of visits and journal, in SQL that SQLite and PostgreSQL read alike.

**The turn.** The first statement of every write transaction raises the office's counter in `journal_head`. It is the lock, the order and the
change cursor at once: whoever holds it is alone, its number is the number of the journal's line, and a reader who has seen it has seen all before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from greeter.model.journal import FIRST_HASH, Changes, Event, Kind, chain_hash
from greeter.model.visit import (
    REQUEST_COLUMNS,
    VISIT_COLUMNS,
    Channel,
    Familiarity,
    Outcome,
    Printed,
    ServiceRequest,
    State,
    Visit,
    changed,
)  # fmt: skip
from greeter.problems import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from greeter.clock import Clock, Instant

LONGEST_GAP_MS = 14 * 24 * 3_600_000
"""A gap across a restart is the wall clock's word; more than this is taken for a clock that was wrong."""
JUMP_MS = 2_000
"""Wall and steady clock may differ so much between two lines before the line is marked as a jump."""


class Port(Protocol):
    """What a database must do for Greeter."""

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows of a query; columns by name."""
        ...

    def run(self, sql: str, values: Mapping[str, Any] | None = None) -> int:
        """Run a statement and return how many rows it touched."""
        ...

    def atomic(self, *offices: str | None) -> Any:
        """Hold a write transaction as a context manager; who looks at these offices hears of it afterwards."""
        ...

    def clock(self) -> Clock:
        """Return the clock that all who use this store share."""
        ...

    def forget_earlier(self) -> None:
        """Leave no earlier version of what was written in the store's own files, as far as that can be done just now."""
        ...

    def write_anew(self) -> None:
        """Write the store's file anew, so that no free page holds anything; nobody else writes meanwhile. Nothing where a server keeps the store."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


@dataclass(slots=True)
class Turn:
    """The right to write, held by one act at a time in an office."""

    office: str
    seq: int
    at: int
    tick: int
    gap: int
    previous: str
    jump: int | None
    recorded: Event | None = None
    """The journal's line; an act that leaves none changes nothing."""


class GiveUp(Exception):
    """Leaves a turn with nothing changed, and nothing wrong."""


class Store:
    """Visits, requests and the journal of a store's offices."""

    def __init__(self, port: Port) -> None:
        self.port = port
        self.rows = port.rows

    @contextmanager
    def turn(self, office: str, now: Instant) -> Iterator[Turn]:
        """Take the office's turn; what is written inside is kept whole with its journal line, or not at all."""
        with self.turns((office,), now) as taken:
            yield taken[office]

    @contextmanager
    def turns(self, offices: Iterable[str], now: Instant) -> Iterator[dict[str, Turn]]:
        """Take the turns of several offices at once, by their ids; each must be recorded.

        They are taken in the order of the ids: two who need the same turns never hold one each and wait for the other.
        """
        ordered = sorted(set(offices))
        with self.port.atomic(*ordered):
            taken = {office: self._take(office, now) for office in ordered}
            yield taken
            for turn in taken.values():
                if turn.recorded is None:
                    raise AssertionError("an act must record what it did")
                self._write_head(turn, now)

    def _take(self, office: str, now: Instant) -> Turn:
        values = {"office": office}
        found = self.port.rows("update journal_head set seq = seq + 1 where office = :office returning *", values)
        if not found:
            self.port.run(
                "insert into journal_head (office, seq, tick, wall, steady, run, hash)"
                " values (:office, 0, 0, :wall, :steady, :run, :hash) on conflict do nothing",
                {"office": office, "wall": now.wall, "steady": now.steady, "run": now.run, "hash": FIRST_HASH},
            )
            found = self.port.rows("update journal_head set seq = seq + 1 where office = :office returning *", values)
        return _turn_from(found[0], now)

    def record(self, turn: Turn, event_kind: Kind, visit: str | None = None, **facts: Any) -> Changes:
        """Write the journal's line of this turn. `counter` and `clerk` are columns, all other facts its data."""
        counter, clerk = facts.pop("counter", None), facts.pop("clerk", None)
        if turn.jump is not None:
            facts["clock_jump_ms"] = turn.jump
        turn.recorded = Event(
            turn.office, turn.seq, turn.at, turn.tick, turn.gap, event_kind, visit, counter, clerk, facts
        )
        return Changes(turn.seq, event_kind, visit)

    def tick(self, office: str, now: Instant) -> int:
        """Return the office time of `now`, in milliseconds, without taking the turn."""
        found = self.port.rows("select * from journal_head where office = :office", {"office": office})
        return _turn_from(found[0], now).tick if found else 0

    def last_act(self, office: str) -> int:
        """Return the number of the last line in an office's journal, 0 before the first."""
        found = self.port.rows("select seq from journal_head where office = :office", {"office": office})
        return int(found[0]["seq"]) if found else 0

    def visit(self, visit_id: str) -> Visit:
        """Return a visit. Raises NotFound."""
        found = self.port.rows("select * from visit where id = :id", {"id": visit_id})
        if not found:
            raise NotFound("There is no such visit.", "Look the ticket up in the queue.")
        return _visit(found[0])

    def request(self, request_id: str) -> ServiceRequest:
        """Return a service request. Raises NotFound."""
        found = self.port.rows("select * from request where id = :id", {"id": request_id})
        if not found:
            raise NotFound("There is no such service request.")
        return _request(found[0])

    def visit_of_key(self, office: str, key: str) -> Visit | None:
        """Return the visit that was checked in with this `request_key`, or None."""
        found = self.port.rows(
            "select v.* from request_key k join visit v on v.id = k.visit where k.office = :office and k.key = :key",
            {"office": office, "key": key},
        )
        return _visit(found[0]) if found else None

    def keep_key(self, office: str, key: str, visit_id: str) -> bool:
        """Note that this `request_key` has led to this visit; False where it has led to another one already."""
        return bool(
            self.port.run(
                "insert into request_key (office, key, visit) values (:office, :key, :visit) on conflict do nothing",
                {"office": office, "key": key, "visit": visit_id},
            )
        )

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Insert a row. The table is a name of this program's own, never somebody's input."""
        self.port.run(_insert_sql(table, tuple(row)), row)

    def change_request(self, before: ServiceRequest, after: ServiceRequest) -> dict[str, Any]:
        """Write the columns of a request that differ, and return them."""
        return self._change("request", after.id, changed(before, after, REQUEST_COLUMNS))

    def change_visit(self, before: Visit, after: Visit) -> dict[str, Any]:
        """Write the columns of a visit that differ, and return them."""
        return self._change("visit", after.id, changed(before, after, VISIT_COLUMNS))

    def drop_request(self, request_id: str) -> None:
        """Take a request out again that an undone transfer had opened."""
        self.port.run("delete from step where request = :id", {"id": request_id})
        self.port.run("delete from request where id = :id", {"id": request_id})

    def next_ordinal(self, office: str, business_day: str, letter: str) -> int:
        """Return the next number of a letter on a business day: unique and gapless, for it is taken in the turn."""
        found = self.port.rows(
            "insert into ticket_number (office, business_day, letter, last) values (:office, :day, :letter, 1)"
            " on conflict (office, business_day, letter) do update set last = ticket_number.last + 1 returning last",
            {"office": office, "day": business_day, "letter": letter},
        )
        number: int = found[0]["last"]
        return number

    def _change(self, table: str, row_id: str, columns: dict[str, Any]) -> dict[str, Any]:
        if columns:
            places = ", ".join(f"{name} = :{name}" for name in columns)
            self.port.run(f"update {table} set {places} where id = :id", {**columns, "id": row_id})
        return columns

    def _write_head(self, turn: Turn, now: Instant) -> None:
        event = turn.recorded
        assert event is not None  # noqa: S101
        data = event.data_text()
        line_hash = chain_hash(turn.previous, event, data)
        self.port.run(
            "insert into journal (office, seq, at, tick, gap, kind, visit, counter, clerk, data, previous, hash)"
            " values (:office, :seq, :at, :tick, :gap, :kind, :visit, :counter, :clerk, :data, :previous, :hash)",
            {
                "office": event.office, "seq": event.seq, "at": event.at, "tick": event.tick, "gap": event.gap,
                "kind": event.kind.value, "visit": event.visit, "counter": event.counter, "clerk": event.clerk,
                "data": data, "previous": turn.previous, "hash": line_hash,
            },
        )  # fmt: skip
        self.port.run(
            "update journal_head set tick = :tick, wall = :wall, steady = :steady, run = :run, hash = :hash where office = :office",
            {
                "office": turn.office, "tick": turn.tick, "wall": now.wall, "steady": now.steady, "run": now.run, "hash": line_hash,
            },
        )  # fmt: skip


def _turn_from(head: Any, now: Instant) -> Turn:
    by_wall = now.wall - head["wall"]
    if head["run"] == now.run:
        gap = max(0, now.steady - head["steady"])
        jump = by_wall - gap if abs(by_wall - gap) > JUMP_MS else None
    else:
        gap = by_wall if 0 <= by_wall <= LONGEST_GAP_MS else 0
        jump = None if gap == by_wall else by_wall
    return Turn(head["office"], head["seq"], now.wall, head["tick"] + gap, gap, head["hash"], jump)


def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    sql = _INSERTS.get((table, columns))
    if sql is None:
        places = ", ".join(f":{name}" for name in columns)
        sql = f"insert into {table} ({', '.join(columns)}) values ({places})"
        _INSERTS[table, columns] = sql
    return sql


_INSERTS: dict[tuple[str, tuple[str, ...]], str] = {}


def _request(row: Any) -> ServiceRequest:
    values = {name: row[name] for name in REQUEST_COLUMNS}
    values["state"] = State(values["state"])
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    return ServiceRequest(**values)


def _visit(row: Any) -> Visit:
    values = {name: row[name] for name in VISIT_COLUMNS}
    values["channel"] = Channel(values["channel"])
    values["familiarity"] = Familiarity(values["familiarity"])
    values["printed"] = Printed(values["printed"])
    return Visit(**values)
