"""Where things stand on the board, and how large, for any screen: as shares of its height, as far as its width allows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRect

from greeter.scripts import Script
from ui.kit.lettering import Lettering

WIDE = 16 / 9
"""The shape of the design."""
FEW = 6
"""So many earlier calls stand beneath the large one; more make a list that takes the place of the waits."""
LISTED = 12
"""Calls in the list at once."""
TALL = 1.77
"""On an upright screen everything stands one beneath another: so many widths high."""


@dataclass(frozen=True)
class BoardSizes:
    """One screen, in the script of its language. All results are pixels; `unit` is what stands for the height of the design."""

    width: int
    height: int
    script: Script = Script.LATIN
    calls_only: bool = False
    """Whether nothing but calls is shown, and these larger."""

    @property
    def upright(self) -> bool:
        """Whether the screen is higher than wide."""
        return self.height > self.width

    @cached_property
    def unit(self) -> float:
        """Return the height of the design on this screen."""
        if self.upright:
            return min(self.width, self.height / TALL)
        return min(self.height, self.width / WIDE)

    def share(self, part: float) -> int:
        """Return a share of the unit, in percent."""
        return round(self.unit * part / 100)

    # Lettering, from look.md: called 27 %, counter 21 %, earlier 8.1 %, rows 3.5 %, smallest 2.8 %. Numbers are in the text font in every language.

    @property
    def called(self) -> Lettering:
        """The number in the large place."""
        return Lettering(
            self.share(33 if self.upright or self.calls_only else 27), 800, 1.0, tabular=False, spacing=-0.01
        )

    @property
    def counter(self) -> Lettering:
        """The counter beside it."""
        return Lettering(self.share(21), 800, 1.0, tabular=False)

    @property
    def counter_label(self) -> Lettering:
        """The word "Counter"."""
        return Lettering(self.share(4.4), 600, 1.2, script=self.script)

    @property
    def earlier(self) -> Lettering:
        """The number of an earlier call."""
        return Lettering(self.share(11.5 if self.calls_only else 8.1), 800, 1.05, tabular=False)

    @property
    def greeting(self) -> Lettering:
        """A greeting of several lines."""
        return Lettering(self.share(8.1), 800, 1.05, spacing=-0.015, script=self.script)

    @property
    def next_up(self) -> Lettering:
        """The number of who is next in line."""
        return Lettering(self.share(5.4), 800, 1.05, tabular=False)

    @property
    def welcome(self) -> Lettering:
        """The greeting before the first call."""
        return Lettering(self.share(12), 800, 1.05, spacing=-0.015, script=self.script)

    @property
    def row(self) -> Lettering:
        """A row, and a sentence."""
        return Lettering(self.share(3.5), 400, 1.3, script=self.script)

    @property
    def row_strong(self) -> Lettering:
        """A service and its wait."""
        return Lettering(self.share(3.5), 700, 1.2, script=self.script)

    @property
    def heading(self) -> Lettering:
        """What stands above a part."""
        return Lettering(self.share(3.5), 600, 1.2, script=self.script)

    @property
    def small(self) -> Lettering:
        """The smallest."""
        return Lettering(self.share(2.8), 400, 1.25, script=self.script)

    @property
    def clock(self) -> Lettering:
        """The time."""
        return Lettering(self.share(4.6), 800, 1.1)

    # Places.

    @property
    def margin(self) -> int:
        """The margin at the sides."""
        return self.share(5.2)

    @property
    def gap(self) -> int:
        """Between cards."""
        return self.share(2.25)

    @property
    def radius(self) -> int:
        """Corner of the large card and the waits: 28 of 1080."""
        return self.share(2.6)

    @property
    def small_radius(self) -> int:
        """Corner of an earlier call: 20 of 1080."""
        return self.share(1.85)

    @property
    def header(self) -> QRect:
        """The bar at the top."""
        return QRect(0, 0, self.width, self.share(8.8))

    def foot(self, needed: int) -> QRect:
        """Return the band at the foot, as high as its sentences need."""
        high = max(needed, self.share(13.7))
        return QRect(0, self.height - high, self.width, high)

    def column(self, foot: QRect, *, waits: bool = True) -> Column:
        """Return where the parts between header and foot stand; without waits the calls have all the room."""
        top = self.header.bottom() + 1 + self.share(3.6)
        label = self.share(6.7)
        bottom = foot.top() - self.share(3 if self.upright else 5.8)
        inner = self.width - 2 * self.margin
        if not waits:
            whole = QRect(self.margin, top + label, inner, bottom - top - label)
            return Column(whole, QRect(self.margin, top, inner, label), QRect(), QRect())
        if self.upright:
            return self._stacked(top, label, bottom)
        gap = self.share(5.2)
        left = round((inner - gap) * 0.61)
        return Column(
            left=QRect(self.margin, top + label, left, bottom - top - label),
            left_label=QRect(self.margin, top, left, label),
            right=QRect(self.margin + left + gap, top + label, inner - left - gap, bottom - top - label),
            right_label=QRect(self.margin + left + gap, top, inner - left - gap, label),
        )

    def _stacked(self, top: int, label: int, bottom: int) -> Column:
        inner = self.width - 2 * self.margin
        between = self.share(2)
        rooms = bottom - top - 2 * label - between
        upper = round(rooms * 0.5)
        second = top + label + upper + between
        return Column(
            left=QRect(self.margin, top + label, inner, upper),
            left_label=QRect(self.margin, top, inner, label),
            right=QRect(self.margin, second + label, inner, bottom - second - label),
            right_label=QRect(self.margin, second, inner, label),
        )

    def calls(self, room: QRect, earlier: int) -> tuple[QRect, tuple[QRect, ...]]:
        """Return the place of the large card in the left part, and of the cards beneath it: none, a row, or two lower rows.

        More of them stand in a list: beside the large card, or beneath it on an upright screen.
        """
        if not earlier:
            return room, ()
        if earlier > FEW:
            return self._listed(room, earlier)
        rows = 1 if earlier <= 3 else 2
        high = self.share((23.5 if rows == 1 else 19.5) if self.calls_only else (19.5 if rows == 1 else 15.6))
        top = room.bottom() + 1 - rows * high - (rows - 1) * self.gap
        wide = (room.width() - 2 * self.gap) / 3
        places = tuple(
            QRect(round(room.left() + (n % 3) * (wide + self.gap)), top + n // 3 * (high + self.gap), round(wide), high)
            for n in range(min(earlier, 6))
        )
        return QRect(room.left(), room.top(), room.width(), top - self.gap - room.top()), places

    def _listed(self, room: QRect, earlier: int) -> tuple[QRect, tuple[QRect, ...]]:
        gap, rows = self.gap, LISTED // 3
        if self.upright:
            upper = round(room.height() * 0.36)
            large = QRect(room.left(), room.top(), room.width(), upper)
            part = room.adjusted(0, upper + gap, 0, 0)
        else:
            side = round(room.width() * 0.49)
            large = QRect(room.left(), room.top(), side, room.height())
            part = room.adjusted(side + gap, 0, 0, 0)
        wide, high = (part.width() - 2 * gap) / 3, (part.height() - (rows - 1) * gap) / rows
        return large, tuple(
            QRect(
                round(part.left() + (n % 3) * (wide + gap)),
                round(part.top() + n // 3 * (high + gap)),
                round(wide),
                int(high),
            )
            for n in range(min(earlier, LISTED))
        )

    def strip(self, room: QRect) -> tuple[QRect, QRect]:
        """Return the left part above a strip of who is next, and the strip."""
        high = self.share(9.5)
        strip = QRect(room.left(), room.bottom() + 1 - high, room.width(), high)
        return room.adjusted(0, 0, 0, -high - self.gap), strip


@dataclass(frozen=True)
class Column:
    """The two parts of the board and what stands above each: the calls and the waits."""

    left: QRect
    left_label: QRect
    right: QRect
    right_label: QRect
