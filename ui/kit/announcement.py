"""What a screen reader says without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(part: QWidget, words: str) -> None:
    """Have words said as soon as what is said now has ended; `part` is where they belong."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, words))
