"""The arcade of the welcome page: five arches, and a lamp whose height follows the hour. A picture; it says nothing to assistive technology."""

from __future__ import annotations

from math import pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Look, Token

if TYPE_CHECKING:
    from datetime import datetime

WIDTH, HEIGHT = 936, 382
_ARCH, _STEP, _FLOOR = 168, 192, 372
_BOOKS = (
    ((14, 62, "A8946F"), (31.5, 66, "A8946F"), (46, 68, "8C7A58"), (65.5, 64, "CDBB9B"), (79, 56, "CDBB9B"), (103.5, 72, "14507A"),
     (117, 70, "1C2430"), (134.5, 74, "6F87A0")),
    ((22, 74, "B8A581"), (35.5, 60, "A8946F"), (52, 62, "A8946F"), (70.5, 66, "8C7A58"), (92, 64, "CDBB9B"), (107.5, 56, "CDBB9B"),
     (125, 58, "14507A"), (139.5, 72, "1C2430")),
    ((18, 72, "6F87A0"), (31.5, 70, "B8A581"), (49, 74, "A8946F"), (72.5, 62, "8C7A58"), (87, 66, "CDBB9B"), (106.5, 68, "CDBB9B"),
     (120, 64, "CDBB9B")),
)  # fmt: skip
"""Left, height and colour of each book, shelf by shelf from below."""
_WIDTHS = (16, 13, 18, 12, 15, 12, 16, 14)
_SHELVES = (360, 264, 168)
_GROUND = {Look.LIGHT: "#ECE1CD", Look.DARK: "#2A3038", Look.CONTRAST: "#000000"}


def lamp_height(when: datetime) -> float:
    """Return how far down the lamp's middle stands, of 382: high at noon, low in the morning and the evening."""
    hour = min(max(when.hour + when.minute / 60, 6), 18)
    return 330 - 139 * sin(pi * (hour - 6) / 12)


class Arcade(QWidget):
    """The drawing, as wide as the page; its height follows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lamp = 208.0

    def set_time(self, when: datetime) -> None:
        """Let the lamp stand where it stands at this time."""
        lamp = round(lamp_height(when))
        if lamp != self._lamp:
            self._lamp = lamp
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint arches and floor."""
        look = theme.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / WIDTH, self.width() / WIDTH)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, draw in enumerate((_shelves, _door, self._hills, _clerk, _plant)):
            painter.save()
            painter.translate(place * _STEP, 0)
            ground = look.color(Token.LAMP_TINT) if place == 2 else QColor(_GROUND[look.look])
            painter.setBrush(ground)
            painter.drawPath(_arch(0, _ARCH, 84))
            draw(painter)
            painter.restore()
        painter.setBrush(look.color(Token.INK))
        painter.drawRoundedRect(QRectF(0, _FLOOR, WIDTH, 10), 5, 5)
        painter.end()

    def _hills(self, painter: QPainter) -> None:
        painter.setClipPath(_arch(0, _ARCH, 84))
        painter.setBrush(QColor("#F6B73C"))
        painter.drawEllipse(QPointF(84, self._lamp), 56, 56)
        far = _start(-20, 372)
        far.lineTo(-20, 296)
        far.quadTo(50, 228, 110, 262)
        far.quadTo(170, 296, 200, 256)
        far.lineTo(200, 372)
        painter.fillPath(far, QColor("#14507A"))
        near = _start(-10, 372)
        near.lineTo(-10, 350)
        near.quadTo(50, 310, 100, 330)
        near.quadTo(150, 350, 190, 332)
        near.lineTo(190, 372)
        painter.fillPath(near, QColor("#0D3957"))


def _start(x: float, y: float) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(x, y)
    return path


def _arch(left: float, width: float, top: float) -> QPainterPath:
    path = _start(left, _FLOOR)
    path.lineTo(left, top)
    path.arcTo(QRectF(left, top - width / 2, width, width), 180, -180)
    path.lineTo(left + width, _FLOOR)
    path.closeSubpath()
    return path


def _shelves(painter: QPainter) -> None:
    painter.setClipPath(_arch(0, _ARCH, 84))
    for shelf, books in zip(_SHELVES, _BOOKS, strict=True):
        for (left, high, color), width in zip(books, _WIDTHS, strict=False):
            painter.setBrush(QColor(f"#{color}"))
            painter.drawRoundedRect(QRectF(left, shelf - high, width - 1, high), 2, 2)
        painter.fillRect(QRectF(0, shelf, _ARCH, 9), QColor("#8C7A58"))


def _door(painter: QPainter) -> None:
    painter.setBrush(QColor("#F7E3B5"))
    painter.drawPath(_arch(40, 88, 212))
    leaf = _start(40, 372)
    leaf.lineTo(40, 212)
    leaf.cubicTo(40, 192, 50, 178, 66, 172)
    leaf.lineTo(96, 194)
    leaf.lineTo(96, 372)
    leaf.closeSubpath()
    painter.fillPath(leaf, QColor("#A8946F"))
    painter.setBrush(QColor("#1C2430"))
    painter.drawEllipse(QPointF(84, 284), 6, 6)


def _clerk(painter: QPainter) -> None:
    painter.setPen(QPen(QColor("#14507A"), 22, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(126, 268), QPointF(148, 206))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#8A5B3D"))
    painter.drawEllipse(QPointF(151, 188), 13, 13)
    body = _start(36, 312)
    body.lineTo(36, 288)
    body.arcTo(QRectF(36, 242, 92, 92), 180, -90)
    body.lineTo(88, 242)
    body.arcTo(QRectF(42, 242, 92, 92), 90, -90)
    body.lineTo(134, 312)
    painter.fillPath(body, QColor("#14507A"))
    painter.setBrush(QColor("#7A4F34"))
    painter.drawRoundedRect(QRectF(74, 232, 22, 22), 9, 9)
    painter.setBrush(QColor("#8A5B3D"))
    painter.drawEllipse(QPointF(85, 210), 31, 31)
    hair = _start(53, 210)
    hair.arcTo(QRectF(53, 177, 64, 66), 180, -172)
    hair.quadTo(91, 208, 79, 190)
    hair.quadTo(73, 206, 53, 210)
    painter.fillPath(hair, QColor("#1C2430"))
    painter.fillRect(QRectF(8, 306, 152, 66), QColor("#CDBB9B"))
    painter.setBrush(QColor("#8C7A58"))
    painter.drawRoundedRect(QRectF(0, 296, _ARCH, 13), 6.5, 6.5)


def _plant(painter: QPainter) -> None:
    pot = _start(46, 372)
    pot.lineTo(38, 306)
    pot.lineTo(130, 306)
    pot.lineTo(122, 372)
    painter.fillPath(pot, QColor("#8C7A58"))
    leaves = _start(82, 306)
    leaves.cubicTo(74, 250, 20, 246, 16, 200)
    leaves.cubicTo(58, 200, 78, 234, 82, 270)
    leaves.cubicTo(82, 214, 92, 174, 136, 148)
    leaves.cubicTo(148, 202, 120, 246, 90, 270)
    leaves.cubicTo(86, 280, 86, 290, 86, 306)
    painter.fillPath(leaves, QColor("#2B6A3F"))
    small = _start(88, 306)
    small.cubicTo(94, 268, 116, 252, 146, 246)
    small.cubicTo(146, 280, 118, 298, 92, 306)
    painter.fillPath(small, QColor("#3F7F53"))
