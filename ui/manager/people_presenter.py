"""Between the page of people and the counter: who works here, and what a manager does about it. Roles are checked beneath, in the acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from greeter.model.person import Right, StaffRole
from ui.manager.live_presenter import LivePresenter
from ui.manager.state import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.model.person import Person
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class PersonWords:
    """One person. `about` says their role, and whether they sign in no more."""

    id: str
    name: str
    about: str
    role: StaffRole
    active: bool


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Everybody, who works here first; `headline` says how many."""

    headline: str
    detail: str
    people: tuple[PersonWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """A new PIN or password, written twice. It is shown nowhere, in no trace either."""

    once: str = field(repr=False)
    again: str = field(repr=False)


class PeoplePresenter(LivePresenter):
    """Lists, adds and changes people.

    Signals:
        shown(PeopleState): show this.
        kept(str): an act worked; the id of whom it was about.
        told(str, Tone): what was done, or went wrong.
        sign_in_wanted(): who does it must sign in first.
    """

    kept = Signal(str)

    def go_on(self, session: str) -> None:
        """Read who works here."""
        super().go_on(session)
        self._read()

    def rest(self) -> None:
        """Show nobody."""
        super().rest()

    def add(self, name: str, role: StaffRole, secret: Secret) -> None:
        """Add somebody. The first is a manager, who then adds everybody else."""
        if self._same(secret):
            said = self._texts("{name} is added: {role}.", name=name.strip(), role=role_words(self._texts, role))
            session = self._session
            self._do(lambda desk: desk.add_person(name, role.value, secret.once, session=session).id, said)

    def rename(self, person: str, name: str) -> None:
        """Give somebody another name."""
        session, said = self._session, self._texts("They are called {name} now.", name=name.strip())
        self._do(lambda desk: _of(person, desk.rename_person(person, name, session=session)), said)

    def reset(self, person: PersonWords, role: StaffRole, secret: Secret) -> None:
        """Give somebody a new PIN or password, and a role with it. Who was let go works here again."""
        if self._same(secret):
            session, said = (
                self._session,
                self._texts("{name} signs in with the new one from now on.", name=person.name),
            )
            self._do(
                lambda desk: _of(
                    person.id, desk.reset_secret(person.id, secret.once, role=role.value, session=session)
                ),
                said,
            )

    def unlock(self, person: PersonWords) -> None:
        """Let somebody sign in at once who gave a wrong PIN too often."""
        session, said = self._session, self._texts("{name} can sign in again.", name=person.name)
        self._do(lambda desk: _of(person.id, desk.unlock_person(person.id, session=session)), said)

    def let_go(self, person: PersonWords) -> None:
        """Let somebody sign in no more. What they did stays."""
        session, said = self._session, self._texts("{name} signs in no more.", name=person.name)
        self._do(lambda desk: _of(person.id, desk.deactivate_person(person.id, session=session)), said)

    def _same(self, secret: Secret) -> bool:
        """Whether both were written alike; if not, it is said."""
        if secret.once == secret.again:
            return True
        self.told.emit(self._texts("The two are not the same. Write both once more."), Tone.TROUBLE)
        return False

    def _do(self, act: Callable[[FrontDesk], str], said: str) -> None:
        def done(person: str) -> None:
            if not self._rests:
                self.told.emit(said, Tone.DONE)
                self.kept.emit(person)
                self._read()

        self._background.run(act, done, self._failed)

    def _read(self) -> None:
        session = self._session

        def read(desk: FrontDesk) -> tuple[Person, ...]:
            desk.allow(Right.PEOPLE, session)
            return desk.people()

        self._background.run(read, self._take, self._failed)

    def _take(self, people: tuple[Person, ...]) -> None:
        if not self._rests:
            self.shown.emit(state_of(self._texts, people))


def state_of(texts: Texts, people: tuple[Person, ...]) -> PeopleState:
    """Put people into words."""
    rows = sorted((_words(texts, one) for one in people), key=lambda one: not one.active)
    active = sum(one.active for one in rows)
    if not rows:
        return PeopleState(
            texts("Nobody signs in here yet."),
            texts("The first person you add is the manager. From then on, counters ask for name and PIN."),
        )
    return PeopleState(
        texts.count(active, "{n} person signs in here.", "{n} people sign in here."),
        texts("What somebody did stays in the records, even when they are let go."),
        tuple(rows),
    )


def role_words(texts: Texts, role: StaffRole) -> str:
    """Return what a role is called."""
    return {
        StaffRole.CLERK: texts("clerk"), StaffRole.LEAD: texts("lead"), StaffRole.MANAGER: texts("manager"),
        StaffRole.RECORDS: texts("records officer"), StaffRole.AUDITOR: texts("auditor"),
    }[role]  # fmt: skip


def _words(texts: Texts, one: Person) -> PersonWords:
    about = role_words(texts, one.role)
    if not one.active:
        about = texts("{role}, signs in no more", role=about)
    return PersonWords(one.id, one.name, about, one.role, one.active)


def _of(person: str, done: object) -> str:
    """Return whom something was done to."""
    del done
    return person
