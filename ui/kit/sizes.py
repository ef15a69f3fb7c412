"""Sizes: millimetres and capital heights at the kiosk, pixels at 96 an inch for staff.

A person reads millimetres, not pixels. The kiosk's sizes are kept in mm and turned into pixels by the screen's real dots per inch; staff
windows follow the system's text size.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from greeter.scripts import Script
from ui.kit.lettering import Lettering

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

CAPITAL = 0.668
"""Height of a capital letter as a share of the font's size."""
DESIGN_DPI = 100.0
"""The pictures of the design are drawn at so many dots an inch."""


class TextSize(Enum):
    """How large a visitor wants to read."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True)
class KioskSizes:
    """Everything at the kiosk that has a size, for one screen, one text size and the script of the language shown. All results are pixels."""

    dpi: float = DESIGN_DPI
    text: TextSize = TextSize.NORMAL
    script: Script = Script.LATIN
    close: bool = False
    """Whether lines may stand as close as a heading's: on low screens."""

    @property
    def large(self) -> bool:
        """Whether the visitor asked for larger text."""
        return self.text is TextSize.LARGE

    def mm(self, millimetres: float) -> int:
        """Return millimetres as pixels of this screen."""
        return round(millimetres * self.dpi / 25.4)

    def px(self, design: float) -> int:
        """Return a length of the design's pictures (100 dots an inch) as pixels of this screen."""
        return round(design * self.dpi / DESIGN_DPI)

    def capital(self, millimetres: float) -> int:
        """Return the font size in pixels whose capitals are so many millimetres high."""
        return max(round(millimetres * self.dpi / 25.4 / CAPITAL), 1)

    def _text(self, normal: float, large: float) -> int:
        return self.capital(large if self.large else normal)

    def _set(self, size: int, weight: int, line: float, *, spacing: float = 0.0, balanced: bool = False) -> Lettering:
        return Lettering(size, weight, line, spacing=spacing, balanced=balanced, close=self.close, script=self.script)

    @cached_property
    def ticket(self) -> Lettering:
        """The ticket's number: in the text font in every language. Proportional figures."""
        return Lettering(self.capital(36.3), 800, 1.05, tabular=False, spacing=-0.01)

    @cached_property
    def greeting(self) -> Lettering:
        """ "Good morning."."""
        return self._set(self.capital(21.0), 800, 1.0, spacing=-0.015)

    @cached_property
    def question(self) -> Lettering:
        """A page's heading."""
        return self._set(self._text(12.9, 14.3), 800, 1.08, spacing=-0.012, balanced=True)

    @cached_property
    def wait(self) -> Lettering:
        """The range of the wait."""
        return self._set(self._text(10.5, 12.7), 800, 1.12)

    @cached_property
    def subtitle(self) -> Lettering:
        """A sentence under the greeting; headings of a page's sections."""
        return self._set(self._text(8.0, 9.0), 700, 1.2)

    @cached_property
    def lead(self) -> Lettering:
        """The sentence under the greeting."""
        return self._set(self._text(6.1, 7.5), 600 if self.large else 400, 1.35)

    @cached_property
    def section(self) -> Lettering:
        """A heading within a page: "Where to go"."""
        return self._set(self._text(6.75, 7.5), 800, 1.2)

    @cached_property
    def button(self) -> Lettering:
        """A button's word."""
        return self._set(self._text(6.4, 7.5), 700, 1.15)

    @cached_property
    def choice(self) -> Lettering:
        """A choice's name."""
        return self._set(self._text(5.9, 7.5), 700, 1.15)

    @cached_property
    def body(self) -> Lettering:
        """Sentences to read."""
        return self._set(self._text(5.6, 7.5), 600 if self.large else 400, 1.4)

    @cached_property
    def strong(self) -> Lettering:
        """An answer that was given; a sentence that matters."""
        return self._set(self._text(5.9, 7.5), 700, 1.3)

    @cached_property
    def label(self) -> Lettering:
        """The smallest text there is."""
        return self._set(self._text(5.1, 7.5), 600 if self.large else 400, 1.25)

    @cached_property
    def label_strong(self) -> Lettering:
        """The smallest text, as a label of something."""
        return self._set(self._text(5.1, 7.5), 600, 1.25)

    @cached_property
    def margin(self) -> int:
        """The page's margin."""
        return self.mm(18.3)

    @cached_property
    def gap(self) -> int:
        """Between two targets."""
        return self.mm(5.1)

    @cached_property
    def control(self) -> int:
        """Height of Back and of the primary button: 26 mm."""
        return self.mm(26.4)

    @cached_property
    def target(self) -> int:
        """The least height of anything that is touched: 15 mm, with a little to spare for rounding."""
        return self.mm(15.3)

    @cached_property
    def radius(self) -> int:
        """Corner of a control or card."""
        return self.px(16)


