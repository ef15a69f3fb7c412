"""What may we call you? Optional, and asked so that nobody is only a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kiosk.page import Nav
from ui.kiosk.typing_page import TypingPage
from ui.kiosk.walk import MOST_NAME
from ui.kiosk.wording import question_of

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class NamePage(TypingPage):
    """A name the visitor likes to hear; any name will do."""

    most = MOST_NAME

    def held(self, state: KioskState) -> str:
        """The name."""
        return state.answers.name

    def changed_to(self, text: str) -> None:
        """Take in the name as it is typed."""
        self.presenter.type_name(text)

    def next_is_capital(self, text: str) -> bool:
        """Each part of a name begins with a capital."""
        return not text or text.endswith((" ", "-", "’"))

    def fill(self, state: KioskState) -> None:
        """Say why it is asked."""
        super().fill(state)
        texts = state.texts
        self.eyebrow.set_text("" if self.frame.short and self.typing else question_of(state, optional=True))
        self.heading.set_text(texts("What may we call you?"))
        self.lede.set_text("" if self.frame.short else texts("So the clerk can greet you by name. Any name is fine."))
        self.field.setAccessibleName(texts("What may we call you?"))
        self.note.set_text(texts("Only the clerk sees it. It is never on the board."))

    def place(self, frame: Frame) -> None:
        """Lay out the field and the keyboard."""
        self.put_fitting(frame.body)
        self.put_keyboard()

    def nav(self, state: KioskState) -> Nav:
        """Continue, with or without a name."""
        texts = state.texts
        word = texts("Continue") if state.answers.name.strip() else texts("Continue without a name")
        return Nav(back=texts("Back"), on=word)

    def done_word(self, state: KioskState) -> str:
        """Say that the name may be left out."""
        return "" if state.answers.name.strip() else state.texts("Skip")

    def end_typing(self) -> None:
        """Done goes on, with or without a name."""
        self.presenter.go_on()
