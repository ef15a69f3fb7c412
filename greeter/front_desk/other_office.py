"""Sending a visitor on to another office of the store: the visit ends here, and goes on there, in one transaction.

Decision 13 says what is fair to those who wait there and to the one who comes.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from greeter.catalogue.neighbours import Neighbours
from greeter.clock import to_ms
from greeter.front_desk.check_in import LONGEST_TO_APPOINTMENT, CheckInActs
from greeter.front_desk.steps import IN_VISIT, keep_note
from greeter.inputs import clean_text, needed_text
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.visit import ServiceRequest, State, Visit
from greeter.problems import BadInput, OfficeClosed, Unlawful
from greeter.queueing.line import lane_of
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from greeter.model.catalogue import Office, Service
    from greeter.store.store import Turn

STAYS = ("note", "comment")
"""Personal fields that are not simply copied: notes keep who wrote them, a comment is on the visit here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Changes):
    """A visitor who was sent to another office: where to, and the number that is theirs there.

    `seq` is 0 where they had been sent there before: a repeated request changes nothing.
    """

    office: str
    office_name: str
    number: str
    there: str
    """The visit's id in that office."""


class OtherOfficeActs(CheckInActs):
    """What concerns two offices at once."""

    @cached_property
    def neighbours(self) -> Neighbours:
        """The offices of this store, as they are published."""
        return Neighbours(self._store.rows)

    def _send(self, visit_id: str, office: str, service: str | None, note: str, at: datetime | None) -> Sent:
        """End a visit here and let it go on in another office of the store. See `transfer`."""
        there = self._other(office)
        text, wanted = clean_text(note, "The note"), None if service is None else needed_text(service, "The service")
        comes = _arrival(there, self.clock.now(), at)
        known: Sent | None = None
        try:
            with self._turns((self.office.id, there.id)) as turns:
                visit, before = self._load(visit_id)
                known = self._sent_before(visit, before, there)
                if known is not None:
                    raise GiveUp
                refuse_contact(visit)
                if visit.to_come:
                    raise Unlawful(
                        f"{visit.number} has more to do here.",
                        "Finish this service first, or take the others off the visit.",
                    )
                goes_to = _service_there(there, wanted, before.service, self.office)
                keep_note(self.store, turns[self.office.id], visit.id, text)
                gone = self._arrive(turns[there.id], there, goes_to, comes, visit, before)
                return self._go(turns[self.office.id], there, visit, before, *gone)
        except GiveUp:
            assert known is not None  # noqa: S101 (found in the turn a moment ago)
            return known

    def _other(self, office: str) -> Office:
        asked = needed_text(office, "The office")
        if asked == self.office.id:
            raise BadInput(f"{self.office.name} is this office.", "Choose a service, a counter or a clerk.")
        return self.neighbours.office(asked)

    def _sent_before(self, visit: Visit, before: ServiceRequest, there: Office) -> Sent | None:
        """Return where the visitor was sent, where they were sent to this office already. Raises Unlawful where it was to another."""
        if before.state is not State.FINISHED or before.handed_to is None:
            return None
        rows = self.store.rows(
            "select data from journal where office = :office and visit = :visit and kind = :kind order by seq desc limit 1",
            {"office": self.office.id, "visit": visit.id, "kind": Kind.TRANSFER.value},
        )
        sent: dict[str, Any] = json.loads(rows[0]["data"])["sent"]
        if sent["office"] != there.id:
            raise Unlawful(
                f"{visit.number} was sent to {sent['name']} already.", f"Their number there is {sent['number']}."
            )
        return Sent(
            0, Kind.TRANSFER, visit.id,
            office=there.id, office_name=sent["name"], number=sent["number"], there=sent["visit"],
        )  # fmt: skip

    def _go(
        self, turn: Turn, there: Office, visit: Visit, before: ServiceRequest, new: Visit, request: ServiceRequest
    ) -> Sent:
        """End the visit here, and write where it goes on."""
        after = before.moved(
            Kind.TRANSFER, number=visit.number, tick=turn.tick, ended_at=turn.at,
            serve_ms=before.serve_ms + turn.tick - before.state_tick, handed_to=request.id,
        )  # fmt: skip
        self.store.change_visit(visit, replace(visit, ended_at=turn.at))
        sent = {
            "office": there.id, "name": there.name, "visit": new.id, "request": request.id, "number": new.number,
            "service": request.service, "service_name": there.service(request.service).name, "at": request.appointment_at,
        }  # fmt: skip
        line = self._save(turn, Kind.TRANSFER, before, after, sent=sent)
        return Sent(
            line.seq, line.kind, visit.id, office=there.id, office_name=there.name, number=new.number, there=new.id
        )

    def _arrive(
        self, turn: Turn, there: Office, service: Service, comes: datetime, visit: Visit, before: ServiceRequest
    ) -> tuple[Visit, ServiceRequest]:
        """Begin the visit there, with all that is known of the visitor."""
        later = max(0, to_ms(comes) - turn.at)
        offset, day = there.local(comes).utcoffset() or timedelta(), there.business_day(comes).isoformat()
        new = replace(
            visit,
            id=new_id(turn.at),
            office=there.id,
            business_day=day,
            number=f"{service.letter}{self.store.next_ordinal(there.id, day, service.letter):03}",
            token=secrets.token_urlsafe(16),
            arrived_at=turn.at + later,
            utc_offset=int(offset.total_seconds()) // 60,
            request=new_id(turn.at),
            ended_at=None,
            came_back=None,
            came_from=visit.id,
        )
        appointment = turn.at + later if later else None
        request = ServiceRequest(
            id=new.request, office=there.id, visit=new.id, ordinal=1, service=service.id,
            lane=lane_of(service.id, appointment), state=State.WAITING, target_minutes=service.standard.minutes,
            opened_at=turn.at + later, opened_tick=turn.tick + later, credit_tick=turn.tick + later,
            state_tick=turn.tick, appointment_at=appointment,
        )  # fmt: skip
        rows = self.store.rows(
            "select field, seq, value from personal where visit = :visit order by seq", {"visit": visit.id}
        )
        fields = {row["field"]: row["value"] for row in rows if row["field"] not in STAYS}
        notes = [row for row in rows if row["field"] == "note"]
        came = {
            "office": self.office.id, "name": self.office.name, "visit": visit.id, "number": visit.number,
            "counter": before.counter, "clerk": before.clerk, "notes": self._signed(visit, before, notes),
        }  # fmt: skip
        self._write_visit(turn, new, request, fields, None, None, came=came)
        for place, row in enumerate(notes, start=-len(notes)):
            self.store.add("personal", {"visit": new.id, "field": "note", "seq": place, "value": row["value"]})
        self._copy_steps(turn, visit, new)
        return new, request

    def _signed(self, visit: Visit, before: ServiceRequest, notes: list[Any]) -> list[dict[str, Any]]:
        """Return who wrote each note, where and when; notes that came from yet another office keep what that one said.

        The note of this very act has no line yet: it is by whoever sends the visitor.
        """
        lines = self.store.rows(
            "select seq, at, kind, counter, clerk, data from journal where office = :office and visit = :visit order by seq",
            {"office": self.office.id, "visit": visit.id},
        )
        signed: dict[int, dict[str, Any]] = {
            row["seq"]: {"office": self.office.name, "counter": row["counter"], "clerk": row["clerk"], "at": row["at"]}
            for row in lines
        }
        for row in lines:
            if row["kind"] == Kind.CHECK_IN.value:
                came = json.loads(row["data"]).get("came", {})
                earlier = came.get("notes", [])
                signed |= dict(enumerate(earlier, start=-len(earlier)))
        now = {
            "office": self.office.name, "counter": before.counter, "clerk": before.clerk, "at": self.clock.read().wall,
        }  # fmt: skip
        return [signed.get(row["seq"], now) for row in notes]

    def _copy_steps(self, turn: Turn, visit: Visit, new: Visit) -> None:
        """Let the next steps go on there, those that are done as well: nothing is done twice. The office there suggests its own besides."""
        rows = self.store.rows(
            f"select * from step where visit = :visit and {IN_VISIT} order by position, id", {"visit": visit.id}
        )
        for position, row in enumerate(rows, start=1):
            self.store.add(
                "step",
                {
                    "id": new_id(turn.at), "visit": new.id, "request": new.request, "position": position, "what": row["what"],
                    "owner": row["owner"], "detail": row["detail"], "due": row["due"], "origin": "clerk",
                    "done_at": row["done_at"], "done_by": row["done_by"],
                },
            )  # fmt: skip


