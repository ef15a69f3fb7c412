"""Who is in today: colleagues at their counters, on a break, gone or not seen, each with how to reach them where the directory knows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.front_desk.signing_in import name_key
from greeter.guidance.folded import words_of
from greeter.views.counters_today import CounterToday, read_counters_today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import DirectoryEntry, Office


class Presence(StrEnum):
    """Where somebody is. The order is that of the list."""

    HERE = "here"
    """At an open counter."""
    BREAK = "break"
    CLOSED = "closed"
    """Their counter is closed, and they have not signed out."""
    LEFT = "left"
    """Was here, and is signed out."""
    AWAY = "away"
    """Not seen today."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here. `since`: office-local, when the counter opened or closed, or the break began."""

    name: str
    presence: Presence
    counter: str = ""
    since: datetime | None = None
    reason: str = ""
    """Why they are on a break, where they said it."""
    entry: DirectoryEntry | None = None
    """Theirs in the office's directory, with phone and room."""


def read_colleagues(desk: FrontDesk, own: str = "") -> tuple[Colleague, ...]:
    """Return everybody but `own`: who is at a counter first, by its number; then who is on a break, who left, who was not seen."""
    rows = desk.store.rows(
        "select name, (select count(*) from session s where s.person = person.id) as sessions"
        " from person where office = :office and active = 1 order by name_key",
        {"office": desk.office.id},
    )
    signed_out = {name_key(row["name"]) for row in rows if not row["sessions"]}
    found: dict[str, Colleague] = {}
    for seat in _seats(read_counters_today(desk)):
        key = name_key(seat.clerk)
        found[key] = Colleague(
            seat.clerk, _presence(seat, gone=key in signed_out), seat.counter, seat.since, seat.break_reason or "",
            entry_of(desk.office, seat.clerk),
        )  # fmt: skip
    for row in rows:
        away = Colleague(row["name"], Presence.AWAY, entry=entry_of(desk.office, row["name"]))
        found.setdefault(name_key(row["name"]), away)
    found.pop(name_key(own), None)
    order = list(Presence)
    return tuple(sorted(found.values(), key=lambda one: (order.index(one.presence), _numbered(one.counter), one.name)))


def find_colleagues(colleagues: Iterable[Colleague], words: str) -> list[Colleague]:
    """Return those who fit every word, or the start of one: by name, counter, phone, room or what they know. No words give all."""
    asked = words_of(words[:200])
    return [one for one in colleagues if all(any(word.startswith(each) for word in _words(one)) for each in asked)]


def entry_of(office: Office, name: str) -> DirectoryEntry | None:
    """Return somebody's entry in the directory: "Sam Whitfield" or "Sam Whitfield, town clerk"."""
    key = name_key(name)
    return next((entry for entry in office.directory if name_key(entry.name.split(",")[0]) == key), None)


def _seats(counters: Iterable[CounterToday]) -> list[CounterToday]:
    """Return the counters that somebody has been at today, so that each one's last comes last, and an open one after those."""
    return sorted((one for one in counters if one.clerk), key=lambda one: (one.is_open, one.since))


def _presence(seat: CounterToday, *, gone: bool) -> Presence:
    if seat.is_open:
        return Presence.HERE
    if seat.on_break:
        return Presence.BREAK
    return Presence.LEFT if gone else Presence.CLOSED


def _numbered(counter: str) -> tuple[int, str]:
    return (int(counter), "") if counter.isdecimal() else (1_000_000, counter)


def _words(one: Colleague) -> list[str]:
    entry = one.entry
    known = "" if entry is None else f"{entry.name} {entry.knows} {entry.phone} {entry.room}"
    return words_of(f"{one.name} {one.counter} {known}")
