"""Summing up together: what was drafted from all that is known, edited in place, and the visitor's yes to it on one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greeter.languages import language_of
from greeter.model.visit import State
from greeter.views.summary import Summary, summary_of
from ui.kit.button import Button, Kind
from ui.kit.field import NoteField
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.staff.section import Section, quiet
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes

EDIT_KEY = "Shift+E"
EDIT_CAP = "Shift E"
AGREE_KEY = "U"
_WITH_CLERK = frozenset({State.CALLED, State.SERVING, State.ON_HOLD, State.FINISHED})


class SummaryPanel(Section):
    """The summary and whether it is agreed. It shows once the visitor is called: before, there is nothing to sum up.

    Signals:
        written(str, str): a summary to keep: the visit's id and the text.
        agreed(str, str, str): the visitor said yes: the visit's id, the text, and the same in their language where it is as drafted.
        editing(bool): the field is open, or closed again.
    """

    written = Signal(str, str)
    agreed = Signal(str, str, str)
    editing = Signal(bool)

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        lettering = sizes.text(15.5, 600, 1.2)
        self.edit = Button(texts("Edit"), Kind.QUIET, quiet(sizes, lettering), icon="pencil", key=EDIT_CAP)
        self.agree = Button(texts("They agree"), Kind.QUIET, quiet(sizes, lettering), icon="check", key=AGREE_KEY)
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(24))
        row.addWidget(self.edit)
        row.addWidget(self.agree)
        super().__init__(sizes, texts("Sum up together"), end=acts, gap=2, parent=parent)
        self._texts, self._office = texts, office
        self._visit, self._summary = "", Summary("", "", None, is_kept=False, is_drafted=True)
        self._drafts: dict[str, str] = {}
        self._offered = ""
        """The summary as it was when the field was opened."""
        self._said = Paragraph("", sizes.body)
        self.field = NoteField(sizes, texts("Summary"), hint=texts("You came for, you need, we will"), key=EDIT_CAP)
        self.field.hide()
        self._yes = Icon("check", sizes.px(16), Token.INK2)
        self._state = Paragraph("", sizes.label, Token.INK2)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.px(6))
        foot.addWidget(self._yes, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._state, 1, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self._said)
        self.body.addWidget(self.field)
        self.body.addLayout(foot)
        self.edit.clicked.connect(self.begin)
        self.agree.clicked.connect(self._agree)
        self.field.entered.connect(self._keep)

    @property
    def is_editing(self) -> bool:
        """Whether the field is open."""
        return not self.field.isHidden()

    @property
    def state_words(self) -> str:
        """What is said of the visitor's yes."""
        return self._state.text()

    def show_card(self, card: VisitCard) -> None:
        """Show a visit's summary; a field that is open for it stays as it is."""
        if card.visit_id != self._visit:
            self.close_field()
        self._visit = card.visit_id
        self._summary = summary_of(self._office, card, self._texts)
        self.setVisible(card.state in _WITH_CLERK or self._summary.is_kept)
        self._said.set_text(" ".join(self._summary.text.split("\n")))
        self._yes.setVisible(self._summary.is_agreed)
        self._state.set_text(self._state_words(card))
        self.agree.setVisible(not self._summary.is_agreed and card.state in _WITH_CLERK)
        self._say_draft()

    def begin(self) -> None:
        """Open the field with what was begun before, else with the summary."""
        if not self._visit or self.isHidden() or self.is_editing:
            return
        self._offered = self._summary.text
        self.field.setPlainText(self._drafts.get(self._visit, self._offered))
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._open(opened=True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_field(self) -> None:
        """Close the field, and keep what was begun."""
        if not self.is_editing:
            return
        if self._is_begun:
            self._drafts[self._visit] = self._written
        else:
            self._drafts.pop(self._visit, None)
        self._open(opened=False)

    def drafts(self) -> dict[str, str]:
        """Return the summaries that are begun, by visit."""
        if not self.is_editing:
            return dict(self._drafts)
        begun = {visit: text for visit, text in self._drafts.items() if visit != self._visit}
        return begun | ({self._visit: self._written} if self._is_begun else {})

    def bring_back(self, visit_id: str, text: str) -> None:
        """Take up a summary that was begun before the window was gone."""
        self.give_back(visit_id, text)

    def give_back(self, visit_id: str, text: str) -> None:
        """Keep a summary that could not be kept in the store, for the next try."""
        self._drafts[visit_id] = text
        self._say_draft()

    @property
    def _written(self) -> str:
        return self.field.toPlainText().strip()

    @property
    def _is_begun(self) -> bool:
        """Whether somebody has written in the field; what was drafted anew meanwhile is nobody's writing."""
        return self._written not in {"", self._summary.text, self._offered}

    def _keep(self) -> None:
        text = self._written
        self._drafts.pop(self._visit, None)
        self._open(opened=False)
        if text and text != self._summary.text:
            self.written.emit(self._visit, text)

    def _agree(self) -> None:
        """What stands in an open field is what was read to the visitor: it is agreed as it stands."""
        if not self._visit or self.isHidden() or (self.agree.isHidden() and not self.is_editing):
            return
        text, spoken = self._summary.text, self._summary.spoken if self._summary.is_drafted else ""
        if self.is_editing:
            written = self.field.toPlainText().strip() or text
            text, spoken = written, spoken if written == text else ""
            self._drafts.pop(self._visit, None)
            self._open(opened=False)
        self.agreed.emit(self._visit, text, spoken)

    def _open(self, *, opened: bool) -> None:
        self.field.setVisible(opened)
        self._said.setVisible(not opened)
        self.edit.setVisible(not opened)
        self._say_draft()
        self.editing.emit(opened)

    def _say_draft(self) -> None:
        begun = self._visit in self._drafts
        self.edit.set_words(self._texts("Edit, not kept yet") if begun else self._texts("Edit"))

    def _state_words(self, card: VisitCard) -> str:
        texts, yes = self._texts, self._summary.yes
        if yes is not None:
            return texts("Agreed at {time} with {clerk}", time=texts.clock24(yes.at), clerk=yes.clerk)
        if card.language == self._office.language:
            return texts("Not agreed yet. Read it to them, and change what is not right.")
        language = language_of(card.language).english_name
        if self._summary.is_drafted:
            return texts("Not agreed yet. Printed in {language}, as long as it is not edited.", language=language)
        return texts("Not agreed yet. Printed as you wrote it, not in {language}.", language=language)
