"""A key cap: the key that does an act, shown on its button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.theme import Token

_RADIUS = 5
_OUTLINE = 1.5


def key_cap_size(key: str, lettering: Lettering) -> QSize:
    """Return the size of a cap in pixels; no narrower than it is high."""
    width = round(lay_out(Wording(key, lettering), 0).size.width()) + round(lettering.size * 1.2)
    height = round(lettering.size * 1.72)
    return QSize(max(width, height), height)


def paint_key_cap(painter: QPainter, key: str, lettering: Lettering, box: QRectF, color: QColor) -> None:
    """Paint a cap in the text's colour: an outline of 1.5 px and the key's name."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, _OUTLINE))
    half = _OUTLINE / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
    lines = lay_out(Wording(key, lettering), round(box.width()), Align.CENTER)
    lines.paint(painter, box, color, Qt.AlignmentFlag.AlignVCenter)


class KeyCap(QWidget):
    """A key cap that stands alone ("Space" beside "tick"). On a button, give the key to the button."""

    def __init__(
        self, key: str, lettering: Lettering | None = None, color: Token = Token.INK, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._lettering = lettering or Lettering(14, 600)
        self._color = color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        """Return the cap's size."""
        return key_cap_size(self._key, self._lettering)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the cap."""
        painter = QPainter(self)
        paint_key_cap(painter, self._key, self._lettering, QRectF(self.rect()), theme.of(self).color(self._color))
        painter.end()
