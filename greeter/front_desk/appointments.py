"""Appointments: taken in from a calendar, cancelled, and kept: one appointment gives one ticket, from whatever screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from greeter.access.post import open_to_all
from greeter.appointments.booking import BY_HAND, Booking, Standing
from greeter.appointments.codes import code_key, new_code
from greeter.appointments.names import name_marks
from greeter.clock import from_ms, to_ms
from greeter.front_desk.check_in import CheckInActs, Coming, Origin, Ticket, how_many, needs_text, services_text
from greeter.front_desk.room import Notice
from greeter.inputs import MOST_NAME, chosen, clean_text, needed_text
from greeter.model.catalogue import HELP
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.visit import MINUTE_MS, Channel, Familiarity, Visit
from greeter.problems import NotFound, OfficeClosed, Unlawful
from greeter.records.holds import held_back
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from greeter.queueing.forecast import Forecast
    from greeter.records.holds import HeldBack
    from greeter.store.store import Turn

AT_ONCE = 200
"""So many appointments are looked up with one statement."""
_WRITTEN = (
    "sequence", "starts_at", "business_day", "service", "code", "code_key", "host", "language", "needs", "people", "state",
)  # fmt: skip
"""What of an appointment a file may change."""


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of the appointments of a file."""

    added: int = 0
    changed: int = 0
    cancelled: int = 0
    same: int = 0
    """Known already, or the file is older than what is known."""
    seq: int = 0
    """The line of the journal; 0 where nothing was changed."""
    held: int = 0
    """Of how many a legal hold keeps name, contact and note as they were, whatever the file says."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be written: new rows, changed rows with what was there, and rows that are cancelled because the file has them no more."""

    new: list[Booking]
    changed: list[tuple[Booking, Any]]
    gone: list[Any]
    same: int
    held: frozenset[str] = frozenset()
    """Appointments whose words stay, for they are held back."""


