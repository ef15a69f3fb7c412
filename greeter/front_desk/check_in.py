"""Arriving: a visit begins, at the kiosk, at the desk or on the phone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.access.post import Doer, open_to_all
from greeter.clock import from_ms, to_ms
from greeter.front_desk.arrival import Arrivals
from greeter.front_desk.room import Notice, RoomActs
from greeter.inputs import MOST_KEY, MOST_NAME, chosen, clean_text, listed, needed_text
from greeter.model.catalogue import HELP
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.visit import MOST_SERVICES, Channel, Familiarity, Need, ServiceRequest, State, Visit
from greeter.problems import BadInput, OfficeClosed
from greeter.queueing.line import lane_of
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from greeter.model.catalogue import Office, Service
    from greeter.queueing.forecast import Forecast
    from greeter.store.store import Turn

MOST_IN_BLOCK = 999
"""Numbers of a kiosk's own block; then they begin again."""
MOST_PEOPLE = 99
"""A visit may be a school class; the kiosk asks up to 9."""
LONGEST_BACK_DATE = timedelta(hours=12)
LONGEST_TO_APPOINTMENT = timedelta(hours=18)
_OPEN_BEFORE = (
    "select v.id, f.opened_at, f.opened_tick from request r join visit v on v.id = r.visit and v.request = r.id"
    " join request f on f.visit = v.id and f.ordinal = 1 where r.office = :office and v.business_day < :today"
)
_LEFT_OPEN = (
    f"{_OPEN_BEFORE} and r.state in ('called', 'serving', 'on_hold')"
    f" union all {_OPEN_BEFORE} and r.state = 'waiting' and :carry = 0"
)


class Origin(StrEnum):
    """Where the check-in was done."""

    KIOSK = "kiosk"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a visitor gets at check-in."""

    number: str
    visit_id: str
    token: str
    service: str
    seq: int
    """The line of the journal; 0 where the same `request_key` had been used before."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who arrives, with everything that they, or staff, have said, made clean."""

    service: Service
    key: str | None
    personal: dict[str, str]
    language: str
    needs: str
    familiarity: Familiarity
    channel: Channel
    origin: Origin
    appointment_at: datetime | None
    back_dated_ms: int
    told: Forecast | None
    people: int | None
    goes_on: str | None
    also: str | None = None


