"""Back and Continue, always at the same place; in low reach as cells of one width, with a third between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from ui.kiosk.page import Nav
from ui.kit.button import Build, Button, Kind

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame


class NavBar(QWidget):
    """The nav of all pages: one set of buttons, whose words change.

    Signals:
        back(), on(), extra(): a button was pressed.
    """

    back = Signal()
    on = Signal()
    extra = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        build = Build.kiosk(frame.sizes)
        self._frame = frame
        self._nav = Nav()
        self.back_button = Button("", Kind.SECONDARY, build, parent=self)
        self.extra_button = Button("", Kind.SECONDARY, build, parent=self)
        self.on_button = Button("", Kind.PRIMARY, build, parent=self)
        self.back_button.clicked.connect(self.back)
        self.extra_button.clicked.connect(self.extra)
        self.on_button.clicked.connect(self.on)

    def show_nav(self, nav: Nav, frame: Frame) -> None:
        """Show another page's nav, or the same in another frame."""
        if nav == self._nav and frame == self._frame:
            return
        self._nav, self._frame = nav, frame
        self.back_button.set_words(nav.back)
        self.back_button.set_icons(nav.back_icon)
        self.extra_button.set_words(nav.extra)
        self.extra_button.set_icons(nav.extra_icon if not frame.portrait else "")
        self.on_button.set_words(nav.on)
        self.on_button.set_kind(nav.on_kind)
        self.on_button.set_icons("", nav.on_icon)
        self._arrange()

    def _arrange(self) -> None:
        frame, nav = self._frame, self._nav
        shown = [
            button
            for button, word in ((self.back_button, nav.back), (self.extra_button, nav.extra), (self.on_button, nav.on))
            if word
        ]
        high = frame.sizes.px(156) if nav.tall and not (frame.short or frame.low) else frame.nav.height()
        box = QRect(frame.nav.left(), frame.nav.bottom() + 1 - high, frame.inner, high)
        self.setGeometry(box)
        build = Build.kiosk(frame.sizes, height=high, lettering=frame.sizes.subtitle if nav.tall else None)
        x = 0
        for button, width in zip(shown, self._widths(shown), strict=True):
            button.set_build(build)
            place = QRect(x, 0, width, high)
            button.setGeometry(self.style().visualRect(self.layoutDirection(), QRect(0, 0, box.width(), high), place))
            x += width + frame.gap
        for button in (self.back_button, self.extra_button, self.on_button):
            button.setVisible(button in shown)

    def _widths(self, shown: list[Button]) -> list[int]:
        frame, room = self._frame, self._frame.inner - self._frame.gap * (len(shown) - 1)
        if len(shown) == 3 and not frame.low:
            back = self.back_button.sizeHint().width()
            return [back, (room - back) // 2, (room - back) // 2]
        if frame.low:
            if len(shown) == 2:
                third = (frame.inner - 2 * frame.gap) // 3
                return [third, room - third]
            return [room // max(len(shown), 1)] * len(shown)
        if len(shown) < 2:
            return [room] * len(shown)
        back = frame.sizes.px(380 if self._nav.even else 280)
        back = max(back, min(self.back_button.sizeHint().width(), room // 2))
        return [back, room - back]
