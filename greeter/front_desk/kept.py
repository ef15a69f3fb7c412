"""Taking in what a kiosk has kept while the server was away.

The protocol is modelled in `greeter/outbox/protocol.pml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from greeter.access.post import open_to_all
from greeter.clock import from_ms
from greeter.front_desk.check_in import CheckInActs
from greeter.inputs import MOST_KEY, needed_text
from greeter.model.journal import Changes, Kind
from greeter.model.visit import State
from greeter.problems import BadInput, StoreProblem, Unlawful
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.model.visit import ServiceRequest, Visit
    from greeter.store.store import Turn

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Marks of kiosks; I, O and Q are too like 1 and 0."""
MOST_KEPT_MS = 7 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A ticket that a kiosk has kept: visit and request as they were shown, what is personal, its key, and for how long it was kept."""

    visit: Visit
    request: ServiceRequest
    personal: dict[str, str]
    key: str
    kept_ms: int


class KeptActs(CheckInActs):
    """What a kiosk does once it reaches the server."""

    def enrol_kiosk(self, kiosk: str, wanted: str = "") -> str:
        """Return the mark of a kiosk's own numbers, the same for the same kiosk each time.

        A kiosk that the store does not know gets the mark that it had (`wanted`), where that is free: the store was put back from a copy. Otherwise
        it gets the first that is free.
        """
        known = needed_text(kiosk, "The kiosk", MOST_KEY)
        mark = self.mark_of_kiosk(known)
        if mark:
            return mark
        try:
            with self._turn() as turn:
                if self.mark_of_kiosk(known):
                    raise GiveUp
                rows = self.store.rows("select mark from kiosk where office = :office", {"office": self.office.id})
                taken = {row["mark"] for row in rows}
                mark = wanted if wanted and wanted not in taken else next(one for one in _marks() if one not in taken)
                self.store.add(
                    "kiosk", {"office": self.office.id, "id": known, "mark": mark, "seen_at": turn.at, "kept": 0}
                )
                self.store.record(turn, Kind.ENROL, kiosk=mark)
        except GiveUp:
            pass
        return self.mark_of_kiosk(known)

    def take_in(self, *, kept: Kept, kiosk: str) -> Changes | None:
        """Put a kept ticket into the line, with the arrival that it had; None where it is there already.

        Where the first try had reached the server after all, the visit takes the number that was shown. If it was called under the other number in
        the meantime, it is announced again; if it was given up, it waits again: nobody could have known that number.
        """
        if kept.visit.office != self.office.id or kept.request.visit != kept.visit.id:
            raise BadInput("This ticket is of another office.", "Start the kiosk with the office's own file.")
        mark = self.mark_of_kiosk(kiosk)
        try:
            with self._turn() as turn:
                known = self.store.visit_of_key(self.office.id, kept.key)
                if known is None:
                    return self._write_kept(turn, kept, mark)
                if known.number == kept.visit.number:
                    raise GiveUp
                return self._renumber(turn, known, kept.visit, mark)
        except GiveUp:
            return None

    @open_to_all
    def kiosk_seen(self, kiosk: str, *, kept: int) -> bool:
        """Note that a kiosk is there, and how many tickets it still has to hand in; False where this store does not know it.

        It is no act: nothing in the journal.
        """
        with self.store.port.atomic(self.office.id if kept else None):
            known = self.store.port.run(
                "update kiosk set seen_at = :at, kept = :kept where office = :office and id = :id",
                {"office": self.office.id, "id": kiosk, "at": self.clock.read().wall, "kept": kept},
            )
        return bool(known)

    @open_to_all
    def mark_of_kiosk(self, kiosk: str) -> str:
        """Return the mark of a kiosk; empty where this store does not know it."""
        rows = self.store.rows(
            "select mark from kiosk where office = :office and id = :id", {"office": self.office.id, "id": kiosk}
        )
        return rows[0]["mark"] if rows else ""

    def _refuse_taken(self, day: str, number: str) -> None:
        """Raise Unlawful where another visitor of that day holds this number: the outbox was put back from an old copy."""
        if self.store.rows(
            "select 1 from visit where office = :office and business_day = :day and number = :number",
            {"office": self.office.id, "day": day, "number": number},
        ):
            raise Unlawful(f"{number} is another visitor's already.", "Check this visitor in at the desk.")

    def _write_kept(self, turn: Turn, kept: Kept, mark: str) -> Changes:
        ago = max(0, min(kept.kept_ms, MOST_KEPT_MS))
        at, tick = turn.at - ago, turn.tick - ago
        day = self.office.business_day(from_ms(at)).isoformat()  # the kiosk's own clock may be years behind
        self._refuse_taken(day, kept.visit.number)
        visit = replace(kept.visit, arrived_at=at, business_day=day)
        request = replace(kept.request, opened_at=at, opened_tick=tick, credit_tick=tick, state_tick=tick)
        facts: dict[str, Any] = {"kiosk": mark, "kept_ms": max(0, kept.kept_ms)}
        if visit.business_day < self.today() and not self.office.carry_over:
            visit = replace(visit, ended_at=turn.at)
            request = replace(
                request, state=State.LEFT, state_tick=turn.tick, ended_at=turn.at, wait_ms=ago, note="night"
            )
            facts["by_night"] = True
        return self._write_visit(turn, visit, request, kept.personal, kept.key, None, **facts)

    def _renumber(self, turn: Turn, visit: Visit, shown: Visit, mark: str) -> Changes:
        self._refuse_taken(visit.business_day, shown.number)
        before = self.store.request(visit.request)
        after, ended_at = before, visit.ended_at
        if before.state is State.CALLED:
            after = replace(before, calls=1, call_tick=turn.tick, state_tick=turn.tick)
        elif before.state in {State.NO_SHOW, State.LEFT} and before.started_at is None:
            after = replace(
                before, state=State.WAITING, state_tick=turn.tick,
                counter=None, clerk=None, calls=0, called_at=None, ended_at=None, wait_ms=None, note=None,
            )  # fmt: skip
            ended_at = None
        self.store.change_visit(visit, replace(visit, number=shown.number, token=shown.token, ended_at=ended_at))
        numbers = {"number_was": visit.number, "number": shown.number, "kiosk": mark}
        return self._save(turn, Kind.RENUMBER, before, after, by="", **numbers)


def _marks() -> Iterator[str]:
    for length in (1, 2):
        for letters in product(_LETTERS, repeat=length):
            yield "".join(letters)
    raise StoreProblem("More than 500 kiosks were enrolled in this office.", "Take out those that are gone.")
