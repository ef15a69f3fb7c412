"""Reads a file of a line: a row a visitor, seconds after midnight, as the form of `greeter backtest waits --data` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.backtest.rows import read_rows
from greeter.problems import BadInput
from greeter.queueing.waits import PastVisit

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("day", "arrival", "start", "end", "left", "type", "priority", "server", "outcome", "queued")
EARLIER = {2: 90.0}
"""Priority to the seconds by which it joins the line earlier: so the form says."""


def visits_of_file(path: Path) -> list[PastVisit]:
    """Return the visits of a file. Who neither was served nor left is none. Raises BadInput, with the row, where a number is none."""
    found = []
    for number, row in enumerate(read_rows(path, COLUMNS), start=2):
        try:
            visit = _visit(row)
        except ValueError as fault:
            raise BadInput(f"Row {number} of {path} holds no such number: {fault}.", "Correct the row.") from fault
        if visit.wait is not None:
            found.append(visit)
    if not found:
        raise BadInput(f"Nobody in {path} was served or left.", "Give a file with waits that ended.")
    return found


def _visit(row: dict[str, str]) -> PastVisit:
    priority = int(float(row["priority"] or 0))
    return PastVisit(
        day=row["day"], arrival=float(row["arrival"]), start=_seconds(row["start"]), end=_seconds(row["end"]),
        left=_seconds(row["left"]), service=row["type"], priority=priority, counter=row["server"],
        early=EARLIER.get(priority, 0.0), waited=row["queued"].strip() == "1",
    )  # fmt: skip


def _seconds(text: str) -> float | None:
    return float(text) if text.strip() else None
