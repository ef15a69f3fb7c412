"""Where a front desk was opened, and so what may be done and read by it: the check beneath the screen of who stands behind an act, or looks.

A desk without a post is that of whoever runs the program on the machine: commands, the simulation. A window stands at its post for each of its acts
and readings. An act is asked inside its own turn. A reading is asked where it first reaches for the store (`Desk.store`), so that none can be
forgotten; what tells nothing of anybody, or tells a visitor of their own ticket, is `open_to_all`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from greeter.model.journal import Kind
from greeter.model.notice import Notice
from greeter.problems import NotAllowed, SignedOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk.desk import Desk
    from greeter.model.journal import Event
    from greeter.model.person import SignedIn

_Desk = TypeVar("_Desk", bound="Desk")
_Asked = ParamSpec("_Asked")
_Read = TypeVar("_Read")
OPEN_TO_ALL: set[str] = set()
"""What may be read at every post, by its module and name."""


class Doer(Enum):
    """Whose act it is."""

    PERSON = auto()
    """Of whoever is behind the desk: a clerk, or a visitor at a kiosk."""
    HOUSE = auto()
    """The office's own, whatever window does it: the night, a wait told again, a sign-in, what became of paper."""


class Post(Protocol):
    """Where a desk stands."""

    def admit(self, desk: Desk) -> None:
        """Let a person's act begin; it is asked inside the act's own turn. Raises NotAllowed."""
        ...

    def let_read(self, desk: Desk) -> None:
        """Let a reading begin. Raises NotAllowed."""
        ...

    def check_clerk(self, clerk: str) -> None:
        """Let an act be signed with this name. Raises NotAllowed."""
        ...

    def check_counter(self, counter: str) -> None:
        """Let an act happen at this counter. Raises NotAllowed."""
        ...

    def check_line(self, line: Event) -> None:
        """Let the journal's line of an act be kept. Raises NotAllowed."""
        ...


@dataclass(frozen=True, slots=True)
class AtCounter:
    """A staff window's desk. Where people sign in, it needs the sign-in that was made at this counter, neither locked nor ended."""

    counter: str
    signed: SignedIn | None = None

    def admit(self, desk: Desk) -> None:
        """Look the sign-in up. Raises SignedOut where none stands behind the act any more."""
        if self.signed is None:
            if desk.has_people():
                raise SignedOut(f"Nobody is signed in at counter {self.counter}.", "Sign in with your name and PIN.")
            return
        session = desk.signed_in(self.signed.session)
        if session is None:
            raise SignedOut("This sign-in has ended.", "Sign in here again; what you wrote is kept.")
        if session.person.id != self.signed.person.id or session.counter != self.counter:
            raise SignedOut(f"This sign-in is not of counter {self.counter}.", "Sign in here again.")
        if session.locked:
            raise SignedOut(f"Counter {self.counter} is locked.", "Unlock it with your PIN.")
        if not session.person.role.serves:
            raise SignedOut(
                f"{session.person.name} serves nobody at a counter any more.", "A colleague can sign in here."
            )

    def let_read(self, desk: Desk) -> None:
        """Let whoever may act here read. Raises SignedOut."""
        self.admit(desk)

    def check_clerk(self, clerk: str) -> None:
        """Let people sign with their own name alone."""
        if self.signed is not None and clerk != self.signed.person.name:
            raise NotAllowed(f"{self.signed.person.name} is signed in here.", "Acts are signed with that name.")

    def check_counter(self, counter: str) -> None:
        """Let it be this counter alone."""
        if counter != self.counter:
            raise NotAllowed(f"This window is of counter {self.counter}.", f"Do it at counter {counter}.")

    def check_line(self, line: Event) -> None:
        """Let every line be: who signs it and where was checked before."""


_OF_ITSELF = frozenset(notice.value for notice in (Notice.PRINTER, Notice.PAPER_LOW, Notice.VOICE))
IN_LOBBY = frozenset(
    {
        Kind.CHECK_IN, Kind.PRINT, Kind.SURVEY, Kind.TOLD, Kind.FINISH, Kind.LEAVE, Kind.CLOSE_COUNTER, Kind.ENROL, Kind.RENUMBER,
        Kind.REINSTATE, Kind.BACK,
    }
)  # fmt: skip
"""What a machine in the lobby writes; `finish`, `leave` and `close_counter` where the night does. A server's policies say the same of its login."""


@dataclass(frozen=True, slots=True)
class InLobby:
    """A kiosk's or board's desk: visitors' acts alone, in no clerk's name."""

    def admit(self, desk: Desk) -> None:
        """Let it begin; what it comes to is looked at in its line."""

    def let_read(self, desk: Desk) -> None:  # noqa: ARG002
        """Let nothing of other visitors be read."""
        raise NotAllowed("This can’t be read in the lobby.", "Ask at a counter.")

    def check_clerk(self, clerk: str) -> None:
        """Let nobody sign."""
        raise NotAllowed("Nobody works at a kiosk.", f"{clerk} can do it at a counter.")

    def check_counter(self, counter: str) -> None:
        """Let nothing happen at a counter."""
        raise NotAllowed("A kiosk is no counter.", f"Do it at counter {counter}.")

    def check_line(self, line: Event) -> None:
        """Let a visitor's act be, the night's, and what a machine tells of itself."""
        of_itself = line.kind in {Kind.NOTICE, Kind.END_NOTICE} and line.data.get("notice") in _OF_ITSELF
        if line.clerk or not (line.kind in IN_LOBBY or of_itself):
            raise NotAllowed("This can’t be done at a kiosk.", "Ask at a counter.")


def open_to_all(read: Callable[Concatenate[_Desk, _Asked], _Read]) -> Callable[Concatenate[_Desk, _Asked], _Read]:
    """Let this be read at every post. What it gives, anybody in the lobby may know, or whoever holds the ticket that it is asked by."""
    OPEN_TO_ALL.add(f"{read.__module__}.{read.__qualname__}")

    @wraps(read)
    def freely(desk: _Desk, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Read:
        with desk.reading_freely():
            return read(desk, *asked, **named)

    return freely
