"""The visitor's card: everything a clerk should know before the visitor sits down, on one page that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.scroll import PanelScroll
from ui.staff.card_head import CardHead
from ui.staff.know_panel import KnowPanel
from ui.staff.nobody_panel import NobodyPanel
from ui.staff.notes_panel import NotesPanel
from ui.staff.open_with import OpenWith
from ui.staff.story_panel import StoryPanel
from ui.staff.summary_panel import SummaryPanel

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

MOST_WIDTH = 880
"""Wider lines are hard to read."""


class VisitorCard(PanelScroll):
    """One visit, or who would be next while nobody is at the counter."""

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        page = QWidget()
        super().__init__(sizes, page, sizes.px(24), most=sizes.px(MOST_WIDTH), parent=parent)
        self._texts, self._sizes = texts, sizes
        self.head = CardHead(texts, sizes)
        self.open_with = OpenWith(texts, sizes, office)
        self.know = KnowPanel(texts, sizes, office)
        self.summary = SummaryPanel(texts, sizes, office)
        self.story = StoryPanel(texts, sizes, office)
        self.notes = NotesPanel(texts, sizes, office)
        self._shown = ""
        self._visit = QWidget()
        self.nobody = NobodyPanel(texts, sizes, office)
        self._lay_out(page)

    def show_state(self, state: StaffState) -> None:
        """Show the visit of a state, or that nobody is here."""
        card = state.card
        shown = card.visit_id if card is not None else ""
        if shown != self._shown:
            self._shown = shown
            self.to_top()
        if card is None:
            self.notes.nobody()
            self.nobody.show_state(state)
        else:
            self.head.show_state(state, card)
            for part in (self.open_with, self.know, self.summary, self.story, self.notes):
                part.show_card(card)
        # Filled first: each part that is shown on a page in sight would lay all of the page out anew.
        comes, goes = (self.nobody, self._visit) if card is None else (self._visit, self.nobody)
        if goes.isVisible():
            comes.resize(goes.width(), comes.height())  # else it is laid out for some width of Qt's own first
            goes.hide()
        comes.show()

    def to_top(self) -> None:
        """Show who it is: a card begins at its head for each visitor, and when its clerk is done writing on it."""
        self.verticalScrollBar().setValue(0)

    def _lay_out(self, page: QWidget) -> None:
        px = self._sizes.px
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, px(14), 0, px(16))
        whole.setSpacing(0)
        box = QVBoxLayout(self._visit)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(18))
        for part in (self.head, self.open_with, self.know, self.summary, self.story, self.notes):
            box.addWidget(part)
        whole.addWidget(self._visit)
        whole.addWidget(self.nobody)
        whole.addStretch(1)
