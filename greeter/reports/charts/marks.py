"""The three marks of a visit, the same on screen and on paper: circle within, triangle over, cross left; and the check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from greeter.reports.sheet import Ink
from greeter.reports.waits import Mark

if TYPE_CHECKING:
    from greeter.reports.charts.drawing import Drawing
    from greeter.reports.sheet import Sheet


def draw_mark(sheet: Drawing, x: float, y: float, mark: Mark, size: float = 4.0) -> None:
    """Draw a visit's mark around a point; `size` is the circle's diameter."""
    if mark is Mark.WITHIN:
        sheet.disc(x, y, size / 2, Ink.ACCENT)
    elif mark is Mark.OVER:
        triangle(sheet, x, y, size * 1.12, Ink.OVER)
    else:
        cross(sheet, x, y, size, Ink.OVER)


class Block(NamedTuple):
    """How the visits of a minute are drawn where they are too many for a mark each."""

    fill: Ink | None
    """None: only the outline."""
    edge: Ink | None = None


BLOCKS = {Mark.WITHIN: Block(Ink.HEAT2, Ink.ACCENT), Mark.OVER: Block(Ink.OVER), Mark.LEFT: Block(None, Ink.OVER)}
"""Light, dark and hollow: a print in grey tells them apart, too."""


def draw_block(sheet: Drawing, mark: Mark, x: float, base: float, wide: float, high: float) -> None:
    """Draw a block of visits on its base line."""
    block = BLOCKS[mark]
    inset = 0.0 if block.edge is None else 0.35
    sheet.box(x + inset, base - high, wide - 2 * inset, high, block.fill, edge=block.edge)


def triangle(sheet: Drawing, x: float, y: float, size: float, ink: Ink) -> None:
    """Draw a triangle that stands around a point."""
    half = size / 2
    sheet.shape([(x, y - half), (x + half * 1.06, y + half * 0.84), (x - half * 1.06, y + half * 0.84)], ink)


def cross(sheet: Drawing, x: float, y: float, size: float, ink: Ink) -> None:
    """Draw a cross around a point."""
    half = size * 0.46
    sheet.stroke([(x - half, y - half), (x + half, y + half)], ink, size * 0.32)
    sheet.stroke([(x - half, y + half), (x + half, y - half)], ink, size * 0.32)


def verdict(sheet: Drawing, x: float, y: float, size: float, *, met: bool) -> None:
    """Draw whether a goal is met: a circle in the colour of within, or a triangle in that of over."""
    if met:
        sheet.disc(x, y, size / 2, Ink.WITHIN)
    else:
        triangle(sheet, x, y, size * 1.12, Ink.OVER)


def check(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw a white check on a circle."""
    sheet.disc(x, y, size / 2, Ink.WITHIN)
    unit = size / 20
    turn = -unit if sheet.mirrored else unit  # a check is never mirrored
    points = [(x - 4.2 * turn, y + 0.4 * unit), (x - 1.2 * turn, y + 3.4 * unit), (x + 4.4 * turn, y - 3.0 * unit)]
    sheet.stroke(points, Ink.WHITE, 2.1 * unit)
