"""How long it takes for whoever arrives now, by service, against our promise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from ui import theme
from ui.board.fitting import across, shrunk
from ui.board.part import BoardPart
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.shape import TOKENS, paint_shape
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.board.sizes import BoardSizes
    from ui.board.state import ShownWait
    from ui.kit.lettering import Lines
    from ui.theme import Theme

ROWS = 5
"""Rows are as high as if there were five, so that a short list does not stretch."""
LEAST = 0.86
"""A long name may be set so much smaller than the smallest before it is cut: its number of letters is not ours to choose."""


class WaitsPanel(BoardPart):
    """A row for each service: its name over our promise, and at the end the wait over what that means, with its shape."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(sizes, parent)
        self._waits: tuple[ShownWait, ...] = ()

    def show_waits(self, waits: tuple[ShownWait, ...]) -> None:
        """Show these rows."""
        if waits != self._waits:
            self._waits = waits
            self.setAccessibleName(". ".join(f"{one.name}: {one.wait}. {one.promise}. {one.note}" for one in waits))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground and the rows."""
        painter = QPainter(self)
        look, sizes = theme.of(self), self._sizes
        thick = self._paint_card(painter, Token.SURFACE, sizes.radius)
        pad, edge = sizes.share(3.2), sizes.share(1.2)
        high = (self.height() - 2 * edge) / max(len(self._waits), ROWS)
        for place, wait in enumerate(self._waits):
            top = edge + place * high
            if place:
                painter.fillRect(QRectF(pad, top, self.width() - 2 * pad, max(thick / 2, 1)), look.color(Token.LINE))
            self._paint_row(painter, wait, QRectF(pad, top, self.width() - 2 * pad, high), look)
        painter.end()

    def _paint_row(self, painter: QPainter, wait: ShownWait, row: QRectF, look: Theme) -> None:
        sizes, direction = self._sizes, self.layoutDirection()
        ink, ink2 = look.color(Token.INK), look.color(Token.INK2)
        first, second = sizes.row_strong, sizes.small
        gap = sizes.share(2)
        most = round(row.width() * 0.56)
        end = lay_out(Wording(wait.wait, shrunk(wait.wait, first, most)), 0)
        room = round(row.width() - end.size.width() - gap)
        name = self._name(wait.name, room, row.height())
        block = max(name.size.height(), first.advance) + second.advance
        top = row.top() + (row.height() - block) / 2
        name.paint(painter, across(self, QRectF(row.left(), top, room, name.size.height())), ink)
        width = end.size.width() + 2
        end.paint(painter, across(self, QRectF(row.right() - width, top, width, first.advance)), ink)
        lower = top + block - second.advance
        note = self._paint_note(painter, wait, QRectF(row.left(), lower, row.width(), second.advance), look)
        left = round(row.width() - note - gap)
        promise = lay_out(Wording(wait.promise, shrunk(wait.promise, second, left)), left, Align.START, direction)
        promise.paint(painter, across(self, QRectF(row.left(), lower, left, second.advance)), ink2)

    def _name(self, name: str, room: int, high: float) -> Lines:
        """Return the name as large as it is read whole: in one line, in a smaller one, in two; only then with an ellipsis."""
        sizes, direction = self._sizes, self.layoutDirection()
        one = shrunk(name, sizes.row_strong, room)
        small = sizes.small.bold(700)
        if one.size >= sizes.small.size:
            return lay_out(Wording(name, one), room + 2, Align.START, direction)
        lines = max(int((high - sizes.small.advance) / small.advance), 1)
        two = lay_out(Wording(name, small, keep_words=True), room, Align.START, direction)
        if len(two.tops) <= lines and two.size.width() <= room:
            return two
        least = replace(small, size=max(round(small.size * LEAST), 1), line=1.1)
        return lay_out(Wording(name, least, keep_words=True), room, Align.START, direction, max(lines, 2))

    def _paint_note(self, painter: QPainter, wait: ShownWait, row: QRectF, look: Theme) -> float:
        """Paint what the wait means, with its shape; return how wide they are."""
        color = look.color(TOKENS[wait.level]) if wait.level else look.color(Token.INK2)
        lettering = self._sizes.small.bold(700 if wait.level else 400)
        lines = lay_out(Wording(wait.note, lettering), 0)
        width = lines.size.width() + 2
        lines.paint(painter, across(self, QRectF(row.right() - width, row.top(), width, row.height())), color)
        if not wait.level:
            return width
        side = lettering.size * 0.66
        left = row.right() - width - side - self._sizes.share(0.9)
        shape = across(self, QRectF(left, row.center().y() - side / 2, side, side))
        paint_shape(painter, wait.level, shape, color)
        return row.right() - left
