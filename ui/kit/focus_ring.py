"""The focus ring: one overlay per window that shows where the keyboard is.

Style sheets can't draw an outline with round corners. The ring follows the focused widget; it appears with the first key and goes with a
touch, except around text fields, which always show it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ui import theme
from ui.theme import Look, Theme, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

RADIUS = 12
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
_MARGIN = 12
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class OnGround(StrEnum):
    """What a focusable widget lies on; set it as the property `on` where it is not the page."""

    PAGE = "page"
    PLINTH = "plinth"
    LAMP = "lamp"


class FocusRing(QWidget):
    """Shows the focus of its window. Make one per window, last; it lies over everything and lets every touch through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: QWidget | None = None
        self._watched: tuple[QWidget, ...] = ()
        self._by_key = False
        self._placed: tuple[QWidget, QRect] | None = None
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        window.installEventFilter(self)

    @property
    def followed(self) -> QWidget | None:
        """The widget that the ring is around now; None while hidden."""
        return self._followed if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the window for keys and touches, and the followed widget with all that it lies in for moves.

        The platform window is watched, which sees each key and touch before any widget does, and few other events.
        """
        kind = event.type()
        if watched is self.window() and kind is QEvent.Type.Show:
            handle = self.window().windowHandle()
            if handle is not None:
                handle.installEventFilter(self)
        elif kind in _MOVES and watched in self._watched:
            self._place()
        elif kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
            self._show_for(by_key=True)
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}:
            self._show_for(by_key=False)
        return super().eventFilter(watched, event)

    def by_key(self) -> None:
        """Show the ring: a key was pressed that no widget sees."""
        self._show_for(by_key=True)

    def refresh(self) -> None:
        """Look again where the focused widget lies, after a page was moved."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ring."""
        if self._followed is None:
            return
        look = theme.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = float(getattr(self._around(self._followed), "ring_radius", RADIUS))
        for color, width, distance in self._strokes(look):
            painter.setPen(QPen(color, width))
            grow = distance + width / 2
            box = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN).adjusted(-grow, -grow, grow, grow)
            painter.drawRoundedRect(box, radius + grow, radius + grow)
        painter.end()

    def _strokes(self, look: Theme) -> tuple[tuple[QColor, float, float], ...]:
        """Return colour, width and distance from the widget, for each stroke."""
        ground = self._followed.property("on") if self._followed else None
        if look.look is Look.CONTRAST:
            return ((look.color(Token.LAMP), 6, 4),)
        if ground == OnGround.LAMP:
            return ((look.color(Token.ON_PLINTH if look.look is Look.LIGHT else Token.INK), 4, 3),)
        if look.look is Look.DARK or ground == OnGround.PLINTH:
            return ((look.color(Token.LAMP), 4, 3),)
        return ((look.color(Token.INK), 3, 0), (look.color(Token.LAMP), 5, 3))

    @staticmethod
    def _around(followed: QWidget) -> QWidget:
        """Return what the ring is drawn around: the widget, or the card that it names as its `ring_target`."""
        target = getattr(followed, "ring_target", None)
        return target if isinstance(target, QWidget) else followed

    def _show_for(self, *, by_key: bool) -> None:
        if by_key != self._by_key:
            self._by_key = by_key
            self._place()

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        for one in self._watched:
            if isValid(one):  # a window that closes takes its parts one by one
                one.removeEventFilter(self)
        self._followed, self._watched = None, ()
        if new is not None and new.window() is self.window() and new is not self.window():
            self._followed, self._watched = new, tuple(self._moving_with(new))
            for one in self._watched:
                one.installEventFilter(self)
        self._place()

    def _moving_with(self, followed: QWidget) -> Iterator[QWidget]:
        """Yield the widget and all that it lies in, up to the window: where one of them moves, it moves."""
        one: QWidget | None = followed
        while one is not None and one is not self.window():
            yield one
            one = one.parentWidget()

    def _place(self) -> None:
        followed = self._followed
        wanted = (
            followed is not None
            and followed.isVisible()
            and (self._by_key or isinstance(followed, _FIELDS))
            and not (isinstance(followed, QAbstractScrollArea) and not isinstance(followed, _FIELDS))
            and followed.property("ring") is not False
            and not followed.visibleRegion().isEmpty()  # scrolled out of sight
        )
        if followed is None or not wanted:
            self.hide()
            return
        around = self._around(followed)
        top = around.mapTo(self.window(), around.rect().topLeft())
        box = around.rect().translated(top).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self.raise_()  # whatever was made or raised since
        if self._placed == (followed, box) and not self.isHidden():
            return
        self._placed = followed, box
        self.setGeometry(box)
        self.show()
        self.update()
