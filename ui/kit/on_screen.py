"""How large a window is at first, and at least: as designed, and never larger than the screen, however large its text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from ui.kit.sizes import StaffSizes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TITLE = 32
"""What a screen keeps above a window for its title, about: nobody knows before the window is shown."""


def sizes_on(screen: QSize, least: tuple[int, int]) -> StaffSizes:
    """Return the system's text size; where a window's least size would not lie on a screen, the largest at which it does.

    screen: its available room. Text that is smaller than asked for is read; what lies beyond the screen's edge is not.
    """
    return StaffSizes(min(1.0, screen.width() / least[0], (screen.height() - TITLE) / least[1]))


def fit(window: QWidget, sizes: StaffSizes, least: tuple[int, int], usual: tuple[int, int]) -> None:
    """Give a window its least and its first size, which are lengths of the design."""
    room = window.screen().availableSize()
    window.setMinimumSize(QSize(*map(sizes.px, least)).boundedTo(room))
    window.resize(QSize(*map(sizes.px, usual)).boundedTo(room))
