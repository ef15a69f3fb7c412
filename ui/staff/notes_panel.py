"""Notes that travel with the visitor, and the field to write one. What was begun for a visitor is kept while the clerk looks elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.guidance.glossary import marks_in
from greeter.views.words import words_to_explain
from ui.kit.field import NoteField
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.staff.section import Section, empty
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.catalogue import GlossaryWord, Office
    from greeter.texts import Texts
    from greeter.views.visit_card import Note, VisitCard
    from ui.kit.sizes import StaffSizes

KEY = "N"


class NotesPanel(Section):
    """Earlier notes, oldest first, and a field. Official words in them are underlined, and explained beneath or beside.

    Signals:
        written(str, str): a note to keep: the visit's id and the text.
    """

    written = Signal(str, str)

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes, texts("Notes travel with the visitor"), parent=parent)
        self._texts, self._sizes, self._office = texts, sizes, office
        self._visit = ""
        self._drafts: dict[str, str] = {}
        self._notes: tuple[Note, ...] = ()
        self._beneath: tuple[tuple[GlossaryWord, ...], ...] = ()
        self._given_back: dict[str, tuple[str, int]] = {}
        self._brought_back: set[str] = set()
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.px(8))
        self.field = NoteField(sizes, texts("Write a note"), hint=texts("Write a note"), key=KEY)
        self.field.entered.connect(self._enter)
        self.back = Paragraph(texts("Your note is back."), sizes.label, Token.INK2)
        self.back.hide()
        self.field.textChanged.connect(self._typed)
        self.body.addLayout(self._list)
        self.body.addWidget(self.back)
        self.body.addSpacing(sizes.px(4))
        self.body.addWidget(self.field)

    def show_card(self, card: VisitCard) -> None:
        """Show a visit's notes, and what was begun for it."""
        if card.visit_id != self._visit:
            self.keep_draft()
            self._visit = card.visit_id
            self.field.setPlainText(self._drafts.pop(card.visit_id, ""))
        self._let_go_of_what_was_kept(card)
        self.back.setVisible(card.visit_id in self._brought_back)
        beneath = words_to_explain(self._office, card).beneath
        if (card.notes, beneath) != (self._notes, self._beneath):
            self._notes, self._beneath = card.notes, beneath
            empty(self._list)
            for note, words in zip(card.notes, beneath, strict=True):
                self._list.addWidget(self._card(note, words))

    def keep_draft(self) -> None:
        """Keep what is written for the visit that was shown."""
        text = self.field.toPlainText()
        if self._visit and text.strip():
            self._drafts[self._visit] = text
        elif self._visit:
            self._drafts.pop(self._visit, None)

    def nobody(self) -> None:
        """No visit is shown any more; a draft is kept for when it is again."""
        self.keep_draft()
        self._visit = ""
        self.field.clear()

    def drafts(self) -> dict[str, str]:
        """Return the notes that are begun, by visit."""
        written = {self._visit: self.field.toPlainText()} if self._visit else {}
        return {visit: text for visit, text in (self._drafts | written).items() if text.strip()}

    def bring_back(self, visit_id: str, text: str) -> None:
        """Take up a note that was begun before the window was gone."""
        self._brought_back.add(visit_id)
        self.give_back(visit_id, text)
        self.back.setVisible(self._visit in self._brought_back)

    def _typed(self) -> None:
        if not self.field.toPlainText() and self._visit in self._brought_back and self.field.hasFocus():
            self._brought_back.discard(self._visit)
            self.back.hide()

    def _enter(self) -> None:
        text = self.field.toPlainText().strip()
        if text and self._visit:
            self.field.clear()
            self.written.emit(self._visit, text)

    def give_back(self, visit_id: str, text: str) -> None:
        """Put a note that could not be kept back into the field, before what was begun since."""
        if not text:
            return
        if visit_id != self._visit:
            self._drafts[visit_id] = "\n".join(filter(None, (text, self._drafts.get(visit_id))))
            return
        self._given_back[visit_id] = (text, _how_often(text, self._notes))
        if not self.field.toPlainText().strip():
            self.field.setPlainText(text)
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        else:
            QTextCursor(self.field.document()).insertText(f"{text}\n")

    def _let_go_of_what_was_kept(self, card: VisitCard) -> None:
        """Empty the field where the note in it was kept after all: the server's answer was lost, not the note."""
        text, before = self._given_back.get(card.visit_id, ("", 0))
        if text and _how_often(text, card.notes) > before:
            del self._given_back[card.visit_id]
            if self.field.toPlainText().strip() == text:
                self.field.clear()

    def _card(self, note: Note, words: tuple[GlossaryWord, ...]) -> QWidget:
        texts, sizes = self._texts, self._sizes
        card = Card(sizes.px(9), width=1)
        box = QVBoxLayout(card)
        box.setContentsMargins(sizes.px(14), sizes.px(9), sizes.px(14), sizes.px(9))
        box.setSpacing(sizes.px(2))
        marks = marks_in(note.text, self._office)
        box.addWidget(Paragraph(note.text, sizes.body, marks=marks))
        if words:
            box.addSpacing(sizes.px(3))
        for entry in words:
            box.addWidget(Paragraph(entry.meaning, sizes.label, lead=f"{entry.word}:"))
        at = texts.clock24(note.at)
        by = texts("{clerk}, counter {n}, {time}", clerk=note.clerk, n=note.counter, time=at)
        by = by if note.counter else f"{note.clerk}, {at}"
        by = texts("Written when it was booked") if note.booked else by
        where = note.office or note.ticket
        box.addWidget(Paragraph(f"{where}: {by}" if where else by, sizes.label, Token.INK2))
        return card


def _how_often(text: str, notes: Iterable[Note]) -> int:
    return sum(note.text.split() == text.split() for note in notes)
