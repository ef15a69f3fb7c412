"""A panel that scrolls: its content keeps its width whether the scroll bar shows or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from ui.kit.sizes import StaffSizes


CLEAR = 14
"""So much stands clear above and beneath what has the keyboard: its ring, and a little."""
WHOLE = ("brought", "whole")
"""The property of a part that is brought into view as a whole, where there is room, when the keyboard comes to anything in it."""


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
        self._side, self._clear = side, sizes.px(CLEAR)
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
        self._later.timeout.connect(self._moved)
        self._sought: QWidget | None = None
        self._held: tuple[QWidget, QRect] | None = None
        """What had the keyboard when it was last brought into view, and where it lay on the page."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._seek)
        self._holder = holder
        holder.installEventFilter(self)
        self.setWidget(holder)
        self.verticalScrollBar().rangeChanged.connect(lambda _, most: self._make_room(shows=most > 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell, once all is in its place, that something has moved."""
        if self._holder is not None and watched is self._holder and event.type() in _MOVES:
            self._later.start()
        return super().eventFilter(watched, event)

    def _seek(self, _: QWidget | None, now: QWidget | None) -> None:
        """Look for what has the keyboard now, once all is in its place."""
        if now is not None and self._holder is not None and self._holder.isAncestorOf(now):
            self._sought = now
            self._later.start()

    def _moved(self) -> None:
        """Bring what has the keyboard into view, when it has come there or lies elsewhere on the page; whoever scrolls away is let go."""
        here, sought, held = QApplication.focusWidget(), self._sought, self._held
        self._sought = None
        if here is not None and (here is sought or (held is not None and here is held[0])):
            self._hold(here, again=here is sought)
        self.moved.emit()

    def _hold(self, here: QWidget, *, again: bool) -> None:
        if self._holder is None or not self._holder.isAncestorOf(here):
            return
        held, self._held = self._held, (here, QRect(here.mapTo(self._holder, QPoint()), here.size()))
        if again or held != self._held:
            for part in (self._around(here), here):
                self._bring(part, self._holder)

    def _bring(self, part: QWidget, holder: QWidget) -> None:
        """Scroll until all of a part is seen, its top where it is too high. Qt's own way looks at where one writes in a field alone."""
        bar = self.verticalScrollBar()
        top = part.mapTo(holder, QPoint()).y() - self._clear
        bottom = top + part.height() + 2 * self._clear
        bar.setValue(min(max(bar.value(), bottom - self.viewport().height()), top))

    def _around(self, here: QWidget) -> QWidget:
        """Return what is to be seen as a whole with what has the keyboard: what its ring is around, or a part that says so."""
        ringed = getattr(here, "ring_target", None)
        if isinstance(ringed, QWidget):
            return ringed
        part: QWidget | None = here
        while part is not None and part is not self._holder:
            if part.property(WHOLE[0]) == WHOLE[1]:
                return part
            part = part.parentWidget()
        return here

    def _make_room(self, *, shows: bool) -> None:
        """Take the scroll bar's width from the margin, so that lines break as they did without it."""
        bar = self.verticalScrollBar().sizeHint().width() if shows else 0
        self._row.setContentsMargins(self._side, 0, max(self._side - bar, 0), 0)


_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest})
