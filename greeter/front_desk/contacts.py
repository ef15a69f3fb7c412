"""Contacts that never stand in line: on the phone, by e-mail, letter or the web. They have the same service, steps and outcome.

A contact has no ticket. Its name is the way it came and a count of the day, `Phone 3`: for the list and the journal, never for the board.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.front_desk.case import Field
from greeter.front_desk.check_in import CheckInActs, Coming, Origin, first_request, needs_text, services_text
from greeter.inputs import MOST_KEY, MOST_NAME, chosen, clean_text, needed_text
from greeter.model.visit import Channel, Familiarity, Outcome, State
from greeter.problems import BadInput, Unlawful
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that was begun. `seq` is 0 where the same `request_key` had been used before."""

    name: str
    visit_id: str
    channel: Channel
    service: str
    seq: int


class ContactActs(CheckInActs):
    """Logging contacts."""

    def log_contact(
        self,
        *,
        channel: str,
        service: str,
        counter: str,
        clerk: str,
        reason: str = "",
        name: str = "",
        reach_at: str = "",
        language: str = "en",
        needs: Iterable[str] = (),
        familiarity: str = Familiarity.UNKNOWN,
        request_key: str | None = None,
        also: Iterable[str] = (),
        at_once: Outcome | None = None,
    ) -> Contact:
        """Begin a contact at a counter, served from this moment. It ends as every service does: with `finish` and an outcome.

        reach_at: phone number or address, in the caller's words. request_key: makes it idempotent. also: further services, each served here once the
        one before is finished. at_once: how it ended, where it is over: somebody left word, and is owed an answer. Then others may be at the counter.

        Raises BadInput; Unlawful where somebody is at the counter already.
        """
        way = chosen(Channel, channel, "The channel")
        if way.in_line:
            raise BadInput("Who comes to the counter gets a ticket.", "Check them in.")
        if at_once is not None and also:
            raise BadInput("What ends at once is one service.", "Log the others by themselves.")
        at, by, now = self.at_own(counter), self.signed_by(clerk), self.clock.now()
        coming = Coming(
            service=self.office.service(needed_text(service, "The service")),
            key=None if request_key is None else needed_text(request_key, "The request key", MOST_KEY),
            personal={
                Field.REASON.value: clean_text(reason, "The reason"),
                Field.NAME.value: clean_text(name, "The name", MOST_NAME),
                Field.CONTACT.value: clean_text(reach_at, "How to reach them", MOST_NAME),
            },
            language=needed_text(language, "The language", 20), needs=needs_text(needs),
            familiarity=chosen(Familiarity, familiarity, "The familiarity"), channel=way, origin=Origin.DESK,
            appointment_at=None, back_dated_ms=0, told=None, people=None, goes_on=None,
            also=services_text(self.office, service, also),
        )  # fmt: skip
        known = self._contact_of(coming.key)
        return known or self._begin_contact(coming, now, at, by, at_once)

    def _begin_contact(
        self, coming: Coming, now: datetime, counter: str, clerk: str, at_once: Outcome | None
    ) -> Contact:
        self.close_nights()
        try:
            with self._turn() as turn:
                if at_once is None:
                    self._refuse_when_busy(counter)
                day = self.office.business_day(now).isoformat()
                count = self.store.next_ordinal(self.office.id, day, coming.channel.value)
                visit = self._new_visit(turn, coming, now, f"{coming.channel.value.capitalize()} {count}")
                request = replace(
                    first_request(visit, coming.service, turn, None, 0),
                    state=State.SERVING, counter=counter, clerk=clerk, started_at=turn.at,
                )  # fmt: skip
                if at_once is None:
                    self.seat(turn, counter, clerk)
                else:
                    request = replace(request, state=State.FINISHED, ended_at=turn.at, outcome=at_once)
                    visit = replace(visit, ended_at=turn.at)
                self._write_visit(turn, visit, request, coming.personal, coming.key, None, by=(counter, clerk))
        except GiveUp:
            again = self._contact_of(coming.key)
            assert again is not None  # noqa: S101 (found in the turn a moment ago)
            return again
        return Contact(visit.number, visit.id, visit.channel, coming.service.id, turn.seq)

    def _refuse_when_busy(self, counter: str) -> None:
        rows = self.store.rows(
            "select v.number from request r join visit v on v.id = r.visit and v.request = r.id"
            " where r.office = :office and r.state in ('called', 'serving') and r.counter = :counter",
            {"office": self.office.id, "counter": counter},
        )
        if rows:
            raise Unlawful(f"{rows[0]['number']} is at counter {counter}.", "Finish, hold or transfer first.")

    def _contact_of(self, key: str | None) -> Contact | None:
        visit = None if key is None else self.store.visit_of_key(self.office.id, key)
        if visit is None:
            return None
        return Contact(visit.number, visit.id, visit.channel, self.store.request(visit.request).service, 0)
