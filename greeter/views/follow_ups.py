"""What the office owes: open steps of visits that are over, and call-backs, by when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms, to_ms
from greeter.front_desk.steps import IN_VISIT
from greeter.model.follow_up import Between, Form
from greeter.model.visit import Channel, has_ticket

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.texts import Texts

MOST = 300
"""More open follow-ups than anybody reads; the most urgent come first."""
LATELY_CLOSED = 20


class Group(StrEnum):
    """Where a follow-up stands in the list."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One step that the office owes. Times are office-local."""

    step_id: str
    visit_id: str
    what: str
    detail: str
    due: date | None
    form: Form | None
    between: Between | None
    tries: int
    ticket: str
    """The visit's ticket; empty where it was a contact without one."""
    channel: Channel
    came: datetime
    service_name: str
    name: str
    """Empty where nobody gave one."""
    reason: str
    """In their own words, or the service's name."""
    reach_at: str
    for_clerk: str
    """Whose it is; empty: anybody's."""
    group: Group
    done_by: str = ""

    def is_for(self, clerk: str) -> bool:
        """Whether a clerk may take it without asking: theirs, or anybody's."""
        return self.for_clerk in {"", clerk}


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The list, most urgent first; then what was closed today, last closed first."""

    today: date
    now: datetime
    open: tuple[FollowUp, ...]
    closed: tuple[FollowUp, ...] = ()

    def of(self, group: Group) -> tuple[FollowUp, ...]:
        """Return those of one group."""
        rows = self.closed if group is Group.CLOSED else self.open
        return tuple(row for row in rows if row.group is group)


_OWED = (
    f"(s.owner = 'office' or s.owner = 'clerk' and (s.due > v.business_day or s.for_clerk is not null)) and {IN_VISIT}"
    " and (v.ended_at is not null or s.form is not null)"
    " and not exists (select 1 from visit w where w.came_from = v.id)"
)
"""What a clerk does while the visitor is there is no follow-up; what went on in another office is owed there."""
_COLUMNS = (
    "select s.*, v.number, v.channel, v.arrived_at, r.service,"
    " (select p.value from personal p where p.visit = v.id and p.field = 'name') as name,"
    " (select p.value from personal p where p.visit = v.id and p.field = 'reason') as reason,"
    " (select p.value from personal p where p.visit = v.id and p.field = 'contact') as reach_at"
    " from step s join visit v on v.id = s.visit join request r on r.id = s.request"
)
_OPEN = (
    f"{_COLUMNS} where v.office = :office and s.done_at is null and s.owner <> 'visitor' and {_OWED}"
    " order by coalesce(s.due, '9999'), coalesce(s.to_minute, 9999), s.id limit :most"
)
_CLOSED = f"{_COLUMNS} where v.office = :office and s.done_at >= :since and {_OWED} order by s.done_at desc limit :most"
_LATE = (
    "select s.for_clerk, s.due, s.to_minute, s.form from step s join visit v on v.id = s.visit"
    f" where v.office = :office and s.done_at is null and s.owner <> 'visitor' and s.due <= :today and {_OWED} limit :most"
)


@dataclass(frozen=True, slots=True)
class Owed:
    """How much is due, for the bar and the room: whose it is (empty: anybody's), and whether it is late."""

    for_clerk: str
    late: bool
    call: bool


def read_follow_ups(desk: FrontDesk) -> FollowUps:
    """Read what the office owes."""
    today, now = date.fromisoformat(desk.today()), desk.office.local(desk.clock.now())
    since = to_ms(desk.office.day_begins(today))
    rows = desk.store.rows(_OPEN, {"office": desk.office.id, "most": MOST})
    closed = desk.store.rows(_CLOSED, {"office": desk.office.id, "since": since, "most": LATELY_CLOSED})
    found = sorted((_row(desk, row, today, now) for row in rows), key=lambda one: _URGENCY[one.group])
    return FollowUps(today, now, tuple(found), tuple(_row(desk, row, today, now) for row in closed))


def read_owed(desk: FrontDesk) -> tuple[Owed, ...]:
    """Read what is due today, or was due before."""
    today, now = desk.today(), desk.office.local(desk.clock.now())
    rows = desk.store.rows(_LATE, {"office": desk.office.id, "today": today, "most": MOST})
    return tuple(
        Owed(row["for_clerk"] or "", _late(date.fromisoformat(today), now, row), row["form"] == Form.CALL_BACK)
        for row in rows
    )


_URGENCY = {group: place for place, group in enumerate(Group)}


def _late(today: date, now: datetime, row: Any) -> bool:
    due = None if row["due"] is None else date.fromisoformat(row["due"])
    if due is None or due > today:
        return False
    ended = row["to_minute"] is not None and now.date() == today and now.hour * 60 + now.minute >= row["to_minute"]
    return due < today or ended


def _row(desk: FrontDesk, row: Any, today: date, now: datetime) -> FollowUp:
    office = desk.office
    due = None if row["due"] is None else date.fromisoformat(row["due"])
    group = Group.OVERDUE if _late(today, now, row) else Group.TODAY if due == today else Group.LATER
    service = office.service(row["service"]).name if office.has_service(row["service"]) else row["service"]
    times = row["from_minute"], row["to_minute"]
    return FollowUp(
        step_id=row["id"], visit_id=row["visit"], what=row["what"], detail=row["detail"], due=due,
        form=Form(row["form"]) if row["form"] else None, between=None if None in times else Between(*times),
        tries=row["tries"] or 0, ticket=row["number"] if has_ticket(row["number"]) else "", channel=Channel(row["channel"]),
        came=office.local(from_ms(row["arrived_at"])), service_name=service, name=row["name"] or "", reason=row["reason"] or "",
        reach_at=row["reach_at"] or "", for_clerk=row["for_clerk"] or "",
        group=group if row["done_at"] is None else Group.CLOSED, done_by=row["done_by"] or "",
    )  # fmt: skip


def due_said(texts: Texts, today: date, due: date | None) -> str:
    """Return when something is due as people say it: `Today`, `Tomorrow`, `On Friday`, `3 days late`."""
    if due is None:
        return texts("No date")
    days = (due - today).days
    if days < 0:
        return texts.count(-days, "{n} day late", "{n} days late")
    if days < 2:
        return texts("Tomorrow") if days else texts("Today")
    if days < 7:
        return texts("On {weekday}", weekday=texts.weekday(due.weekday()))
    return texts("On {date}", date=texts.short_date(due))


def between_said(texts: Texts, between: Between | None) -> str:
    """Return a time of the day for calling: `14:00 to 16:00`; empty where any is."""
    if between is None:
        return ""
    begins, ends = (texts.clock24(_MIDNIGHT + timedelta(minutes=at)) for at in (between.begins, between.ends))
    return texts("{begins} to {ends}", begins=begins, ends=ends)


_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 (a time of any day)
