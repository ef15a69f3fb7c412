"""Opening hours, as an office file writes them: `monday = "8:00-12:00, 13:00-16:30"`."""

from __future__ import annotations

import itertools
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from greeter.catalogue.table import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.catalogue.table import Table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Spans = tuple[tuple[time, time], ...]

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_REMEDY = 'Write it as "8:00-16:30", or "8:00-12:00, 13:00-16:30".'


def read_hours(table: Table) -> tuple[dict[int, Spans], frozenset[date]]:
    """Return the spans of each weekday and the days on which the office is closed."""
    hours: dict[int, Spans] = {}
    for weekday, name in enumerate(WEEKDAYS):
        value = table.text(name, "")
        if value.strip() and (spans := _spans(table, name, value)):
            hours[weekday] = spans
    closed = _closed(table)
    table.finish()
    if not hours:
        table.findings.add(table.path, "The office is never open.", 'Add a line such as monday = "8:00-16:30".')
    return hours, closed


def written(spans: Iterable[tuple[time, time]]) -> str:
    """Return the spans of a day as an office file writes them."""
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans)


def _spans(table: Table, name: str, value: str) -> Spans:
    spans: list[tuple[time, time]] = []
    for part in value.split(","):
        found = _SPAN.fullmatch(part.strip())
        if not found:
            table.find(name, f"{quoted(part.strip())} is no span of time.", _REMEDY)
            return ()
        try:
            opens, closes = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
        except ValueError:
            table.find(name, f"{quoted(part.strip())} has no such time of day.", "Use 0:00 to 23:59.")
            return ()
        if opens >= closes:
            table.find(name, f"It closes at {_clock(closes)}, before it opens at {_clock(opens)}.", _REMEDY)
            return ()
        spans.append((opens, closes))
    spans.sort()
    for (_, closes), (opens, _) in itertools.pairwise(spans):
        if opens < closes:
            table.find(
                name, f"Two spans overlap: one ends at {_clock(closes)}, the next starts at {_clock(opens)}.", _REMEDY
            )
            return ()
    return tuple(spans)


def _closed(table: Table) -> frozenset[date]:
    value = table.raw("closed")
    if value is None:
        return frozenset()
    if not isinstance(value, list) or not all(isinstance(day, date) and not isinstance(day, datetime) for day in value):
        table.find(
            "closed", "It is not a list of dates.", "Write it as [2026-11-26, 2026-12-25], without quotation marks."
        )
        return frozenset()
    return frozenset(value)


def _clock(when: time) -> str:
    return f"{when.hour}:{when.minute:02}"
