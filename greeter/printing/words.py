"""What staff read of a printer: what is wrong with it, and what mends it.

What is wrong with a kiosk's printer is kept in the store by the value of its `Trouble`, and put into words where it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.printing.printout import Trouble

if TYPE_CHECKING:
    from greeter.printing.printout import Condition
    from greeter.texts import Texts


def about_printer(texts: Texts, condition: Condition) -> str:
    """Say what is wrong with the printer beside whoever reads it, and what mends it, with what the print system said where nothing is plainer."""
    if condition.trouble is None:
        return texts("The printer is ready.")
    said = {
        Trouble.NO_PRINTER: texts("No printer is set up."),
        Trouble.NOT_FOUND: texts("This computer can’t find the printer."),
        Trouble.OFF: texts("The printer is off or unplugged."),
        Trouble.NO_ANSWER: texts("The printer does not answer."),
        Trouble.STRANGE: texts("The printer is not one we know."),
        Trouble.OFFLINE: texts("The printer is offline."),
        Trouble.COVER_OPEN: texts("The printer’s cover is open."),
        Trouble.PAPER_OUT: texts("The printer is out of paper."),
        Trouble.FAULT: texts("The printer is stuck."),
        Trouble.STOPPED: texts("The printer has stopped."),
        Trouble.REFUSED: texts("The printer did not take it."),
        Trouble.TOO_SLOW: texts("The printer took too long."),
        Trouble.LOST: texts("The printer was cut off while it printed."),
    }[condition.trouble]
    own = f"({condition.detail})" if condition.detail and condition.trouble in _SAID_BY_THE_SYSTEM else ""
    return " ".join(part for part in (said, own, remedy(texts, condition.trouble)) if part)


def about_kiosk_printer(texts: Texts, trouble: Trouble) -> str:
    """Say in one sentence what is wrong with the kiosk's printer."""
    return {
        Trouble.NO_PRINTER: texts("The kiosk’s printer is not set up."),
        Trouble.NOT_FOUND: texts("The kiosk can’t find its printer."),
        Trouble.OFF: texts("The kiosk’s printer is off or unplugged."),
        Trouble.NO_ANSWER: texts("The kiosk’s printer does not answer."),
        Trouble.STRANGE: texts("The kiosk’s printer is not one we know."),
        Trouble.OFFLINE: texts("The kiosk’s printer is offline."),
        Trouble.COVER_OPEN: texts("The cover of the kiosk’s printer is open."),
        Trouble.PAPER_OUT: texts("The kiosk’s printer is out of paper."),
        Trouble.FAULT: texts("The kiosk’s printer is stuck."),
        Trouble.STOPPED: texts("The kiosk’s printer has stopped."),
        Trouble.REFUSED: texts("The kiosk’s printer did not take a ticket."),
        Trouble.TOO_SLOW: texts("The kiosk’s printer took too long."),
        Trouble.LOST: texts("The kiosk’s printer was cut off while it printed."),
    }[trouble]


def remedy(texts: Texts, trouble: Trouble) -> str:
    """Say what mends it."""
    return {
        Trouble.NO_PRINTER: texts("Ask whoever set it up."),
        Trouble.NOT_FOUND: texts("Ask whoever set it up."),
        Trouble.OFF: texts("Check its power and its cable."),
        Trouble.NO_ANSWER: texts("Switch it off and on again."),
        Trouble.STRANGE: texts("Ask whoever set it up."),
        Trouble.OFFLINE: texts("Switch it off and on again."),
        Trouble.COVER_OPEN: texts("Close it."),
        Trouble.PAPER_OUT: texts("Put in a new roll."),
        Trouble.FAULT: texts("Open it, take out torn paper, and switch it off and on."),
        Trouble.STOPPED: texts("Check its paper and its cover."),
        Trouble.REFUSED: texts("Check its paper and its cover."),
        Trouble.TOO_SLOW: texts("Check its paper and its cable."),
        Trouble.LOST: texts("Check its power and its cable."),
    }[trouble]


_SAID_BY_THE_SYSTEM = frozenset({Trouble.NOT_FOUND, Trouble.STOPPED, Trouble.REFUSED})
