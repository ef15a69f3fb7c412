"""Parts of a page side by side, or one beneath the other where text is large and the window is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.staff.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


def flowing(parts: Sequence[QWidget], gap: int, between: int | None = None) -> QWidget:
    """Return parts in lines, as many as fit beside each other; `gap` px between them, `between` px between lines."""
    holder = QWidget()
    flow = Flow(gap, holder, between=between)
    for part in parts:
        flow.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class Sides(QWidget):
    """Parts with their shares of the width.

    `beside_from`: the width in px from which they stand side by side, `gap` px apart; else they stand `between` px apart, as many unless given.
    """

    def __init__(
        self,
        parts: Sequence[tuple[QWidget, int]],
        gap: int,
        beside_from: int,
        *,
        stacked: QBoxLayout.Direction = QBoxLayout.Direction.TopToBottom,
        between: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._beside_from, self._stacked = beside_from, stacked
        self._gap, self._between = gap, gap if between is None else between
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        for part, share in parts:
            self._box.addWidget(part, share, Qt.AlignmentFlag(0) if share else Qt.AlignmentFlag.AlignTop)
        self._box.addStretch(0)  # takes what no part may have

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= self._beside_from
        self._box.setSpacing(self._gap if beside else self._between)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else self._stacked)
