"""Charts on the screen: the same strokes as in the printed report, in the window's own look.

`greeter.reports.charts` draws on a sheet of paper; `PaintedSheet` offers the same strokes on a widget, so that a chart is written once.

To add a chart: 1. its drawing in `greeter.reports.charts`; 2. a widget here that gives it a `PaintedSheet` and says what it shows to assistive
technology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit.fonts import text_font
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.model.catalogue import Office
    from greeter.reports.charts.heat_map import Box
    from greeter.reports.charts.waits_chart import Row
    from greeter.reports.sheet import Align, Face, Ink, Sheet
    from greeter.reports.waits import Cell
    from greeter.texts import Texts
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


class WaitsChart(QWidget):
    """How long people waited, each service against its standard. `smallest` is the size of its smallest words in pixels."""

    _TOP, _FOOT, _PITCH = 34.0, 20.0, 31.0

    def __init__(self, texts: Texts, smallest: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._scale = texts, smallest / SMALLEST_PT
        self._rows: Sequence[Row] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these services."""
        self._rows = rows
        self.setAccessibleName(self._texts("How long people waited, against our standard"))
        self.setAccessibleDescription(". ".join(_row_words(self._texts, row) for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the rows, with the legend above and the axis beneath."""
        high = self._TOP + self._PITCH * len(self._rows) + self._FOOT if self._rows else 0
        return QSize(600, round(high * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw legend and rows."""
        if not self._rows:
            return
        from greeter.reports.charts.waits_chart import draw_waits, legend
        from greeter.reports.sheet import SMALL, Align

        painter = QPainter(self)
        painted = PaintedSheet(painter, self.width(), self._scale, theme.of(self))
        sheet = cast("Sheet", painted)  # it has the strokes that charts use
        legend(sheet, self._texts, self._rows, 10)
        painted.text(painted.right - 4, self._TOP - 7, self._texts("within standard"), SMALL, Align.RIGHT)
        draw_waits(sheet, self._texts, self._rows, self._TOP, self._PITCH)
        painter.end()


class HeatChart(QWidget):
    """When the promise is kept: weekday by hour of arrival. The arrow keys go from cell to cell, the mouse points at one.

    Signals:
        pointed(str): what is known of the cell that is looked at.
        stepped(str): the same, by a key: it is to be said aloud.
    """

    pointed = Signal(str)
    stepped = Signal(str)
    _PITCH = 25.0

    def __init__(self, texts: Texts, office: Office, smallest: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._office, self._scale = texts, office, smallest / SMALLEST_PT
        self._cells: Sequence[Cell] = ()
        self._boxes: dict[tuple[int, int], QRectF] = {}
        self.cell: tuple[int, int] | None = None
        """Weekday and hour that are looked at."""
        self.ring_radius = smallest // 2
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, cells: Sequence[Cell], office: Office | None = None) -> None:
        """Show these hours; of another office where one is given."""
        self._cells, self._office = cells, office or self._office
        self._boxes, self.cell = {}, None
        self.setAccessibleName(self._texts("Percent within standard by weekday and hour of arrival"))
        self.setAccessibleDescription(". ".join(_cell_words(self._texts, cell, self._office.goal) for cell in cells))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the days."""
        if not self._cells:
            return QSize(300, 0)
        from greeter.reports.charts.heat_map import weekdays_of

        days = len(weekdays_of(self._office, self._cells))
        return QSize(300, round((16 + self._PITCH * days) * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the map."""
        if not self._cells:
            return
        from greeter.reports.charts.heat_map import draw_heat

        painter = QPainter(self)
        painted = PaintedSheet(painter, self.width(), self._scale, theme.of(self))
        sheet = cast("Sheet", painted)
        draw_heat(sheet, self._texts, self._office, self._cells, 0.0, 0.0, painted.right, self._PITCH, self._place)
        if self.cell in self._boxes:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for token, width in ((Token.INK, 6), (Token.LAMP, 3)):
                painter.setPen(QPen(theme.of(self).color(token), width))
                painter.drawRoundedRect(self._boxes[self.cell], 5, 5)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the cell beneath."""
        self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the cell beneath, for a finger, too."""
        self._point_at(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell, as far as there are any."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._boxes:
            super().keyPressEvent(event)
            return
        days, hours = (list(dict.fromkeys(cell[part] for cell in self._boxes)) for part in (0, 1))
        at = (days[0], hours[0]) if self.cell is None else self.cell
        if self.cell is not None:
            row = min(max(days.index(at[0]) + step[0], 0), len(days) - 1)
            column = min(max(hours.index(at[1]) + step[1], 0), len(hours) - 1)
            at = (days[row], hours[column])
        self.cell = at
        self.update()
        self.stepped.emit(self.said(at))

    def said(self, at: tuple[int, int]) -> str:
        """Say what is known of a weekday and hour."""
        found = next((cell for cell in self._cells if (cell.weekday, cell.hour) == at), None)
        if found is None:
            from greeter.reports.said import hour_words

            when = self._texts(
                "{weekday} {hour}", weekday=self._texts.weekday(at[0]), hour=hour_words(self._texts, at[1])
            )
            return self._texts("{when}: nobody came", when=when)
        words = _cell_words(self._texts, found, self._office.goal)
        of = self._texts("{k} of {n} visits", k=found.k, n=found.n)
        return self._texts("{cell} within standard, {of}", cell=words, of=of) if words.endswith("%") else words

    def _place(self, day: int, hour: int, box: Box) -> None:
        self._boxes[day, hour] = QRectF(*(value * self._scale for value in box))

    def _point_at(self, place: QPointF) -> None:
        found = next((cell for cell, box in self._boxes.items() if box.contains(place)), None)
        if found is not None and found != self.cell:
            self.cell = found
            self.update()
            self.pointed.emit(self.said(found))


def _row_words(texts: Texts, row: Row) -> str:
    from greeter.reports.wording import of_text, percent_text

    share = percent_text(texts, row.share)
    said = texts(
        "{service}: {share} within standard, {of}", service=row.name, share=share, of=of_text(texts, row.share)
    )
    return said if row.share.met else texts("{said}, below the goal", said=said)


def _cell_words(texts: Texts, cell: Cell, goal: float) -> str:
    from greeter.reports.charts.heat_map import FEWEST
    from greeter.reports.said import hour_words
    from greeter.reports.wording import short_percent

    when = texts("{weekday} {hour}", weekday=texts.weekday(cell.weekday), hour=hour_words(texts, cell.hour))
    if cell.n < FEWEST:
        return texts("{when}: fewer than 10 visits", when=when)
    return texts("{when}: {percent}%", when=when, percent=short_percent(cell.share(goal)))
