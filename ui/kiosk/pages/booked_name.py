"""The name under which an appointment was booked. Nobody else's is ever shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kiosk.booking import Way
from ui.kiosk.page import Nav
from ui.kiosk.typing_page import TypingPage
from ui.kiosk.walk import MOST_NAME
from ui.kit.button import Kind

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class BookedNamePage(TypingPage):
    """Capitals, accents and the order of the names do not matter."""

    most = MOST_NAME

    def held(self, state: KioskState) -> str:
        """The name."""
        return state.walk.booking.name

    def changed_to(self, text: str) -> None:
        """Take in the name as it is typed."""
        self.presenter.booked.type_in(Way.NAME, text)

    def next_is_capital(self, text: str) -> bool:
        """Each part of a name begins with a capital."""
        return not text or text.endswith((" ", "-", "’"))

    def fill(self, state: KioskState) -> None:
        """Ask, and say what is done with it."""
        super().fill(state)
        texts = state.texts
        tight = self.frame.short and (self.frame.sizes.large or bool(state.walk.missing))
        self.heading.set_text(texts("What name did you book with?"))
        self.lede.set_text("" if tight else texts("Type your first and last name."))
        self.field.setAccessibleName(texts("What name did you book with?"))
        self.note.set_text("" if tight else texts("We only use it to find your appointment."))

    def place(self, frame: Frame) -> None:
        """Lay out the field and the keyboard."""
        self.put_fitting(frame.body)
        self.put_keyboard()

    def nav(self, state: KioskState) -> Nav:
        """Find it."""
        texts = state.texts
        if state.walk.booking.looking:
            return Nav(back=texts("Back"), on=texts("Looking for it"), on_kind=Kind.WAITING, on_icon="")
        kind = Kind.PRIMARY if state.walk.booking.name.strip() else Kind.WAITING
        return Nav(back=texts("Back"), on=texts("Find it"), on_kind=kind, on_icon="search")

    def done_word(self, state: KioskState) -> str:
        """Find it, where the nav does not say so."""
        if not self.frame.keyboard_for_nav:
            return ""
        return state.texts("Looking for it") if state.walk.booking.looking else state.texts("Find it")

    def on(self) -> None:
        """Look for it."""
        self.presenter.booked.look(Way.NAME)

    def end_typing(self) -> None:
        """Look for it; the keyboard stays."""
        self.presenter.booked.look(Way.NAME)
