"""Which office to look at: all of them, or one by its name; typing its first letters finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from greeter.reports.together import ALL
from ui.kit.icon import Icon
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from greeter.catalogue.neighbours import Neighbour
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class OfficeField(QComboBox):
    """A list of offices, "All offices" first.

    Signals:
        chosen(str): an office was chosen, by its id, or `ALL`.
    """

    chosen = Signal(str)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._offered: tuple[Neighbour, ...] = ()
        self._side = sizes.px(18)
        self.ring_radius = sizes.px(9)
        self.setFont(sizes.body.font())
        self.setFixedSize(sizes.px(264), sizes.px(42))
        self.setAccessibleName(texts("Which office?"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._arrow = Icon("chevron-down", self._side, Token.INK2, parent=self)
        self._arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.activated.connect(lambda _: self.chosen.emit(str(self.currentData())))

    def offer(self, offices: tuple[Neighbour, ...], chosen: str) -> None:
        """Offer these offices; one of them is looked at."""
        with QSignalBlocker(self):
            if offices != self._offered:
                self._offered = offices
                self.clear()
                self.addItem(self._texts("All offices"), ALL)
                for one in offices:
                    self.addItem(one.name, one.id)
            self.setCurrentIndex(max(self.findData(chosen), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the arrow at the end."""
        super().resizeEvent(event)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self._side // 2 if mirrored else self.width() - self._side - self._side // 2
        self._arrow.setGeometry(x, (self.height() - self._side) // 2, self._side, self._side)
