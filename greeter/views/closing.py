"""Closing time as staff look at it: how many wait, and how many of them can be served by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import TYPE_CHECKING

from greeter.access.post import open_to_all
from greeter.clock import from_ms
from greeter.model.journal import Kind
from greeter.model.notice import Notice
from greeter.model.visit import MINUTE_MS, SENT_HOME
from greeter.tickets.sent_home import Goodbye

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.queueing.forecast import Forecast
    from greeter.views.visit_card import VisitCard

SOON = timedelta(minutes=30)
"""So long before closing time staff are told who still waits."""
IN_TIME = timedelta(hours=2)
"""So long before, where somebody probably can't be served: an appointment is better news now than at the door."""
AFTERWARDS = timedelta(hours=4)
"""So long after closing time who still waits is told."""


@dataclass(frozen=True, slots=True)
class AtClosing:
    """Somebody who waits. `in_time`: whether they are probably served by closing time; None: it can't be told."""

    visit_id: str
    number: str
    service_id: str
    service_name: str
    in_time: bool | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the line stands to closing time. Times are office-local, `now` to the minute."""

    closes: datetime
    now: datetime
    line: tuple[AtClosing, ...]
    """All who wait here, in the order in which they are probably called."""
    surely: int
    """So many are served by closing time in nine rooms of ten."""
    likely: int
    """So many in every other."""
    unknown: int
    """Of so many it can't be told."""
    serves_all: bool
    """Whether it was decided that all who wait are served."""

    @property
    def unlikely(self) -> int:
        """How many probably can't be served by closing time."""
        return len(self.line) - self.likely - self.unknown

    @property
    def is_past(self) -> bool:
        """Whether the office has closed."""
        return self.now >= self.closes

    @property
    def is_near(self) -> bool:
        """Whether staff should look: it is time, or somebody probably can't be served."""
        left = self.closes - self.now
        return bool(self.line) and (left <= SOON or (left <= IN_TIME and self.unlikely > 0))


def closing_of(office: Office, now: datetime) -> datetime | None:
    """Return when the opening span ends that holds now, or that has ended a while ago; None at any other time."""
    span = office.open_span(now)
    if span is not None:
        return span[1]
    local = office.local(now)
    if local.date() in office.closed_days:
        return None
    ends = [datetime.combine(local.date(), closes, office.zone) for _, closes in office.hours.get(local.weekday(), ())]
    past = [end for end in ends if end <= local <= end + AFTERWARDS]
    return max(past, default=None)


def read_outlook(desk: FrontDesk, waits: Mapping[str, Forecast]) -> Outlook | None:
    """Read how the line stands to closing time; None where the office has not closed lately and is not open.

    waits: how much longer each visit waits, of those that can be told.
    """
    office, now, tick = desk.office, desk.clock.now(), desk.tick()
    closes = closing_of(office, now)
    if closes is None:
        return None
    rows = desk.store.rows(_LINE, {"office": office.id, "tick": tick})
    left = (closes - office.local(now)) / timedelta(milliseconds=1)

    found = [(row, waits.get(row["visit"]), _service_ms(office, row["service"])) for row in rows]
    found.sort(key=lambda each: each[1].middle_ms if each[1] is not None else inf)
    line = tuple(
        AtClosing(
            visit_id=row["visit"],
            number=row["number"],
            service_id=row["service"],
            service_name=office.service(row["service"]).name if office.has_service(row["service"]) else row["service"],
            in_time=None if wait is None else wait.middle_ms + lasts <= left,
        )
        for row, wait, lasts in found
    )
    return Outlook(
        closes=closes,
        now=office.local(now).replace(second=0, microsecond=0),
        line=line,
        surely=sum(wait is not None and wait.high_ms + lasts <= left for _, wait, lasts in found),
        likely=sum(one.in_time is True for one in line),
        unknown=sum(one.in_time is None for one in line),
        serves_all=desk.is_told(Notice.LAST),
    )


def _service_ms(office: Office, service: str) -> float:
    """Return how long it typically takes at the counter, in milliseconds."""
    return (office.service(service).minutes if office.has_service(service) else _UNKNOWN_MINUTES) * MINUTE_MS


_UNKNOWN_MINUTES = 10
_LINE = """
select r.visit, r.service, v.number from request r join visit v on v.id = r.visit
where r.office = :office and r.state = 'waiting' and r.opened_tick <= :tick order by r.credit_tick, r.id
"""


def too_late(office: Office, now: datetime, forecasts: dict[str, Forecast | None]) -> frozenset[str]:
    """Return the services for which somebody who comes now would probably not be called before the office closes."""
    span = office.open_span(now)
    if span is None:
        return frozenset()
    left = (span[1] - office.local(now)) / timedelta(milliseconds=1)
    return frozenset(
        service for service, forecast in forecasts.items() if forecast is not None and forecast.middle_ms > left
    )


@dataclass(frozen=True, slots=True)
class SentAway:
    """A visitor who was sent home, as the lobby may read it. Never a name. `appointment` is office-local."""

    number: str
    language: str
    seq: int
    """Office time of the sending home, in milliseconds: who is sent home once more is told once more."""
    appointment: datetime | None = None


@open_to_all
def read_sent_home(desk: FrontDesk, *, within: timedelta, visit_id: str = "") -> tuple[SentAway, ...]:
    """Read who was sent home lately, and their new appointments; visit_id: that visit alone."""
    since = desk.tick() - within // timedelta(milliseconds=1)
    one = " and v.id = :visit" if visit_id else ""
    rows = desk.store.rows(
        f"{_SENT_HOME}{one} order by r.state_tick, v.number",
        {"office": desk.office.id, "note": SENT_HOME, "since": since, "prefix": f"{SENT_HOME} "}
        | ({"visit": visit_id} if visit_id else {}),
    )
    return tuple(
        SentAway(
            row["number"],
            row["language"],
            row["state_tick"],
            None if row["starts_at"] is None else desk.office.local(from_ms(row["starts_at"])),
        )
        for row in rows
    )


def read_goodbye(desk: FrontDesk, card: VisitCard) -> Goodbye | None:
    """Read what is said to who was sent home; None for a visit that ended otherwise, or goes on."""
    if not card.sent_home:
        return None
    why = next((line.facts.get("reason", "") for line in reversed(card.story) if line.kind is Kind.SEND_HOME), "")
    rows = desk.store.rows(_NEW_TIME, {"office": desk.office.id, "uid": f"{SENT_HOME} {card.visit_id}"})
    opens = desk.office.next_opening(desk.clock.now())
    if not rows:
        return Goodbye(why, opens=opens)
    return Goodbye(why, desk.office.local(from_ms(rows[0]["starts_at"])), rows[0]["code"], opens)


_NEW_TIME = """
select starts_at, code from appointment where office = :office and uid = :uid and state <> 'cancelled' order by starts_at desc limit 1
"""
_SENT_HOME = """
select v.number, v.language, r.state_tick,
  (select max(a.starts_at) from appointment a where a.office = v.office and a.uid = :prefix || v.id and a.state <> 'cancelled') as starts_at
from request r join visit v on v.id = r.visit and v.request = r.id
where r.office = :office and r.state = 'left' and r.note = :note and r.state_tick >= :since
"""
