"""Everything a clerk should know before the visitor sits down."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from greeter.appointments.booking import Known
from greeter.clock import from_ms
from greeter.front_desk.case import Field
from greeter.front_desk.coming_back import came_back_from_hold
from greeter.guidance.distress import distressed
from greeter.guidance.next_steps import suggested
from greeter.guidance.step_habits import NOTHING_KNOWN, Habits, Origin, Word, same
from greeter.model.catalogue import NextStep, Owner
from greeter.model.journal import Kind
from greeter.model.visit import MINUTE_MS, SENT_HOME, Familiarity, Need, State
from greeter.views.appointments import read_personal
from greeter.views.came_from import came_from
from greeter.views.coming_back import read_goes_on
from greeter.views.earlier_visits import read_earlier_visits
from greeter.views.here_before import read_here_before

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.guidance.distress import Sign
    from greeter.guidance.next_steps import SuggestedStep
    from greeter.model.catalogue import Service
    from greeter.model.visit import ServiceRequest
    from greeter.views.came_from import CameFrom
    from greeter.views.coming_back import GoesOn
    from greeter.views.here_before import HereBefore
    from greeter.views.step_evidence import StepEvidence


@dataclass(frozen=True, slots=True)
class Note:
    """What a clerk wrote."""

    text: str
    clerk: str
    counter: str
    at: datetime
    office: str = ""
    """The name of the office where it was written, where that is another one."""
    ticket: str = ""
    """The earlier ticket under which it was written, where the visitor came back with that."""
    booked: bool = False
    """Whether it was written when the appointment was made."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened in the visit. `kind` and `facts` are the journal's; the screen puts them into words."""

    at: datetime
    kind: Kind
    counter: str
    clerk: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A next step of the visit. `id` is empty while it is only suggested."""

    id: str
    what: str
    owner: Owner
    detail: str
    due: date | None
    done_at: datetime | None
    done_by: str
    suggested: NextStep | None = None
    """None once it is a step of the visit."""
    offered: SuggestedStep | None = None
    """What speaks for it, while it is only suggested."""
    origin: Origin = Origin.CATALOGUE
    judged: str = ""
    """A clerk's word on the suggestion."""


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A visit at the staff window. Times are office-local."""

    visit_id: str
    number: str
    state: State
    service: Service | None
    service_id: str
    counter: str
    clerk: str
    in_state: timedelta
    waited: timedelta
    """Until service start, or until now."""
    wait_started_again: bool
    """Whether the visitor was sent on at least once."""
    target_minutes: int
    with_clerk: timedelta
    """Time in service so far, hold left out."""
    needs: tuple[Need, ...]
    language: str
    familiarity: Familiarity
    printed: str
    fields: dict[Field, str]
    notes: tuple[Note, ...]
    story: tuple[StoryLine, ...]
    steps: tuple[StepRow, ...]
    calls: int
    hold_reason: str
    token: str
    now: datetime
    came_from: CameFrom | None = None
    """Which office has sent them here; None for those who just came in."""
    expected: datetime | None = None
    """When they are expected, while they are still on the way; None for those who are here."""
    distress: Sign | None = None
    """That their reason holds a word of hardship; for staff alone, and kept nowhere."""
    earlier_visits: int = 0
    """How often they came about the same within 14 days before, by their own word and full name."""
    habits: Habits = NOTHING_KNOWN
    """What is usual for the service here."""
    people: int | None = None
    """How many they are; None where nobody said."""
    goes_on: GoesOn | None = None
    """The earlier visit that it goes on with, by the ticket that the visitor showed."""
    here_before: tuple[HereBefore, ...] = ()
    """When they were here about the same, the latest first."""
    is_back: bool = False
    """On hold, and the visitor has told the kiosk that they are back."""
    sent_home: bool = False
    """Left because the office closed and could not serve them."""
    to_come: tuple[str, ...] = ()
    """Names of the services that are still to come in this visit."""


def read_visit_card(desk: FrontDesk, visit_id: str, evidence: StepEvidence | None = None) -> VisitCard:
    """Read a visit for the clerk who has it. evidence: reads what is usual for its service; nothing is without. Raises NotFound."""
    office, tick = desk.office, desk.tick()
    visit = desk.visit(visit_id)
    request = desk.store.request(visit.request)
    service = office.service(request.service) if office.has_service(request.service) else None
    habits = evidence.read(desk, request.service, visit_id) if evidence is not None else NOTHING_KNOWN
    in_state = tick - request.state_tick
    waited = request.wait_ms if request.wait_ms is not None else request.waited(tick)
    if request.started_at is not None and request.wait_ms is None:
        waited = 0  # it went on at the same counter
    story = _story(desk, visit_id)
    arrived = next((line.facts for line in story if line.kind is Kind.CHECK_IN), {})
    booked = read_personal(desk, visit_id)
    fields = _fields(desk, visit_id, booked)
    goes_on = read_goes_on(desk, visit)
    return VisitCard(
        visit_id=visit.id,
        number=visit.number,
        state=request.state,
        service=service,
        service_id=request.service,
        counter=request.counter or "",
        clerk=request.clerk or "",
        in_state=timedelta(milliseconds=in_state),
        waited=timedelta(milliseconds=waited),
        wait_started_again=request.ordinal > 1,
        target_minutes=request.target_minutes,
        with_clerk=timedelta(milliseconds=request.serve_ms + (in_state if request.state is State.SERVING else 0)),
        needs=tuple(Need(need) for need in visit.needs.split(",") if need),
        language=visit.language,
        familiarity=visit.familiarity,
        printed=visit.printed.value,
        fields=fields,
        notes=(
            *_notes_of_booking(desk, visit.arrived_at, booked),
            *_earlier_notes(desk, goes_on),
            *_notes(desk, visit_id, arrived),
        ),
        story=story,
        steps=_steps(desk, visit_id, request.id, service, habits),
        habits=habits,
        calls=request.calls,
        hold_reason=request.hold_reason or "",
        token=visit.token,
        now=office.local(desk.clock.now()),
        came_from=came_from(arrived),
        expected=office.local(from_ms(request.opened_at)) if _is_expected(request, tick) else None,
        distress=distressed(
            fields.get(Field.REASON, ""),
            visit.language,
            office_language=office.language,
            office_words=office.sensitive_words,
        ),
        earlier_visits=read_earlier_visits(desk, visit, fields.get(Field.NAME, "")),
        people=visit.people,
        goes_on=goes_on,
        here_before=read_here_before(
            desk, visit, goes_on, name=fields.get(Field.NAME, ""), contact=fields.get(Field.CONTACT, "")
        ),
        is_back=came_back_from_hold(visit, request),
        sent_home=request.note == SENT_HOME,
        to_come=tuple(office.service(one).name for one in visit.to_come if office.has_service(one)),
    )


def _is_expected(request: ServiceRequest, tick: int) -> bool:
    return request.state is State.WAITING and request.opened_tick > tick


def card_later(card: VisitCard, now: datetime) -> VisitCard:
    """Return a card as it is at a later time, when nothing was heard of the visit since."""
    passed = now.astimezone(UTC) - card.now.astimezone(UTC)
    return replace(
        card,
        now=now,
        in_state=card.in_state + passed,
        waited=card.waited + passed if card.state in {State.WAITING, State.CALLED} else card.waited,
        with_clerk=card.with_clerk + passed if card.state is State.SERVING else card.with_clerk,
    )


def waited_minutes(card: VisitCard) -> int:
    """Return whole minutes waited."""
    return int(card.waited / timedelta(milliseconds=MINUTE_MS))


def _fields(desk: FrontDesk, visit_id: str, booked: dict[str, str]) -> dict[Field, str]:
    """Return the personal fields; a name and contact that nobody has said since stand as they were booked."""
    rows = desk.store.rows(
        "select field, value from personal where visit = :visit and field <> 'note'", {"visit": visit_id}
    )
    known = {Field(row["field"]): row["value"] for row in rows}
    as_booked = {Field.NAME: booked.get(Known.NAME, ""), Field.CONTACT: booked.get(Known.CONTACT, "")}
    return {field: text for field, text in as_booked.items() if text} | known


def _notes_of_booking(desk: FrontDesk, arrived_at: int, booked: dict[str, str]) -> tuple[Note, ...]:
    text = booked.get(Known.NOTE, "")
    return (Note(text, "", "", desk.office.local(from_ms(arrived_at)), booked=True),) if text else ()


def _earlier_notes(desk: FrontDesk, goes_on: GoesOn | None) -> tuple[Note, ...]:
    """Return what clerks wrote when the visitor was here before."""
    if goes_on is None:
        return ()
    return tuple(replace(note, ticket=goes_on.number) for note in _notes(desk, goes_on.visit_id, {}))


def _notes(desk: FrontDesk, visit_id: str, arrived: dict[str, Any]) -> tuple[Note, ...]:
    """Return the notes, oldest first. Those of another office come first, under numbers below zero: the check-in tells who wrote them."""
    rows = desk.store.rows(
        "select p.value, p.seq, j.clerk, j.counter, j.at from personal p left join journal j on j.office = :office and j.seq = p.seq"
        " where p.visit = :visit and p.field = 'note' order by p.seq",
        {"office": desk.office.id, "visit": visit_id},
    )
    earlier = arrived.get("came", {}).get("notes", [])
    signed = dict(enumerate(earlier, start=-len(earlier)))
    return tuple(_note(desk, row["value"], signed.get(row["seq"]) or row) for row in rows)


def _note(desk: FrontDesk, text: str, signed: Any) -> Note:
    office = signed["office"] if isinstance(signed, dict) and "office" in signed else ""
    return Note(text, signed["clerk"] or "", signed["counter"] or "", desk.office.local(from_ms(signed["at"])), office)


def _story(desk: FrontDesk, visit_id: str) -> tuple[StoryLine, ...]:
    rows = desk.store.rows(
        "select at, kind, counter, clerk, data from journal where visit = :visit order by seq", {"visit": visit_id}
    )
    return tuple(
        StoryLine(
            desk.office.local(from_ms(row["at"])),
            Kind(row["kind"]),
            row["counter"] or "",
            row["clerk"] or "",
            json.loads(row["data"]),
        )
        for row in rows
    )


def _steps(
    desk: FrontDesk, visit_id: str, request_id: str, service: Service | None, habits: Habits
) -> tuple[StepRow, ...]:
    """Return the visit's steps; while none of the catalogue's was taken over for this request, those follow as suggestions.

    What was learned here follows until it is accepted or taken out.
    """
    rows = desk.store.rows("select * from step where visit = :visit order by position, id", {"visit": visit_id})
    kept = tuple(
        StepRow(
            id=row["id"],
            what=row["what"],
            owner=Owner(row["owner"]),
            detail=row["detail"],
            due=None if row["due"] is None else date.fromisoformat(row["due"]),
            done_at=None if row["done_at"] is None else desk.office.local(from_ms(row["done_at"])),
            done_by=row["done_by"] or "",
            origin=Origin(row["origin"]),
            judged=row["judged"] or "",
        )
        for row in rows
        if row["judged"] in {None, Word.HELPED}
    )
    taken = any(row["request"] == request_id and row["origin"] == Origin.CATALOGUE for row in rows)
    if service is None:
        return kept
    have = {same(row["what"]) for row in rows}
    offered = [one for one in suggested(service, habits) if same(one.step.what) not in have]
    return kept + tuple(
        StepRow(
            "", one.step.what, one.step.owner, one.step.detail, None, None, "", one.step, one,
            Origin.LEARNED if one.added else Origin.CATALOGUE,
        )
        for one in offered
        if one.added or not taken
    )  # fmt: skip
