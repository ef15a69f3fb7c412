"""What the lobby reads: who is called where, and how long it takes. Never a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from greeter.access.post import open_to_all
from greeter.clock import from_ms, to_ms
from greeter.front_desk.room import Notice
from greeter.model.visit import MINUTE_MS
from greeter.queueing.forecast import LONG, ROUND, Forecast
from greeter.views.board_area import Area, next_up
from greeter.views.closing import read_sent_home
from greeter.views.levels import Level

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office, Service
    from greeter.queueing.forecast import Forecaster
    from greeter.views.closing import SentAway

MOST_CALLS = 60
"""More than are called, or told anew, at once in any office, so that a board that looks twenty times a second misses none."""
SERVICES = 4
SENT_HOME_SHOWN = timedelta(minutes=15)
NEWS_MS = 5 * MINUTE_MS
"""A wait that was announced again stands on the board for so long."""


@dataclass(frozen=True, slots=True)
class BoardCall:
    """One announcement. `seq` is the journal's line that announced it: a board that has shown it need not chime again."""

    number: str
    counter: str
    seq: int
    language: str
    answered: bool
    """Whether the visitor has come to the counter since."""


@dataclass(frozen=True, slots=True)
class BoardWait:
    """The wait for a service, for somebody who arrives now. `forecast` None: it can't be told yet. An empty `service` is everything else."""

    service: str
    name: str
    forecast: Forecast | None
    ahead: int
    promise_minutes: int
    level: Level


@dataclass(frozen=True, slots=True)
class BoardNews:
    """A wait that was announced again to somebody who waits: when they are likely called, rounded outward to five minutes of the clock.

    Times are office-local. ends None: in more than an hour. later: later than was told before; else sooner.
    """

    number: str
    begins: datetime
    ends: datetime | None
    later: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board. `calls` newest first; those still called come before those already at a counter."""

    office_name: str
    now: datetime
    calls: tuple[BoardCall, ...]
    waits: tuple[BoardWait, ...]
    reason: str
    """Why some waits are longer; empty where they are not."""
    head_seq: int
    news: tuple[BoardNews, ...] = ()
    """Waits that were announced again: those that are later than was told first, of each the latest announcement first."""
    area: str = ""
    """The part of the office that it is for; empty: all of it."""
    next_up: tuple[str, ...] = ()
    """Who is likely called next."""
    announcement: str = ""
    """What staff tell everybody."""
    paused: bool = False
    """Whether the kiosk gives no tickets for now."""
    closes: datetime | None = None
    """When the office closes, office-local; None while it is closed."""
    opens: datetime | None = None
    """When it opens next, while it is closed."""
    last_ticket: datetime | None = None
    """Until when the kiosk gives tickets, where that is before closing."""
    sent_home: tuple[SentAway, ...] = ()
    """Who was sent home a while ago, and may not have noticed."""
    serves_all: bool = False
    """Whether all who wait are served, and nobody gets a ticket any more."""


@open_to_all
def read_board(desk: FrontDesk, area: str = "") -> BoardView:
    """Read the board of an office or of one area. A second call never hides the first: all who are called stand in `calls`.

    Raises BadInput when the office has no such area.
    """
    here = Area(desk.office, area)
    office, tick = desk.office, desk.tick()
    now, today = desk.clock.now(), desk.today()
    began = tick - (to_ms(now) - to_ms(office.day_begins(office.business_day(now))))
    rows = desk.store.rows(_CALLS, {"office": office.id, "began": began, "today": today, "most": MOST_CALLS})
    head = desk.store.rows("select seq from journal_head where office = :office", {"office": office.id})
    forecaster = desk.forecaster
    return BoardView(
        office_name=office.name,
        now=office.local(desk.clock.now()),
        calls=tuple(
            BoardCall(row["number"], row["counter"], row["seq"], row["language"], bool(row["at_desk"]))
            for row in rows
            if here.has(row["counter"])
        ),
        waits=_waits(desk, here, forecaster, tick),
        reason=forecaster.reason(),
        head_seq=head[0]["seq"] if head else 0,
        news=_news(desk, here, tick),
        area=area,
        next_up=next_up(desk, here),
        announcement=desk.told(Notice.ANNOUNCEMENT) or "",
        paused=desk.is_told(Notice.PAUSE),
        sent_home=read_sent_home(desk, within=SENT_HOME_SHOWN),
        serves_all=desk.is_told(Notice.LAST),
        **_hours(office, now),
    )


def _hours(office: Office, now: datetime) -> dict[str, datetime | None]:
    span = office.open_span(now)
    if span is None:
        return {"opens": office.next_opening(now)}
    early = timedelta(minutes=office.last_ticket_minutes)
    return {"closes": span[1], "last_ticket": span[1] - early if early else None}


_CALLS = """
select * from (
  select v.number, r.counter, v.language, case when r.state = 'called' then 0 else 1 end as at_desk,
    (select max(j.seq) from journal j where j.visit = v.id and j.kind in ('call', 'recall')) as seq
  from request r join visit v on v.id = r.visit and v.request = r.id
  where r.office = :office and r.state in ('called', 'serving', 'on_hold') and r.call_tick >= :began and r.counter is not null
  union all
  select v.number, r.counter, v.language, 1 as at_desk,
    (select max(j.seq) from journal j where j.visit = v.id and j.kind in ('call', 'recall')) as seq
  from visit v join request r on r.id = v.request
  where v.office = :office and v.business_day = :today and r.state = 'finished' and r.counter is not null
) shown where seq is not null order by at_desk, seq desc limit :most
"""
"""Who is called or served goes by office time: whoever was carried over from another day is called here, too."""


def _news(desk: FrontDesk, here: Area, tick: int) -> tuple[BoardNews, ...]:
    rows = desk.store.rows(
        _NEWS, {"office": desk.office.id, "since": tick - NEWS_MS, "most": MOST_CALLS, "hour": LONG * MINUTE_MS}
    )
    return tuple(_again(desk.office, row) for row in rows if here.serves_id(row["service"]))


def _again(office: Office, row: Any) -> BoardNews:
    step = ROUND * MINUTE_MS
    low, high = Forecast(row["low_ms"], row["middle_ms"], row["high_ms"], 0).shown
    begins, ends = ((row["at"] + minutes * MINUTE_MS) // step for minutes in (low, high))
    clock = [office.local(from_ms(place * step)) for place in (begins, ends + 1)]
    return BoardNews(row["number"], clock[0], None if high > LONG else clock[1], row["later"] == 1)


_NEWS = """
select v.number, r.service, t.at, t.low_ms, t.middle_ms, t.high_ms,
  case when f.high_ms <= :hour and t.tick + t.high_ms > f.tick + f.high_ms then 1 else 0 end as later
