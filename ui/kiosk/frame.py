"""The anatomy of a page on one screen: where header, heading, body, controls, nav and strip lie, in pixels.

Portrait 1080x1920 is the design; other screens keep the millimetres and drop choices to a next page. In low reach every control lies in the lower
half. All boxes are for left to right; widgets mirror them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from ui.kit.lettering import Lettering
    from ui.kit.sizes import KioskSizes


class Reach(Enum):
    """Where the controls lie."""

    NORMAL = "normal"
    LOW = "low"
    """In the lower half, for people who sit or are small."""


SHORT_MM = 260
"""A screen lower than this has no room for controls beside what is read."""


@dataclass(frozen=True)
class Frame:
    """The boxes of a window of `width` by `height` pixels."""

    width: int
    height: int
    sizes: KioskSizes
    reach: Reach = Reach.NORMAL
    nav_rows: int = 1
    """Two on an upright screen where "Leave this page" must lie in the lower half, and on the summary, whose words want the width."""
    told: int = 0
    """The height of the line for staff beneath the header; 0 while there is nothing to tell them."""

    @cached_property
    def low(self) -> bool:
        """Whether every control must lie in the lower half."""
        return self.reach is Reach.LOW

    @cached_property
    def portrait(self) -> bool:
        """Whether the screen stands upright."""
        return self.height > self.width

    @cached_property
    def short(self) -> bool:
        """Whether the screen is low: about 15 inches, landscape."""
        return self.height < self.sizes.mm(SHORT_MM)

    @cached_property
    def columns(self) -> int:
        """Choices stand in so many columns."""
        return 2 if self.portrait else 3

    @cached_property
    def margin(self) -> int:
        """Left and right of everything."""
        return self.sizes.px(40) if self.short else self.sizes.margin

    @cached_property
    def gap(self) -> int:
        """Between two targets: 5 mm, 3.5 in low reach and on low screens."""
        return self.sizes.mm(3.6) if self.short or self.low else self.sizes.gap

    @cached_property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @cached_property
    def header(self) -> QRect:
        """Mark, office, language or time."""
        top, high = (20, 60) if self.short else (44, 72) if self.portrait else (28, 68)
        return QRect(self.margin, self.sizes.px(top), self.inner, self.sizes.px(high))

    @cached_property
    def staff_line(self) -> QRect:
        """The line for staff, beneath the office's name."""
        left = self.header.left() + self.sizes.px(70)
        top = self.header.bottom() + 1 - self.sizes.px(2)  # beneath its buttons
        return QRect(left, top, self.header.right() + 1 - left, self.told)

    @cached_property
    def strip(self) -> QRect:
        """The access strip."""
        high = self.sizes.px(208 if self.portrait else 128)
        return QRect(0, self.height - high, self.width, high)

    @cached_property
    def cell(self) -> int:
        """The height of a control in low reach, and of a choice on low screens."""
        return self.sizes.px(118)

    @cached_property
    def nav(self) -> QRect:
        """Back and Continue."""
        if self.short:
            high = self.cell if self.low or self.sizes.large else self.sizes.mm(20.6)
            gap = self.sizes.px(18)
        else:
            high = self.cell if self.low else self.sizes.control
            gap = self.sizes.px(40 if self.portrait else 26)
        high = high * self.nav_rows + self.gap * (self.nav_rows - 1)
        return QRect(self.margin, self.strip.top() - gap - high, self.inner, high)

    @cached_property
    def start_height(self) -> int:
        """The height of Start: 156 px where there is room."""
        roomy = not (self.short or self.low) and (self.portrait or not self.sizes.large)
        return self.sizes.px(156) if roomy else self.nav.height()

    @cached_property
    def body(self) -> QRect:
        """Heading and everything that is read or touched between header and nav."""
        top = self.sizes.px(92) if self.short else self.sizes.px(160 if self.portrait else 124)
        if self.told:
            top = max(top, self.staff_line.bottom() + 1 + self.sizes.px(10))
        gap = self.gap if self.short or self.low else self.sizes.px(68 if self.portrait else 24)
        return QRect(self.margin, top, self.inner, self.nav.top() - gap - top)

    @cached_property
    def reading(self) -> QRect:
        """What is read, where there are controls in the page: in low reach the upper half."""
        if not self.low:
            return self.body
        return QRect(self.body.left(), self.body.top(), self.inner, self.controls.top() - self.gap - self.body.top())

    @cached_property
    def controls(self) -> QRect:
        """What is touched in the page, in low reach: the lower half, above the nav."""
        top = self.height // 2 + self.sizes.px(4)
        return QRect(self.margin, top, self.inner, self.nav.top() - self.gap - top)

    def keyboard(self, rows: int, columns: int) -> QRect:
        """The on-screen keyboard: above the nav where there is room, else in its place. In low reach all its rows lie in the lower half."""
        px = self.sizes.px
        high = rows * px(92 if self.portrait else 78) + (rows - 1) * px(8)
        bottom = self.nav.top() - px(40) if self.portrait else self.nav.bottom() + 1
        if self.low and self.portrait and bottom - high < self.height // 2:
            bottom = self.nav.top() - self.gap
            high = min(high, bottom - self.height // 2)
        wider = px(8) if columns > (10 if self.portrait else 15) else 0  # 11 keys of 20 mm, 18 of 15
        return QRect(self.margin - wider, bottom - high, self.inner + 2 * wider, high)

    @property
    def keyboard_for_nav(self) -> bool:
        """Whether the keyboard stands in place of the nav."""
        return not self.portrait

    def column_boxes(self, area: QRect, columns: int, gap: int | None = None) -> list[QRect]:
        """Return an area split into columns."""
        gap = self.gap if gap is None else gap
        width = (area.width() - gap * (columns - 1)) // columns
        return [QRect(area.left() + n * (width + gap), area.top(), width, area.height()) for n in range(columns)]

    @property
    def question(self) -> Lettering:
        """The heading's lettering: on low screens in large mode it may be a little larger than usual."""
        return self.sizes.question
