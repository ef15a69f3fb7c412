"""Times that can be offered for a new appointment: within opening hours, and not more at once than half of the counters for it.

The other half stays for those who walk in.
"""

from __future__ import annotations

from collections import Counter as Tally
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from greeter.clock import from_ms, to_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.model.catalogue import Office, Service
    from greeter.store.store import Port

LOOKS_AHEAD = timedelta(days=28)
_LENGTHS = (15, 30, 60)
"""Appointments begin on such a grid, in minutes, by how long the service takes."""
_TAKEN = """
select starts_at from appointment where office = :office and state = 'expected' and starts_at >= :since and starts_at < :until
"""


class FreeTimes:
    """Free times of an office from its next opening on, as they are in the store now. What was taken from it is free no more."""

    def __init__(self, port: Port, office: Office, now: datetime) -> None:
        self._office = office
        self._from = office.next_opening(now)
        rows = port.rows(
            _TAKEN, {"office": office.id, "since": to_ms(now), "until": to_ms(now + LOOKS_AHEAD + timedelta(days=1))}
        )
        self._taken = Tally(office.local(from_ms(row["starts_at"])) for row in rows)

    def first(self, service: Service, many: int, *, since: datetime | None = None) -> list[datetime]:
        """Return the first free times for a service, office-local, at most `many`; since: not before it."""
        found: list[datetime] = []
        for start in self._grid(service):
            if len(found) == many:
                break
            if (since is None or start >= since) and self._is_free(service, start):
                found.append(start)
        return found

    def take(self, service: Service, since: datetime | None = None) -> datetime | None:
        """Return the first free time, and count it as taken; None where there is none within four weeks."""
        found = self.first(service, 1, since=since)
        if not found:
            return None
        self._taken[found[0]] += 1
        return found[0]

    def _grid(self, service: Service) -> Iterator[datetime]:
        opens = self._from
        step = timedelta(minutes=_length(service))
        last = None if opens is None else opens + LOOKS_AHEAD
        while opens is not None and last is not None and opens < last:
            span = self._office.open_span(opens)
            start = opens
            while span is not None and start + step <= span[1]:
                yield start
                start += step
            opens = self._office.next_opening(opens)

    def _is_free(self, service: Service, start: datetime) -> bool:
        end = start + timedelta(minutes=_length(service))
        taken = sum(many for at, many in self._taken.items() if start.astimezone(UTC) <= at < end.astimezone(UTC))
        return taken < _at_once(self._office, service)


def _length(service: Service) -> int:
    return next((length for length in _LENGTHS if service.minutes <= length), _LENGTHS[-1])


def _at_once(office: Office, service: Service) -> int:
    return max(sum(counter.serves(service) for counter in office.counters) // 2, 1)
