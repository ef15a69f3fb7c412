"""What the lobby board shows, in words. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.views.levels import Level


BETWEEN = " · "
"""Stands between two languages."""


@dataclass(frozen=True, slots=True)
class ShownCall:
    """One call. `key` is another whenever it is announced anew."""

    number: str
    label: str
    """ "Counter", in the visitor's language with the office's beside it."""
    counter: str
    key: int
    answered: bool

    @property
    def words(self) -> str:
        """Where to go, in one line: `Counter 3`."""
        return f"{self.label} {self.counter}"

    @property
    def labels(self) -> list[str]:
        """ "Counter" in each language, the visitor's first."""
        return self.label.split(BETWEEN)

    @property
    def lines(self) -> list[str]:
        """Where to go, in a line for each language, the visitor's first."""
        return [f"{label} {self.counter}" for label in self.labels]


@dataclass(frozen=True, slots=True)
class ShownWait:
    """One row of the waits. `level` None: nothing is promised, because no time can be given."""

    name: str
    promise: str
    wait: str
    note: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its first words in bold."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class BoardState:
    """The whole board."""

    office: str
    hours: str
    """ "Open until 16:30"."""
    day: str
    """ "Good morning. Tuesday, November 24"."""
    clock: str
    heading: str
    """Above the call: "Now calling", or "Last called" once they have come; empty where nobody was called today."""
    called: ShownCall | None
    welcome: Sentence
    """In place of a call while nobody was called today."""
    earlier: tuple[ShownCall, ...]
    """Beneath the call: those still on their way first, at most twelve at a time."""
    waits_heading: str
    waits: tuple[ShownWait, ...]
    sentences: tuple[Sentence, ...]
    """At the foot: why some waits are longer, and what the order means."""
    next_heading: str = ""
    next_up: tuple[str, ...] = ()
    """Who is likely called next."""
    trouble: bool = False
    """Whether the board can't be sure of what it shows; the sentences say so."""
