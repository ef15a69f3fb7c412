"""What this office's own days taught a play: service times, the way to the desk, the time between two visitors, patience, arrivals."""

from __future__ import annotations

import itertools
from collections import Counter as Tally
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.model.visit import MINUTE_MS, State
from greeter.queueing.arrivals import Usual
from greeter.queueing.patience import ENDLESS, Patience
from greeter.queueing.room import AT_ONCE_MS
from greeter.queueing.service_times import TYPICAL, service_times
from greeter.queueing.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.model.catalogue import Office
    from greeter.store.store import Port

LEARNED_FROM = 30
"""Finished services without which no time is given."""
RECENT = 1_200
"""So many of the last requests teach."""
_LONGEST_GAP = 90.0
"""Minutes from one visitor to the next; a longer one is no pause but the end of a day."""
_ANSWER = Spread((0.15, 0.3, 0.5, 0.8))
_GAP = Spread((0.2, 0.4, 0.6, 1.0))
PAUSES = Spread((5.0, 10.0, 10.0, 15.0, 20.0, 30.0, 30.0, 45.0, 60.0, 120.0))
"""A pause, a meal, or the rest of the day: what is usual at any counter."""
_HOLD = Spread((2.0, 4.0, 6.0, 9.0, 14.0, 25.0))


@dataclass(frozen=True, slots=True)
class Learned:
    """Times in minutes, to draw from."""

    times: dict[str, Spread]
    """Service time by service."""
    answers: Spread = _ANSWER
    """From the call that was answered to the desk."""
    gaps: Spread = _GAP
    """From the end of a service to the next call, while somebody waits: papers, a sip of water, a break, calls in vain."""
    holds: Spread = _HOLD
    pauses: Spread = PAUSES
    """How long a counter is closed that was open a while ago."""
    patience: Spread = ENDLESS
    arrivals: Usual = field(default_factory=Usual)

    def served(self, service: str) -> Spread:
        """Return the spread of a service's time."""
        return self.times.get(service, _UNKNOWN)

    def rest(self, service: str, lasted: float, chance: float) -> float:
        """Return how much longer a service takes that has lasted so long, by a chance from 0 to 1."""
        return self.times.get(service, _UNKNOWN).rest(lasted, chance)


_UNKNOWN = Spread((TYPICAL,))


def read_learned(port: Port, office: Office) -> Learned | None:
    """Learn from the last requests; None where fewer than `LEARNED_FROM` of them were finished."""
    rows = port.rows(_PAST, {"office": office.id, "recent": RECENT})
    seen = [
        (row["service"], row["serve_ms"] / MINUTE_MS)
        for row in rows
        if row["state"] == State.FINISHED and row["started_at"] is not None
    ]
    if len(seen) < LEARNED_FROM:
        return None
    queued = [row for row in rows if row["wait_ms"] is not None and row["wait_ms"] >= AT_ONCE_MS]
    return Learned(
        times=service_times(office.services, seen),
        answers=_with_prior((row["answer_ms"] / MINUTE_MS for row in queued if row["answer_ms"] is not None), _ANSWER),
        gaps=_with_prior(_gaps(rows), _GAP),
        holds=_with_prior((row["hold_ms"] / MINUTE_MS for row in rows if row["hold_ms"]), _HOLD),
        patience=_patience(queued),
        arrivals=_arrivals(office, queued),
    )


_PAST = (
    "select service, state, opened_at, opened_tick, started_at, ended_at, counter, wait_ms, answer_ms, serve_ms, hold_ms from line_times"
    " where office = :office order by opened_at desc limit :recent"
)


def _with_prior(values: Iterable[float], prior: Spread) -> Spread:
    return Spread.of([*values, *prior.values])


def _gaps(rows: Sequence[Any]) -> Iterable[float]:
    """Yield the minutes from the end of a service to the next call at that counter, where the next had been waiting all that time."""
    by_counter: dict[str, list[Any]] = {}
    for row in rows:
        if row["started_at"] is not None and row["ended_at"] is not None and row["counter"] and not row["hold_ms"]:
            by_counter.setdefault(row["counter"], []).append(row)
    for served in by_counter.values():
        served.sort(key=lambda row: row["started_at"])
        for before, after in itertools.pairwise(served):
            gap = (after["started_at"] - (after["answer_ms"] or 0) - before["ended_at"]) / MINUTE_MS
            if after["opened_at"] <= before["ended_at"] and 0 <= gap <= _LONGEST_GAP:
                yield gap


def _patience(queued: Iterable[Any]) -> Spread:
    """Return patience; who did not come when called had given up at some moment before, taken as half-way."""
    waits = []
    for row in queued:
        minutes, gone = row["wait_ms"] / MINUTE_MS, row["state"] != State.FINISHED and row["started_at"] is None
        waits.append((minutes / 2 if row["state"] == State.NO_SHOW else minutes, gone))
    return Patience(waits).spread()


def _arrivals(office: Office, queued: Iterable[Any]) -> Usual:
    """Return how many come in which hour of a usual day, and for what."""
    hours, asked = [0] * 24, Tally[str]()
    days = set()
    for row in queued:
        when = office.local(from_ms(row["opened_at"]))
        hours[when.hour] += 1
        days.add(when.date())
        if office.has_service(row["service"]):
            asked[row["service"]] += 1
    n = sum(asked.values())
    each = tuple(count / len(days) / 60 if days else 0.0 for count in hours)
    return Usual(each, tuple(asked), tuple(count / n for count in asked.values()))
