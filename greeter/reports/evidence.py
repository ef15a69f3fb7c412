"""What the store holds about some days, read once: visits with their requests, what was told, answers of the survey, lines of the journal.

All figures are functions of it. Nothing personal is read, so forgetting a person never changes a figure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from greeter.model.journal import FIRST_HASH, SEPARATOR, Kind
from greeter.model.visit import MINUTE_MS, SENT_HOME, State
from greeter.records.integrity import Chain, Unreadable, Verdict, lines
from greeter.reports.quantities import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.span import Span


@dataclass(slots=True)
class RequestFacts:
    """One service within a visit. Durations are milliseconds."""

    id: str
    service: str
    state: State
    target_ms: int
    started: bool
    called: bool
    """Called and not put back in line."""
    counter: str
    opened_tick: int
    started_minute: int
    """Minute of the local day of service start; -1 where it never started."""
    ended_minute: int
    """Minute of the local day of the end; -1 while it lasts."""
    wait_ms: int
    """Until service start, or until the visitor was gone; 0 while it lasts."""
    answer_ms: int
    serve_ms: int
    hold_ms: int
    outcome: str
    moved: bool
    """Ended by a transfer."""
    back_dated_ms: int
    night: bool
    """Nobody ended it; the night did."""
    sent_home: bool = False
    """The office closed, and could not serve them."""
    contact: bool = False
    """On the phone or on paper: served as it came, without a wait."""

    @property
    def waited(self) -> bool:
        """Whether service began after a wait in line, however short."""
        return self.started and not self.contact

    @property
    def within(self) -> bool:
        """Whether service began within the target."""
        return self.waited and self.wait_ms <= self.target_ms

    @property
    def gone_late(self) -> bool:
        """Whether the visitor left unserved after the target; who was sent home, or in line when the night came, counts as such."""
        unserved = self.state is State.LEFT and not self.started
        return unserved and (self.night or self.sent_home or self.wait_ms > self.target_ms)

    @property
    def judged(self) -> bool:
        """Whether it counts for the standard: served, or left after the target."""
        return self.waited or self.gone_late


@dataclass(slots=True)
class VisitFacts:
    """One visit. `hour` is the local hour of arrival; `weekday` is that of its business day, 0 for Monday."""

    id: str
    day: date
    weekday: int
    hour: int
    channel: str
    language: str
    needs: tuple[str, ...]
    familiarity: str
    came_back: int | None
    requests: list[RequestFacts] = field(default_factory=list)
    people: int = 1
    """How many people it was; a visit of which nobody said counts as one."""

    @property
    def first(self) -> RequestFacts:
        """What the visitor came for."""
        return self.requests[0]

    @property
    def moves(self) -> list[tuple[RequestFacts, RequestFacts]]:
        """What each transfer within the office led from and to; a further service of the visitor's own is none."""
        return [pair for pair in zip(self.requests, self.requests[1:], strict=False) if pair[0].moved]

    @property
    def last(self) -> RequestFacts:
        """Where the visit ended, or is now."""
        return self.requests[-1]


@dataclass(frozen=True, slots=True)
class Told:
    """A wait that was announced, and what came. Milliseconds from the announcement."""

    day: str
    """Business day of the visit, as `2026-11-24`."""
    service: str
    low_ms: int
    middle_ms: int
    high_ms: int
    actual_ms: int
    """Until service start; until the visitor left, where `served` is False."""
    served: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A visitor's answer to one question of the survey, 1 to 5."""

    visit: str
    question: str
    answer: int
    service: str


@dataclass(slots=True)
class JournalFacts:
    """What the journal says of some days besides the visits themselves."""

    verdict: Verdict
    check_ins_twice: int = 0
    """Check-ins beyond one for a visit."""
    described: set[str] = field(default_factory=set)
    """Visits of which something was changed or added after check-in."""
    undone: int = 0
    jumps: int = 0
    largest_jump_ms: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    """For how many milliseconds a kiosk kept a visit while the server was away, by the visit."""
    lacking: set[str] = field(default_factory=set)
    """Visits of which a clerk noted that something was missing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the figures of some days are computed from."""

    office: Office
    span: Span
    visits: tuple[VisitFacts, ...]
    told: tuple[Told, ...] = ()
    answers: tuple[Answer, ...] = ()

    def requests(self) -> Iterator[RequestFacts]:
        """Return all requests of all visits."""
        for visit in self.visits:
            yield from visit.requests

    def within(self, span: Span) -> Evidence:
        """Return visits and announcements of some of the days alone."""
        first, last = span.first.isoformat(), span.last.isoformat()
        visits = tuple(visit for visit in self.visits if span.first <= visit.day <= span.last)
        return Evidence(self.office, span, visits, tuple(told for told in self.told if first <= told.day <= last))


