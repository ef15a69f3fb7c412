"""The wait bar: a wait drawn against its standard, with the tick always at the same place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from greeter.views.levels import Level, level_of
from ui import theme
from ui.kit.lettering import Lettering, Wording, lay_out
from ui.kit.shape import TOKENS, paint_shape
from ui.kit.surface import Ground
from ui.theme import Theme, Token

TICK_AT = 0.625
"""The standard stands at this share of the width in every row, so the eye compares the share used."""


@dataclass(frozen=True)
class Wait:
    """A wait in minutes, the target it is held against, and the words for it ("13 of 15 min, near")."""

    minutes: float
    target: float
    words: str

    @property
    def level(self) -> Level:
        """How it stands."""
        return level_of(self.minutes, self.target)


def paint_wait_bar(
    painter: QPainter, wait: Wait, box: QRectF, look: Theme, *, track: float = 10, right_to_left: bool = False
) -> None:
    """Paint track, filling and tick into a box at least 18/10 of the track high. Delegates of queue rows call this, too."""
    painter.save()
    if right_to_left:
        painter.translate(box.left() + box.right(), 0)
        painter.scale(-1, 1)
    middle = box.center().y()
    tick = box.left() + box.width() * TICK_AT
    color = look.color(TOKENS[wait.level])
    bar = QRectF(box.left(), middle - track / 2, box.width(), track)
    Ground(look.color(Token.SURFACE), look.color(Token.EDGE), 1, track / 2).paint(painter, bar)
    share = wait.minutes / wait.target if wait.target else 0.0
    used = min(share, 1.0) * TICK_AT * box.width()
    if used > 0:
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.top(), used, box.height()))
        Ground(color, None, 0, track / 2).paint(painter, bar)
        painter.restore()
    if share > 1.0:
        over = min((share - 1.0) * TICK_AT, 1 - TICK_AT) * box.width()
        thick = track * 1.6
        Ground(color, None, 0, 2).paint(painter, QRectF(tick, middle - thick / 2, max(over, 5), thick))
    high = track * 1.8
    painter.fillRect(QRectF(tick - 1, middle - high / 2, 2, high), look.color(Token.INK))
    painter.restore()


class WaitBar(QWidget):
    """A wait against its standard: the bar, and beneath it shape and words."""

    def __init__(
        self, wait: Wait, lettering: Lettering | None = None, *, track: int = 10, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wait = wait
        self._lettering = lettering or Lettering(14, 600, 1.35)
        self._track = track
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(wait.words)

    def set_wait(self, wait: Wait) -> None:
        """Show another wait."""
        if wait != self._wait:
            self._wait = wait
            self.setAccessibleName(wait.words)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of bar and words."""
        return QSize(140, round(self._track * 1.8) + self._lettering.advance)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bar, then shape and words."""
        look = theme.of(self)
        painter = QPainter(self)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        bar = QRectF(0, 0, self.width(), self._track * 1.8)
        paint_wait_bar(painter, self._wait, bar, look, track=self._track, right_to_left=right_to_left)
        color = look.color(TOKENS[self._wait.level])
        size = round(self._lettering.size * 0.8)
        line = QRectF(0, bar.bottom(), self.width(), self._lettering.advance)
        x = self.width() - size if right_to_left else 0
        paint_shape(painter, self._wait.level, QRectF(x, line.center().y() - size / 2, size, size), color)
        indent = size + round(self._lettering.size * 0.5)
        words = lay_out(Wording(self._wait.words, self._lettering), 0, direction=self.layoutDirection())
        place = self.width() - indent - words.size.width() if right_to_left else indent
        words.paint(painter, QRectF(place, line.top(), words.size.width() + 1, line.height()), color)
        painter.end()
