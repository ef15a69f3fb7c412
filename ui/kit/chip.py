"""One of a few answers that stand in a row: a radio button that paints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from ui.kit.sizes import StaffSizes


class Chip(QRadioButton):
    """Chosen: accent border, tint, and heavier words. `roomy` is for a bar that stands alone."""

    def __init__(self, text: str, sizes: StaffSizes, *, roomy: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._plain, self._heavy = (sizes.body, sizes.strong) if roomy else (sizes.list, sizes.list_strong)
        wide = lay_out(Wording(text, self._heavy), 0).size.width()
        self._size = QSize(round(wide) + sizes.px(36 if roomy else 26), sizes.px(42 if roomy else 36))
        self.ring_radius = sizes.px(9)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the size of the words, heavy, and some room."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return the hint: words are never cut."""
        return self._size

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """Say that a press anywhere on it counts."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground and words."""
        look, chosen = theme.of(self), self.isChecked()
        painter = QPainter(self)
        fill = look.color(Token.ACCENT_TINT if chosen else Token.SURFACE)
        edge = look.color(Token.ACCENT if chosen else Token.EDGE)
        width = 4 if chosen and look.look is Look.CONTRAST else 2 if chosen else 1.5
        Ground(fill, edge, width, self.ring_radius).paint(painter, QRectF(self.rect()))
        wording = Wording(self.text(), self._heavy if chosen else self._plain)
        lines = lay_out(wording, self.width(), Align.CENTER, self.layoutDirection())
        color = look.color(Token.ACCENT if chosen else Token.INK)
        lines.paint(painter, QRectF(self.rect()), color, Qt.AlignmentFlag.AlignVCenter)
        painter.end()