_VISITS = """
select v.id as visit, v.business_day, v.channel, v.language, v.needs, v.familiarity, v.arrived_at, v.utc_offset, v.came_back, v.people,
  r.id, r.service, r.state, r.target_minutes, r.counter, r.called_at, r.started_at, r.ended_at, r.opened_tick, r.wait_ms, r.answer_ms,
  r.serve_ms, r.hold_ms, r.outcome, r.handed_to, r.back_dated_ms, r.note
from visit v join request r on r.visit = v.id
where v.office = :office and v.business_day between :first and :last and coalesce(r.note, '') <> 'taken back'
order by v.business_day, v.number, r.ordinal
"""
_TOLD = """
select v.business_day, t.request, t.seq, t.tick, t.low_ms, t.middle_ms, t.high_ms, r.service, r.state, r.started_at, r.opened_tick, r.wait_ms
from visit v join request r on r.visit = v.id join told t on t.request = r.id
where v.office = :office and v.business_day between :first and :last
  and not (r.started_at is null and coalesce(r.note, '') in ('night', 'taken back'))
order by t.seq
"""
_ANSWERS = """
select s.visit, s.question, s.answer, r.service
from survey s join visit v on v.id = s.visit join request r on r.id = v.request
where s.office = :office and s.at >= :start and s.at < :end
order by s.seq
"""
_WITHIN = """
select coalesce(sum(case when r.started_at is not null and r.wait_ms <= r.target_minutes * 60000 then 1 else 0 end), 0) as k,
  coalesce(sum(case when r.started_at is not null and r.wait_ms is not null then 1
    when r.state = 'left' and (r.note in ('night', 'sent home') or r.wait_ms > r.target_minutes * 60000) then 1 else 0 end), 0) as n
from visit v join request r on r.visit = v.id and r.ordinal = 1
where v.office = :office and v.business_day between :first and :last and coalesce(r.note, '') <> 'taken back'
"""
"""The same as `RequestFacts.within` and `RequestFacts.judged`, counted where it lies: thousands of visits need not be read for one number."""


def read_within(store: Rows, office: Office, span: Span) -> Share:
    """Read the share within standard of some business days, and nothing else."""
    row = store.rows(_WITHIN, _days(office, span))[0]
    return Share(row["k"], row["n"], office.goal)


def read_visits(store: Rows, office: Office, span: Span) -> tuple[VisitFacts, ...]:
    """Read the visits of some business days, in order of day and number."""
    rows = store.rows(_VISITS, _days(office, span))
    days: dict[str, date] = {}
    visits: dict[str, VisitFacts] = {}
    for row in rows:
        visit = visits.get(row["visit"])
        if visit is None:
            text = row["business_day"]
            day = days.get(text) or days.setdefault(text, date.fromisoformat(text))
            visit = visits[row["visit"]] = VisitFacts(
                id=row["visit"], day=day, weekday=day.weekday(), hour=_minute(row["arrived_at"], row["utc_offset"]) // 60,
                channel=row["channel"], language=row["language"], needs=tuple(filter(None, row["needs"].split(","))),
                familiarity=row["familiarity"], came_back=row["came_back"], people=row["people"] or 1,
            )  # fmt: skip
        visit.requests.append(_request(row))
    return tuple(visits.values())


def read_told(store: Rows, office: Office, span: Span) -> tuple[Told, ...]:
    """Read the first announcement for each request whose wait has ended: served, or gone of their own."""
    seen: set[str] = set()
    told = []
    for row in store.rows(_TOLD, _days(office, span)):
        if row["request"] in seen:
            continue
        seen.add(row["request"])
        served = row["started_at"] is not None
        if row["wait_ms"] is None or not (served or row["state"] == State.LEFT):
            continue
        actual = max(0, row["opened_tick"] + row["wait_ms"] - row["tick"])
        range_told = row["low_ms"], row["middle_ms"], row["high_ms"]
        told.append(Told(row["business_day"], row["service"], *range_told, actual, served))
    return tuple(told)


def read_answers(store: Rows, office: Office, span: Span) -> tuple[Answer, ...]:
    """Read the answers given on some days; the last one counts where a visitor answered a question again."""
    start, end = span.bounds(office)
    last = {
        (row["visit"], row["question"]): Answer(row["visit"], row["question"], row["answer"], row["service"])
        for row in store.rows(_ANSWERS, {"office": office.id, "start": start, "end": end})
    }
    return tuple(last.values())


