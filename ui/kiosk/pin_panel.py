"""The panel on which staff enter the PIN: digits, nothing else to touch, and nothing of a visitor's to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kiosk.frame import Frame

DOT = "●"
MOST = 8


class PinPanel(QWidget):
    """Covers the whole kiosk.

    Signals:
        entered(str): the digits, when OK was touched.
        left(): staff went away again.
    """

    entered = Signal(str)
    left = Signal()

    def __init__(self, frame: Frame, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self._digits = ""
        sizes = frame.sizes
        self.heading = Paragraph(texts("Staff only: enter the PIN"), sizes.section, parent=self)
        self.shown = Paragraph("", sizes.wait, parent=self)
        self.words = Paragraph("", sizes.body, Token.INK2, parent=self)
        build = Build.kiosk(sizes)
        self.keys = {digit: Button(digit, Kind.SECONDARY, build, parent=self) for digit in "1234567890"}
        for digit, key in self.keys.items():
            key.clicked.connect(lambda _=False, digit=digit: self.type(digit))
        self.delete = Button(texts("Delete"), Kind.SECONDARY, build, parent=self)
        self.go_back = Button(texts("Back"), Kind.SECONDARY, build, parent=self)
        self.ok = Button(texts("OK"), Kind.PRIMARY, build, parent=self)
        self.delete.clicked.connect(lambda: self._show(self._digits[:-1]))
        self.go_back.clicked.connect(self.left)
        self.ok.clicked.connect(lambda: self.entered.emit(self._digits))
        self._arrange(frame)

    def type(self, digit: str) -> None:
        """Take in a digit."""
        if len(self._digits) < MOST:
            self._show(self._digits + digit)

    def tell(self, words: str) -> None:
        """Say what came of the PIN, and begin anew."""
        self._show("")
        self.words.set_text(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits may be typed, too."""
        if event.text() in self.keys:
            self.type(event.text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self._digits)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Cover what lies beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.of(self).color(Token.PAPER))
        painter.end()

    def _show(self, digits: str) -> None:
        self._digits = digits
        self.shown.set_text(DOT * len(digits))
        self.shown.setAccessibleName(self._texts.count(len(digits), "{n} digit", "{n} digits"))
        self.words.set_text("")

    def _arrange(self, frame: Frame) -> None:
        sizes, gap = frame.sizes, frame.gap
        self.setGeometry(0, 0, frame.width, frame.height)
        side = min(sizes.control, (frame.height - sizes.px(260)) // 4 - gap)
        wide = min(frame.inner, 3 * sizes.mm(50) + 2 * gap)
        left, y = (frame.width - wide) // 2, frame.header.top()
        for words, high in (
            (self.heading, sizes.section.advance),
            (self.shown, sizes.wait.advance),
            (self.words, sizes.body.advance),
        ):
            words.setGeometry(QRect(left, y, wide, high))
            y += high + sizes.px(8)
        cell = (wide - 2 * gap) // 3
        rows = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"))
        placed = [[self.keys[digit] for digit in row] for row in rows] + [[self.delete, self.keys["0"], self.ok]]
        build = Build.kiosk(sizes, height=side)
        for row in placed:
            for column, key in enumerate(row):
                key.set_build(build)
                key.setGeometry(QRect(left + column * (cell + gap), y, cell, side))
            y += side + gap
        self.go_back.set_build(build)
        beside = y + side > frame.height
        self.go_back.setGeometry(
            QRect(
                frame.margin, frame.height - side - gap, min(cell, left - frame.margin - gap) if beside else cell, side
            )
        )
