"""A panel that scrolls: its content keeps its width whether the scroll bar shows or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from ui.kit.sizes import StaffSizes


class PanelScroll(QScrollArea):
    """Scrolls one page up and down.

    Signals:
        moved(): the page, or something on it, lies elsewhere now.
    """

    moved = Signal()
    _holder: QWidget | None = None  # Qt filters events before __init__ has ended

    def __init__(
        self,
        sizes: StaffSizes,
        page: QWidget,
        side: int,
        *,
        most: int = 0,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Hold `page` with `side` px at both sides, at most `most` px wide; 0: any width. centred: in the middle, where there is more room."""
        super().__init__(parent)
        self._side = side
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(sizes.px(46))
        if most:
            page.setMaximumWidth(most)
        holder = QWidget()
        holder.setProperty("ground", "none")
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(0)
        if centred:
            self._row.addStretch(1)
        self._row.addWidget(page, 100)
        self._row.addStretch(int(centred))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.moved)
        self._holder = holder
        holder.installEventFilter(self)
        self.setWidget(holder)
        self.verticalScrollBar().rangeChanged.connect(lambda _, most: self._make_room(shows=most > 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell, once all is in its place, that something has moved."""
        if self._holder is not None and watched is self._holder and event.type() in _MOVES:
            self._later.start()
        return super().eventFilter(watched, event)

    def _make_room(self, *, shows: bool) -> None:
        """Take the scroll bar's width from the margin, so that lines break as they did without it."""
        bar = self.verticalScrollBar().sizeHint().width() if shows else 0
        self._row.setContentsMargins(self._side, 0, max(self._side - bar, 0), 0)


_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest})
