"""The sample town hall's mark: an arch with a lamp in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit.face import paint_face
from ui.theme import Look, Theme, Token

_BRIGHT = "#3D87BC"
"""The arch on a plinth, where the accent would be too dark."""


def paint_mark(painter: QPainter, box: QRectF, look: Theme, *, on_plinth: bool = False) -> None:
    """Paint the mark into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 44, box.height() / 44)
    contrast = look.look is Look.CONTRAST
    arch = QPainterPath()
    arch.moveTo(4, 42)
    arch.lineTo(4, 22)
    arch.arcTo(QRectF(4, 4, 36, 36), 180, -180)
    arch.lineTo(40, 42)
    arch.closeSubpath()
    bright = QColor(_BRIGHT) if look.look is Look.LIGHT else look.color(Token.ACCENT)
    fill = look.color(Token.INK) if contrast else bright if on_plinth else look.color(Token.ACCENT)
    ground = look.color(Token.PLINTH if on_plinth else Token.PAPER)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPath(arch)
    painter.setBrush(ground if contrast else look.color(Token.LAMP))
    painter.drawEllipse(QRectF(14.5, 15.5, 15, 15))
    painter.setBrush(ground if contrast else look.color(Token.ON_PLINTH))
    painter.drawRoundedRect(QRectF(9, 35, 26, 3.4), 1.7, 1.7)
    painter.restore()


class Mark(QWidget):
    """The mark as a widget; the office's name stands beside it."""

    def __init__(self, size: int, *, on_plinth: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._on_plinth = on_plinth
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the mark."""
        paint_face(self, "", (self._on_plinth,), self._paint)

    def _paint(self, painter: QPainter) -> None:
        side = min(self.width(), self.height())
        paint_mark(
            painter, QRectF(0, (self.height() - side) / 2, side, side), theme.of(self), on_plinth=self._on_plinth
        )
