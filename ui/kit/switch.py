"""A push button that may be on or off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.push_button import PushButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Switch(PushButton):
    """Shows whether something is on; a click asks for the other.

    Assistive technology turns a check box over without clicking it: Qt then sends `toggled` alone. Here that becomes a click.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._expected = False
        self.toggled.connect(self._turned_over)

    def show_on(self, *, on: bool) -> None:
        """Show that it is on, or off."""
        self._expected = True
        self.setChecked(on)
        self._expected = False

    def nextCheckState(self) -> None:
        """Turn over with a click."""
        self._expected = True
        super().nextCheckState()
        self._expected = False

    def _turned_over(self, on: bool) -> None:
        if not self._expected:
            self.show_on(on=not on)
            self.click()