def kiosk_dpi(screen: QScreen | None, setting: float | None = None) -> float:
    """Return the dots an inch to lay a kiosk out with: the installer's setting, else what the screen says, else the design's.

    Screens lie: one that claims under 40 or over 250 is not believed. A screen whose short side is under 200 mm holds no page of these sizes;
    it is laid out as if it had 200.
    """
    if screen is None:
        return setting or DESIGN_DPI
    size = screen.size()
    claimed = screen.physicalDotsPerInch()
    found = setting or (claimed if 40 <= claimed <= 250 else DESIGN_DPI)
    return min(found, min(size.width(), size.height()) / 200 * 25.4)


@dataclass(frozen=True)
class StaffSizes:
    """Sizes of staff and manager windows: pixels at 96 an inch, times the system's text size."""

    scale: float = 1.0

    def px(self, design: float) -> int:
        """Return a length of the design (96 dots an inch) as pixels."""
        return round(design * self.scale)

    def text(self, px: float, weight: int = 400, line: float = 1.44) -> Lettering:
        """Return lettering of another size than the roles below, never under the smallest (14)."""
        return Lettering(self.px(max(px, 14)), weight, line)

    @property
    def ticket(self) -> Lettering:
        """The number of the visitor at the counter."""
        return Lettering(self.px(60), 800, 1.0, tabular=False)

    @property
    def ticket_small(self) -> Lettering:
        """The number of the suggested visitor."""
        return Lettering(self.px(34), 800, 1.05, tabular=False)

    @property
    def number(self) -> Lettering:
        """A number in the queue."""
        return Lettering(self.px(19), 800, 1.2, tabular=False)

    @property
    def name(self) -> Lettering:
        """The visitor's name."""
        return Lettering(self.px(25), 700, 1.2)

    @property
    def opening(self) -> Lettering:
        """What to open with."""
        return Lettering(self.px(18.5), 600, 1.46)

    @property
    def body(self) -> Lettering:
        """Sentences, 16 on 23."""
        return Lettering(self.px(16), 400, 1.44)

    @property
    def strong(self) -> Lettering:
        """A sentence that matters."""
        return Lettering(self.px(16), 600, 1.44)

    @property
    def list(self) -> Lettering:
        """Rows of a list."""
        return Lettering(self.px(15), 400, 1.3)

    @property
    def list_strong(self) -> Lettering:
        """A row's title, a button's word."""
        return Lettering(self.px(15), 600, 1.3)

    @property
    def label(self) -> Lettering:
        """The smallest: 14."""
        return Lettering(self.px(14), 400, 1.35)

    @property
    def label_strong(self) -> Lettering:
        """The smallest, as a heading of something."""
        return Lettering(self.px(14), 600, 1.35)

    @property
    def heading(self) -> Lettering:
        """A group's heading: "Suggested next steps"."""
        return Lettering(self.px(15), 600, 1.3)

    @property
    def button(self) -> Lettering:
        """A button's word."""
        return Lettering(self.px(15.5), 600, 1.2)

    @property
    def act(self) -> Lettering:
        """A word of the action bar."""
        return Lettering(self.px(17), 600, 1.2)
