"""How long it takes for whoever arrives now, by service, against our promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.board.fitting import fitted, shrunk
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.shape import TOKENS, paint_shape
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from ui.board.sizes import BoardSizes
    from ui.board.state import ShownWait
    from ui.theme import Theme

ROWS = 5
"""Rows are as high as if there were five, so that a short list does not stretch."""


class WaitsPanel(QWidget):
    """A row for each service: its name over our promise, and at the end the wait over what that means, with its shape."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._waits: tuple[ShownWait, ...] = ()

    def show_waits(self, waits: tuple[ShownWait, ...]) -> None:
        """Show these rows."""
        if waits != self._waits:
            self._waits = waits
            self.setAccessibleName(". ".join(f"{one.name}: {one.wait}. {one.promise}. {one.note}" for one in waits))
            self.update()

    def set_sizes(self, sizes: BoardSizes) -> None:
        """Take another screen."""
        self._sizes = sizes
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground and the rows."""
        painter = QPainter(self)
        look, sizes = theme.of(self), self._sizes
        thick = max(sizes.share(0.19), 3 if look.look is Look.CONTRAST else 2)
        Ground(look.color(Token.SURFACE), look.color(Token.LINE), thick, sizes.radius).paint(painter, self.rect())
        pad, edge = sizes.share(3.2), sizes.share(1.2)
        high = (self.height() - 2 * edge) / max(len(self._waits), ROWS)
        for place, wait in enumerate(self._waits):
            top = edge + place * high
            if place:
                painter.fillRect(QRectF(pad, top, self.width() - 2 * pad, max(thick / 2, 1)), look.color(Token.LINE))
            self._paint_row(painter, wait, QRectF(pad, top, self.width() - 2 * pad, high), look)
        painter.end()

    def _paint_row(self, painter: QPainter, wait: ShownWait, row: QRectF, look: Theme) -> None:
        sizes = self._sizes
        ink, ink2 = look.color(Token.INK), look.color(Token.INK2)
        first, second = sizes.row_strong, sizes.small
        gap = sizes.share(2)
        end_width = round(row.width() * 0.56)
        end = lay_out(Wording(wait.wait, shrunk(wait.wait, first, end_width)), end_width, Align.END)
        room = round(row.width() - end.size.width() - gap)
        lines = 2 if 3.3 * second.advance <= row.height() else 1
        name = fitted(wait.name, room, first, second.bold(700), most_lines=lines)
        block = max(name.size.height(), first.advance) + second.advance
        top = row.top() + (row.height() - block) / 2
        name.paint(painter, QRectF(row.left(), top, room, name.size.height()), ink)
        end.paint(painter, QRectF(row.right() - end_width, top, end_width, first.advance), ink)
        lower = top + block - second.advance
        lay_out(Wording(wait.promise, second), 0).paint(painter, QRectF(row.left(), lower, room, second.advance), ink2)
        color = look.color(TOKENS[wait.level]) if wait.level else ink2
        self._paint_note(painter, wait, QRectF(row.left(), lower, row.width(), second.advance), color)

    def _paint_note(self, painter: QPainter, wait: ShownWait, row: QRectF, color: QColor) -> None:
        lettering = self._sizes.small.bold(700 if wait.level else 400)
        lines = lay_out(Wording(wait.note, lettering), 0)
        width = lines.size.width() + 2
        lines.paint(painter, QRectF(row.right() - width, row.top(), width, row.height()), color)
        if wait.level:
            side = lettering.size * 0.66
            shape = QRectF(row.right() - width - side - self._sizes.share(0.9), row.center().y() - side / 2, side, side)
            paint_shape(painter, wait.level, shape, color)
