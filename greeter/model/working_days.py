"""Working days of an office: days on which it opens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from greeter.model.catalogue import Office


def due_date(office: Office, today: date, days: int) -> date:
    """Return the day `days` working days after `today`; 0 is today itself, working or not.

    An office whose file names no opening hours is taken to work every day.
    """
    day = today
    left = days
    while left > 0:
        day += timedelta(days=1)
        if not office.hours or (office.hours.get(day.weekday()) and day not in office.closed_days):
            left -= 1
    return day
