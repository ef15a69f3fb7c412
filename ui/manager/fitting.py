"""How large a window is at first, and at least: as designed, and never larger than the screen, however large its text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.sizes import StaffSizes


def fit(window: QWidget, sizes: StaffSizes, least: tuple[int, int], usual: tuple[int, int]) -> None:
    """Give a window its least and its first size, which are lengths of the design."""
    room = window.screen().availableSize()
    window.setMinimumSize(QSize(*map(sizes.px, least)).boundedTo(room))
    window.resize(QSize(*map(sizes.px, usual)).boundedTo(room))
