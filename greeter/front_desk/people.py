"""People: who works at the counters. Signing in, and who may do what not everybody may, is in `signing_in.py`.

An office without people works as it always did: whoever opens a counter says who they are. From the first person on, the manager, names at counters
are those of people, and acts of the office as a whole need a sign-in. The journal says who did what to whom by ids, and holds no secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.access.secret import check_secret, kept
from greeter.front_desk.desk import person_of
from greeter.front_desk.signing_in import MOST_PERSON, SigningActs, name_key
from greeter.inputs import chosen, needed_text
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.person import Person, Right, StaffRole
from greeter.problems import BadInput, NotFound

if TYPE_CHECKING:
    from greeter.store.store import Turn


class PeopleActs(SigningActs):
    """Who works here."""

    def people(self) -> tuple[Person, ...]:
        """Return everybody, by name; those who don't work here any more, too."""
        rows = self.store.rows(
            "select id, name, role, active from person where office = :office order by name_key",
            {"office": self.office.id},
        )
        return tuple(person_of(row) for row in rows)

    def add_person(self, name: str, role: str, secret: str, *, session: str = "") -> Person:
        """Add somebody. The first is a manager and needs no sign-in; all others are added by one. Raises BadInput, NotAllowed."""
        called, is_now = needed_text(name, "The name", MOST_PERSON), chosen(StaffRole, role, "The role")
        hashed = kept(check_secret(is_now, secret))
        with self._turn() as turn:
            by = self.allow(Right.PEOPLE, session)
            if by is None and is_now is not StaffRole.MANAGER:
                raise BadInput("The first person is the manager.", "Add the manager, who then adds everybody else.")
            self._check_free(called)
            person = Person(new_id(turn.at), called, is_now)
            self.store.add(
                "person",
                {
                    "office": self.office.id, "id": person.id, "name": called, "name_key": name_key(called),
                    "role": is_now.value, "active": 1, "secret": hashed, "wrong": 0, "wait_until": 0,
                },
            )  # fmt: skip
            self._record(turn, "add", person, by, role=is_now.value)
        return person

    def rename_person(self, person_id: str, name: str, *, session: str) -> Changes:
        """Give somebody another name; what they did before stays signed with the earlier one. At a counter they sign in again, with the new one."""
        called = needed_text(name, "The name", MOST_PERSON)
        with self._turn() as turn:
            by, person = self.allow(Right.PEOPLE, session), self._person_of(person_id)
            if name_key(called) != name_key(person.name):
                self._check_free(called)
            self._set(person_id, name=called, name_key=name_key(called))
            self._end_sessions("person = :person and counter <> ''", person=person_id)
            return self._record(turn, "rename", person, by)

    def deactivate_person(self, person_id: str, *, session: str) -> Changes:
        """Let somebody sign in no more. What they did stays. The last manager stays, too: raises BadInput."""
        with self._turn() as turn:
            by, person = self.allow(Right.PEOPLE, session), self._person_of(person_id)
            self._check_not_last(person)
            self._set(person_id, active=0, secret="")
            self._end_sessions("person = :person", person=person_id)
            return self._record(turn, "deactivate", person, by)

    def reset_secret(self, person_id: str, secret: str, *, role: str | None = None, session: str) -> Changes:
        """Give somebody a new PIN or password, and another role with it where one is named; they may sign in again at once."""
        with self._turn() as turn:
            by, person = self.allow(Right.PEOPLE, session), self._person_of(person_id)
            is_now = person.role if role is None else chosen(StaffRole, role, "The role")
            hashed = kept(check_secret(is_now, secret))
            if is_now is not StaffRole.MANAGER:
                self._check_not_last(person)
            self._set(person_id, secret=hashed, role=is_now.value, active=1, wrong=0, wait_until=0)
            self._end_sessions("person = :person", person=person_id)
            return self._record(turn, "reset", person, by, role=is_now.value)

    def unlock_person(self, person_id: str, *, session: str) -> Changes:
        """Let somebody sign in at once who gave a wrong PIN too often."""
        with self._turn() as turn:
            by, person = self.allow(Right.UNLOCK, session), self._person_of(person_id)
            self._set(person_id, wrong=0, wait_until=0)
            return self._record(turn, "unlock", person, by)

    def _person_of(self, person_id: str) -> Person:
        rows = self.store.rows(
            "select id, name, role, active from person where office = :office and id = :id",
            {"office": self.office.id, "id": person_id},
        )
        if not rows:
            raise NotFound("Nobody like this works here.", "See who does: greeter people list.")
        return person_of(rows[0])

    def _check_free(self, name: str) -> None:
        rows = self.store.rows(
            "select 1 from person where office = :office and name_key = :key",
            {"office": self.office.id, "key": name_key(name)},
        )
        if rows:
            raise BadInput(f"“{name}” is known here already.", "Use another name, or give that person a new PIN.")

    def _check_not_last(self, person: Person) -> None:
        rows = self.store.rows(
            "select 1 from person where office = :office and role = 'manager' and active = 1 and id <> :id limit 1",
            {"office": self.office.id, "id": person.id},
        )
        if not rows:
            raise BadInput("This is the last manager.", "Add another manager first.")

    def _record(self, turn: Turn, did: str, person: Person, by: Person | None, **facts: str) -> Changes:
        return self.store.record(
            turn, Kind.PEOPLE, clerk=None if by is None else by.name, did=did, person=person.id, **facts
        )
