"""Your wait: the honest range, the promise it is held against, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.queueing.forecast import LONG, reason_words, wait_words
from ui.kiosk.wording import ahead_words
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.kit.range_bar import Range, RangeBar
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class WaitCard(Card):
    """The panel of the summary. `compact` leaves out the bar where there is no room for it."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(frame.sizes.radius, Token.SURFACE, Token.LINE, parent=parent)
        sizes = frame.sizes
        self._frame = frame
        self._icon = Icon("clock", sizes.px(38), Token.INK2, parent=self)
        self._label = Paragraph("", sizes.button, Token.INK2, parent=self)
        self._wait = Paragraph("", sizes.wait, parent=self)
        self._bar = RangeBar(sizes.label, parent=self)
        self._sorry = Paragraph("", sizes.body, parent=self)
        self._why = Paragraph("", sizes.body, parent=self)
        self._ranged = False
        self._with_bar = True

    def resize_to(self, frame: Frame) -> None:
        """Take other sizes."""
        self._frame = frame
        sizes = frame.sizes
        self._icon.set_icon("clock", round(sizes.button.size))
        self._label.set_lettering(sizes.label_strong if frame.short else sizes.choice.bold(600))
        self._wait.set_lettering(sizes.subtitle.bold(800) if frame.short else sizes.wait)
        self._bar.set_lettering(sizes.label)
        self._sorry.set_lettering(sizes.body)
        self._why.set_lettering(sizes.body)

    def show_wait(self, state: KioskState) -> None:
        """Show the wait for the service that was chosen."""
        texts, service, forecast = state.texts, state.service, state.forecast
        if service is None:
            return
        promise = service.standard.minutes
        self._label.set_text(texts("Your wait"))
        words = wait_words(texts, forecast)
        self._wait.set_text(words)
        promised = texts("Our promise: {n}", n=promise)
        self._ranged = forecast is not None and forecast.shown[1] <= LONG
        if forecast is not None and self._ranged:
            low, high = forecast.shown
            shown = Range(low, high, promise, promised, texts("Now"), texts("{n} min", n="{n}"))
            self._bar.set_range(shown, f"{words}. {promised}.")
        over = forecast is not None and forecast.shown[1] > promise
        self._sorry.set_text(texts("It may be longer than we promise. We’re sorry.") if over else "")
        reason = texts.ended(reason_words(texts, forecast.reason)) if forecast is not None and over else ""
        ahead = ahead_words(texts, state.ahead)
        self._why.set_text(f"{reason} {ahead}".strip(), texts("Why:") if reason else "")

    @property
    def words(self) -> str:
        """The wait in words."""
        return self._wait.text()

    @property
    def reason(self) -> str:
        """What is told about it: that it may be longer than promised, and why."""
        return f"{self._sorry.text()} {self._why.text()}".strip()

    @property
    def reason_alone(self) -> str:
        """Why it is as it is, and how many are ahead."""
        return self._why.text()

    def height_for(self, width: int, room: int = 0) -> int:
        """Return the height at a width. Where that is more than `room`, the bar is left out: the words say the same."""
        self._with_bar = True
        high = self._arrange(width)
        if room and high > room:
            self._with_bar = False
            high = self._arrange(width)
        return high

    def arrange(self) -> None:
        """Lay everything out in the present size."""
        self._arrange(self.width(), put=True)

    def _arrange(self, width: int, *, put: bool = False) -> int:
        px, frame = self._frame.sizes.px, self._frame
        pad = px(20 if frame.short else 34)
        room = width - 2 * pad
        y = px(14) if frame.short else px(30)
        icon = self._icon.sizeHint().width()
        high = self._label.heightForWidth(room)
        if put:
            self._put(self._icon, QRect(pad, y + (high - icon) // 2, icon, icon))
            self._put(self._label, QRect(pad + icon + px(16), y, room - icon - px(16), high))
        y += high + px(2)
        y = self._line(self._wait, QRect(pad, y, room, 0), put=put)
        if self._ranged and self._with_bar:
            high = self._bar.sizeHint().height()
            y += px(16)
            if put:
                self._put(self._bar, QRect(pad, y, room, high))
            y += high + px(16)
        elif put:
            self._bar.hide()
        for paragraph in (self._sorry, self._why):
            y = self._line(paragraph, QRect(pad, y, room, 0), put=put)
        return y + px(14 if frame.short else 30)

    def _line(self, paragraph: Paragraph, box: QRect, *, put: bool) -> int:
        high = paragraph.height_for(box.width())
        if put:
            self._put(paragraph, QRect(box.left(), box.top(), box.width(), high))
        return box.top() + high

    def _put(self, widget: QWidget, box: QRect) -> None:
        widget.setGeometry(mirrored(self, box))
        widget.show()
