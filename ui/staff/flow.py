"""Lays parts out in lines, as many as fit beside each other, then on the next line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


@dataclass(frozen=True, slots=True)
class _Room:
    """How wide a part is at least, and its share of what its line leaves."""

    least: int
    share: int


class Flow(QLayout):
    """Parts keep their size, but for wide ones; lines follow the reading direction."""

    def __init__(self, gap: int, parent: QWidget | None = None, *, between: int | None = None) -> None:
        """Keep `gap` px between parts, and `between` px (as many, unless given) between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._wide: dict[QWidget, _Room] = {}
        self._gap = gap
        self._between = gap if between is None else between
        self.setContentsMargins(0, 0, 0, 0)

    def add_wide(self, widget: QWidget, least: int, share: int = 1) -> None:
        """Add a part that is `least` px wide, and takes its share of what its line leaves."""
        self._wide[widget] = _Room(least, share)
        self.addWidget(widget)

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
        items = [item for item in self._items if not item.isEmpty()]
        width = sum(self._width(item) for item in items) + self._gap * max(len(items) - 1, 0)
        return QSize(width, max((item.sizeHint().height() for item in items), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _room(self, item: QLayoutItem) -> _Room | None:
        widget = item.widget()
        return self._wide.get(widget) if widget is not None else None

    def _width(self, item: QLayoutItem) -> int:
        """Return how wide a part is before its line's rest is shared out."""
        room = self._room(item)
        return item.sizeHint().width() if room is None else room.least

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Return the height; with `place`, put each part in the middle of its line."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = self._width(item)
            if not lines or (x and x + width > rect.width()):
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += width + self._gap
        top = 0
        for line in lines:
            sizes = self._sizes(line, rect.width())
            height = max(size.height() for size in sizes)
            if place:
                self._place(line, sizes, rect, top)
            top += height + self._between
        return max(top - self._between, 0)

    def _sizes(self, line: list[QLayoutItem], width: int) -> list[QSize]:
        """Return how large each part of a line is."""
        rooms = [self._room(item) for item in line]
        if not any(rooms):
            return [item.sizeHint() for item in line]
        left = width - sum(map(self._width, line)) - self._gap * (len(line) - 1)
        shares = sum(room.share for room in rooms if room is not None)
        sizes = []
        for item, room in zip(line, rooms, strict=True):
            size = item.sizeHint()
            if room is not None:
                more = left * room.share // shares if shares and left > 0 else 0
                wide = min(room.least + more, width)
                size = QSize(wide, item.heightForWidth(wide) if item.hasHeightForWidth() else size.height())
            sizes.append(size)
        return sizes

    def _place(self, line: list[QLayoutItem], sizes: list[QSize], rect: QRect, top: int) -> None:
        parent, x = self.parentWidget(), 0
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        height = max(size.height() for size in sizes)
        labelled = any(map(self._room, line))  # fields stand side by side, though a label may take two lines
        for item, size in zip(line, sizes, strict=True):
            left = rect.width() - x - size.width() if mirrored else x
            over = height - size.height()
            item.setGeometry(QRect(rect.topLeft() + QPoint(left, top + (over if labelled else over // 2)), size))
            x += size.width() + self._gap
