"""Appointments from a table (CSV): a line each, as a spreadsheet or a booking system writes it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.appointments.booking import MOST_CODE, MOST_NOTE, MOST_UID, Booking, Reading, Wrong
from greeter.appointments.fields import language_code, needs_of, people_of
from greeter.appointments.services import ServiceNames
from greeter.inputs import MOST_NAME, clean_text
from greeter.problems import BadInput

if TYPE_CHECKING:
    from greeter.model.catalogue import Office

COLUMNS = (
    "id", "starts", "date", "time", "service", "name", "contact", "code", "with", "language", "needs", "people", "note", "status",
)  # fmt: skip
"""All columns, in any order; `starts`, or `date` and `time`, must be there."""
MOST_ROWS = 20_000
_ALSO = {
    "uid": "id", "start": "starts", "day": "date", "begin": "starts", "e-mail": "contact", "email": "contact", "phone": "contact",
    "reference": "code", "notes": "note", "comment": "note", "clerk": "with", "party": "people", "persons": "people",
}  # fmt: skip
_CANCELLED = frozenset({"cancelled", "canceled", "cancel", "deleted"})
_STANDS = frozenset({"", "confirmed", "booked", "expected", "active", "tentative"})
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{1,2})/(\d{1,2})/(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_OFFSET = re.compile(r"\d(Z|[+-]\d{2}:?\d{2})$")


class Order(StrEnum):
    """How a date with strokes is meant: 3/4/2026."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"
    UNKNOWN = "unknown"
    """Such a date is refused: it would be a guess."""


@dataclass(frozen=True, slots=True)
class TableRules:
    """How a table is read."""

    now: datetime
    default_service: str
    encoding: str = ""
    """Empty: found out."""
    order: Order = Order.UNKNOWN


def read_table(content: bytes, office: Office, rules: TableRules) -> Reading:
    """Return the appointments of a table, from today on. Raises BadInput where it is no table of appointments."""
    text, told = _decoded(content, rules.encoding)
    return _Reader(office, rules, told=told).read(text)


def _decoded(content: bytes, encoding: str) -> tuple[str, list[Wrong]]:
    """Return the text, and what to tell about how it was found."""
    tried = [encoding] if encoding else ["utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"]
    try:
        return content.decode(tried[0]), []
    except LookupError:
        raise BadInput(f"There is no encoding “{encoding[:40]}”.", "Use one such as utf-8 or cp1252.") from None
    except UnicodeDecodeError as damage:
        line = content.count(b"\n", 0, damage.start) + 1
        if encoding or tried[0] == "utf-16":
            raise BadInput(f"Line {line}: the text is not in {tried[0]}.", "Give its --encoding.") from None
    note = "The file is not in UTF-8; it was read as Western (cp1252). Give --encoding where a name looks wrong."
    return content.decode("cp1252", errors="replace"), [Wrong(f"line {line}", note)]


@dataclass(slots=True)
class _Reader:
    office: Office
    rules: TableRules
    wrong: list[Wrong] = field(default_factory=list)
    told: list[Wrong] = field(default_factory=list)
    past: int = 0

    def read(self, text: str) -> Reading:
        names = ServiceNames(self.office)
        first_day = self.office.business_day(self.rules.now)
        bookings: dict[str, tuple[str, Booking]] = {}
        for line, row in _rows(text.replace("\x00", ""), self.wrong):
            where = f"line {line}"
            try:
                booking = self._booking(where, row, names)
            except BadInput as fault:
                self.wrong.append(Wrong(where, str(fault)))
                continue
            if self.office.business_day(booking.starts) < first_day:
                self.past += 1
            elif booking.uid in bookings:
                what = f"The same appointment stands in {bookings[booking.uid][0]} already."
                self.wrong.append(Wrong(where, what))
            else:
                bookings[booking.uid] = where, booking
        return Reading(
            tuple(booking for _, booking in bookings.values()), tuple(self.wrong), tuple(self.told), self.past
        )

    def _booking(self, where: str, row: dict[str, str], names: ServiceNames) -> Booking:
        starts = self._starts(row)
        status = row.get("status", "").strip().lower()
        if status not in _CANCELLED | _STANDS:
            raise BadInput(f"“{status[:30]}” is no status.", "Write “cancelled”, or nothing.")
        cancelled = status in _CANCELLED
        name = clean_text(row.get("name", ""), "The name", MOST_NAME)
        code = clean_text(row.get("code", ""), "The code", MOST_CODE)
        spoken = row.get("language", "").strip()
        language = language_code(spoken)
        if spoken and not language:
            raise BadInput(f"“{spoken[:20]}” is no language code that we know.", "Use one such as en, es or zh.")
        return Booking(
            uid=clean_text(row.get("id", ""), "The id", MOST_UID) or _made_uid(row, code),
            starts=starts,
            service=self._service(where, row.get("service", ""), names, cancelled=cancelled),
            code=code,
            name=name,
            contact=clean_text(row.get("contact", ""), "The contact", MOST_NAME),
            note=clean_text(row.get("note", ""), "The note", MOST_NOTE),
            host=clean_text(row.get("with", ""), "Whom they see", 80),
            language=language,
            needs=needs_of(row.get("needs", "")),
            people=people_of(row.get("people", "")),
            cancelled=cancelled,
        )

    def _service(self, where: str, words: str, names: ServiceNames, *, cancelled: bool) -> str:
        found = names.find_in([words])
        if found:
            return found
        if not cancelled:
            default = self.office.service(self.rules.default_service).name
            said = f"“{words.strip()[:60]}” is no service of this office" if words.strip() else "There is no service"
            self.told.append(Wrong(where, f"{said}: it goes to “{default}”."))
        return self.rules.default_service

    def _starts(self, row: dict[str, str]) -> datetime:
        whole = row.get("starts", "").strip()
        if whole:
            exact = _exact(whole)
            if exact is not None:
                return exact if exact.tzinfo is not None else exact.replace(tzinfo=self.office.zone)
            day, _, hour = whole.replace("T", " ").partition(" ")
        else:
            day, hour = row.get("date", ""), row.get("time", "")
        return datetime.combine(self._day(day.strip()), _time_of(hour.strip()), self.office.zone)

    def _day(self, text: str) -> date:
        found = _DATE.fullmatch(text)
        remedy = "Write it as 2026-11-24."
        if found is None:
            raise BadInput(f"“{text[:30]}” is no date." if text else "There is no date.", remedy)
        parts = [int(part) for part in found.groups() if part is not None]
        if found[1]:
            year, month, day = parts
        elif found[4]:
            day, month, year = parts
        else:
            if self.rules.order is Order.UNKNOWN:
                raise BadInput(f"“{text}” may be two dates.", f"{remedy} Or say --dates month-first or day-first.")
            first, second, year = parts
            month, day = (first, second) if self.rules.order is Order.MONTH_FIRST else (second, first)
        try:
            return _within(date(year, month, day))
        except ValueError:
            raise BadInput(f"There is no day “{text}”.", remedy) from None


