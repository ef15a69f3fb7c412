"""What a copy does not hold: how many have answered in the week that is not over. Two copies of one week, subtracted, would tell who said what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.model.pulse import Pulse, week_of

if TYPE_CHECKING:
    import sqlite3


def leave_out_running_week(copy: sqlite3.Connection, made_at: int) -> None:
    """Set the counts of the running week to nothing in a copy. made_at: milliseconds since 1970 UTC; somewhere it may be the day before still."""
    if copy.execute("select 1 from sqlite_master where name = 'pulse'").fetchone() is None:
        return  # a store of an earlier form
    nothing = ", ".join(f"{answer.value} = 0" for answer in Pulse)
    copy.execute("pragma secure_delete=on")
    week = week_of((from_ms(made_at) - timedelta(days=1)).date())
    copy.execute(f"update pulse set {nothing} where week >= ?", (week,))
