"""Reads what a report needs to know of some days out of the store. Nothing is changed, and nothing personal is read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from greeter.clock import to_ms
from greeter.model.visit import MINUTE_MS, SENT_HOME, State
from greeter.reports.evidence import RequestFacts, StepFacts, Told, VisitFacts
from greeter.reports.span import Span

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows

VISITS = """
select v.id as visit, v.business_day, v.channel, v.language, v.needs, v.familiarity, v.arrived_at, v.utc_offset, v.came_back, v.people,
  r.service, r.state, r.target_minutes, r.opened_at, r.called_at, r.started_at, r.ended_at, r.wait_ms, r.answer_ms, r.serve_ms,
  r.hold_ms, r.outcome, r.handed_to, r.back_dated_ms, r.note
from visit v join request r on r.visit = v.id
where v.office = :office and v.business_day between :first and :last and coalesce(r.note, '') <> 'taken back'
order by v.business_day, v.number, r.ordinal
"""
TOLD = """
select v.business_day, t.visit, t.request, t.seq, t.tick, t.low_ms, t.middle_ms, t.high_ms, r.service, r.state, r.started_at, r.opened_tick, r.wait_ms
from visit v join request r on r.visit = v.id join told t on t.request = r.id
where v.office = :office and v.business_day between :first and :last
  and not (r.started_at is null and coalesce(r.note, '') in ('night', 'taken back'))
order by v.business_day, t.seq
"""
_STEPS = """
select r.service, s.what, count(*) as n, sum(case when s.judged = 'helped' then 0 else 1 end) as k
from request r join step s on s.request = r.id
where r.office = :office and r.opened_at >= :start and r.opened_at < :end and s.origin = 'catalogue' and s.judged is not null
group by r.service, s.what order by r.service, s.what
"""
STEP_DAYS = 92


def read_visits(store: Rows, office: Office, span: Span, today: date) -> tuple[VisitFacts, ...]:
    """Read the visits of some business days, in order of day and number.

    today: the business day that is not over yet. What was left open on a day before is read as the night will close it: see `_Nights`.
    """
    rows = store.rows(VISITS, _days(office, span))
    nights = _Nights(office, today)
    days: dict[str, date] = {}
    visits: dict[str, VisitFacts] = {}
    for row in rows:
        visit, text = visits.get(row["visit"]), row["business_day"]
        day = days.get(text) or days.setdefault(text, date.fromisoformat(text))
        request = _request(row, day, nights)
        if visit is not None:
            visit.requests.append(request)
            continue
        visits[row["visit"]] = VisitFacts(
            id=row["visit"], day=day, weekday=day.weekday(), hour=_minute(row["arrived_at"], row["utc_offset"]) // 60,
            channel=row["channel"], language=row["language"], needs=tuple(filter(None, row["needs"].split(","))),
            familiarity=row["familiarity"], came_back=row["came_back"], requests=[request], people=row["people"] or 1,
        )  # fmt: skip
    return tuple(visits.values())


def read_told(store: Rows, office: Office, span: Span) -> tuple[Told, ...]:
    """Read the first announcement for each request whose wait has ended: served, or gone of their own."""
    seen: set[str] = set()
    told = []
    for row in store.rows(TOLD, _days(office, span)):
        if row["request"] in seen:
            continue
        seen.add(row["request"])
        served = row["started_at"] is not None
        if row["wait_ms"] is None or not (served or row["state"] == State.LEFT):
            continue
        actual = max(0, row["opened_tick"] + row["wait_ms"] - row["tick"])
        range_told = row["low_ms"], row["middle_ms"], row["high_ms"]
        told.append(Told(row["business_day"], row["service"], *range_told, actual, served, row["visit"]))
    return tuple(told)


def read_steps(store: Rows, office: Office, span: Span) -> tuple[StepFacts, ...]:
    """Read how often clerks said of a catalogue’s step that it did not help, over the last quarter of a year of the span: before, it was another.

    Steps that were learned here are in the words of clerks: no figure is made of them, for they are forgotten.
    """
    start, end = Span(max(span.first, span.last - timedelta(days=STEP_DAYS - 1)), span.last).bounds(office)
    rows = store.rows(_STEPS, {"office": office.id, "start": start, "end": end})
    return tuple(StepFacts(row["service"], row["what"], row["k"], row["n"]) for row in rows)


class _Nights:
    """What the night has closed, or will close at the first check-in of a new day: the same facts before and after, so that no figure moves by it.

    It is what `CheckInActs.close_nights` writes, but for whom a wrong clock had put on another day, who may go on; until that ends, or it turns
    out otherwise, they count as gone. When the night's closing ran tells nothing of the visitor: a wait is reckoned to the end of the business
    day, and the end has no minute.
    """

    def __init__(self, office: Office, today: date) -> None:
        self._office, self._today = office, today
        self._ends: dict[date, int] = {}

    def closes(self, row: Any, day: date) -> bool:
        """Whether the night ends a request, or has ended it."""
        if row["note"] == "night":
            return True
        state = State(row["state"])
        return day < self._today and not state.ended and not (state is State.WAITING and self._office.carry_over)

    def wait_ms(self, row: Any, day: date) -> int:
        """Return the wait of a request that the night ends."""
        if row["started_at"] is not None:
            return int(row["wait_ms"] or 0)
        if day not in self._ends:
            self._ends[day] = to_ms(self._office.day_begins(day + timedelta(days=1)))
        return max(0, self._ends[day] - int(row["opened_at"]))


def _request(row: Any, day: date, nights: _Nights) -> RequestFacts:
    offset, started, ended, state = row["utc_offset"], row["started_at"], row["ended_at"], State(row["state"])
    wait_ms, night = row["wait_ms"] or 0, nights.closes(row, day)
    if night:
        state, ended = State.FINISHED if started is not None else State.LEFT, None
        wait_ms = nights.wait_ms(row, day)
    return RequestFacts(
        service=row["service"], state=state, target_ms=row["target_minutes"] * MINUTE_MS,
        started=started is not None, called=row["called_at"] is not None,
        started_minute=-1 if started is None else _minute(started, offset),
        ended_minute=-1 if ended is None else _minute(ended, offset),
        wait_ms=wait_ms, answer_ms=row["answer_ms"] or 0, serve_ms=row["serve_ms"], hold_ms=row["hold_ms"],
        outcome=row["outcome"] or "", moved=row["handed_to"] is not None, back_dated_ms=row["back_dated_ms"],
        night=night, sent_home=row["note"] == SENT_HOME, contact=started is not None and row["wait_ms"] is None,
    )  # fmt: skip


def _minute(at: int, utc_offset: int) -> int:
    return (at // MINUTE_MS + utc_offset) % (24 * 60)


def _days(office: Office, span: Span) -> dict[str, str]:
    return {"office": office.id, "first": span.first.isoformat(), "last": span.last.isoformat()}
