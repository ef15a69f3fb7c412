"""The paper of receipt printers: rolls of two widths, 203 dots an inch."""

from __future__ import annotations

from enum import IntEnum

DPI = 203
"""Dots an inch of the usual receipt printer; the sheet's unit is its dot."""


class Roll(IntEnum):
    """A roll, by its width in mm.

    To add one: 1. its line here, and what of it is printed; 2. the number in `docs/printing.md`. The tests take it from here.
    """

    MM_80 = 80
    MM_58 = 58

    @property
    def dots(self) -> int:
        """How many dots a line has: 72 or 48 mm, 8 dots each."""
        return {Roll.MM_80: 576, Roll.MM_58: 384}[self]

    @property
    def margin(self) -> int:
        """Dots of paper on either side of the printed ones: as many at the left as at the right, for pages that are turned round."""
        return round((mm(self) - self.dots) / 2)

    @property
    def width(self) -> int:
        """Dots of the whole paper's width."""
        return self.dots + 2 * self.margin


def mm(millimetres: float) -> int:
    """Return millimetres as dots."""
    return round(millimetres * DPI / 25.4)


def pt(points: float) -> float:
    """Return points as dots."""
    return points * DPI / 72
