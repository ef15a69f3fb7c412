"""People: who works at the counters, signing in, and who may do what not everybody may.

An office without people works as it always did: whoever opens a counter says who they are. From the first person on, the manager, names at counters
are those of people, and acts of the office as a whole need a sign-in. The journal says who did what to whom by ids, and holds no secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.access.secret import (
    LOCKED_FROM,
    check_secret,
    is_right,
    kept,
    new_session,
    session_key,
    wait_after,
)
from greeter.front_desk.desk import Desk, clerk_name, counter_name
from greeter.inputs import chosen, needed_text
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.person import MAY, Person, Right, SignedIn, StaffRole
from greeter.model.visit import MINUTE_MS
from greeter.problems import BadInput, NotAllowed, NotFound, SignInRefused

if TYPE_CHECKING:
    from greeter.store.store import Turn

MOST_PERSON = 60
_WHO = {
    right: "a lead or manager"
    if StaffRole.LEAD in roles
    else {1: "a manager", 2: "a manager or records officer", 3: "a manager, records officer or auditor"}[len(roles)]
    for right, roles in MAY.items()
}
"""Who may do what not everybody may, in words."""


def name_key(name: str) -> str:
    """Return a name as it is compared: case and blanks make no other person."""
    return " ".join(name.casefold().split())


class PeopleActs(Desk):
    """Who works here."""

    def has_people(self) -> bool:
        """Whether anybody signs in here; false until the first manager is made."""
        return bool(self.store.rows("select 1 from person where office = :office limit 1", {"office": self.office.id}))

    def people(self) -> tuple[Person, ...]:
        """Return everybody, by name; those who don't work here any more, too."""
        rows = self.store.rows(
            "select id, name, role, active from person where office = :office order by name_key",
            {"office": self.office.id},
        )
        return tuple(_person(row) for row in rows)

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
                    "role": is_now.value, "active": 1, "secret": hashed, "wrong": 0, "wait_until": 0, "session": "",
                },
            )  # fmt: skip
            self._record(turn, "add", person, by, role=is_now.value)
        return person

    def rename_person(self, person_id: str, name: str, *, session: str) -> Changes:
        """Give somebody another name; what they did before stays signed with the earlier one."""
        called = needed_text(name, "The name", MOST_PERSON)
        with self._turn() as turn:
            by, person = self.allow(Right.PEOPLE, session), self._person_of(person_id)
            if name_key(called) != name_key(person.name):
                self._check_free(called)
            self._set(person_id, name=called, name_key=name_key(called))
            return self._record(turn, "rename", person, by)

    def deactivate_person(self, person_id: str, *, session: str) -> Changes:
        """Let somebody sign in no more. What they did stays. The last manager stays, too: raises BadInput."""
        with self._turn() as turn:
            by, person = self.allow(Right.PEOPLE, session), self._person_of(person_id)
            self._check_not_last(person)
            self._set(person_id, active=0, session="", secret="")
            return self._record(turn, "deactivate", person, by)

    def reset_secret(self, person_id: str, secret: str, *, role: str | None = None, session: str) -> Changes:
        """Give somebody a new PIN or password, and another role with it where one is named; they may sign in again at once."""
        with self._turn() as turn:
            by, person = self.allow(Right.PEOPLE, session), self._person_of(person_id)
            is_now = person.role if role is None else chosen(StaffRole, role, "The role")
            hashed = kept(check_secret(is_now, secret))
            if is_now is not StaffRole.MANAGER:
                self._check_not_last(person)
            self._set(person_id, secret=hashed, role=is_now.value, active=1, wrong=0, wait_until=0, session="")
            return self._record(turn, "reset", person, by, role=is_now.value)

    def unlock_person(self, person_id: str, *, session: str) -> Changes:
        """Let somebody sign in at once who gave a wrong PIN too often."""
        with self._turn() as turn:
            by, person = self.allow(Right.UNLOCK, session), self._person_of(person_id)
            self._set(person_id, wrong=0, wait_until=0)
            return self._record(turn, "unlock", person, by)

    def sign_in(self, name: str, secret: str, *, counter: str = "") -> SignedIn:
        """Sign somebody in by name and PIN, or a manager's password. Raises SignInRefused, which says when to try again.

        A wrong one is counted in the same turn as it is looked at: many windows that guess at once gain nothing.
        """
        called = needed_text(name, "The name", MOST_PERSON)
        needed_text(secret, "The PIN", 400)
        at_counter = counter_name(counter) if counter else None
        session = new_session()
        with self._turn() as turn:
            row = self._row(called)
            waits = max(row["wait_until"] - turn.tick, 0) if row else 0
            if row and waits:
                raise _refused(row["wrong"], waits)
            person = None if row is None else _person(row)
            facts: dict[str, Any] = {"counter": at_counter, "person": person.id if person else ""}
            right, wrong, wait = is_right(row["secret"] if row else "", secret), 0, 0
            if right and person is not None and at_counter is not None and not person.role.serves:
                raise NotAllowed(
                    f"{person.name} serves nobody at a counter.",
                    "A clerk, lead or manager opens it with their own name.",
                )
            if right and person is not None:
                self._set(person.id, wrong=0, wait_until=0, session=session_key(session))
                self.store.record(turn, Kind.SIGN_IN, clerk=person.name, did="in", **facts)
            else:
                if row is not None:
                    wrong = row["wrong"] + 1
                    wait = wait_after(wrong)
                    self._set(row["id"], wrong=wrong, wait_until=turn.tick + wait if wait else 0)
                self.store.record(turn, Kind.SIGN_IN, did="refused", **facts)
        if not right or person is None:
            raise _refused(wrong, wait)
        return SignedIn(person, session)

    def sign_out(self, session: str, *, counter: str = "") -> None:
        """End a session; nothing happens where it has ended already."""
        found = self.who(session)
        if found is None:
            return
        with self._turn() as turn:
            self._set(found.id, session="")
            self.store.record(turn, Kind.SIGN_IN, counter=counter or None, clerk=found.name, did="out", person=found.id)

    def lock(self, *, counter: str = "", clerk: str, idle: bool = False) -> Changes:
        """Note that a window was locked, by who sat there or by itself. A counter stays open, and the case with it."""
        at_counter, by = counter_name(counter) if counter else None, clerk_name(clerk)
        with self._turn() as turn:
            return self.store.record(turn, Kind.LOCK, counter=at_counter, clerk=by, idle=idle)

    def who(self, session: str) -> Person | None:
        """Return whose session this is; None where it has ended, or they don't work here any more."""
        key = session_key(session)
        rows = self.store.rows(
            "select id, name, role, active from person where office = :office and session = :key and active = 1",
            {"office": self.office.id, "key": key},
        )
        return _person(rows[0]) if rows and key else None

    def allow(self, right: Right, session: str) -> Person | None:
        """Return who does something that not everybody may; None in an office without people, where anybody may. Raises NotAllowed."""
        person = self.who(session)
        if person is not None and person.may(right):
            return person
        if person is None and not self.has_people():
            return None
        who = _WHO[right]
        raise NotAllowed(f"Only {who} may {right.value}.", "Ask one to sign in and do it.")

    def _row(self, name: str) -> Any | None:
        rows = self.store.rows(
            "select * from person where office = :office and name_key = :key and active = 1",
            {"office": self.office.id, "key": name_key(name)},
        )
        return rows[0] if rows else None

    def _person_of(self, person_id: str) -> Person:
        rows = self.store.rows(
            "select id, name, role, active from person where office = :office and id = :id",
            {"office": self.office.id, "id": person_id},
        )
        if not rows:
            raise NotFound("Nobody like this works here.", "See who does: greeter people list.")
        return _person(rows[0])

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

    def _set(self, person_id: str, **values: Any) -> None:
        put = ", ".join(f"{name} = :{name}" for name in values)
        self.store.port.run(
            f"update person set {put} where office = :office and id = :id",
            {"office": self.office.id, "id": person_id, **values},
        )

    def _record(self, turn: Turn, did: str, person: Person, by: Person | None, **facts: str) -> Changes:
        return self.store.record(
            turn, Kind.PEOPLE, clerk=None if by is None else by.name, did=did, person=person.id, **facts
        )


def _person(row: Any) -> Person:
    return Person(row["id"], row["name"], StaffRole(row["role"]), bool(row["active"]))


def _refused(wrong: int, wait: int) -> SignInRefused:
    """Return what is said: the same for a wrong name as for a wrong PIN."""
    if wait:
        minutes = -(-wait // MINUTE_MS)
        again = f"Try again in {minutes} minutes." if minutes > 1 else f"Try again in {-(-wait // 1000)} seconds."
        if wrong >= LOCKED_FROM:
            return SignInRefused("There were too many wrong PINs.", f"{again} A lead or manager can unlock it sooner.")
        return SignInRefused("This name and PIN don’t belong together.", again)
    return SignInRefused("This name and PIN don’t belong together.", "Try once more.")
