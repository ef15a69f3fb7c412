"""How long the wait will be, as a range that can be held against what came.

The line is played forward many times: the clerks who are there, what each may serve, the services of those ahead and the time already served.
Service times, and the time from the call to the desk, are drawn from what this office needed lately. The middle draw is the 50 % figure, nine of
ten are under the 90 % figure. People are told that range, rounded outward to five minutes.

Nothing is told from fewer than 30 finished services.
"""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import ceil, floor, inf
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS

if TYPE_CHECKING:
    from greeter.model.catalogue import Counter, Office
    from greeter.store.store import Port
    from greeter.texts import Texts

LEARNED_FROM = 30
"""Finished services without which no time is given."""
DRAWS = 200
RECENT = 200
"""So many of the last finished services teach the service times."""
SHRINK = 10
"""The catalogue's typical time counts as much as so many observed ones (an empirical-Bayes weight)."""
ROUND = 5
LONG = 60


@dataclass(frozen=True, slots=True)
class Forecast:
    """A wait as a distribution, in milliseconds: 10 %, 50 % and 90 % quantiles; and what lies behind it."""

    low_ms: int
    middle_ms: int
    high_ms: int
    ahead: int
    reason: str = ""
    """Why it is as it is: "one clerk of four is out"."""

    @property
    def shown(self) -> tuple[int, int]:
        """The range that is told: 50 % and 90 %, in minutes, rounded outward to five."""
        low = floor(self.middle_ms / MINUTE_MS / ROUND) * ROUND
        high = max(ceil(self.high_ms / MINUTE_MS / ROUND) * ROUND, ROUND)
        return low, high

    def row(self) -> dict[str, object]:
        """Return what is kept of it."""
        return {
            "low_ms": self.low_ms, "middle_ms": self.middle_ms, "high_ms": self.high_ms, "ahead": self.ahead, "reason": self.reason,
        }  # fmt: skip


def wait_words(texts: Texts, forecast: Forecast | None, *, short: bool = False) -> str:
    """Say a wait: "About 10 to 20 minutes"; short, for the board: "10 to 20 min"."""
    if forecast is None:
        return texts("We can’t give a time yet")
    low, high = forecast.shown
    if high <= ROUND:
        return texts("Less than 5 min") if short else texts("Less than 5 minutes")
    if high > LONG:
        return texts("Over an hour") if short else texts("More than an hour")
    if short:
        return texts("{low} to {high} min", low=low, high=high)
    return texts("About {low} to {high} minutes", low=low, high=high)


