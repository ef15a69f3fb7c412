"""The kiosk's acts at the front desk: a ticket, a ticket for help, and paper. They run in the background; each ends in one call."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from greeter.model.visit import Printed
from greeter.problems import PrinterProblem
from greeter.texts import texts_for
from ui.kiosk.state import Paper
from ui.kiosk.walk import ShownTicket

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk, Ticket
    from greeter.model.catalogue import Office
    from greeter.problems import Problem
    from greeter.queueing.forecast import Forecast
    from ui.background import Background
    from ui.kiosk.printing import TicketPrinter
    from ui.kiosk.walk import Answers, Walk

APART_MS = 10_000
"""Tickets of one kind are at least so far apart, whatever touches the screen."""


class HelpReason(StrEnum):
    """Why a clerk is asked for; the staff window shows it with the ticket."""

    PERSON = "Talk to a person"
    APPOINTMENT = "I have an appointment"
    SOMETHING_ELSE = "Something else"


class CheckingIn(QObject):
    """Asks the front desk for tickets. Calls back with the walk's request key, so that an answer that comes too late is known as such.

    Signals:
        _paper_done: from the printer's thread to this one.
    """

    _paper_done = Signal(object)

    def __init__(self, background: Background, office: Office, clock: Clock, printer: TicketPrinter | None) -> None:
        super().__init__(background)
        self._background = background
        self._office = office
        self._clock = clock
        self._printer = printer
        self._last: dict[str, int] = {}
        self._printing: ThreadPoolExecutor | None = None
        self._paper_done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def warm_up(self) -> None:
        """Import what a ticket needs, before a visitor waits for it."""
        self._background.run(_warm_up)

    def check_in(
        self,
        walk: Walk,
        told: Forecast | None,
        done: Callable[[str, ShownTicket], None],
        problem: Callable[[str, Problem], None],
    ) -> None:
        """Check the visitor in. The same walk always gives the same ticket. Where it must be kept here, no wait is told: nobody knows it."""
        answers, key, office = walk.answers, walk.request_key, self._office

        def act(desk: FrontDesk) -> ShownTicket:
            known = None if desk.block else told
            ticket = desk.check_in(
                service=answers.service,
                reason=answers.reason or None,
                name=answers.name or None,
                language=answers.language,
                needs=sorted(answers.needs),
                request_key=key,
                familiarity=answers.familiarity,
                origin="kiosk",
                told=known,
            )
            return _shown(desk, ticket, answers, office, known)

        self._apart("ticket", lambda: self._run(act, key, done, problem))

    def ask_for_person(
        self,
        walk: Walk,
        reason: HelpReason,
        done: Callable[[str, ShownTicket], None],
        problem: Callable[[str, Problem], None],
    ) -> None:
        """Alarm the staff and give a ticket for help. What the visitor has said already is told. A ticket that is kept here alarms nobody yet."""
        answers, key, office = walk.answers, walk.request_key, self._office
        words = _help_words(answers, reason, office)

        def act(desk: FrontDesk) -> ShownTicket:
            ticket = desk.ask_for_person(
                language=answers.language, needs=sorted(answers.needs), reason=words, request_key=f"{key}-help"
            )
            return _shown(desk, ticket, answers, office, None)

        self._apart("help", lambda: self._run(act, key, done, problem))

    def print_ticket(self, walk: Walk, ticket: ShownTicket, done: Callable[[str, Paper], None]) -> Paper:
        """Print in a thread of its own, so that a printer that hangs holds up nobody. Return what to show meanwhile."""
        printer, key = self._printer, walk.request_key
        if printer is None:
            return Paper.NO_PRINTER
        if self._printing is None:
            from concurrent.futures import ThreadPoolExecutor  # the greeting is painted before the first ticket

            self._printing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="printer")
        texts = texts_for(walk.answers.screen_language)
        paper = self._printing.submit(printer.print_ticket, ticket.face, texts)
        paper.add_done_callback(lambda ended: self._tell(_Print(ticket.visit_id, key, done, ended)))
        return Paper.PRINTING

    def _tell(self, ended: _Print) -> None:
        with suppress(RuntimeError):  # the window is gone
            self._paper_done.emit(ended)

    @Slot(object)
    def _deliver(self, ended: _Print) -> None:
        """Tell visitor and store what became of the paper. What nobody foresaw is raised here, where it is logged."""
        failed = ended.future.exception()
        printed = Printed.PRINTED if failed is None else Printed.NOT_PRINTED
        self._background.run(lambda desk: desk.printed(ended.visit_id, printed))
        ended.done(ended.key, Paper.PRINTED if failed is None else Paper.FAILED)
        if failed is not None and not isinstance(failed, PrinterProblem):
            raise failed

    def _run(
        self,
        act: Callable[[FrontDesk], ShownTicket],
        key: str,
        done: Callable[[str, ShownTicket], None],
        problem: Callable[[str, Problem], None],
    ) -> None:
        self._background.run(act, lambda ticket: done(key, ticket), lambda met: problem(key, met))

    def _apart(self, kind: str, act: Callable[[], None]) -> None:
        """Do it at once, or once the last one of its kind is long enough ago: ghost touches make no stack of tickets."""
        now = self._clock.read().steady
        wait = max(self._last.get(kind, -APART_MS) + APART_MS - now, 0)
        self._last[kind] = now + wait
        if wait:
            QTimer.singleShot(wait, self, act)
        else:
            act()


@dataclass(frozen=True, slots=True)
class _Print:
    visit_id: str
    key: str
    done: Callable[[str, Paper], None]
    future: Future[None]


def _shown(desk: FrontDesk, ticket: Ticket, answers: Answers, office: Office, told: Forecast | None) -> ShownTicket:
    from greeter.tickets.face import ticket_face
    from greeter.tickets.qr import matrix

    visit = desk.visit(ticket.visit_id)
    request = desk.store.request(visit.request)
    kept = bool(desk.block)
    face = ticket_face(visit, request, told, office, texts_for(answers.screen_language), kept=kept)
    return ShownTicket(ticket.visit_id, face, matrix(face.code), kept=kept)


def _help_words(answers: Answers, reason: HelpReason, office: Office) -> str:
    """Return what the clerk reads: what was asked for at the kiosk, and what the visitor had said by then."""
    said = answers.reason or (office.service(answers.service).name if answers.service else "")
    if not said:
        return reason.value
    return f"{reason.value}: {said}" if reason is not HelpReason.SOMETHING_ELSE else said


def _warm_up(desk: FrontDesk) -> None:  # noqa: ARG001
    from greeter.tickets import face, qr

    qr.matrix(face.__name__)
