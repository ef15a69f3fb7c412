"""What is kept, held back, forgotten and given out; and who read what. The journal says how much, by which rule and by whom, and nobody's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.access.post import Doer
from greeter.front_desk.desk import clerk_name
from greeter.front_desk.people import PeopleActs
from greeter.inputs import MOST_NAME, clean_text, needed_text
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.person import Right
from greeter.problems import BadInput, NotAllowed, NotFound
from greeter.records.due import PLACES, before_of, due_ids, id_list, is_held
from greeter.records.holds import Hold, covered_by, held_back, read_holds, refuse_twice
from greeter.records.in_force import retention_in_force
from greeter.records.presets import table_of
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from greeter.model.retention import DataClass, Rule
    from greeter.store.store import Turn

BATCH = 200
"""Visits of a turn: others wait for some 3 ms."""
MOST_REASON = 300
MOST_READS = 200
"""Of one line of the journal."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one turn let go: of how many visits or appointments, how many rows."""

    ids: int = 0
    rows: int = 0


class KeepingActs(PeopleActs):
    """What concerns the office's records."""

    def hold_back(
        self,
        *,
        reason: str,
        by: str,
        visit: str = "",
        contact: str = "",
        days: tuple[date, date] | None = None,
        in_advance: bool = False,
        session: str = "",
    ) -> Hold:
        """Hold something back from forgetting: one visit, all visits with a contact, or all of some business days.

        by: who does it, where nobody signs in. in_advance: also where nothing is there yet that it covers, which is refused otherwise unless the days
        are still to come. Raises BadInput, NotFound, NotAllowed; Unlawful where an open hold of the same for the same reason stands already.
        """
        why, who = needed_text(reason, "The reason", MOST_REASON), clerk_name(by)
        reach_at = clean_text(contact, "The contact", MOST_NAME)
        if sum((bool(visit), bool(reach_at), days is not None)) != 1:
            raise BadInput("It is not clear what to hold.", "Name a visit, a contact, or a span of days.")
        if days is not None and days[0] > days[1]:
            raise BadInput("The span ends before it begins.")
        if visit:
            self.visit(visit)
        with self._turn() as turn:
            person = self.allow(Right.RECORDS, session)
            hold = Hold(
                new_id(turn.at), visit, reach_at, "" if days is None else days[0].isoformat(),
                "" if days is None else days[1].isoformat(), why, turn.at, who if person is None else person.name,
            )  # fmt: skip
            refuse_twice(hold, read_holds(self.store, self.office.id))
            if (
                not in_advance
                and hold.last_day < self.today()
                and not any(covered_by(self.store, self.office.id, hold))
            ):
                raise BadInput(
                    "This would hold nothing back: nothing of it is held now.",
                    "See how it is written. To set it all the same, for what may come: --in-advance.",
                )
            self.store.add(
                "legal_hold",
                {
                    "office": self.office.id, "id": hold.id, "visit": visit or None, "contact": reach_at or None,
                    "first_day": hold.first_day or None, "last_day": hold.last_day or None, "reason": why,
                    "at": turn.at, "set_by": hold.set_by, "released_at": None, "released_by": None,
                },
            )  # fmt: skip
            of = "visit" if visit else "contact" if reach_at else "days"
            self.store.record(turn, Kind.LEGAL_HOLD, clerk=hold.set_by, did="hold", hold=hold.id, of=of)
        return hold

    def release_hold(self, hold_id: str, *, by: str, session: str = "") -> Changes:
        """Release a hold; its contact is forgotten at once. Raises NotFound, also where it was released before; NotAllowed."""
        who = clerk_name(by)
        with self._turn() as turn:
            person = self.allow(Right.RECORDS, session)
            if all(hold.id != hold_id for hold in read_holds(self.store, self.office.id)):
                raise NotFound("There is no such hold.", "See them all: greeter retention due.")
            name = who if person is None else person.name
            self.store.port.run(
                "update legal_hold set contact = null, released_at = :at, released_by = :by where office = :office and id = :id",
                {"at": turn.at, "by": name, "office": self.office.id, "id": hold_id},
            )
            return self.store.record(turn, Kind.LEGAL_HOLD, clerk=name, did="release", hold=hold_id)

    def forget(
        self,
        data: DataClass,
        ids: Sequence[str],
        *,
        hear: Callable[[str], None] | None = None,
        by: str = "",
        session: str = "",
        nightly: bool = False,
    ) -> Forgotten:
        """Forget a class of data of these visits, or appointments, in one turn, and journal how many. What is not due, or is held, stays.

        ids: `BATCH` at most. hear: is told each text that goes, to look for it afterwards. nightly: as the office file asks, which takes nobody's
        sign-in; where the file that was published last says something else of it, nothing goes. Raises BadInput; NotAllowed where the office file
        does not ask for it, the one published last says something else, or the session may not.
        """
        rule = table_of(self.office).rule(data)
        if nightly and not self.office.retention.is_nightly:
            raise NotAllowed("This office forgets nothing by itself.", "Its office file says so, under [retention].")
        if len(ids) > BATCH:
            raise BadInput(f"These are {len(ids)} at once.", f"At most {BATCH} are forgotten in a turn.")
        if rule.period is None or data not in PLACES or not ids:
            return Forgotten()
        before = before_of(rule, self.office, self.clock.now())
        retention_in_force(
            self.store, self.office
        )  # read before the turn, which then only looks whether it is still so
        try:
            with self._turn() as turn:
                self._check_in_force(nightly=nightly)
                person = None if nightly else self.allow(Right.RECORDS, session)
                held = held_back(self.store, self.office.id)
                due = due_ids(self.store, rule, self.office, before, among=ids)
                free = [row["id"] for row in due if not is_held(held, rule, row)]
                if not free:
                    raise GiveUp
                rows = self._let_go(rule, free, hear)
                name = clean_text(by, "The name") if person is None else person.name
                self._record_purge(turn, rule, name, ids=len(free), rows=rows, nightly=nightly)
        except GiveUp:
            return Forgotten()
        return Forgotten(len(free), rows)

    def note_disclosure(
        self, *, of: str, visits: Sequence[str], withheld: Mapping[str, int], by: str, session: str = ""
    ) -> Changes:
        """Journal that these visits were given out: of what kind, how many, which, and how much was withheld by which code. Raises NotAllowed.

        Many visits stand in several lines, a turn each; the first says all the rest. visits: their ids.
        """
        facts: dict[str, Any] = {"visits": len(visits), "withheld": dict(sorted(withheld.items()))}
        first = self._note_given(by, session, of=of, **facts, ids=list(visits[:MOST_READS]))
        for begin in range(MOST_READS, len(visits), MOST_READS):
            self._note_given(by, session, of=of, line=first.seq, ids=list(visits[begin : begin + MOST_READS]))
        return first

    def note_reads(self, reads: Sequence[tuple[str, int]], *, clerk: str, counter: str = "") -> Changes | None:
        """Journal which visits somebody looked at, and when: pairs of a visit's id and milliseconds since 1970 UTC. None where there are none.

        Several looks stand in one line, so that nobody waits for it.
        """
        who = clerk_name(clerk)
        if not reads:
            return None
        with self._turn(Doer.HOUSE) as turn:
            listed = [[visit, at] for visit, at in reads][:MOST_READS]
            return self.store.record(turn, Kind.READ, counter=counter or None, clerk=who, visits=listed)

    def _note_given(self, by: str, session: str, **facts: Any) -> Changes:
        who = clerk_name(by)
        with self._turn() as turn:
            person = self.allow(Right.RECORDS, session)
            return self.store.record(turn, Kind.DISCLOSE, clerk=who if person is None else person.name, **facts)

    def _check_in_force(self, *, nightly: bool) -> None:
        """Go on only where the office file that was published last says the same. Raises GiveUp at night, NotAllowed."""
        if retention_in_force(self.store, self.office) == self.office.retention:
            return
        if nightly:
            raise GiveUp
        raise NotAllowed(
            "The office file that was published last says something else of what is kept.",
            "Purge by that one: leave --catalogue out. Or publish yours first.",
        )

    def _let_go(self, rule: Rule, ids: Sequence[str], hear: Callable[[str], None] | None) -> int:
        listed, values = id_list(ids)
        rows = 0
        for place in PLACES[rule.data]:
            if hear is not None:
                for row in self.store.rows(place.texts.format(ids=listed), values):
                    hear(row["text"])
            rows += self.store.port.run(place.gone.format(ids=listed), values)
        return rows

    def _record_purge(self, turn: Turn, rule: Rule, name: str, *, nightly: bool, **counts: int) -> None:
        facts: dict[str, Any] = {"class": rule.data.value, "period": rule.kept_for, "nightly": nightly, **counts}
        facts["rule"] = "own" if rule.own else table_of(self.office).preset.id
        self.store.record(turn, Kind.PURGE, clerk=name or None, **facts)
