"""Appointments as they are found: by code, name or time at the kiosk, where nobody sees another's; and today's, for staff."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.access.post import open_to_all
from greeter.appointments.booking import Known, Standing
from greeter.appointments.codes import code_key, scanned_codes
from greeter.appointments.names import may_be, name_marks, same_person
from greeter.clock import from_ms
from greeter.guidance.folded import words_of
from greeter.model.visit import MINUTE_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Service
    from greeter.queueing.forecast import Forecast

ON_TIME_MINUTES = 10
"""Who comes up to so many minutes before is on time, and need not be told of coming back."""
LOOKS_BACK = timedelta(days=7)
"""A missed appointment is found so long; a kiosk's login sees none that are older."""
_CLOCK = re.compile(r"(\d{1,2})[:.h ]?(\d{2})")


class Verdict(StrEnum):
    """What came of looking for an appointment."""

    TODAY = "today"
    CAME = "came"
    """Its visitor has been given a ticket already."""
    OTHER_DAY = "other day"
    CANCELLED = "cancelled"
    ASK_TIME = "ask time"
    """Several fit, or the name was too short to be sure."""
    NOTHING = "nothing"
    AWAY = "away"
    """The store's server is away: nobody can look."""


class Timing(StrEnum):
    """How who comes now stands to the appointment's time."""

    EARLY = "early"
    ON_TIME = "on time"
    LATE = "late"
    """After its time, but it still counts from then."""
    TOO_LATE = "too late"
    """So late that they wait as those who walked in."""


@dataclass(frozen=True, slots=True)
class Found:
    """An appointment, without what is personal. Times are office-local."""

    id: str
    starts: datetime
    service: Service | None
    """None where the catalogue has it no more: a clerk at the help desk sees to it."""
    host: str
    people: int | None
    language: str
    timing: Timing
    minutes: int
    """Whole minutes before or after its time."""
    late_minutes: int
    """The office's rule, to tell it."""
    by_name: bool
    """Whether the name alone led to it, which others may know, too."""
    forecast: Forecast | None = None
    """The wait of who comes now for it; None where it can't be told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it. `found` is the appointment, `visit_id` the visit of who came already."""

    verdict: Verdict
    found: Found | None = None
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment of today, as staff see it. Times are office-local."""

    id: str
    starts: datetime
    service_id: str
    service_name: str
    code: str
    name: str
    contact: str
    note: str
    host: str
    language: str
    needs: tuple[str, ...]
    people: int | None
    state: Standing
    number: str
    """The ticket of who came; empty for the others."""
    late: bool
    """Whether they would wait as those who walked in, if they came now."""

    def fits(self, words: str) -> bool:
        """Whether a clerk's words mean it: the beginning of each word is in the name, the code, the time or the service."""
        told = words_of(f"{self.name} {self.service_name} {self.number}")
        told += [code_key(self.code), f"{self.starts:%H%M}", f"{self.starts.hour % 12 or 12}{self.starts:%M}"]
        wanted = words_of(re.sub(r"(\d{1,2})[:.](\d{1,2})", r"\1\2", words))
        return all(any(one.startswith((word, code_key(word))) for one in told) for word in wanted)


@open_to_all
def find_by_code(desk: FrontDesk, code: str, time: str = "", *, scanned: bool = False) -> Answer:
    """Look for the appointment of a code, as it was typed, or of what a scanner read; of several under one code, for the one at a time."""
    if desk.block:
        return Answer(Verdict.AWAY)
    tried = scanned_codes(code) if scanned else [code]
    for one in tried:
        key = code_key(one)
        where = "(a.code_key = :key or a.uid = :uid)" if scanned else "a.code_key = :key"
        rows = _rows(desk, where, {"key": key, "uid": one.strip()}) if key else []
        answer = (
            _judge(desk, [row for row in _today(desk, rows) if _is_at(desk, row, time)], timed=True)
            if time
            else _judge(desk, rows)
        )
        if answer.verdict is not Verdict.NOTHING:
            return answer
    return Answer(Verdict.NOTHING)


