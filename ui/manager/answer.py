"""One of a few answers: which days, which page. A radio button that paints itself."""

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


class Answer(QRadioButton):
    """Chosen: accent border, tint, heavier words. `wide` fills its column and begins at the start."""

    def __init__(self, text: str, sizes: StaffSizes, *, wide: bool, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._sizes = sizes
        self._wide = wide
        self.ring_radius = sizes.px(9)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the size of the words, heavy, and some room."""
        words = lay_out(Wording(self.text(), self._sizes.strong), 0).size.width()
        return QSize(round(words) + self._sizes.px(36), self._sizes.px(42))

    def minimumSizeHint(self) -> QSize:
        """Return the hint: words are never cut."""
        return self.sizeHint()

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
        Ground(fill, edge, width, self._sizes.px(9)).paint(painter, QRectF(self.rect()))
        lettering = self._sizes.strong if chosen else self._sizes.body
        pad = self._sizes.px(16) if self._wide else 0
        area = QRectF(self.rect()).adjusted(pad, 0, -pad, 0)
        align = Align.START if self._wide else Align.CENTER
        lines = lay_out(Wording(self.text(), lettering), round(area.width()), align, self.layoutDirection())
        color = look.color(Token.ACCENT if chosen else Token.INK)
        lines.paint(painter, area, color, Qt.AlignmentFlag.AlignVCenter)
        painter.end()
