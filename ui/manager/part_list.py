"""The parts of the office file that a page changes: which kind is listed, a search in a long list, the list, and beginning something new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.manager.entry_list import Entry, EntryList
from ui.manager.wrapped_choices import WrappedChoices
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.editor_presenter import EditorPresenter
    from ui.manager.editor_state import EditorState, PartWords


class PartList(QWidget):
    """The list at the start of a page that changes the office file.

    Signals:
        added(): something new was begun.
    """

    added = Signal()

    def __init__(self, name: str, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.kinds = WrappedChoices[str](sizes, texts("What is listed"))
        self.search = KeyedField(sizes, texts("Find in this list"), icon="search")
        self.found = Paragraph("", sizes.label, Token.INK2)
        self.parts = EntryList(name, sizes)
        self._label = Labelled(sizes, self.search.accessibleName(), self.search)
        self.new = KeyedField(sizes, "")
        self._new_label = Paragraph("", sizes.label_strong, Token.INK2)
        self.add = Button(texts("Add"), Kind.SECONDARY, Build.staff(sizes), icon="plus")
        self._adding = QWidget()
        adding = QVBoxLayout(self._adding)
        adding.setContentsMargins(0, 0, 0, 0)
        adding.setSpacing(sizes.px(8))
        adding.addWidget(self._new_label)
        adding.addWidget(self.new)
        adding.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(12))
        for part in (self.kinds, self._label, self.found, self.parts, self._adding):
            box.addWidget(part)
            part.hide()

    def follow(self, presenter: EditorPresenter) -> None:
        """Tell a presenter what is wanted."""
        self.kinds.changed.connect(lambda: presenter.list_kind(self.kinds.chosen))
        self.search.textEdited.connect(presenter.search)
        self.search.entered.connect(presenter.choose_found)
        self.parts.chosen.connect(presenter.choose)
        self.add.clicked.connect(lambda: self._add(presenter))
        self.new.entered.connect(lambda: self._add(presenter))

    def show_list(self, state: EditorState) -> None:
        """Show the list, and what was found in it."""
        if state.kinds and not self.kinds.answers:
            self.kinds.offer(state.kinds)
        self.kinds.choose(state.kind)
        self.kinds.setVisible(bool(state.kinds))
        if state.found == "" and self.search.text():
            self.search.clear()
        self._label.setVisible(state.searched)
        self.found.set_text(state.found)
        self.found.setVisible(bool(state.found))
        self.parts.show_entries([_entry(one) for one in state.parts], state.chosen)
        self.parts.show()
        self._new_label.set_text(state.new)
        self.new.setAccessibleName(state.new)
        self._adding.setVisible(bool(state.new))

    def _add(self, presenter: EditorPresenter) -> None:
        presenter.add(self.new.text())
        self.new.clear()
        self.added.emit()


def _entry(one: PartWords) -> Entry:
    icon = "triangle-alert" if one.wrong else "pencil" if one.changed else one.icon
    return Entry(one.part, one.name, one.about, icon)