class CheckInActs(RoomActs):
    """Checking in, once and only once."""

    def check_in(
        self,
        *,
        service: str,
        reason: str | None = None,
        name: str | None = None,
        language: str = "en",
        needs: Iterable[str] = (),
        request_key: str | None = None,
        familiarity: str = Familiarity.UNKNOWN,
        channel: str = Channel.COUNTER,
        origin: str = Origin.DESK,
        appointment_at: datetime | None = None,
        arrived: datetime | None = None,
        say_name: str | None = None,
        told: Forecast | None = None,
        people: int | None = None,
        goes_on: str | None = None,
        also: Iterable[str] = (),
    ) -> Ticket:
        """Give a visitor a ticket and a place in line.

        request_key: makes it idempotent; the same key gives the same ticket, however often and from wherever it comes.
        reason, name: in the visitor's words; kept apart from all that is counted. say_name: how to say the name.
        arrived: staff's word for when the visitor came, up to 12 hours back. told: the wait that was announced before the visitor agreed.
        people: how many they are. goes_on: the earlier visit of this office that it goes on with. also: further services, which
        are served one after another.

        Raises BadInput; OfficeClosed where a kiosk asks outside opening hours.
        """
        now = self.clock.now()
        self._check_appointment(appointment_at, now)
        coming = Coming(
            service=self.office.service(needed_text(service, "The service")),
            key=None if request_key is None else needed_text(request_key, "The request key", MOST_KEY),
            personal={
                "reason": clean_text(reason or "", "The reason"),
                "name": clean_text(name or "", "The name", MOST_NAME),
                "say_name": clean_text(say_name or "", "How to say the name", MOST_NAME),
            },
            language=needed_text(language, "The language", 20),
            needs=needs_text(needs),
            familiarity=chosen(Familiarity, familiarity, "The familiarity"),
            channel=chosen(Channel, channel, "The channel"),
            origin=chosen(Origin, origin, "The origin"),
            appointment_at=appointment_at,
            back_dated_ms=_back_dated_ms(arrived, now),
            told=told,
            people=how_many(people),
            goes_on=None if goes_on is None else needed_text(goes_on, "The earlier visit"),
            also=services_text(self.office, service, also),
        )
        known = self._ticket_of(coming.key)
        if known is not None:
            return known
        if coming.origin is Origin.KIOSK and coming.service.id != HELP:
            self._refuse_when_closed(now)
        return self._admit(coming, now)

    def _admit(
        self, coming: Coming, now: datetime, also: Callable[[Turn, Visit], dict[str, Any]] | None = None
    ) -> Ticket:
        """Begin the visit; where its key has led to one already, that one stands.

        also: writes what belongs to the same moment, and returns what the journal tells of it. It may raise GiveUp where somebody was faster.
        """
        self.close_nights()
        try:
            with self._turn() as turn:
                visit = self._new_visit(turn, coming, now, self._next_number(coming.service.letter, now))
                request = first_request(visit, coming.service, turn, coming.appointment_at, coming.back_dated_ms)
                self._write_visit(turn, visit, request, coming.personal, coming.key, coming.told, also=also)
        except GiveUp:
            again = self._ticket_of(coming.key)
            assert again is not None  # noqa: S101 (found in the turn a moment ago)
            return again
        return Ticket(visit.number, visit.id, visit.token, coming.service.id, turn.seq)

    def _new_visit(self, turn: Turn, coming: Coming, now: datetime, number: str) -> Visit:
        return Visit(
            id=new_id(turn.at), office=self.office.id, business_day=self.office.business_day(now).isoformat(), number=number,
            token=secrets.token_urlsafe(16), channel=coming.channel, language=coming.language, needs=coming.needs,
            familiarity=coming.familiarity, arrived_at=turn.at - coming.back_dated_ms,
            utc_offset=int((self.office.local(now).utcoffset() or timedelta()).total_seconds()) // 60,
            request=new_id(turn.at), origin=coming.origin.value, people=coming.people, goes_on=coming.goes_on, also=coming.also,
        )  # fmt: skip

    def ask_for_person(
        self,
        *,
        language: str = "en",
        needs: Iterable[str] = (),
        reason: str | None = None,
        request_key: str | None = None,
    ) -> Ticket:
        """Give a ticket for help at once, open or closed. For "Talk to a person", on every page of the kiosk; staff see it as an alarm."""
        return self.check_in(
            service=HELP, reason=reason, language=language, needs=needs, request_key=request_key, origin=Origin.KIOSK
        )

    @open_to_all
    def takes_visitors(self, when: datetime | None = None) -> bool:
        """Whether a kiosk may give tickets now."""
        try:
            self._refuse_when_closed(when or self.clock.now())
        except OfficeClosed:
            return False
        return True

    @open_to_all
    def close_nights(self) -> int:
        """End what was left open on earlier business days, once a day; return how many visits that were.

        A clock that is set ends nobody's visit. An office that carries its visitors over keeps those who wait. Nothing is deleted.
        """
        today = self.today()
        if self._day_looked_after == today:
            return 0
        left_open = self.store.rows(
            _LEFT_OPEN, {"office": self.office.id, "today": today, "carry": int(self.office.carry_over)}
        )
        closed = sum(self._close_by_night(visit, today) for visit in self._of_earlier_days(left_open, today))
        self._close_counters_by_night()
        self._day_looked_after = today
        return closed

    def _of_earlier_days(self, left_open: list[Any], today: str) -> list[str]:
        """Return the visits that came before today by the clock as it is now; whom a wrong clock had put on another day goes on."""
        if not left_open:
            return []
        arrivals = Arrivals(self.store, self.office.id, self.clock.read())
        came = {row["id"]: from_ms(arrivals.at(row["opened_at"], row["opened_tick"])) for row in left_open}
        return [visit for visit, when in came.items() if self.office.business_day(when).isoformat() < today]

    def _close_by_night(self, visit_id: str, today: str) -> bool:
        """End a visit of an earlier day; False where somebody has ended it since it was listed."""
        try:
            with self._turn(Doer.HOUSE) as turn:
                visit, before = self._load(visit_id)
                if before.state.ended or visit.business_day >= today:
                    raise GiveUp
                served = before.started_at is not None
                after = replace(
                    before,
                    state=State.FINISHED if served else State.LEFT,
                    state_tick=turn.tick,
                    ended_at=turn.at,
                    wait_ms=before.wait_ms if served else turn.tick - before.opened_tick,
                    note="night",
                )
                self.store.change_visit(visit, replace(visit, ended_at=turn.at))
                self._save(turn, Kind.FINISH if served else Kind.LEAVE, before, after, by="", by_night=True)
        except GiveUp:
            return False
        return True

    def _close_counters_by_night(self) -> None:
        """Close the counters that nobody closed on an earlier day."""
        begins = self.office.day_begins(self.office.business_day(self.clock.now()))
        values = {"office": self.office.id, "begins": to_ms(begins)}
        for row in self.store.rows(
            "select id from counter where office = :office and open = 1 and since_at < :begins", values
        ):
            with self._turn(Doer.HOUSE) as turn:
                self.store.port.run(
                    "update counter set open = 0, since_at = :at, since_tick = :tick where office = :office and id = :id",
                    {"office": self.office.id, "id": row["id"], "at": turn.at, "tick": turn.tick},
                )
                self.store.record(turn, Kind.CLOSE_COUNTER, counter=row["id"], by_night=True)

    def _check_appointment(self, at: datetime | None, now: datetime) -> None:
        if at is None:
            return
        if not isinstance(at, datetime) or at.tzinfo is None:
            raise BadInput("The time of the appointment has no zone.", "Give it with its zone.")
        if abs(at - now) > LONGEST_TO_APPOINTMENT:
            raise BadInput("The appointment is not today.", "Check the day and the time.")

    def _write_visit(
        self,
        turn: Turn,
        visit: Visit,
        request: ServiceRequest,
        personal: dict[str, str],
        key: str | None,
        told: Forecast | None,
        also: Callable[[Turn, Visit], dict[str, Any]] | None = None,
        by: tuple[str, str] | None = None,
        **facts: Any,
    ) -> Changes:
        """by: counter and clerk who logged it, where it began there."""
        store, (counter, clerk) = self.store, by or (None, None)
        visit_row, request_row = visit.row(), request.row()
        store.add("visit", visit_row)
        store.add("request", request_row)
        if also is not None:
            facts |= also(turn, visit)
        for field, value in personal.items():
            if value:
                store.add("personal", {"visit": visit.id, "field": field, "seq": turn.seq, "value": value})
        if key is not None and not store.keep_key(self.office.id, key, visit.id):
            raise GiveUp
        if told is not None:
            row = told.row()
            facts["told"] = row
            store.add(
                "told",
                {
                    "office": self.office.id, "seq": turn.seq, "visit": visit.id, "request": request.id,
                    "at": turn.at, "tick": turn.tick, **row,
                },
            )  # fmt: skip
        return store.record(
            turn, Kind.CHECK_IN, visit.id, counter=counter, clerk=clerk, request=request.id, service=request.service,
            as_visit={name: value for name, value in visit_row.items() if name != "token" and value is not None},
            now={name: value for name, value in request_row.items() if value is not None},
            **facts,
        )  # fmt: skip

    def _next_number(self, letter: str, now: datetime) -> str:
        if self.block:  # counts on from day to day: a kiosk that is cut off may not know the day
            ordinal = (self.store.next_ordinal(self.office.id, "", letter) - 1) % MOST_IN_BLOCK + 1
            return f"{letter}{self.block}{ordinal:02}"
        return (
            f"{letter}{self.store.next_ordinal(self.office.id, self.office.business_day(now).isoformat(), letter):03}"
        )

    @open_to_all
    def _ticket_of(self, key: str | None) -> Ticket | None:
        visit = None if key is None else self.store.visit_of_key(self.office.id, key)
        if visit is None:
            return None
        return Ticket(visit.number, visit.id, visit.token, self.store.request(visit.request).service, 0)

    def _refuse_when_closed(self, now: datetime) -> None:
        span = self.office.open_span(now)
        if span is None:
            raise OfficeClosed("We are closed now.", "Please come back when we are open.")
        if self.office.local(now) >= span[1] - timedelta(minutes=self.office.last_ticket_minutes):
            raise OfficeClosed("We give no more tickets today.", "Please speak to a clerk, or come back tomorrow.")
        if self.is_told(Notice.LAST):
            raise OfficeClosed("We give no more tickets today.", "Please speak to a clerk, or come back tomorrow.")
        if self.is_told(Notice.PAUSE):
            raise OfficeClosed("We can't take more visitors just now.", "Please speak to a clerk.")
        if self.office.full_at and self.waiting_count() >= self.office.full_at:
            raise OfficeClosed("All places in line are taken just now.", "Please speak to a clerk, or come back later.")

    @open_to_all
    def waiting_count(self) -> int:
        """Return how many visitors wait."""
        count: int = self.store.rows(
            "select count(*) as n from request where office = :office and state = 'waiting'", {"office": self.office.id}
        )[0]["n"]
        return count


