"""A push button that is not painted once more before its act is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class PushButton(QPushButton):
    """What all our buttons are to Qt.

    Qt paints a button that is let go at once, and then tells of the click. Here both are painted together, since most clicks turn a page.
    """

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do the act first, then paint."""
        self.setUpdatesEnabled(False)
        try:
            super().mouseReleaseEvent(event)
        finally:
            if isValid(self):
                self.setUpdatesEnabled(True)
