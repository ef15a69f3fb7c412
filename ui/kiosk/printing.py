"""Paper, as the kiosk sees it: something that prints a ticket or says that it could not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from greeter.printing.printout import Condition
    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace


class TicketPrinter(Protocol):
    """What puts a ticket on paper. Called in a thread of its own."""

    def print_ticket(self, face: TicketFace, texts: Texts) -> None:
        """Print, or raise PrinterProblem. The visit is safe either way."""
        ...


@runtime_checkable
class WatchedPrinter(TicketPrinter, Protocol):
    """One that can be asked how it is. Called in the same thread."""

    def look(self) -> Condition:
        """Return how it is, printing nothing. Raises nothing."""
        ...
