"""The field for a step of the clerk's own words: what, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.model.catalogue import NextStep, Owner
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.scroll import WHOLE
from ui.staff.choices import Choices

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class AddStep(QWidget):
    """What the step is, and who does it. Enter adds it; what was begun stays with its visit.

    Signals:
        added(NextStep): a step to add.
    """

    added = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(*WHOLE)
        self._visit = ""
        self._drafts: dict[str, str] = {}
        self.field = KeyedField(sizes, texts("What is the step?"))
        self.owner: Choices[Owner] = Choices(sizes, texts("Who does it"))
        self.owner.offer(
            [(Owner.VISITOR, texts("Visitor")), (Owner.CLERK, texts("You")), (Owner.OFFICE, texts("Office"))]
        )
        add = Button(texts("Add"), Kind.SECONDARY, Build.staff(sizes, height=36), key="Enter")
        row = QHBoxLayout()
        row.setSpacing(sizes.px(6))
        row.addWidget(self.owner, 1)
        row.addWidget(add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(8))
        box.addWidget(Labelled(sizes, texts("What is the step?"), self.field))
        box.addLayout(row)
        self.field.entered.connect(self._enter)
        self.owner.entered.connect(self._enter)
        add.clicked.connect(self._enter)

    def begin_anew(self, visit_id: str) -> None:
        """Keep what was begun for the visit before, and take up what was begun for this one."""
        if self._visit:
            self._drafts[self._visit] = self.field.text()
        self._visit = visit_id
        self.field.setText(self._drafts.pop(visit_id, ""))

    def give_back(self, visit_id: str, step: NextStep) -> None:
        """Keep a step that could not be kept in the store, for the next try."""
        if visit_id != self._visit:
            self._drafts[visit_id] = step.what
        elif not self.field.text().strip():
            self.field.setText(step.what)
            self.owner.choose(step.owner)

    def drafts(self) -> dict[str, str]:
        """Return the steps that are begun, by visit."""
        written = {self._visit: self.field.text()} if self._visit else {}
        return {visit: what for visit, what in (self._drafts | written).items() if what.strip()}

    def bring_back(self, visit_id: str, what: str) -> None:
        """Take up a step that was begun before the window was gone."""
        self.give_back(visit_id, NextStep(what, Owner.VISITOR))

    def let_go(self, what: str) -> None:
        """Forget a step that was given back: it is in the list after all."""
        if self.field.text().strip() == what:
            self.field.clear()
            self.owner.choose(Owner.VISITOR)

    def open_field(self) -> None:
        """Show it, ready to write."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self) -> None:
        what = self.field.text().strip()
        if what:
            step = NextStep(what, self.owner.chosen)
            self.field.clear()
            self.owner.choose(Owner.VISITOR)
            self.added.emit(step)
