"""What is printed: a ticket, or next steps, laid out for the paper that a printer has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace
    from greeter.tickets.roll import Roll
    from greeter.tickets.sheet import Sheet
    from greeter.tickets.take_away import TakeAway


class Document(Protocol):
    """Something to print."""

    @property
    def title(self) -> str:
        """What a system's list of jobs shows: a ticket number, never a name."""
        ...

    def pages(self, roll: Roll | None) -> Sequence[Sheet]:
        """Return the pages for a roll of this width; None: on the paper that suits it best. Not for the screen's thread."""
        ...


@dataclass(frozen=True, slots=True)
class TicketDocument:
    """A ticket; it suits a roll of 80 mm best."""

    face: TicketFace
    texts: Texts

    @property
    def title(self) -> str:
        """The ticket's number."""
        return self.texts("Ticket {number}", number=self.face.number)

    def pages(self, roll: Roll | None) -> Sequence[Sheet]:
        """Return the ticket as one page."""
        from greeter.tickets import (
            roll as rolls,
        )  # reportlab, which knows how wide words are, takes 0.1 s to import, in the worker
        from greeter.tickets.ticket_sheet import ticket_sheet

        return [ticket_sheet(self.face, self.texts, roll or rolls.Roll.MM_80)]


@dataclass(frozen=True, slots=True)
class TakeAwayDocument:
    """A visitor's next steps; they suit A5 best."""

    page: TakeAway
    texts: Texts

    @property
    def title(self) -> str:
        """The ticket's number."""
        return self.texts("Next steps {number}", number=self.page.number)

    def pages(self, roll: Roll | None) -> Sequence[Sheet]:
        """Return the pages, or one long page on a roll."""
        from greeter.tickets.take_away import take_away_sheets
        from greeter.tickets.take_away_slip import take_away_slip

        return (
            take_away_sheets(self.page, self.texts) if roll is None else [take_away_slip(self.page, self.texts, roll)]
        )
