"""What became of a document, how a printer is, and how staff are told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from greeter.model.visit import Printed

if TYPE_CHECKING:
    from greeter.printing.document import Document


class Trouble(StrEnum):
    """Why a printer does not print.

    To add one: 1. its line here; 2. what staff read and do, in `words.py`, whose test fails where one is forgotten.
    """

    NO_PRINTER = "no printer"
    """None is set up."""
    NOT_FOUND = "not found"
    """The print system does not know the one that was named."""
    OFF = "off"
    """It can't be reached: off, unplugged, or at another address."""
    NO_ANSWER = "no answer"
    """It is there and says nothing."""
    STRANGE = "strange answer"
    """It says what no such printer says: something else is at this address."""
    OFFLINE = "offline"
    """It says that it does not print now, and no more."""
    COVER_OPEN = "cover open"
    PAPER_OUT = "paper out"
    FAULT = "fault"
    """Its cutter is stuck, or it needs repair."""
    STOPPED = "stopped"
    """The print system has stopped it."""
    REFUSED = "refused"
    """The print system, or the disk, did not take it."""
    TOO_SLOW = "too slow"
    """It was not done in time."""
    LOST = "lost"
    """It went away while it printed."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a printer is. `detail` is what it, or the system, said itself."""

    trouble: Trouble | None = None
    paper_low: bool = False
    detail: str = ""
    remembered: bool = False
    """Whether the print system only remembers it of the last job: somebody may have mended it since."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "detail", " ".join(self.detail.split())[:200])


READY = Condition()


@dataclass(frozen=True, slots=True)
class Printout:
    """What became of a document."""

    result: Printed
    condition: Condition = READY
    """How the printer was then."""

    @property
    def printed(self) -> bool:
        """Whether paper came out, as far as can be known."""
        return self.result is Printed.PRINTED

    @property
    def trouble(self) -> Trouble | None:
        """Why it was not printed."""
        return self.condition.trouble

    @property
    def detail(self) -> str:
        """What the printer, or the system, said itself."""
        return self.condition.detail


PRINTED = Printout(Printed.PRINTED)


def not_printed(trouble: Trouble, detail: str = "") -> Printout:
    """Return that nothing was printed, and why."""
    return Printout(Printed.NOT_PRINTED, Condition(trouble, detail=detail))


class Printer(Protocol):
    """Something that prints. Called in a worker, by one thread at a time."""

    def print_out(self, document: Document) -> Printout:
        """Print a document, wait until it is out, and return what became of it. Ends within seconds and raises nothing."""
        ...

    def look(self) -> Condition:
        """Return how the printer is, printing nothing. Ends within seconds and raises nothing."""
        ...


class NoPrinter:
    """Where there is none: the ticket stays on the screen."""

    def print_out(self, document: Document) -> Printout:  # noqa: ARG002 (the port's signature)
        """Return that there is no printer."""
        return not_printed(Trouble.NO_PRINTER)

    def look(self) -> Condition:
        """Return that there is no printer."""
        return Condition(Trouble.NO_PRINTER)
