"""Reads an office's own line as it was: a row a service request, without a name, a number or a word. On a server a kiosk may read it, too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.model.visit import State
from greeter.queueing.line import APPOINTMENT_TARGET
from greeter.queueing.waits.past import PastVisit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.model.catalogue import Office
    from greeter.store.store import Port

MOST = 20_000
"""So many of the last requests are read."""
LONGEST_DAY_MS = 26 * 3_600_000
"""No business day is longer, however clocks are put back."""
_COLUMNS = "service, state, counter, appointment_at, opened_at, opened_tick, credit_tick, state_tick, target_minutes, started_at, wait_ms"
_ENDED = (
    f"select * from (select {_COLUMNS} from line_times where office = :office and wait_ms is not null"
    " order by opened_at desc limit :most) lately order by opened_tick"
)
_LATELY = f"select {_COLUMNS} from line_times where office = :office and wait_ms is not null and opened_at > :since"
_OPEN = (
    f"select {_COLUMNS} from request where office = :office and opened_tick <= :tick"
    " and state in ('waiting', 'called', 'serving', 'on_hold') order by opened_tick"
)
_NEWEST = (
    "select opened_at, opened_tick from request where office = :office and opened_tick <= :tick"
    " order by opened_at desc limit 1"
)


class Line:
    """Who stood in line, in seconds of their business day on the office's wall."""

    def __init__(self, office: Office, rows: Sequence[Mapping[str, Any]]) -> None:
        """rows: by their tick. Of each day the first says when the day's seconds begin to count: a clock that is set moves nobody else."""
        self._begins: dict[str, tuple[float, int]] = {}
        for row in rows:
            self._begins.setdefault(_day(office, row), (_second(office, row["opened_at"]), row["opened_tick"]))
        self.visits = [_past_visit(row, day := _day(office, row), *self._begins[day]) for row in rows]

    def second(self, day: str, tick: int) -> float:
        """Return the second of a day of the line at a tick."""
        second, began = self._begins[day]
        return second + (tick - began) / 1000.0

    def tick(self, visit: PastVisit) -> int:
        """Return the tick at which a visitor of the line joined it."""
        second, began = self._begins[visit.day]
        return began + round((visit.arrival - second) * 1000.0)


def read_past_days(port: Port, office: Office, most: int = MOST) -> Line:
    """Return the last requests whose wait has ended, by arrival; not whom the night sent home."""
    return Line(office, port.rows(_ENDED, {"office": office.id, "most": most}))


def read_today(port: Port, office: Office, tick: int) -> Line:
    """Return those of the business day that it is at a tick: whose wait has ended, and who is here."""
    values = {"office": office.id, "tick": tick}
    last = port.rows(_NEWEST, values)
    if not last:
        return Line(office, [])
    now = last[0]["opened_at"] + tick - last[0]["opened_tick"]
    today = office.business_day(from_ms(now)).isoformat()
    lately = {"office": office.id, "since": now - LONGEST_DAY_MS}
    rows = [*port.rows(_LATELY, lately), *port.rows(_OPEN, values)]
    here = [row for row in rows if _day(office, row) == today]
    return Line(office, sorted(here, key=lambda row: row["opened_tick"]))


def _day(office: Office, row: Mapping[str, Any]) -> str:
    return office.business_day(from_ms(row["opened_at"])).isoformat()


def _second(office: Office, at_ms: int) -> float:
    """Return how long after midnight of its business day something was, on the office's wall."""
    local = office.local(from_ms(at_ms))
    late = (local.date() - office.business_day(from_ms(at_ms))) // timedelta(days=1)
    return late * 86_400.0 + local.hour * 3_600.0 + local.minute * 60.0 + local.second + local.microsecond / 1e6


def _past_visit(row: Mapping[str, Any], day: str, second: float, tick: int) -> PastVisit:
    def at(when: int) -> float:
        return second + (when - tick) / 1000.0

    ended = None if row["wait_ms"] is None else at(row["opened_tick"] + row["wait_ms"])
    served = row["started_at"] is not None
    return PastVisit(
        day=day,
        arrival=at(row["opened_tick"]),
        start=ended if served else None,
        end=at(row["state_tick"]) if served and row["state"] in (State.FINISHED, State.LEFT) else None,
        left=None if served else ended,
        service=row["service"],
        priority=int(row["appointment_at"] is not None),
        counter=row["counter"] or "",
        early=(row["opened_tick"] - row["credit_tick"]) / 1000.0,
        pace=float(row["target_minutes"] if row["appointment_at"] is None else APPOINTMENT_TARGET),
    )
