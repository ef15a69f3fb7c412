"""The store can't be used: people are sent to the desk, where somebody helps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.section import Section

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class SorryPage(KioskPage):
    """Kind and short. The kiosk returns to its greeting by itself when the store works again."""

    def build(self) -> None:
        """Make the one section."""
        self.section = Section(self)

    def fill(self, state: KioskState) -> None:
        """Say what to do."""
        texts = state.texts
        self.section.set_frame(self.frame)
        self.heading.set_text(texts("Please come to the desk. We can help."))
        self.lede.set_text(texts("This screen can’t give tickets just now. We’re sorry."))
        self.section.show_words("hand-helping", texts("What happens"), (texts("A clerk helps you from here."),))

    def place(self, frame: Frame) -> None:
        """Lay it out."""
        end = self.put_head(frame.body)
        px = frame.sizes.px
        high = self.section.needed_height(frame.inner)
        self.put(self.section, QRect(frame.body.left(), end + px(20 if frame.short else 56), frame.inner, high))

    def nav(self, state: KioskState) -> Nav:  # noqa: ARG002
        """Nothing to go on to."""
        return Nav()
