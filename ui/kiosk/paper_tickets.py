"""The kiosk's paper: tickets printed beside the screen, and a printer that is looked after, so that staff know before a visitor does.

What becomes of a ticket is kept with its visit. How the printer is, staff read as a notice: the kiosk gives it when the printer stops, and ends it
when it prints again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from greeter.model.notice import Notice
from greeter.model.visit import Printed
from greeter.printing.printout import READY, Condition, Trouble
from greeter.problems import PrinterProblem, StoreForbids
from greeter.texts import texts_for
from ui.aside import Aside
from ui.kiosk.printing import WatchedPrinter
from ui.kiosk.state import Paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from ui.background import Background
    from ui.kiosk.printing import TicketPrinter
    from ui.kiosk.walk import ShownTicket, Walk

FIRST_S, FINE_S, TROUBLED_S = 3, 20, 5
"""Seconds: the first look at the printer is so long after the greeting; then there is one so often while all is well, and while it is not."""
LATEST_MS = 5_000
"""A ticket that the printer could not begin so long after it was asked for is not printed any more: its visitor may be gone."""
COPY_MS = 10_000
"""So long after a ticket came out there is no copy of it: ghost touches print no heap of paper."""
ONLY_PAPER_PROVES = frozenset({Trouble.TOO_SLOW, Trouble.REFUSED})
"""Found when a ticket was printed: that the printer answers well does not end these."""

NONE_SET_UP = Condition(Trouble.NO_PRINTER)
"""Nobody named a printer, and the system has none: that is no fault, and there is nothing to print on."""


class PaperTickets(QObject):
    """Prints, and watches the printer. Without a printer it does neither."""

    def __init__(self, background: Background, clock: Clock, printer: TicketPrinter | None) -> None:
        super().__init__(background)
        self._background = background
        self._clock = clock
        self._printer = printer
        self._aside = Aside("printer", self)
        self._condition = READY
        self._out_at = -COPY_MS
        self._told: dict[Notice, str] | None = None
        """What staff were told last; None before they were told anything."""

    @property
    def busy(self) -> bool:
        """Whether it prints, or looks at the printer."""
        return self._aside.busy

    @property
    def gives_copy(self) -> bool:
        """Whether the last ticket came out long enough ago for a copy."""
        return self._clock.read().steady - self._out_at >= COPY_MS

    @property
    def condition(self) -> Condition:
        """How the printer was when it was last heard of."""
        return self._condition

    def print_ticket(self, walk: Walk, ticket: ShownTicket, done: Callable[[str, Paper], None]) -> Paper:
        """Print in a thread of its own, so that a printer that hangs holds up nobody. Return what to show meanwhile."""
        if self._printer is None:
            return Paper.NO_PRINTER
        asked = self._clock.read().steady
        job = partial(self._print, self._printer, ticket, walk.answers.screen_language, asked)
        self._aside.run(job, lambda ended: self._printed(ticket.visit_id, partial(done, walk.request_key), ended))
        return Paper.PRINTING

    def second(self, seconds: int) -> None:
        """Look at the printer, where it is time: called once a second with how many there were."""
        often = TROUBLED_S if self._condition.trouble is not None else FINE_S
        if seconds == FIRST_S or seconds % often == 0:
            self.look()

    def look(self) -> None:
        """Ask the printer how it is, unless it is busy, and tell staff where that has changed."""
        if isinstance(self._printer, WatchedPrinter) and not self._aside.busy:
            self._aside.run(self._printer.look, self._looked)

    # Inside

    def _print(self, printer: TicketPrinter, ticket: ShownTicket, language: str, asked: int) -> None:
        """Runs in the printer's thread. A ticket that waited behind a printer that hangs is given up."""
        if self._clock.read().steady - asked > LATEST_MS:
            raise PrinterProblem("The printer took too long.", condition=Condition(Trouble.TOO_SLOW))
        printer.print_ticket(ticket.face, texts_for(language))

    def _printed(self, visit_id: str, done: Callable[[Paper], None], ended: Future[None]) -> None:
        """Tell visitor and store what became of the paper. What nobody foresaw is raised here, where it is logged."""
        failed = ended.exception()
        if isinstance(failed, PrinterProblem) and failed.condition == NONE_SET_UP:
            done(Paper.NO_PRINTER)
            return
        outcome = Printed.PRINTED if failed is None else Printed.NOT_PRINTED
        self._background.run(lambda desk: desk.printed(visit_id, outcome))
        done(Paper.PRINTED if failed is None else Paper.FAILED)
        if failed is None:
            self._out_at = self._clock.read().steady
            self._is_now(Condition(paper_low=self._condition.paper_low))
        elif not isinstance(failed, PrinterProblem):
            raise failed
        elif failed.condition is not None:
            self._is_now(failed.condition)
        self.look()

    def _looked(self, ended: Future[Condition]) -> None:
        found = ended.result()
        if found.trouble is None and self._condition.trouble in ONLY_PAPER_PROVES:
            return
        self._is_now(found)

    def _is_now(self, condition: Condition) -> None:
        """Take in how the printer is. Staff are told anew where that has changed, or where somebody ended a notice that still holds."""
        self._condition = condition
        tell: dict[Notice, str] = {}
        if condition.trouble not in {None, Trouble.NO_PRINTER}:
            tell[Notice.PRINTER] = condition.trouble.value
        elif condition.paper_low:
            tell[Notice.PAPER_LOW] = ""
        if tell != self._told or (tell and not condition.remembered):
            self._background.run(partial(_tell_staff, tell=tell, told=self._told), self._was_told, lambda _: None)

    def _was_told(self, told: dict[Notice, str] | None) -> None:
        if told is not None:
            self._told = told


def _tell_staff(
    desk: FrontDesk, *, tell: dict[Notice, str], told: dict[Notice, str] | None
) -> dict[Notice, str] | None:
    """Give and end the notices of the printer; return what is told now, or None where that could not be done.

    told: what this kiosk told last. Where it has told nothing yet, it ends what it told before it was switched off. A notice in a person's own words
    is theirs.
    """
    if desk.block:  # the server is away
        return None
    try:
        for notice in (Notice.PRINTER, Notice.PAPER_LOW):
            now, words = desk.told(notice), tell.get(notice)
            ours = now is not None and now in {"", *Trouble}
            if words is not None and now != words and (ours or now is None):
                desk.give_notice(notice, text=words)
            elif words is None and ours and (told is None or notice in told):
                desk.end_notice(notice)
    except StoreForbids:  # rights on the server that are older than this program: `greeter database setup` renews them
        return None
    return tell
