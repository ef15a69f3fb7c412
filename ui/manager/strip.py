"""A strip that opens beneath the days for one thing to choose, and closes by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.staff.flow import Flow
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class Strip(Card):
    """A heading, and parts in lines, as many as fit beside each other.

    Signals:
        closed(): it is to close.
    """

    closed = Signal()

    def __init__(self, heading: str, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.SURFACE, parent=parent)
        self._texts, self._sizes = texts, sizes
        self.build = Build.staff(sizes, height=44)
        self.row = QWidget()
        self.flow = Flow(sizes.px(10), self.row)
        self.back = Button(texts("Close"), Kind.QUIET, self.build, key="Esc", parent=self)
        self.back.clicked.connect(self.closed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.row.setSizePolicy(policy)
        self.setAccessibleName(heading)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.px(18), sizes.px(12), sizes.px(18), sizes.px(14))
        box.setSpacing(sizes.px(10))
        box.addWidget(Paragraph(heading, sizes.label_strong, Token.INK2))
        box.addWidget(self.row)

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes when it is opened."""
        return self.back

    def fill(self) -> None:
        """Get ready to be seen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close it by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
