"""How what is kept of a day is written: columns of numbers, short names by their number, as JSON, compressed.

Nothing in it can run anything when it is read.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from itertools import islice, repeat
from sys import intern
from typing import TYPE_CHECKING, Any

from greeter.model.visit import State
from greeter.reports.day_keys import DayKeys, keys_of
from greeter.reports.days import Day
from greeter.reports.evidence import Answer, RequestFacts, Told, VisitFacts
from greeter.reports.given import Given
from greeter.reports.journal_lines import LineFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

PACKED = 4
"""The form of these columns; another number when it changes, or when what is read from the store into them does."""
_STATES = tuple(State)
_SIGNS = [tuple(signs >> place & 1 > 0 for place in range(6)) for signs in range(1 << 6)]


def pack_day(day: Day) -> bytes:
    """Return a day as bytes."""
    names = _Names()
    place = {visit.id: number for number, visit in enumerate(day.visits)}
    visits = [
        (
            one.id, one.hour, names.of(one.channel), names.of(one.language), names.of(",".join(one.needs)), names.of(one.familiarity),
            one.came_back, one.people, len(one.requests),
        )
        for one in day.visits
    ]  # fmt: skip
    requests = [_request_row(request, names) for visit in day.visits for request in visit.requests]
    told = [
        (
            names.of(one.service), one.low_ms, one.middle_ms, one.high_ms, one.actual_ms, int(one.served),
            place.get(one.visit, -1),
        )
        for one in day.told
    ]  # fmt: skip
    return _packed([names.known, *(list(zip(*rows, strict=True)) for rows in (visits, requests, told))])


def unpack_day(day: date, blob: bytes) -> Day:
    """Return a day from its bytes."""
    known, columns, requests, told = _unpacked(blob)
    names = [intern(name) for name in known]
    visits = tuple(_visits(day, names, columns, _requests(names, requests))) if columns else ()
    return Day(day, visits, tuple(_told(day, names, told, visits)) if told else ())


class _Names:
    """Short names that are told by their numbers."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def of(self, name: str) -> int:
        """Return a name's number."""
        return self._places.setdefault(name, len(self._places))

    @property
    def known(self) -> list[str]:
        """The names in order of their numbers."""
        return list(self._places)


def pack_keys(day: Day) -> bytes:
    """Return a day's key numbers as bytes."""
    keys = asdict(keys_of(day.day, day.visits))
    del keys["day"]
    return _packed(keys)


def unpack_keys(day: date, blob: bytes) -> DayKeys:
    """Return a day's key numbers from their bytes."""
    keys = _unpacked(blob)
    return DayKeys(day=day, **{**keys, "waits": tuple(keys["waits"])})


def pack_answers(found: Sequence[Given]) -> bytes:
    """Return the answers of a day as bytes."""
    names = _Names()
    rows = [
        (
            names.of(one.visit), names.of(one.question), one.answer, names.of(one.service), names.of(one.came_for),
            names.of(one.channel), names.of(one.language), seq,
        )
        for seq, one in found
    ]  # fmt: skip
    return _packed([names.known, list(zip(*rows, strict=True))])


def unpack_answers(blob: bytes) -> tuple[Given, ...]:
    """Return the answers of a day from their bytes."""
    known, columns = _unpacked(blob)
    if not columns:
        return ()
    name = [intern(one) for one in known].__getitem__
    visit, question, answer, service, came_for, channel, language, seq = columns
    named = (map(name, column) for column in (service, came_for, channel, language))
    return tuple(map(Given, seq, map(Answer, map(name, visit), map(name, question), answer, *named)))


def pack_lines(facts: LineFacts) -> bytes:
    """Return what some lines of the journal said as bytes."""
    return _packed(asdict(facts))


def unpack_lines(blob: bytes) -> LineFacts:
    """Return what some lines of the journal said from its bytes."""
    return LineFacts(**_unpacked(blob))


def _visits(day: date, names: list[str], columns: Any, requests: Iterator[RequestFacts]) -> Iterator[VisitFacts]:
    ids, hours, channels, languages, needs, familiarity, came_back, people, counts = columns
    name = names.__getitem__
    asked = [tuple(map(intern, filter(None, one.split(",")))) for one in names]
    return map(
        VisitFacts, ids, repeat(day), repeat(day.weekday()), hours, map(name, channels), map(name, languages),
        map(asked.__getitem__, needs), map(name, familiarity), came_back,
        (list(islice(requests, count)) for count in counts), people,
    )  # fmt: skip


def _told(day: date, names: list[str], columns: Any, visits: Sequence[VisitFacts]) -> Iterator[Told]:
    service, low, middle, high, actual, served, places = columns
    whose = ("" if place < 0 else visits[place].id for place in places)
    rows = zip(
        repeat(day.isoformat()), map(names.__getitem__, service), low, middle, high, actual, map(bool, served), whose
    )
    return map(Told._make, rows)


def _request_row(one: RequestFacts, names: _Names) -> tuple[int, ...]:
    signs = (one.started, one.called, one.moved, one.night, one.sent_home, one.contact)
    return (
        names.of(one.service), _STATES.index(one.state), one.target_ms, sum(sign << place for place, sign in enumerate(signs)),
        one.started_minute, one.ended_minute, one.wait_ms, one.answer_ms, one.serve_ms, one.hold_ms, names.of(one.outcome),
        one.back_dated_ms,
    )  # fmt: skip


def _requests(names: list[str], columns: Any) -> Iterator[RequestFacts]:
    service, states, target, signs, begun, ended, wait, answer, serve, hold, outcome, back_dated = columns
    name = names.__getitem__
    started, called, moved, night, sent_home, contact = zip(*map(_SIGNS.__getitem__, signs), strict=True)
    return map(
        RequestFacts, map(name, service), map(_STATES.__getitem__, states), target, started, called, begun, ended, wait, answer, serve,
        hold, map(name, outcome), moved, back_dated, night, sent_home, contact,
    )  # fmt: skip


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 6)


def _unpacked(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob))
