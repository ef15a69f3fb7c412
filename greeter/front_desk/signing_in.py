"""Signing in: a name and a PIN give a session, which proves who does what not everybody may do, and who stands behind acts at a counter."""

from __future__ import annotations

from typing import Any

from greeter.access.post import Doer
from greeter.access.secret import LOCKED_FROM, is_right, new_session, session_key, wait_after
from greeter.front_desk.desk import Desk, clerk_name, counter_name, person_of
from greeter.inputs import needed_text
from greeter.model.journal import Changes, Kind
from greeter.model.person import MAY, Person, Right, SignedIn, StaffRole
from greeter.model.visit import MINUTE_MS
from greeter.problems import NotAllowed, SignInRefused

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


class SigningActs(Desk):
    """Who is signed in, and what they may do."""

    def sign_in(self, name: str, secret: str, *, counter: str = "") -> SignedIn:
        """Sign somebody in by name and PIN, or a manager's password. Raises SignInRefused, which says when to try again.

        A wrong one is counted in the same turn as it is looked at: many windows that guess at once gain nothing.
        """
        called = needed_text(name, "The name", MOST_PERSON)
        needed_text(secret, "The PIN", 400)
        at_counter = counter_name(counter) if counter else None
        session = new_session()
        with self._turn(Doer.HOUSE) as turn:
            row = self._row(called)
            waits = max(row["wait_until"] - turn.tick, 0) if row else 0
            if row and waits:
                raise _refused(row["wrong"], waits)
            person = None if row is None else person_of(row)
            facts: dict[str, Any] = {"counter": at_counter, "person": person.id if person else ""}
            right, wrong, wait = is_right(row["secret"] if row else "", secret), 0, 0
            if right and person is not None and at_counter is not None and not person.role.serves:
                raise NotAllowed(
                    f"{person.name} serves nobody at a counter.",
                    "A clerk, lead or manager opens it with their own name.",
                )
            if right and person is not None:
                self._set(person.id, wrong=0, wait_until=0)
                self._begin_session(person, session, at_counter or "")
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
        found = self.signed_in(session)
        if found is None:
            return
        by = found.person
        with self._turn(Doer.HOUSE) as turn:
            self._end_sessions("id = :id", id=session_key(session))
            self.store.record(turn, Kind.SIGN_IN, counter=counter or None, clerk=by.name, did="out", person=by.id)

    def lock(self, *, counter: str = "", clerk: str, idle: bool = False, session: str = "") -> Changes:
        """Note that a window was locked, by who sat there or by itself. A counter stays open, and the case with it.

        session: of that window; nobody acts by it any more. Signing in again gives a new one.
        """
        at_counter, by = counter_name(counter) if counter else None, clerk_name(clerk)
        with self._turn(Doer.HOUSE) as turn:
            self.store.port.run(
                "update session set locked = 1 where office = :office and id = :id",
                {"office": self.office.id, "id": session_key(session)},
            )
            return self.store.record(turn, Kind.LOCK, counter=at_counter, clerk=by, idle=idle)

    def who(self, session: str) -> Person | None:
        """Return who may act by this session; None where it is locked or has ended, or they don't work here any more."""
        found = self.signed_in(session)
        return None if found is None or found.locked else found.person

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

    def _begin_session(self, person: Person, session: str, counter: str) -> None:
        """Keep a sign-in: one person has one at a counter and one elsewhere, and a counter has one."""
        here = (
            "counter = :counter or (person = :person and counter <> '')"
            if counter
            else "person = :person and counter = ''"
        )
        self._end_sessions(here, person=person.id, **({"counter": counter} if counter else {}))
        row = {"office": self.office.id, "id": session_key(session), "person": person.id, "counter": counter}
        self.store.add("session", {**row, "locked": 0})

    def _end_sessions(self, which: str, **values: str) -> None:
        """End the sessions that a condition picks, which is this program's own."""
        self.store.port.run(
            f"delete from session where office = :office and ({which})", {"office": self.office.id, **values}
        )

    def _set(self, person_id: str, **values: Any) -> None:
        put = ", ".join(f"{name} = :{name}" for name in values)
        self.store.port.run(
            f"update person set {put} where office = :office and id = :id",
            {"office": self.office.id, "id": person_id, **values},
        )


def _refused(wrong: int, wait: int) -> SignInRefused:
    """Return what is said: the same for a wrong name as for a wrong PIN."""
    if wait:
        minutes = -(-wait // MINUTE_MS)
        again = f"Try again in {minutes} minutes." if minutes > 1 else f"Try again in {-(-wait // 1000)} seconds."
        if wrong >= LOCKED_FROM:
            return SignInRefused("There were too many wrong PINs.", f"{again} A lead or manager can unlock it sooner.")
        return SignInRefused("This name and PIN don’t belong together.", again)
    return SignInRefused("This name and PIN don’t belong together.", "Try once more.")
