"""The band at the foot of the board: why some waits are longer, and what the order means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ui import theme
from ui.board.fitting import across
from ui.board.part import BoardPart
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.theme import Look, Token

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.board.sizes import BoardSizes
    from ui.board.state import Sentence
    from ui.kit.lettering import Lines

MOST_LINES = 4
"""A notice of staff may be long; the band does not grow over the calls."""


class Foot(BoardPart):
    """Sentences beside a megaphone. They are set as rows; where they are long, in the smallest size."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(sizes, parent)
        self._sentences: tuple[Sentence, ...] = ()
        self._trouble = False

    def show_sentences(self, sentences: tuple[Sentence, ...], *, trouble: bool) -> None:
        """Show these sentences; in `trouble` on the ground of what is over."""
        if (sentences, trouble) != (self._sentences, self._trouble):
            self._sentences, self._trouble = sentences, trouble
            self.setAccessibleName(" ".join(f"{one.lead} {one.text}" for one in sentences))
            self.update()

    def needed_height(self, width: int) -> int:
        """Return the height that shows all sentences at a width."""
        return round(sum(lines.size.height() for lines in self._lines(width))) + 2 * self._sizes.share(2.2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground, the megaphone and the sentences."""
        painter = QPainter(self)
        look, sizes = theme.of(self), self._sizes
        painter.fillRect(self.rect(), look.color(Token.OVER_TINT if self._trouble else Token.LAMP_TINT))
        if look.look is not Look.LIGHT:
            edge = look.color(Token.OVER if self._trouble else Token.LAMP)
            painter.fillRect(QRectF(0, 0, self.width(), max(sizes.share(0.28), 3)), edge)
        ink = look.color(Token.INK)
        side = sizes.share(5.4)
        icon = QRect(sizes.margin, (self.height() - side) // 2, side, side)
        icon = across(self, QRectF(icon)).toRect()
        paint_icon(painter, "triangle-alert" if self._trouble else "megaphone", icon, ink)
        lines = self._lines(self.width())
        top = (self.height() - sum(one.size.height() for one in lines)) / 2
        for one in lines:
            box = across(self, QRectF(self._text_left(), top, self._room(self.width()), one.size.height()))
            one.paint(painter, box, ink, Qt.AlignmentFlag.AlignTop)
            top += one.size.height()
        painter.end()

    def _text_left(self) -> int:
        return self._sizes.margin + self._sizes.share(9)

    def _room(self, width: int) -> int:
        return max(width - self._text_left() - self._sizes.margin, 1)

    def _lines(self, width: int) -> list[Lines]:
        large = self._set(width, self._sizes.row, 0)
        if sum(len(lines.tops) for lines in large) <= (MOST_LINES if self._sizes.upright else MOST_LINES - 1):
            return large
        return self._set(width, self._sizes.small, MOST_LINES - 1)

    def _set(self, width: int, lettering: Lettering, most: int) -> list[Lines]:
        return [
            lay_out(
                Wording(one.text, lettering, lead=one.lead),
                self._room(width),
                Align.START,
                self.layoutDirection(),
                most if place == 0 else 0,
            )
            for place, one in enumerate(self._sentences)
        ]
