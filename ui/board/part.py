"""A part of the board: painted in the sizes of its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.board.sizes import BoardSizes


class BoardPart(QWidget):
    """Knows how large things are on its screen."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes

    def set_sizes(self, sizes: BoardSizes) -> None:
        """Take another screen."""
        self._sizes = sizes
        self.update()

    def _paint_card(self, painter: QPainter, ground: Token, radius: int) -> int:
        """Paint a card over the whole part, and return how thick its edge is, in pixels."""
        look = theme.of(self)
        thick = max(self._sizes.share(0.19), 3 if look.look is Look.CONTRAST else 2)
        Ground(look.color(ground), look.color(Token.LINE), thick, radius).paint(painter, self.rect())
        return thick
