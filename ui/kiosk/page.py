"""What all kiosk pages share: eyebrow, heading and lede, their place in the frame, and what stands in the nav."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.kit.announcement import announce
from ui.kit.button import Build, Kind
from ui.kit.choice_card import CardBuild
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.kiosk.flow import Placed
    from ui.kiosk.frame import Frame
    from ui.kiosk.presenter import KioskPresenter
    from ui.kiosk.section import Section
    from ui.kiosk.state import KioskState
    from ui.kit.lettering import Lettering


@dataclass(frozen=True)
class Nav:
    """What stands in the nav of a page. An empty word leaves its button out."""

    back: str = ""
    on: str = ""
    on_kind: Kind = Kind.PRIMARY
    on_icon: str = "arrow-right"
    back_icon: str = "arrow-left"
    leave: str = ""
    """"Leave this page", in low reach; elsewhere it stands in the header."""
    extra: str = ""
    """A third control, where there is no room for it in the page."""
    extra_icon: str = ""
    tall: bool = False
    """Continue is 156 px high: Start."""
    even: bool = False
    """Back and Continue share the width evenly enough for a longer word on Back."""


class KioskPage(QWidget):
    """One page between header and nav. Built once; `show_state` fills it, `arrange` lays it out.

    A page that does not fit drops the rest to a next sheet: `sheets` says how many there are, `sheet` which one is shown.
    """

    typing = False
    """Whether the on-screen keyboard is shown."""

    def __init__(self, presenter: KioskPresenter, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.frame = frame
        self.state: KioskState | None = None
        self.sheet = 0
        self.sheets = 1
        self.eyebrow = Paragraph("", frame.sizes.label_strong, Token.INK2, parent=self)
        self.heading = Paragraph("", frame.sizes.question, Token.INK, parent=self)
        self.lede = Paragraph("", frame.sizes.body, Token.INK2, parent=self)
        self.missing = Paragraph("", frame.sizes.strong, Token.ACCENT, parent=self)
        self.build()
        self.hide()

    def announce(self) -> None:
        """Tell assistive technology which page has come, and what it says first."""
        words = " ".join(part.text() for part in (self.eyebrow, self.heading, self.lede) if part.text())
        self.setAccessibleName(words)
        announce(self, words)

    # To be written by each page

    def build(self) -> None:
        """Make the page's widgets, once."""

    def fill(self, state: KioskState) -> None:
        """Put the state's words into the widgets."""

    def place(self, frame: Frame) -> None:
        """Lay the widgets out in the frame; set `sheets`."""

    def nav(self, state: KioskState) -> Nav:
        """Return what stands in the nav."""
        return Nav(back=state.texts("Back"), on=state.texts("Continue"))

    def on(self) -> None:
        """Continue was pressed."""
        self.presenter.go_on()

    def extra(self) -> None:
        """The third control of the nav was pressed."""

    def back(self) -> None:
        """Back was pressed: show the sheet before, or go to the page before."""
        if not self.turn_back():
            self.presenter.back()

    def corner(self, state: KioskState) -> str:  # noqa: ARG002
        """Return what the header says in its far corner in low reach: "Choices 1 to 3 of 10"."""
        return ""

    def in_order(self) -> Sequence[QWidget]:
        """Return widgets in the order in which they are read, where their places alone do not tell it."""
        return ()

    def go_back(self, state: KioskState) -> bool:
        """Go back by the keypad's key; return whether there is a way back from here."""
        nav = self.nav(state)
        leads = bool(nav.back) and nav.back_icon == Nav.back_icon
        if leads:
            self.back()
        return leads

    def told(self, state: KioskState) -> str:  # noqa: ARG002
        """Return what the header says in place of the language, where the page has no room for it."""
        return ""

    def wipe(self) -> None:
        """Forget what this page holds of a visitor."""
        self.state = None
        self.sheet = 0

    def first_control(self) -> QWidget | None:
        """Return what the keyboard starts from."""
        return None

    # Shared

    @property
    def heading_lettering(self) -> Lettering:
        """How the heading is set where there is room."""
        return self.frame.question

    @property
    def more_sheets(self) -> bool:
        """Whether another sheet follows the one that is shown."""
        return self.sheet + 1 < self.sheets

    def turn_on(self) -> bool:
        """Show the next sheet; return whether there was one."""
        return self._turn(1 if self.more_sheets else 0)

    def turn_back(self) -> bool:
        """Show the sheet before; return whether there was one."""
        return self._turn(-1 if self.sheet else 0)

    def turn_round(self) -> None:
        """Show the next sheet; after the last one, the first."""
        if not self.turn_on():
            self.sheet = 0
            self.presenter.turned()

    def _turn(self, by: int) -> bool:
        if by:
            self.sheet += by
            self.presenter.turned()
        return bool(by)

    def show_state(self, state: KioskState) -> None:
        """Fill and lay out the page for a state. What has the focus keeps it, though it be laid out anew."""
        focus = self.window().focusWidget() if self.isVisible() else None
        self.state = state
        self.heading.set_lettering(self.heading_lettering)
        self.fill(state)
        self.missing.set_text(state.walk.missing)
        self.arrange()
        if focus is not None and focus.isVisible() and self.window().focusWidget() is not focus:
            focus.setFocus()

    def resize_to(self, frame: Frame) -> None:
        """Take another frame: another screen, larger text, low reach, another script. It is laid out when its state is shown next."""
        self.frame = frame
        sizes = frame.sizes
        self.eyebrow.set_lettering(sizes.label_strong)
        self.heading.set_lettering(frame.question)
        self.lede.set_lettering(sizes.body)
        self.missing.set_lettering(sizes.strong)
        self.rebuild(frame)

    def rebuild(self, frame: Frame) -> None:
        """Give the page's own widgets the measures of another frame."""

    def arrange(self) -> None:
        """Lay everything out; sheets that are no more are left."""
        self.place(self.frame)
        if self.sheet >= self.sheets:
            self.sheet = max(self.sheets - 1, 0)
            self.place(self.frame)

    def put(self, widget: QWidget, box: QRect) -> None:
        """Place a widget at a box of the window, mirrored from right to left, and show it."""
        placed = mirrored(self, box, QRect(0, 0, self.frame.width, self.frame.height))
        widget.setGeometry(placed.translated(-self.y_offset()))
        if widget.isHidden():
            widget.show()

    def put_placed(self, blocks: Sequence[Section], placed: Sequence[Placed], sheet: int) -> list[Placed]:
        """Show the sections that stand on a sheet, each with the lines that stand there, and hide the others; return where they stand."""
        for section in blocks:
            section.hide()
        here = [one for one in placed if one.sheet == sheet]
        for one in here:
            blocks[one.block].show_part(one.part)
            self.put(blocks[one.block], one.box)
        return here

    def y_offset(self) -> QPoint:
        """The page's own place in the window: pages begin under the header."""
        return QPoint(0, self.frame.header.bottom() + 1)

    def put_head(self, area: QRect) -> int:
        """Place eyebrow, heading, lede and what is missing from the top of an area; return where they end.

        In low reach, where controls lie beneath it, a head that is too long is set smaller.
        """
        if self.frame.low and area == self.frame.reading and self._head_height(area) > area.height():
            self.set_head_within(area, area.height())
        y = area.top()
        if self.eyebrow.text():
            high = self.eyebrow.height_for(area.width())
            self.put(self.eyebrow, QRect(area.left(), y, area.width(), high))
            y += high + self.frame.sizes.px(2)
        else:
            self.eyebrow.hide()
        y = self._below(self.heading, area, y, 0)
        y = self._below(self.lede, area, y, self.frame.sizes.px(8 if self.frame.short else 14))
        return self._below(self.missing, area, y, self.frame.sizes.px(8 if self.frame.short else 14))

    def set_head_within(self, area: QRect, room: int) -> None:
        """Set a long heading smaller where it would leave too little room, at most two steps; at last leave the lede out."""
        for lettering in (self.frame.question, self.frame.sizes.wait, self.frame.sizes.section):
            self.heading.set_lettering(lettering)
            if self._head_height(area) <= room:
                return
        self.lede.set_text("")

    def _head_height(self, area: QRect) -> int:
        gap = self.frame.sizes.px(8 if self.frame.short else 14)
        gaps = {self.eyebrow: self.frame.sizes.px(2), self.heading: 0, self.lede: gap, self.missing: gap}
        return sum(part.height_for(area.width()) + gaps[part] for part in gaps if part.text())

    def put_below(self, paragraph: Paragraph, area: QRect, y: int, gap: int) -> int:
        """Place a paragraph under y, where it has a text; return where it ends."""
        return self._below(paragraph, area, y, gap)

    def _below(self, paragraph: Paragraph, area: QRect, y: int, gap: int) -> int:
        if not paragraph.text():
            paragraph.hide()
            return y
        high = paragraph.height_for(area.width())
        self.put(paragraph, QRect(area.left(), y + gap, area.width(), high))
        return y + gap + high


def card_build(frame: Frame) -> CardBuild:
    """Return the measures of a choice in a frame."""
    sizes = frame.sizes
    return CardBuild(
        name=sizes.choice,
        hint=sizes.label,
        square=sizes.px(48 if frame.short else 60 if sizes.large else 72),
        icon=sizes.px(44 if frame.short or sizes.large else 40),
        pad=sizes.px(16 if frame.short and not sizes.large else 24),
        gap=sizes.px(14 if frame.short and not sizes.large else 22),
        radius=sizes.radius,
        check=sizes.px(52),
        chosen_border=max(sizes.px(4), 3),
    )


def button_build(frame: Frame, *, height: int | None = None) -> Build:
    """Return the measures of a button of the nav in a frame."""
    return Build.kiosk(frame.sizes, height=height or frame.nav.height())
