"""Tab goes as one reads: in the order of the layout, also through parts that were made later than those beneath them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


class TabOrder:
    """The order of a part's controls. It is told to Qt anew only where others stand there."""

    def __init__(self, part: QWidget) -> None:
        self._part = part
        self._told: list[QWidget] = []

    def tell(self) -> None:
        """Have Tab go in the order of the layout."""
        stops = list(_stops(self._part))
        if stops == self._told:
            return
        self._told = stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    layout = part.layout()
    if layout is not None:
        yield from _in(layout)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _in(inner)
