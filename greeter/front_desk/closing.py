"""Closing time: who waits is served, though nobody gets a ticket any more; or is sent home with a reason and, by wish, a new appointment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from greeter.appointments.booking import Booking
from greeter.appointments.free_times import FreeTimes
from greeter.appointments.names import name_marks
from greeter.clock import to_ms
from greeter.front_desk.appointments import AppointmentActs
from greeter.front_desk.case import Field
from greeter.front_desk.line import LineActs
from greeter.inputs import listed, needed_text
from greeter.model.catalogue import HELP
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.notice import Notice
from greeter.model.person import Right
from greeter.model.visit import SENT_HOME, Need, ServiceRequest, State, Visit
from greeter.problems import BadInput, Unlawful

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from greeter.store.store import Turn

MOST_REASON = 200


@dataclass(frozen=True, slots=True)
class Home:
    """One visitor who was sent home. `starts` is the new appointment, office-local; None: they got none."""

    visit_id: str
    number: str
    starts: datetime | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class SentHome:
    """What came of sending visitors home. `missed`: numbers of those who had been called, served or gone meanwhile."""

    home: tuple[Home, ...]
    missed: tuple[str, ...] = ()


class ClosingActs(AppointmentActs, LineActs):
    """What is decided when the office closes, by whoever may (`Right.CLOSING`)."""

    def serve_the_line(self, *, clerk: str, session: str = "") -> Changes:
        """Serve all who wait now, be it after closing time; the kiosk gives no more tickets until the business day is over.

        session: the clerk's sign-in, where people sign in at this office. Raises NotAllowed.
        """
        by = self.signed_by(clerk)
        self.allow(Right.CLOSING, session)
        now = self.clock.now()
        ends = self.office.day_begins(self.office.business_day(now)).timestamp() + 24 * 3_600
        return self.give_notice(Notice.LAST, clerk=by, minutes=max(int(ends - now.timestamp()) // 60, 1))

    def give_tickets_again(self, *, clerk: str, session: str = "") -> Changes:
        """Take `serve_the_line` back: the kiosk gives tickets as at any time. Raises NotAllowed."""
        by = self.signed_by(clerk)
        self.allow(Right.CLOSING, session)
        return self.end_notice(Notice.LAST, clerk=by)

    def send_home(
        self,
        visit_ids: str | Iterable[str],
        *,
        reason: str,
        clerk: str,
        since: datetime | None = None,
        appointments: bool = False,
        session: str = "",
    ) -> SentHome:
        """Send visitors home who can't be served before the office closes; each is an act of its own in the journal. One undo takes all back.

        reason: kept with each; the visitors read it. appointments: each gets the next free time for their service; since: not before then. A single
        visitor gets exactly `since`, where it is given. session: the clerk's sign-in, where people sign in at this office.

        Raises BadInput, NotAllowed; Unlawful where nobody of them waits any more.
        """
        by, why = self.signed_by(clerk), needed_text(reason, "The reason", MOST_REASON)
        ids = [visit_ids] if isinstance(visit_ids, str) else list(dict.fromkeys(listed(visit_ids, "The visitors")))
        if not ids:
            raise BadInput("Nobody is named to send home.", "Choose from whom on.")
        self.allow(Right.CLOSING, session)
        at = None if since is None else self._in_hours(since)
        free = FreeTimes(self.store.port, self.office, self.clock.now()) if appointments else None
        batch = new_id(self.clock.read().wall)
        home: list[Home] = []
        missed: list[str] = []
        for visit_id in ids:
            exact = at if len(ids) == 1 else None
            starts = None if free is None else exact or self._next_time(free, visit_id, at)
            try:
                home.append(self._send_one_home(visit_id, why, by, batch, starts))
            except Unlawful:
                if len(ids) == 1:
                    raise
                missed.append(self.visit(visit_id).number)
        if not home:
            raise Unlawful("Nobody of them waits any more.", "Look at the queue again.")
        return SentHome(tuple(home), tuple(missed))

    def _send_one_home(self, visit_id: str, why: str, by: str, batch: str, starts: datetime | None) -> Home:
        name = self._told_name(visit_id) if starts is not None else ""
        name_marks(name, self.office.id)  # hashed before the turn is taken: others wait for it
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = replace(self._ended(turn, visit, before, Kind.SEND_HOME), note=SENT_HOME)
            if before.state is State.ON_HOLD:
                after = replace(after, hold_ms=before.hold_ms + turn.tick - before.state_tick)
            self.store.change_visit(visit, replace(visit, ended_at=turn.at))
            facts: dict[str, Any] = {"reason": why, "batch": batch}
            code = ""
            if starts is not None:
                booking = self._booking(turn, visit, before, starts, name)
                code = booking.code
                self._add(turn, booking)
                facts["appointment"] = {"uid": booking.uid, "instance": booking.instance, "at": to_ms(starts)}
            self._save(turn, Kind.SEND_HOME, before, after, by=by, **facts)
            return Home(visit.id, visit.number, starts, code)

    def _booking(self, turn: Turn, visit: Visit, request: ServiceRequest, starts: datetime, name: str) -> Booking:
        return Booking(
            uid=home_uid(visit.id), instance=str(turn.seq), starts=starts, service=request.service, code=self._free_code(),
            name=name, language=visit.language, people=visit.people,
            needs=tuple(Need(one) for one in visit.needs.split(",") if one),
        )  # fmt: skip

    def _next_time(self, free: FreeTimes, visit_id: str, since: datetime | None) -> datetime | None:
        request = self.store.request(self.visit(visit_id).request)
        known = self.office.has_service(request.service)
        return free.take(self.office.service(request.service if known else HELP), since)

    def _in_hours(self, when: datetime) -> datetime:
        """Return a time, office-local. Raises BadInput where the office is closed then, or it is past."""
        if when.tzinfo is None:
            raise BadInput("The time of the appointment has no zone.", "Give it with its zone.")
        at = self.office.local(when)
        if when <= self.clock.now():
            raise BadInput("That time is past.", "Choose a later one.")
        if self.office.open_span(at) is None:
            raise BadInput("We are closed at that time.", "Choose one within opening hours.")
        return at

    def _told_name(self, visit_id: str) -> str:
        rows = self.store.rows(
            "select value from personal where visit = :visit and field = :field",
            {"visit": visit_id, "field": Field.NAME.value},
        )
        name: str = rows[0]["value"] if rows else ""
        return name


def home_uid(visit_id: str) -> str:
    """Return what tells that an appointment was given to who was sent home."""
    return f"{SENT_HOME} {visit_id}"
