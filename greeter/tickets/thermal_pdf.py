"""The ticket as an 80 mm PDF for a receipt printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.tickets.sheet_pdf import pdf
from greeter.tickets.ticket_sheet import ticket_sheet

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace


def ticket_pdf(face: TicketFace, texts: Texts) -> bytes:
    """Return the ticket as a PDF: 80 mm wide, 72 of them printed, as long as it needs to be."""
    return pdf([ticket_sheet(face, texts)])
