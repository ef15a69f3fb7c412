"""Appointments from an iCalendar file (RFC 5545): single ones and series, in any time zone, moved and cancelled ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from greeter.appointments.booking import MOST_NOTE, MOST_UID, Booking, Reading, Wrong
from greeter.appointments.fields import language_code, needs_of, people_of, shortened
from greeter.appointments.series import starts_of
from greeter.appointments.services import ServiceNames
from greeter.clock import to_ms
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar.cal import Component

    from greeter.model.catalogue import Office

MOST_EVENTS = 20_000
_BEGINS = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CODE = re.compile(
    r"^\W*(?:code|booking code|reference)\W*[:#=]\W*([A-Z0-9][A-Z0-9-]{2,30})\s*$", re.MULTILINE | re.IGNORECASE
)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What the library raises for what is no calendar; each has been met with junk."""


@dataclass(frozen=True, slots=True)
class Within:
    """The days that are read: from the start of today until `until`, so far as series go."""

    now: datetime
    until: datetime
    default_service: str


def read_calendar(content: bytes, office: Office, within: Within) -> Reading:
    """Return the appointments of a calendar, from today on. Raises BadInput where it is no calendar."""
    text = _decoded(content)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _BEGINS.finditer(text)]
    if len(lines) > MOST_EVENTS:
        raise BadInput(f"The calendar has {len(lines):,} events.", f"Export fewer days: {MOST_EVENTS:,} at most.")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        methods = [str(one.get("METHOD", "")).upper() for one in calendars for _ in one.walk("VEVENT")]
        events = [event for one in calendars for event in one.walk("VEVENT")]
    except _UNREADABLE as fault:
        raise BadInput(f"This is no iCalendar file ({_first_line(fault)}).", "Export it again, as .ics.") from None
    if not calendars:
        raise BadInput("There is no calendar in this file.", "Export it again, as .ics.")
    if len(lines) != len(events):
        lines = [0] * len(events)
    return _Reader(office, within).read(list(zip(lines, methods, events, strict=True)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError as damage:
        line = content.count(b"\n", 0, damage.start) + 1
        raise BadInput(f"Line {line}: the text is not in UTF-8.", "Export the calendar again, in UTF-8.") from None


@dataclass(slots=True)
class _Event:
    """One VEVENT, read as far as it can be."""

    where: str
    uid: str
    sequence: int
    starts: datetime
    was_to_start: datetime | None
    """Of one that was moved: when the series has it."""
    cancelled: bool
    component: Component


@dataclass(slots=True)
class _Reader:
    office: Office
    within: Within
    wrong: list[Wrong] = field(default_factory=list)
    told: list[Wrong] = field(default_factory=list)
    past: int = 0

    def read(self, events: list[tuple[int, str, Component]]) -> Reading:
        names = ServiceNames(self.office)
        read = [event for line, method, one in events if (event := self._event(line, method, one)) is not None]
        newest: dict[tuple[str, datetime | None], _Event] = {}
        for event in read:  # of several states of one event in a file, the newest counts
            known = newest.get((event.uid, event.was_to_start))
            if known is None or event.sequence >= known.sequence:
                newest[event.uid, event.was_to_start] = event
        moved: dict[str, set[datetime]] = {}
        for uid, original in newest:
            if original is not None:
                moved.setdefault(uid, set()).add(original)
        bookings = []
        for event in newest.values():
            try:
                bookings += list(self._bookings(event, moved.get(event.uid, set()), names))
            except BadInput as fault:
                self.wrong.append(Wrong(event.where, str(fault)))
        return Reading(tuple(bookings), tuple(self.wrong), tuple(self.told), self.past, self.within.until)

    def _event(self, line: int, method: str, one: Component) -> _Event | None:
        uid = shortened(_text(one, "UID"), MOST_UID)
        where = f"line {line}" if line else f"event “{uid[:40]}”"
        try:
            if not uid:
                raise BadInput("The event has no UID, so it could not be found again.")
            starts = self._moment(one, "DTSTART")
            if starts is None:
                self.told.append(Wrong(where, f"“{_text(one, 'SUMMARY')[:60]}” is for the whole day and has no time."))
                return None
            original = self._moment(one, "RECURRENCE-ID") if "RECURRENCE-ID" in one else None
            status = _text(one, "STATUS").upper()
            return _Event(
                where, uid, _whole(one, "SEQUENCE"), starts, original, status == "CANCELLED" or method == "CANCEL", one
            )
        except BadInput as fault:
            self.wrong.append(Wrong(where, str(fault)))
        except _UNREADABLE as fault:
            self.wrong.append(Wrong(where, f"The event can’t be read ({_first_line(fault)})."))
        return None

    def _moment(self, one: Component, name: str) -> datetime | None:
        """Return a time with its zone, the office's where it has none; None for a whole day. Raises BadInput."""
        value = one.get(name)
        if value is None:
            raise BadInput(f"There is no {name}.")
        value = value[0] if isinstance(value, list) else value
        try:
            when = value.dt
        except _UNREADABLE:
            raise BadInput(f"{name} is no time: “{str(value)[:40]}”.") from None
        if not isinstance(when, datetime):
            if isinstance(when, date):
                return None
            raise BadInput(f"{name} is no time of day.")
        if when.tzinfo is None:
            zone = value.params.get("TZID", "")
            if zone:
                raise BadInput(f"The time zone “{zone[:60]}” is not known.")
            when = when.replace(tzinfo=self.office.zone)
        if not 1990 < when.year < 2200:
            raise BadInput(f"{name} is in the year {when.year}.")
        return when

    def _bookings(self, event: _Event, moved: set[datetime], names: ServiceNames) -> Iterator[Booking]:
        first_day = self.office.business_day(self.within.now)
        if "RRULE" not in event.component and "RDATE" not in event.component:
            if self.office.business_day(event.starts) < first_day:
                self.past += 1
                return
            instance = "" if event.was_to_start is None else _utc(event.was_to_start)
            yield self._booking(event, event.starts, instance, names)
            return
        begin = self.office.day_begins(first_day)
        for start in starts_of(event.component, event.starts, begin, self.within.until):
            if start not in moved:
                yield self._booking(event, start, _utc(start), names)

    def _booking(self, event: _Event, starts: datetime, instance: str, names: ServiceNames) -> Booking:
        one = event.component
        name, contact, language = _attendee(one)
        description = _text(one, "DESCRIPTION")
        code = _text(one, "X-GREETER-CODE") or (found[1] if (found := _CODE.search(description)) else "")
        people = _text(one, "X-GREETER-PEOPLE")
        return Booking(
            uid=event.uid, starts=starts, service=self._service(event, names), instance=instance, sequence=event.sequence,
            code=shortened(code, 40), name=shortened(name, 120), contact=shortened(contact, 120),
            note=shortened(description, MOST_NOTE), host=shortened(_text(one, "X-GREETER-WITH"), 80),
            language=language_code(language), needs=needs_of(_text(one, "X-GREETER-NEEDS")), people=people_of(people),
            cancelled=event.cancelled,
        )  # fmt: skip

    def _service(self, event: _Event, names: ServiceNames) -> str:
        one = event.component
        summary = _text(one, "SUMMARY")
        found = names.find_in([_text(one, "X-GREETER-SERVICE"), *_categories(one), summary])
        if found:
            return found
        note = Wrong(event.where, f"“{summary[:60]}” names no service of this office: it goes to {self._default_name}.")
        if not event.cancelled and note not in self.told:
            self.told.append(note)
        return self.within.default_service

    @property
    def _default_name(self) -> str:
        return f"“{self.office.service(self.within.default_service).name}”"


def _attendee(one: Component) -> tuple[str, str, str]:
    """Return name, address and language of the first who is invited, leaving out whoever organizes it."""
    organizer = _address(str(one.get("ORGANIZER", "")))
    invited = one.get("ATTENDEE", [])
    for each in invited if isinstance(invited, list) else [invited]:
        params = getattr(each, "params", {})
        role, kind = str(params.get("ROLE", "")).upper(), str(params.get("CUTYPE", "INDIVIDUAL")).upper()
        address = _address(str(each))
        if role in {"CHAIR", "NON-PARTICIPANT"} or kind not in {"INDIVIDUAL", "UNKNOWN", "GROUP"}:
            continue
        if address and address.casefold() == organizer.casefold():
            continue
        return str(params.get("CN", "")), address, str(params.get("LANGUAGE", ""))
    return "", "", ""


def _address(link: str) -> str:
    return re.sub(r"^(?:mailto|tel):", "", link.strip(), flags=re.IGNORECASE)


def _categories(one: Component) -> list[str]:
    value: Any = one.get("CATEGORIES", [])
    groups = value if isinstance(value, list) else [value]
    return [str(each) for group in groups for each in getattr(group, "cats", [group])]


def _text(one: Component, name: str) -> str:
    value = one.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value).strip()


def _whole(one: Component, name: str) -> int:
    text = _text(one, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _utc(when: datetime) -> str:
    return datetime.fromtimestamp(to_ms(when) / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [""])[0][:120]


def until_of(now: datetime, days: int) -> datetime:
    """Return until when series are followed."""
    return now + timedelta(days=days)
