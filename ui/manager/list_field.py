"""A list that opens beneath its field; typing the first letters of a line finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.kit.icon import Icon
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from ui.kit.sizes import StaffSizes


class ListField(QComboBox):
    """What may be chosen, by keys, each with its words.

    Signals:
        chosen(str): a line was chosen, by its key.
    """

    chosen = Signal(str)

    def __init__(self, name: str, sizes: StaffSizes, *, width: int = 264, parent: QWidget | None = None) -> None:
        """name: what it is called to assistive technology. width: in px at 96 an inch; narrower where there is less room."""
        super().__init__(parent)
        self._offered: dict[str, str] = {}
        self._side = sizes.px(18)
        self.ring_radius = sizes.px(9)
        self.setFont(sizes.body.font())
        self.setFixedHeight(sizes.px(42))
        self.setMinimumWidth(sizes.px(120))
        self._wide = sizes.px(width)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._arrow = Icon("chevron-down", self._side, Token.INK2, parent=self)
        self._arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.activated.connect(lambda _: self.chosen.emit(str(self.currentData())))

    def offer_lines(self, lines: Mapping[str, str], chosen: str) -> None:
        """Offer these; one of them is chosen, the first where it is none of them."""
        with QSignalBlocker(self):
            if dict(lines) != self._offered:
                self._offered = dict(lines)
                self.clear()
                for key, words in lines.items():
                    self.addItem(words, key)
            self.setCurrentIndex(max(self.findData(chosen), 0))

    def sizeHint(self) -> QSize:
        """Return the width of the design."""
        return QSize(self._wide, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the arrow at the end."""
        super().resizeEvent(event)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self._side // 2 if mirrored else self.width() - self._side - self._side // 2
        self._arrow.setGeometry(x, (self.height() - self._side) // 2, self._side, self._side)
