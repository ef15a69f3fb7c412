"""Someone is coming: the ticket of "Talk to a person"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.pages.ticket import shown_face, ticket_build
from ui.kit.ticket_card import TicketCard

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class HelpPage(KioskPage):
    """Says that staff know, and which number they call."""

    def build(self) -> None:
        """Make the ticket."""
        self.card = TicketCard(ticket_build(self.frame), parent=self)

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.card.set_build(ticket_build(frame))

    def fill(self, state: KioskState) -> None:
        """Show the number."""
        texts, ticket = state.texts, state.walk.help_ticket
        self.heading.set_text(texts("We told our staff."))
        self.card.set_build(ticket_build(self.frame))
        if ticket is None:
            self.card.show_face(None)
            return
        if state.walk.ticket is not None:
            told = texts("You keep your place in line: {number}.", number=state.walk.ticket.face.number)
        else:
            told = texts("Stay close, or take a seat. We call this number.")
        self.lede.set_text(told)
        face = shown_face(state, ticket)
        self.card.show_face(
            replace(face, wait=texts("We call this number"), note=texts("The board shows it, with the counter."))
        )

    def place(self, frame: Frame) -> None:
        """Lay the ticket out under the words."""
        end = self.put_head(frame.body)
        px = frame.sizes.px
        wide = min(frame.inner, px(1100))
        room = frame.body.bottom() + 1 - end - px(20)
        high = self.card.needed_height(wide)
        high = min(max(high, px(400)) if frame.portrait else high, room)
        self.put(self.card, QRect(frame.body.left(), end + px(14 if frame.short else 40), wide, high))

    def nav(self, state: KioskState) -> Nav:
        """Back to where they were, or finish."""
        texts = state.texts
        back = texts("Back") if state.walk.came_by else ""
        return Nav(back=back, on=texts("I have it. Finish"), on_icon="check")

    def on(self) -> None:
        """Finish."""
        self.presenter.finish()

    def wipe(self) -> None:
        """Forget the ticket."""
        super().wipe()
        self.card.show_face(None)
