"""The live queue, as one counter sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms, to_ms
from greeter.guidance.distress import distressed
from greeter.model.notice import Notice
from greeter.model.visit import MINUTE_MS, Familiarity, Need, State
from greeter.queueing.line import counter_today, heads, in_line
from greeter.queueing.order import InLine, first, ranked
from greeter.views.came_from import read_sent_here
from greeter.views.counters_today import read_counters_today
from greeter.views.kiosks import read_kiosks
from greeter.views.levels import Level, level_of

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.guidance.distress import Sign
    from greeter.model.catalogue import Office, Order
    from greeter.views.came_from import CameFrom
    from greeter.views.counters_today import CounterToday
    from greeter.views.kiosks import KioskSeen

HEADS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One visitor in the queue. Times are office-local; `waited` is the wait so far, or since when the state lasts for those on hold."""

    visit_id: str
    request_id: str
    number: str
    service: str
    service_name: str
    state: State
    waited: timedelta
    why: str
    target_minutes: int
    level: Level
    needs: tuple[Need, ...]
    language: str
    familiarity: Familiarity
    reason: str
    """In the visitor's words; empty where they gave none."""
    counter: str
    clerk: str
    hold_reason: str
    for_counter: str
    for_clerk: str
    appointment: datetime | None
    printed: str
    only_counter: str
    """The one counter that serves this service, where there is just one."""
    calls: int
    came_from: CameFrom | None = None
    """Which office has sent them here; None for those who just came in."""
    expected: bool = False
    """Still on the way here, until the time of their appointment."""
    distress: Sign | None = None
    """That their reason holds a word of hardship; for staff alone, and kept nowhere."""
    people: int | None = None
    """How many they are; None where nobody said."""
    is_back: bool = False
    """On hold, and the visitor has told the kiosk that they are back."""

    @property
    def minutes(self) -> int:
        """Whole minutes waited."""
        return int(self.waited.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue of an office. `mine` is in the order in which this counter would call; the first of it is the suggested next."""

    counter: str
    clerk: str
    now: datetime
    mine: tuple[QueueRow, ...]
    others: tuple[QueueRow, ...]
    on_hold: tuple[QueueRow, ...]
    at_counters: tuple[QueueRow, ...]
    """Called or being served, anywhere."""
    no_shows: tuple[QueueRow, ...]
    """Of today; they may come back."""
    served_today: int
    within_today: int
    left_late_today: int
    notices: dict[str, str]
    open_counters: tuple[str, ...]
    kiosks: tuple[KioskSeen, ...] = ()
    counters: tuple[CounterToday, ...] = ()
    """Those that were opened today: who is on a break, and what each serves."""
    expected: tuple[QueueRow, ...] = ()
    """On the way from another office; in line from the time of their appointment."""
    help_at: tuple[str, ...] = ()
    """Counters that ask for help, who asked first before the others."""

    @property
    def suggested(self) -> QueueRow | None:
        """Whom to call next, or None when nobody waits for this counter."""
        return self.mine[0] if self.mine else None

    @property
    def current(self) -> QueueRow | None:
        """The visitor who is called to, or served at, this counter."""
        return next((row for row in self.at_counters if row.counter == self.counter), None)

    @property
    def own(self) -> CounterToday | None:
        """This counter's day; None before it was opened."""
        return next((one for one in self.counters if one.counter == self.counter), None)

    @property
    def waiting(self) -> int:
        """How many wait, for any counter."""
        return len(self.mine) + len(self.others)

    @property
    def within_share(self) -> float | None:
        """Share within standard today, from 0 to 1; None before anybody was served."""
        n = self.served_today + self.left_late_today
        return self.within_today / n if n else None


def read_queue(desk: FrontDesk, counter: str = "", clerk: str = "") -> QueueView:
    """Read the queue as `counter` sees it; with no counter, everybody who waits is in `mine`."""
    office, tick = desk.office, desk.tick()
    rows = desk.store.rows(_ACTIVE, {"office": office.id, "today": desk.today()})
    everybody = [row for row in rows if row["state"] == State.WAITING]
    waiting = [row for row in everybody if row["opened_tick"] <= tick]
    sent = read_sent_here(desk) if any(row["came_from"] for row in rows) else {}
    at = counter_today(desk.store.port, office, counter, clerk, desk.today()) if counter else None
    exact = {one.request: one for one in heads(desk.store.port, office, at, clerk, tick)} if at else {}
    line = [exact.get(row["id"]) or in_line(office, row, tick) for row in waiting]
    rule = office.order
    by_id = {row["id"]: row for row in waiting}
    alone = _alone(office)
    places = ranked(line, rule)
    shown = {
        place.candidate.request: _row(office, by_id[place.candidate.request], tick, place.why, alone, sent)
        for place in places
    }
    unserved = {service.id for service in office.services if at is not None and not at.serves(service)}
    mine = [
        place.candidate
        for place in places
        if at is None or _may(at.id, clerk, by_id[place.candidate.request], unserved)
    ]
    seen = [one for one in exact.values() if one.request in shown]  # who came between the two looks is seen by the next
    ordered_mine = _suggested_first(mine, seen, rule, shown)
    mine_ids = {one.request for one in mine}
    others = [shown[place.candidate.request] for place in places if place.candidate.request not in mine_ids]
    elsewhere = [_row(office, row, tick, "", alone, sent) for row in rows if row["state"] != State.WAITING]
    told = desk.store.rows(_NOTICES, {"office": office.id, "now": to_ms(desk.clock.now())})
    expected = [row for row in everybody if row["opened_tick"] > tick]
    return QueueView(
        counter=counter,
        clerk=clerk,
        now=office.local(desk.clock.now()),
        mine=tuple(ordered_mine),
        others=tuple(others),
        on_hold=tuple(row for row in elsewhere if row.state is State.ON_HOLD),
        at_counters=tuple(row for row in elsewhere if row.state in {State.CALLED, State.SERVING}),
        no_shows=tuple(row for row in elsewhere if row.state is State.NO_SHOW),
        notices={row["kind"]: row["text"] for row in told if row["kind"] != Notice.HELP},
        help_at=tuple(row["text"] for row in told if row["kind"] == Notice.HELP),
        open_counters=tuple(row["id"] for row in desk.store.rows(_COUNTERS, {"office": office.id})),
        kiosks=read_kiosks(desk),
        counters=read_counters_today(desk) if counter else (),
        expected=tuple(
            _row(office, row, tick, "", alone, sent) for row in sorted(expected, key=lambda row: row["opened_tick"])
        ),
        **_today(desk),
    )


def queue_later(view: QueueView, passed: timedelta) -> QueueView:
    """Return a queue as it is after a while in which nothing of it was heard: whoever was there is there, and waits on."""

    def later(rows: tuple[QueueRow, ...]) -> tuple[QueueRow, ...]:
        return tuple(_row_later(row, passed) for row in rows)

    return replace(
        view,
        now=(view.now.astimezone(UTC) + passed).astimezone(view.now.tzinfo),
        mine=later(view.mine),
        others=later(view.others),
        on_hold=later(view.on_hold),
        at_counters=later(view.at_counters),
        no_shows=later(view.no_shows),
    )


def _row_later(row: QueueRow, passed: timedelta) -> QueueRow:
    waited = row.waited + passed
    return replace(row, waited=waited, level=level_of(waited / timedelta(minutes=1), row.target_minutes))


_ACTIVE = """
select r.*, v.number, v.language, v.needs, v.familiarity, v.printed, v.came_from, v.people, v.back_tick, p.value as reason
from request r join visit v on v.id = r.visit
left join personal p on p.visit = v.id and p.field = 'reason'
where r.office = :office and r.state in ('called', 'serving', 'on_hold')
union all
select r.*, v.number, v.language, v.needs, v.familiarity, v.printed, v.came_from, v.people, v.back_tick, p.value as reason
from request r join visit v on v.id = r.visit
left join personal p on p.visit = v.id and p.field = 'reason'
where r.office = :office and r.state = 'waiting'
union all
select r.*, v.number, v.language, v.needs, v.familiarity, v.printed, v.came_from, v.people, v.back_tick, p.value as reason
from visit v join request r on r.id = v.request
left join personal p on p.visit = v.id and p.field = 'reason'
where v.office = :office and v.business_day = :today and r.state = 'no_show'
"""
_NOTICES = """
select kind, text from notice where office = :office and ended_at is null and (until_at is null or until_at > :now) order by seq
"""
_COUNTERS = "select id from counter where office = :office and open = 1 order by id"
_TODAY = """
select
  coalesce(sum(case when r.started_at is not null and r.wait_ms is not null then 1 else 0 end), 0) as served_today,
  coalesce(sum(case when r.started_at is not null and r.wait_ms <= r.target_minutes * 60000 then 1 else 0 end), 0) as within_today,
  coalesce(sum(case when r.state = 'left' and r.started_at is null
    and (r.note = 'sent home' or r.wait_ms > r.target_minutes * 60000) then 1 else 0 end), 0)
    as left_late_today
from visit v join request r on r.visit = v.id
where v.office = :office and v.business_day = :today and r.ordinal = 1
"""


def _today(desk: FrontDesk) -> dict[str, int]:
    row = desk.store.rows(_TODAY, {"office": desk.office.id, "today": desk.today()})[0]
    return {name: row[name] for name in ("served_today", "within_today", "left_late_today")}


def _suggested_first(
    mine: list[InLine], exact: list[InLine], rule: Order, shown: dict[str, QueueRow]
) -> list[QueueRow]:
    """Put first whom `call_next` would call, with its reason: the heads of the lanes are known exactly, those behind them less so."""
    place = first(exact, rule)
    rows = [shown[one.request] for one in mine]
    if place is None:
        return rows
    head = replace(shown[place.candidate.request], why=place.why)
    return [head, *(row for row in rows if row.request_id != head.request_id)]


def _may(counter: str, clerk: str, row: Any, unserved: set[str]) -> bool:
    """Whether this counter and clerk may call a row; a service that no catalogue has any more is anybody's."""
    return (
        row["service"] not in unserved and row["for_counter"] in {None, counter} and row["for_clerk"] in {None, clerk}
    )


def _alone(office: Office) -> dict[str, str]:
    found = {}
    for service in office.services:
        counters = [counter.id for counter in office.counters if counter.serves(service)]
        found[service.id] = counters[0] if len(counters) == 1 and len(office.counters) > 1 else ""
    return found


@cache
def _needs(listed: str) -> tuple[Need, ...]:
    return tuple(Need(need) for need in listed.split(",") if need)


def _row(office: Office, row: Any, tick: int, why: str, alone: dict[str, str], sent: dict[str, CameFrom]) -> QueueRow:
    state = State(row["state"])
    since = row["opened_tick"] if state is State.WAITING else row["state_tick"]
    ms = max(0, tick - since)
    name = office.service(row["service"]).name if office.has_service(row["service"]) else row["service"]
    return QueueRow(
        visit_id=row["visit"],
        request_id=row["id"],
        number=row["number"],
        service=row["service"],
        service_name=name,
        state=state,
        waited=timedelta(milliseconds=ms),
        why=why,
        target_minutes=row["target_minutes"],
        level=level_of(ms / MINUTE_MS, row["target_minutes"]),
        needs=_needs(row["needs"]),
        language=row["language"],
        familiarity=Familiarity(row["familiarity"]),
        reason=row["reason"] or "",
        counter=row["counter"] or "",
        clerk=row["clerk"] or "",
        hold_reason=row["hold_reason"] or "",
        for_counter=row["for_counter"] or "",
        for_clerk=row["for_clerk"] or "",
        appointment=None if row["appointment_at"] is None else office.local(from_ms(row["appointment_at"])),
        printed=row["printed"],
        only_counter=alone.get(row["service"], ""),
        calls=row["calls"],
        came_from=sent.get(row["visit"]),
        expected=state is State.WAITING and row["opened_tick"] > tick,
        distress=_distress(office, row["reason"], row["language"]),
        people=row["people"],
        is_back=state is State.ON_HOLD and row["back_tick"] is not None and row["back_tick"] >= row["state_tick"],
    )


def _distress(office: Office, reason: str | None, language: str) -> Sign | None:
    return distressed(reason or "", language, office_language=office.language, office_words=office.sensitive_words)
