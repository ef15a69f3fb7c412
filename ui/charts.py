"""Charts on the screen: the same strokes as in the printed report, in the window's own look.

`greeter.reports.charts` draws on a sheet of paper; `PaintedSheet` offers the same strokes on a widget, so that a chart is written once.

To add a chart: 1. its drawing in `greeter.reports.charts`; 2. a `PointedChart` that gives it a `PaintedSheet`, says what it shows to assistive
technology, and what is known of each place that is pointed at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from ui.kit.fonts import text_font
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.sheet import Align, Face, Ink
    from ui.theme import Theme

SMALLEST_PT = 8.0
"""The smallest words of a printed chart; on the screen they become the smallest of a staff window, 14 px."""
_HEAT = {
    Look.DARK: {"#E3ECF1": "#1B2B38", "#B4CCDB": "#21405A", "#3B6F95": "#2C5B80", "#0D3957": "#3B78A6"},
    Look.CONTRAST: {"#E3ECF1": "#000000", "#B4CCDB": "#000000", "#3B6F95": "#000000", "#0D3957": "#000000"},
}
"""The four steps of the heat map where the ground is dark: best is nearest to the ground; in contrast the flag alone says it."""


class PaintedSheet:
    """The strokes of `greeter.reports.sheet.Sheet`, on a widget. Lengths are points of the printed chart; `scale` turns them into pixels."""

    def __init__(self, painter: QPainter, width: int, scale: float, look: Theme) -> None:
        self._painter, self._scale, self._look = painter, scale, look
        self.left, self.right = 0.0, width / scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(self, x: float, y: float, text: str, face: Face, align: Align | None = None) -> float:
        """Write one line with its baseline at `y`; return its width."""
        wide = self.measure(text, face)
        start = x - {None: 0.0, "left": 0.0, "right": wide, "centre": wide / 2}[align and align.value]
        self._painter.setFont(text_font(round(face.size * self._scale), face.weight))
        self._painter.setPen(self._color(face.ink))
        self._painter.drawText(QPointF(start * self._scale, y * self._scale), text)
        return wide

    def measure(self, text: str, face: Face) -> float:
        """Return the width of a text in one line."""
        font = text_font(round(face.size * self._scale), face.weight)
        return QFontMetricsF(font).horizontalAdvance(text) / self._scale

    def fitted(self, text: str, room: float, face: Face) -> str:
        """Return the text, shortened with an ellipsis where it is wider than `room`."""
        font = text_font(round(face.size * self._scale), face.weight)
        return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room * self._scale)

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: Ink | None = None, thick: float = 0.75) -> None:
        """Draw a straight line."""
        pen = QPen(self._color(ink), max(thick * self._scale, 1.0), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawLine(QLineF(x1 * self._scale, y1 * self._scale, x2 * self._scale, y2 * self._scale))

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: Ink | None,
        *,
        radius: float = 0.0,
        edge: Ink | None = None,
    ) -> None:
        """Draw a box from its upper left corner. In contrast a step of the heat map has an outline, for all are black."""
        scale = self._scale
        heat = fill is not None and self._look.look is Look.CONTRAST and fill.value in _HEAT[Look.CONTRAST]
        outline = self._look.color(Token.LINE) if heat else self._color(edge) if edge else None
        self._painter.setPen(QPen(outline, max(0.75 * scale, 1.0)) if outline else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._color(fill) if fill else Qt.BrushStyle.NoBrush)
        area = QRectF(x * scale, y * scale, wide * scale, high * scale)
        corner = min(radius, wide / 2, high / 2) * scale
        self._painter.drawRoundedRect(area, corner, corner)

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a filled circle around a point."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._color(ink))
        self._painter.drawEllipse(QPointF(x * self._scale, y * self._scale), radius * self._scale, radius * self._scale)

    def shape(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Draw a filled polygon."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._color(ink))
        self._painter.drawPolygon(QPolygonF([QPointF(x * self._scale, y * self._scale) for x, y in points]))

    def stroke(self, points: Sequence[tuple[float, float]], ink: Ink, thick: float) -> None:
        """Draw an open line through points, with round ends."""
        path = QPainterPath(QPointF(points[0][0] * self._scale, points[0][1] * self._scale))
        for x, y in points[1:]:
            path.lineTo(x * self._scale, y * self._scale)
        ends, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        self._painter.strokePath(path, QPen(self._color(ink), thick * self._scale, Qt.PenStyle.SolidLine, ends, joins))

    def _color(self, ink: Ink | None) -> QColor:
        if ink is None:
            return self._look.color(Token.LINE)
        if ink.value.startswith("#"):
            return QColor(_HEAT.get(self._look.look, {}).get(ink.value, ink.value))
        return self._look.color(Token(ink.value))
