"""When somebody came, or is expected elsewhere, as a clerk writes it: `10:05`, `1005`, or `15 min`; nothing written is now."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from greeter.front_desk.check_in import MOST_PEOPLE
from greeter.problems import BadInput

_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})")
_IN = re.compile(r"(?:in )?\+?(\d{1,3}) ?(?:m|min|minutes?)", re.IGNORECASE)
_AGO = re.compile(r"-?(\d{1,3}) ?(?:m|min|minutes?)(?: ago)?", re.IGNORECASE)


def arrival(text: str, now: datetime) -> datetime | None:
    """Return when they came, in the zone of `now`; None for now. Raises BadInput where the text is no time of day.

    A time of day that is still to come today was yesterday's.
    """
    written = text.strip()
    if not written:
        return None
    if ago := _AGO.fullmatch(written):
        return now - timedelta(minutes=int(ago[1]))
    clock = _CLOCK.fullmatch(written)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise BadInput(f"“{written}” is no time of day.", "Write when they came as 10:05, or as 15 min.")
    when = now.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
    return when if when <= now else when - timedelta(days=1)


def party(text: str) -> int | None:
    """Return how many people a clerk has written; None for nothing. Raises BadInput."""
    written = text.strip()
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and 1 <= int(written[:4]) <= MOST_PEOPLE):
        raise BadInput(f"“{written}” is no number of people.", f"Write a number from 1 to {MOST_PEOPLE}, or nothing.")
    return int(written)


def expected(text: str, now: datetime) -> datetime | None:
    """Return when they are expected, by the clock of `now`; None for at once. Raises BadInput where the text is no time of day."""
    written = text.strip()
    if not written:
        return None
    if ahead := _IN.fullmatch(written):
        return now + timedelta(minutes=int(ahead[1]))
    clock = _CLOCK.fullmatch(written)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise BadInput(f"“{written}” is no time of day.", "Write when they are expected as 14:30, or as 30 min.")
    return now.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
