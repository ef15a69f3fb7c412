"""Somebody who works at the office's counters, and what each may do beyond looking after visitors.

To add a right: 1. a member of `Right`; 2. who has it, in `MAY`; 3. `allow(...)` in the act that needs it; 4. a test that tries it without.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StaffRole(StrEnum):
    """What somebody is in an office. Of the first three, each may do what those before it may; the others serve nobody at a counter."""

    CLERK = "clerk"
    """Looks after visitors."""
    LEAD = "lead"
    """Looks after a shift: lets colleagues sign in again who mistyped their PIN too often, decides at closing time."""
    MANAGER = "manager"
    """Looks after the office: who works here, and by which office file."""
    RECORDS = "records-officer"
    """Looks after what is kept and forgotten: purges, legal holds, disclosures."""
    AUDITOR = "auditor"
    """Sees who read what, and changes nothing."""

    @property
    def serves(self) -> bool:
        """Whether they sit at counters."""
        return self not in {StaffRole.RECORDS, StaffRole.AUDITOR}


class Right(StrEnum):
    """What not everybody may do. The value says it in words."""

    UNLOCK = "let a colleague sign in again"
    PEOPLE = "change who works here"
    PUBLISH = "publish the office’s file"
    ANNOUNCE = "tell everybody in the lobby something"
    FIGURES = "see how the office did"
    CLOSING = "decide who is served at closing time"
    REPORTS = "have a report sent again"
    RECORDS = "decide what is kept, held, forgotten and given out"
    READS = "see who read what"


MAY: dict[Right, frozenset[StaffRole]] = {
    Right.UNLOCK: frozenset({StaffRole.LEAD, StaffRole.MANAGER}),
    Right.PEOPLE: frozenset({StaffRole.MANAGER}),
    Right.PUBLISH: frozenset({StaffRole.MANAGER}),
    Right.ANNOUNCE: frozenset({StaffRole.LEAD, StaffRole.MANAGER}),
    Right.FIGURES: frozenset({StaffRole.MANAGER}),
    Right.CLOSING: frozenset({StaffRole.LEAD, StaffRole.MANAGER}),
    Right.REPORTS: frozenset({StaffRole.MANAGER}),
    Right.RECORDS: frozenset({StaffRole.MANAGER, StaffRole.RECORDS}),
    Right.READS: frozenset({StaffRole.MANAGER, StaffRole.RECORDS, StaffRole.AUDITOR}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here. `name` is how colleagues know them; acts are signed with it."""

    id: str
    name: str
    role: StaffRole
    active: bool = True

    def may(self, right: Right) -> bool:
        """Whether they may do this."""
        return self.active and self.role in MAY[right]


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of a sign-in: whose it is, at which counter it was made (empty: at none), and whether the window is locked."""

    person: Person
    counter: str
    locked: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in. `session` is what proves it to acts that not everybody may do; it is shown to nobody and kept nowhere."""

    person: Person
    session: str

    def __repr__(self) -> str:
        """Leave the secret out, wherever this is printed."""
        return f"SignedIn({self.person!r})"
