"""The shapes that say how a wait stands, beside its colour and its words: circle, diamond, triangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from greeter.views.levels import Level
from ui import theme
from ui.theme import Token

TOKENS = {Level.WITHIN: Token.WITHIN, Level.NEAR: Token.NEAR, Level.OVER: Token.OVER}
"""The colour of each level."""
TINTS = {Level.WITHIN: Token.WITHIN_TINT, Level.NEAR: Token.NEAR_TINT, Level.OVER: Token.OVER_TINT}
"""The ground of each level."""


def paint_shape(painter: QPainter, level: Level, box: QRectF, color: QColor) -> None:
    """Paint the shape into a square box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if level is Level.WITHIN:
        painter.drawEllipse(box)
    elif level is Level.NEAR:
        middle = box.center()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), box.top()),
                    QPointF(box.right(), middle.y()),
                    QPointF(middle.x(), box.bottom()),
                    QPointF(box.left(), middle.y()),
                ]
            )
        )
    else:
        painter.drawPolygon(QPolygonF([box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top())]))


class Shape(QWidget):
    """The shape as a widget. The words beside it say the same to assistive technology."""

    def __init__(self, level: Level, size: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_level(self, level: Level) -> None:
        """Show another level."""
        if level is not self._level:
            self._level = level
            self.update()

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the shape."""
        painter = QPainter(self)
        paint_shape(
            painter, self._level, QRectF(0, 0, self._size, self._size), theme.of(self).color(TOKENS[self._level])
        )
        painter.end()
