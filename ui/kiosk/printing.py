"""Paper, as the kiosk sees it: something that prints a ticket or says that it could not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace


class TicketPrinter(Protocol):
    """What puts a ticket on paper. Called in a thread of its own."""

    def print_ticket(self, face: TicketFace, texts: Texts) -> None:
        """Print, or raise PrinterProblem. The visit is safe either way."""
        ...
