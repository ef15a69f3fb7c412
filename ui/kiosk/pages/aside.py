"""Something that is on no list: a clerk finds the right help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.checking_in import HelpReason
from ui.kiosk.flow import flow, sheets_of, whole_height
from ui.kiosk.page import KioskPage, Nav, button_build
from ui.kiosk.section import Section
from ui.kiosk.state import Saving
from ui.kiosk.walk import Page
from ui.kiosk.wording import in_quotes, own_words_aloud
from ui.kit.button import Button, Kind

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class AsidePage(KioskPage):
    """What happens, and a ticket to be seen by a clerk."""

    def build(self) -> None:
        """Make the sections, and the way to one's own words."""
        self.sections = [Section(self) for _ in range(2)]
        self.say_it = Button("", Kind.SECONDARY, button_build(self.frame), icon="search", parent=self)
        self.say_it.clicked.connect(lambda: self.presenter.open_page(Page.SAY_IT))

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.say_it.set_build(button_build(frame, height=frame.sizes.control))

    def fill(self, state: KioskState) -> None:
        """Say what happens."""
        texts = state.texts
        for section in self.sections:
            section.set_frame(self.frame)
        first, second = self.sections
        self.say_it.set_words(texts("Say it your way"))
        self.heading.set_text(texts("A clerk will find the right help."))
        self.lede.set_text(texts("Your matter need not be on our list."))
        first.show_words("ticket", texts("Take a ticket"), (texts("Tell the clerk why you came. We do the rest."),))
        said = state.answers.reason.strip()
        told = texts("What you told us") if said else ""
        second.show_words("message-square-text", told, (in_quotes(texts, said),) if said else ())
        second.aloud = f"{told}. {own_words_aloud(texts)}" if said else ""

    def place(self, frame: Frame) -> None:
        """Lay out what happens; beneath it the way to one's own words."""
        px, sizes = frame.sizes.px, frame.sizes
        with_words = self._offers_words
        beneath = sizes.control + px(28) if with_words else 0
        gap = px(16 if frame.short else 48)
        highest = max(whole_height(section, frame.inner) for section in self.sections)
        self.set_head_within(frame.body, frame.body.height() - beneath - gap - highest)
        top = self.put_head(frame.body) + gap
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top - beneath)
        placed = flow(self.sections, [area], px(24 if frame.short else 40))
        self.sheets = sheets_of(placed)
        here = self.put_placed(self.sections, placed, self.sheet)
        if with_words:
            last = max((one.box.bottom() for one in here), default=top)
            self.put(self.say_it, QRect(area.left(), last + px(48), min(area.width(), px(620)), sizes.control))
        else:
            self.say_it.hide()

    def nav(self, state: KioskState) -> Nav:
        """Get a ticket to be seen by a clerk."""
        texts = state.texts
        if state.saving is Saving.HELP:
            return Nav(back=texts("Back"), on=texts("Saving your place"), on_kind=Kind.WAITING, on_icon="")
        if self.more_sheets:
            return Nav(back=texts("Back"), on=texts("Read on"))
        folded = self._folded and not state.answers.reason.strip()
        return Nav(
            back=texts("Back"),
            on=texts("Get my ticket"),
            extra=texts("Say it your way") if folded else "",
            extra_icon="search",
        )

    def on(self) -> None:
        """Read on, or get the ticket."""
        if self.turn_on():
            return
        if self.state is not None:
            self.presenter.talk_to_person(HelpReason.SOMETHING_ELSE)

    def extra(self) -> None:
        """Say it in one's own words."""
        self.presenter.open_page(Page.SAY_IT)

    def wipe(self) -> None:
        """Forget the words."""
        super().wipe()
        for section in self.sections:
            section.show_words("", "", ())

    @property
    def _folded(self) -> bool:
        return self.frame.short or self.frame.low

    @property
    def _offers_words(self) -> bool:
        state = self.state
        return not self._folded and state is not None and not state.answers.reason.strip()
