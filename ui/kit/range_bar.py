"""The range bar: an honest range of minutes on a line from now to half an hour, with the promise as a tick."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.kit.lettering import Lettering, Wording, lay_out
from ui.kit.surface import Ground
from ui.theme import Theme, Token


@dataclass(frozen=True)
class Range:
    """A range of minutes, and the words of the bar's marks."""

    low: int
    high: int
    promise: int
    promise_words: str
    """"Our promise: 15"."""
    now_words: str
    """"Now"."""
    end_words: str
    """"30 min"; `{n}` is filled with the end of the line."""

    @property
    def end(self) -> int:
        """The end of the line in minutes: 30, or the next ten that holds the range."""
        return max(30, -(-max(self.high, self.promise) // 10) * 10)


class RangeBar(QLabel):
    """The bar with its marks. `say` is what assistive technology reads of it; to that it is a label."""

    def __init__(self, lettering: Lettering, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range: Range | None = None
        self._lettering = lettering
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_range(self, shown: Range, say: str) -> None:
        """Show a range."""
        self._range = shown
        self.setAccessibleName(say)
        self.update()

    def set_lettering(self, lettering: Lettering) -> None:
        """Set the marks in another size; the bar's measures follow."""
        self._lettering = lettering
        self.updateGeometry()

    @property
    def _unit(self) -> float:
        return self._lettering.size / 30

    def sizeHint(self) -> QSize:
        """Return the height of the marks above and below, and of the bar between."""
        return QSize(400, round(2 * self._lettering.advance + 56 * self._unit))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint track, block, tick and marks."""
        if self._range is None:
            return
        look = theme.of(self)
        painter = QPainter(self)
        unit = self._unit
        middle = self._lettering.advance + 28 * unit
        track = QRectF(0, middle - 9.5 * unit, self.width(), 19 * unit)
        Ground(look.color(Token.SUNK), look.color(Token.EDGE), max(2 * unit, 1), 9.5 * unit).paint(painter, track)
        start, end = self._x(self._range.low), self._x(self._range.high)
        left, right = min(start, end), max(start, end)
        block = QRectF(left, middle - 18 * unit, max(right - left, 10 * unit), 36 * unit)
        Ground(look.color(Token.ACCENT), None, 0, 6 * unit).paint(painter, block)
        tick = QRectF(self._x(self._range.promise) - 2.5 * unit, middle - 28 * unit, 5 * unit, 56 * unit)
        painter.fillRect(tick.adjusted(-3 * unit, 0, 3 * unit, 0), look.color(Token.SURFACE))
        painter.fillRect(tick, look.color(Token.INK))
        painter.setPen(QPen(look.color(Token.INK)))
        self._mark(painter, look, self._range.promise_words, self._range.promise, 0, strong=True)
        for words, minute in self._marks():
            self._mark(painter, look, words, minute, middle + 26 * unit, strong=False)
        painter.end()

    def _marks(self) -> list[tuple[str, int]]:
        """Return what stands beneath, leaving out numbers too near to the ends to be read apart."""
        assert self._range is not None  # noqa: S101
        shown = self._range
        ends = [(shown.now_words, 0), (shown.end_words.format(n=shown.end), shown.end)]
        kept = list(ends)
        for minute in (shown.low, shown.high):
            box = self._span(str(minute), minute)
            if all(box[1] < other[0] or other[1] < box[0] for other in (self._span(*mark) for mark in kept)):
                kept.append((str(minute), minute))
        return kept

    def _span(self, words: str, minute: int) -> tuple[float, float]:
        """Return where a mark begins and ends, with a little space around."""
        width = lay_out(Wording(words, self._lettering), 0).size.width() + 1
        left = min(max(self._x(minute) - width / 2, 0), self.width() - width)
        return left - 6 * self._unit, left + width + 6 * self._unit

    def _x(self, minute: float) -> float:
        assert self._range is not None  # noqa: S101
        share = min(minute / self._range.end, 1.0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return share * self.width()

    def _mark(self, painter: QPainter, look: Theme, words: str, minute: int, top: float, *, strong: bool) -> None:
        lettering = self._lettering.bold(600) if strong else self._lettering
        lines = lay_out(Wording(words, lettering), 0)
        width = lines.size.width() + 1
        left = min(max(self._x(minute) - width / 2, 0), self.width() - width)
        lines.paint(
            painter, QRectF(left, top, width, lettering.advance), look.color(Token.INK if strong else Token.INK2)
        )