@open_to_all
def find_by_name(desk: FrontDesk, name: str, time: str = "") -> Answer:
    """Look for the appointment of a name; where several fit, or it is only a part of a name, the time of the appointment must be right, too."""
    if desk.block:
        return Answer(Verdict.AWAY)
    marks = sorted(name_marks(name, desk.office.id))
    if not marks:
        return Answer(Verdict.NOTHING)
    places = ", ".join(f":mark{place}" for place in range(len(marks)))
    values = {f"mark{place}": mark for place, mark in enumerate(marks)}
    fitting = desk.store.rows(
        "select n.appointment, count(*) as common,"
        " (select count(*) from appointment_name b where b.appointment = n.appointment) as booked"
        f" from appointment_name n where n.mark in ({places}) group by n.appointment",
        values,
    )
    typed = len(marks)
    sure = {one["appointment"] for one in fitting if same_person(one["common"], typed, one["booked"])}
    likely = sure | {one["appointment"] for one in fitting if may_be(one["common"], typed)}
    rows = _rows(desk, f"a.id in (select appointment from appointment_name where mark in ({places}))", values)
    possible = _today(desk, [row for row in rows if row["id"] in likely])
    if time:
        return _judge(desk, [row for row in possible if _is_at(desk, row, time)], by_name=True, timed=True)
    answer = _judge(desk, [row for row in rows if row["id"] in sure], by_name=True)
    return Answer(Verdict.ASK_TIME) if answer.verdict is Verdict.NOTHING and possible else answer


@open_to_all
def wait_for(desk: FrontDesk, appointment_id: str) -> Forecast | None:
    """Return the wait of who comes now to an appointment; None where it can't be told, or they have come already. Raises NotFound."""
    row = desk.appointment(appointment_id)
    return _forecast(desk, row, _timing(desk, row, (desk.clock.read().wall - row["starts_at"]) / MINUTE_MS))


def read_appointments(desk: FrontDesk, day: str = "") -> tuple[AppointmentRow, ...]:
    """Return the appointments of a business day (`2026-11-24`), today's unless given, by time; for staff alone."""
    wanted = day or desk.today()
    values = {"office": desk.office.id, "day": wanted}
    told: dict[str, dict[str, str]] = {}
    for row in desk.store.rows(_PERSONAL, values):
        told.setdefault(row["appointment"], {})[row["field"]] = row["value"]
    return tuple(_row(desk, row, told.get(row["id"], {})) for row in desk.store.rows(_OF_DAY, values))


def still_to_come(desk: FrontDesk, code: str) -> list[Any]:
    """Return the rows of a code's appointments from today on, whatever their state, by time."""
    return desk.store.rows(
        "select * from appointment where office = :office and code_key = :key and business_day >= :today order by starts_at",
        {"office": desk.office.id, "key": code_key(code), "today": desk.today()},
    )


def read_personal(desk: FrontDesk, visit_id: str) -> dict[str, str]:
    """Return what was told when the visit was booked: name, contact, note; empty for who just came in."""
    rows = desk.store.rows(
        "select p.field, p.value from appointment a join appointment_personal p on p.appointment = a.id where a.visit = :visit",
        {"visit": visit_id},
    )
    return {row["field"]: row["value"] for row in rows}


_OF_DAY = """
select a.*, v.number from appointment a left join visit v on v.id = a.visit
where a.office = :office and a.business_day = :day order by a.starts_at, a.id
"""
_PERSONAL = """
select p.appointment, p.field, p.value from appointment a join appointment_personal p on p.appointment = a.id
where a.office = :office and a.business_day = :day
"""


def _rows(desk: FrontDesk, where: str, values: dict[str, Any]) -> list[Any]:
    since = desk.clock.read().wall - LOOKS_BACK // timedelta(milliseconds=1)
    return desk.store.rows(
        f"select a.* from appointment a where a.office = :office and a.starts_at > :since and {where} order by a.starts_at",
        {**values, "office": desk.office.id, "since": since},
    )


def _today(desk: FrontDesk, rows: Sequence[Any]) -> list[Any]:
    today = desk.today()
    return [row for row in rows if row["business_day"] == today]