class Forecaster:
    """Forecasts for an office from its store. Reads only; belongs to the thread of its store.

    draws: how often the line is played forward; fewer are coarser and faster.
    """

    def __init__(self, port: Port, office: Office, *, draws: int = DRAWS) -> None:
        self._port = port
        self._office = office
        self._draws = draws

    def newcomers(self, tick: int) -> dict[str, Forecast | None]:
        """Return for each service the wait of somebody who arrives now; None where it can't be told yet."""
        learned = self._learned()
        if learned is None:
            return {service.id: None for service in self._office.services}
        room = self._room(tick)
        reason, waits = self.reason(), self._play(room, learned)
        return {
            service.id: _forecast(waits[service.id], self._ahead(room, service.id), reason)
            for service in self._office.services
        }

    def newcomer(self, service: str, tick: int) -> Forecast | None:
        """Return the wait of somebody who arrives now for this service; None where it can't be told yet."""
        return self.newcomers(tick).get(service)

    def ahead(self, service: str, tick: int) -> int:
        """Return how many people stand before a newcomer at the counters that serve this service."""
        return self._ahead(self._room(tick), service)

    def reason(self) -> str:
        """Say why waits are longer than usual, in a few words; empty when nothing is out of the usual."""
        notice = self._port.rows(
            "select text from notice where office = :o and kind = 'delay' and ended_at is null", {"o": self._office.id}
        )
        if notice and notice[0]["text"]:
            told: str = notice[0]["text"]
            return told
        usual = self._office.usual_clerks or len(self._office.counters)
        here = len(self._open_counters())
        if not 0 < here < usual:
            return ""
        out = usual - here
        return f"{_NUMBERS.get(out, out)} {'clerk' if out == 1 else 'clerks'} of {_NUMBERS.get(usual, usual)} {'is' if out == 1 else 'are'} out"

    def _learned(self) -> _Learned | None:
        """Return what the last finished services teach, in minutes; the catalogue's typical time stands in as a prior."""
        rows = self._port.rows(
            "select service, serve_ms, answer_ms from service_times where office = :office order by opened_at desc limit :recent",
            {"office": self._office.id, "recent": RECENT},
        )
        if len(rows) < LEARNED_FROM:
            return None
        times: dict[str, list[float]] = {}
        shape = [1.0]
        known = {service.id: service.minutes for service in self._office.services}
        for row in rows:
            minutes = row["serve_ms"] / MINUTE_MS
            times.setdefault(row["service"], []).append(minutes)
            if known.get(row["service"]):
                shape.append(minutes / known[row["service"]])
        shape.sort()
        spread = [shape[int((index + 0.5) * len(shape) / SHRINK)] for index in range(SHRINK)]
        served = {
            service: times.get(service, []) + [typical * part for part in spread] for service, typical in known.items()
        }
        return _Learned(served, [(row["answer_ms"] or 0) / MINUTE_MS for row in rows])

    def _open_counters(self) -> list[str]:
        rows = self._port.rows(
            "select id from counter where office = :office and open = 1 order by id", {"office": self._office.id}
        )
        return [row["id"] for row in rows]

    def _room(self, tick: int) -> _Room:
        values = {"office": self._office.id}
        waiting = self._port.rows(
            "select lane, for_counter, credit_tick, target_minutes from request where office = :office and state = 'waiting'"
            " and opened_tick <= :tick order by +credit_tick limit 500",  # + keeps SQLite to the index of those who wait
            {**values, "tick": tick},
        )
        busy = self._port.rows(
            "select counter, service, state_tick from request where office = :office"
            " and state in ('called', 'serving', 'on_hold') and state <> 'on_hold'",  # as the index of those at a counter has it
            values,
        )
        counters = [
            self._office.counter(counter) for counter in self._open_counters() or [c.id for c in self._office.counters]
        ]
        line = [
            (row["lane"].split("@")[0], row["for_counter"])
            for row in sorted(waiting, key=lambda r: (r["credit_tick"] - tick) / r["target_minutes"])
        ]
        serving = {
            row["counter"]: (row["service"], (tick - row["state_tick"]) / MINUTE_MS) for row in busy if row["counter"]
        }
        return _Room(counters, line, serving)

    def _play(self, room: _Room, learned: _Learned) -> dict[str, list[float]]:
        """Play the room forward many times; return for each service the newcomer's waits in minutes, sorted.

        A newcomer stands last, so their wait ends when a counter that may serve them finds nobody else to serve: one play answers for
        every service at once.
        """
        draw = random.Random(len(room.line))  # the same room gives the same range
        may = [
            {service.id for service in self._office.services if counter.serves(service)} for counter in room.counters
        ]
        waits: dict[str, list[float]] = {service.id: [] for service in self._office.services}
        for _ in range(self._draws):
            begins = self._once(room, learned, may, draw)
            for service, found in waits.items():
                found.append(begins.get(service, inf))
        return {service: sorted(found) for service, found in waits.items()}

    def _once(self, room: _Room, learned: _Learned, may: list[set[str]], draw: random.Random) -> dict[str, float]:
        times = learned.served
        lanes: dict[tuple[str, str | None], deque[int]] = {}
        for place, key in enumerate(room.line):
            lanes.setdefault(key, deque()).append(place)
        free = [(self._left(room, times, counter.id, draw), index) for index, counter in enumerate(room.counters)]
        heapify(free)
        begins: dict[str, float] = {}
        while free:
            now, index = heappop(free)
            begin = now + draw.choice(learned.answered)
            counter, serves = room.counters[index], may[index]
            mine = [
                key for key, places in lanes.items()
                if places and (key[1] == counter.id if key[1] is not None else key[0] in serves or key[0] not in times)
            ]  # fmt: skip
            if mine:
                key = min(mine, key=lambda one: lanes[one][0])
                lanes[key].popleft()
                heappush(free, (begin + draw.choice(times.get(key[0]) or _UNKNOWN), index))
            else:
                for service in serves:
                    begins.setdefault(service, begin)
        return begins

    def _left(self, room: _Room, times: dict[str, list[float]], counter: str, draw: random.Random) -> float:
        """Draw how long this counter is still busy: a service time given that it has lasted so long already."""
        if counter not in room.serving:
            return 0.0
        service, lasted = room.serving[counter]
        longer = [minutes for minutes in times.get(service) or _UNKNOWN if minutes > lasted]
        return draw.choice(longer) - lasted if longer else draw.uniform(0.0, _UNKNOWN[0])

    def _ahead(self, room: _Room, service: str) -> int:
        wanted = self._office.service(service)
        mine = [counter for counter in room.counters if counter.serves(wanted)]
        names = {counter.id for counter in mine}
        served = {known.id for known in self._office.services if any(counter.serves(known) for counter in mine)}
        return sum(for_counter in names if for_counter else lane in served for lane, for_counter in room.line)


def _forecast(waits: list[float], ahead: int, reason: str) -> Forecast | None:
    low, middle, high = (waits[int(share * len(waits))] for share in (0.1, 0.5, 0.9))
    if middle == inf:
        return None  # nobody who is there serves it
    return Forecast(
        int(low * MINUTE_MS), int(middle * MINUTE_MS), int(min(high, _MOST_MINUTES) * MINUTE_MS), ahead, reason
    )


@dataclass(frozen=True, slots=True)
class _Learned:
    """Minutes to draw from: of service, by service; and from the call to the desk."""

    served: dict[str, list[float]]
    answered: list[float]


@dataclass(frozen=True, slots=True)
class _Room:
    counters: list[Counter]
    line: list[tuple[str, str | None]]
    serving: dict[str, tuple[str, float]]


_UNKNOWN = [5.0]
"""Minutes, where a service is in no catalogue any more."""
_MOST_MINUTES = 24 * 60
_NUMBERS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
}
