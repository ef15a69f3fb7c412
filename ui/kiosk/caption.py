"""The words that are said, to read along: in the room that a page leaves free. And why nothing can be said, where that is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kiosk.spoken import Manner
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kiosk.window import KioskWindow


class Caption(QWidget):
    """One sentence with its icon. It takes no room from the page: where none is free, it is left out, for the page says the same.

    That nothing can be said is shown in any case, over the page, until the next touch or key.
    """

    def __init__(self, window: KioskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._telling = False
        self._icon = Icon("volume-2", 40, Token.ACCENT, parent=self)
        self.words = Paragraph("", window.frame.sizes.label, parent=self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str, texts: Texts, manner: Manner) -> None:
        """Show what is said now, with how to stop it where there is room for that, too."""
        said = texts("Reading aloud: “{words}”", words=words)
        how = texts("Press any key to stop.") if manner is Manner.KEYS else texts("Touch anywhere to stop.")
        self._telling = False
        gap = self._free()
        for form in (f"{said} {how}", said):
            self.words.set_text(form)
            if self._needed() <= gap.height():
                self._put(QRect(gap.left(), gap.bottom() + 1 - self._needed(), gap.width(), self._needed()))
                return
        self.clear()

    def tell(self, words: str) -> None:
        """Show why nothing can be said."""
        frame = self._window.frame
        self._telling = True
        self.words.set_text(words)
        high = self._needed()
        bottom = (frame.controls.top() if frame.low else self._window.nav_bar.y()) - frame.sizes.px(14)
        self._put(QRect(frame.margin, bottom - high, frame.inner, high))

    def end(self) -> None:
        """Hide it once all is said; what could not be said stays to be read."""
        if not self._telling:
            self.clear()

    def clear(self) -> None:
        """Hide it, and forget what it said."""
        self.words.set_text("")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint a line above what is said; a ground beneath why nothing is."""
        look, sizes = theme.of(self), self._window.frame.sizes
        painter = QPainter(self)
        if self._telling:
            ground = Ground(look.color(Token.LAMP_TINT), look.color(Token.LAMP), max(look.border, 2), sizes.radius)
            ground.paint(painter, self.rect())
        else:
            painter.fillRect(QRect(0, 0, self.width(), max(sizes.px(2), 1)), look.color(Token.LINE))
        painter.end()

    @property
    def _pad(self) -> int:
        """Round the words on a ground of their own."""
        return self._window.frame.sizes.px(24) if self._telling else 0

    @property
    def _above(self) -> int:
        return self._pad or self._window.frame.sizes.px(14)

    @property
    def _side(self) -> int:
        return round(self._window.frame.sizes.label.size * 1.4)

    @property
    def _left(self) -> int:
        return self._pad + self._side + self._window.frame.sizes.px(20)

    def _high(self) -> int:
        """Return the height of icon and words."""
        self.words.set_lettering(self._window.frame.sizes.label)
        return max(self.words.height_for(self._window.frame.inner - self._left - self._pad), self._side)

    def _needed(self) -> int:
        """Return the height that shows everything."""
        return self._above + self._high() + self._pad

    def _put(self, box: QRect) -> None:
        self.setGeometry(mirrored(self._window, box))
        room = box.width() - self._left - self._pad
        middle = self._above + self._high() // 2
        words = self.words.height_for(room)
        name, ink = ("volume-x", Token.INK) if self._telling else ("volume-2", Token.ACCENT)
        self._icon.set_icon(name, self._side, ink)
        self._icon.setGeometry(mirrored(self, QRect(self._pad, middle - self._side // 2, self._side, self._side)))
        self.words.setGeometry(mirrored(self, QRect(self._left, middle - words // 2, room, words)))
        self.show()
        self.raise_()

    def _free(self) -> QRect:
        """Return the room that is free above the nav, or in low reach above the controls: the lowest gap that holds two lines."""
        window, frame = self._window, self._window.frame
        page = window.shown
        if page is None:
            return QRect()
        boxes = [(frame.strip.top(), frame.strip.top())]
        boxes += [_span(child) for child in page.children() if isinstance(child, QWidget) and child.isVisible()]
        if window.nav_bar.isVisible():
            boxes.append(_span(window.nav_bar))
        boxes.sort()
        apart, reached = frame.sizes.px(12), frame.header.bottom() + 1
        gap = QRect()
        for top, bottom in boxes:
            if top - reached - 2 * apart > 2 * frame.sizes.label.advance:
                gap = QRect(frame.margin, reached + apart, frame.inner, top - reached - 2 * apart)
            reached = max(reached, bottom)
        return gap


def _span(widget: QWidget) -> tuple[int, int]:
    """Return where a widget begins and ends from the top of its window, in pixels."""
    top = widget.mapTo(widget.window(), QPoint(0, 0)).y()
    return top, top + widget.height()
