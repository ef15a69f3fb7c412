"""The kiosk's acts at the front desk: a ticket, a ticket for help, and paper. They run in the background; each ends in one call."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from greeter.problems import StoreAway
from greeter.texts import texts_for
from ui.kiosk.paper_tickets import PaperTickets
from ui.kiosk.walk import Page, ShownTicket

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk, Ticket
    from greeter.model.catalogue import Office
    from greeter.problems import Problem
    from greeter.queueing.forecast import Forecast
    from greeter.views.appointments import Found
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

    paper: prints them.
    """

    def __init__(self, background: Background, office: Office, clock: Clock, printer: TicketPrinter | None) -> None:
        super().__init__(background)
        self._background = background
        self._office = office
        self._clock = clock
        self.paper = PaperTickets(background, clock, printer)
        self._last: dict[str, int] = {}
        self._waiting: tuple[str, Callable[[], None]] | None = None
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._begin)

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

        appointment = walk.booking.found if walk.page is Page.BOOKED else None

        def act(desk: FrontDesk) -> ShownTicket:
            known = None if desk.block else told
            if appointment is not None:
                return self._keep_appointment(desk, appointment, answers, known)
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
                people=answers.people or None,
                goes_on=answers.goes_on or None,
                also=answers.also,
            )
            return shown_ticket(desk, ticket, answers, office, known)

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
            return shown_ticket(desk, ticket, answers, office, None)

        self._apart("help", lambda: self._run(act, key, done, problem))

    def _keep_appointment(
        self, desk: FrontDesk, appointment: Found, answers: Answers, told: Forecast | None
    ) -> ShownTicket:
        """Check the visitor in for the appointment. A language that they chose here wins over the one that was booked."""
        spoken = answers.language if answers.language != self._office.language else None
        if desk.block:
            raise StoreAway("The appointment can't be looked up just now.", "Take a ticket; a clerk finds it.")
        ticket = desk.check_in_appointment(
            appointment.id, language=spoken, needs=sorted(answers.needs), origin="kiosk", told=told
        )
        return shown_ticket(desk, ticket, answers, self._office, told)

    def _run(
        self,
        act: Callable[[FrontDesk], ShownTicket],
        key: str,
        done: Callable[[str, ShownTicket], None],
        problem: Callable[[str, Problem], None],
    ) -> None:
        self._background.run(act, lambda ticket: done(key, ticket), lambda met: problem(key, met))

    def forget(self) -> None:
        """Drop what still waits for its turn: whoever asked for it has gone, and would never see the ticket."""
        self._wait.stop()
        self._waiting = None

    def _apart(self, kind: str, act: Callable[[], None]) -> None:
        """Do it at once, or once the last one of its kind is long enough ago: ghost touches make no stack of tickets."""
        now = self._clock.read().steady
        self._waiting = kind, act
        wait = self._last.get(kind, now - APART_MS) + APART_MS - now
        if wait > 0:
            self._wait.start(wait)
        else:
            self._begin()

    def _begin(self) -> None:
        if self._waiting is None:
            return
        (kind, act), self._waiting = self._waiting, None
        self._last[kind] = self._clock.read().steady
        act()


def shown_ticket(
    desk: FrontDesk, ticket: Ticket, answers: Answers, office: Office, told: Forecast | None
) -> ShownTicket:
    """Return a ticket as the screen shows it."""
    from greeter.tickets.face import ticket_face
    from greeter.tickets.qr import matrix
    from greeter.views.coming_back import visit_of_ticket

    visit, request = visit_of_ticket(desk, ticket.visit_id)
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
