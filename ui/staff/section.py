"""A section of a panel: its heading, with an icon before it or an act at its end, and what stands beneath."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.kit.button import Build
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kit.lettering import Lettering
    from ui.kit.sizes import StaffSizes


class Section(QWidget):
    """A heading and its content, in a column. `body` is where content goes."""

    def __init__(
        self,
        sizes: StaffSizes,
        title: str,
        *,
        icon: str = "",
        end: QWidget | None = None,
        gap: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = sizes.px
        self.heading = Paragraph(title, sizes.heading, Token.INK2)
        head = self._head = QHBoxLayout()
        head.setSpacing(px(8))
        if icon:
            head.addWidget(Icon(icon, px(18), Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        if end is not None:
            head.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(2))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(gap))
        box.addLayout(head)
        box.addLayout(self.body)

    def inset(self, px: int) -> None:
        """Indent the heading, where what stands beneath reaches further out."""
        self._head.setContentsMargins(px, 0, px, 0)


def quiet(sizes: StaffSizes, lettering: Lettering | None = None) -> Build:
    """Return the measures of an act at the end of a heading: its word, and no room around it."""
    return replace(Build.staff(sizes, height=30, lettering=lettering or sizes.label_strong), pad=0, spacing=sizes.px(8))


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
