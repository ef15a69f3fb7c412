"""Reads an office's own line from its store, as the backtest of waits needs it: no name, no number, no words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.queueing.waits import PastVisit

if TYPE_CHECKING:
    from collections.abc import Sequence

_REQUESTS = (
    "select v.business_day, v.utc_offset, r.service, r.state, r.counter, r.appointment_at, r.opened_at, r.opened_tick, r.credit_tick, r.state_tick,"
    " r.target_minutes, r.started_at, r.wait_ms from request r join visit v on v.id = r.visit"
    " where r.office = :office and r.wait_ms is not null and r.note is null order by v.business_day, r.opened_tick"
)
"""Whose wait has ended; not whom the night sent home."""


def visits_of_store(url: str, office: str | None) -> list[PastVisit]:
    """Return the waits of an office that have ended, a row a service request. Raises StoreProblem, NotFound; BadInput where there is none."""
    with open_front_desk(url, office=office) as desk:
        rows = desk.store.port.rows(_REQUESTS, {"office": desk.office.id})
        name = desk.office.name
    if not rows:
        raise BadInput(f"Nobody has waited at {name} yet.", "Try again after some days.")
    begins: dict[str, tuple[float, int]] = {}
    for row in rows:
        begins.setdefault(row["business_day"], (_second(row), row["opened_tick"]))
    return _visits(rows, begins)


def _visits(rows: Sequence[dict[str, Any]], begins: dict[str, tuple[float, int]]) -> list[PastVisit]:
    found = []
    for row in rows:
        second, tick = begins[row["business_day"]]

        def at(when: int, second: float = second, tick: int = tick) -> float:
            return second + (when - tick) / 1000.0

        began = row["opened_tick"] + row["wait_ms"]
        served, over = row["started_at"] is not None, row["state"] in (State.FINISHED, State.LEFT)
        found.append(
            PastVisit(
                day=row["business_day"], arrival=at(row["opened_tick"]), start=at(began) if served else None,
                end=at(row["state_tick"]) if served and over else None, left=None if served else at(began),
                service=row["service"], priority=int(row["appointment_at"] is not None), counter=row["counter"] or "",
                early=(row["opened_tick"] - row["credit_tick"]) / 1000.0, pace=float(row["target_minutes"]),
            )
        )  # fmt: skip
    return found


def _second(row: dict[str, Any]) -> float:
    """The second of the business day, on the office's wall, at which a request was opened."""
    midnight = datetime.fromisoformat(row["business_day"]).replace(tzinfo=UTC).timestamp()
    return float(row["opened_at"] / 1000.0 + row["utc_offset"] * 60.0 - midnight)
