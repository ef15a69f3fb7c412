"""The room as it is now: who stands in line, who is at a counter, and who may be called where. What a play begins with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.model.catalogue import USUAL_CLASS
from greeter.model.visit import MINUTE_MS, State, services_in
from greeter.queueing.arrivals import LATELY
from greeter.queueing.line import APPOINTMENT_TARGET, only_of
from greeter.queueing.order import MOST_OVERTAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from greeter.model.catalogue import Counter, Office, Service
    from greeter.store.store import Port

MOST_IN_LINE = 500
"""Of a longer line the first by arrival are looked at."""
AT_ONCE_MS = 3_000
"""Who was served so soon did not stand in line: a call that was answered, a letter."""
LONGEST_PAUSE = 60.0
"""Minutes after which nobody counts on a closed counter any more."""
CALLS_LOOKED_AT = 80
"""So many of the last requests tell who was overtaken, who is where, and since when a counter is free."""


@dataclass(frozen=True, slots=True)
class InRoom:
    """Somebody who waits, is on the way, or is on hold. Times are minutes from now: what is past is below zero.

    since: when they came, or will come; for those on hold, since when the hold lasts. credit_from: from when their credit counts.
    """

    request: str
    visit: str
    service: str
    since: float
    credit_from: float
    target: float
    weight: float = 1.0
    priority_class: int = USUAL_CLASS
    overtaken: int = 0
    """How often a later arrival was called first by a counter that could have served this one."""
    for_counter: str = ""
    for_clerk: str = ""
    by_name: bool = False
    served: float = 0.0
    """Minutes of service that they have had, before a hold."""
    more: tuple[str, ...] = ()
    """Services still to come after this one in the same visit, in order."""


@dataclass(frozen=True, slots=True)
class AtCounter:
    """A counter that is open. `service` empty: it is free."""

    counter: Counter
    clerk: str = ""
    service: str = ""
    served: float = 0.0
    """Minutes of service so far."""
    more: tuple[str, ...] = ()
    """Services still to come for whom it serves, in order."""
    called: float | None = None
    """Minutes since the call, where the visitor has not come to the desk yet."""
    free_for: float = inf
    """Minutes since the last service here ended."""
    away_for: float | None = None
    """Minutes since the counter was closed, where it may open again; None where it is open."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is true now."""

    office: Office
    counters: tuple[AtCounter, ...]
    line: tuple[InRoom, ...]
    on_hold: tuple[InRoom, ...] = ()
    now: datetime | None = None
    """Office-local; None where nobody has come yet."""
    lately: int = 0
    """How many came to stand in line in the last `LATELY` minutes."""

    def may(self, at: AtCounter, one: InRoom) -> bool:
        """Whether a counter may call somebody; a service that no catalogue has any more is anybody's."""
        if one.for_counter and one.for_counter != at.counter.id:
            return False
        if one.for_clerk and at.clerk and one.for_clerk != at.clerk:
            return False
        return not self.office.has_service(one.service) or at.counter.serves(self.office.service(one.service))

    def stays(self, at: AtCounter, more: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the services still to come follow at once at a counter: those up to the first that it does not serve."""
        known = [one for one in more if self.office.has_service(one)]
        return tuple(takewhile(lambda one: at.counter.serves(self.office.service(one)), known))

    @property
    def newcomers(self) -> tuple[InRoom, ...]:
        """For each service, somebody who arrives now."""
        return tuple(_newcomer(service) for service in self.office.services)

    def opened(self, counter: Counter) -> Room:
        """Return the room as it would be if this counter opened now."""
        known = next((at for at in self.counters if at.counter.id == counter.id), None)
        if known is None:
            return replace(self, counters=(*self.counters, AtCounter(counter)))
        if known.away_for is None:
            return self
        return replace(self, counters=tuple(AtCounter(counter) if at is known else at for at in self.counters))

    def closed(self, counter: str) -> Room:
        """Return the room as it would be if this counter closed after whom it serves."""
        return replace(self, counters=tuple(at for at in self.counters if at.counter.id != counter))

    def ahead(self, service: str) -> int:
        """Return how many people stand before a newcomer at the counters that serve this service."""
        newcomer = _newcomer(self.office.service(service))
        mine = [at for at in self.counters if at.away_for is None and self.may(at, newcomer)]
        alike: dict[tuple[str, str, str], int] = {}
        for one in self.line:
            if one.since <= 0:
                alike[one.service, one.for_counter, one.for_clerk] = (
                    alike.get((one.service, one.for_counter, one.for_clerk), 0) + 1
                )
        return sum(
            n
            for (each, counter, clerk), n in alike.items()
            if any(self.may(at, replace(newcomer, service=each, for_counter=counter, for_clerk=clerk)) for at in mine)
        )


def read_room(port: Port, office: Office, tick: int) -> Room:
    """Read the room. tick: office time. Where no counter is open, the day has not begun: all of them will be."""
    values = {"office": office.id}
    waiting = port.rows(_WAITING, {**values, "most": MOST_IN_LINE})
    busy = port.rows(_BUSY, values)
    calls = port.rows(_CALLS, {**values, "most": CALLS_LOOKED_AT})
    newest = calls[0] if calls else None
    now = None if newest is None else office.local(from_ms(newest["opened_at"] + tick - newest["opened_tick"]))
    known = port.rows(_COUNTERS, values)
    at_counters = _at_counters(office, known, busy, calls, tick)
    counters = tuple(
        at_counters if now is None else _as_today(known, at_counters, office.business_day(now).isoformat())
    )
    return Room(
        office,
        counters,
        line=tuple(_in_line(office, row, tick, _overtaken(office, row, calls)) for row in waiting),
        on_hold=tuple(_on_hold(office, row, tick) for row in busy if row["state"] == State.ON_HOLD),
        now=now,
        lately=sum(_came_lately(row, tick) for row in calls),
    )


_WAITING = (
    "select r.id, r.visit, r.service, r.lane, r.opened_tick, r.credit_tick, r.target_minutes, r.appointment_at, r.for_counter, r.for_clerk,"
    " v.also from request r join visit v on v.id = r.visit"
    " where r.office = :office and r.state = 'waiting' order by +r.credit_tick limit :most"  # + keeps SQLite to the index of those who wait
)
_BUSY = (
    "select r.id, r.visit, r.service, r.state, r.state_tick, r.serve_ms, r.counter, r.clerk, r.target_minutes, v.also"
    " from request r join visit v on v.id = r.visit"
    " where r.office = :office and r.state in ('called', 'serving', 'on_hold')"
)
_CALLS = (
    "select state, opened_at, opened_tick, credit_tick, call_tick, state_tick, wait_ms, counter, clerk from request"
    " where office = :office order by opened_at desc limit :most"
)
_COUNTERS = "select id, open, since_tick, only_services, only_day from counter where office = :office order by id"


def _came_lately(row: Any, tick: int) -> bool:
    wait = row["wait_ms"]  # who was served without one was a contact, and came into no line
    queued = row["state"] in {State.WAITING, State.CALLED} if wait is None else wait >= AT_ONCE_MS
    return bool(queued and 0 <= tick - row["opened_tick"] < LATELY * MINUTE_MS)


def _newcomer(service: Service) -> InRoom:
    return InRoom("", "", service.id, 0.0, 0.0, service.standard.minutes, service.weight, service.priority_class)


def _in_line(office: Office, row: Any, tick: int, overtaken: int) -> InRoom:
    service = office.service(row["service"]) if office.has_service(row["service"]) else None
    return InRoom(
        request=row["id"],
        visit=row["visit"],
        service=row["service"],
        since=(row["opened_tick"] - tick) / MINUTE_MS,
        credit_from=(row["credit_tick"] - tick) / MINUTE_MS,
        target=row["target_minutes"] if row["appointment_at"] is None else APPOINTMENT_TARGET,
        weight=service.weight if service else 1.0,
        priority_class=service.priority_class if service else USUAL_CLASS,
        overtaken=overtaken,
        for_counter=row["for_counter"] or "",
        for_clerk=row["for_clerk"] or "",
        by_name=bool(row["for_counter"] or row["for_clerk"]),
        more=services_in(row["also"]),
    )


def _on_hold(office: Office, row: Any, tick: int) -> InRoom:
    """Return somebody on hold: when they come back, whoever is free goes on with them first."""
    service = office.service(row["service"]) if office.has_service(row["service"]) else None
    return InRoom(
        request=row["id"],
        visit=row["visit"],
        service=row["service"],
        since=(row["state_tick"] - tick) / MINUTE_MS,
        credit_from=0.0,
        target=row["target_minutes"],
        weight=service.weight if service else 1.0,
        by_name=True,
        served=row["serve_ms"] / MINUTE_MS,
        more=services_in(row["also"]),
    )


def _at_counters(office: Office, rows: list[Any], busy: list[Any], calls: list[Any], tick: int) -> Iterable[AtCounter]:
    """Yield the open counters, then those closed a while ago after somebody was served there. Before the first opens, all that there are."""
    opened = [row["id"] for row in rows if row["open"]]
    for name in opened or [counter.id for counter in office.counters]:
        yield _at_counter(office, name, busy, calls, tick)
    for row in rows:
        away = (tick - row["since_tick"]) / MINUTE_MS
        if opened and not row["open"] and away < LONGEST_PAUSE:
            at = _at_counter(office, row["id"], busy, calls, tick, away)
            if at.free_for < away + LONGEST_PAUSE:
                yield at


def _as_today(rows: list[Any], counters: Iterable[AtCounter], today: str) -> Iterable[AtCounter]:
    """Yield the counters with what each serves today."""
    only = {row["id"]: only_of(row, today) for row in rows}
    for at in counters:
        narrowed = only.get(at.counter.id)
        yield at if narrowed is None else replace(at, counter=replace(at.counter, only=narrowed))


def _at_counter(
    office: Office, name: str, busy: list[Any], calls: list[Any], tick: int, away: float | None = None
) -> AtCounter:
    counter = office.counter(name)
    for row in busy:
        if row["counter"] == name and row["state"] != State.ON_HOLD:
            lasted = (tick - row["state_tick"]) / MINUTE_MS
            had = row["serve_ms"] / MINUTE_MS
            serving = row["state"] == State.SERVING
            return AtCounter(
                counter,
                row["clerk"] or "",
                row["service"],
                had + lasted if serving else had,
                services_in(row["also"]),
                None if serving else lasted,
            )
    mine = [row for row in calls if row["counter"] == name and row["call_tick"] is not None]
    if not mine:
        return AtCounter(counter, away_for=away)
    last = max(mine, key=lambda row: row["state_tick"])
    return AtCounter(counter, last["clerk"] or "", free_for=(tick - last["state_tick"]) / MINUTE_MS, away_for=away)


def _overtaken(office: Office, row: Any, calls: list[Any]) -> int:
    """Count the later arrivals who were called before somebody in line, by a counter that could have served them, up to the cap."""
    times = 0
    for call in calls:
        since = call["call_tick"]
        if since is not None and since > row["opened_tick"] and call["credit_tick"] > row["credit_tick"]:
            counter = office.counter(call["counter"]) if call["counter"] else None
            meant = row["for_counter"] in {None, call["counter"]} and row["for_clerk"] in {None, call["clerk"]}
            known = office.has_service(row["service"])
            if counter is not None and meant and (not known or counter.serves(office.service(row["service"]))):
                times += 1
                if times == MOST_OVERTAKEN:
                    break
    return times
