"""Who is likely called next, in one line beneath the calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ui import theme
from ui.board.fitting import across, shrunk
from ui.board.part import BoardPart
from ui.kit.lettering import Wording, lay_out
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.board.sizes import BoardSizes


class NextStrip(BoardPart):
    """A heading, and up to four numbers in the order in which they are likely called."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(sizes, parent)
        self._heading = ""
        self._numbers: tuple[str, ...] = ()

    def show_next(self, heading: str, numbers: tuple[str, ...]) -> None:
        """Show these numbers."""
        if (heading, numbers) != (self._heading, self._numbers):
            self._heading, self._numbers = heading, numbers
            self.setAccessibleName(f"{heading}: {', '.join(numbers)}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the heading, and the numbers in places of one width."""
        painter = QPainter(self)
        look, sizes = theme.of(self), self._sizes
        self._paint_card(painter, Token.SUNK, sizes.small_radius)
        pad, high = sizes.share(2.8), float(self.height())
        room = round((self.width() - 2 * pad) * 0.3)
        lettering = shrunk(self._heading, sizes.heading, room)
        heading = lay_out(Wording(self._heading, lettering), 0)
        box = across(self, QRectF(pad, 0, heading.size.width() + 2, high))
        heading.paint(painter, box, look.color(Token.INK2), Qt.AlignmentFlag.AlignVCenter)
        left = pad + max(heading.size.width(), room) + pad
        step = (self.width() - pad - left) / 4
        for place, number in enumerate(self._numbers):
            lines = lay_out(Wording(number, shrunk(number, sizes.next_up, round(step * 0.88))), 0)
            box = across(self, QRectF(left + place * step, 0, lines.size.width() + 2, high))
            lines.paint(painter, box, look.color(Token.INK), Qt.AlignmentFlag.AlignVCenter)
        painter.end()
