"""A chart over days that answers to the mouse and to the arrow keys: it points at one day, and its page says what is known of that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from greeter.print_fonts import Weight
from greeter.reports.charts.marks import triangle
from greeter.reports.sheet import Align, Face, Ink
from ui import theme
from ui.charts import SMALLEST_PT, PaintedSheet

if TYPE_CHECKING:
    from greeter.reports.sheet import Sheet
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.trend_words import Chart, TrendsState

_HIGH, _TOP, _FOOT, _START, _END = 118.0, 12.0, 16.0, 34.0, 46.0
_WORD = Face(SMALLEST_PT, ink=Ink.INK2)
_STRONG = Face(SMALLEST_PT, Weight.SEMIBOLD)
_DOT, _LINE = 2.1, 10.0
_INKS = (Ink.ACCENT, Ink.INK)


class TrendChart(QWidget):
    """One chart. Left and Right go from point to point, Home and End to the first and last; the mouse points, too.

    Signals:
        pointed(int): another point is looked at, by the mouse.
        stepped(int): the same, by a key: it is to be said aloud.
    """

    pointed = Signal(int)
    stepped = Signal(int)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._scale = texts, sizes.label.size / SMALLEST_PT
        self._state: TrendsState | None = None
        self._chart: Chart | None = None
        self.index = -1
        self.ring_radius = sizes.px(9)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, state: TrendsState, chart: Chart) -> None:
        """Show a chart of the page's days."""
        self._state, self._chart = state, chart
        self.setAccessibleName(chart.heading)
        self.update()

    def point_at(self, index: int) -> None:
        """Mark a point; -1 marks none."""
        self.index = index
        said = self._chart.said[index] if self._chart is not None and 0 <= index < len(self._chart.said) else ""
        where = f"{self._state.names[index]}: {said}" if said and self._state is not None else ""
        keys = self._texts("Left and Right go from one to the next.")
        self.setAccessibleDescription(f"{where} {keys}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height that is the same for all, so that they stand on one line."""
        return QSize(300, round(_HIGH * self._scale))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the nearest day."""
        self._point(event.position().x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the nearest day, for a finger, too."""
        self._point(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point."""
        count = len(self._state.places) if self._state is not None else 0
        steps = {
            Qt.Key.Key_Left: self.index - 1, Qt.Key.Key_Right: self.index + 1,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1,
        }  # fmt: skip
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None or count == 0:
            super().keyPressEvent(event)
            return
        self.stepped.emit(min(max(wanted, 0), count - 1))

    def place_of(self, index: int) -> float:
        """Return how far from the start of the widget a point lies, in px."""
        return self._x(index, self.width() / self._scale) * self._scale

    def _point(self, x: float) -> None:
        if self._state is None or not self._state.places:
            return
        nearest = min(range(len(self._state.places)), key=lambda index: abs(self.place_of(index) - x))
        if nearest != self.index:
            self.pointed.emit(nearest)

    def _x(self, index: int, wide: float) -> float:
        assert self._state is not None  # noqa: S101 (asked by the callers)
        room = wide - _START - _END
        return _START + room * (self._state.places[index] + 0.5) / max(self._state.length, 1)

    def _y(self, value: float) -> float:
        assert self._chart is not None  # noqa: S101 (asked by the callers)
        return _HIGH - _FOOT - (_HIGH - _FOOT - _TOP) * min(value / self._chart.top, 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw axis, goal, what is pointed at, and the points."""
        if self._chart is None or self._state is None:
            return
        painter = QPainter(self)
        painted = PaintedSheet(painter, self.width(), self._scale, theme.of(self))
        self._axis(painted)
        if 0 <= self.index < len(self._state.places):
            x = self._x(self.index, painted.right)
            painted.rule(x, _TOP, x, _HIGH - _FOOT, Ink.EDGE, 1.0)
        if self._chart.bars:
            self._bars(painted)
        else:
            self._lines(painted)
        painter.end()

    def _axis(self, painted: PaintedSheet) -> None:
        assert self._chart is not None and self._state is not None  # noqa: S101, PT018
        chart, end = self._chart, painted.right - _END
        value = 0.0
        while value <= chart.top:
            y = self._y(value)
            painted.rule(_START, y, end, y, Ink.EDGE if value == 0 else None)
            unit = chart.unit if chart.unit == "%" else ""
            painted.text(_START - 5, y + 3, f"{value:g}{unit}", _WORD, Align.RIGHT)
            value += chart.step
        if chart.unit and chart.unit != "%":
            painted.text(_START - 5, _HIGH - 3, chart.unit, _WORD, Align.RIGHT)
        painted.text(_START, _HIGH - 3, self._state.first, _WORD)
        painted.text(end, _HIGH - 3, self._state.last, _WORD, Align.RIGHT)
        if chart.goal is not None:
            y = self._y(chart.goal)
            painted.rule(_START, y, end, y, Ink.INK, 1.2)
            painted.text(end + 5, y + 3, self._texts("goal {percent}%", percent=f"{chart.goal:g}"), _STRONG)

    def _bars(self, painted: PaintedSheet) -> None:
        assert self._chart is not None and self._state is not None  # noqa: S101, PT018
        room = painted.right - _START - _END
        gaps = [b - a for a, b in zip(self._state.places, self._state.places[1:], strict=False)]
        wide = max(min(room / max(self._state.length, 1) * min(gaps, default=1) * 0.72, 26.0), 1.5)
        for index, value in enumerate(self._chart.series[0].values):
            if value:
                y = self._y(value)
                ink = Ink.INK if index == self.index else Ink.ACCENT
                painted.box(self._x(index, painted.right) - wide / 2, y, wide, _HIGH - _FOOT - y, ink, radius=1.5)

    def _lines(self, painted: PaintedSheet) -> None:
        assert self._chart is not None and self._state is not None  # noqa: S101, PT018
        ends: list[tuple[float, str]] = []
        for series, ink in zip(self._chart.series, _INKS, strict=False):
            points = [
                (self._x(index, painted.right), self._y(value), index, value)
                for index, value in enumerate(series.values)
                if value is not None
            ]
            if len(points) > 1:
                painted.stroke([(x, y) for x, y, _, _ in points], ink, 1.1)
            for x, y, index, value in points:
                self._dot(painted, (x, y), ink, value, large=index == self.index)
            if points and series.label:
                ends.append((points[-1][1] + 3, series.label))
        above = -_LINE
        for y, label in sorted(ends):
            above = max(y, above + _LINE)
            painted.text(painted.right - _END + 5, above, label, _STRONG)

    def _dot(self, painted: PaintedSheet, at: tuple[float, float], ink: Ink, value: float, *, large: bool) -> None:
        assert self._chart is not None  # noqa: S101
        size = _DOT * (1.9 if large else 1.0)
        goal = self._chart.goal
        if goal is not None and value < goal:
            triangle(cast("Sheet", painted), at[0], at[1], size * 2.6, Ink.OVER)
        else:
            painted.disc(*at, size, ink)