def how_many(people: object) -> int | None:
    """Return how many people a visit is; None where nobody said. Raises BadInput."""
    if people is not None and (type(people) is not int or not 1 <= people <= MOST_PEOPLE):
        raise BadInput("How many they are is a number from 1 to 99.")
    return people


def needs_text(needs: Iterable[str]) -> str:
    """Return needs as a visit has them. Raises BadInput."""
    return ",".join(sorted({chosen(Need, need, "A need").value for need in listed(needs, "Needs")}))


def services_text(office: Office, first: str, also: Iterable[str]) -> str | None:
    """Return further services as a visit has them. Raises BadInput."""
    wanted = [office.service(needed_text(one, "A further service")).id for one in listed(also, "Further services")]
    kept = [one for one in dict.fromkeys(wanted) if one != first]
    if len(kept) >= MOST_SERVICES:
        raise BadInput(f"One visit is for {MOST_SERVICES} services at most.", "Choose the most important ones.")
    return ",".join(kept) or None


def first_request(
    visit: Visit, service: Service, turn: Turn, appointment_at: datetime | None, back_dated_ms: int
) -> ServiceRequest:
    """Return the request with which a visit begins, waiting."""
    opened_tick = turn.tick - back_dated_ms
    appointment_ms = None if appointment_at is None else to_ms(appointment_at)
    return ServiceRequest(
        id=visit.request,
        office=visit.office,
        visit=visit.id,
        ordinal=1,
        service=service.id,
        lane=lane_of(service.id, appointment_ms),
        state=State.WAITING,
        target_minutes=service.standard.minutes,
        opened_at=turn.at - back_dated_ms,
        opened_tick=opened_tick,
        credit_tick=opened_tick if appointment_ms is None else turn.tick + appointment_ms - turn.at,
        state_tick=turn.tick,
        appointment_at=appointment_ms,
        back_dated_ms=back_dated_ms,
    )


def _back_dated_ms(arrived: datetime | None, now: datetime) -> int:
    if arrived is None:
        return 0
    if not isinstance(arrived, datetime) or arrived.tzinfo is None:
        raise BadInput("The time of arrival has no zone.", "Give it with its zone.")
    back = now - arrived
    if back < timedelta() or back > LONGEST_BACK_DATE:
        raise BadInput("The time of arrival is not within the last 12 hours.", "Check the time.")
    return back // timedelta(milliseconds=1)
