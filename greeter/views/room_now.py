"""The room as a manager sees it: who waits for what against the promise, which counters are open and by whom, what the room needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.room import suggestions_for_room
from greeter.in_parts import whole
from greeter.model.person import Right
from greeter.model.visit import State
from greeter.queueing.forecast import wait_words
from greeter.views.counters_today import read_counters_today
from greeter.views.levels import Level, level_of
from greeter.views.queue_view import read_queue
from greeter.views.room_facts import read_room_facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.guidance.suggestion import RoomSuggestion
    from greeter.model.catalogue import Office
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts
    from greeter.views.counters_today import CounterToday
    from greeter.views.queue_view import QueueRow


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """One service that people wait for. Minutes are whole."""

    service: str
    name: str
    waiting: int
    over: int
    """How many of them wait longer than promised."""
    longest_minutes: int
    target_minutes: int
    level: Level
    """How the longest wait stands."""
    forecast: str
    """How long who comes now waits, in words."""


@dataclass(frozen=True, slots=True)
class CounterNow:
    """One counter, open or not, and who is there. `number` empty: nobody is served there."""

    counter: str
    clerk: str
    is_open: bool
    break_reason: str | None
    """Why its clerk is on a break, or an empty text; None where they are not."""
    since: datetime | None
    """Since when it is as it is; None where it was not opened today."""
    number: str = ""
    service: str = ""
    minutes: int = 0
    """For how long they are at the counter, or were called to it."""
    called: bool = False
    """Called, and not there yet."""


@dataclass(frozen=True, slots=True)
class RoomNow:
    """The room. `services` is in order of the share of the promise that is used up, `needs` the most urgent first."""

    now: datetime
    waiting: int
    services: tuple[ServiceNow, ...]
    longest: ServiceNow | None
    counters: tuple[CounterNow, ...]
    on_hold: int
    served_today: int
    within_today: int
    judged_today: int
    """Of how many visits `within_today` are."""
    reason: str
    """Why waits are longer than usual; empty where they are not."""
    needs: tuple[RoomSuggestion, ...]

    @property
    def open_counters(self) -> int:
        """How many counters are open."""
        return sum(one.is_open for one in self.counters)


def read_room_now(desk: FrontDesk, texts: Texts, *, session: str = "") -> RoomNow:
    """Read the room. session: a manager's sign-in, where the office has people. Raises NotAllowed. Reads only."""
    desk.allow(Right.FIGURES, session)
    view, forecaster = read_queue(desk), desk.forecaster
    newcomers = forecaster.newcomers(desk.tick())
    facts = whole(read_room_facts(desk, whole(forecaster.look(desk.tick()))))
    services = services_now(texts, desk.office, (*view.mine, *view.others), newcomers)
    return RoomNow(
        now=view.now,
        waiting=view.waiting,
        services=services,
        longest=max(services, key=lambda one: one.longest_minutes, default=None),
        counters=counters_now(desk.office, read_counters_today(desk), view.at_counters),
        on_hold=len(view.on_hold),
        served_today=view.served_today,
        within_today=view.within_today,
        judged_today=view.served_today + view.left_late_today,
        reason=forecaster.reason(),
        needs=tuple(suggestions_for_room(texts, view, desk.office, facts=facts)),
    )


def services_now(
    texts: Texts, office: Office, waiting: Iterable[QueueRow], newcomers: dict[str, Forecast | None]
) -> tuple[ServiceNow, ...]:
    """Return the services that people wait for, the one that is nearest to its promise, or furthest past it, first."""
    by_service: dict[str, list[QueueRow]] = {}
    for row in waiting:
        by_service.setdefault(row.service, []).append(row)
    found = []
    for service, rows in by_service.items():
        longest = max(rows, key=lambda row: row.waited)
        minutes, target = longest.minutes, longest.target_minutes
        over = sum(row.level is Level.OVER for row in rows)
        words = wait_words(texts, newcomers[service]) if office.has_service(service) else ""
        found.append(
            ServiceNow(
                service, longest.service_name, len(rows), over, minutes, target, level_of(minutes, target), words
            )
        )
    return tuple(sorted(found, key=lambda one: -one.longest_minutes / max(one.target_minutes, 1)))


def counters_now(
    office: Office, today: Iterable[CounterToday], at_counters: Iterable[QueueRow]
) -> tuple[CounterNow, ...]:
    """Return the office's counters and those that were opened beside them, by their numbers."""
    opened = {one.counter: one for one in today}
    known = dict.fromkeys((*(one.id for one in office.counters), *opened))
    busy = {row.counter: row for row in at_counters}
    return tuple(_counter(counter, opened.get(counter), busy.get(counter)) for counter in sorted(known, key=_numbered))


def _counter(counter: str, today: CounterToday | None, row: QueueRow | None) -> CounterNow:
    if today is None:
        return CounterNow(counter, "", is_open=False, break_reason=None, since=None)
    own = {} if row is None else {"number": row.number, "service": row.service_name, "minutes": row.minutes}
    called = row is not None and row.state is State.CALLED
    return CounterNow(counter, today.clerk, today.is_open, today.break_reason, today.since, called=called, **own)  # type: ignore[arg-type]


def _numbered(counter: str) -> tuple[int, str]:
    digits = "".join(filter(str.isdigit, counter))
    return (int(digits) if digits else 10_000, counter)
