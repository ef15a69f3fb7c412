"""A page as a receipt printer's dots: black or white, painted by the same hand as the picture of a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.printing.escpos import without_live_commands

if TYPE_CHECKING:
    from greeter.tickets.roll import Roll
    from greeter.tickets.sheet import Sheet

BLACK_BELOW = 150
"""A dot is black where the smooth picture is darker than this grey of 255: a little more than half, since heat leaves thin strokes thin."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of dots from the top, eight a byte, the leftmost in the highest bit; 1 is black. `width` is a multiple of 8."""

    width: int
    height: int
    dots: bytes

    @property
    def bytes_a_row(self) -> int:
        """How many bytes a row takes."""
        return self.width // 8

    def row(self, y: int) -> bytes:
        """Return a row."""
        return self.dots[y * self.bytes_a_row : (y + 1) * self.bytes_a_row]


def bitmap_of(page: Sheet, roll: Roll) -> Bitmap:
    """Return what a printer of this roll prints of a page: the paper's margins are left out. Not for the screen's thread."""
    from PIL import ImageOps

    from greeter.tickets.image import picture

    grey = picture(page, 1).convert("L")
    printed = grey.crop((roll.margin, 0, roll.margin + roll.dots, grey.height))
    black = ImageOps.invert(printed).point([255 if 255 - level < BLACK_BELOW else 0 for level in range(256)])
    return Bitmap(roll.dots, grey.height, without_live_commands(black.convert("1").tobytes()))
