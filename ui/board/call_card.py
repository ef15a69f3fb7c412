"""The calls on the board: the large card, and a small one for each earlier call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from ui import theme
from ui.board.fitting import across, fitted, paint_centred, shrunk
from ui.board.part import BoardPart
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from ui.board.sizes import BoardSizes
    from ui.board.state import Sentence, ShownCall

FADE_MS = 200
FIGURES = 0.70
"""Height of a figure as a share of the font's size, with its overshoot."""


class CallCard(BoardPart):
    """Shows who is called, and where to; before the first call of the day, a welcome. A new call fades in."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(sizes, parent)
        self._call: ShownCall | None = None
        self._welcome: Sentence | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self.update)

    @property
    def call(self) -> ShownCall | None:
        """Who is shown."""
        return self._call

    def show_call(self, call: ShownCall | None, welcome: Sentence) -> None:
        """Show a call, or the welcome where there is none."""
        news = call is not None and (self._call is None or self._call.key != call.key)
        self._call, self._welcome = call, welcome
        self.setAccessibleName(f"{call.number}, {call.words}" if call else f"{welcome.lead} {welcome.text}")
        if news and self.isVisible() and self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
            self._fade.stop()
            self._fade.setDuration(FADE_MS)
            self._fade.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground, then the call."""
        painter = QPainter(self)
        look = theme.of(self)
        Ground(look.color(Token.ACCENT), None, 0, self._sizes.radius).paint(painter, self.rect())
        ink = look.color(Token.ON_ACCENT)
        if self._call is None:
            self._paint_welcome(painter, ink)
        else:
            if self._fade.state() is QVariantAnimation.State.Running:
                painter.setOpacity(float(self._fade.currentValue()))
            if self.height() > (self._sizes.share(36) if self._sizes.upright else 0.7 * self.width()):
                self._paint_stacked(painter, self._call, ink)
            else:
                self._paint_beside(painter, self._call, ink)
        painter.end()

    def _paint_beside(self, painter: QPainter, call: ShownCall, ink: QColor) -> None:
        """Paint the number, a rule, and the counter at its end."""
        sizes, pad = self._sizes, self._sizes.share(5)
        most = round(self.width() * 0.42)
        labels = [(text, shrunk(text, sizes.counter_label, most)) for text in call.labels]
        counter = shrunk(call.counter, sizes.counter, most)
        widths = [lay_out(Wording(text, style), 0).size.width() for text, style in (*labels, (call.counter, counter))]
        stub = round(max(*widths, sizes.share(12)))
        room = self.width() - stub - 4 * pad
        number = shrunk(call.number, sizes.called, room, self.height())
        number_width = lay_out(Wording(call.number, number), 0).size.width()
        spare = max(room - number_width, 0)
        left = pad + spare * 0.4
        box = QRectF(left, 0, number_width, self.height())
        paint_centred(painter, call.number, number, across(self, box), ink)
        rule = round(self.width() - stub - 2 * pad - spare * 0.3)
        high = min(sizes.share(26), self.height() - 2 * sizes.share(3))
        painter.fillRect(across(self, QRectF(rule, (self.height() - high) / 2, max(sizes.share(0.35), 2), high)), ink)
        area = across(self, QRectF(rule, 0, self.width() - rule - spare * 0.1, self.height()))
        gap = sizes.share(1.2)
        figures = counter.size * FIGURES
        block = sum(label.advance for _, label in labels) + gap + figures
        if block > self.height() - sizes.share(3):  # two languages, and a low card
            labels = labels[:1]
            block = labels[0][1].advance + gap + figures
        top = (self.height() - block) / 2
        for text, label in labels:
            paint_centred(painter, text, label, QRectF(area.left(), top, area.width(), label.advance), ink)
            top += label.advance
        paint_centred(painter, call.counter, counter, QRectF(area.left(), top + gap, area.width(), figures), ink)

    def _paint_stacked(self, painter: QPainter, call: ShownCall, ink: QColor) -> None:
        """Paint the number, and the counter in a line beneath."""
        sizes, pad = self._sizes, self._sizes.share(5)
        room = self.width() - 2 * pad
        large = sizes.greeting if sizes.upright else sizes.welcome
        lines = [
            (text, shrunk(text, sizes.counter_label if place else large, room)) for place, text in enumerate(call.lines)
        ]
        gap, under = sizes.share(3), sum(line.advance for _, line in lines)
        most = (self.height() - 2 * pad - under - gap) / FIGURES
        number = shrunk(call.number, sizes.called, room, max(round(most), 1))
        figures = number.size * FIGURES
        top = (self.height() - figures - gap - under) / 2
        paint_centred(painter, call.number, number, QRectF(pad, top, room, figures), ink)
        top += figures + gap
        for text, line in lines:
            paint_centred(painter, text, line, QRectF(pad, top, room, line.advance), ink)
            top += line.advance

    def _paint_welcome(self, painter: QPainter, ink: QColor) -> None:
        if self._welcome is None:
            return
        sizes, pad = self._sizes, self._sizes.share(6.4)
        room = self.width() - 2 * pad
        direction = self.layoutDirection()
        head = fitted(self._welcome.lead, room, sizes.welcome, sizes.greeting, direction=direction)
        text = lay_out(Wording(self._welcome.text, sizes.counter_label), room, Align.START, direction)
        gap = sizes.share(2)
        top = (self.height() - head.size.height() - gap - text.size.height()) / 2
        head.paint(painter, QRectF(pad, top, room, head.size.height()), ink)
        text.paint(painter, QRectF(pad, top + head.size.height() + gap, room, text.size.height()), ink)


class EarlierCard(BoardPart):
    """Shows one earlier call. Who is still on their way has the accent's outline."""

    def __init__(self, sizes: BoardSizes, parent: QWidget | None = None) -> None:
        super().__init__(sizes, parent)
        self._call: ShownCall | None = None

    @property
    def call(self) -> ShownCall | None:
        """Who is shown."""
        return self._call

    def show_call(self, call: ShownCall, sizes: BoardSizes) -> None:
        """Show a call."""
        self._call, self._sizes = call, sizes
        self.setAccessibleName(f"{call.number}, {call.words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, number and counter."""
        if self._call is None:
            return
        look, sizes, call = theme.of(self), self._sizes, self._call
        painter = QPainter(self)
        edge = look.color(Token.LINE if call.answered else Token.ACCENT)
        thick = max(sizes.share(0.19 if call.answered else 0.46), 3 if look.look is Look.CONTRAST else 2)
        Ground(look.color(Token.SURFACE), edge, thick, sizes.small_radius).paint(painter, self.rect())
        pad = sizes.share(2.6)
        room = self.width() - 2 * pad
        number = shrunk(call.number, sizes.earlier, room)
        direction = self.layoutDirection()
        near = replace(sizes.row_strong, close=True)
        words = lay_out(Wording(call.lines[0], shrunk(call.lines[0], near, room)), room, Align.START, direction)
        figures, gap = number.size * FIGURES, sizes.share(1.3 if self.height() > sizes.share(15) else 0.7)
        top = (self.height() - figures - gap - near.size) / 2
        box = QRectF(pad, top, room, figures)
        color = look.color(Token.INK if call.answered else Token.ACCENT)
        figures_line = lay_out(Wording(call.number, number), room, Align.START, direction)
        figures_line.paint(painter, _centred(box, number.advance), color)
        words.paint(painter, QRectF(pad, top + figures + gap, room, words.size.height()), look.color(Token.INK2))
        painter.end()


def _centred(box: QRectF, high: float) -> QRectF:
    return QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
