"""Someone is coming: the ticket of "Talk to a person". Where nobody could be told, it is to be shown at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.pages.ticket import paper_words, shown_face, ticket_build
from ui.kiosk.state import Paper
from ui.kit.ticket_card import TicketCard, TicketFace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState
    from ui.kiosk.walk import ShownTicket


class HelpPage(KioskPage):
    """Says that staff know, and which number they call; or kindly that they don't know yet."""

    def build(self) -> None:
        """Make the ticket."""
        self.card = TicketCard(ticket_build(self.frame), parent=self)
        self._face: TicketFace | None = None

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.card.set_build(ticket_build(frame))

    def fill(self, state: KioskState) -> None:
        """Show the number."""
        texts, ticket = state.texts, state.walk.help_ticket
        kept = ticket is not None and ticket.kept
        self.heading.set_text(texts("Please come to the desk.") if kept else texts("We told our staff."))
        self.card.set_build(ticket_build(self.frame))
        self._face = None
        if ticket is None:
            return
        self.lede.set_text(_lede_kept(state, ticket, short=self.frame.short) if kept else _lede(state))
        if kept:
            on_paper = state.paper in {Paper.PRINTING, Paper.PRINTED}
            wait = texts("Show this ticket there") if on_paper else texts("Tell them this number")
            note = paper_words(texts, state.paper)
        else:
            wait, note = texts("We call this number"), texts("The board shows it, with the counter.")
        self._face = replace(shown_face(state, ticket), wait=wait, note=note)

    def place(self, frame: Frame) -> None:
        """Lay the ticket out under the words. A code that would be cut could not be read, and is left out: the number is what counts."""
        px = frame.sizes.px
        wide, gap = min(frame.inner, px(1100)), px(14 if frame.short else 40)
        self.card.show_face(self._face and replace(self._face, code=(), code_words=""))
        self.set_head_within(frame.body, frame.body.height() - gap - self.card.least_height(wide))
        top = self.put_head(frame.body) + gap
        room = frame.body.bottom() + 1 - top
        self.card.show_face(self._face)
        if self._face is not None and self.card.code_height > room:
            self.card.show_face(replace(self._face, code=(), code_words=""))
        high = self.card.needed_height(wide)
        high = min(max(high, px(400)) if frame.portrait else high, room)
        self.put(self.card, QRect(frame.body.left(), top, wide, high))

    def nav(self, state: KioskState) -> Nav:
        """Back to where they were, or finish."""
        texts = state.texts
        back = texts("Back") if state.walk.came_by else ""
        return Nav(back=back, on=texts("I have it. Finish"), on_icon="check")

    def on(self) -> None:
        """Finish."""
        self.presenter.finish()

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the ticket, to hear it again."""
        return self.card if self.card.isVisible() else None

    def wipe(self) -> None:
        """Forget the ticket."""
        super().wipe()
        self._face = None
        self.card.show_face(None)


def _lede(state: KioskState) -> str:
    if state.walk.ticket is None:
        return state.texts("Stay close, or take a seat. We call this number.")
    return _place(state, state.walk.ticket)


def _lede_kept(state: KioskState, ticket: ShownTicket, *, short: bool) -> str:
    """Say why, and the number: who can't see the ticket hears it. On low screens there is room for the number alone."""
    parts = [state.texts("Tell them this number: {number}.", number=ticket.face.number)]
    if not short or state.walk.ticket is None:
        parts.insert(0, state.texts("Sorry, this screen can’t call our staff just now."))
    if state.walk.ticket is not None:
        parts.append(_place(state, state.walk.ticket))
    return " ".join(parts)


def _place(state: KioskState, ticket: ShownTicket) -> str:
    """Say that the place of the ticket they had is not lost; of one that is kept, nobody knows its place yet."""
    number = ticket.face.number
    if ticket.kept:
        return state.texts("You keep your place: {number}.", number=number)
    return state.texts("You keep your place in line: {number}.", number=number)
