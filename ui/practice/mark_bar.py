"""The bar that says that this is a practice, beneath the top of the staff window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class MarkBar(QWidget):
    """One line on the lamp's ground; in high contrast a line beneath it says where it ends."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, prints: bool, parent: QWidget | None = None) -> None:
        """prints: whether next steps go to a printer after all."""
        super().__init__(parent)
        px = sizes.px
        self.setFixedHeight(px(34))
        said = texts("Nobody here is real. Nothing is printed, and nobody else sees it.")
        self.words = Paragraph(
            texts("Nobody here is real, and nobody else sees it. What you hand over is printed.") if prints else said,
            sizes.list,
            lead=texts("Practice."),
            most_lines=1,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(px(22), 0, px(22), 0)
        row.setSpacing(px(9))
        row.addWidget(Icon("graduation-cap", px(19)), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        look = theme.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color(Token.LAMP_TINT))
        thick = 3 if look.look is Look.CONTRAST else 1
        painter.fillRect(0, self.height() - thick, self.width(), thick, look.color(Token.LAMP))
        painter.end()
