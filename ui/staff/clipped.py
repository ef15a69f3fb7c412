"""Keeps parts as high as they need to be where there is too little room: the foot is cut off, and nothing is squeezed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Clipped(QWidget):
    """Holds one part at its whole width. In a low window a question needs the room of what stands above it, for as long as it is asked."""

    def __init__(self, part: QWidget, least: int) -> None:
        super().__init__()
        self._part = part
        part.setParent(self)
        part.installEventFilter(self)
        self.setMinimumHeight(least)

    def minimumSizeHint(self) -> QSize:
        """Return what the part needs in width; in height it needs next to nothing."""
        return QSize(self._part.minimumSizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the part its room."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give it another height when it needs one."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self._part.setGeometry(0, 0, self.width(), max(self.height(), self._part.minimumSizeHint().height()))
