"""How long the wait is now, as a small JSON file for the city's web site.

Its form is in `resources/schemas/waits-now-1.json`. Told are ranges alone: people in fives, waits as the lobby's board tells them, time to the
minute. What is sensitive, or not among the kiosk's choices, is left out.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from greeter.access.post import open_to_all
from greeter.model.spoken import in_language
from greeter.queueing.forecast import wait_words
from greeter.texts import texts_for
from greeter.views.closing import too_late
from greeter.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.front_desk import FrontDesk
    from greeter.in_parts import Parts
    from greeter.model.catalogue import Office, Service
    from greeter.queueing.forecast import Forecast

FORM, VERSION = "greeter-waits-now", 1
STEP = 5
"""People are told in fives, and from none to four as one: who comes to an empty lobby is not seen to come."""
MOST = 50
"""From so many on it is “50 or more”."""
EVERY_S = 60
VALID = timedelta(minutes=3)
"""Two that were missed, and the numbers are not shown any more."""
HOUR = 60
OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"


def read_waits_now(desk: FrontDesk) -> Parts[dict[str, Any]]:
    """Read what everybody may know of an office now, in parts."""
    office, now = desk.office, desk.clock.now()
    span = office.open_span(now)
    if span is None:
        opens = office.next_opening(now)
        return {**_head(office, now, CLOSED), "opens": _moment(opens) if opens else None, "services": []}
    tick = desk.tick()
    forecasts = yield from desk.forecaster.look_at_newcomers(tick)
    late = too_late(office, now, forecasts)
    told = [one for one in office.services if one.listed and not one.sensitive]
    waiting = _waiting(desk, tick)
    return {
        **_head(office, now, OPEN),
        "closes": _moment(span[1]),
        "gives_tickets": desk.takes_visitors() and not (told and all(one.id in late for one in told)),
        "services": [
            _service(office, one, forecasts.get(one.id), waiting.get(one.id, 0), late=one.id in late) for one in told
        ],
    }


def unknown_waits(office: Office, now: datetime) -> dict[str, Any]:
    """Return what is told while nobody knows: the store is away, or the program that tells has ended."""
    return {**_head(office, now, UNKNOWN), "services": []}


class WaitsFile:
    """The file, as one program keeps it. Several may keep one: the last that wrote stands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = b""

    def write(self, facts: dict[str, Any]) -> None:
        """Put facts in its place. Raises Problem."""
        content = (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
        write_whole(self._path, content)
        self._written = content

    def withdraw(self, office: Office, now: datetime) -> None:
        """Say that nobody knows any more, unless another program has written since. Raises Problem."""
        if self._written and self._path.exists() and self._path.read_bytes() == self._written:
            self.write(unknown_waits(office, now))


def people(count: int) -> dict[str, int | None]:
    """Return a number of people as a range of five.

    >>> people(0) == people(4) == {"least": 0, "most": 4}
    True
    """
    if count >= MOST:
        return {"least": MOST, "most": None}
    least = count // STEP * STEP
    return {"least": least, "most": least + STEP - 1}


def _head(office: Office, now: datetime, state: str) -> dict[str, Any]:
    as_of = office.local(now).replace(second=0, microsecond=0)
    return {
        "form": FORM,
        "version": VERSION,
        "office": {"id": office.id, "name": _said(office, lambda spoken: spoken.name)},
        "zone": office.zone.key,
        "as_of": _moment(as_of),
        "valid_until": _moment(office.local(now.replace(second=0, microsecond=0) + VALID)),
        "state": state,
    }


def _service(
    office: Office, service: Service, forecast: Forecast | None, waiting: int, *, late: bool
) -> dict[str, Any]:
    wait: dict[str, Any] = {
        "least_minutes": None,
        "most_minutes": None,
        "words": {code: wait_words(texts_for(code), forecast) for code in office.languages},
    }
    if forecast is not None:
        low, high = forecast.shown
        wait["least_minutes"], wait["most_minutes"] = min(low, HOUR), high if high <= HOUR else None
    return {
        "id": service.id,
        "name": _said(office, lambda spoken: spoken.service(service.id).name),
        "people_waiting": people(waiting),
        "wait": wait,
        "standard_minutes": service.standard.minutes,
        "too_late_today": late,
    }


def _said(office: Office, what: Any) -> dict[str, str]:
    return {code: what(in_language(office, code)) for code in office.languages}


@open_to_all
def _waiting(desk: FrontDesk, tick: int) -> dict[str, int]:
    rows = desk.store.rows(
        "select service, count(*) as n from request where office = :office and state = 'waiting' and opened_tick <= :tick group by service",
        {"office": desk.office.id, "tick": tick},
    )
    return {row["service"]: row["n"] for row in rows}


def _moment(when: datetime) -> str:
    """Return a time as ISO 8601 has it, with its distance from UTC."""
    return when.isoformat(timespec="seconds")