def _judge(desk: FrontDesk, rows: Sequence[Any], *, by_name: bool = False, timed: bool = False) -> Answer:
    """Say what the appointments that fit mean for who stands here today. Nothing is told of several people."""
    today = _today(desk, rows)
    for state, verdict in (
        (Standing.EXPECTED, Verdict.TODAY), (Standing.CAME, Verdict.CAME), (Standing.CANCELLED, Verdict.CANCELLED),
    ):  # fmt: skip
        fitting = [row for row in today if row["state"] == state]
        if len(fitting) > 1:
            return Answer(Verdict.NOTHING if timed else Verdict.ASK_TIME)
        if fitting:
            return Answer(verdict, _found(desk, fitting[0], by_name=by_name), fitting[0]["visit"] or "")
    others = [row for row in rows if row["state"] == Standing.EXPECTED]
    if by_name and len(others) > 1:
        return Answer(Verdict.NOTHING)
    now = desk.clock.read().wall
    coming = [row for row in others if row["starts_at"] > now]
    nearest = coming[:1] or others[-1:]
    return Answer(Verdict.OTHER_DAY, _found(desk, nearest[0], by_name=by_name)) if nearest else Answer(Verdict.NOTHING)


def _found(desk: FrontDesk, row: Any, *, by_name: bool) -> Found:
    office, now = desk.office, desk.clock.read().wall
    service = office.service(row["service"]) if office.has_service(row["service"]) else None
    minutes = (now - row["starts_at"]) / MINUTE_MS
    timing = _timing(desk, row, minutes)
    return Found(
        id=row["id"],
        starts=office.local(from_ms(row["starts_at"])),
        service=service,
        host=row["host"],
        people=row["people"],
        language=row["language"],
        timing=timing,
        minutes=int(abs(minutes)),
        late_minutes=office.late_minutes,
        by_name=by_name,
        forecast=_forecast(desk, row, timing),
    )


def _timing(desk: FrontDesk, row: Any, minutes: float) -> Timing:
    if minutes < -ON_TIME_MINUTES:
        return Timing.EARLY
    if desk.is_late(row["starts_at"]):
        return Timing.TOO_LATE
    return Timing.LATE if minutes >= 1 else Timing.ON_TIME


def _forecast(desk: FrontDesk, row: Any, timing: Timing) -> Forecast | None:
    """Return the wait of who comes now; after `late_minutes` that of anybody."""
    if (
        row["state"] != Standing.EXPECTED
        or row["business_day"] != desk.today()
        or not desk.office.has_service(row["service"])
    ):
        return None
    tick = desk.tick()
    if timing is Timing.TOO_LATE:
        return desk.forecaster.newcomer(row["service"], tick)
    due = tick + row["starts_at"] - desk.clock.read().wall
    return desk.forecaster.with_appointment(row["service"], due, tick)


def _is_at(desk: FrontDesk, row: Any, time: str) -> bool:
    """Whether an appointment is at a time as people type it: 10:45, 1045, or 2:30 for 14:30."""
    found = _CLOCK.fullmatch(time.strip())
    if found is None:
        return False
    starts = desk.office.local(from_ms(row["starts_at"]))
    hour, minute = int(found[1]), int(found[2])
    return minute == starts.minute and hour in {starts.hour, starts.hour % 12 or 12}


def _row(desk: FrontDesk, row: Any, told: dict[str, str]) -> AppointmentRow:
    office = desk.office
    name = office.service(row["service"]).name if office.has_service(row["service"]) else row["service"]
    state = Standing(row["state"])
    return AppointmentRow(
        id=row["id"],
        starts=office.local(from_ms(row["starts_at"])),
        service_id=row["service"],
        service_name=name,
        code=row["code"],
        name=told.get(Known.NAME, ""),
        contact=told.get(Known.CONTACT, ""),
        note=told.get(Known.NOTE, ""),
        host=row["host"],
        language=row["language"],
        needs=tuple(one for one in row["needs"].split(",") if one),
        people=row["people"],
        state=state,
        number=row["number"] or "",
        late=state is Standing.EXPECTED and desk.is_late(row["starts_at"]),
    )
