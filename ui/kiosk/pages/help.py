"""Someone is coming: the ticket of "Talk to a person". Where nobody could be told, it is to be shown at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.pages.ticket import shown_face, ticket_build
from ui.kit.ticket_card import TicketCard, TicketFace

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


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
        why = texts("Sorry, this screen can’t call our staff just now.") if kept else ""
        if state.walk.ticket is None:
            self.lede.set_text(why or texts("Stay close, or take a seat. We call this number."))
        else:
            place = texts("You keep your place in line: {number}.", number=state.walk.ticket.face.number)
            self.lede.set_text(place if self.frame.short else f"{why} {place}".strip())
        face = shown_face(state, ticket)
        if kept:
            wait, note = texts("Show this ticket there"), texts("We take it in as soon as we can.")
        else:
            wait, note = texts("We call this number"), texts("The board shows it, with the counter.")
        self._face = replace(face, wait=wait, note=note)

    def place(self, frame: Frame) -> None:
        """Lay the ticket out under the words. A code that would be cut could not be read, and is left out: the number is what counts."""
        px = frame.sizes.px
        top = self.put_head(frame.body) + px(14 if frame.short else 40)
        wide = min(frame.inner, px(1100))
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

    def wipe(self) -> None:
        """Forget the ticket."""
        super().wipe()
        self._face = None
        self.card.show_face(None)
