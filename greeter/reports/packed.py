"""How what is kept of a day is written: compact rows of numbers and short names, as JSON, compressed.

Nothing in it can run anything when it is read.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from sys import intern
from typing import TYPE_CHECKING, Any

from greeter.model.visit import State
from greeter.reports.day_keys import DayKeys, keys_of
from greeter.reports.days import Day
from greeter.reports.evidence import RequestFacts, Told, VisitFacts
from greeter.reports.journal_lines import LineFacts

if TYPE_CHECKING:
    from datetime import date

PACKED = 2
"""The form of these rows; another number when it changes, or when what is read from the store into them does."""
_STATES = {state.value: state for state in State}


def pack_day(day: Day) -> bytes:
    """Return a day as bytes."""
    place = {visit.id: number for number, visit in enumerate(day.visits)}
    visits = [_visit_row(visit) for visit in day.visits]
    told = [
        (place.get(one.visit, -1), one.service, one.low_ms, one.middle_ms, one.high_ms, one.actual_ms, int(one.served))
        for one in day.told
    ]
    return _packed([visits, told])


def unpack_day(day: date, blob: bytes) -> Day:
    """Return a day from its bytes."""
    rows, told = _unpacked(blob)
    weekday, text = day.weekday(), day.isoformat()
    visits = tuple(
        VisitFacts(
            number, day, weekday, hour, intern(channel), intern(language), tuple(map(intern, needs)), intern(familiarity),
            came_back, [_request(*request) for request in requests], people,
        )
        for number, hour, channel, language, needs, familiarity, came_back, people, requests in rows
    )  # fmt: skip
    return Day(
        day,
        visits,
        tuple(
            Told(text, intern(service), low, middle, high, actual, bool(served), visits[place].id if place >= 0 else "")
            for place, service, low, middle, high, actual, served in told
        ),
    )


def pack_keys(day: Day) -> bytes:
    """Return a day's key numbers as bytes."""
    keys = asdict(keys_of(day.day, day.visits))
    del keys["day"]
    return _packed(keys)


def unpack_keys(day: date, blob: bytes) -> DayKeys:
    """Return a day's key numbers from their bytes."""
    keys = _unpacked(blob)
    return DayKeys(day=day, **{**keys, "waits": tuple(keys["waits"])})


def pack_lines(facts: LineFacts) -> bytes:
    """Return what some lines of the journal said as bytes."""
    return _packed(asdict(facts))


def unpack_lines(blob: bytes) -> LineFacts:
    """Return what some lines of the journal said from its bytes."""
    return LineFacts(**_unpacked(blob))


def _visit_row(visit: VisitFacts) -> tuple[object, ...]:
    return (
        visit.id, visit.hour, visit.channel, visit.language, visit.needs, visit.familiarity, visit.came_back, visit.people,
        [_request_row(request) for request in visit.requests],
    )  # fmt: skip


def _request_row(one: RequestFacts) -> tuple[object, ...]:
    signs = (one.started, one.called, one.moved, one.night, one.sent_home, one.contact)
    return (
        one.service, one.state.value, one.target_ms, sum(sign << place for place, sign in enumerate(signs)),
        one.started_minute, one.ended_minute, one.wait_ms, one.answer_ms, one.serve_ms, one.hold_ms, one.outcome, one.back_dated_ms,
    )  # fmt: skip


def _request(
    service: str, state: str, target: int, signs: int, started: int, ended: int, wait: int, answer: int, serve: int, hold: int,
    outcome: str, back_dated: int,
) -> RequestFacts:  # fmt: skip
    return RequestFacts(
        intern(service), _STATES[state], target, signs & 1 > 0, signs & 2 > 0, started, ended, wait, answer, serve, hold,
        intern(outcome), signs & 4 > 0, back_dated, signs & 8 > 0, signs & 16 > 0, signs & 32 > 0,
    )  # fmt: skip


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 6)


def _unpacked(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob))