from request r join visit v on v.id = r.visit join told t on t.request = r.id
join told f on f.request = t.request and f.seq = (select max(b.seq) from told b where b.request = t.request and b.seq < t.seq)
where r.office = :office and r.state = 'waiting' and t.tick >= :since
  and not exists (select 1 from told l where l.request = t.request and l.seq > t.seq)
order by later desc, t.seq desc limit :most
"""


def _waits(desk: FrontDesk, here: Area, forecaster: Forecaster, tick: int) -> tuple[BoardWait, ...]:
    """Return the services most asked for today, and all others as one line by the longest of them."""
    office = desk.office
    forecasts = forecaster.newcomers(tick)
    asked = desk.store.rows(
        "select r.service, count(*) as n from visit v join request r on r.visit = v.id"
        " where v.office = :office and v.business_day = :today group by r.service",
        {"office": office.id, "today": desk.today()},
    )
    often = {row["service"]: row["n"] for row in asked}
    listed = [service for service in office.services if service.listed and here.serves(service)]
    common = sorted(listed, key=lambda service: -often.get(service.id, 0))[:SERVICES]
    shown = [_wait(forecasts, forecaster, tick, service) for service in listed if service in common]
    rest = [_wait(forecasts, forecaster, tick, service) for service in listed if service not in common]
    if rest:
        longest = max(rest, key=lambda one: (one.forecast is not None, one.forecast.high_ms if one.forecast else 0))
        shown.append(replace(longest, service="", name=""))
    return tuple(shown)


def _wait(forecasts: dict[str, Forecast | None], forecaster: Forecaster, tick: int, service: Service) -> BoardWait:
    forecast, promise = forecasts[service.id], service.standard.minutes
    return BoardWait(
        service.id,
        service.name,
        forecast,
        forecaster.ahead(service.id, tick),
        promise,
        promise_level(forecast, promise),
    )


def promise_level(forecast: Forecast | None, promise_minutes: int) -> Level:
    """Return how a forecast stands against the promise: past it at its lower end is over, at its upper end near."""
    if forecast is None:
        return Level.WITHIN
    low, high = forecast.shown
    if low >= promise_minutes:
        return Level.OVER
    return Level.NEAR if high > promise_minutes else Level.WITHIN
