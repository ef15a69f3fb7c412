"""Which office: this one, or another of the store. A few stand beside each other; among many, a word finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.field import KeyedField
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.staff.choices import Choices
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.catalogue.neighbours import Neighbour
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

HERE = ""
MOST = 5
"""So many other offices stand beside each other; of more, those that fit what is written."""
KEY = "Ctrl+O"


class OfficeChoice(QWidget):
    """Hidden until there are other offices.

    Signals:
        changed(): another office was chosen.
        entered(): Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self._texts = texts
        self._others: tuple[Neighbour, ...] = ()
        name = texts("Which office")
        self.field = KeyedField(sizes, texts("Find an office"), hint=texts("Find an office"), icon="search", height=36)
        self.field.setFixedWidth(px(220))
        self.choices: Choices[str] = Choices(sizes, name)
        self._cap = KeyCap(KEY.replace("+", " "), sizes.label_strong, Token.INK2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(Paragraph(name, sizes.label, Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.field)
        row.addWidget(self.choices, 1)
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        self.field.textChanged.connect(lambda: self._offer(HERE))
        self.field.entered.connect(self._take_first)
        self.choices.changed.connect(self.changed)
        self.choices.entered.connect(self.entered)
        self._key = QShortcut(QKeySequence(KEY), self)
        self._key.setContext(Qt.ShortcutContext.WindowShortcut)
        self._key.activated.connect(self._come)
        self._offer(HERE)
        self.hide()

    @property
    def chosen(self) -> str:
        """The id of the office that is chosen; `HERE` for this one."""
        return self.choices.chosen

    def offer(self, others: tuple[Neighbour, ...]) -> None:
        """Offer these offices; what is chosen stays chosen, where it is among them."""
        if others != self._others:
            self._others = others
            self._offer(self.chosen)
        self.field.setVisible(len(others) > MOST)
        self.setVisible(bool(others))

    def choose(self, office: str) -> None:
        """Choose an office, without telling that it changed."""
        with QSignalBlocker(self), QSignalBlocker(self.field):
            self.field.clear()
            self._offer(office)

    def name_of(self, office: str) -> str:
        """Return what an office is called."""
        return next((one.name for one in self._others if one.id == office), office)

    def _offer(self, chosen: str) -> None:
        """Show this office, those that fit what is written, and the one that is chosen."""
        before = self.choices.chosen if self.choices.answers else HERE
        words = self.field.text().casefold().split()
        fitting = [one for one in self._others if all(word in one.name.casefold() for word in words)][:MOST]
        kept = [one for one in self._others if one.id == chosen and one not in fitting]
        shown = [(HERE, self._texts("Here")), *((one.id, one.name) for one in (*fitting, *kept))]
        self.choices.offer(shown, chosen)
        if self.choices.chosen != before:
            self.changed.emit()

    def _take_first(self) -> None:
        """Choose the first office that fits what was written."""
        first = self.choices.answers[1:2]
        if first:
            self.choices.choose(first[0])
            self.choices.chip(first[0]).setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _come(self) -> None:
        """Bring the keyboard here."""
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.isVisible():
            self.choices.chip(self.chosen).setFocus(Qt.FocusReason.ShortcutFocusReason)
