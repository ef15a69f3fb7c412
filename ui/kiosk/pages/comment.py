"""Say more: what a visitor likes to tell of their visit, after the survey, in their own words. Never asked for, and never needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kiosk.page import Nav
from ui.kiosk.typing_page import TypingPage
from ui.kiosk.walk import MOST_REASON
from ui.kit.button import Kind

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class CommentPage(TypingPage):
    """What is written is kept when it is sent, and forgotten with the visitor where it is not."""

    most = MOST_REASON

    def held(self, state: KioskState) -> str:
        """The comment."""
        return state.survey.comment

    def changed_to(self, text: str) -> None:
        """Take it in as it is typed."""
        self.presenter.surveying.write(text)

    def fill(self, state: KioskState) -> None:
        """Ask, and say what is done with it."""
        super().fill(state)
        texts = state.texts
        tight = self.frame.short and self.frame.sizes.large
        self.heading.set_text(texts("What would you like to tell us?"))
        self.lede.set_text("" if tight else texts("Your answers stay without your name."))
        self.field.setAccessibleName(texts("What would you like to tell us?"))
        self.note.set_text("" if tight else texts("Please don’t write ID, bank or card numbers."))

    def place(self, frame: Frame) -> None:
        """Lay out the field and the keyboard."""
        self.put_fitting(frame.body)
        self.put_keyboard()

    def nav(self, state: KioskState) -> Nav:
        """Send it."""
        kind = Kind.PRIMARY if state.survey.comment.strip() else Kind.WAITING
        return Nav(back=state.texts("Back"), on=state.texts("Send"), on_kind=kind, on_icon="check")

    def done_word(self, state: KioskState) -> str:
        """Send it, where the nav does not say so."""
        return state.texts("Send") if self.frame.keyboard_for_nav and state.survey.comment.strip() else ""

    def on(self) -> None:
        """Send it, and go back; where nothing was written, there is nothing to send."""
        self.presenter.surveying.send()
        self.presenter.back()

    def end_typing(self) -> None:
        """Done sends what was written."""
        self.on()
