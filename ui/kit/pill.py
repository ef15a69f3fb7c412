"""A pill: a fact in a few words with its icon, for example a visitor's need. It says, and is not pressed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.kit.icon import paint_icon
from ui.kit.lettering import Lettering, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.theme import Token


class Pill(QLabel):
    """An icon and a few words in an outline."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        lettering: Lettering | None = None,
        *,
        fill: Token = Token.SURFACE,
        edge: Token = Token.EDGE,
        ink: Token = Token.INK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._lettering = lettering or Lettering(15, 600, 1.2)
        self._fill, self._edge, self._ink = fill, edge, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """Return the size around icon and words."""
        size = self._lettering.size
        words = lay_out(Wording(self.text(), self._lettering), 0).size.width()
        return QSize(round(words + (2.85 if self._icon else 1.5) * size) + 2, round(size * 1.95))

    def minimumSizeHint(self) -> QSize:
        """Return the hint: a pill is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint outline, icon and words."""
        look = theme.of(self)
        painter = QPainter(self)
        size = self._lettering.size
        Ground(look.color(self._fill), look.color(self._edge), 1.5, round(size * 0.55)).paint(painter, self.rect())
        ink = look.color(self._ink)
        x = round(size * 0.75)
        if self._icon:
            side = round(size * 1.1)
            icon = QRect(x, (self.height() - side) // 2, side, side)
            paint_icon(
                painter,
                self._icon,
                mirrored(self, icon),
                ink,
                direction=self.layoutDirection(),
            )
            x += round(size * 1.35)
        words = lay_out(Wording(self.text(), self._lettering), 0, direction=self.layoutDirection())
        area = QRect(x, 0, round(words.size.width()) + 1, self.height())
        area = mirrored(self, area)
        words.paint(painter, QRectF(area), ink, Qt.AlignmentFlag.AlignVCenter)
        painter.end()
