"""The shapes that say how a wait stands, beside its colour and its words: circle, diamond, triangle."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token

NEAR_SHARE = 0.8


class Standing(StrEnum):
    """How a wait stands against its standard."""

    WITHIN = "within"
    NEAR = "near"
    OVER = "over"

    @classmethod
    def of(cls, waited: float, target: float) -> Standing:
        """Return how `waited` stands against `target`, in the same unit: near from 80 % of it, over past it."""
        if waited > target:
            return cls.OVER
        return cls.NEAR if waited >= NEAR_SHARE * target else cls.WITHIN

    @property
    def token(self) -> Token:
        """Its colour."""
        return {Standing.WITHIN: Token.WITHIN, Standing.NEAR: Token.NEAR, Standing.OVER: Token.OVER}[self]

    @property
    def tint(self) -> Token:
        """Its ground."""
        return {Standing.WITHIN: Token.WITHIN_TINT, Standing.NEAR: Token.NEAR_TINT, Standing.OVER: Token.OVER_TINT}[
            self
        ]


def paint_shape(painter: QPainter, standing: Standing, box: QRectF, color: QColor) -> None:
    """Paint the shape into a square box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if standing is Standing.WITHIN:
        painter.drawEllipse(box)
    elif standing is Standing.NEAR:
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

    def __init__(self, standing: Standing, size: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = standing
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_standing(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the shape."""
        painter = QPainter(self)
        paint_shape(
            painter, self._standing, QRectF(0, 0, self._size, self._size), theme.of(self).color(self._standing.token)
        )
        painter.end()