class AppointmentActs(CheckInActs):
    """What concerns appointments."""

    def book(
        self,
        bookings: Sequence[Booking],
        *,
        until: datetime | None = None,
        complete: bool = False,
        clerk: str | None = None,
    ) -> Booked:
        """Take appointments in, all or none. The same ones again change nothing; newer states of them replace what is known.

        until: series were followed until then; what a series had until then and has no more is cancelled. complete: so is whatever else this office
        had from now until the last of them. Who came keeps the appointment as it was. What is under a legal hold keeps its
        words. Raises BadInput.
        """
        by = None if clerk is None else self.signed_by(clerk)
        for one in bookings:
            self.office.service(one.service)
            name_marks(one.name, self.office.id)  # hashed before the turn is taken: others wait for it
        try:
            with self._turn() as turn:
                work = self._compare(bookings, until, complete=complete)
                if not (work.new or work.changed or work.gone):
                    raise GiveUp
                for one in work.new:
                    self._add(turn, one)
                for one, row in work.changed:
                    self._change(one, row, words=row["id"] not in work.held)
                for row in work.gone:
                    self._set_state(row["id"], Standing.CANCELLED)
                called_off = sum(one.cancelled for one, _ in work.changed)
                booked = Booked(
                    len(work.new),
                    len(work.changed) - called_off,
                    called_off + len(work.gone),
                    work.same,
                    turn.seq,
                    held=len(work.held),
                )
                self.store.record(
                    turn, Kind.BOOK, clerk=by, added=booked.added, changed=booked.changed, cancelled=booked.cancelled
                )
                return booked
        except GiveUp:
            return Booked(same=work.same, held=len(work.held))

    def cancel_appointment(self, appointment_id: str, *, clerk: str | None = None) -> Changes:
        """Cancel an appointment by hand. The same file read again does not bring it back. Raises NotFound, Unlawful."""
        by = None if clerk is None else self.signed_by(clerk)
        with self._turn() as turn:
            row = self.appointment(appointment_id)
            if row["state"] == Standing.CAME:
                raise Unlawful("They have come already.", "Look for them in the queue.")
            if row["state"] == Standing.CANCELLED:
                raise Unlawful("It is cancelled already.")
            self.store.port.run(
                "update appointment set state = :state, sequence = :sequence where id = :id",
                {"id": row["id"], "state": Standing.CANCELLED.value, "sequence": row["sequence"] + BY_HAND},
            )
            return self.store.record(turn, Kind.BOOK, clerk=by, cancelled=1, appointment=row["id"])

    def check_in_appointment(
        self,
        appointment_id: str,
        *,
        language: str | None = None,
        needs: Iterable[str] = (),
        name: str | None = None,
        say_name: str | None = None,
        reason: str | None = None,
        people: int | None = None,
        also: Iterable[str] = (),
        origin: str = Origin.DESK,
        told: Forecast | None = None,
    ) -> Ticket:
        """Give who comes to an appointment a ticket; whoever asks for it again, from wherever, gets the same one.

        In time, its credit counts from the appointment's time. Later than the office's `late_minutes` it is taken as for somebody who walked in: they
        wait from now. language, people: as booked, unless given. needs: beside those that were booked. also: further services, served after it.

        Raises NotFound; Unlawful where it is cancelled or not today; OfficeClosed where a kiosk asks outside opening hours.
        """
        row = self.appointment(appointment_id)
        known = self._ticket_of(_key(row["id"]))
        if known is not None:
            return known
        now = self.clock.now()
        starts, late = from_ms(row["starts_at"]), self.is_late(row["starts_at"])
        if row["state"] == Standing.CANCELLED:
            raise Unlawful("This appointment was cancelled.", "Make another one, or take a ticket.")
        if row["business_day"] != self.office.business_day(now).isoformat():
            raise Unlawful("This appointment is on another day.", "Come on that day, or take a ticket.")
        asked_origin = chosen(Origin, origin, "The origin")
        if asked_origin is Origin.KIOSK:
            self._refuse_appointment_when_closed(now)
        service = row["service"] if self.office.has_service(row["service"]) else HELP
        coming = Coming(
            service=self.office.service(service),
            key=_key(row["id"]),
            personal={
                "reason": clean_text(reason or "", "The reason"),
                "name": clean_text(name or "", "The name", MOST_NAME),
                "say_name": clean_text(say_name or "", "How to say the name", MOST_NAME),
            },
            language=needed_text(language or row["language"] or self.office.language, "The language", 20),
            needs=needs_text([*(one for one in row["needs"].split(",") if one), *needs]),
            familiarity=Familiarity.UNKNOWN,
            channel=Channel.APPOINTMENT,
            origin=asked_origin,
            appointment_at=None if late else starts,
            back_dated_ms=0,
            told=told,
            people=how_many(people) if people is not None else row["people"],
            goes_on=None,
            also=services_text(self.office, service, also),
        )

        def comes(_: Turn, visit: Visit) -> dict[str, Any]:
            kept = self.store.port.run(
                "update appointment set state = 'came', visit = :visit where id = :id and state = 'expected'",
                {"id": row["id"], "visit": visit.id},
            )
            if not kept and not self._has_ticket(row["id"]):
                raise Unlawful("This appointment was changed a moment ago.", "Look for it again.")
            return {"booked": {"id": row["id"], "at": row["starts_at"], "late": late}}

        return self._admit(coming, now, comes)

    @open_to_all
    def appointment(self, appointment_id: str) -> Any:
        """Return an appointment's row, without what is personal. Raises NotFound, for another office's too."""
        rows = self.store.rows(
            "select * from appointment where id = :id and office = :office",
            {"id": needed_text(appointment_id, "The appointment"), "office": self.office.id},
        )
        if not rows:
            raise NotFound("There is no such appointment.", "Look for it by its code or time.")
        return rows[0]

    def is_late(self, starts_at: int) -> bool:
        """Whether who comes now to an appointment of that time (ms) waits as those who walked in."""
        minutes = self.office.late_minutes
        return minutes > 0 and self.clock.read().wall - starts_at > minutes * MINUTE_MS

    @open_to_all
    def takes_appointments(self) -> bool:
        """Whether a kiosk may take in who has an appointment now: also while no more tickets are given, for they were promised a time."""
        try:
            self._refuse_appointment_when_closed(self.clock.now())
        except OfficeClosed:
            return False
        return True

    def _refuse_appointment_when_closed(self, now: datetime) -> None:
        if self.office.open_span(now) is None:
            raise OfficeClosed("We are closed now.", "Please come back when we are open.")
        if self.is_told(Notice.PAUSE):
            raise OfficeClosed("We can't take more visitors just now.", "Please speak to a clerk.")

    @open_to_all
    def _has_ticket(self, appointment_id: str) -> bool:
        return self.store.visit_of_key(self.office.id, _key(appointment_id)) is not None

    def _compare(self, bookings: Sequence[Booking], until: datetime | None, *, complete: bool) -> _Work:
        """Return what a file changes."""
        known = {(row["uid"], row["instance"]): row for row in self._known({one.uid for one in bookings})}
        personal = self._personal_of([row["id"] for row in known.values()])
        work, held, kept = _Work([], [], [], 0), held_back(self.store, self.office.id), set[str]()
        same = 0
        for one in bookings:
            row = known.get((one.uid, one.instance))
            if row is None:
                if one.cancelled:
                    same += 1
                else:
                    work.new.append(one)
            elif row["state"] == Standing.CAME or one.sequence < row["sequence"]:
                same += 1
            else:
                changed, keeps_words = self._news(one, row, personal.get(row["id"], {}), held)
                if keeps_words:
                    kept.add(row["id"])
                if changed:
                    work.changed.append((one, row))
                elif not keeps_words:
                    same += 1
        here = {(one.uid, one.instance) for one in bookings}
        gone = {row["id"]: row for row in known.values() if (row["uid"], row["instance"]) not in here}
        if complete and bookings:
            last = max(to_ms(one.starts) for one in bookings)
            gone |= {row["id"]: row for row in self._expected(last) if (row["uid"], row["instance"]) not in here}
        begins = to_ms(self.office.day_begins(self.office.business_day(self.clock.now())))
        ends = to_ms(until) if until is not None else max((to_ms(one.starts) for one in bookings), default=0)
        work.gone.extend(
            row for row in gone.values() if row["state"] == Standing.EXPECTED and begins <= row["starts_at"] <= ends
        )
        return replace(work, same=same, held=frozenset(kept))

    def _news(self, one: Booking, row: Any, words: dict[str, str], held: HeldBack) -> tuple[bool, bool]:
        """Return whether a file changes an appointment, and whether its words stay all the same, for they are held.

        Where its day is held and the file moves it to another, it stays as it is: moved, it would be held no more.
        """
        values = self._values(one, row["code"])
        new_facts, new_words = any(row[name] != values[name] for name in _WRITTEN), words != one.personal
        if not (new_facts or new_words) or not held.appointment(row["id"], row["business_day"], row["visit"]):
            return new_facts or new_words, False
        leaves = not held.appointment(row["id"], values["business_day"], row["visit"])
        return new_facts and not leaves, new_words or leaves

    def _values(self, one: Booking, code: str) -> dict[str, Any]:
        code = one.code or code
        return {
            "sequence": one.sequence,
            "starts_at": to_ms(one.starts),
            "business_day": self.office.business_day(one.starts).isoformat(),
            "service": one.service,
            "code": code,
            "code_key": code_key(code),
            "host": one.host,
            "language": one.language,
            "needs": ",".join(sorted(need.value for need in one.needs)),
            "people": one.people,
            "state": Standing.CANCELLED.value if one.cancelled else Standing.EXPECTED.value,
        }

    def _add(self, turn: Turn, one: Booking) -> None:
        appointment = new_id(turn.at)
        code = one.code or self._free_code()
        row = {"id": appointment, "office": self.office.id, "uid": one.uid, "instance": one.instance}
        self.store.add("appointment", row | self._values(one, code))
        self._write_personal(appointment, one)

    def _change(self, one: Booking, row: Any, *, words: bool) -> None:
        values = self._values(one, row["code"])
        places = ", ".join(f"{name} = :{name}" for name in values)
        self.store.port.run(f"update appointment set {places} where id = :id", {**values, "id": row["id"]})
        if not words:
            return
        for table in ("appointment_personal", "appointment_name"):
            self.store.port.run(f"delete from {table} where appointment = :id", {"id": row["id"]})
        self._write_personal(row["id"], one)

    def _write_personal(self, appointment: str, one: Booking) -> None:
        for field, text in one.personal.items():
            self.store.add("appointment_personal", {"appointment": appointment, "field": field, "value": text})
        for mark in sorted(name_marks(one.name, self.office.id)):
            self.store.add("appointment_name", {"appointment": appointment, "mark": mark})

    def _set_state(self, appointment: str, state: Standing) -> None:
        self.store.port.run(
            "update appointment set state = :state where id = :id", {"id": appointment, "state": state.value}
        )

    def _free_code(self) -> str:
        while True:
            code = new_code(())
            if not self.store.rows(
                "select 1 from appointment where office = :office and code_key = :key",
                {"office": self.office.id, "key": code_key(code)},
            ):
                return code

    def _known(self, uids: set[str]) -> list[Any]:
        found = []
        for values, places in in_parts(sorted(uids)):
            found += self.store.rows(
                f"select * from appointment where office = :office and uid in ({places})",
                {**values, "office": self.office.id},
            )
        return found

    def _personal_of(self, appointments: list[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for values, places in in_parts(appointments):
            for row in self.store.rows(f"select * from appointment_personal where appointment in ({places})", values):
                found.setdefault(row["appointment"], {})[row["field"]] = row["value"]
        return found

    def _expected(self, until: int) -> list[Any]:
        now = self.clock.read().wall
        return self.store.rows(
            "select * from appointment where office = :office and state = 'expected' and starts_at between :now and :until",
            {"office": self.office.id, "now": now, "until": until},
        )


def in_parts(values: Sequence[str]) -> Iterator[tuple[dict[str, str], str]]:
    """Give values as parameters of a statement, some hundred at a time, with their places: `:in0, :in1`."""
    for start in range(0, len(values), AT_ONCE):
        part = {f"in{place}": value for place, value in enumerate(values[start : start + AT_ONCE])}
        yield part, ", ".join(f":{name}" for name in part)


def _key(appointment: str) -> str:
    """Return the request key of an appointment's ticket."""
    return f"appointment-{appointment}"
