"""What stands above pages of figures: it keeps its place, and scrolls with the page where the window is low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

LOW = 640
"""Under this height of the window half of it would be days and offices."""


class Head(QWidget):
    """Parts above a page. `fixed`: the layout in which they stand while the window is high enough."""

    def __init__(self, parts: Sequence[QWidget], gap: int, fixed: QVBoxLayout) -> None:
        super().__init__()
        self._fixed = self._now = fixed
        self._gap = gap
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        for part in parts:
            box.addWidget(part)
        fixed.insertWidget(0, self)

    def stand(self, area: QWidget | None, *, low: bool) -> None:
        """Stand where it belongs above the page that lies in `area`; the keyboard stays where it is."""
        page = area.widget() if low and isinstance(area, QScrollArea) else None
        wanted = self._fixed if page is None else page.layout()
        if wanted is self._now or not isinstance(wanted, QVBoxLayout):
            return
        focused = QApplication.focusWidget()
        self._now.removeWidget(self)
        wanted.insertWidget(0, self)
        self._now = wanted
        self.setContentsMargins(0, 0, 0, 0 if page is None else self._gap)
        self.show()
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
