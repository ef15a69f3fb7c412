"""The list of pages at the start of the manager's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.manager.pages import FIGURES, ICONS, PageName, title_of
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

WIDTH, BAR = 212, 16
"""Its width, and what a scroll bar may take of it."""
_HIGH, _ICON, _PAD = 42, 20, 12


class PageLink(QRadioButton):
    """One page: icon and word. Chosen: accent border, tint, heavier word. The word is never cut: it breaks into lines."""

    def __init__(self, text: str, icon: str, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._sizes, self._icon = sizes, icon
        self.ring_radius = sizes.px(9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the size of icon and word."""
        words = lay_out(Wording(self.text(), self._sizes.strong), 0).size.width()
        return QSize(round(words) + self._sizes.px(_ICON + 3 * _PAD), self._sizes.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the hint: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """Say that a press anywhere on it counts."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, icon and word."""
        look, chosen, px = theme.of(self), self.isChecked(), self._sizes.px
        painter = QPainter(self)
        if chosen:
            width = 4 if look.look is Look.CONTRAST else 2
            Ground(look.color(Token.ACCENT_TINT), look.color(Token.ACCENT), width, px(9)).paint(
                painter, QRectF(self.rect())
            )
        color = look.color(Token.ACCENT if chosen else Token.INK)
        side, pad = px(_ICON), px(_PAD)
        icon = mirrored(self, QRect(pad, (self.height() - side) // 2, side, side))
        paint_icon(painter, self._icon, icon, color)
        area = QRectF(mirrored(self, QRect(2 * pad + side, 0, self.width() - 3 * pad - side, self.height())))
        lettering = self._sizes.strong if chosen else self._sizes.body
        lines = lay_out(Wording(self.text(), lettering), round(area.width()), Align.START, self.layoutDirection())
        lines.paint(painter, area, color, Qt.AlignmentFlag.AlignVCenter)
        painter.end()


class PageList(QWidget):
    """All pages: now, figures, and what the office works by.

    Signals:
        chosen(PageName): a page is wanted.
        turned(int): the page is to go on by a windowful, or back (-1).
    """

    chosen = Signal(PageName)
    turned = Signal(int)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self.setProperty("ground", "sunk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(px(WIDTH - BAR))
        self.setAccessibleName(texts("Pages"))
        self.links: dict[PageName, PageLink] = {}
        group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(12), px(20), px(12), px(16))
        box.setSpacing(px(4))
        before = {PageName.MINUTE: texts("How we did"), PageName.CATALOGUE: texts("What we work by")}
        for page in PageName:
            if page in before:
                box.addSpacing(px(14))
                heading = Paragraph(before[page], sizes.label_strong, Token.INK2)
                heading.setContentsMargins(px(12), 0, 0, px(2))
                box.addWidget(heading)
            link = self.links[page] = PageLink(title_of(texts, page), ICONS[page], sizes)
            group.addButton(link)
            box.addWidget(link)
            link.toggled.connect(lambda now, wanted=page: self.chosen.emit(wanted) if now else None)
        box.addStretch(1)
        self.links[FIGURES[0]].setChecked(True)

    def go_to(self, page: PageName) -> None:
        """Choose a page by its key: the keyboard goes to its link, so that it is read aloud."""
        self.links[page].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.links[page].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down are for the page: not every page has something that the keyboard could stand on."""
        by = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(by)
