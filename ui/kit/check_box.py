"""A check box and its drawing: 24 px in staff windows, 40 on a card of the kiosk."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui import theme
from ui.kit.icon import paint_icon
from ui.kit.lettering import Lettering, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.theme import Theme, Token


def paint_check(painter: QPainter, box: QRect, look: Theme, *, checked: bool) -> None:
    """Paint the box: an outline, or the accent with a check."""
    corner = round(box.height() * 0.22)
    if checked:
        Ground(look.color(Token.ACCENT), None, 0, corner).paint(painter, box)
        inset = round(box.height() * 0.1)
        paint_icon(painter, "check", box.adjusted(inset, inset, -inset, -inset), look.color(Token.ON_ACCENT), stroke=3)
    else:
        Ground(look.color(Token.SURFACE), look.color(Token.EDGE), max(round(box.height() / 13), 2), corner).paint(
            painter, box
        )


class CheckBox(QCheckBox):
    """A check box that paints itself. Its text may be empty where a title stands beside it; then give it an accessible name."""

    def __init__(
        self, text: str = "", lettering: Lettering | None = None, *, box: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._lettering = lettering or Lettering(16, 400, 1.44)
        self._box = box
        self.ring_radius = 6
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of box and words."""
        if not self.text():
            return QSize(self._box, self._box)
        words = lay_out(Wording(self.text(), self._lettering), 0).size
        return QSize(round(self._box * 1.5 + words.width()) + 2, max(self._box, self._lettering.advance))

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """Say that a touch anywhere on it counts."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint box and words."""
        look = theme.of(self)
        painter = QPainter(self)
        box = QRect(0, (self.height() - self._box) // 2, self._box, self._box)
        paint_check(painter, mirrored(self, box), look, checked=self.isChecked())
        if self.text():
            indent = round(self._box * 1.5)
            area = mirrored(self, QRect(indent, 0, self.width() - indent, self.height()))
            lines = lay_out(Wording(self.text(), self._lettering), area.width(), direction=self.layoutDirection())
            lines.paint(painter, QRectF(area), look.color(Token.INK), Qt.AlignmentFlag.AlignVCenter)
        painter.end()
