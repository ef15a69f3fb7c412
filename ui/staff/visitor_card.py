"""The visitor's card: everything a clerk should know before the visitor sits down, on one page that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.paragraph import Paragraph
from ui.staff.acts import Act, face_of
from ui.staff.card_head import CardHead
from ui.staff.know_panel import KnowPanel
from ui.staff.notes_panel import NotesPanel
from ui.staff.open_with import OpenWith
from ui.staff.story_panel import StoryPanel
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

MOST_WIDTH = 880
"""Wider lines are hard to read."""


class VisitorCard(QScrollArea):
    """One visit, or who would be next while nobody is at the counter."""

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(sizes.px(46))
        self.head = CardHead(texts, sizes)
        self.open_with = OpenWith(texts, sizes)
        self.know = KnowPanel(texts, sizes)
        self.story = StoryPanel(texts, sizes, office)
        self.notes = NotesPanel(texts, sizes)
        self._visit = QWidget()
        self._nobody = QWidget()
        self.nobody_title = Paragraph("", sizes.name)
        self.nobody_words = Paragraph("", sizes.text(18, 400, 1.44), Token.INK2)
        self._lay_out()

    def show_state(self, state: StaffState) -> None:
        """Show the visit of a state, or that nobody is here."""
        card = state.card
        self._visit.setVisible(card is not None)
        self._nobody.setVisible(card is None)
        if card is None:
            self.notes.nobody()
            self._show_nobody(state)
            return
        self.head.show_state(state, card)
        self.open_with.show_card(card)
        self.know.show_card(card)
        self.story.show_card(card)
        self.notes.show_card(card)

    def _show_nobody(self, state: StaffState) -> None:
        texts, following = self._texts, state.queue.suggested
        self.nobody_title.set_text(texts("Nobody is with you."))
        key = face_of(Act.CALL_NEXT).cap
        if following is not None:
            self.nobody_words.set_text(
                texts(
                    "{number} is next: {service}. Press {key} to call them, or choose a row to read about them first.",
                    number=following.number,
                    service=following.service_name,
                    key=key,
                )
            )
        elif state.queue.others:
            self.nobody_words.set_text(
                texts.count(
                    len(state.queue.others),
                    "{n} person waits for other counters.",
                    "{n} people wait for other counters.",
                )
            )
        else:
            key = face_of(Act.CHECK_IN).cap
            self.nobody_words.set_text(texts("The room is empty. Press {key} to check somebody in.", key=key))

    def _lay_out(self) -> None:
        px = self._sizes.px
        page = QWidget()
        page.setProperty("ground", "none")
        whole = QVBoxLayout(page)
        whole.setContentsMargins(px(24), px(14), px(24), px(16))
        whole.setSpacing(0)
        box = QVBoxLayout(self._visit)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(18))
        for part in (self.head, self.open_with, self.know, self.story, self.notes):
            box.addWidget(part)
        nobody = QVBoxLayout(self._nobody)
        nobody.setContentsMargins(0, px(18), 0, 0)
        nobody.setSpacing(px(6))
        nobody.addWidget(self.nobody_title)
        nobody.addWidget(self.nobody_words)
        whole.addWidget(self._visit)
        whole.addWidget(self._nobody)
        whole.addStretch(1)
        page.setMaximumWidth(px(MOST_WIDTH))
        holder = QWidget()
        holder.setProperty("ground", "none")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page, 1)
        row.addStretch(0)
        self.setWidget(holder)
