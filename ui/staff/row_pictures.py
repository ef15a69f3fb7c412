"""Rows as they were painted, kept to be shown again: when one visitor goes, all the others move up and look as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtGui import QColor

MOST = 64
"""More rows than stand in a column; each takes some 80 kB."""


class RowPictures:
    """The pictures of one list. What they depend on is in their keys."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}

    def show(
        self, painter: QPainter, box: QRect, key: Hashable, ground: QColor, paint: Callable[[QPainter, QRect], None]
    ) -> None:
        """Show a row in its box, painted on its ground by `paint` where it was not shown yet.

        Where a pixel of ours is no whole number of the screen's, it is painted each time: a picture would stand between pixels.
        """
        ratio = painter.device().devicePixelRatioF()
        if not ratio.is_integer():
            paint(painter, box)
            return
        place = (key, box.width(), box.height(), ratio)
        picture = self._kept.get(place)
        if picture is None:
            if len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            picture = self._kept[place] = _painted(box, ratio, ground, paint)
        painter.drawPixmap(box.topLeft(), picture)


def _painted(box: QRect, ratio: float, ground: QColor, paint: Callable[[QPainter, QRect], None]) -> QPixmap:
    picture = QPixmap(box.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground)
    painter = QPainter(picture)
    paint(painter, QRect(QRect().topLeft(), box.size()))
    painter.end()
    return picture
