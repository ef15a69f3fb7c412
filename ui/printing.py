"""Paper, for the windows: a ticket or next steps go to a printer, and a printer's word goes to people."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from greeter.printing.document import TakeAwayDocument, TicketDocument
from greeter.printing.words import about_printer
from greeter.problems import PrinterProblem

if TYPE_CHECKING:
    from greeter.printing.printout import Condition, Printer
    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace
    from greeter.tickets.roll import Roll
    from greeter.tickets.take_away import TakeAway


class TicketPaper:
    """Tickets on a printer, for callers that have a thread for it: the kiosk's `TicketPrinter`."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def print_ticket(self, face: TicketFace, texts: Texts) -> None:
        """Print a ticket and wait until it is out. Raises PrinterProblem, which carries how the printer is; the visit is safe."""
        printout = self._printer.print_out(TicketDocument(face, texts))
        if not printout.printed:
            raise PrinterProblem(about_printer(texts, printout.condition), condition=printout.condition)

    def look(self) -> Condition:
        """Return how the printer is, printing nothing."""
        return self._printer.look()


def print_take_away(printer: Printer, page: TakeAway, texts: Texts, staff: Texts) -> str:
    """Print next steps in the visitor's language and return where they went, in the staff's. Not for the screen's thread. Raises PrinterProblem."""
    printout = printer.print_out(TakeAwayDocument(page, texts))
    if not printout.printed:
        words = about_printer(staff, printout.condition)
        raise PrinterProblem(words, staff("The steps are safe; you can print them again."))
    return staff("The next steps of {number} are printed.", number=page.number)


def system_printer(name: str, roll: Roll | None = None) -> Printer:
    """Return a printer of this system: through CUPS where that is here, for it says what became of a job; else through Qt."""
    if shutil.which("lp"):
        from greeter.printing.system import SystemPrinter

        return SystemPrinter(name, roll)
    from ui.qt_printer import QtPrinter

    return QtPrinter(name, roll)
