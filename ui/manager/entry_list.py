"""A list of which one is looked at: people, services, counters. Each has a name and a word about it; the arrows move between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Lines, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.kit.sizes import StaffSizes

_HIGH, _ICON, _PAD = 52, 20, 14
_NAME_LINES = 2
"""So many lines a name takes before it is cut."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the list: what it is called, a word about it, and its icon."""

    key: str
    name: str
    about: str
    icon: str
    faint: bool = False
    """Whether it is not in use any more."""


class EntryLink(QRadioButton):
    """One entry. Chosen: accent border and tint."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.entry = Entry("", "", "", "circle")
        self.ring_radius = sizes.px(9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry."""
        self.entry = entry
        self.setText(entry.name.replace("&", "&&"))
        self.setAccessibleName(entry.name)
        self.setAccessibleDescription(entry.about)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a name and a word about it, each in one line."""
        return QSize(self._sizes.px(200), self._sizes.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(self._sizes.px(120), self._sizes.px(_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the name needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._sizes.px(_HIGH) + self._more(self.width()))

    def _more(self, width: int) -> int:
        """Return how much higher than one line the name is at a width."""
        return max(round(self._name(width).size.height()) - self._sizes.list_strong.advance, 0)

    def _name(self, width: int) -> Lines:
        room = width - 3 * self._sizes.px(_PAD) - self._sizes.px(_ICON)
        return lay_out(
            Wording(self.entry.name, self._sizes.list_strong), room, Align.START, self.layoutDirection(), _NAME_LINES
        )

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """Say that a press anywhere on it counts."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, icon and two lines."""
        look, chosen, px = theme.of(self), self.isChecked(), self._sizes.px
        painter = QPainter(self)
        fill = look.color(Token.ACCENT_TINT if chosen else Token.SURFACE)
        edge = look.color(Token.ACCENT if chosen else Token.LINE)
        width = 4 if chosen and look.look is Look.CONTRAST else 2 if chosen else 1
        Ground(fill, edge, width, px(9)).paint(painter, QRectF(self.rect()))
        ink = look.color(Token.INK2 if self.entry.faint else Token.ACCENT if chosen else Token.INK)
        side, pad = px(_ICON), px(_PAD)
        paint_icon(painter, self.entry.icon, mirrored(self, QRect(pad, (self.height() - side) // 2, side, side)), ink)
        room = self.width() - 3 * pad - side
        half = (self.height() + self._more(self.width())) // 2
        high = half - px(3) if self.entry.about else self.height() - px(8)
        top = QRectF(mirrored(self, QRect(2 * pad + side, px(4), room, high)))
        low = QRectF(mirrored(self, QRect(2 * pad + side, half, room, self.height() - half - px(5))))
        about = lay_out(Wording(self.entry.about, self._sizes.label), room, Align.START, self.layoutDirection(), 1)
        for lines, box, color in (
            (self._name(self.width()), top, ink), (about, low, look.color(Token.INK2)),
        ):  # fmt: skip
            lines.paint(painter, box, color, Qt.AlignmentFlag.AlignVCenter)
        painter.end()


class EntryList(QWidget):
    """The entries, one beneath the other; one is chosen, or none.

    Signals:
        chosen(str): another is looked at, by its key.
    """

    chosen = Signal(str)

    def __init__(self, name: str, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.setAccessibleName(name)
        self.links: list[EntryLink] = []
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(sizes.px(6))

    def show_entries(self, entries: Sequence[Entry], chosen: str) -> None:
        """Show these; `chosen` is looked at, or none where that is empty."""
        while len(self.links) < len(entries):
            link = EntryLink(self._sizes)
            self.links.append(link)
            self._group.addButton(link)
            self._box.addWidget(link)
            link.clicked.connect(lambda _=False, one=link: self.chosen.emit(one.entry.key))
        for place, link in enumerate(self.links):
            link.setVisible(place < len(entries))
            if place < len(entries):
                link.show_entry(entries[place])
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Have an entry chosen, or none."""
        self._group.setExclusive(False)
        for link in self.links:
            link.setChecked(bool(key) and link.entry.key == key)
        self._group.setExclusive(True)