def _within(day: date) -> date:
    if not 1990 < day.year < 2200:
        raise BadInput(f"{day.isoformat()} is no day for an appointment.", "Check the year.")
    return day


def _exact(text: str) -> datetime | None:
    """Return a time as programs write it; None for one as people do."""
    plain = text.replace(" ", "T", 1) if _OFFSET.search(text) or "T" in text else text
    try:
        when = datetime.fromisoformat(plain)
    except ValueError:
        return None
    if len(text) <= 10:
        raise BadInput(f"“{text}” has no time of day.", "Write it as 2026-11-24 10:45.")
    _within(when.date())
    return when


def _time_of(text: str) -> time:
    found = _TIME.fullmatch(text)
    if found is None or (found[2] is None and found[3] is None):
        raise BadInput(
            f"“{text[:30]}” is no time of day." if text else "There is no time of day.", "Write it as 10:45."
        )
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise BadInput(f"“{text[:30]}” is no time of day.", "Write it as 10:45.")
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise BadInput(f"“{text[:30]}” is no time of day.", "Write it as 10:45.")
    return time(hour, minute)


def _rows(text: str, wrong: list[Wrong]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that are not empty, with the line on which each begins. Raises BadInput where there is no table."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    rows: list[tuple[int, dict[str, str]]] = []
    begins = 1
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not header:
                header = _header(cells)
            elif len(cells) != len(header):
                what = f"It has {len(cells)} cells, and the first line has {len(header)}."
                wrong.append(Wrong(f"line {begins}", f"{what} Put quotation marks around a text that holds a comma."))
            else:
                rows.append((begins, dict(zip(header, map(_cell, cells), strict=True))))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise BadInput(f"There are more than {MOST_ROWS:,} lines.", "Export fewer days.")
    except csv.Error as fault:
        remedy = "Look for a quotation mark that is not closed."
        raise BadInput(f"Line {reader.line_num}: this is not CSV ({fault}).", remedy) from None
    if not header:
        raise BadInput("The file is empty.", f"Its first line names the columns: {', '.join(COLUMNS)}.")
    return rows


def _header(cells: list[str]) -> list[str]:
    header = [_ALSO.get(name, name) for name in (cell.strip().lower() for cell in cells)]
    known = f"Use these: {', '.join(COLUMNS)}."
    for name in header:
        if name not in COLUMNS:
            raise BadInput(f"Line 1: the column “{name[:40]}” is not known.", known)
        if header.count(name) > 1:
            raise BadInput(f"Line 1: the column “{name}” is there twice.", "Keep one of them.")
    if "starts" not in header and not {"date", "time"} <= set(header):
        raise BadInput("Line 1: there is no column “starts”, nor “date” and “time”.", known)
    return header


def _cell(cell: str) -> str:
    """Return a cell's text; the apostrophe that keeps a spreadsheet from running it is taken off."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _made_uid(row: dict[str, str], code: str) -> str:
    """Return what tells an appointment without an id from others, the same for the same line: its code, or who comes when."""
    if code:
        return f"code:{code}"
    told = "\x1f".join(row.get(name, "").strip() for name in ("starts", "date", "time", "name", "contact", "service"))
    return f"row:{hashlib.sha256(told.encode()).hexdigest()[:24]}"
