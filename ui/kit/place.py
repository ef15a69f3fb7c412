"""Places boxes along the line of reading: written for left to right, mirrored where a language is read from the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def mirrored(widget: QWidget, box: QRect, within: QRect | None = None) -> QRect:
    """Return a box as it lies in a widget, or in an area of its, in the widget's direction of reading."""
    if widget.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return box
    area = within or widget.rect()
    return QRect(area.left() + area.right() - box.right(), box.top(), box.width(), box.height())