def refuse_contact(visit: Visit) -> None:
    """Raise Unlawful for a contact: nobody can call it from a line."""
    if not visit.has_ticket:
        raise Unlawful(
            f"Nobody can be called from the line for {visit.number}.",
            "Finish it, and leave what is open to a colleague as a follow-up.",
        )


def _arrival(there: Office, now: datetime, at: datetime | None) -> datetime:
    """Return when the visitor is expected there. Raises BadInput, and OfficeClosed where that office is closed then."""
    if at is None:
        span = there.open_span(now)
        if span is None or now >= span[1] - timedelta(minutes=there.last_ticket_minutes):
            raise OfficeClosed(
                f"{there.name} takes no more visitors now.{_opens(there, now)}", "Choose a time when it is open."
            )
        return now
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise BadInput("The time they are expected has no zone.", "Give it with its zone.")
    if at < now:
        raise BadInput(f"{there.local(at):%H:%M} at {there.name} is past.", "Choose a later time, or none.")
    if at - now > LONGEST_TO_APPOINTMENT or there.business_day(at) != there.business_day(now):
        raise BadInput(f"They can be expected at {there.name} today only.", "Choose a time of today.")
    if there.open_span(at) is None:
        raise OfficeClosed(
            f"{there.name} is closed at {there.local(at):%H:%M}.{_opens(there, now)}", "Choose another time."
        )
    return at


def _opens(there: Office, now: datetime) -> str:
    opens = there.next_opening(now)
    return "" if opens is None else f" It opens on {opens:%A} at {opens:%H:%M}."


def _service_there(there: Office, wanted: str | None, service: str, here: Office) -> Service:
    """Return the service there: the one that was chosen, else the same as here. Raises BadInput."""
    asked = wanted or service
    if not there.has_service(asked):
        name = here.service(asked).name if here.has_service(asked) else asked
        offered = ", ".join(one.name for one in there.services if one.listed)
        raise BadInput(f"{there.name} does not offer “{name}”.", f"It offers: {offered}.")
    return there.service(asked)
