"""The bar at the top of the board: whose it is, the day, and the time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ui import theme
from ui.board.fitting import across, fitted
from ui.board.part import BoardPart
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.kit.mark import paint_mark
from ui.theme import Look, Token

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.board.sizes import BoardSizes
    from ui.kit.lettering import Lines


class BoardHeader(BoardPart):
    """Mark and office at the start; greeting, day and time at the end. A long name of an office takes two smaller lines."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(sizes, parent)
        self._office = self._hours = self._day = self._clock = ""

    def show_words(self, office: str, hours: str, day: str, clock: str) -> None:
        """Show these."""
        said = (office, hours, day, clock)
        if said != (self._office, self._hours, self._day, self._clock):
            self._office, self._hours, self._day, self._clock = said
            self.setAccessibleName(". ".join(one.strip(".") for one in said if one))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bar."""
        painter = QPainter(self)
        look, sizes = theme.of(self), self._sizes
        painter.fillRect(self.rect(), look.color(Token.PLINTH))
        if look.look is Look.CONTRAST:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), look.color(Token.LINE))
        ink, high = look.color(Token.ON_PLINTH), float(self.height())
        clock = lay_out(Wording(self._clock, sizes.clock), 0)
        right = self.width() - sizes.margin - clock.size.width() - 2
        self._paint_middle(painter, clock, right, look)
        side = sizes.share(5.6)
        mark = across(self, QRectF(sizes.margin, (high - side) / 2, side, side))
        paint_mark(painter, mark, look, on_plinth=True)
        left = sizes.margin + side + sizes.share(2)
        room = right - left - sizes.share(2.2)
        day = self._day_within(room * 0.6)
        if day is not None:
            right -= day.size.width() + sizes.share(2.2)
            self._paint_middle(painter, day, right, look)
            room = right - left - sizes.share(3)
        self._paint_office(painter, QRectF(left, 0, max(room, 1), high), ink)
        painter.end()

    def _paint_office(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        """Paint the office's name over its hours; a name of two lines has the room alone."""
        sizes, direction, wide = self._sizes, self.layoutDirection(), round(room.width())
        near = replace(sizes.row_strong, line=1.1, close=True)
        name = fitted(self._office, wide, near, _small(sizes), direction=direction)
        hours = lay_out(Wording(self._hours, replace(sizes.small, line=1.1, close=True)), wide, Align.START, direction)
        box = across(self, room)
        if not self._hours or len(name.tops) > 1 or len(hours.tops) > 1:
            name.paint(painter, box, ink, Qt.AlignmentFlag.AlignVCenter)
            return
        upper, lower = 1.2 * near.size, 1.2 * sizes.small.size  # the lines of every script, as close as Latin's
        top = (room.height() - upper - lower) / 2
        middle = Qt.AlignmentFlag.AlignVCenter
        name.paint(painter, QRectF(box.left(), top, box.width(), upper), ink, middle)
        hours.paint(painter, QRectF(box.left(), top + upper, box.width(), lower), ink, middle)

    def _paint_middle(self, painter: QPainter, lines: Lines, left: float, look: theme.Theme) -> None:
        box = across(self, QRectF(left, 0, lines.size.width() + 2, self.height()))
        lines.paint(painter, box, look.color(Token.ON_PLINTH), Qt.AlignmentFlag.AlignVCenter)

    def _day_within(self, room: float) -> Lines | None:
        """Return the day in one line, smaller where it must be; None where there is no room, as on an upright screen."""
        for lettering in (self._sizes.row, self._sizes.small):
            lines = lay_out(Wording(self._day, lettering), 0)
            if lines.size.width() <= room:
                return lines
        return None


def _small(sizes: BoardSizes) -> Lettering:
    return Lettering(sizes.small.size, 700, 1.15, script=sizes.script)
