"""Official words: a button each, and beneath them what the one that was touched means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.page import button_build
from ui.kiosk.section import Section
from ui.kit.button import Build, Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kiosk.page import KioskPage

MOST_WORDS = 4


class WordsBlock:
    """Official words: a heading, a button each, and beneath them what the one that was touched means."""

    def __init__(self, page: KioskPage, explain: Callable[[int], None]) -> None:
        self._page = page
        self.section = Section(page)
        self.meaning = Section(page)
        build = button_build(page.frame, height=page.frame.sizes.target)
        self.buttons = [Button("", Kind.SECONDARY, build, parent=page) for _ in range(MOST_WORDS)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, place=place: explain(place))
            button.hide()

    def needed_height(self, width: int) -> int:
        """Return the height of heading, buttons and meaning."""
        if self.section.empty:
            return 0
        rows = self._rows(width)
        px = self._page.frame.sizes.px
        high = self._title_height(width) + rows * (self._high + self._between) + (px(4) if rows else 0)
        high += self.meaning.needed_height(width - self.section.inset)
        return max(high, self.section.needed_height(width))

    @property
    def _between(self) -> int:
        """Between two rows of buttons; less where a low screen holds large text."""
        frame = self._page.frame
        return frame.sizes.px(6 if frame.short and frame.sizes.large else 12)

    @property
    def _high(self) -> int:
        """Height of a button: a target's, or more in a script of tall lines."""
        sizes = self._page.frame.sizes
        return max(sizes.target, self._build(sizes.target).lettering.advance + 2)

    def put(self, box: QRect) -> None:
        """Place everything."""
        page, px = self._page, self._page.frame.sizes.px
        page.put(self.section, QRect(box.left(), box.top(), box.width(), self.section.needed_height(box.width())))
        x0 = box.left() + self.section.inset
        x, y = x0, box.top() + self._title_height(box.width()) + px(6)
        high = self._high
        build = self._build(high)
        for button in self.buttons:
            button.setVisible(button in self._shown)
        for button in self._shown:
            button.set_build(build)
            wide = button.sizeHint().width()
            if x > x0 and x + wide > box.right() + 1:
                x, y = x0, y + high + self._between
            page.put(button, QRect(x, y, wide, high))
            x += wide + page.frame.gap
        y += high + px(8) if self._shown else -px(6)
        wide = box.width() - self.section.inset
        if self.meaning.empty:
            self.meaning.hide()
        else:
            page.put(self.meaning, QRect(x0, y, wide, self.meaning.needed_height(wide)))

    def hide(self) -> None:
        """Hide everything."""
        for widget in (self.section, self.meaning, *self.buttons):
            widget.hide()

    @property
    def _shown(self) -> list[Button]:
        return [button for button in self.buttons if button.text()]

    def _build(self, high: int) -> Build:
        sizes = self._page.frame.sizes
        return Build(sizes.label_strong, high, sizes.px(12), sizes.px(20), sizes.px(30), spacing=sizes.px(10))

    def _title_height(self, width: int) -> int:
        return self.section.title_height(width)

    def _rows(self, width: int) -> int:
        build = self._build(self._page.frame.sizes.target)
        rows, x, room = (1 if self._shown else 0), 0, width - self.section.inset
        for button in self._shown:
            button.set_build(build)
            wide = button.sizeHint().width()
            if x and x + wide > room:
                rows, x = rows + 1, 0
            x += wide + self._page.frame.gap
        return rows
