"""Sets words into the room there is: large in one line, else smaller, else in more lines, and only then with an ellipsis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from ui.kit.lettering import Align, Lettering, Lines, Wording, lay_out

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QWidget

LEAST = 8


def across(widget: QWidget, box: QRectF) -> QRectF:
    """Return where a box stands on a widget: as it is given from left to right, and at the other side where the board reads from right to left."""
    if widget.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return box
    return QRectF(widget.width() - box.right(), box.top(), box.width(), box.height())


def shrunk(text: str, lettering: Lettering, width: int, height: int = 0) -> Lettering:
    """Return the lettering as large as one line of the text fits into the room; never larger than it is given."""
    size = lay_out(Wording(text, lettering), 0).size
    fits = min(1.0, width / size.width() if size.width() else 1.0)
    if height:
        fits = min(fits, height / size.height())
    return lettering if fits >= 1 else replace(lettering, size=max(int(lettering.size * fits), LEAST))


def fitted(
    text: str,
    width: int,
    large: Lettering,
    small: Lettering,
    most_lines: int = 2,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> Lines:
    """Return the text in one large line where it fits, else in up to `most_lines` small ones, the last of them with an ellipsis."""
    one = lay_out(Wording(text, large), width, Align.START, direction)
    if len(one.tops) <= 1:
        return one
    return lay_out(Wording(text, small), width, Align.START, direction, most_lines)


def paint_centred(painter: QPainter, text: str, lettering: Lettering, box: QRectF, color: QColor) -> None:
    """Paint one line in the middle of a box."""
    lines = lay_out(Wording(text, lettering), 0)
    size = lines.size
    area = QRectF(box.center().x() - size.width() / 2, box.top(), size.width() + 2, box.height())
    lines.paint(painter, area, color, Qt.AlignmentFlag.AlignVCenter)
