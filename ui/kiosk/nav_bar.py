"""Back and Continue, always at the same place; in low reach as cells of one width, with a third between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from ui.kiosk.page import Nav
from ui.kit.button import Build, Button, Kind
from ui.kit.place import mirrored

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame


class NavBar(QWidget):
    """The nav of all pages: one set of buttons, whose words change.

    Signals:
        back(), on(), extra(), leave(): a button was pressed.
    """

    back = Signal()
    on = Signal()
    extra = Signal()
    leave = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        build = Build.kiosk(frame.sizes)
        self._frame = frame
        self._nav = Nav()
        self.back_button = Button("", Kind.SECONDARY, build, parent=self)
        self.leave_button = Button("", Kind.SECONDARY, build, parent=self)
        self.extra_button = Button("", Kind.SECONDARY, build, parent=self)
        self.on_button = Button("", Kind.PRIMARY, build, parent=self)
        self.back_button.clicked.connect(self.back)
        self.leave_button.clicked.connect(self.leave)
        self.extra_button.clicked.connect(self.extra)
        self.on_button.clicked.connect(self.on)

    def show_nav(self, nav: Nav, frame: Frame) -> None:
        """Show another page's nav, or the same in another frame."""
        if nav == self._nav and frame == self._frame:
            return
        self._nav, self._frame = nav, frame
        self.back_button.set_words(nav.back)
        self.back_button.set_icons(nav.back_icon)
        self.leave_button.set_words(nav.leave)
        self.extra_button.set_words(nav.extra)
        self.extra_button.set_icons(nav.extra_icon if frame.nav_rows > 1 or not frame.portrait else "")
        self.on_button.set_words(nav.on)
        self.on_button.set_kind(nav.on_kind)
        self.on_button.set_icons("", nav.on_icon)
        self._arrange()

    def _arrange(self) -> None:
        frame, nav = self._frame, self._nav
        words = {
            self.back_button: nav.back,
            self.leave_button: nav.leave,
            self.extra_button: nav.extra,
            self.on_button: nav.on,
        }
        shown = [button for button, word in words.items() if word]
        rows = [shown]
        if frame.nav_rows > 1:
            beside = [button for button in shown if button in {self.leave_button, self.extra_button}]
            rows = [beside, [button for button in shown if button not in beside]]
        high = (frame.nav.height() - frame.gap * (frame.nav_rows - 1)) // frame.nav_rows
        if nav.tall:
            high = frame.start_height
        whole = high * len(rows) + frame.gap * (len(rows) - 1)
        alone = rows == [[self.back_button]]  # a page may use the rest of the row
        box = QRect(
            frame.nav.left(), frame.nav.bottom() + 1 - whole, self._alone_width if alone else frame.inner, whole
        )
        self.setGeometry(mirrored(self, box, QRect(0, 0, frame.width, frame.height)))
        for place, row in enumerate(rows):
            self._arrange_row(row, place * (high + frame.gap), high)
        for button in words:
            button.setVisible(button in shown)

    def _arrange_row(self, row: list[Button], top: int, high: int) -> None:
        frame = self._frame
        build = Build.kiosk(frame.sizes, height=high)
        tall = Build.kiosk(frame.sizes, height=high, lettering=frame.sizes.wait)
        if len(row) > 2:  # narrow cells: more room for the words
            build = replace(build, pad=frame.sizes.px(14), spacing=frame.sizes.px(12))
        for button in row:
            starts = button is self.on_button and self._nav.tall and high > frame.nav.height()
            button.set_build(tall if starts else build)
        if self.on_button in row:
            tight = len(row) > 2 and frame.portrait and frame.sizes.large
            self.on_button.set_icons("", "" if tight else self._nav.on_icon)
        x = 0
        widths = self._widths(row)
        for button, width in zip(row, widths, strict=True):
            if not button.holds_word(width):  # long words: they matter more than the drawing
                button.set_icons()
        for button, width in zip(row, widths, strict=True):
            place = QRect(x, top, width, high)
            button.setGeometry(mirrored(self, place))
            x += width + frame.gap

    @property
    def _alone_width(self) -> int:
        """Of Back with nothing beside it: a cell of three in low reach."""
        frame = self._frame
        return (
            (frame.inner - 2 * frame.gap) // 3
            if frame.low
            else max(frame.sizes.px(280), self.back_button.sizeHint().width())
        )

    def _widths(self, shown: list[Button]) -> list[int]:
        frame, room = self._frame, self._frame.inner - self._frame.gap * (len(shown) - 1)
        if len(shown) == 3 and not frame.low:
            back = self.back_button.sizeHint().width() + frame.sizes.px(16)
            middle = min(shown[1].sizeHint().width() + frame.sizes.px(8), (room - back) // 2)
            on = max((room - back) // 2, min(self.on_button.sizeHint().width(), room - back - middle))
            return [back, room - back - on, on]
        if frame.low:
            if shown == [self.back_button]:
                return [self._alone_width]
            if len(shown) == 2 and self.back_button in shown:
                third = (frame.inner - 2 * frame.gap) // 3
                return [third, room - third]
            return [room // max(len(shown), 1)] * len(shown)
        if shown == [self.back_button]:
            return [self._alone_width]
        if len(shown) < 2:
            return [room] * len(shown)
        back = frame.sizes.px(380 if self._nav.even else 280)
        back = max(back, min(self.back_button.sizeHint().width(), room // 2))
        return [back, room - back]
