"""What clerks said of their counters today: who is on a break, and what each serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.clock import from_ms, to_ms
from greeter.queueing.line import only_of

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk


@dataclass(frozen=True, slots=True)
class CounterToday:
    """One counter's day. `since`: office-local, when it opened, closed, or the break began."""

    counter: str
    clerk: str
    is_open: bool
    since: datetime
    break_reason: str | None = None
    """Why its clerk is on a break, or an empty text; None where they are not."""
    only: frozenset[str] | None = None
    """The services that are served here today; None: all that the counter can serve."""

    @property
    def on_break(self) -> bool:
        """Whether its clerk is on a break."""
        return self.break_reason is not None


def read_counters_today(desk: FrontDesk) -> tuple[CounterToday, ...]:
    """Return the counters that were opened today, by their numbers. A break that nobody ended is over with its day."""
    office, today = desk.office, desk.today()
    begins = to_ms(office.day_begins(office.business_day(desk.clock.now())))
    rows = desk.store.rows(_COUNTERS, {"office": office.id, "begins": begins})
    return tuple(
        CounterToday(
            row["id"],
            row["clerk"] or "",
            bool(row["open"]),
            office.local(from_ms(row["since_at"])),
            None if row["open"] else row["break_reason"],
            only_of(row, today),
        )
        for row in rows
    )


_COUNTERS = """
select id, clerk, open, since_at, break_reason, only_services, only_day from counter
where office = :office and (open = 1 or since_at >= :begins) order by id
"""
