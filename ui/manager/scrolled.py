"""What is larger than its place scrolls, up and down as a rule; sideways only where text is so large that nothing else helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def scrolled(page: QWidget, width: int = 0) -> QScrollArea:
    """Return a page where it scrolls; `width` px wide where that is given."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    if width:
        area.setFixedWidth(width)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def turn(area: QWidget | None, by: int) -> None:
    """Go on by a windowful where a page scrolls, or back (-1)."""
    if isinstance(area, QScrollArea):
        act = QAbstractSlider.SliderAction
        area.verticalScrollBar().triggerAction(act.SliderPageStepAdd if by > 0 else act.SliderPageStepSub)