def read_journal(store: Rows, office: Office, span: Span) -> JournalFacts:
    """Check the journal's lines of some days, and count what only they tell, in one pass.

    The chain is checked from the first line of these days to the last; `greeter verify` checks all of it.
    """
    first, last = _first_and_last(store, office, span)
    facts = JournalFacts(Verdict(office.id, 0, 0, 0, FIRST_HASH))
    if first is None or last is None:
        return facts
    before = store.rows(
        "select hash from journal where office = :office and seq = :seq", {"office": office.id, "seq": first - 1}
    )
    chain = Chain(office.id, before[0]["hash"] if before else FIRST_HASH, first - 1)
    checked_in: set[str] = set()
    bad, why = None, ""
    for row in lines(store, office.id, first, last):
        why = row.why if isinstance(row, Unreadable) else chain.fault(row)
        if why:
            bad = row["seq"]
            break
        _count(facts, row, checked_in)
    if bad is None and chain.seq != last:
        bad, why = chain.seq + 1, f"The lines end before line {last:,}."
    facts.verdict = Verdict(office.id, chain.seq - first + 1, first, chain.seq, chain.hash, bad, why)
    return facts


def _count(facts: JournalFacts, row: Any, checked_in: set[str]) -> None:
    kind, visit, line = row["kind"], row["visit"], row["line"]
    if kind == Kind.CHECK_IN:
        facts.check_ins_twice += visit in checked_in
        checked_in.add(visit)
        if '"kept_ms"' in line:
            facts.kept[visit] = int(_data(line).get("kept_ms", 0))
    elif kind == Kind.DESCRIBE:
        facts.described.add(visit)
        if "missing" in _data(line).get("fields", ()):
            facts.lacking.add(visit)
    elif kind == Kind.UNDO:
        facts.undone += 1
    if '"clock_jump_ms"' in line:
        facts.jumps += 1
        facts.largest_jump_ms = max(facts.largest_jump_ms, abs(_data(line).get("clock_jump_ms", 0)))


def _data(line: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(line.rpartition(SEPARATOR)[2])
    return data


def _first_and_last(store: Rows, office: Office, span: Span) -> tuple[int | None, int | None]:
    """Return the journal's first and last line of some days. Where the clock was set back within them, neither has the least or the greatest time."""
    start, end = span.bounds(office)
    values: dict[str, Any] = {"office": office.id, "start": start, "end": end}
    found = [
        store.rows(
            f"select seq from journal where office = :office and at >= :start and at < :end order by at {way}, seq {way} limit 1",
            values,
        )
        for way in ("asc", "desc")
    ]
    seqs = [rows[0]["seq"] for rows in found if rows]
    if not seqs:
        return None, None
    outside = "select seq from journal where office = :office and (at < :start or at >= :end) and seq"
    before = store.rows(f"{outside} < :seq order by seq desc limit 1", {**values, "seq": min(seqs)})
    after = store.rows(f"{outside} > :seq order by seq limit 1", {**values, "seq": max(seqs)})
    ends = store.rows(
        "select min(seq) as first, max(seq) as last from journal where office = :office", {"office": office.id}
    )[0]
    return before[0]["seq"] + 1 if before else ends["first"], after[0]["seq"] - 1 if after else ends["last"]


def _request(row: Any) -> RequestFacts:
    offset, started, ended = row["utc_offset"], row["started_at"], row["ended_at"]
    return RequestFacts(
        id=row["id"], service=row["service"], state=State(row["state"]), target_ms=row["target_minutes"] * MINUTE_MS,
        started=started is not None, called=row["called_at"] is not None, counter=row["counter"] or "",
        opened_tick=row["opened_tick"],
        started_minute=-1 if started is None else _minute(started, offset),
        ended_minute=-1 if ended is None else _minute(ended, offset),
        wait_ms=row["wait_ms"] or 0, answer_ms=row["answer_ms"] or 0, serve_ms=row["serve_ms"], hold_ms=row["hold_ms"],
        outcome=row["outcome"] or "", moved=row["handed_to"] is not None, back_dated_ms=row["back_dated_ms"],
        night=row["note"] == "night", sent_home=row["note"] == SENT_HOME, contact=started is not None and row["wait_ms"] is None,
    )  # fmt: skip


def _minute(at: int, utc_offset: int) -> int:
    return (at // MINUTE_MS + utc_offset) % (24 * 60)


def _days(office: Office, span: Span) -> dict[str, str]:
    return {"office": office.id, "first": span.first.isoformat(), "last": span.last.isoformat()}
