"""Are you still there? The page is hidden, because answers are private; seconds are counted in steps, and one touch gives more time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.kiosk.idle import WARNING_S
from ui.kit.button import Build, Button, Kind
from ui.kit.lettering import Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kiosk.frame import Frame

BLOCKS = 20
SCRIM = 0.86


class Countdown(QLabel):
    """The seconds as a number and as 20 blocks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seconds = WARNING_S
        self._whole = WARNING_S
        self._words = ""
        self._frame: Frame | None = None

    def show_seconds(self, seconds: int, whole: int, words: str, frame: Frame) -> None:
        """Show `seconds` of `whole`; `words` is what is counted."""
        self._seconds, self._whole, self._words, self._frame = seconds, whole, words, frame
        self.setAccessibleName(f"{seconds} {words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint number, words and blocks."""
        if self._frame is None:
            return
        look, sizes = theme.of(self), self._frame.sizes
        painter = QPainter(self)
        number = lay_out(Wording(str(self._seconds), sizes.greeting), 0)
        widest = lay_out(Wording("88", sizes.greeting), 0).size.width()
        number.paint(
            painter,
            self._box(widest - number.size.width(), 0, number.size.width() + 1, self.height()),
            look.color(Token.INK),
        )
        left = widest + sizes.px(36)
        words = lay_out(Wording(self._words, sizes.label_strong), 0)
        top = (self.height() - words.size.height() - sizes.px(48)) / 2
        words.paint(painter, self._box(left, top, words.size.width() + 1, words.size.height()), look.color(Token.INK))
        high = sizes.px(44)
        gap = sizes.px(7)
        wide = (self.width() - left - gap * (BLOCKS - 1)) / BLOCKS
        lit = -(-self._seconds * BLOCKS // max(self._whole, 1))
        for place in range(BLOCKS):
            box = self._box(left + place * (wide + gap), top + words.size.height() + sizes.px(4), wide, high)
            if place < lit:
                Ground(look.color(Token.ACCENT), None, 0, sizes.px(5)).paint(painter, box)
            else:
                Ground(look.color(Token.SUNK), look.color(Token.EDGE), 2, sizes.px(5)).paint(painter, box)
        painter.end()

    def _box(self, left: float, top: float, width: float, height: float) -> QRectF:
        if self.layoutDirection().name == "RightToLeft":
            left = self.width() - left - width
        return QRectF(left, top, width, height)


class IdlePanel(QWidget):
    """Scrim and panel over everything but the access strip.

    Signals:
        more_time(): the visitor is there.
        clear_now(): the visitor is done.
    """

    more_time = Signal()
    clear_now = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        sizes = frame.sizes
        self._panel = QRect()
        self.heading = Paragraph("", sizes.question, parent=self)
        self.words = Paragraph("", sizes.lead, parent=self)
        self.countdown = Countdown(self)
        self.stay = Button("", Kind.PRIMARY, Build.kiosk(sizes), parent=self)
        self.clear = Button("", Kind.SECONDARY, Build.kiosk(sizes), parent=self)
        self.stay.clicked.connect(self.more_time)
        self.clear.clicked.connect(self.hide)  # who pressed it is there, and hears that all is cleared
        self.clear.clicked.connect(self.clear_now)
        self.hide()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: ARG002 (Qt's name)
        """Move between the panel's two buttons; what lies beneath is not reached."""
        (self.clear if self.stay.hasFocus() else self.stay).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def warn(self, seconds: int, whole: int, texts: Texts, frame: Frame) -> None:
        """Show the warning with so many seconds left."""
        self.heading.set_text(texts("Are you still there?"))
        self.words.set_text(
            texts("We’ll clear this page soon, to keep your answers private. Take all the time you need.")
        )
        self.stay.set_words(texts("Yes, I need more time"))
        self.clear.set_words(texts("I’m finished. Clear it now"))
        self.countdown.show_seconds(seconds, whole, texts("seconds left"), frame)
        first = self.isHidden()
        if first or frame != self._frame:
            self._frame = frame
            self._arrange()
        if first:
            self.show()
            self.raise_()
            self.stay.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint scrim, shadow and panel."""
        look, px = theme.of(self), self._frame.sizes.px
        painter = QPainter(self)
        scrim = look.color(Token.SCRIM)
        scrim.setAlphaF(SCRIM)
        painter.fillRect(self.rect(), scrim)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.look is Look.LIGHT:
            _paint_shadow(painter, QRectF(self._panel), px(16), px(40), px(24))
        edge = look.color(Token.EDGE) if look.look is not Look.LIGHT else None
        Ground(look.color(Token.SURFACE), edge, look.border, px(24)).paint(painter, self._panel)
        painter.end()

    def _arrange(self) -> None:
        frame, sizes, px = self._frame, self._frame.sizes, self._frame.sizes.px
        self.setGeometry(0, 0, frame.width, frame.strip.top())
        inset = px(48) if frame.portrait else (frame.width - min(frame.width - 2 * px(48), px(1200))) // 2
        pad = px(36 if frame.short else 60)
        wide = frame.width - 2 * inset - 2 * pad
        self.heading.set_lettering(sizes.question)
        self.words.set_lettering(sizes.body if frame.short else sizes.lead)
        stay_high = sizes.control if frame.short else px(132)
        clear_high = sizes.mm(20.6) if frame.short else px(112)
        parts = [
            (self.heading, self.heading.height_for(wide), px(8 if frame.short else 28)),
            (self.words, self.words.height_for(wide), px(16 if frame.short else 52)),
            (
                self.countdown,
                max(sizes.greeting.advance, sizes.label_strong.advance + px(52)),
                px(20 if frame.short else 60),
            ),
            (self.stay, stay_high, px(14 if frame.short else 24)),
            (self.clear, clear_high, 0),
        ]
        beside = frame.short
        if beside:  # both buttons share a row on low screens
            parts.pop()
        high = 2 * pad + sum(part + gap for _, part, gap in parts) - (px(14) if beside else 0)
        bottom = frame.strip.top() - px(48 if not frame.short else 14)
        self._panel = QRect(inset, bottom - high, frame.width - 2 * inset, high)
        self.stay.set_build(Build.kiosk(sizes, height=stay_high))
        self.clear.set_build(Build.kiosk(sizes, height=stay_high if beside else clear_high))
        y = self._panel.top() + pad
        for widget, part, gap in parts:
            width = (wide - frame.gap) // 2 if beside and widget is self.stay else wide
            self._put(widget, QRect(inset + pad, y, width, part))
            if beside and widget is self.stay:
                self._put(self.clear, QRect(inset + pad + wide - width, y, width, part))
            y += part + gap

    def _put(self, widget: QWidget, box: QRect) -> None:
        widget.setGeometry(mirrored(self, box))


def _paint_shadow(painter: QPainter, box: QRectF, drop: int, blur: int, radius: int) -> None:
    """Paint the one shadow of the program, as rings that grow fainter outward."""
    steps = 10
    painter.save()
    for step in range(steps):
        grow = blur * (1 - step / steps) / 2
        color = QColor("#1C2430")
        color.setAlphaF(0.35 / steps)
        Ground(color, None, 0, radius + grow).paint(painter, box.translated(0, drop).adjusted(-grow, -grow, grow, grow))
    painter.restore()
