"""When the appointments of a series begin: its rule, what was added to it, and what was taken out (RFC 5545, 3.8.5)."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr

from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar.cal import Component

MOST = 2_000
"""Appointments of one series that are taken in."""
MOST_LOOKED_AT = 100_000
"""Of a series that began long ago."""
_RATES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


def starts_of(event: Component, starts: datetime, begin: datetime, until: datetime) -> list[datetime]:
    """Return the starts of a series within a span, in order, in the zone of its first.

    The rule counts by the wall clock of that zone: 10:45 stays 10:45 when summer time ends. Raises BadInput for a rule that can't be followed.
    """
    zone = starts.tzinfo
    naive = starts.replace(tzinfo=None)
    out = {_aware(when, zone, naive) for when in _dates(event, "EXDATE")}
    found = {_aware(when, zone, naive) for when in _dates(event, "RDATE")}
    found |= {starts, *_by_rule(event, starts, until)}
    kept = sorted(one for one in found if begin <= one <= until and one not in out)
    if len(kept) > MOST:
        raise BadInput(f"The series has {len(kept):,} appointments.", f"{MOST:,} at most are taken in: use --days.")
    return kept


def _by_rule(event: Component, starts: datetime, until: datetime) -> Iterator[datetime]:
    rule = event.get("RRULE")
    if rule is None:
        return
    try:
        parts: dict[str, Any] = {str(name).upper(): values for name, values in dict(rule).items()}
        ends = parts.pop("UNTIL", [None])[0]
        rate = str(parts.get("FREQ", [""])[0]).upper()
        if rate not in _RATES:
            raise BadInput(f"A series “{rate[:20].lower()}” is none of appointments.", "Take it out of the calendar.")
        text = ";".join(part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL="))
        naive = starts.replace(tzinfo=None)
        last = _last(ends, starts.tzinfo, naive)
        for place, when in enumerate(islice(rrulestr(text, dtstart=naive), MOST_LOOKED_AT + 1)):
            aware = when.replace(tzinfo=starts.tzinfo)
            if aware > until or (last is not None and aware > last):
                return
            if place == MOST_LOOKED_AT:
                raise BadInput("The series has no end in sight.", "Begin it anew in the calendar, with a later start.")
            yield aware
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as fault:
        said = (str(fault).splitlines() or [""])[0][:80]
        raise BadInput(f"The rule of the series can’t be followed ({said}).") from None


def _last(ends: Any, zone: Any, naive: datetime) -> datetime | None:
    if ends is None:
        return None
    if isinstance(ends, datetime):
        return ends if ends.tzinfo is not None else ends.replace(tzinfo=zone)
    if isinstance(ends, date):
        return datetime.combine(ends, max(time(23, 59, 59), naive.time()), zone)
    raise BadInput("The end of the series is no time.")


def _dates(event: Component, name: str) -> list[Any]:
    value = event.get(name, [])
    try:
        return [each.dt for group in (value if isinstance(value, list) else [value]) for each in group.dts]
    except (AttributeError, ValueError, TypeError):
        raise BadInput(f"{name} can’t be read.") from None


def _aware(when: Any, zone: Any, naive: datetime) -> datetime:
    """Return a moment of RDATE or EXDATE; a date means the time of day of the series."""
    if isinstance(when, tuple):  # a period: its start counts
        return _aware(when[0], zone, naive)
    if isinstance(when, datetime):
        return when if when.tzinfo is not None else when.replace(tzinfo=zone)
    if isinstance(when, date):
        return datetime.combine(when, naive.time(), zone)
    raise BadInput("A date of the series can’t be read.")
