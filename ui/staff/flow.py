"""Lays parts out in lines, as many as fit beside each other, then on the next line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Parts keep their size; lines follow the reading direction."""

    def __init__(self, gap: int, parent: QWidget | None = None, *, between: int | None = None) -> None:
        """Keep `gap` px between parts, and `between` px (as many, unless given) between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._between = gap if between is None else between
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add a part at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out and return it, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the parts need at a width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Return the height; with `place`, put each part in the middle of its line."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if not lines or (x and x + width > rect.width()):
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += width + self._gap
        top = 0
        for line in lines:
            height = max(item.sizeHint().height() for item in line)
            if place:
                self._place(line, rect, top, height)
            top += height + self._between
        return max(top - self._between, 0)

    def _place(self, line: list[QLayoutItem], rect: QRect, top: int, height: int) -> None:
        parent, x = self.parentWidget(), 0
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item in line:
            size = item.sizeHint()
            left = rect.width() - x - size.width() if mirrored else x
            item.setGeometry(QRect(rect.topLeft() + QPoint(left, top + (height - size.height()) // 2), size))
            x += size.width() + self._gap
