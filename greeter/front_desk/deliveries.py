"""Reports that are written by themselves, one recipient at a time: who has taken one, and what became of it.

Each step is kept under the office's turn, with its line: of two machines that begin at once, one has it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from greeter.access.secret import new_session
from greeter.front_desk.people import PeopleActs
from greeter.model.automatic import Every
from greeter.model.delivery import MOST_TRIES, Delivered, Delivery, Wanted, next_of, pause_after
from greeter.model.journal import Kind
from greeter.model.person import Right
from greeter.problems import NotFound, Unlawful
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.store.store import Turn

LONGEST_ANSWER = 300
_AGAIN = frozenset({Delivery.UNKNOWN, Delivery.REFUSED, Delivery.FAILED})
_SETTLED = frozenset({Delivery.SENT, Delivery.UNKNOWN, Delivery.REFUSED})


class DeliveryActs(PeopleActs):
    """What becomes of reports that are written by themselves."""

    def open_deliveries(self) -> tuple[Delivered, ...]:
        """Return all that are not sent, the oldest first."""
        return self._deliveries("state <> 'sent'")

    def newest_delivery(self, every: Every, recipient: str, upto: str) -> str | None:
        """Return the latest period, `upto` at most, of which anything is known for a recipient; None where nothing is.

        What a clock that ran ahead has sent does not hold up what comes to be due.
        """
        rows = self.store.rows(
            "select max(period) as period from report_delivery"
            " where office = :office and every = :every and recipient = :recipient and period <= :upto",
            {"office": self.office.id, "every": every.value, "recipient": recipient, "upto": upto},
        )
        newest: str | None = rows[0]["period"]
        return newest

    def last_delivery(self, every: Every, recipient: str) -> Delivered | None:
        """Return the latest that a recipient was sent of a kind; None where there was none."""
        found = self._deliveries(
            "state = 'sent' and every = :every and recipient = :recipient and period ="
            " (select max(l.period) from report_delivery l where l.office = :office and l.every = :every"
            " and l.recipient = :recipient and l.state = 'sent')",
            every=every.value,
            recipient=recipient,
        )
        return found[0] if found else None

    def take_delivery(self, wanted: Sequence[Wanted]) -> Delivered | None:
        """Take the first of what is wanted that is free, so that nobody else makes it; None where there is none.

        Looks first without the turn: nobody is held up while there is nothing to do.
        """
        if next_of(wanted, self._deliveries("state <> 'sent'") + self._of(wanted), self.tick()) is None:
            return None
        try:
            with self._turn() as turn:
                found = next_of(wanted, self._deliveries("state <> 'sent'") + self._of(wanted), turn.tick)
                if found is None:
                    raise GiveUp
                one, row = found
                taken = Delivered(
                    one, Delivery.CLAIMED, new_session(), turn.at, turn.tick, row.tries + 1 if row else 1, 0, ""
                )
                self._keep(turn, taken)
                return taken
        except GiveUp:
            return None

    def begin_sending(self, taken: Delivered) -> bool:
        """Note that the last bytes of a mail go out now; False where another has taken it over: then they must not."""
        return self._move(taken, Delivery.SENDING, (Delivery.CLAIMED,), "")

    def delivered(self, taken: Delivered, answer: str) -> bool:
        """Note that it is taken, with the server's answer; False where somebody had it sent again meanwhile."""
        return self._move(taken, Delivery.SENT, (Delivery.CLAIMED, Delivery.SENDING, Delivery.UNKNOWN), answer)

    def not_delivered(self, taken: Delivered, why: str, *, for_good: bool) -> bool:
        """Note that it surely did not go out: it is tried again later, or not where that would not help (`for_good`)."""
        final = for_good or taken.tries >= MOST_TRIES
        state = Delivery.REFUSED if final else Delivery.FAILED
        return self._move(taken, state, (Delivery.CLAIMED, Delivery.SENDING), why)

    def perhaps_delivered(self, taken: Delivered, why: str) -> bool:
        """Note that nobody knows whether it went out. It is not tried again by itself."""
        return self._move(taken, Delivery.UNKNOWN, (Delivery.SENDING,), why)

    def doubt_delivery(self, wanted: Wanted, restored: int, why: str) -> bool:
        """Note that nobody knows whether a mail went out before the store was restored; False where something is known of it since, or it is settled.

        restored: when that was, milliseconds since 1970 UTC.
        """
        try:
            with self._turn() as turn:
                rows = self._of((wanted,))
                if rows and (rows[0].state in _SETTLED or rows[0].since_at > restored):
                    raise GiveUp
                tries = rows[0].tries if rows else 0
                self._keep(turn, Delivered(wanted, Delivery.UNKNOWN, "", turn.at, turn.tick, tries, 0, why))
        except GiveUp:
            return False
        return True

    def deliver_again(self, wanted: Wanted, *, session: str = "") -> None:
        """Have a report sent again of which nobody knows whether it went out, or which was refused: a person says so.

        session: a manager's sign-in, where the office has people. Raises NotFound, Unlawful, NotAllowed.
        """
        with self._turn() as turn:
            by = self.allow(Right.REPORTS, session)
            rows = self._of((wanted,))
            if not rows:
                raise NotFound("No such report was ever begun.", "See which there are: greeter reports.")
            if rows[0].seen_at(turn.tick) not in _AGAIN:
                raise Unlawful(
                    f"The report {wanted.period} to {wanted.recipient} is {rows[0].state.value}.",
                    "Only what did not surely arrive is sent again.",
                )
            again = replace(rows[0], state=Delivery.DUE, claim="", since_at=turn.at, since_tick=turn.tick, tries=0)
            self._keep(turn, replace(again, again_tick=0, answer=""), clerk=None if by is None else by.name)

    def _move(self, taken: Delivered, state: Delivery, before: tuple[Delivery, ...], answer: str) -> bool:
        """Bring what this attempt has to another state; False, and nothing changed, where it has it no more."""
        try:
            with self._turn() as turn:
                rows = self._of((taken.wanted,))
                if not rows or rows[0].claim != taken.claim or rows[0].state not in before:
                    raise GiveUp
                again = turn.tick + pause_after(taken.tries) if state is Delivery.FAILED else 0
                moved = replace(rows[0], state=state, since_at=turn.at, since_tick=turn.tick, again_tick=again)
                self._keep(turn, replace(moved, answer=answer[:LONGEST_ANSWER]))
        except GiveUp:
            return False
        return True

    def _keep(self, turn: Turn, row: Delivered, *, clerk: str | None = None) -> None:
        self.store.port.run(
            _KEEP,
            {
                "office": self.office.id, "every": row.wanted.every.value, "recipient": row.wanted.recipient, "period": row.wanted.period,
                "state": row.state.value, "claim": row.claim, "since_at": row.since_at, "since_tick": row.since_tick, "tries": row.tries,
                "again_tick": row.again_tick, "answer": row.answer,
            },
        )  # fmt: skip
        self.store.record(
            turn,
            Kind.REPORT,
            clerk=clerk,
            every=row.wanted.every.value,
            period=row.wanted.period,
            by="folder" if row.wanted.is_folder else "mail",  # never an address: the journal is never forgotten
            state=row.state.value,
        )

    def _of(self, wanted: Sequence[Wanted]) -> tuple[Delivered, ...]:
        """Return the rows of what is wanted, sent ones too."""
        rows: list[Delivered] = []
        for one in wanted:
            rows += self._deliveries(
                "every = :every and recipient = :recipient and period = :period",
                every=one.every.value,
                recipient=one.recipient,
                period=one.period,
            )
        return tuple(rows)

    def _deliveries(self, where: str, **values: Any) -> tuple[Delivered, ...]:
        rows = self.store.rows(
            f"select * from report_delivery where office = :office and {where} order by period, every, recipient",
            {"office": self.office.id, **values},
        )
        return tuple(
            Delivered(
                Wanted(Every(row["every"]), row["recipient"], row["period"]), Delivery(row["state"]), row["claim"],
                row["since_at"], row["since_tick"], row["tries"], row["again_tick"], row["answer"],
            )
            for row in rows
        )  # fmt: skip


_KEEP = """
insert into report_delivery (office, every, recipient, period, state, claim, since_at, since_tick, tries, again_tick, answer)
values (:office, :every, :recipient, :period, :state, :claim, :since_at, :since_tick, :tries, :again_tick, :answer)
on conflict (office, every, recipient, period) do update set state = :state, claim = :claim, since_at = :since_at,
since_tick = :since_tick, tries = :tries, again_tick = :again_tick, answer = :answer
"""
