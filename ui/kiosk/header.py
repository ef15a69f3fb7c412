"""The header of each page: mark and office at the start; at the end the time, the language, or what is shown of how many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from greeter.scripts import Script
from ui.kit.button import Build, Button, Kind
from ui.kit.fitted import fitted, holds
from ui.kit.fonts import name_font
from ui.kit.lettering import Align, Lettering, Lines, Wording, lay_out
from ui.kit.mark import Mark
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame


class OfficeName(Paragraph):
    """The office's name: in two lines where one is too short for it, then smaller. Never cut: at last the mark stands for it."""

    def __init__(self, text: str, lettering: Lettering, parent: QWidget) -> None:
        self.room = 0
        """The height it may take, in pixels."""
        super().__init__(text, lettering, parent=parent)

    def lines(self, width: int) -> Lines:
        """Return the name laid out for a width in pixels; 0 is one line."""
        return fitted(Wording(self.text(), self.lettering), width, self.room, direction=self.layoutDirection())

    def looks(self) -> tuple[object, ...]:
        """Add the height it may take."""
        return (*super().looks(), self.room)

    def stands_in(self, width: int) -> bool:
        """Whether it stands whole in a width."""
        return holds(self.lines(width), width, self.room)


class Header(QWidget):
    """One header for all pages.

    Signals:
        language_wanted(): the language was touched.
        leave_wanted(): "Leave this page" was touched.
    """

    language_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, frame: Frame, office: str, parent: QWidget) -> None:
        super().__init__(parent)
        build = self._build(frame)
        self._frame = frame
        self._arranged_in: tuple[Frame, Qt.LayoutDirection] | None = None
        self._icon_box = QRect()
        self._icon_wanted = False
        self._ended: tuple[object, ...] = ()
        """What `show_end` was called with last, and what else its places follow from."""
        self._mark = Mark(frame.sizes.px(52), parent=self)
        self._office = OfficeName(office, frame.sizes.label_strong, self)
        self._end = Paragraph("", frame.sizes.label, Token.INK2, align=Align.END, parent=self)
        self.leave = Button("", Kind.SECONDARY, build, icon="log-out", parent=self)
        self.language = Button("", Kind.SECONDARY, build, icon="globe", parent=self)
        self.leave.clicked.connect(self.leave_wanted)
        self.language.clicked.connect(self.language_wanted)

    def show_office(self, name: str) -> None:
        """Show the office's name, as it is in the visitor's language."""
        if name != self._office.text():
            self._office.set_text(name)
            self._arrange()

    def show_end(self, *, words: str = "", short_words: str = "", language: str = "", leave: str = "") -> None:
        """Show words, or the language, at the end; and "Leave this page" where it is wanted. Empty words leave their part out.

        short_words: shown instead of `words` where the office's name would be cut.
        """
        wanted = (
            words,
            short_words,
            language,
            leave,
            self._frame,
            self._icon_wanted,
            self._office.text(),
            self.layoutDirection(),
        )
        if wanted == self._ended:
            return
        self._ended = wanted
        needed = self._office.sizeHint().width()
        if self._icon_wanted:
            needed += self._icon_side + self._frame.sizes.px(18)
        room = self._frame.header.width() - self._frame.sizes.px(52 + 3 * 18) - needed
        fits = lay_out(Wording(words, self._end_lettering), 0).size.width() <= room
        self._end.set_text(words if fits or not short_words else short_words)
        self._end.setVisible(bool(words))
        if language != self.language.text():
            self.language.set_words(language)
            self._set_name_font()
        self.language.setVisible(bool(language))
        self.leave.set_words(leave)
        self.leave.setVisible(bool(leave))
        self._arrange()

    @property
    def end(self) -> Paragraph:
        """What is told at the end: the time, what is shown of how many, or what a page has no room for."""
        return self._end

    @property
    def icon_box(self) -> QRect:
        """Where the icon for staff may stand, in the window, written for left to right."""
        return self._icon_box

    def keep_room_for_icon(self, *, wanted: bool) -> None:
        """Leave room for the icon for staff behind the office's name, from the next `show_end` on."""
        self._icon_wanted = wanted

    def resize_to(self, frame: Frame) -> None:
        """Take another frame; how many rows its nav has is nothing to a header."""
        self._frame = frame
        place = replace(frame, nav_rows=1), self.layoutDirection()
        if place == self._arranged_in:
            return
        self._arranged_in = place
        build = self._build(frame)
        self._office.set_lettering(frame.sizes.label_strong)
        self._end.set_lettering(self._end_lettering)
        self.language.set_build(build)
        self.leave.set_build(build)
        self._set_name_font()
        self._arrange()

    def _set_name_font(self) -> None:
        """Write the language's name in its own script, as large as everything else."""
        own = name_font(self.language.text(), self._build(self._frame).lettering.size, 600)
        self.language.set_name_font(own if self._frame.sizes.script is Script.LATIN else None)

    @property
    def _icon_side(self) -> int:
        return round(self._frame.sizes.label.size)

    @property
    def _end_lettering(self) -> Lettering:
        sizes = self._frame.sizes
        return sizes.label_strong if sizes.large else sizes.label

    @staticmethod
    def _build(frame: Frame) -> Build:
        sizes = frame.sizes
        return Build(
            replace(sizes.label_strong, close=True),
            max(sizes.target, frame.header.height() - sizes.px(8)),
            sizes.px(12),
            sizes.px(22),
            sizes.px(34),
            spacing=sizes.px(12),
        )

    def _arrange(self) -> None:
        frame = self._frame
        box = frame.header
        self.setGeometry(0, 0, frame.width, box.bottom() + 1)
        side = frame.sizes.px(52)
        gap = frame.sizes.px(18)
        self._put(self._mark, QRect(box.left() + frame.sizes.px(0), box.center().y() - side // 2, side, side))
        right = box.right() + 1
        for button in (self.language, self.leave):
            if not button.isHidden():
                wide, high = button.sizeHint().width(), button.sizeHint().height()
                self._put(button, QRect(right - wide, box.center().y() - high // 2, wide, high))
                right -= wide + frame.gap
        if self._end.text():
            wide = min(self._end.sizeHint().width() + 4, box.width() * 2 // 3)
            line = self._end.heightForWidth(wide)
            self._put(self._end, QRect(right - wide, box.center().y() - line // 2, wide, line))
            right -= wide + gap
        if self._icon_wanted:
            icon = self._icon_side
            self._icon_box = QRect(right - icon, box.top(), icon, box.height())
            right -= icon + gap
        left = box.left() + side + gap
        wide = right - gap - left
        self._office.room = box.height() + frame.sizes.px(12)
        self._office.setVisible(self._office.stands_in(wide))
        line = self._office.heightForWidth(max(wide, 1))
        self._put(self._office, QRect(left, box.center().y() - line // 2, wide, line))

    def _put(self, widget: QWidget, box: QRect) -> None:
        widget.setGeometry(mirrored(self, box))
