"""Turning a page: the new page is there at once; for 160 ms it slides in the reading direction while a veil of paper fades. No act waits for it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPoint, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kiosk.page import KioskPage

TURN_MS = 160
SLIDE_PX = 24


class Motion(Enum):
    """Whether things move."""

    FULL = "full"
    NONE = "none"
    """Reduced motion: by the system's setting, or with larger text."""


class Turning(QWidget):
    """The veil over the page, and the slide beneath it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page: KioskPage | None = None
        self._home = QPoint()
        self._veil = 0.0
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(TURN_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.settle)
        self.hide()

    def turn(self, page: KioskPage, motion: Motion) -> None:
        """Turn to a page that is shown already."""
        self.settle()
        if motion is Motion.NONE:
            return
        self._page, self._home = page, page.pos()
        self.setGeometry(page.geometry())
        self._step(1.0)
        self.show()
        self.raise_()
        self._animation.start()

    def settle(self) -> None:
        """End at once, with the page where it belongs."""
        self._animation.stop()
        if self._page is not None:
            self._page.move(self._home)
            self._page = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the veil."""
        painter = QPainter(self)
        paper = theme.of(self).color(Token.PAPER)
        paper.setAlphaF(min(max(self._veil, 0.0), 1.0))
        painter.fillRect(self.rect(), paper)
        painter.end()

    def _step(self, left: float) -> None:
        self._veil = 0.85 * left
        if self._page is not None:
            sign = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
            self._page.move(self._home + QPoint(round(sign * SLIDE_PX * left), 0))
        self.update()
