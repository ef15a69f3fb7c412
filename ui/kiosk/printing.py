"""Paper: the ticket as an 80 mm PDF, sent to the system's printer."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Protocol

from greeter.problems import PrinterProblem

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace

PATIENCE_S = 10
"""A printing system that takes longer to accept a ticket counts as failed."""


class TicketPrinter(Protocol):
    """What puts a ticket on paper. Called in a thread of its own."""

    def print_ticket(self, face: TicketFace, texts: Texts) -> None:
        """Print, or raise PrinterProblem. The visit is safe either way."""
        ...


class SystemPrinter:
    """The system's printing command (`lp` on Linux and macOS). `name` is the printer's; empty is the system's default."""

    def __init__(self, name: str = "", command: str = "lp") -> None:
        self._name = name
        self._command = command

    @classmethod
    def found(cls, name: str = "") -> SystemPrinter | None:
        """Return the printer, or None where this machine has no printing command or no printer is set up."""
        if shutil.which("lp") is None or shutil.which("lpstat") is None:
            return None
        asked = subprocess.run(["lpstat", "-d"], capture_output=True, text=True, check=False, timeout=PATIENCE_S)  # noqa: S607
        return cls(name) if name or ":" in asked.stdout else None

    def print_ticket(self, face: TicketFace, texts: Texts) -> None:
        """Send the ticket. Raises PrinterProblem when it is not accepted."""
        from greeter.tickets.thermal_pdf import ticket_pdf

        where = ["-d", self._name] if self._name else []
        try:
            subprocess.run(  # noqa: S603
                [self._command, *where, "-t", f"{face.office} {face.number}", "-"],
                input=ticket_pdf(face, texts),
                capture_output=True,
                check=True,
                timeout=PATIENCE_S,
            )
        except (OSError, subprocess.SubprocessError) as failed:
            raise PrinterProblem("The ticket was not printed.", "Check paper and power of the printer.") from failed
