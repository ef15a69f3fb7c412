"""What can be changed about speech by hand: hear it again, softer, louder, off. It lies over the page, above the strip whose "Listen" opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kiosk.idle_panel import SCRIM
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.speech.voice import Volume
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.texts import Texts
    from ui.kiosk.frame import Frame
    from ui.kiosk.window import KioskWindow


class SpeechPanel(QWidget):
    """Scrim and panel over the page. A touch beside the panel closes it.

    Signals:
        again(): read the page from its start.
        softer(), louder(): change the volume.
        off(): turn speech off.
        closed(): go on with the page.
    """

    again = Signal()
    softer = Signal()
    louder = Signal()
    off = Signal()
    closed = Signal()

    def __init__(self, window: KioskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._frame = window.frame
        self._box = QRect()
        sizes, build = self._frame.sizes, Build.kiosk(self._frame.sizes)
        self.heading = Paragraph("", sizes.section, parent=self)
        self.words = Paragraph("", sizes.body, parent=self)
        self._again = Button("", Kind.PRIMARY, build, icon="rotate-ccw", parent=self)
        self._softer = Button("", Kind.SECONDARY, build, icon="minus", parent=self)
        self._louder = Button("", Kind.SECONDARY, build, icon="plus", parent=self)
        self._off = Button("", Kind.SECONDARY, build, icon="volume-x", parent=self)
        self._close = Button("", Kind.SECONDARY, build, icon="check", parent=self)
        self._again.clicked.connect(lambda: self._leave(self.again.emit))
        self._softer.clicked.connect(self.softer)
        self._louder.clicked.connect(self.louder)
        self._off.clicked.connect(lambda: self._leave(self.off.emit))
        self._close.clicked.connect(self.close_panel)
        self._before: QWidget | None = None
        self.hide()

    def open_panel(self, volume: Volume, texts: Texts, frame: Frame) -> None:
        """Show it, with how loud it is."""
        self._frame = frame
        self.heading.set_text(texts("Speech is on."))
        self._again.set_words(texts("Read it again"))
        self._softer.set_words(texts("Softer"))
        self._louder.set_words(texts("Louder"))
        self._off.set_words(texts("Turn speech off"))
        self._close.set_words(texts("Close"))
        self.show_volume(volume, texts)
        if self.isHidden():
            self._before = self._window.focusWidget()
        self.show()
        self.raise_()
        self._again.setFocus()

    def show_volume(self, volume: Volume, texts: Texts) -> None:
        """Show how loud it is now."""
        self.words.set_text(texts("Volume {n} of {count}.", n=int(volume), count=len(Volume)))
        self._arrange()

    def close_panel(self) -> None:
        """Go back to the page."""
        self._leave(self.closed.emit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close it by a touch beside the panel; one on the panel itself does nothing."""
        if not self._box.contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint scrim and panel."""
        look, px = theme.of(self), self._frame.sizes.px
        painter = QPainter(self)
        scrim = look.color(Token.SCRIM)
        scrim.setAlphaF(SCRIM)
        painter.fillRect(self.rect(), scrim)
        Ground(look.color(Token.SURFACE), look.color(Token.EDGE), look.border, px(24)).paint(painter, self._box)
        painter.end()

    def _leave(self, then: Callable[[], None]) -> None:
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        then()

    def _arrange(self) -> None:
        """Lay it out: two buttons a row on upright screens, three on others; all of them in the lower half."""
        frame, sizes, px = self._frame, self._frame.sizes, self._frame.sizes.px
        self.setGeometry(0, 0, frame.width, frame.strip.top())
        pad, gap = px(24 if frame.short else 48), frame.gap
        rows: list[list[Button]] = [[self._again], [self._softer, self._louder], [self._off, self._close]]
        if not frame.portrait:
            rows = [[self._again, self._softer, self._louder], [self._off, self._close]]
        build = Build.kiosk(sizes, height=sizes.control)
        left, wide = frame.margin + pad, frame.inner - 2 * pad
        self.heading.set_lettering(sizes.section)
        self.words.set_lettering(sizes.body)
        head, words = self.heading.height_for(wide), self.words.height_for(wide)
        high = len(rows) * build.height + (len(rows) - 1) * gap
        bottom = frame.strip.top() - px(14 if frame.short else 48)
        top = bottom - pad - high
        y = top - px(20) - words - head
        self._box = QRect(frame.margin, y - pad, frame.inner, bottom - y + pad)
        self._put(self.heading, QRect(left, y, wide, head))
        self._put(self.words, QRect(left, y + head, wide, words))
        for row in rows:
            each = (wide - gap * (len(row) - 1)) // len(row)
            for place, button in enumerate(row):
                button.set_build(build)
                self._put(button, QRect(left + place * (each + gap), top, each, build.height))
            top += build.height + gap
        self.update()

    def _put(self, widget: QWidget, box: QRect) -> None:
        widget.setGeometry(mirrored(self, box))
