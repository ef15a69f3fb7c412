"""The room: counters that open and close, and what is told to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.access.post import AtCounter, Doer, open_to_all
from greeter.clock import to_ms
from greeter.front_desk.desk import counter_name
from greeter.front_desk.people import PeopleActs
from greeter.inputs import chosen, clean_text
from greeter.model.journal import Changes, Kind
from greeter.model.notice import Notice
from greeter.model.person import Right
from greeter.model.visit import MINUTE_MS
from greeter.problems import NotAllowed
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Notice", "RoomActs"]


_NEEDS = {Notice.ANNOUNCEMENT: Right.ANNOUNCE}
"""What not everybody may tell."""


class RoomActs(PeopleActs):
    """What concerns a counter or the lobby, and no single visit."""

    def open_counter(self, counter: str, *, clerk: str) -> Changes:
        """Open a counter with this clerk at it; calling someone opens it, too.

        Raises NotAllowed where people sign in at this office, and this is none of them.
        """
        at_counter, by = counter_name(counter), self.signed_by(clerk)
        with self._turn() as turn:
            self._check_works_here(by)
            self.seat(turn, at_counter, by)
            return self.store.record(turn, Kind.OPEN_COUNTER, counter=at_counter, clerk=by)

    def open_for_colleague(self, counter: str, *, clerk: str) -> Changes:
        """Open a counter at which nobody sits yet; the clerk who does it stays where they are. Whoever calls there first sits there.

        Raises NotAllowed as `open_counter` does.
        """
        at_counter, by = counter_name(counter), self.signed_by(clerk)
        with self._turn() as turn:
            self._check_works_here(by)
            self.store.port.run(
                "insert into counter (office, id, clerk, open, since_at, since_tick) values (:office, :id, '', 1, :at, :tick)"
                " on conflict (office, id) do update set clerk = '', open = 1, since_at = :at, since_tick = :tick,"
                " break_reason = null, only_services = null where counter.open = 0",
                {"office": self.office.id, "id": at_counter, "at": turn.at, "tick": turn.tick},
            )
            return self.store.record(turn, Kind.OPEN_COUNTER, counter=at_counter, clerk=by)

    def close_counter(self, counter: str, *, clerk: str, reason: str = "") -> Changes:
        """Close a counter: nobody is called there until it opens again.

        A window closes its own only where nobody else has sat down there since, at another window; `seq` is 0 then, and nothing is changed.
        """
        at_counter, by = counter_name(counter), self.signed_by(clerk)
        why, doer = clean_text(reason, "The reason", 200), self._doer_of_closing(at_counter)
        try:
            with self._turn(doer) as turn:
                if doer is Doer.HOUSE and self._sits_there(at_counter) not in {"", by}:
                    raise GiveUp
                self.store.port.run(
                    "update counter set open = 0, break_reason = null, since_at = :at, since_tick = :tick"
                    " where office = :office and id = :id",
                    {"office": self.office.id, "id": at_counter, "at": turn.at, "tick": turn.tick},
                )
                return self.store.record(turn, Kind.CLOSE_COUNTER, counter=at_counter, clerk=by, reason=why)
        except GiveUp:
            return Changes(0, Kind.CLOSE_COUNTER, None)

    def _sits_there(self, counter: str) -> str:
        """Return who is at an open counter; empty where nobody is."""
        rows = self.store.rows(
            "select clerk from counter where office = :office and id = :id and open = 1",
            {"office": self.office.id, "id": counter},
        )
        return (rows[0]["clerk"] or "") if rows else ""

    def _doer_of_closing(self, counter: str) -> Doer:
        """Return whose act it is: a window that goes closes its own counter, though it is locked, or its sign-in has ended or never was."""
        post = self.post
        own = isinstance(post, AtCounter) and post.counter == counter
        return Doer.HOUSE if own else Doer.PERSON

    def _check_works_here(self, clerk: str) -> None:
        rows = self.store.rows(
            "select max(case when name = :clerk and active = 1 then 1 else 0 end) as here from person where office = :office",
            {"office": self.office.id, "clerk": clerk},
        )
        if rows[0]["here"] == 0:  # null where nobody signs in at this office
            raise NotAllowed(f"“{clerk}” doesn’t sign in at this office.", "Sign in with your own name and PIN.")

    def give_notice(
        self,
        notice: str,
        *,
        text: str = "",
        clerk: str | None = None,
        minutes: int | None = None,
        until: datetime | None = None,
        session: str = "",
    ) -> Changes:
        """Tell the room something, until it is ended, `minutes` have passed or `until` comes; a later notice of a kind replaces the earlier one.

        session: a lead's or manager's sign-in, for an announcement in an office with people. Raises NotAllowed, BadInput.
        """
        kind, said = chosen(Notice, notice, "The notice"), clean_text(text, "The notice", 300)
        by = None if clerk is None else self.signed_by(clerk)
        with self._turn() as turn:
            by = self._allowed_to_tell(kind, session) or by
            if until is not None:
                minutes = max(-(-(to_ms(until) - turn.at) // MINUTE_MS), 1)
            self._end(turn.at, kind)
            ends = None if minutes is None else turn.at + minutes * MINUTE_MS
            row = {"kind": kind.value, "text": said, "at": turn.at, "until_at": ends}
            self.store.add("notice", {"office": self.office.id, "seq": turn.seq, **row})
            told: dict[str, Any] = {"notice": kind.value, "text": said}
            if minutes is not None:
                told["minutes"] = minutes
            return self.store.record(turn, Kind.NOTICE, clerk=by, **told)

    def end_notice(self, notice: str, *, clerk: str | None = None, session: str = "") -> Changes:
        """End what was told to the room. session: as for `give_notice`. Raises NotAllowed."""
        kind = chosen(Notice, notice, "The notice")
        by = None if clerk is None else self.signed_by(clerk)
        with self._turn() as turn:
            by = self._allowed_to_tell(kind, session) or by
            self._end(turn.at, kind)
            return self.store.record(turn, Kind.END_NOTICE, clerk=by, notice=kind.value)

    def is_told(self, notice: Notice) -> bool:
        """Whether this is told to the room now."""
        return self.told(notice) is not None

    @open_to_all
    def told(self, notice: Notice) -> str | None:
        """Return what is told to the room now, in words or without; None where it is not told."""
        rows = self.store.rows(
            "select text from notice where office = :office and kind = :kind and ended_at is null"
            " and (until_at is null or until_at > :now)",
            {"office": self.office.id, "kind": notice.value, "now": to_ms(self.clock.now())},
        )
        return rows[0]["text"] if rows else None

    def _allowed_to_tell(self, kind: Notice, session: str) -> str | None:
        """Return who tells or ends this, where that takes a right; None where anybody may. Raises NotAllowed."""
        right = _NEEDS.get(kind)
        person = None if right is None else self.allow(right, session)
        return None if person is None else person.name

    def _end(self, at: int, kind: Notice) -> None:
        self.store.port.run(
            "update notice set ended_at = :at where office = :office and kind = :kind and ended_at is null",
            {"office": self.office.id, "kind": kind.value, "at": at},
        )
