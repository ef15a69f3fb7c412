"""A chart that answers to the mouse and to the arrow keys: it points at one place, and says what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.charts import SMALLEST_PT, PaintedSheet
from ui.kit.announcement import announce
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.reports.charts.drawing import Box
    from greeter.texts import Texts

At = tuple[int, int]
"""A place by its row and its column: weekday and hour, service and minute."""


class PointedChart(QWidget):
    """Left and Right go along a row, Home and End to its ends, Up and Down to the next row; the mouse points at the nearest place of a row.

    Signals:
        pointed(str): what is known of the place that is looked at; where a key led there, it is said aloud, too.
    """

    pointed = Signal(str)

    def __init__(self, texts: Texts, smallest: int, *, parent: QWidget | None = None) -> None:
        """smallest: size of its smallest words, in pixels."""
        super().__init__(parent)
        self._texts, self._scale = texts, smallest / SMALLEST_PT
        self._boxes: dict[At, QRectF] = {}
        self.at: At | None = None
        """The place that is looked at."""
        self.ring_radius = smallest // 2
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, painted: PaintedSheet) -> None:
        """Draw the chart, and tell `place` where each of its places lies; each chart has its own."""

    def said(self, at: At) -> str:  # noqa: ARG002 (each chart has its own)
        """Say what is known of a place; nothing, unless the chart knows something."""
        return ""

    def place(self, row: int, column: int, box: Box) -> None:
        """Take down where a place lies, in points."""
        self._boxes[row, column] = QRectF(*(value * self._scale for value in box))

    def show_anew(self) -> None:
        """Draw other values; nothing is pointed at."""
        self._boxes, self.at = {}, None
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the chart, and around what is looked at a ring."""
        painter = QPainter(self)
        self._boxes = {}
        self.draw(PaintedSheet(painter, self.width(), self._scale, theme.of(self)))
        if self.at in self._boxes:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for token, width in ((Token.INK, 6), (Token.LAMP, 3)):
                painter.setPen(QPen(theme.of(self).color(token), width))
                painter.drawRoundedRect(self._boxes[self.at], 5, 5)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the nearest place of the row."""
        self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at it, for a finger, too."""
        self._point_at(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from place to place, as far as there are any."""
        key = Qt.Key(event.key())
        if key not in _STEPS or not self._boxes:
            super().keyPressEvent(event)
            return
        start = next(iter(self._boxes))
        self.at = self._stepped(self.at, *_STEPS[key]) if self.at in self._boxes else start
        self.update()
        words = self.said(self.at)
        self.pointed.emit(words)
        announce(self, words)

    def _stepped(self, at: At, down: int, along: int) -> At:
        rows = sorted({row for row, _ in self._boxes})
        row = rows[min(max(rows.index(at[0]) + down, 0), len(rows) - 1)]
        places = sorted((one for one in self._boxes if one[0] == row), key=lambda one: self._boxes[one].x())
        if row != at[0]:
            x = self._boxes[at].center().x()
            return min(places, key=lambda one: abs(self._boxes[one].center().x() - x))
        return places[min(max(places.index(at) + along, 0), len(places) - 1)]

    def _point_at(self, place: QPointF) -> None:
        row = [one for one, box in self._boxes.items() if box.top() <= place.y() <= box.bottom()]
        if not row:
            return
        nearest = min(row, key=lambda one: abs(self._boxes[one].center().x() - place.x()))
        if nearest != self.at:
            self.at = nearest
            self.update()
            self.pointed.emit(self.said(nearest))


_FAR = 10_000
_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -_FAR), Qt.Key.Key_End: (0, _FAR),
}  # fmt: skip
"""Rows down, and places along."""
